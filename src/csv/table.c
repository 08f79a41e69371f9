/* The table that was read: making it, its columns by name, its fields and their places. */
#include "csv/table_private.h"
#include <string.h>

#define MOST_LISTED 12 /* column names in a hint */

/* As names are compared: without regard to case, blanks, `_` and `-`. (transfer full) */
static char *
normalise(const char *name)
{
  g_autoptr(GString) plain = g_string_new(NULL);
  for (const char *p = name; *p != 0; p += g_utf8_skip[(guchar) *p]) {
    gunichar c = g_utf8_get_char(p);
    if (!g_unichar_isspace(c) && c != '_' && c != '-' && c != 0xfeff)
      g_string_append_unichar(plain, c);
  }
  return g_utf8_casefold(plain->str, -1);
}

MusterCsv *
muster_csv_read(MusterSource *source, const MusterCsvDialect *dialect, MusterFaults *faults)
{
  g_autoptr(MusterCsv) csv = g_new0(MusterCsv, 1);
  if (dialect != NULL)
    csv->dialect = *dialect;
  if (!csv_decode(source, csv->dialect.encoding, &csv->decoded, faults) || !csv_split(csv, faults))
    return NULL;
  csv->dialect.encoding = csv->decoded.encoding;
  csv->dialect.bom = csv->decoded.start > 0;
  csv->dialect.newline = NULL;
  csv_sniff_decimal(csv);
  if (csv->dialect.header == MUSTER_CSV_HEADER_YES) {
    csv->key = g_new0(char *, csv->n_columns);
    for (int column = 0; column < csv->n_columns; column++)
      csv->key[column] = normalise(muster_csv_name(csv, column));
  }
  return g_steal_pointer(&csv);
}

void
muster_csv_free(MusterCsv *csv)
{
  if (csv == NULL)
    return;
  for (int column = 0; csv->key != NULL && column < csv->n_columns; column++)
    g_free(csv->key[column]);
  g_free(csv->key);
  g_free(csv->decimal);
  g_free(csv->field);
  g_free(csv->line);
  g_free(csv->buffer);
  csv_decoded_clear(&csv->decoded);
  g_free(csv);
}

const MusterCsvDialect *
muster_csv_dialect(const MusterCsv *csv)
{
  return &csv->dialect;
}

MusterSource *
muster_csv_source(const MusterCsv *csv)
{
  return csv->decoded.source;
}

int
muster_csv_n_rows(const MusterCsv *csv)
{
  return csv->n_rows;
}

int
muster_csv_n_columns(const MusterCsv *csv)
{
  return csv->n_columns;
}

const char *
muster_csv_name(const MusterCsv *csv, int column)
{
  g_return_val_if_fail(column >= 0 && column < csv->n_columns, "");
  return csv->dialect.header == MUSTER_CSV_HEADER_YES ? csv->buffer + csv_offset(csv, -1, column) : "";
}

const char *
muster_csv_text(const MusterCsv *csv, int row, int column)
{
  g_return_val_if_fail(row >= 0 && row < csv->n_rows && column >= 0 && column < csv->n_columns, "");
  return csv->buffer + csv_offset(csv, row, column);
}

MusterMark
csv_mark_at(const MusterCsv *csv, gsize offset, gsize row_offset, int row_line)
{
  const char *text = muster_source_text(csv->decoded.source, NULL);
  MusterMark mark = {csv->decoded.source, row_line, 1};
  const char *line = text + row_offset, *place = text + offset;
  for (const char *p = line; p < place; p++)
    if (*p == '\n' || (*p == '\r' && p[1] != '\n')) {
      mark.line++;
      line = p + 1;
    }
  for (; line < place; line += g_utf8_skip[(guchar) *line])
    mark.column++;
  return mark;
}

/* The start of the line on which the row that holds `offset` begins, when it is the row's first field. */
static gsize
line_start(const MusterCsv *csv, gsize offset)
{
  const char *text = muster_source_text(csv->decoded.source, NULL);
  while (offset > csv->decoded.start && text[offset - 1] != '\n' && text[offset - 1] != '\r')
    offset--;
  return offset;
}

static MusterMark
mark_of(const MusterCsv *csv, int row, int column)
{
  gsize row_offset = line_start(csv, csv_offset(csv, row, 0));
  return csv_mark_at(csv, csv_offset(csv, row, column), row_offset, (int) csv->line[row + 1]);
}

MusterMark
muster_csv_mark(const MusterCsv *csv, int row, int column)
{
  g_return_val_if_fail(row >= 0 && row < csv->n_rows && column >= 0 && column < csv->n_columns,
                       ((MusterMark){0}));
  return mark_of(csv, row, column);
}

