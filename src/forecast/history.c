/* Reading a history: the file, its dialect and its zone; the value. */
#include "forecast/history_private.h"

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
  dialect.encoding = centre->history.encoding;
  if (centre->history.dialect != NULL)
    history_read_dialect(centre->history.dialect, centre->history.mark, &dialect, faults);
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
