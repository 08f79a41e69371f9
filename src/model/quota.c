/* Quotas by period: what of them falls into the horizon. */
#include <muster/model/centre.h>

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

GArray *
muster_quota_parts(const MusterCentre *centre, int queue)
{
  const MusterPerSpan *each = &centre->queue[queue].quota_each;
  const MusterGrid *grid = centre->grid;
  GArray *parts = g_array_new(FALSE, FALSE, sizeof(MusterQuotaPart));
  MusterDay first = grid->first_day, end = first + grid->n_days;
  double contacts = centre->queue[queue].quota_customers * (each->lo + each->hi) / 2.0;
  if (!(contacts > 0.0))
    return parts;
  for (MusterDay from = period_start(each, first); from < end; from = period_end(each, from)) {
    MusterDay to = period_end(each, from);
    MusterQuotaPart part = {.from = MAX(from, first), .to = MIN(to, end)};
    int days = open_days(centre, queue, from, to);
    part.contacts = days > 0 ? contacts * open_days(centre, queue, part.from, part.to) / days : 0.0;
    g_array_append_val(parts, part);
  }
  return parts;
}
