/* Intervals without a row on days that have rows: ACDs leave quiet ones out, and sometimes fail to record
 * busy ones. */
#include "forecast/history_private.h"
#include <math.h>
#include <stdlib.h>

/* With so many contacts usual at that weekday and hour, an interval without any is in less than 1 of 100
 * cases chance. */
#define LEAST_MISSED 5.0

static int
compare_doubles(const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

static gboolean
has_rows(const MusterHistoryQueue *queue, const MusterGrid *grid, int day)
{
  for (int i = grid->day_first[day]; i < grid->day_first[day + 1]; i++)
    if (!isnan(queue->offered[i]))
      return TRUE;
  return FALSE;
}

/* The median count at `slot` of the day over the days of one weekday that have rows, a missing row counting
 * 0. `room` has space for all days. */
static double
usual_count(const MusterHistoryQueue *queue, const MusterGrid *grid, const gboolean *live, int weekday,
            int slot, double *room)
{
  int n = 0;
  for (int d = 0; d < grid->n_days; d++) {
    if (!live[d] || muster_day_weekday(grid->first_day + d) != weekday)
      continue;
    /* On most days the slot is the place in the day; on a day of change it lies some hours around. */
    double sum = 0;
    int reach = 3 * 3600 / grid->interval_s, middle = grid->day_first[d] + slot;
    for (int i = MAX(middle - reach, grid->day_first[d]); i < MIN(middle + reach + 1, grid->day_first[d + 1]);
         i++)
      if (grid->clock_s[i] / grid->interval_s == slot && !isnan(queue->offered[i]))
        sum += queue->offered[i];
    room[n++] = sum;
  }
  if (n == 0)
    return 0;
  qsort(room, (size_t) n, sizeof *room, compare_doubles);
  return room[n / 2];
}

/* Decides about one day's empty intervals; how many became 0. */
static int
fill_day(MusterHistoryQueue *queue, const MusterGrid *grid, int day, const double *usual, const char *name,
         MusterMark mark, MusterFaults *faults)
{
  int zeros = 0, gaps = 0, first_clock_s = 0;
  double missed = 0;
  for (int i = grid->day_first[day]; i < grid->day_first[day + 1]; i++) {
    if (!isnan(queue->offered[i]))
      continue;
    double expected = usual[grid->clock_s[i] / grid->interval_s];
    if (expected < LEAST_MISSED) {
      queue->offered[i] = 0;
      zeros++;
      continue;
    }
    if (gaps++ == 0)
      first_clock_s = grid->clock_s[i];
    missed += expected;
  }
  if (gaps > 0) {
    g_autofree char *date = muster_day_format(grid->first_day + day);
    g_autofree char *clock = muster_clock_format(first_clock_s);
    muster_faults_add(faults, MUSTER_FAULT_WARNING, mark, NULL,
                      "'%s' on %s: %d interval%s without a row, the first at %s, where about %.0f contacts "
                      "are usual; taken as not measured",
                      name, date, gaps, gaps > 1 ? "s" : "", clock, missed);
  }
  return zeros;
}

static void
fill_queue(MusterHistory *history, int q, const char *name, MusterFaults *faults)
{
  const MusterGrid *grid = history->grid;
  MusterHistoryQueue *queue = &history->queue[q];
  int slots = 86400 / grid->interval_s, zeros = 0;
  g_autofree gboolean *live = g_new0(gboolean, grid->n_days);
  g_autofree double *usual = g_new0(double, 7 * slots);
  g_autofree double *room = g_new0(double, grid->n_days);
  for (int d = 0; d < grid->n_days; d++)
    live[d] = has_rows(queue, grid, d);
  for (int w = 0; w < 7; w++)
    for (int s = 0; s < slots; s++)
      usual[w * slots + s] = usual_count(queue, grid, live, w, s, room);
  for (int d = 0; d < grid->n_days; d++)
    if (live[d])
      zeros += fill_day(queue, grid, d, &usual[muster_day_weekday(grid->first_day + d) * slots], name,
                        history->mark, faults);
  if (zeros > 0)
    muster_faults_add(
        faults, MUSTER_FAULT_NOTE, history->mark, NULL,
        "'%s': %d intervals without a row, at hours when it is quiet or closed; taken as 0 contacts", name,
        zeros);
}

void
history_fill_gaps(MusterHistory *history, const MusterCentre *centre, MusterFaults *faults)
{
  for (int q = 0; q < history->n_queues; q++)
    if (history->queue[q].present)
      fill_queue(history, q, centre->queue[q].name, faults);
}
