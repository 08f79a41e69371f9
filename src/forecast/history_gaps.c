/* Intervals without a row on days that have rows: ACDs leave quiet ones out, and sometimes fail to record
 * busy ones. */
#include "forecast/history_private.h"
#include <math.h>
#include <stdlib.h>

/* With so many contacts usual at that weekday and hour, an interval without any is in less than 1 of 100
 * cases chance. */
#define LEAST_MISSED 5.0
#define DAYS_SHOWN 5 /* with gaps, per queue */

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

/* What became of the intervals without a row. */
typedef struct {
  int zeros, gaps; /* intervals */
  int first_clock_s;
  double missed; /* contacts usual in the gaps */
} Filled;

static Filled
fill_day(MusterHistoryQueue *queue, const MusterGrid *grid, int day, const double *usual)
{
  Filled filled = {0};
  for (int i = grid->day_first[day]; i < grid->day_first[day + 1]; i++) {
    if (!isnan(queue->offered[i]))
      continue;
    double expected = usual[grid->clock_s[i] / grid->interval_s];
    if (expected < LEAST_MISSED) {
      queue->offered[i] = 0;
      filled.zeros++;
      continue;
    }
    if (filled.gaps++ == 0)
      filled.first_clock_s = grid->clock_s[i];
    filled.missed += expected;
  }
  return filled;
}

static void
report_day(const Filled *filled, MusterDay day, const char *name, MusterMark mark, MusterFaults *faults)
{
  g_autofree char *date = muster_day_format(day);
  g_autofree char *clock = muster_clock_format(filled->first_clock_s);
  muster_faults_add(faults, MUSTER_FAULT_WARNING, mark, NULL,
                    "'%s' on %s: %d interval%s without a row, the first at %s, where about %.0f contacts "
                    "are usual; taken as not measured",
                    name, date, filled->gaps, filled->gaps > 1 ? "s" : "", clock, filled->missed);
}

/* [7][slots] of usual counts. (transfer full) */
static double *
usual_counts(const MusterHistoryQueue *queue, const MusterGrid *grid, const gboolean *live, int slots)
{
  double *usual = g_new0(double, 7 * slots);
  g_autofree double *room = g_new0(double, grid->n_days);
  for (int w = 0; w < 7; w++)
    for (int s = 0; s < slots; s++)
      usual[w * slots + s] = usual_count(queue, grid, live, w, s, room);
  return usual;
}

static void
fill_queue(MusterHistory *history, int q, const char *name, MusterFaults *faults)
{
  const MusterGrid *grid = history->grid;
  MusterHistoryQueue *queue = &history->queue[q];
  int slots = 86400 / grid->interval_s, zeros = 0, gaps = 0, gap_days = 0;
  g_autofree gboolean *live = g_new0(gboolean, grid->n_days);
  for (int d = 0; d < grid->n_days; d++)
    live[d] = has_rows(queue, grid, d);
  g_autofree double *usual = usual_counts(queue, grid, live, slots);
  for (int d = 0; d < grid->n_days; d++) {
    MusterDay day = grid->first_day + d;
    Filled filled = live[d] ? fill_day(queue, grid, d, usual + muster_day_weekday(day) * slots) : (Filled){0};
    zeros += filled.zeros;
    gaps += filled.gaps;
    if (filled.gaps > 0 && gap_days++ < DAYS_SHOWN)
      report_day(&filled, day, name, history->mark, faults);
  }
  if (gap_days > DAYS_SHOWN)
    muster_faults_add(faults, MUSTER_FAULT_WARNING, history->mark, NULL,
                      "'%s': in all %d busy intervals without a row, on %d days; taken as not measured", name,
                      gaps, gap_days);
  if (zeros > 0)
    muster_faults_add(faults, MUSTER_FAULT_NOTE, history->mark, NULL,
                      "'%s': %d intervals without a row, when it is quiet or closed; taken as 0 contacts",
                      name, zeros);
}

void
history_fill_gaps(MusterHistory *history, const MusterCentre *centre, MusterFaults *faults)
{
  for (int q = 0; q < history->n_queues; q++)
    if (history->queue[q].present)
      fill_queue(history, q, centre->queue[q].name, faults);
}
