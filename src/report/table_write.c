/* A table for machines: CSV, JSON and YAML with the same keys and the same numbers. */
#include "report/table_private.h"
#include <math.h>
#include <muster/base/json.h>
#include <muster/base/units.h>
#include <muster/csv.h>
#include <muster/yaml.h>

static const char *const measure_suffix[] = {"", "_lower", "_upper"};

/* The value of a day or instant as ISO 8601; NULL for other kinds. (transfer full) */
static char *
iso_text(const MusterTable *table, int column, double value)
{
  MusterColumnKind kind = table->column[column].kind;
  if (kind == MUSTER_COLUMN_DAY)
    return muster_day_format((MusterDay) value);
  if (kind == MUSTER_COLUMN_INSTANT)
    return table->zone != NULL ? muster_zone_format(table->zone, (gint64) value)
                               : muster_utc_format((gint64) value);
  return NULL;
}

/* ---- CSV ---- */

int
machine_parts(const MusterTable *table, int column)
{
  return table->column[column].measure ? 3 : 1;
}

char *
machine_key(const MusterTable *table, int column, int part)
{
  return g_strconcat(table->column[column].key, measure_suffix[part], NULL);
}

char *
machine_text(const MusterTable *table, int row, int column, int part)
{
  const Cell *cell = table_cell(table, row, column);
  if (cell->kind == CELL_TEXT)
    return g_strdup(cell->text);
  double value = part == 0 ? cell->measure.mean : part == 1 ? cell->measure.lower : cell->measure.upper;
  if (cell->kind == CELL_EMPTY || (part > 0 && cell->kind != CELL_MEASURE) || !isfinite(value))
    return g_strdup("");
  char *iso = iso_text(table, column, value);
  return iso != NULL ? iso : muster_format_number(value);
}

static void
append_csv(const MusterTable *table, GString *out)
{
  g_autoptr(MusterCsvWriter) csv = muster_csv_writer_new(NULL);
  for (int r = -1; r < muster_table_n_rows(table); r++) {
    if (r >= 0 && muster_table_is_total(table, r))
      continue;
    for (int c = 0; c < table->n_columns; c++)
      for (int part = 0; part < machine_parts(table, c); part++) {
        g_autofree char *text = r < 0 ? machine_key(table, c, part) : machine_text(table, r, c, part);
        muster_csv_add_text(csv, text);
      }
    muster_csv_end_row(csv);
  }
  gsize length;
  g_autofree char *text = muster_csv_finish(csv, &length, NULL); /* UTF-8 always has the character */
  g_string_append_len(out, text, (gssize) length);
}

/* ---- JSON ---- */

static void
json_cell(MusterJson *json, const MusterTable *table, int row, int column)
{
  const Cell *cell = table_cell(table, row, column);
  g_autofree char *iso = cell->kind == CELL_NUMBER ? iso_text(table, column, cell->measure.mean) : NULL;
  muster_json_key(json, table->column[column].key);
  if (cell->kind == CELL_MEASURE)
    muster_json_measure(json, &cell->measure);
  else if (cell->kind == CELL_NUMBER && iso == NULL)
    muster_json_number(json, cell->measure.mean);
  else
    muster_json_string(json, iso != NULL ? iso : cell->text); /* NULL: null */
}

static void
json_rows(MusterJson *json, const MusterTable *table)
{
  muster_json_begin_array(json, MUSTER_JSON_LINES);
  for (int r = 0; r < muster_table_n_rows(table); r++) {
    if (muster_table_is_total(table, r))
      continue;
    muster_json_begin_object(json, MUSTER_JSON_FLAT);
    for (int c = 0; c < table->n_columns; c++)
      json_cell(json, table, r, c);
    muster_json_end(json);
  }
  muster_json_end(json);
}

/* ---- YAML ---- */

static void
yaml_number(MusterYaml *yaml, MusterYamlNode *parent, const char *key, double value)
{
  if (isfinite(value))
    muster_yaml_add_number(yaml, parent, key, value);
  else
    muster_yaml_add_null(yaml, parent, key);
}

