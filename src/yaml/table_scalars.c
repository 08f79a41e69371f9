/* Types of one value: quantities and texts. Whole numbers, words and dates are in table_words.c. */
#include "yaml/table_private.h"
#include <math.h>
#include <string.h>

/* ---- doubles ---- */

static void
init_double(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  *(double *) field = NAN;
}

static gboolean
equal_double(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return x == y || (isnan(x) && isnan(y));
}

typedef gboolean (*ParseDouble)(const char *text, double *value, char **why);

static gboolean
read_double(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, double *field,
            ParseDouble parse)
{
  char *why = NULL;
  double value = NAN;
  if (!muster_yaml_need_scalar(reader, key, node))
    return FALSE;
  if (!parse(node->text, &value, &why))
    return muster_yaml_refuse(reader, key, node, NULL, why);
  if (!muster_yaml_need_bounds(reader, key, node, value))
    return FALSE;
  *field = value;
  return TRUE;
}

static gboolean
read_duration(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  return read_double(reader, key, node, field, muster_parse_duration);
}

static gboolean
read_share(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  MusterYamlKey bounded = *key;
  if (!(key->min < key->max))
    bounded.max = 1;
  return read_double(reader, &bounded, node, field, muster_parse_share);
}

static gboolean
read_number(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  return read_double(reader, key, node, field, muster_parse_number);
}

/* Per hour as it was written: 32 / 3600 · 3600 need not be 32, so the last digits are taken off again. */
static gboolean
parse_per_hour(const char *text, double *value, char **why)
{
  double per_s;
  if (!muster_parse_rate(text, &per_s, why))
    return FALSE;
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  *value = g_ascii_strtod(g_ascii_formatd(digits, sizeof digits, "%.15g", per_s * 3600), NULL);
  return TRUE;
}

static gboolean
read_rate(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  return read_double(reader, key, node, field, parse_per_hour);
}

static void
write_duration(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent,
               gconstpointer field)
{
  g_autofree char *text = muster_format_duration(*(const double *) field);
  muster_yaml_add_plain(writer->tree, parent, key->name, text);
}

static void
write_share(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  g_autofree char *text = muster_format_share(*(const double *) field);
  muster_yaml_add_plain(writer->tree, parent, key->name, text);
}

static void
write_number(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  muster_yaml_add_number(writer->tree, parent, key->name, *(const double *) field);
}

static void
write_rate(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  g_autofree char *number = muster_format_number(*(const double *) field);
  g_autofree char *text = g_strdup_printf("%s / h", number);
  muster_yaml_add_plain(writer->tree, parent, key->name, text);
}

const MusterYamlType muster_yaml_duration = {
    .name = "duration",
    .fits = "a duration like `4 min 20 s` (s, min, h, days, weeks)",
    .size = sizeof(double),
    .init = init_double,
    .read = read_duration,
    .write = write_duration,
    .equal = equal_double,
};

const MusterYamlType muster_yaml_share = {
    .name = "share",
    .fits = "a share like `80 %`",
    .size = sizeof(double),
    .init = init_double,
    .read = read_share,
    .write = write_share,
    .equal = equal_double,
};

const MusterYamlType muster_yaml_rate = {
    .name = "rate",
    .fits = "an amount per time like `32 / h`",
    .size = sizeof(double),
    .init = init_double,
    .read = read_rate,
    .write = write_rate,
    .equal = equal_double,
};

const MusterYamlType muster_yaml_number = {
    .name = "number",
    .fits = "a number",
    .size = sizeof(double),
    .init = init_double,
    .read = read_number,
    .write = write_number,
    .equal = equal_double,
};

/* ---- texts ---- */

static void
init_text(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  *(char **) field = NULL;
}

static gboolean
read_text(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  if (!muster_yaml_need_scalar(reader, key, node))
    return FALSE;
  if (!muster_yaml_check_name(reader, node->text, node->quoted, muster_yaml_mark(node)))
    return FALSE;
  *(char **) field = g_strdup(node->text);
  return TRUE;
}

static void
write_text(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field)
{
  const char *text = *(char *const *) field;
  if (text != NULL)
    muster_yaml_add_text(writer->tree, parent, key->name, text);
}

static void
clear_text(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  g_clear_pointer((char **) field, g_free);
}

static gboolean
equal_text(G_GNUC_UNUSED const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  return g_strcmp0(*(char *const *) a, *(char *const *) b) == 0;
}

const MusterYamlType muster_yaml_text = {
    .name = "text",
    .fits = "a text",
    .size = sizeof(char *),
    .init = init_text,
    .read = read_text,
    .write = write_text,
    .clear = clear_text,
    .equal = equal_text,
};

/* ---- amounts per span of days ---- */

static void
init_per_span(G_GNUC_UNUSED const MusterYamlKey *key, gpointer field)
{
  *(MusterPerSpan *) field = (MusterPerSpan){.lo = NAN, .hi = NAN};
}

static gboolean
read_per_span(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field)
{
  MusterPerSpan span;
  char *why = NULL;
  if (!muster_yaml_need_scalar(reader, key, node))
    return FALSE;
  if (!muster_parse_per_span(node->text, &span, &why))
    return muster_yaml_refuse(reader, key, node, NULL, why);
  if (span.per_unit == 0)
    return muster_yaml_refuse(reader, key, node, "add `/ day`, `/ week`, `/ 4 weeks` or `/ month`",
                              g_strdup_printf("'%s' does not say per what", node->text));
  *(MusterPerSpan *) field = span;
  return TRUE;
}

static void
write_per_span(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent,
               gconstpointer field)
{
  const MusterPerSpan *span = field;
  if (isnan(span->lo))
    return;
  g_autofree char *text = muster_format_per_span(span);
  muster_yaml_add_plain(writer->tree, parent, key->name, text);
}

static gboolean
equal_per_span(const MusterYamlKey *key, gconstpointer a, gconstpointer b)
{
  const MusterPerSpan *x = a, *y = b;
  return equal_double(key, &x->lo, &y->lo) && equal_double(key, &x->hi, &y->hi) && x->is_time == y->is_time &&
         x->per_n == y->per_n && x->per_unit == y->per_unit;
}

const MusterYamlType muster_yaml_per_span = {
    .name = "amount per span",
    .fits = "an amount per span of days like `40 h / week`, `16-24 h / week` or `2 / 4 weeks`",
    .size = sizeof(MusterPerSpan),
    .init = init_per_span,
    .read = read_per_span,
    .write = write_per_span,
    .equal = equal_per_span,
};
