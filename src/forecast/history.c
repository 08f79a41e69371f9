/* Reading a history: the file, its dialect and its zone; the value. */
#include "forecast/history_private.h"
#include <string.h>

/* Applies one word of `history.dialect`; FALSE when it is none. */
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

static void
read_dialect(const MusterHistorySpec *spec, MusterCsvDialect *dialect, MusterFaults *faults)
{
  dialect->encoding = spec->encoding;
  if (spec->dialect == NULL)
    return;
  g_auto(GStrv) words = g_strsplit_set(spec->dialect, " ,\t", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !apply_word(words[i], dialect))
      muster_faults_error(
          faults, spec->mark,
          "comma, semicolon, tab, pipe, decimal-point, decimal-comma, header and no-header are known",
          "unknown word '%s' in the history's dialect", words[i]);
}

static MusterZone *
stamp_zone(const MusterCentre *centre, MusterFaults *faults)
{
  if (centre->history.timezone == NULL)
    return muster_zone_ref(centre->zone);
  GError *error = NULL;
  MusterZone *zone = muster_zone_new(centre->history.timezone, &error);
  if (zone == NULL)
    muster_faults_take(faults, centre->history.mark, error);
  return zone;
}

MusterHistory *
muster_history_read_source(const MusterCentre *centre, MusterSource *source, MusterFaults *faults)
{
  guint before = muster_faults_n_errors(faults);
  MusterCsvDialect dialect = {0};
  HistoryColumns columns;
  read_dialect(&centre->history, &dialect, faults);
  g_autoptr(MusterZone) zone = stamp_zone(centre, faults);
  g_autoptr(MusterCsv) csv = muster_csv_read(source, &dialect, faults);
  if (zone == NULL || csv == NULL || !history_columns_find(centre, csv, &columns, faults))
    return NULL;
  HistoryOddities odd = {.faults = faults};
  g_autoptr(GArray) rows = history_rows_read(centre, csv, &columns, zone, &odd);
  /* What follows would only complain of the consequences. */
  if (muster_faults_n_errors(faults) > before)
    return NULL;
  g_autoptr(MusterHistory) history = history_place(centre, csv, rows, zone, &odd);
  if (history == NULL || muster_faults_n_errors(faults) > before)
    return NULL;
  history_odd_summary(&odd, history->mark);
  history_fill_gaps(history, centre, faults);
  return g_steal_pointer(&history);
}

MusterHistory *
muster_history_read(const MusterCentre *centre, MusterFaults *faults)
{
  if (centre->history.file == NULL) {
    muster_faults_error(faults, centre->history.mark, "name one: history: {file: acd.csv}",
                        "the centre has no history");
    return NULL;
  }
  g_autofree char *folder = centre->file != NULL ? g_path_get_dirname(centre->file) : g_strdup(".");
  g_autofree char *path = g_path_is_absolute(centre->history.file)
                              ? g_strdup(centre->history.file)
                              : g_build_filename(folder, centre->history.file, NULL);
  GError *error = NULL;
  g_autoptr(MusterSource) source = muster_source_read(path, 0, &error);
  if (source == NULL) {
    muster_faults_take(faults, centre->history.mark, error);
    return NULL;
  }
  return muster_history_read_source(centre, source, faults);
}

void
muster_history_free(MusterHistory *history)
{
  if (history == NULL)
    return;
  for (int q = 0; q < history->n_queues; q++) {
    g_free(history->queue[q].offered);
    g_free(history->queue[q].handled);
    g_free(history->queue[q].handle_total_s);
    g_free(history->queue[q].abandoned);
  }
  g_free(history->queue);
  muster_grid_unref(history->grid);
  muster_source_unref(history->mark.source);
  g_free(history);
}
