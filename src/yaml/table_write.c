/* Objects back to trees: what equals its default is left out. */
#include "yaml/table_private.h"
#include <string.h>

typedef union {
  guint8 bytes[64];
  double number;
  gpointer pointer;
} Scratch;

static gboolean
is_default(const MusterYamlKey *key, gconstpointer field)
{
  if (key->type->size == 0)
    return FALSE;
  Scratch scratch = {{0}};
  g_assert(key->type->size <= sizeof scratch);
  key->type->init(key, &scratch);
  if (key->standard != NULL)
    muster_yaml_set_standard(key, &scratch);
  gboolean equal = key->type->equal(key, field, &scratch);
  if (key->type->clear != NULL)
    key->type->clear(key, &scratch);
  return equal;
}

void
muster_yaml_table_write(MusterYamlWriter *writer, const MusterYamlKey *table, MusterYamlNode *parent,
                        gconstpointer object)
{
  for (const MusterYamlKey *key = table; key->name != NULL; key++) {
    gconstpointer field = (const char *) object + key->offset;
    if (!is_default(key, field))
      key->type->write(writer, key, parent, field);
  }
}
