/* Cutting a text into rows and fields, in place, in one pass.
 *
 * A field ends at a byte of the `stop` table; where it ends the buffer gets a NUL. Quoted fields are
 * unescaped where they lie, which only shortens them.
 */
#include "csv/table_private.h"
#include <string.h>

typedef struct {
  MusterCsv *csv;
  MusterFaults *faults;
  char *p, *end; /* reading place; *end is the NUL behind the text */
  char separator;
  guint8 stop[256]; /* bytes that end an unquoted field */
  int line;
  GArray *fields, *lines; /* of guint32 */
  /* The row at hand. */
  gsize row_offset;
  int row_line;
  int n_fields;
  gboolean any;    /* a character or a quote: this is a row */
  gboolean broken; /* a fault was added: leave it out */
} Splitter;

static void
fault_at(Splitter *s, gsize offset, const char *hint, const char *message)
{
  s->broken = TRUE;
  muster_faults_error(s->faults, csv_mark_at(s->csv, offset, s->row_offset, s->row_line), hint, "%s",
                      message);
}

static inline gboolean
is_blank(const Splitter *s, char c)
{
  return c == ' ' || (c == '\t' && s->separator != '\t');
}

static void
add_field(Splitter *s, const char *start)
{
  guint32 offset = (guint32) (start - s->csv->buffer);
  if (s->n_fields < MUSTER_CSV_MAX_COLUMNS)
    g_array_append_val(s->fields, offset);
  s->n_fields++;
}

static void
check_size(Splitter *s, const char *start, const char *stop, const char *hint)
{
  if (stop - start > MUSTER_CSV_MAX_FIELD)
    fault_at(s, (gsize) (start - s->csv->buffer), hint, "a field of more than 1 MiB");
}

static void
unquoted_field(Splitter *s)
{
  char *start = s->p, *p = start;
  while (!s->stop[(guchar) *p])
    p++;
  s->p = p;
  char *stop = p;
  while (stop > start && is_blank(s, stop[-1]))
    stop--;
  check_size(s, start, stop, NULL);
  s->any = s->any || stop > start;
  add_field(s, start);
  /* The byte at p is still to be looked at; it is ended later when the field reaches it. */
  if (stop < p)
    *stop = 0;
}

/* From the opening quote on. Leaves s->p behind the closing one and the blanks that follow it. */
static void
quoted_field(Splitter *s)
{
  char *start = s->p + 1, *to = start, *p = start;
  s->any = TRUE;
  for (;; p++) {
    if (*p == '"') {
      if (p[1] != '"')
        break;
      p++;
    } else if (p == s->end) {
      fault_at(s, (gsize) (start - 1 - s->csv->buffer),
               "put a quote where the field ends, or double a quote within it",
               "a quote that is never closed");
      s->p = p;
      add_field(s, start);
      *to = 0;
      return;
    } else if (*p == '\n' || (*p == '\r' && p[1] != '\n')) {
      s->line++;
    }
    *to++ = *p;
  }
  char *after = p + 1;
  while (is_blank(s, *after))
    after++;
  if (!s->stop[(guchar) *after]) {
    fault_at(s, (gsize) (after - s->csv->buffer), "a quote within a quoted field is written twice",
             "text behind a closing quote");
    while (!s->stop[(guchar) *after])
      after++;
  }
  s->p = after;
  check_size(s, start, to, "is a closing quote missing?");
  add_field(s, start);
  *to = 0;
}

/* Reads one line's worth of fields; FALSE at the end of the text. */
static gboolean
read_row(Splitter *s)
{
  if (s->p >= s->end)
    return FALSE;
  s->row_offset = (gsize) (s->p - s->csv->buffer);
  s->row_line = s->line;
  s->n_fields = 0;
  s->any = s->broken = FALSE;
  for (;;) {
    while (is_blank(s, *s->p))
      s->p++;
    if (*s->p == '"')
      quoted_field(s);
    else
      unquoted_field(s);
    char stop = *s->p;
    if (stop != 0)
      *s->p++ = 0;
    if (stop == s->separator)
      continue;
    if (stop == '\r' && *s->p == '\n')
      s->p++;
    s->line++;
    return TRUE;
  }
}

/* Takes the fields of a row that is not kept back. */
static void
drop_row(Splitter *s, guint kept)
{
  g_array_set_size(s->fields, kept);
}

/* A row with too few or too many fields; empty ones beyond the last column are forgiven. */
static gboolean
fits(Splitter *s, guint kept)
{
  int n = s->csv->n_columns;
  if (s->n_fields > MUSTER_CSV_MAX_COLUMNS)
    return FALSE;
  for (int extra = n; extra < s->n_fields; extra++) {
    guint32 offset = g_array_index(s->fields, guint32, kept + (guint) extra);
    if (s->csv->buffer[offset] != 0)
      return FALSE;
  }
  return s->n_fields >= n;
}

