/* Types of several values: maps, lists of maps, maps of names, lists of quantities, sets of names. */
#include "yaml/table_private.h"
#include <string.h>

enum { LINE = 90 };

/* ---- a map: an object inside the object ---- */

static void
init_map(const MusterYamlKey *key, gpointer field)
{
  muster_yaml_table_init(key->table, field);
}

static void
set_mark(const MusterYamlKey *key, const MusterYamlNode *node, gpointer object)
{
  if (key->mark != 0)
    *(MusterMark *) ((char *) object + key->mark) = muster_yaml_key_mark(node);
}

static gboolean
read_object(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer object)
{
  set_mark(key, node, object);
  if (!muster_yaml_need_kind(reader, key, node, MUSTER_YAML_MAP))
    return FALSE;
  guint before = muster_faults_n_errors(reader->faults);
  muster_yaml_table_read(reader, key->table, node, object);
  if (key->check != NULL)
    key->check(reader, node, object);
  return muster_faults_n_errors(reader->faults) == before;
}

/* Maps of a few plain values read best on one line. */
static void
lay_out(MusterYamlNode *map)
{
  gsize length = 0;
  for (const MusterYamlNode *c = map->first; c != NULL; c = c->next) {
    if (c->kind != MUSTER_YAML_SCALAR && !c->flow)
      return;
    length += strlen(c->key) + strlen(c->text) + 4;
    for (const MusterYamlNode *d = c->first; d != NULL; d = d->next)
      length += (d->key != NULL ? strlen(d->key) + 2 : 0) +
                (d->kind == MUSTER_YAML_SCALAR ? strlen(d->text) : LINE) + 2;
  }
  if (length < LINE)
    muster_yaml_set_flow(map);
}

/* A map that holds nothing but defaults is left out, unless its being there means something. */
static void
write_map(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  if (key->given != 0) {
    const char *object = muster_yaml_const_object(key, field);
    if (!*(const gboolean *) (object + key->given))
      return;
    MusterYamlNode *map = muster_yaml_add_map(writer->tree, parent, key->name);
    muster_yaml_table_write(writer, key->table, map, field);
    lay_out(map);
    return;
  }
  g_autoptr(MusterYaml) scratch = muster_yaml_new(MUSTER_YAML_MAP);
  MusterYamlWriter inner = {.tree = scratch, .user = writer->user, .names = writer->names};
  muster_yaml_table_write(&inner, key->table, muster_yaml_root(scratch), field);
  if (muster_yaml_root(scratch)->n > 0)
    lay_out(muster_yaml_add_copy(writer->tree, parent, key->name, muster_yaml_root(scratch)));
}

static void
clear_map(const MusterYamlKey *key, gpointer field)
{
  muster_yaml_table_clear(key->table, field);
}

static gboolean
equal_map(const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  return muster_yaml_table_equal(key->table, a, b);
}

const MusterYamlType muster_yaml_map = {
    .name = "map",
    .fits = "a map of keys",
    .init = init_map,
    .read = read_object,
    .write = write_map,
    .clear = clear_map,
    .equal = equal_map,
};

/* ---- arrays of objects ---- */

static void
init_array(const MusterYamlKey *key, gpointer field)
{
  *(gpointer *) field = NULL;
  *muster_yaml_count(key, field) = 0;
}

static gboolean
is_named(const MusterYamlKey *key)
{
  return key->type == &muster_yaml_named;
}

static gboolean
is_keyed(const MusterYamlKey *key)
{
  return key->type == &muster_yaml_keyed;
}

/* What stands first in an element: its name, or the index of a name. */
static gboolean
read_name_of(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *child,
             gpointer element)
{
  gboolean ok = TRUE;
  if (is_named(key))
    *(char **) element = g_strdup(child->key);
  if (is_named(key) || is_keyed(key))
    ok = muster_yaml_check_name(reader, child->key, child->key_quoted, muster_yaml_key_mark(child));
  if (is_keyed(key) && ok) {
    *(int *) element = muster_yaml_find_name(reader, key->scope, child->key, muster_yaml_key_mark(child));
    ok = *(int *) element >= 0;
  }
  return ok;
}

