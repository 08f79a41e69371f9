/* Quotas: every customer so often in a month or week. The contacts come up evenly over the open hours of the
 * period and are due at its end, with as many attempts as they are expected to take. Where the horizon holds
 * a part of a period, it gets the part of the quota that its open days are of the period's, due with its own
 * last opening. */
#include "staffing/level_private.h"
#include <math.h>

static MusterDay
month_start(MusterDay day, int months_later)
{
  int year, month, mday;
  muster_day_to_ymd(day, &year, &month, &mday);
  month += months_later - 1;
  return muster_day_from_ymd(year + month / 12, month % 12 + 1, 1);
}

/* First day of the period that holds `day`; weeks begin on Monday, and so does a period of several. */
static MusterDay
period_start(const MusterPerSpan *span, MusterDay day)
{
  int year, month, mday;
  muster_day_to_ymd(day, &year, &month, &mday);
  switch (span->per_unit) {
  case 'w':
    return day - muster_day_weekday(day);
  case 'm':
    return month_start(day, 0);
  case 'y':
    return muster_day_from_ymd(year, 1, 1);
  default:
    return day;
  }
}

static MusterDay
period_end(const MusterPerSpan *span, MusterDay start)
{
  int n = MAX(span->per_n, 1);
  switch (span->per_unit) {
  case 'w':
    return start + 7 * n;
  case 'm':
    return month_start(start, n);
  case 'y':
    return month_start(start, 12 * n);
  default:
    return start + n;
  }
}

/* Days from `from` on, before `to`, on which the queue is open. */
static int
open_days(const MusterCentre *centre, int queue, MusterDay from, MusterDay to)
{
  int n = 0;
  for (MusterDay day = from; day < to; day++)
    n += muster_centre_open_on(centre, queue, day);
  return n;
}

/* Spreads contacts over the open time of the intervals from `first` on, before `end`. */
static void
spread(LevelQueue *q, const LevelHours *h, int first, int end, double contacts)
{
  double open_s = h->open_before_s[end] - h->open_before_s[first];
  int due = end;
  while (due > first && !(h->open_s[due - 1] > 0.0))
    due--;
  for (int i = first; i < end && open_s > 0.0; i++) {
    q->quota[i] = contacts * h->open_s[i] / open_s;
    q->quota_due[i] = due;
  }
}

void
level_queue_quota(LevelQueue *q, const MusterCentre *centre, const LevelHours *h)
{
  const MusterQueue *queue = &centre->queue[q->queue];
  const MusterPerSpan *each = &queue->quota_each;
  const MusterGrid *grid = h->grid;
  MusterDay first = grid->first_day, end = first + grid->n_days;
  if (!(queue->quota_customers > 0.0))
    return;
  double contacts = queue->quota_customers * (each->lo + each->hi) / 2.0 * muster_flows_attempts(queue);
  q->quota = g_new0(double, grid->n);
  q->quota_due = g_new0(int, grid->n);
  for (MusterDay from = period_start(each, first); from < end; from = period_end(each, from)) {
    MusterDay to = period_end(each, from), here_from = MAX(from, first), here_to = MIN(to, end);
    int days = open_days(centre, q->queue, from, to);
    double part = days > 0 ? (double) open_days(centre, q->queue, here_from, here_to) / days : 0.0;
    spread(q, h, grid->day_first[here_from - first], grid->day_first[here_to - first], contacts * part);
  }
}
