/* Changing trees in place: laying one map over another, taking a value over, taking an entry out. */
#include "yaml/tree_private.h"

enum { DEFAULT_NODES = 5000000 };

static void
forget_children(MusterYamlNode *node)
{
  node->first = node->last = NULL;
  node->n = 0;
}

/* Appends a copy of `child`; FALSE when there is no room. */
static gboolean
append_copy(MusterYaml *tree, MusterYamlNode *node, const MusterYamlNode *child, guint max_nodes)
{
  MusterYamlNode *copy = muster_yaml_node_copy(tree, child, max_nodes, G_MAXINT);
  if (copy == NULL)
    return FALSE;
  muster_yaml_node_append(node, copy);
  return TRUE;
}

static gboolean
overlay(MusterYaml *tree, MusterYamlNode *node, const MusterYamlNode *base, guint max_nodes)
{
  MusterYamlNode over = *node; /* the children as they were */
  forget_children(node);
  for (const MusterYamlNode *b = base->first; b != NULL; b = b->next) {
    MusterYamlNode *own = muster_yaml_get(&over, b->key);
    if (own == NULL && !append_copy(tree, node, b, max_nodes))
      return FALSE;
    if (own == NULL || muster_yaml_is_null(own))
      continue;
    if (!append_copy(tree, node, own, max_nodes))
      return FALSE;
    if (own->kind == MUSTER_YAML_MAP && b->kind == MUSTER_YAML_MAP &&
        !overlay(tree, node->last, b, max_nodes))
      return FALSE;
  }
  for (MusterYamlNode *own = over.first; own != NULL; own = own->next)
    if (muster_yaml_get(base, own->key) == NULL && !append_copy(tree, node, own, max_nodes))
      return FALSE;
  return TRUE;
}

gboolean
muster_yaml_overlay(MusterYaml *tree, MusterYamlNode *node, const MusterYamlNode *base, int max_nodes)
{
  g_assert(node->kind == MUSTER_YAML_MAP && base->kind == MUSTER_YAML_MAP);
  return overlay(tree, node, base, max_nodes > 0 ? (guint) max_nodes : DEFAULT_NODES);
}

void
muster_yaml_become(MusterYaml *tree, MusterYamlNode *node, const MusterYamlNode *from)
{
  MusterYamlNode *copy = muster_yaml_node_copy(tree, from, G_MAXUINT, G_MAXINT);
  node->kind = copy->kind;
  node->text = copy->text;
  node->quoted = copy->quoted;
  node->flow = copy->flow;
  node->line = copy->line;
  node->column = copy->column;
  if (node->source != copy->source)
    node->key_line = node->key_column = 0; /* the key stands in another file than the value */
  node->source = copy->source;
  forget_children(node);
  for (MusterYamlNode *child = copy->first; child != NULL;) {
    MusterYamlNode *next = child->next;
    muster_yaml_node_append(node, child);
    child = next;
  }
}

void
muster_yaml_remove(MusterYamlNode *node)
{
  MusterYamlNode *parent = node->parent, *before = NULL;
  g_assert(parent != NULL);
  for (MusterYamlNode *c = parent->first; c != node; c = c->next)
    before = c;
  if (before != NULL)
    before->next = node->next;
  else
    parent->first = node->next;
  if (parent->last == node)
    parent->last = before;
  parent->n--;
  node->parent = node->next = NULL;
}
