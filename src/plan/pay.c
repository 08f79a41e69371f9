/* Premium-weighted time (semantics.md "Money"): the holiday factor goes by local day, the night factor by wall clock, and
 * the one multiplies the other. */
#include <math.h>
#include "plan/plan_private.h"

static double
factor_or_one(double factor)
{
  return isfinite(factor) && factor > 0 ? factor : 1;
}

static double
holiday_factor(const MusterCentre *centre, MusterDay day)
{
  for (int k = 0; k < centre->n_special_days; k++)
    if (centre->special_day[k].day == day && centre->special_day[k].name != NULL)
      return factor_or_one(centre->pay_holiday);
  return 1;
}

/* Seconds of [from, to), which lies in one local day, that are night by a window of `day` or of the day before. Windows
 * of one pattern do not overlap. */
static double
night_s(const MusterCentre *centre, MusterDay day, gint64 from, gint64 to)
{
  double sum = 0;
  for (int k = 0; k < centre->pay_night.hours.n; k++) {
    const MusterWindow *w = &centre->pay_night.hours.window[k];
    for (MusterDay d = day - 1; d <= day; d++) {
      gint64 a, b;
      if (!(w->days >> muster_day_weekday(d) & 1))
        continue;
      muster_zone_to_utc(centre->zone, d, w->from_s, &a);
      muster_zone_to_utc(centre->zone, d, w->to_s, &b);
      sum += (double) muster_plan_overlap(from, to, a, b);
    }
  }
  return sum;
}

double
muster_plan_weighted_s(const MusterCentre *centre, gint64 from, gint64 to)
{
  double sum = 0, night = factor_or_one(centre->pay_night.factor);
  if (to <= from)
    return 0;
  MusterDay day, last;
  int clock_s, offset_s;
  muster_zone_to_local(centre->zone, to - 1, &last, &clock_s, &offset_s);
  muster_zone_to_local(centre->zone, from, &day, &clock_s, &offset_s);
  for (gint64 a = from; day <= last; day++) {
    gint64 midnight;
    muster_zone_to_utc(centre->zone, day + 1, 0, &midnight);
    gint64 b = MIN(midnight, to);
    double extra = night != 1 ? (night - 1) * night_s(centre, day, a, b) : 0;
    sum += holiday_factor(centre, day) * ((double) (b - a) + extra);
    a = b;
  }
  return sum;
}

MusterPlanPrices
muster_plan_prices(const MusterCentre *centre)
{
  MusterPlanPrices prices = { .short_per_h = muster_centre_short_per_h(centre), .over_per_h = muster_centre_over_per_h(centre) };
  prices.minimum_per_h = prices.short_per_h;
  for (int g = 0; g < centre->n_groups; g++)
    if (isfinite(centre->group[g].cost_per_h))
      prices.minimum_per_h = MAX(prices.minimum_per_h, centre->group[g].cost_per_h);
  prices.minimum_per_h *= MUSTER_PLAN_MINIMUM_WEIGHT;
  return prices;
}

gboolean
muster_plan_span(const MusterCentre *centre, MusterDay day, int start_s, double length_s, gint64 *start, gint64 *end)
{
  muster_zone_to_utc(centre->zone, day, start_s, start);
  muster_zone_to_utc(centre->zone, day, start_s + (int) llround(length_s), end);
  return *end > *start;
}
