/* Finding out a dialect: the separator from the first lines, the decimal sign from the numbers. */
#include "csv/table_private.h"
#include <string.h>

#define SAMPLE_BYTES 65536
#define SAMPLE_ROWS 200

/* The comma comes last: where another cuts as evenly, commas are decimal signs or prose. */
static const char candidates[] = {'\t', ';', '|', ','};

/* Counts `separator` outside quotes in the row at p; moves p behind it. FALSE when the sample ends within it.
 */
static gboolean
count_row(const char **p, const char *end, char separator, int *count, gboolean *blank)
{
  gboolean quoted = FALSE, field_start = TRUE;
  *count = 0;
  *blank = TRUE;
  for (const char *q = *p; q < end; q++) {
    if (quoted) {
      quoted = *q != '"';
    } else if (*q == '\n' || *q == '\r') {
      *p = q + 1;
      return TRUE;
    } else if (*q == separator) {
      (*count)++;
      field_start = TRUE;
    } else if (*q == '"' && (field_start || q[-1] == '"')) {
      quoted = TRUE; /* also the second of a doubled quote */
      field_start = *blank = FALSE;
    } else if (*q != ' ' && *q != '\t') {
      field_start = *blank = FALSE;
    }
  }
  *p = end;
  return FALSE;
}

/* How evenly `separator` cuts: the share of rows with as many as the first row has, 0 when that has none. */
static double
evenness(const char *text, gsize length, gboolean whole, char separator)
{
  int rows = 0, same = 0, first = 0, count;
  gboolean blank;
  const char *p = text, *end = text + length;
  while (p < end && rows < SAMPLE_ROWS) {
    gboolean complete = count_row(&p, end, separator, &count, &blank);
    if (blank || (!complete && !whole && rows > 0))
      continue;
    if (rows == 0)
      first = count;
    same += count == first;
    rows++;
  }
  return first > 0 ? (double) same / rows : 0;
}

char
csv_sniff_separator(const char *text, gsize length)
{
  char best = ',';
  double best_evenness = 0;
  gsize sample = MIN(length, SAMPLE_BYTES);
  for (gsize i = 0; i < sizeof candidates; i++) {
    double e = evenness(text, sample, sample == length, candidates[i]);
    if (e > best_evenness) {
      best = candidates[i];
      best_evenness = e;
    }
  }
  return best;
}

gboolean
csv_looks_like_value(const char *field)
{
  const char *p = field;
  if (*p == '+' || *p == '-' || *p == '.')
    p++;
  return g_ascii_isdigit(*p) && strspn(p, "0123456789.,:/-+ TZ'eE%") == strlen(p);
}

/* What the signs in a number tell of the decimal sign: '.' , ',' or 0. Digits and signs only. */
static char
evidence(const char *text)
{
  const char *p = text + (*text == '-' || *text == '+');
  const char *sign = NULL; /* the last one */
  int n_points = 0, n_commas = 0;
  const char *start = p;
  for (; *p != 0; p++) {
    if (*p == '.' || *p == ',') {
      sign = p;
      *(*p == '.' ? &n_points : &n_commas) += 1;
    } else if (!g_ascii_isdigit(*p)) {
      return 0;
    }
  }
  if (sign == NULL || p - sign == 1)
    return 0;
  if (n_points > 0 && n_commas > 0)
    return *sign == '.' && n_points == 1 ? '.' : *sign == ',' && n_commas == 1 ? ',' : 0;
  if (n_points + n_commas > 1)
    return 0; /* grouped, or a date */
  gboolean may_group = p - sign == 4 && sign > start && sign - start <= 3 && *start != '0';
  return may_group ? 0 : *sign;
}

/* Does any field hold a comma at all, so that there is something to find out? */
static gboolean
has_inner_comma(const MusterCsv *csv)
{
  gsize length;
  const char *text = muster_source_text(csv->decoded.source, &length);
  return memchr(text, ',', length) != NULL &&
         (csv->dialect.separator != ',' || memchr(text, '"', length) != NULL);
}

/* The sign that most numbers of a column show; 0: none does. */
static char
sign_of_column(const MusterCsv *csv, int column)
{
  int points = 0, commas = 0;
  for (int row = 0; row < csv->n_rows; row++) {
    char sign = evidence(csv->buffer + csv_offset(csv, row, column));
    points += sign == '.';
    commas += sign == ',';
  }
  return points + commas == 0 ? 0 : commas > points ? ',' : '.';
}

void
csv_sniff_decimal(MusterCsv *csv)
{
  csv->decimal = g_new0(char, csv->n_columns);
  char table = csv->dialect.decimal;
  if (table == 0 && !has_inner_comma(csv))
    table = '.';
  if (table == 0) {
    gboolean points = FALSE, commas = FALSE;
    for (int column = 0; column < csv->n_columns; column++) {
      csv->decimal[column] = sign_of_column(csv, column);
      points = points || csv->decimal[column] == '.';
      commas = commas || csv->decimal[column] == ',';
    }
    /* Columns that show nothing follow the rest; where commas separate, the point is the decimal sign. */
    table = commas ? ',' : points || csv->dialect.separator == ',' ? '.' : 0;
  }
  for (int column = 0; column < csv->n_columns; column++)
    if (csv->decimal[column] == 0)
      csv->decimal[column] = table;
  csv->dialect.decimal = table != 0 ? table : '.';
}
