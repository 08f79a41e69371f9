/* Which column holds what: the centre's `columns:`, else the titles that ACDs use. */
#include "forecast/history_private.h"
#include <string.h>

/* Titles are compared without regard to case, blanks, `_` and `-`. */
static const struct {
  const char *key, *titles;
  size_t offset; /* of the int in HistoryColumns */
} known[] = {
    {"start",
     "start|timestamp|interval start utc date|interval start|start time|start date time|date "
     "time|datetime|interval begin",
     G_STRUCT_OFFSET(HistoryColumns, start)},
    {"date", "date|day|row date|calendar date", G_STRUCT_OFFSET(HistoryColumns, date)},
    {"time", "time|interval|period|start interval|time of day", G_STRUCT_OFFSET(HistoryColumns, time)},
    {"queue", "queue|queue name|skill|skill name|split|split/skill|contact type|call type|acd queue|ct",
     G_STRUCT_OFFSET(HistoryColumns, queue)},
    {"offered",
     "offered|contacts offered|calls offered|interactions offered|nOffered|contacts|calls|volume|call "
     "volume|contacts received",
     G_STRUCT_OFFSET(HistoryColumns, offered)},
    {"handled",
     "handled|answered|interactions handled|contacts handled|calls handled|calls answered|acd calls|nHandled",
     G_STRUCT_OFFSET(HistoryColumns, handled)},
    {"abandoned", "abandoned|contacts abandoned|calls abandoned|abandons|aban calls|nAbandoned",
     G_STRUCT_OFFSET(HistoryColumns, abandoned)},
    {"handle_mean",
     "handle_time_mean_s|aht_s|aht|aht (s)|aht (seconds)|average handle time|average handle time "
     "(seconds)|avg handle time|avg handle",
     G_STRUCT_OFFSET(HistoryColumns, handle_mean)},
    {"handle_total",
     "total handle time (seconds)|total handle time|handle_total_s|handle time|handle time (seconds)|tHandle",
     G_STRUCT_OFFSET(HistoryColumns, handle_total)},
};

static int *
place_of(HistoryColumns *columns, gsize i)
{
  return (int *) ((char *) columns + known[i].offset);
}

/* Takes one entry of `columns:`. */
static void
take_entry(const MusterCentre *centre, const MusterCsv *csv, const char *key, const char *name,
           HistoryColumns *columns, MusterFaults *faults)
{
  if (strcmp(key, "format") == 0) {
    columns->format = name;
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
    if (strcmp(known[i].key, key) == 0) {
      *place_of(columns, i) = history_named_column(csv, name, "history", centre->history.mark, faults);
      return;
    }
  const char *keys[G_N_ELEMENTS(known) + 2] = {"format"};
  for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
    keys[i + 1] = known[i].key;
  const char *near = muster_nearest(key, keys);
  g_autofree char *list = g_strjoinv(", ", (char **) keys);
  g_autofree char *hint =
      near != NULL ? g_strdup_printf("did you mean '%s'?", near) : g_strdup_printf("known are %s", list);
  muster_faults_error(faults, centre->history.mark, hint, "unknown key '%s' in the history's columns", key);
}

static gboolean
was_given(const MusterCentre *centre, const char *key)
{
  for (int i = 0; i < centre->history.n_columns; i++)
    if (strcmp(centre->history.column_key[i], key) == 0)
      return TRUE;
  return FALSE;
}

/* What the centre does not map is looked for by its usual titles. */
static void
find_usual(const MusterCentre *centre, const MusterCsv *csv, HistoryColumns *columns)
{
  for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
    if (!was_given(centre, known[i].key))
      *place_of(columns, i) = muster_csv_find(csv, known[i].titles);
  /* A date and a clock apart are wanted only when there is no column with both. */
  if (columns->start >= 0 && !was_given(centre, "date"))
    columns->date = columns->time = HISTORY_NO_COLUMN;
}

gboolean
history_columns_find(const MusterCentre *centre, const MusterCsv *csv, HistoryColumns *columns,
                     MusterFaults *faults)
{
  guint before = muster_faults_n_errors(faults);
  const char *hint = muster_csv_dialect(csv)->header == MUSTER_CSV_HEADER_NO
                         ? "the file has no header; number its columns in the centre, like history: "
                           "{columns: {start: 1, queue: 2, offered: 3}}"
                         : "name it in the centre, like history: {columns: {start: NAME, offered: NAME}}";
  columns->format = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
    *place_of(columns, i) = HISTORY_NO_COLUMN;
  for (int i = 0; i < centre->history.n_columns; i++)
    take_entry(centre, csv, centre->history.column_key[i], centre->history.column_name[i], columns, faults);
  find_usual(centre, csv, columns);
  MusterMark mark = muster_csv_header_mark(csv, 0);
  if (columns->start < 0 && (columns->date < 0 || columns->time < 0))
    muster_faults_error(faults, mark, hint, "no column of the intervals' start is found");
  if (columns->offered < 0 && columns->handled < 0)
    muster_faults_error(faults, mark, hint, "no column of contacts offered is found");
  if (columns->queue < 0 && centre->n_queues > 1)
    muster_faults_error(faults, mark, hint, "no column of queues is found, and the centre has %d",
                        centre->n_queues);
  if (muster_faults_n_errors(faults) > before)
    return FALSE;
  if (columns->offered < 0)
    muster_faults_add(
        faults, MUSTER_FAULT_WARNING, mark, NULL, "the history has no contacts offered; taken as %s",
        columns->abandoned >= 0 ? "handled + abandoned" : "handled, so who gave up is not in the forecast");
  return TRUE;
}