static void
report_ragged(Splitter *s, guint kept)
{
  int n = s->csv->n_columns;
  gsize offset = s->row_offset;
  if (s->n_fields > n && n < MUSTER_CSV_MAX_COLUMNS)
    offset = g_array_index(s->fields, guint32, kept + (guint) n);
  muster_faults_error(s->faults, csv_mark_at(s->csv, offset, s->row_offset, s->row_line),
                      s->n_fields > n ? "a field that holds the separator must be in quotes" : NULL,
                      "this row has %d field%s, the first row has %d", s->n_fields,
                      s->n_fields == 1 ? "" : "s", n);
}

static void
keep_row(Splitter *s, guint kept)
{
  g_array_set_size(s->fields, kept + (guint) s->csv->n_columns);
  guint32 line = (guint32) s->row_line;
  g_array_append_val(s->lines, line);
}

static gboolean
is_header(const Splitter *s)
{
  if (s->csv->dialect.header != MUSTER_CSV_HEADER_SNIFF)
    return s->csv->dialect.header == MUSTER_CSV_HEADER_YES;
  for (guint i = 0; i < s->fields->len; i++)
    if (csv_looks_like_value(s->csv->buffer + g_array_index(s->fields, guint32, i)))
      return FALSE;
  return TRUE;
}

/* The first row says how many columns there are; one without a header is doubled, so that row 0 is always at
 * hand. */
static gboolean
first_row(Splitter *s)
{
  MusterCsv *csv = s->csv;
  do {
    g_array_set_size(s->fields, 0);
    if (!read_row(s)) {
      muster_faults_error(s->faults, ((MusterMark){csv->decoded.source, 0, 0}), NULL, "the table is empty");
      return FALSE;
    }
  } while (!s->any);
  if (s->n_fields > MUSTER_CSV_MAX_COLUMNS) {
    fault_at(s, s->row_offset, NULL, "more than 4096 columns");
    return FALSE;
  }
  csv->n_columns = s->n_fields;
  gboolean header = is_header(s);
  csv->dialect.header = header ? MUSTER_CSV_HEADER_YES : MUSTER_CSV_HEADER_NO;
  while (header && csv->n_columns > 1 &&
         csv->buffer[g_array_index(s->fields, guint32, (guint) csv->n_columns - 1)] == 0)
    csv->n_columns--;
  keep_row(s, 0);
  if (!header && !s->broken) {
    guint n = s->fields->len;
    g_array_set_size(s->fields, 2 * n);
    memcpy(s->fields->data + n * sizeof(guint32), s->fields->data, n * sizeof(guint32));
    g_array_append_val(s->lines, g_array_index(s->lines, guint32, 0));
  }
  return TRUE;
}

/* `sep=;` as the first line, as spreadsheets have it. */
static void
skip_separator_line(Splitter *s)
{
  char *p = s->p;
  if (strncmp(p, "sep=", 4) != 0 || p[4] == 0 || strchr(",;\t|", p[4]) == NULL ||
      (p[5] != '\r' && p[5] != '\n'))
    return;
  s->csv->dialect.separator = p[4];
  s->p = p + (p[5] == '\r' && p[6] == '\n' ? 7 : 6);
  s->line++;
}

static void
split_rows(Splitter *s)
{
  for (;;) {
    guint kept = s->fields->len;
    if (!read_row(s))
      return;
    if (!s->any || s->broken) {
      drop_row(s, kept);
    } else if (fits(s, kept)) {
      keep_row(s, kept);
    } else {
      report_ragged(s, kept);
      drop_row(s, kept);
    }
  }
}

gboolean
csv_split(MusterCsv *csv, MusterFaults *faults)
{
  gsize length;
  const char *text = muster_source_text(csv->decoded.source, &length);
  csv->buffer = g_malloc(length + 1);
  memcpy(csv->buffer, text, length);
  csv->buffer[length] = 0;
  Splitter s = {.csv = csv,
                .faults = faults,
                .p = csv->buffer + csv->decoded.start,
                .end = csv->buffer + length,
                .line = 1};
  skip_separator_line(&s);
  if (csv->dialect.separator == 0)
    csv->dialect.separator = csv_sniff_separator(s.p, (gsize) (s.end - s.p));
  s.separator = csv->dialect.separator;
  s.stop[0] = s.stop['\n'] = s.stop['\r'] = s.stop[(guchar) s.separator] = 1;
  s.fields = g_array_new(FALSE, FALSE, sizeof(guint32));
  s.lines = g_array_new(FALSE, FALSE, sizeof(guint32));
  gboolean good = first_row(&s);
  if (good)
    split_rows(&s);
  csv->n_rows = good ? (int) s.lines->len - 1 : 0;
  csv->field = (guint32 *) (gpointer) g_array_free(s.fields, !good);
  csv->line = (guint32 *) (gpointer) g_array_free(s.lines, !good);
  return good;
}
