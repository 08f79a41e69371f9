/* From rows to the grid: the rows' own step, the hour that occurs twice, rows that are there twice. */
#include "forecast/history_private.h"
#include <math.h>

#define MOST_DAYS 7320 /* twenty years; more is a mistyped year */

static gint
compare_rows(gconstpointer a, gconstpointer b)
{
  const HistoryRow *x = a, *y = b;
  if (x->queue != y->queue)
    return x->queue < y->queue ? -1 : 1;
  if (x->utc != y->utc)
    return x->utc < y->utc ? -1 : 1;
  return x->row < y->row ? -1 : x->row > y->row;
}

static HistoryRow *
row_at(const GArray *rows, guint i)
{
  return &g_array_index(rows, HistoryRow, i);
}

/* How many rows from i on share queue and start. */
static guint
run_length(const GArray *rows, guint i)
{
  guint n = 1;
  while (i + n < rows->len && row_at(rows, i + n)->queue == row_at(rows, i)->queue &&
         row_at(rows, i + n)->utc == row_at(rows, i)->utc)
    n++;
  return n;
}

/* The distance at which most rows follow one another, of those that a grid can have; 0 when none can. */
static int
find_step(const GArray *rows)
{
  static const int steps[] = {300, 600, 900, 1800, 3600};
  int count[G_N_ELEMENTS(steps)] = {0}, best = -1;
  for (guint i = 1; i < rows->len; i++)
    for (gsize s = 0; s < G_N_ELEMENTS(steps); s++)
      count[s] += row_at(rows, i)->queue == row_at(rows, i - 1)->queue &&
                  row_at(rows, i)->utc - row_at(rows, i - 1)->utc == steps[s];
  for (gsize s = 0; s < G_N_ELEMENTS(steps); s++)
    if (count[s] > 0 && (best < 0 || count[s] > count[best]))
      best = (int) s;
  return best < 0 ? 0 : steps[best];
}

/* Every row must begin on the rows' own step, by the clock of its stamp or of UTC, and on a border of the
 * grid. */
static void
check_starts(const MusterCsv *csv, const GArray *rows, const MusterGrid *grid, int step_s,
             MusterFaults *faults)
{
  int border_s = MIN(step_s, grid->interval_s);
  for (guint i = 0; i < rows->len; i++) {
    const HistoryRow *row = row_at(rows, i);
    if (row->wall % step_s != 0 && row->utc % step_s != 0)
      muster_faults_error(faults, muster_csv_row_mark(csv, row->row), NULL,
                          "the interval does not begin on a step of %d min, as most of the file does",
                          step_s / 60);
    else if ((row->utc - grid->start[0]) % border_s != 0)
      muster_faults_error(faults, muster_csv_row_mark(csv, row->row), NULL,
                          "the interval does not begin on a step of %d min in %s", border_s / 60,
                          muster_zone_name(grid->zone));
  }
}

static gboolean
same_counts(const HistoryRow *a, const HistoryRow *b)
{
  gboolean same_abandoned = a->abandoned == b->abandoned || (isnan(a->abandoned) && isnan(b->abandoned));
  gboolean same_total =
      a->handle_total_s == b->handle_total_s || (isnan(a->handle_total_s) && isnan(b->handle_total_s));
  return a->offered == b->offered && same_abandoned && same_total;
}

static void
scale_row(HistoryRow *row, double factor)
{
  row->offered *= factor;
  row->abandoned *= factor;
  row->handled *= factor;
  row->handle_total_s *= factor;
}

/* One row for an hour that occurred twice: half to each; a copy for the second is appended. */
static void
share_out(const MusterCsv *csv, GArray *rows, guint i, gint64 second, GArray *more, HistoryOddities *odd)
{
  HistoryRow *row = row_at(rows, i);
  history_odd(odd, HISTORY_ODD_TWICE, muster_csv_row_mark(csv, row->row),
              "this local time occurs twice and has one row; half of it is taken for each");
  scale_row(row, 0.5);
  HistoryRow copy = *row;
  copy.utc = second;
  copy.twice = FALSE;
  g_array_append_val(more, copy);
}

/* Rows whose local time occurs twice: in the file's order, or shared out. Others of one start: the same or a
 * fault. Rows that go nowhere get queue −1. */
static void
resolve_runs(const MusterCsv *csv, GArray *rows, const MusterZone *zone, HistoryOddities *odd)
{
  g_autoptr(GArray) more = g_array_new(FALSE, FALSE, sizeof(HistoryRow));
  guint n;
  for (guint i = 0; i < rows->len; i += n) {
    HistoryRow *first = row_at(rows, i);
    guint kept = 1;
    n = run_length(rows, i);
    if (first->twice) {
      MusterDay day;
      int clock_s, before_s, after_s;
      muster_zone_to_local(zone, first->utc, &day, &clock_s, &before_s);
      muster_zone_to_local(zone, first->utc + 3 * 3600, &day, &clock_s, &after_s);
      gint64 second = first->utc + before_s - after_s;
      if (n == 1)
        share_out(csv, rows, i, second, more, odd);
      else {
        row_at(rows, i + 1)->utc = second;
        kept = 2;
      }
    }
    for (guint k = kept; k < n; k++) {
      HistoryRow *again = row_at(rows, i + k);
      if (same_counts(again, row_at(rows, i)))
        history_odd(odd, HISTORY_ODD_AGAIN, muster_csv_row_mark(csv, again->row),
                    "the same row is there before; counted once");
      else
        muster_faults_error(odd->faults, muster_csv_row_mark(csv, again->row),
                            "one row per queue and interval; two channels need two queue names",
                            "the interval is there twice with different counts (%g and %g)",
                            row_at(rows, i)->offered, again->offered);
      again->queue = -1;
    }
  }
  g_array_append_vals(rows, more->data, more->len);
}

