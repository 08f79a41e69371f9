/* Changes by path. */
#include "yaml/tree_private.h"
#include <muster/yaml/patch.h>
#include <muster/yaml/table.h>
#include <string.h>

/* One change on its way. */
typedef struct {
  MusterYaml *tree;
  const char *path;
  MusterMark where;
  MusterFaults *faults;
} Change;

static gboolean
cannot(const Change *change, const char *hint, const char *message, const char *subject)
{
  muster_faults_error(change->faults, change->where, hint, "%s: %s%s%s", change->path, message,
                      subject != NULL ? " " : "", subject != NULL ? subject : "");
  return FALSE;
}

/* What could have been meant, among the entries of a map. */
static char *
near_hint(const MusterYamlNode *node, const char *part)
{
  g_autofree const char **names = g_new0(const char *, node->n + 1);
  gsize n = 0;
  for (const MusterYamlNode *c = node->first; c != NULL && c->key != NULL; c = c->next)
    names[n++] = c->key;
  return muster_yaml_hint(part, names);
}

static gboolean
not_there(const Change *change, const MusterYamlNode *node, const char *part)
{
  g_autofree char *hint = near_hint(node, part), *subject = g_strdup_printf("'%s'", part);
  return cannot(change, hint, "there is no", subject);
}

/* A value attached under `parent`, in place of `old` when that is not NULL. */
static void
put(const Change *change, MusterYamlNode *parent, MusterYamlNode *old, const char *key,
    const MusterYamlNode *value)
{
  if (old != NULL) {
    muster_yaml_become(change->tree, old, value);
    return;
  }
  MusterYamlNode *node = muster_yaml_add_copy(change->tree, parent, key, value);
  if (key != NULL && node->source == change->where.source) {
    node->key_line = change->where.line;
    node->key_column = change->where.column;
  }
}

/* A map that was missing on the way. */
static MusterYamlNode *
make_map(const Change *change, MusterYamlNode *parent, const char *key)
{
  MusterYamlNode *map = muster_yaml_add_map(change->tree, parent, key);
  muster_yaml_tree_keep(change->tree, change->where.source);
  map->source = change->where.source;
  map->line = map->key_line = change->where.line;
  map->column = map->key_column = change->where.column;
  return map;
}

/* The last part's parent; maps that are missing are made when `make`. NULL with a fault. Before anything is
 * made, it is clear that all of it can be: below a missing key everything is missing. */
static MusterYamlNode *
walk_to_parent(const Change *change, char **parts, gboolean make)
{
  MusterYamlNode *node = change->tree->root;
  for (; parts[1] != NULL; parts++) {
    MusterYamlNode *child = muster_yaml_child(node, parts[0]);
    if (child == NULL && !(make && node->kind == MUSTER_YAML_MAP)) {
      not_there(change, node, parts[0]);
      return NULL;
    }
    if (child == NULL)
      child = make_map(change, node, parts[0]);
    else if (child->kind == MUSTER_YAML_SCALAR) {
      g_autofree char *at = muster_yaml_path(child),
                      *subject = g_strdup_printf("'%s', which is %s", at, muster_yaml_describe(child));
      cannot(change, NULL, "nothing stands below", subject);
      return NULL;
    }
    node = child;
  }
  return node;
}

static char **
split(const Change *change)
{
  char *why = NULL;
  char **parts = muster_yaml_path_split(change->path, &why);
  if (parts == NULL)
    muster_faults_error(change->faults, change->where, NULL, "%s", why);
  g_free(why);
  return parts;
}

static const char *
last_of(char **parts)
{
  return parts[g_strv_length(parts) - 1];
}

gboolean
muster_yaml_patch_set(MusterYaml *tree, const char *path, const MusterYamlNode *value, MusterMark where,
                      MusterFaults *faults)
{
  Change change = {tree, path, where, faults};
  g_auto(GStrv) parts = split(&change);
  MusterYamlNode *parent = parts != NULL ? walk_to_parent(&change, parts, TRUE) : NULL;
  if (parent == NULL)
    return FALSE;
  const char *last = last_of(parts);
  MusterYamlNode *old = muster_yaml_child(parent, last);
  if (old == NULL && parent->kind != MUSTER_YAML_MAP)
    return not_there(&change, parent, last);
  put(&change, parent, old, last, value);
  return TRUE;
}

