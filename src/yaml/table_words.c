/* Types of one value in 32 bits: whole numbers, words, references, booleans, dates, weekdays. */
#include "yaml/table_private.h"
#include <math.h>
#include <string.h>

static void
init_minus_one(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  *(gint32 *) field = -1;
}

static void
init_zero(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  *(gint32 *) field = 0;
}

static void
init_no_date(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  *(gint32 *) field = G_MININT32;
}

static gboolean
equal_32(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  return *(const gint32 *) a == *(const gint32 *) b;
}

static gboolean
read_integer(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  double value = NAN;
  if (!muster_yaml_number.read(reader, key, node, &value))
    return FALSE;
  if (value != floor(value) || fabs(value) > G_MAXINT32)
    return muster_yaml_refuse(reader, key, node, NULL,
                              g_strdup_printf("'%s' is no whole number of fitting size", node->text));
  *(int *) field = (int) value;
  return TRUE;
}

static void
write_integer(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  muster_yaml_add_number(writer->tree, parent, key->name, *(const int *) field);
}

static gboolean
read_boolean(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  if (!muster_yaml_need_scalar(reader, key, node))
    return FALSE;
  if (!muster_yaml_is_boolean_word(node->text, field))
    return muster_yaml_refuse(reader, key, node, "yes or no fits",
                              g_strdup_printf("'%s' is neither yes nor no", node->text));
  return TRUE;
}

static void
write_boolean(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  muster_yaml_add_plain(writer->tree, parent, key->name, *(const gboolean *) field ? "yes" : "no");
}

static gboolean
read_date(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  if (!muster_yaml_need_scalar(reader, key, node))
    return FALSE;
  if (!muster_day_parse(node->text, field))
    return muster_yaml_refuse(reader, key, node, "a date is written 2026-11-09 and must exist",
                              g_strdup_printf("'%s' is no date", node->text));
  return TRUE;
}

static void
write_date(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  g_autofree char *text = muster_day_format(*(const MusterDay *) field);
  muster_yaml_add_plain(writer->tree, parent, key->name, text);
}

static gboolean
read_weekdays(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  if (!muster_yaml_need_scalar(reader, key, node))
    return FALSE;
  if (!muster_weekdays_parse(node->text, field))
    return muster_yaml_refuse(reader, key, node, "write `mon-fri`, `sat` or `mon,wed,fri`",
                              g_strdup_printf("'%s' names no weekdays", node->text));
  return TRUE;
}

static void
write_weekdays(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent,
               gconstpointer field)
{
  g_autofree char *text = muster_weekdays_format(*(const guint *) field);
  muster_yaml_add_plain(writer->tree, parent, key->name, text);
}

static gboolean
read_word(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  if (!muster_yaml_need_scalar(reader, key, node))
    return FALSE;
  for (int i = 0; key->words[i] != NULL; i++)
    if (strcmp(key->words[i], node->text) == 0) {
      *(int *) field = i;
      return TRUE;
    }
  g_autofree char *hint = muster_yaml_hint(node->text, key->words);
  return muster_yaml_refuse(reader, key, node, hint, g_strdup_printf("unknown value '%s'", node->text));
}

static void
write_word(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  int value = *(const int *) field;
  if (value >= 0)
    muster_yaml_add_plain(writer->tree, parent, key->name, key->words[value]);
}

static gboolean
read_reference(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  if (!muster_yaml_need_scalar(reader, key, node))
    return FALSE;
  if (!muster_yaml_check_name(reader, node->text, node->quoted, muster_yaml_mark(node)))
    return FALSE;
  int found = muster_yaml_find_name(reader, key->scope, node->text, muster_yaml_mark(node));
  if (found >= 0)
    *(int *) field = found;
  return found >= 0;
}

static void
write_reference(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent,
                gconstpointer field)
{
  int value = *(const int *) field;
  if (value >= 0)
    muster_yaml_add_text(writer->tree, parent, key->name, writer->names(writer->user, key->scope)[value]);
}

const MusterYamlType muster_yaml_integer = {
    .name = "integer",
    .fits = "a whole number",
    .size = sizeof(int),
    .init = init_minus_one,
    .read = read_integer,
    .write = write_integer,
    .equal = equal_32,
};

const MusterYamlType muster_yaml_boolean = {
    .name = "boolean",
    .fits = "yes or no",
    .size = sizeof(gboolean),
    .init = init_zero,
    .read = read_boolean,
    .write = write_boolean,
    .equal = equal_32,
};

const MusterYamlType muster_yaml_date = {
    .name = "date",
    .fits = "a date like `2026-11-09`",
    .size = sizeof(MusterDay),
    .init = init_no_date,
    .read = read_date,
    .write = write_date,
    .equal = equal_32,
};

const MusterYamlType muster_yaml_weekdays = {
    .name = "weekdays",
    .fits = "weekdays like `mon-fri` or `sat,sun`",
    .size = sizeof(guint),
    .init = init_zero,
    .read = read_weekdays,
    .write = write_weekdays,
    .equal = equal_32,
};

const MusterYamlType muster_yaml_word = {
    .name = "word",
    .fits = "one of a few words",
    .size = sizeof(int),
    .init = init_minus_one,
    .read = read_word,
    .write = write_word,
    .equal = equal_32,
};

const MusterYamlType muster_yaml_reference = {
    .name = "name",
    .fits = "the name of something defined elsewhere",
    .size = sizeof(int),
    .init = init_minus_one,
    .read = read_reference,
    .write = write_reference,
    .equal = equal_32,
};
