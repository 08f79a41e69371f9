/* Profiles: exponentially weighted shares per weekday, shrunk to the profile of all weekdays together. */
#include "forecast/profile_private.h"
#include <math.h>

#define HALF_LIFE_DAYS 45.0
#define POOLED_DAYS 1.0 /* days of evidence that the pooled profile stands for in each weekday's */
#define MOST_VARIANCE 0.25
#define SURELY_CLOSED 10.0 /* contacts that would have come in hours that had none */

/* A pooled slot with fewer contacts than these is blurred with its neighbours, once, twice, four times. */
static const struct {
  double below;
  int passes;
} blurs[] = {{6, 4}, {25, 2}, {100, 1}};

/* The weight of past day d; 0 when it is not open or has gaps, since its shares would be wrong. */
static double
day_weight(const ForecastDays *days, int d)
{
  if (isnan(days->total[d]) || days->measured[d] < 1 || days->total[d] <= 0)
    return 0;
  return exp2(-(days->n_past - 1 - d) / HALF_LIFE_DAYS);
}

/* Weighted contacts per slot of each weekday into `sum` [7][n_slots]; the weights' own sum per weekday into
 * `weight`. */
static void
add_days(const ForecastDays *days, int n_slots, double *sum, double *weight)
{
  const MusterGrid *grid = days->history->grid;
  const double *offered = days->history->queue[days->queue].offered;
  for (int d = 0; d < days->n_past; d++) {
    int weekday = muster_day_weekday(days->first + d);
    double w = day_weight(days, d);
    for (int i = grid->day_first[d]; w > 0 && i < grid->day_first[d + 1]; i++)
      sum[weekday * n_slots + grid->clock_s[i] / grid->interval_s] +=
          w * (isnan(offered[i]) ? 0 : offered[i]);
    weight[weekday] += w;
  }
}

static double
total_of(const double *value, int n)
{
  double sum = 0;
  for (int i = 0; i < n; i++)
    sum += value[i];
  return sum;
}

/* One pass of the kernel ¼ ½ ¼ within the slots from the first to the last that have contacts. */
static void
blur(double *value, int n)
{
  int first = 0, last = n - 1;
  while (first < n && value[first] <= 0)
    first++;
  while (last > first && value[last] <= 0)
    last--;
  double before = first < n ? value[first] : 0;
  for (int i = first; i <= last && i < n; i++) {
    double now = value[i], after = i < last ? value[i + 1] : now;
    value[i] = (before + 2 * now + after) / 4;
    before = now;
  }
}

/* As many passes as the contacts per slot in use are few. */
static void
blur_thin(double *value, int n)
{
  int used = 0;
  double sum = total_of(value, n);
  for (int i = 0; i < n; i++)
    used += value[i] > 0;
  for (gsize b = 0; b < G_N_ELEMENTS(blurs) && used > 0; b++)
    if (sum / used < blurs[b].below) {
      for (int pass = 0; pass < blurs[b].passes; pass++)
        blur(value, n);
      return;
    }
}

/* The slots [first, end) between which a weekday's contacts lie, when it has had enough of them to tell that
 * the pooled profile's other hours are closed on it; else all. */
static void
find_hours(const double *own, const double *pooled, int n, int *first, int *end)
{
  double outside = 0;
  *first = 0;
  *end = n;
  while (*first < n && own[*first] <= 0)
    outside += pooled[(*first)++];
  while (*end > *first && own[*end - 1] <= 0)
    outside += pooled[--*end];
  if (outside * total_of(own, n) < SURELY_CLOSED * total_of(pooled, n)) {
    *first = 0;
    *end = n;
  }
}

/* Variance of interval factors: what the squared misses have beyond chance, over the squared expectations. */
static double
stray(const ForecastProfile *profile, const ForecastDays *days)
{
  const MusterGrid *grid = days->history->grid;
  const double *offered = days->history->queue[days->queue].offered;
  double beyond = 0, squares = 0;
  for (int d = 0; d < days->n_past; d++) {
    double w = day_weight(days, d);
    for (int i = grid->day_first[d]; w > 0 && i < grid->day_first[d + 1]; i++) {
      double share = forecast_profile_share(profile, muster_day_weekday(days->first + d), grid->clock_s[i]);
      double expected = days->total[d] * share, miss = (isnan(offered[i]) ? 0 : offered[i]) - expected;
      beyond += w * (miss * miss - expected * (1 - share));
      squares += w * expected * expected;
    }
  }
  return squares > 0 ? CLAMP(beyond / squares, 0, MOST_VARIANCE) : 0;
}

void
forecast_profile_fit(ForecastProfile *profile, const ForecastDays *days)
{
  int n = profile->n_slots = 86400 / days->history->grid->interval_s;
  g_autofree double *sum = g_new0(double, 7 * n);
  g_autofree double *pooled = g_new0(double, n);
  double weight[7] = {0};
  profile->share = g_new0(double, 7 * n);
  add_days(days, n, sum, weight);
  for (int k = 0; k < 7 * n; k++)
    pooled[k % n] += sum[k];
  blur_thin(pooled, n);
  double days_seen = total_of(weight, 7);
  double prior = days_seen > 0 ? POOLED_DAYS * total_of(pooled, n) / days_seen : 0; /* in contacts */
  for (int w = 0; w < 7 && prior > 0; w++) {
    int first, end;
    find_hours(sum + w * n, pooled, n, &first, &end);
    blur_thin(sum + w * n, n);
    double own = total_of(sum + w * n, n), within = total_of(pooled + first, end - first);
    for (int s = first; s < end; s++)
      profile->share[w * n + s] = (sum[w * n + s] + prior * pooled[s] / within) / (own + prior);
  }
  profile->variance = stray(profile, days);
}

void
forecast_profile_clear(ForecastProfile *profile)
{
  g_free(profile->share);
  *profile = (ForecastProfile){0};
}

double
forecast_profile_share(const ForecastProfile *profile, int weekday, int clock_s)
{
  return profile->share[weekday * profile->n_slots + clock_s / (86400 / profile->n_slots)];
}
