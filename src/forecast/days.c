/* Which days count, and the terms that explain a day's total: weekday, day after a closed day, place in the
 * month. */
#include "forecast/days_private.h"
#include <math.h>
#include <stdlib.h>

#define LATELY 8           /* occurrences of a weekday that tell whether it is usual */
#define LEAST_MEASURED 0.5 /* of a day, to be used at all */
#define SURELY_BUSY 20.0   /* contacts on a weekday's median day: a day without any was closed */
#define MONTH_BEGIN 3      /* first business days with a term of their own */
#define MONTH_END 2        /* and last ones */

/* The level is free; weekdays, the day after a closed day and the month's ends are shrunk, more where
 * evidence is rarer. */
const double forecast_day_penalty[DAY_TERMS] = {0,    0.02, 0.02, 0.02, 0.02, 0.02, 0.02,
                                                0.02, 0.1,  0.5,  0.5,  0.5,  0.5,  0.5};

static int
compare_doubles(const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

/* Contacts of each slot over the past's days without gaps: the measure of what a gap misses. */
static void
sum_slots(const ForecastDays *days, double *slot)
{
  const MusterGrid *grid = days->history->grid;
  const double *offered = days->history->queue[days->queue].offered;
  for (int d = 0; d < days->n_past; d++) {
    gboolean whole = TRUE;
    for (int i = grid->day_first[d]; i < grid->day_first[d + 1]; i++)
      whole &= !isnan(offered[i]);
    for (int i = grid->day_first[d]; whole && i < grid->day_first[d + 1]; i++)
      slot[grid->clock_s[i] / grid->interval_s] += offered[i];
  }
}

/* Total of a past day, gaps made up for by the usual shares; NaN when too little of it was measured. */
static double
day_total(const ForecastDays *days, int d, const double *slot, double *measured)
{
  const MusterGrid *grid = days->history->grid;
  const double *offered = days->history->queue[days->queue].offered;
  double sum = 0, seen = 0, usual = 0;
  gboolean any = FALSE;
  for (int i = grid->day_first[d]; i < grid->day_first[d + 1]; i++) {
    double share = slot[grid->clock_s[i] / grid->interval_s];
    usual += share;
    if (isnan(offered[i]))
      continue;
    any = TRUE;
    seen += share;
    sum += offered[i];
  }
  *measured = !any ? 0 : usual > 0 ? seen / usual : 1;
  return *measured >= LEAST_MEASURED ? sum / *measured : NAN;
}

/* Median total of a weekday's latest open days, 0 without any. */
static double
weekday_median(const ForecastDays *days, int weekday)
{
  double total[LATELY];
  int n = 0;
  for (int d = days->n_past - 1; d >= 0 && n < LATELY; d--)
    if (muster_day_weekday(days->first + d) == weekday && days->open[d] && !isnan(days->total[d]))
      total[n++] = days->total[d];
  qsort(total, (size_t) n, sizeof *total, compare_doubles);
  return n > 0 ? total[n / 2] : 0;
}

/* Of the latest occurrences of a weekday, how many there were and how many were open. */
static void
count_lately(const ForecastDays *days, int weekday, int *n, int *n_open)
{
  *n = *n_open = 0;
  for (int d = days->n_past - 1; d >= 0 && *n < LATELY; d--)
    if (muster_day_weekday(days->first + d) == weekday &&
        muster_centre_open_on(days->centre, days->queue, days->first + d)) {
      ++*n;
      *n_open += days->open[d];
    }
}

/* The calendar opens the day by name, at hours of its own: it tells nothing of ordinary days. */
static gboolean
has_own_hours(const MusterCentre *centre, MusterDay day)
{
  for (int i = 0; i < centre->n_special_days; i++)
    if (centre->special_day[i].day == day)
      return !centre->special_day[i].closed && centre->special_day[i].hours.n > 0;
  return FALSE;
}

static void
look_at_past(ForecastDays *days)
{
  const MusterGrid *grid = days->history->grid;
  g_autofree double *slot = g_new0(double, 86400 / grid->interval_s);
  sum_slots(days, slot);
  for (int d = 0; d < days->n_past; d++) {
    double total = day_total(days, d, slot, &days->measured[d]);
    days->open[d] =
        days->measured[d] > 0 && muster_centre_open_on(days->centre, days->queue, days->first + d);
    days->total[d] = days->open[d] && !has_own_hours(days->centre, days->first + d) ? total : NAN;
  }
  /* A busy weekday that once had nobody at all was closed, whatever the calendar says. */
  for (int w = 0; w < 7; w++) {
    double median = weekday_median(days, w);
    for (int d = 0; d < days->n_past && median >= SURELY_BUSY; d++)
      if (muster_day_weekday(days->first + d) == w && days->total[d] == 0) {
        days->open[d] = FALSE;
        days->total[d] = NAN;
      }
  }
}

static void
look_at_weekdays(ForecastDays *days)
{
  double busiest = 0;
  for (int w = 0; w < 7; w++) {
    int n, n_open;
    count_lately(days, w, &n, &n_open);
    days->seen[w] = n_open > 0 && n_open * 4 >= n;
    days->usual[w] = days->seen[w] || n < 2;
    days->median[w] = weekday_median(days, w);
    busiest = MAX(busiest, days->median[w]);
  }
  for (int w = 0; w < 7; w++)
    days->business[w] = days->seen[w] && days->median[w] >= 0.5 * busiest;
}

void
forecast_days_init(ForecastDays *days, const MusterHistory *history, const MusterCentre *centre, int queue,
                   MusterDay as_of, MusterDay last)
{
  *days =
      (ForecastDays){.history = history, .centre = centre, .queue = queue, .first = history->grid->first_day};
  days->n = MAX(last, as_of) - days->first + 1;
  days->n_past = MIN(as_of - days->first + 1, history->grid->n_days);
  days->total = g_new(double, days->n);
  days->measured = g_new0(double, days->n);
  days->open = g_new0(gboolean, days->n);
  for (int d = 0; d < days->n; d++)
    days->total[d] = NAN;
  look_at_past(days);
  look_at_weekdays(days);
  for (int d = days->n_past; d < days->n; d++) {
    MusterDay day = days->first + d;
    gboolean expected = days->usual[muster_day_weekday(day)] || has_own_hours(centre, day);
    days->open[d] = expected && muster_centre_open_on(centre, queue, day);
  }
}

void
forecast_days_clear(ForecastDays *days)
{
  g_free(days->total);
  g_free(days->measured);
  g_free(days->open);
  *days = (ForecastDays){0};
}

/* Days beyond both ends are known from the calendar and the weekday alone. */
static gboolean
is_business(const ForecastDays *days, MusterDay day)
{
  int d = day - days->first;
  if (!days->business[muster_day_weekday(day)])
    return FALSE;
  return d >= 0 && d < days->n ? days->open[d] : muster_centre_open_on(days->centre, days->queue, day);
}

/* Business days of the month up to and with `day`, and from it on; both 0 when it is none. */
static void
place_in_month(const ForecastDays *days, MusterDay day, int *from_begin, int *from_end)
{
  int y, m, mday;
  *from_begin = *from_end = 0;
  if (!is_business(days, day))
    return;
  muster_day_to_ymd(day, &y, &m, &mday);
  MusterDay begin = day - mday + 1;
  MusterDay end = m == 12 ? muster_day_from_ymd(y + 1, 1, 1) : muster_day_from_ymd(y, m + 1, 1);
  for (MusterDay d = begin; d <= day; d++)
    *from_begin += is_business(days, d);
  for (MusterDay d = day; d < end; d++)
    *from_end += is_business(days, d);
}

/* The day before, leaving out weekdays that are never open, was closed. */
static gboolean
follows_closed(const ForecastDays *days, int i)
{
  for (int d = i - 1; d >= 0 && d >= i - 7; d--)
    if (days->seen[muster_day_weekday(days->first + d)])
      return !days->open[d];
  return FALSE;
}

void
forecast_days_terms(const ForecastDays *days, int i, double x[DAY_TERMS])
{
  int from_begin, from_end, weekday = muster_day_weekday(days->first + i);
  for (int t = 0; t < DAY_TERMS; t++)
    x[t] = 0;
  x[0] = 1;
  if (days->seen[weekday])
    x[1 + weekday] = 1;
  x[8] = follows_closed(days, i);
  place_in_month(days, days->first + i, &from_begin, &from_end);
  if (from_begin >= 1 && from_begin <= MONTH_BEGIN)
    x[8 + from_begin] = 1;
  if (from_end >= 1 && from_end <= MONTH_END)
    x[8 + MONTH_BEGIN + from_end] = 1;
}
