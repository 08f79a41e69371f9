/* Trees made by programs, to be written out. */
#include "yaml/tree_private.h"
#include <muster/base/units.h>

static MusterYamlNode *
add(MusterYaml *tree, MusterYamlNode *parent, const char *key, MusterYamlKind kind)
{
  g_assert(parent->kind != MUSTER_YAML_SCALAR);
  g_assert((parent->kind == MUSTER_YAML_MAP) == (key != NULL));
  MusterYamlNode *node = muster_yaml_node_new(tree, kind);
  if (key != NULL) {
    node->key = muster_yaml_tree_text(tree, key, -1);
    node->key_quoted = (guint8) muster_yaml_is_trap(key, FALSE);
  }
  muster_yaml_node_append(parent, node);
  return node;
}

MusterYamlNode *
muster_yaml_add_map(MusterYaml *tree, MusterYamlNode *parent, const char *key)
{
  return add(tree, parent, key, MUSTER_YAML_MAP);
}

MusterYamlNode *
muster_yaml_add_list(MusterYaml *tree, MusterYamlNode *parent, const char *key)
{
  return add(tree, parent, key, MUSTER_YAML_LIST);
}

MusterYamlNode *
muster_yaml_add_text(MusterYaml *tree, MusterYamlNode *parent, const char *key, const char *text)
{
  MusterYamlNode *node = add(tree, parent, key, MUSTER_YAML_SCALAR);
  node->text = muster_yaml_tree_text(tree, text, -1);
  node->quoted = muster_yaml_plain(text) != MUSTER_YAML_SAFE;
  return node;
}

MusterYamlNode *
muster_yaml_add_plain(MusterYaml *tree, MusterYamlNode *parent, const char *key, const char *text)
{
  MusterYamlNode *node = add(tree, parent, key, MUSTER_YAML_SCALAR);
  node->text = muster_yaml_tree_text(tree, text, -1);
  node->quoted = muster_yaml_plain(text) == MUSTER_YAML_UNSAFE;
  return node;
}

MusterYamlNode *
muster_yaml_add_number(MusterYaml *tree, MusterYamlNode *parent, const char *key, double value)
{
  g_autofree char *text = muster_format_number(value);
  return muster_yaml_add_plain(tree, parent, key, text);
}

MusterYamlNode *
muster_yaml_add_null(MusterYaml *tree, MusterYamlNode *parent, const char *key)
{
  MusterYamlNode *node = add(tree, parent, key, MUSTER_YAML_SCALAR);
  node->text = "~";
  return node;
}

MusterYamlNode *
muster_yaml_add_copy(MusterYaml *tree, MusterYamlNode *parent, const char *key, const MusterYamlNode *node)
{
  g_assert((parent->kind == MUSTER_YAML_MAP) == (key != NULL));
  MusterYamlNode *copy = muster_yaml_node_copy(tree, node, G_MAXUINT, G_MAXINT);
  if (key == NULL || g_strcmp0(key, node->key) != 0) {
    copy->key = key != NULL ? muster_yaml_tree_text(tree, key, -1) : NULL;
    copy->key_quoted = (guint8) (key != NULL && muster_yaml_is_trap(key, FALSE));
    copy->key_line = copy->key_column = 0;
  }
  muster_yaml_node_append(parent, copy);
  return copy;
}

void
muster_yaml_keep(MusterYaml *tree, const MusterYaml *other)
{
  for (guint i = 0; i < other->sources->len; i++)
    muster_yaml_tree_keep(tree, g_ptr_array_index(other->sources, i));
}

void
muster_yaml_set_flow(MusterYamlNode *node)
{
  g_assert(node->kind != MUSTER_YAML_SCALAR);
  node->flow = TRUE;
}