static gboolean
read_array(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  if (!muster_yaml_need_kind(reader, key, node,
                             is_named(key) || is_keyed(key) ? MUSTER_YAML_MAP : MUSTER_YAML_LIST))
    return FALSE;
  if (node->n == 0)
    return TRUE;
  gboolean ok = TRUE;
  char *element = g_malloc0_n(node->n, key->size);
  *(gpointer *) field = element;
  for (const MusterYamlNode *child = node->first; child != NULL; child = child->next, element += key->size) {
    MusterYamlKey of_child = *key;
    of_child.name = child->key != NULL ? child->key : key->name;
    muster_yaml_table_init(key->table, element);
    ok = read_name_of(reader, key, child, element) && ok;
    ++*muster_yaml_count(key, field);
    of_child.type = &muster_yaml_map;
    ok = read_object(reader, &of_child, child, element) && ok;
  }
  return ok;
}

static void
write_array(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  int n = muster_yaml_get_count(key, field);
  if (n == 0)
    return;
  const char *element = *(const char *const *) field;
  MusterYamlNode *node = is_named(key) || is_keyed(key)
                             ? muster_yaml_add_map(writer->tree, parent, key->name)
                             : muster_yaml_add_list(writer->tree, parent, key->name);
  for (int i = 0; i < n; i++, element += key->size) {
    const char *name = is_named(key)   ? *(const char *const *) element
                       : is_keyed(key) ? writer->names(writer->user, key->scope)[*(const int *) element]
                                       : NULL;
    MusterYamlNode *map = muster_yaml_add_map(writer->tree, node, name);
    muster_yaml_table_write(writer, key->table, map, element);
    lay_out(map);
  }
}

static void
clear_array(const MusterYamlKey *key, gpointer field)
{
  int n = muster_yaml_get_count(key, field);
  char *element = *(gpointer *) field;
  for (int i = 0; i < n; i++, element += key->size) {
    muster_yaml_table_clear(key->table, element);
    if (is_named(key))
      g_free(*(char **) element);
  }
  g_free(*(gpointer *) field);
  init_array(key, field);
}

static gboolean
equal_array(const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  int n = muster_yaml_get_count(key, a);
  const char *x = *(const char *const *) a, *y = *(const char *const *) b;
  if (n != muster_yaml_get_count(key, b))
    return FALSE;
  for (int i = 0; i < n; i++, x += key->size, y += key->size) {
    if (is_named(key) && strcmp(*(const char *const *) x, *(const char *const *) y) != 0)
      return FALSE;
    if (is_keyed(key) && *(const int *) x != *(const int *) y)
      return FALSE;
    if (!muster_yaml_table_equal(key->table, x, y))
      return FALSE;
  }
  return TRUE;
}

const MusterYamlType muster_yaml_list = {
    .name = "list of maps",
    .fits = "a list of maps",
    .init = init_array,
    .read = read_array,
    .write = write_array,
    .clear = clear_array,
    .equal = equal_array,
};

const MusterYamlType muster_yaml_named = {
    .name = "map by name",
    .fits = "a map of names, each with its keys",
    .init = init_array,
    .read = read_array,
    .write = write_array,
    .clear = clear_array,
    .equal = equal_array,
};

const MusterYamlType muster_yaml_keyed = {
    .name = "map by name",
    .fits = "a map of names, each with its keys",
    .init = init_array,
    .read = read_array,
    .write = write_array,
    .clear = clear_array,
    .equal = equal_array,
};

/* ---- one quantity or a list of them ---- */

static gboolean
read_doubles(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field,
             const MusterYamlType *type)
{
  gboolean is_list = node->kind == MUSTER_YAML_LIST;
  int n = is_list ? (int) node->n : 1;
  if (n == 0)
    return muster_yaml_refuse(reader, key, node, NULL, g_strdup("an empty list"));
  double *value = g_new0(double, n);
  *(double **) field = value;
  *muster_yaml_count(key, field) = n;
  gboolean ok = TRUE;
  for (const MusterYamlNode *item = is_list ? node->first : node; item != NULL;
       item = is_list ? item->next : NULL)
    ok = type->read(reader, key, item, value++) && ok;
  return ok;
}

