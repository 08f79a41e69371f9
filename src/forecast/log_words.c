/* What histories and contact logs write alike: the words of a dialect, and times of either form. */
#include "forecast/history_private.h"
#include <stdlib.h>
#include <string.h>

/* Applies one word of a dialect; FALSE when it is none. */
static gboolean
apply_word(const char *word, MusterCsvDialect *dialect)
{
  static const struct {
    const char *word;
    char separator, decimal;
    MusterCsvHeader header;
  } words[] = {
      {"comma", ',', 0, 0},
      {"semicolon", ';', 0, 0},
      {"tab", '\t', 0, 0},
      {"pipe", '|', 0, 0},
      {"decimal-point", 0, '.', 0},
      {"decimal-comma", 0, ',', 0},
      {"header", 0, 0, MUSTER_CSV_HEADER_YES},
      {"no-header", 0, 0, MUSTER_CSV_HEADER_NO},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
    if (strcmp(words[i].word, word) == 0) {
      if (words[i].separator != 0)
        dialect->separator = words[i].separator;
      if (words[i].decimal != 0)
        dialect->decimal = words[i].decimal;
      if (words[i].header != 0)
        dialect->header = words[i].header;
      return TRUE;
    }
  return FALSE;
}

void
history_read_dialect(const char *text, MusterMark mark, MusterCsvDialect *dialect, MusterFaults *faults)
{
  g_auto(GStrv) words = g_strsplit_set(text, " ,\t", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !apply_word(words[i], dialect))
      muster_faults_error(
          faults, mark,
          "comma, semicolon, tab, pipe, decimal-point, decimal-comma, header and no-header are known",
          "unknown word '%s' in the dialect", words[i]);
}

gboolean
history_read_time(const MusterCsv *csv, int row, int column, const char *what, double *seconds,
                  MusterFaults *faults)
{
  const char *text = muster_csv_text(csv, row, column);
  if (strchr(text, ':') == NULL)
    return muster_csv_double(csv, row, column, seconds, faults);
  int parts[3] = {0}, n = 0;
  const char *p = text;
  while (n < 3 && g_ascii_isdigit(*p)) {
    for (; g_ascii_isdigit(*p); p++)
      parts[n] = MIN(parts[n] * 10 + (*p - '0'), 1000000);
    n++;
    if (*p != ':')
      break;
    p++;
  }
  if (*p != '\0' || n < 2 || parts[n - 1] > 59 || (n == 3 && parts[1] > 59)) {
    muster_faults_error(faults, muster_csv_mark(csv, row, column), "seconds, or h:mm:ss", "'%s' is no %s",
                        text, what);
    return FALSE;
  }
  *seconds = n == 3 ? parts[0] * 3600.0 + parts[1] * 60 + parts[2] : parts[0] * 60.0 + parts[1];
  return TRUE;
}

int
history_named_column(const MusterCsv *csv, const char *name, const char *file, MusterMark mark,
                     MusterFaults *faults)
{
  char *end = NULL;
  int n = muster_csv_n_columns(csv);
  int column = muster_csv_find(csv, name);
  if (column >= 0)
    return column;
  long number = strtol(name, &end, 10);
  if (g_ascii_isdigit(*name) && *end == '\0') {
    if (number >= 1 && number <= n)
      return (int) number - 1;
    muster_faults_error(faults, mark, NULL, "the %s has no column %s; it has %d", file, name, n);
    return HISTORY_NO_COLUMN;
  }
  g_autofree const char **titles = g_new0(const char *, n + 1);
  for (int c = 0; c < n; c++)
    titles[c] = muster_csv_name(csv, c);
  const char *near = muster_nearest(name, titles);
  g_autofree char *hint = near != NULL ? g_strdup_printf("did you mean '%s'?", near) : NULL;
  muster_faults_error(faults, mark, hint, "the %s has no column '%s'", file, name);
  return HISTORY_NO_COLUMN;
}