static void
allocate(MusterHistoryQueue *queue, int n)
{
  double **array[] = {&queue->offered, &queue->handled, &queue->handle_total_s, &queue->abandoned};
  for (gsize a = 0; a < G_N_ELEMENTS(array); a++) {
    *array[a] = g_new(double, n);
    for (int i = 0; i < n; i++)
      (*array[a])[i] = NAN;
  }
}

/* Adds to a cell that may not be measured yet. */
static void
add(double *cell, double value)
{
  if (!isnan(value))
    *cell = isnan(*cell) ? value : *cell + value;
}

/* A row into the interval that holds it, or evenly into those that it covers. */
static void
put(MusterHistory *history, const HistoryRow *row, int step_s)
{
  MusterHistoryQueue *queue = &history->queue[row->queue];
  int pieces = MAX(step_s / history->grid->interval_s, 1);
  HistoryRow piece = *row;
  scale_row(&piece, 1.0 / pieces);
  queue->present = TRUE;
  for (int k = 0; k < pieces; k++) {
    int i = muster_grid_find(history->grid, row->utc + (gint64) k * history->grid->interval_s);
    if (i < 0)
      continue;
    add(&queue->offered[i], piece.offered);
    add(&queue->handled[i], piece.handled);
    add(&queue->handle_total_s[i], piece.handle_total_s);
    add(&queue->abandoned[i], piece.abandoned);
  }
}

/* The step of the rows, checked against the centre's interval; 0 with an error. */
static int
fitting_step(const MusterCentre *centre, const MusterCsv *csv, const GArray *rows, MusterFaults *faults)
{
  MusterMark mark = muster_csv_row_mark(csv, row_at(rows, 0)->row);
  int step_s = find_step(rows), interval_s = centre->interval_s;
  if (step_s == 0)
    muster_faults_error(faults, mark, NULL, "the history's rows are not 5, 10, 15, 30 or 60 min apart");
  else if (step_s % interval_s != 0 && interval_s % step_s != 0) {
    muster_faults_error(faults, mark, NULL,
                        "the history's intervals of %d min do not fit the centre's of %d min", step_s / 60,
                        interval_s / 60);
    return 0;
  }
  if (step_s > interval_s)
    muster_faults_add(faults, MUSTER_FAULT_NOTE, mark, NULL,
                      "the history's intervals of %d min are spread evenly over the centre's of %d min",
                      step_s / 60, interval_s / 60);
  return step_s;
}

/* The grid from the first to the last day of the rows; NULL with an error. */
static MusterGrid *
make_grid(const MusterCentre *centre, const MusterCsv *csv, const GArray *rows, MusterFaults *faults)
{
  MusterDay first = G_MAXINT32, last = G_MININT32, day;
  int clock_s, first_row = 0, last_row = 0;
  for (guint i = 0; i < rows->len; i++) {
    muster_zone_to_local(centre->zone, row_at(rows, i)->utc, &day, &clock_s, NULL);
    if (day < first)
      first_row = row_at(rows, i)->row;
    if (day > last)
      last_row = row_at(rows, i)->row;
    first = MIN(first, day);
    last = MAX(last, day);
  }
  if ((gint64) last - first >= MOST_DAYS) {
    g_autofree char *from = muster_day_format(first);
    g_autofree char *to = muster_day_format(last);
    muster_faults_error(faults, muster_csv_row_mark(csv, first_row), NULL,
                        "the history runs from here, %s, to %s in line %d: over twenty years", from, to,
                        muster_csv_row_mark(csv, last_row).line);
    return NULL;
  }
  GError *error = NULL;
  MusterGrid *grid = muster_grid_new(centre->zone, first, last - first + 1, centre->interval_s, &error);
  if (grid == NULL)
    muster_faults_take(faults, muster_csv_row_mark(csv, first_row), error);
  return grid;
}

MusterHistory *
history_place(const MusterCentre *centre, const MusterCsv *csv, GArray *rows, const MusterZone *zone,
              HistoryOddities *odd)
{
  MusterFaults *faults = odd->faults;
  g_array_sort(rows, compare_rows);
  int step_s = fitting_step(centre, csv, rows, faults);
  if (step_s == 0)
    return NULL;
  g_autoptr(MusterGrid) grid = make_grid(centre, csv, rows, faults);
  if (grid == NULL)
    return NULL;
  check_starts(csv, rows, grid, step_s, faults);
  resolve_runs(csv, rows, zone, odd);
  MusterHistory *history = g_new0(MusterHistory, 1);
  history->grid = muster_grid_ref(grid);
  history->n_queues = centre->n_queues;
  history->queue = g_new0(MusterHistoryQueue, centre->n_queues);
  history->n_rows = muster_csv_n_rows(csv);
  history->mark = (MusterMark){.source = muster_source_ref(muster_csv_source(csv)), .line = 0, .column = 0};
  for (int q = 0; q < history->n_queues; q++)
    allocate(&history->queue[q], grid->n);
  for (guint i = 0; i < rows->len; i++)
    if (row_at(rows, i)->queue >= 0)
      put(history, row_at(rows, i), step_s);
  return history;
}
