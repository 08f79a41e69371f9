#include "report/table_private.h"
#include <math.h>
#include <string.h>

const char *const muster_format_names[5] = {"table", "csv", "json", "yaml", NULL};

gboolean
muster_format_parse(const char *word, MusterFormat *format)
{
  for (int i = 0; muster_format_names[i] != NULL; i++)
    if (strcmp(word, muster_format_names[i]) == 0) {
      *format = (MusterFormat) i;
      return TRUE;
    }
  return FALSE;
}

static void
clear_column(MusterColumn *column)
{
  g_free((char *) (gsize) column->key);
  g_free((char *) (gsize) column->title);
  g_free((char *) (gsize) column->unit);
}

MusterTable *
muster_table_new(const char *name, const char *title, const MusterColumn *columns, int n_columns,
                 MusterZone *zone) {
  g_assert(n_columns > 0);
  MusterTable *table = g_new0(MusterTable, 1);
  table->name = g_strdup(name);
  table->title = g_strdup(title);
  table->zone = zone != NULL ? muster_zone_ref(zone) : NULL;
  table->n_columns = n_columns;
  table->column = g_new0(MusterColumn, n_columns);
  for (int c = 0; c < n_columns; c++) {
    MusterColumn *column = &table->column[c];
    *column = columns[c];
    column->key = g_utf8_make_valid(columns[c].key, -1);
    column->title = g_utf8_make_valid(columns[c].title != NULL ? columns[c].title : columns[c].key, -1);
    column->unit = g_strdup(columns[c].unit);
  }
  table->rows = g_array_new(FALSE, TRUE, sizeof(Row));
  table->notes = g_ptr_array_new_with_free_func(g_free);
  return table;
}

void
muster_table_free(MusterTable *table)
{
  if (table == NULL)
    return;
  for (guint r = 0; r < table->rows->len; r++) {
    Row *row = &g_array_index(table->rows, Row, r);
    for (int c = 0; c < table->n_columns; c++)
      g_free(row->cell[c].text);
    g_free(row->cell);
  }
  g_array_unref(table->rows);
  for (int c = 0; c < table->n_columns; c++)
    clear_column(&table->column[c]);
  g_free(table->column);
  g_ptr_array_unref(table->notes);
  if (table->zone != NULL)
    muster_zone_unref(table->zone);
  g_free(table->name);
  g_free(table->title);
  g_free(table);
}

/* ---- filling ---- */

static void
add_row(MusterTable *table, gboolean is_total)
{
  Row row = {is_total, g_new0(Cell, table->n_columns)};
  for (int c = 0; c < table->n_columns; c++)
    row.cell[c].decimals = -1;
  g_array_append_val(table->rows, row);
  table->filled = 0;
}

void
muster_table_begin_row(MusterTable *table)
{
  add_row(table, FALSE);
}

void
muster_table_begin_total(MusterTable *table)
{
  add_row(table, TRUE);
}

static Cell *
next_cell(MusterTable *table)
{
  g_assert(table->rows->len > 0 && table->filled < table->n_columns);
  Row *row = &g_array_index(table->rows, Row, table->rows->len - 1);
  return &row->cell[table->filled++];
}

void
muster_table_text(MusterTable *table, const char *text)
{
  Cell *cell = next_cell(table);
  if (text == NULL)
    return;
  cell->kind = CELL_TEXT;
  cell->text = g_utf8_make_valid(text, -1);
}

void
muster_table_printf(MusterTable *table, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  muster_table_text(table, text);
}

void
muster_table_number(MusterTable *table, double value)
{
  Cell *cell = next_cell(table);
  if (!isfinite(value))
    return;
  cell->kind = CELL_NUMBER;
  cell->measure.mean = value == 0 ? 0 : value; /* no −0 */
}

void
muster_table_measure(MusterTable *table, const MusterMeasure *measure)
{
  Cell *cell = next_cell(table);
  if (!isfinite(measure->mean))
    return;
  cell->kind = CELL_MEASURE;
  cell->measure = *measure;
}

void
muster_table_empty(MusterTable *table)
{
  next_cell(table);
}

void
muster_table_tone(MusterTable *table, MusterTone tone)
{
  g_assert(table->rows->len > 0 && table->filled > 0);
  Row *row = &g_array_index(table->rows, Row, table->rows->len - 1);
  row->cell[table->filled - 1].tone = tone;
}

void
muster_table_decimals(MusterTable *table, int decimals)
{
  g_assert(table->rows->len > 0 && table->filled > 0);
  g_array_index(table->rows, Row, table->rows->len - 1).cell[table->filled - 1].decimals = decimals;
}

void
muster_table_note(MusterTable *table, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  g_ptr_array_add(table->notes, g_utf8_make_valid(text, -1));
}

/* ---- looking ---- */

const char *
muster_table_name(const MusterTable *table)
{
  return table->name;
}

const char *
muster_table_title(const MusterTable *table)
{
  return table->title;
}

int
muster_table_n_columns(const MusterTable *table)
{
  return table->n_columns;
}

const MusterColumn *
muster_table_column(const MusterTable *table, int column)
{
  g_assert(column >= 0 && column < table->n_columns);
  return &table->column[column];
}

int
muster_table_find(const MusterTable *table, const char *key)
{
  for (int c = 0; c < table->n_columns; c++)
    if (strcmp(table->column[c].key, key) == 0)
      return c;
  return -1;
}

int
muster_table_n_rows(const MusterTable *table)
{
  return (int) table->rows->len;
}

gboolean
muster_table_is_total(const MusterTable *table, int row)
{
  g_assert(row >= 0 && row < (int) table->rows->len);
  return g_array_index(table->rows, Row, row).is_total;
}

const Cell *
table_cell(const MusterTable *table, int row, int column)
{
  g_assert(row >= 0 && row < (int) table->rows->len && column >= 0 && column < table->n_columns);
  return &g_array_index(table->rows, Row, row).cell[column];
}

double
muster_table_value(const MusterTable *table, int row, int column)
{
  const Cell *cell = table_cell(table, row, column);
  return cell->kind == CELL_NUMBER || cell->kind == CELL_MEASURE ? cell->measure.mean : NAN;
}

const MusterMeasure *
muster_table_interval(const MusterTable *table, int row, int column)
{
  static const MusterMeasure unknown = {NAN, NAN, NAN};
  const Cell *cell = table_cell(table, row, column);
  return cell->kind == CELL_MEASURE ? &cell->measure : &unknown;
}

const char *
muster_table_string(const MusterTable *table, int row, int column)
{
  return table_cell(table, row, column)->text;
}