static gboolean
read_durations(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  return read_doubles(reader, key, node, field, &muster_yaml_duration);
}

static gboolean
read_shares(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  return read_doubles(reader, key, node, field, &muster_yaml_share);
}

static void
write_doubles(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  const MusterYamlType *type =
      key->type == &muster_yaml_durations ? &muster_yaml_duration : &muster_yaml_share;
  const double *value = *(const double *const *) field;
  int n = muster_yaml_get_count(key, field);
  if (n == 1)
    type->write(writer, key, parent, value);
  if (n <= 1)
    return;
  MusterYamlNode *list = muster_yaml_add_list(writer->tree, parent, key->name);
  MusterYamlKey of_item = *key;
  of_item.name = NULL;
  muster_yaml_set_flow(list);
  for (int i = 0; i < n; i++)
    type->write(writer, &of_item, list, &value[i]);
}

static void
clear_doubles(const MusterYamlKey *key, gpointer field)
{
  g_free(*(double **) field);
  init_array(key, field);
}

static gboolean
equal_doubles(const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  int n = muster_yaml_get_count(key, a);
  const double *x = *(const double *const *) a, *y = *(const double *const *) b;
  if (n != muster_yaml_get_count(key, b))
    return FALSE;
  for (int i = 0; i < n; i++)
    if (x[i] != y[i])
      return FALSE;
  return TRUE;
}

const MusterYamlType muster_yaml_durations = {
    .name = "durations",
    .fits = "a duration like `6 h`, or a list of them",
    .init = init_array,
    .read = read_durations,
    .write = write_doubles,
    .clear = clear_doubles,
    .equal = equal_doubles,
};

const MusterYamlType muster_yaml_shares = {
    .name = "shares",
    .fits = "a share like `80 %`, or a list of them",
    .init = init_array,
    .read = read_shares,
    .write = write_doubles,
    .clear = clear_doubles,
    .equal = equal_doubles,
};

/* ---- a set of names ---- */

static void
init_set(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  *(guint64 *) field = 0;
}

/* The index of one name of the list, or -1 with a fault. */
static int
read_name(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *item)
{
  if (item->kind != MUSTER_YAML_SCALAR) {
    muster_yaml_refuse(reader, key, item, NULL,
                       g_strdup_printf("a name is meant here, not %s", muster_yaml_describe(item)));
    return -1;
  }
  if (!muster_yaml_check_name(reader, item->text, item->quoted, muster_yaml_mark(item)))
    return -1;
  return muster_yaml_find_name(reader, key->scope, item->text, muster_yaml_mark(item));
}

static gboolean
read_set(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  if (!muster_yaml_need_kind(reader, key, node, MUSTER_YAML_LIST))
    return FALSE;
  gboolean ok = TRUE;
  for (const MusterYamlNode *item = node->first; item != NULL; item = item->next) {
    int i = read_name(reader, key, item);
    if (i >= 0 && i < 64)
      *(guint64 *) field |= (guint64) 1 << i;
    ok = ok && i >= 0;
  }
  return ok;
}

static void
write_set(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  guint64 set = *(const guint64 *) field;
  if (set == 0)
    return;
  const char *const *names = writer->names(writer->user, key->scope);
  MusterYamlNode *list = muster_yaml_add_list(writer->tree, parent, key->name);
  muster_yaml_set_flow(list);
  for (int i = 0; i < 64 && names[i] != NULL; i++)
    if (set >> i & 1)
      muster_yaml_add_text(writer->tree, list, NULL, names[i]);
}

static gboolean
equal_set(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  return *(const guint64 *) a == *(const guint64 *) b;
}

const MusterYamlType muster_yaml_set = {
    .name = "list of names",
    .fits = "a list of names like `[presales, vip]`",
    .init = init_set,
    .read = read_set,
    .write = write_set,
    .equal = equal_set,
};