static void
yaml_cell(MusterYaml *yaml, MusterYamlNode *parent, const MusterTable *table, int row, int column)
{
  const Cell *cell = table_cell(table, row, column);
  const char *key = table->column[column].key;
  g_autofree char *iso = cell->kind == CELL_NUMBER ? iso_text(table, column, cell->measure.mean) : NULL;
  if (cell->kind == CELL_MEASURE) {
    MusterYamlNode *map = muster_yaml_add_map(yaml, parent, key);
    muster_yaml_set_flow(map);
    yaml_number(yaml, map, "mean", cell->measure.mean);
    yaml_number(yaml, map, "lower", cell->measure.lower);
    yaml_number(yaml, map, "upper", cell->measure.upper);
  } else if (cell->kind == CELL_TEXT) {
    muster_yaml_add_text(yaml, parent, key, cell->text);
  } else if (iso != NULL) {
    muster_yaml_add_plain(yaml, parent, key, iso);
  } else {
    yaml_number(yaml, parent, key, cell->kind == CELL_EMPTY ? NAN : cell->measure.mean);
  }
}

static void
yaml_rows(MusterYaml *yaml, MusterYamlNode *list, const MusterTable *table)
{
  for (int r = 0; r < muster_table_n_rows(table); r++) {
    if (muster_table_is_total(table, r))
      continue;
    MusterYamlNode *map = muster_yaml_add_map(yaml, list, NULL);
    muster_yaml_set_flow(map);
    for (int c = 0; c < table->n_columns; c++)
      yaml_cell(yaml, map, table, r, c);
  }
}

/* ---- the whole ---- */

static char *
write_json(const MusterTable *const *tables, int n, gboolean named)
{
  g_autoptr(MusterJson) json = muster_json_new();
  if (named)
    muster_json_begin_object(json, MUSTER_JSON_LINES);
  for (int i = 0; i < n; i++) {
    if (named)
      muster_json_key(json, tables[i]->name);
    json_rows(json, tables[i]);
  }
  if (named)
    muster_json_end(json);
  return muster_json_finish(json);
}

static char *
write_yaml(const MusterTable *const *tables, int n, gboolean named)
{
  g_autoptr(MusterYaml) yaml = muster_yaml_new(named ? MUSTER_YAML_MAP : MUSTER_YAML_LIST);
  MusterYamlNode *root = muster_yaml_root(yaml);
  for (int i = 0; i < n; i++)
    yaml_rows(yaml, named ? muster_yaml_add_list(yaml, root, tables[i]->name) : root, tables[i]);
  return muster_yaml_emit(root);
}

static char *
write_lines(const MusterTable *const *tables, int n, MusterFormat format, const MusterTableStyle *style)
{
  GString *out = g_string_new(NULL);
  for (int i = 0; i < n; i++) {
    if (i > 0)
      g_string_append_c(out, '\n');
    if (format == MUSTER_FORMAT_CSV)
      append_csv(tables[i], out);
    else
      table_append_text(tables[i], style, out);
  }
  return g_string_free(out, FALSE);
}

static char *
write_all(const MusterTable *const *tables, int n, gboolean named, MusterFormat format,
          const MusterTableStyle *style) {
  switch (format) {
  case MUSTER_FORMAT_JSON:
    return write_json(tables, n, named);
  case MUSTER_FORMAT_YAML:
    return write_yaml(tables, n, named);
  case MUSTER_FORMAT_TABLE:
  case MUSTER_FORMAT_CSV:
    break;
  }
  return write_lines(tables, n, format, style);
}

char *
muster_table_write(const MusterTable *table, MusterFormat format, const MusterTableStyle *style)
{
  return write_all(&table, 1, FALSE, format, style);
}

char *
muster_tables_write(const MusterTable *const *tables, int n, MusterFormat format,
                    const MusterTableStyle *style) {
  return write_all(tables, n, TRUE, format, style);
}