MusterMark
muster_csv_row_mark(const MusterCsv *csv, int row)
{
  return muster_csv_mark(csv, row, 0);
}

MusterMark
muster_csv_header_mark(const MusterCsv *csv, int column)
{
  g_return_val_if_fail(column >= 0 && column < csv->n_columns, ((MusterMark){0}));
  return mark_of(csv, -1, csv->key != NULL ? column : 0);
}

/* Columns called `name`: the first of them and how many. `#3` is the third column, whatever it is called. */
static int
find_one(const MusterCsv *csv, const char *name, int *n_found)
{
  *n_found = 0;
  int found = -1;
  gint64 number;
  if (name[0] == '#' && g_ascii_string_to_signed(name + 1, 10, 1, csv->n_columns, &number, NULL)) {
    *n_found = 1;
    return (int) number - 1;
  }
  if (csv->key == NULL)
    return -1;
  g_autofree char *key = normalise(name);
  for (int column = 0; column < csv->n_columns; column++)
    if (strcmp(csv->key[column], key) == 0 && (*n_found)++ == 0)
      found = column;
  return found;
}

static int
find(const MusterCsv *csv, char **names, int *n_found)
{
  int column = -1;
  for (char **name = names; *name != NULL && column < 0; name++)
    column = find_one(csv, *name, n_found);
  return column;
}

int
muster_csv_find(const MusterCsv *csv, const char *names)
{
  g_auto(GStrv) alternatives = g_strsplit(names, "|", -1);
  int n_found;
  return find(csv, alternatives, &n_found);
}

/* What columns there are, or the one that was meant. (transfer full) */
static char *
column_hint(const MusterCsv *csv, char **wanted)
{
  g_autofree const char **names = g_new0(const char *, csv->n_columns + 1);
  for (int column = 0; column < csv->n_columns; column++)
    names[column] = muster_csv_name(csv, column);
  for (char **want = wanted; *want != NULL; want++) {
    const char *near = muster_nearest(*want, names);
    if (near != NULL && near[0] != 0)
      return g_strdup_printf("did you mean '%s'?", near);
  }
  g_autoptr(GString) hint = g_string_new("the columns are ");
  for (int column = 0; column < MIN(csv->n_columns, MOST_LISTED); column++)
    g_string_append_printf(hint, "%s'%s'", column > 0 ? ", " : "", names[column]);
  if (csv->n_columns > MOST_LISTED)
    g_string_append(hint, ", …");
  return g_string_free(g_steal_pointer(&hint), FALSE);
}

int
muster_csv_need(const MusterCsv *csv, const char *names, MusterFaults *faults)
{
  g_auto(GStrv) alternatives = g_strsplit(names, "|", -1);
  int n_found = 0, column = find(csv, alternatives, &n_found);
  if (n_found > 1) {
    muster_faults_error(faults, muster_csv_header_mark(csv, column), NULL,
                        "the column '%s' is there %d times", muster_csv_name(csv, column), n_found);
    return -1;
  }
  if (column >= 0)
    return column;
  if (csv->key == NULL) {
    muster_faults_error(faults, muster_csv_header_mark(csv, 0), "the first row must name the columns",
                        "no column '%s': the table has no header", alternatives[0]);
    return -1;
  }
  g_autofree char *hint = column_hint(csv, alternatives);
  muster_faults_error(faults, muster_csv_header_mark(csv, 0), hint, "no column '%s'", alternatives[0]);
  return -1;
}

void
muster_csv_only(const MusterCsv *csv, const char *const *known, MusterFaults *faults)
{
  if (csv->key == NULL)
    return;
  g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  for (int i = 0; known[i] != NULL; i++) {
    g_auto(GStrv) alternatives = g_strsplit(known[i], "|", -1);
    for (char **name = alternatives; *name != NULL; name++)
      g_strv_builder_add(builder, *name);
  }
  g_auto(GStrv) names = g_strv_builder_end(builder);
  for (char **name = names; *name != NULL; name++)
    g_hash_table_add(keys, normalise(*name));
  for (int column = 0; column < csv->n_columns; column++)
    if (!g_hash_table_contains(keys, csv->key[column])) {
      const char *name = muster_csv_name(csv, column);
      const char *near = muster_nearest(name, (const char *const *) names);
      g_autofree char *hint = near != NULL ? g_strdup_printf("did you mean '%s'?", near) : NULL;
      muster_faults_error(faults, muster_csv_header_mark(csv, column), hint, "unknown column '%s'", name);
    }
}
