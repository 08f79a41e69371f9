/* Reading, clearing and comparing objects by their tables. */
#include "yaml/table_private.h"
#include <string.h>

const MusterYamlKey *
muster_yaml_find_key(const MusterYamlKey *table, const char *name)
{
  for (const MusterYamlKey *key = table; key->name != NULL; key++)
    if (strcmp(key->name, name) == 0)
      return key;
  return NULL;
}

static gpointer
field_of(const MusterYamlKey *key, gpointer object)
{
  return (char *) object + key->offset;
}

static gconstpointer
const_field_of(const MusterYamlKey *key, gconstpointer object)
{
  return (const char *) object + key->offset;
}

/* A default is read by the same code as a planner's value; it cannot fail unless the table is wrong. */
void
muster_yaml_set_standard(const MusterYamlKey *key, gpointer field)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  MusterYamlReader reader = {.faults = faults};
  MusterYamlNode node = {.text = key->standard, .kind = MUSTER_YAML_SCALAR};
  if (!key->type->read(&reader, key, &node, field))
    g_error("the default '%s' of the key '%s' does not fit it", key->standard, key->name);
}

static void
init_field(const MusterYamlKey *key, gpointer object)
{
  key->type->init(key, field_of(key, object));
  if (key->standard != NULL && key->type->size > 0)
    muster_yaml_set_standard(key, field_of(key, object));
  if (key->given != 0)
    *(gboolean *) ((char *) object + key->given) = FALSE;
}

void
muster_yaml_table_init(const MusterYamlKey *table, gpointer object)
{
  for (const MusterYamlKey *key = table; key->name != NULL; key++)
    init_field(key, object);
}

static const char **
table_names(const MusterYamlKey *table)
{
  gsize n = 0;
  while (table[n].name != NULL)
    n++;
  const char **names = g_new0(const char *, n + 1);
  for (gsize i = 0; i < n; i++)
    names[i] = table[i].name;
  return names;
}

static gboolean
read_entry(MusterYamlReader *reader, const MusterYamlKey *table, const MusterYamlNode *entry, gpointer object)
{
  const MusterYamlKey *key = muster_yaml_find_key(table, entry->key);
  if (key == NULL) {
    g_autofree const char **names = table_names(table);
    muster_yaml_unknown_key(reader, entry, names);
    return FALSE;
  }
  if (muster_yaml_is_null(entry))
    return TRUE;
  gpointer field = field_of(key, object);
  if (key->type->clear != NULL)
    key->type->clear(key, field);
  key->type->init(key, field);
  gboolean ok = key->type->read(reader, key, entry, field);
  if (key->given != 0)
    *(gboolean *) ((char *) object + key->given) = TRUE;
  return ok;
}

static gboolean
is_given(const MusterYamlNode *node, const char *key)
{
  const MusterYamlNode *entry = muster_yaml_get(node, key);
  return entry != NULL && !muster_yaml_is_null(entry);
}

gboolean
muster_yaml_table_read(MusterYamlReader *reader, const MusterYamlKey *table, const MusterYamlNode *node,
                       gpointer object)
{
  if (node->kind != MUSTER_YAML_MAP) {
    muster_faults_error(reader->faults, muster_yaml_mark(node), NULL, "expected a map of keys, not %s",
                        muster_yaml_describe(node));
    return FALSE;
  }
  gboolean ok = TRUE;
  for (const MusterYamlNode *entry = node->first; entry != NULL; entry = entry->next)
    ok = read_entry(reader, table, entry, object) && ok;
  for (const MusterYamlKey *key = table; key->name != NULL; key++) {
    if (!key->required || is_given(node, key->name))
      continue;
    g_autofree char *words = key->words != NULL ? g_strjoinv(", ", (char **) (guintptr) key->words) : NULL;
    g_autofree char *hint = g_strdup_printf("it takes %s%s", words != NULL ? "one of " : "",
                                            words != NULL ? words : key->type->fits);
    muster_faults_error(reader->faults, muster_yaml_key_mark(node), hint, "the key '%s' is missing",
                        key->name);
    ok = FALSE;
  }
  return ok;
}

void
muster_yaml_table_clear(const MusterYamlKey *table, gpointer object)
{
  for (const MusterYamlKey *key = table; key->name != NULL; key++)
    if (key->type->clear != NULL)
      key->type->clear(key, field_of(key, object));
}

gboolean
muster_yaml_table_equal(const MusterYamlKey *table, gconstpointer a, gconstpointer b)
{
  for (const MusterYamlKey *key = table; key->name != NULL; key++) {
    if (!key->type->equal(key, const_field_of(key, a), const_field_of(key, b)))
      return FALSE;
    if (key->given != 0 && *(const gboolean *) ((const char *) a + key->given) !=
                               *(const gboolean *) ((const char *) b + key->given))
      return FALSE;
  }
  return TRUE;
}

/* Into maps; lists and named objects are told apart by index, the rest by its key alone. */
static char *
difference_within(const MusterYamlKey *key, gconstpointer x, gconstpointer y)
{
  if (key->type == &muster_yaml_map)
    return muster_yaml_table_difference(key->table, x, y);
  if (key->type != &muster_yaml_list && key->type != &muster_yaml_named && key->type != &muster_yaml_keyed)
    return NULL;
  int n = muster_yaml_get_count(key, x);
  if (n != muster_yaml_get_count(key, y))
    return g_strdup("(count)");
  for (int i = 0; i < n; i++) {
    const char *p = *(const char *const *) x + (gsize) i * key->size,
               *q = *(const char *const *) y + (gsize) i * key->size;
    g_autofree char *inner = muster_yaml_table_difference(key->table, p, q);
    if (inner != NULL)
      return g_strdup_printf("%d.%s", i, inner);
  }
  return NULL;
}

char *
muster_yaml_table_difference(const MusterYamlKey *table, gconstpointer a, gconstpointer b)
{
  for (const MusterYamlKey *key = table; key->name != NULL; key++) {
    gconstpointer x = const_field_of(key, a), y = const_field_of(key, b);
    gboolean given_differs = key->given != 0 && *(const gboolean *) ((const char *) a + key->given) !=
                                                    *(const gboolean *) ((const char *) b + key->given);
    if (key->type->equal(key, x, y) && !given_differs)
      continue;
    g_autofree char *inner = given_differs ? NULL : difference_within(key, x, y);
    return inner == NULL ? g_strdup(key->name) : g_strdup_printf("%s.%s", key->name, inner);
  }
  return NULL;
}
