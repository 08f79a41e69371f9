/* Making, keeping and looking at trees. */
#include "yaml/tree_private.h"
#include <string.h>

enum { FIRST_BLOCK = 32, LARGEST_BLOCK = 8192 };

MusterYaml *
muster_yaml_tree_new(void)
{
  MusterYaml *tree = g_new0(MusterYaml, 1);
  tree->ref_count = 1;
  tree->blocks = g_ptr_array_new_with_free_func(g_free);
  tree->texts = g_string_chunk_new(1024);
  tree->sources = g_ptr_array_new_with_free_func((GDestroyNotify) muster_source_unref);
  return tree;
}

MusterYaml *
muster_yaml_new(MusterYamlKind root_kind)
{
  MusterYaml *tree = muster_yaml_tree_new();
  tree->root = muster_yaml_node_new(tree, root_kind);
  return tree;
}

MusterYaml *
muster_yaml_ref(MusterYaml *tree)
{
  g_atomic_int_inc(&tree->ref_count);
  return tree;
}

void
muster_yaml_unref(MusterYaml *tree)
{
  if (tree == NULL || !g_atomic_int_dec_and_test(&tree->ref_count))
    return;
  g_ptr_array_unref(tree->blocks);
  g_string_chunk_free(tree->texts);
  g_ptr_array_unref(tree->sources);
  g_free(tree);
}

MusterYamlNode *
muster_yaml_root(const MusterYaml *tree)
{
  return tree->root;
}

MusterYamlNode *
muster_yaml_node_new(MusterYaml *tree, MusterYamlKind kind)
{
  if (tree->block_used == tree->block_size) {
    tree->block_size = tree->block_size == 0 ? FIRST_BLOCK : MIN(tree->block_size * 2, LARGEST_BLOCK);
    tree->block_used = 0;
    g_ptr_array_add(tree->blocks, g_new0(MusterYamlNode, tree->block_size));
  }
  MusterYamlNode *block = g_ptr_array_index(tree->blocks, tree->blocks->len - 1);
  MusterYamlNode *node = &block[tree->block_used++];
  tree->n_nodes++;
  node->text = "";
  node->kind = (guint8) kind;
  return node;
}

void
muster_yaml_node_append(MusterYamlNode *parent, MusterYamlNode *child)
{
  child->parent = parent;
  child->next = NULL;
  if (parent->last != NULL)
    parent->last->next = child;
  else
    parent->first = child;
  parent->last = child;
  parent->n++;
}

/* Keys repeat endlessly (`mean`, `from`), so short texts are kept once; long ones are not worth a look-up. */
const char *
muster_yaml_tree_text(MusterYaml *tree, const char *text, gssize length)
{
  if (length < 0)
    length = (gssize) strlen(text);
  if (length == 0)
    return "";
  if (length <= 24 && text[length] == '\0')
    return g_string_chunk_insert_const(tree->texts, text);
  return g_string_chunk_insert_len(tree->texts, text, length);
}

void
muster_yaml_tree_keep(MusterYaml *tree, MusterSource *source)
{
  if (source == NULL || g_ptr_array_find(tree->sources, source, NULL))
    return;
  g_ptr_array_add(tree->sources, muster_source_ref(source));
}

MusterYamlNode *
muster_yaml_node_copy(MusterYaml *tree, const MusterYamlNode *node, guint max_nodes, int max_depth)
{
  if (tree->n_nodes >= max_nodes || max_depth <= 0)
    return NULL;
  MusterYamlNode *copy = muster_yaml_node_new(tree, node->kind);
  *copy = *node;
  copy->parent = copy->first = copy->last = copy->next = NULL;
  copy->n = 0;
  copy->text = muster_yaml_tree_text(tree, node->text, -1);
  copy->key = node->key != NULL ? muster_yaml_tree_text(tree, node->key, -1) : NULL;
  muster_yaml_tree_keep(tree, node->source);
  for (const MusterYamlNode *child = node->first; child != NULL; child = child->next) {
    MusterYamlNode *child_copy = muster_yaml_node_copy(tree, child, max_nodes, max_depth - 1);
    if (child_copy == NULL)
      return NULL;
    muster_yaml_node_append(copy, child_copy);
  }
  return copy;
}

MusterMark
muster_yaml_mark(const MusterYamlNode *node)
{
  return (MusterMark){.source = node->source, .line = node->line, .column = node->column};
}

MusterMark
muster_yaml_key_mark(const MusterYamlNode *node)
{
  if (node->key_line == 0)
    return muster_yaml_mark(node);
  return (MusterMark){.source = node->source, .line = node->key_line, .column = node->key_column};
}

MusterYamlNode *
muster_yaml_get(const MusterYamlNode *node, const char *key)
{
  if (node == NULL || node->kind != MUSTER_YAML_MAP)
    return NULL;
  for (MusterYamlNode *child = node->first; child != NULL; child = child->next)
    if (strcmp(child->key, key) == 0)
      return child;
  return NULL;
}

MusterYamlNode *
muster_yaml_at(const MusterYamlNode *node, guint i)
{
  if (node == NULL || node->kind != MUSTER_YAML_LIST || i >= node->n)
    return NULL;
  MusterYamlNode *child = node->first;
  while (i-- > 0)
    child = child->next;
  return child;
}

gboolean
muster_yaml_equal(const MusterYamlNode *a, const MusterYamlNode *b)
{
  if (a->kind != b->kind || a->n != b->n || g_strcmp0(a->key, b->key) != 0)
    return FALSE;
  if (a->kind == MUSTER_YAML_SCALAR)
    return muster_yaml_is_null(a) == muster_yaml_is_null(b) &&
           (muster_yaml_is_null(a) || strcmp(a->text, b->text) == 0);
  const MusterYamlNode *x = a->first, *y = b->first;
  for (; x != NULL; x = x->next, y = y->next)
    if (!muster_yaml_equal(x, y))
      return FALSE;
  return TRUE;
}

const char *
muster_yaml_describe(const MusterYamlNode *node)
{
  switch ((MusterYamlKind) node->kind) {
  case MUSTER_YAML_LIST:
    return "a list";
  case MUSTER_YAML_MAP:
    return "a map";
  case MUSTER_YAML_SCALAR:
  default:
    return muster_yaml_is_null(node) ? "nothing" : "a text";
  }
}
