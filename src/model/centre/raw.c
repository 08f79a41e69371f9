/* Sections that somebody else reads: kept in the tree as they were written. And the columns of a history. */
#include "model/centre/centre_private.h"
#include "model/centre/scalars_private.h"
#include <string.h>

static const MusterYamlNode *
raw_node(const MusterYamlKey *key, gconstpointer field)
{
  const MusterCentreTree *tree = *(MusterCentreTree *const *) field;
  const MusterYamlNode *node = tree != NULL ? muster_yaml_get(tree->root, key->name) : NULL;
  return node != NULL && !muster_yaml_is_null(node) ? node : NULL;
}

static void
init_raw(G_GNUC_UNUSED const MusterYamlKey *key, G_GNUC_UNUSED gpointer field)
{
}

static gboolean
read_raw(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node,
         G_GNUC_UNUSED gpointer field)
{
  if (node->kind != MUSTER_YAML_LIST)
    return TRUE;
  return muster_yaml_need_kind(reader, key, node, MUSTER_YAML_MAP);
}

static void
write_raw(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  const MusterYamlNode *node = raw_node(key, field);
  if (node != NULL)
    muster_yaml_add_copy(writer->tree, parent, key->name, node);
}

static gboolean
equal_raw(const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterYamlNode *x = raw_node(key, a), *y = raw_node(key, b);
  return x == y || (x != NULL && y != NULL && muster_yaml_equal(x, y));
}

const MusterYamlType centre_raw = {
    .name = "file",
    .fits = "the name of a file like `demand.yaml`, or what such a file holds",
    .init = init_raw,
    .read = read_raw,
    .write = write_raw,
    .equal = equal_raw,
};

gboolean
muster_centre_section(const MusterCentre *centre, const char *name, MusterYaml **tree,
                      const MusterYamlNode **section, MusterFaults *faults)
{
  *tree = NULL;
  *section = centre->tree != NULL ? muster_yaml_get(centre->tree->root, name) : NULL;
  if (*section == NULL || muster_yaml_is_null(*section)) {
    *section = NULL;
    return TRUE;
  }
  if ((*section)->kind != MUSTER_YAML_SCALAR) {
    *tree = muster_yaml_ref(centre->tree->tree);
    return TRUE;
  }
  g_autofree char *path = centre_beside(centre->tree, *section, faults);
  g_autoptr(GError) error = NULL;
  g_autoptr(MusterSource) source = path != NULL ? muster_source_read(path, 0, &error) : NULL;
  if (error != NULL)
    muster_faults_error(faults, muster_yaml_mark(*section), NULL, "%s: %s", name, error->message);
  *tree = source != NULL ? muster_yaml_parse(source, NULL, faults) : NULL;
  if (*tree == NULL)
    return FALSE;
  const MusterYamlNode *root = muster_yaml_root(*tree), *inner = muster_yaml_get(root, name);
  *section = inner != NULL && root->n == 1 ? inner : root;
  return TRUE;
}

/* ---- columns: {start: 开始时间, queue: 技能组} ---- */

static void
init_columns(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  MusterHistorySpec *history = field;
  history->n_columns = 0;
  history->column_key = history->column_name = NULL;
}

static gboolean
read_columns(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  MusterHistorySpec *history = field;
  if (!muster_yaml_need_kind(reader, key, node, MUSTER_YAML_MAP))
    return FALSE;
  gboolean ok = TRUE;
  history->column_key = g_new0(char *, node->n + 1);
  history->column_name = g_new0(char *, node->n + 1);
  for (const MusterYamlNode *entry = node->first; entry != NULL; entry = entry->next) {
    MusterYamlKey name = {.name = entry->key, .type = &muster_yaml_text};
    char *text = NULL;
    if (muster_yaml_is_null(entry))
      continue;
    if (!muster_yaml_check_name(reader, entry->key, entry->key_quoted, muster_yaml_key_mark(entry)) ||
        !name.type->read(reader, &name, entry, &text)) {
      ok = FALSE;
      continue;
    }
    history->column_key[history->n_columns] = g_strdup(entry->key);
    history->column_name[history->n_columns++] = text;
  }
  return ok;
}

static void
write_columns(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  const MusterHistorySpec *history = field;
  if (history->n_columns == 0)
    return;
  MusterYamlNode *map = muster_yaml_add_map(writer->tree, parent, key->name);
  for (int i = 0; i < history->n_columns; i++)
    muster_yaml_add_text(writer->tree, map, history->column_key[i], history->column_name[i]);
}

static void
clear_columns(const MusterYamlKey *key, gpointer field)
{
  MusterHistorySpec *history = field;
  for (int i = 0; i < history->n_columns; i++) {
    g_free(history->column_key[i]);
    g_free(history->column_name[i]);
  }
  g_free(history->column_key);
  g_free(history->column_name);
  init_columns(key, field);
}

static gboolean
equal_columns(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterHistorySpec *x = a, *y = b;
  if (x->n_columns != y->n_columns)
    return FALSE;
  for (int i = 0; i < x->n_columns; i++)
    if (strcmp(x->column_key[i], y->column_key[i]) != 0 || strcmp(x->column_name[i], y->column_name[i]) != 0)
      return FALSE;
  return TRUE;
}

const MusterYamlType centre_columns = {
    .name = "columns",
    .fits = "a map like `{start: 开始时间, queue: 技能组, offered: 呼入量}`",
    .init = init_columns,
    .read = read_columns,
    .write = write_columns,
    .clear = clear_columns,
    .equal = equal_columns,
};