static MusterYamlNode *
find_item(const MusterYamlNode *list, const MusterYamlNode *value)
{
  MusterYamlNode plain = *value;
  plain.key = NULL; /* a value that stood under a key is compared as an item */
  for (MusterYamlNode *item = list->first; item != NULL; item = item->next)
    if (muster_yaml_equal(item, &plain))
      return item;
  return NULL;
}

/* The items that a value stands for: itself, or those of a list. */
static const MusterYamlNode *
first_item(const MusterYamlNode *value)
{
  return value->kind == MUSTER_YAML_LIST ? value->first : value;
}

static const MusterYamlNode *
next_item(const MusterYamlNode *value, const MusterYamlNode *item)
{
  return value->kind == MUSTER_YAML_LIST ? item->next : NULL;
}

static gboolean
add_to_list(const Change *change, MusterYamlNode *list, const MusterYamlNode *value)
{
  gboolean ok = TRUE;
  for (const MusterYamlNode *item = first_item(value); item != NULL; item = next_item(value, item)) {
    if (item->kind != MUSTER_YAML_SCALAR || find_item(list, item) == NULL)
      continue;
    g_autofree char *subject = g_strdup_printf("'%s'", item->text);
    ok = cannot(change, NULL, "holds already", subject);
  }
  for (const MusterYamlNode *item = first_item(value); ok && item != NULL; item = next_item(value, item))
    put(change, list, NULL, NULL, item);
  return ok;
}

static gboolean
add_to_map(const Change *change, MusterYamlNode *map, const MusterYamlNode *value)
{
  if (value->kind != MUSTER_YAML_MAP)
    return cannot(change, "give the keys to add, or use set", "is a map, to which keys are added, not",
                  muster_yaml_describe(value));
  for (const MusterYamlNode *entry = value->first; entry != NULL; entry = entry->next)
    if (muster_yaml_get(map, entry->key) != NULL) {
      g_autofree char *subject = g_strdup_printf("'%s'", entry->key);
      return cannot(change, "use set to replace it", "holds already", subject);
    }
  for (const MusterYamlNode *entry = value->first; entry != NULL; entry = entry->next)
    muster_yaml_add_copy(change->tree, map, entry->key, entry);
  return TRUE;
}

gboolean
muster_yaml_patch_add(MusterYaml *tree, const char *path, const MusterYamlNode *value, MusterMark where,
                      MusterFaults *faults)
{
  Change change = {tree, path, where, faults};
  MusterYamlNode *node = muster_yaml_path_find(tree->root, path);
  if (node == NULL || muster_yaml_is_null(node))
    return muster_yaml_patch_set(tree, path, value, where, faults);
  if (node->kind == MUSTER_YAML_LIST)
    return add_to_list(&change, node, value);
  if (node->kind == MUSTER_YAML_MAP)
    return add_to_map(&change, node, value);
  return cannot(&change, "use set to replace it", "is neither a list nor a map:", node->text);
}

static gboolean
take_items(const Change *change, MusterYamlNode *list, const MusterYamlNode *value)
{
  gboolean ok = TRUE;
  if (list->kind != MUSTER_YAML_LIST)
    return cannot(change, NULL, "items are taken out of a list, not of", muster_yaml_describe(list));
  for (const MusterYamlNode *item = first_item(value); item != NULL; item = next_item(value, item)) {
    g_autofree char *subject =
        item->kind == MUSTER_YAML_SCALAR ? g_strdup_printf("'%s'", item->text) : g_strdup("that");
    if (find_item(list, item) == NULL)
      ok = cannot(change, NULL, "does not hold", subject);
  }
  for (const MusterYamlNode *item = first_item(value); ok && item != NULL; item = next_item(value, item)) {
    MusterYamlNode *found = find_item(list, item);
    if (found != NULL) /* named twice */
      muster_yaml_remove(found);
  }
  return ok;
}

gboolean
muster_yaml_patch_remove(MusterYaml *tree, const char *path, const MusterYamlNode *value, MusterMark where,
                         MusterFaults *faults)
{
  Change change = {tree, path, where, faults};
  g_auto(GStrv) parts = split(&change);
  MusterYamlNode *parent = parts != NULL ? walk_to_parent(&change, parts, FALSE) : NULL;
  if (parent == NULL)
    return FALSE;
  MusterYamlNode *node = muster_yaml_child(parent, last_of(parts));
  if (node == NULL)
    return not_there(&change, parent, last_of(parts));
  if (value != NULL)
    return take_items(&change, node, value);
  muster_yaml_remove(node);
  return TRUE;
}
