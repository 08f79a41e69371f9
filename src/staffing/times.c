/* Handle times and patience as the exact day takes them.
 *
 * Handle times become a line of exponential phases of the same mean and variance: for cv² > 1 two phases with
 * the third moment as well, where such there are (Whitt 1982), else by Marie (1980); for cv² < 1 the mixture
 * of k − 1 and k equal phases (Tijms 1986), of eight at most. Patience enters by its hazard. */
#include "staffing/times_private.h"
#include <math.h>
#include <string.h>

enum { HAZARD_POINTS = 1001 };
static const double HAZARD_MEANS = 20.0; /* the table reaches so many mean patiences */
static const double NOBODY_LEFT = 1e-8;

static gboolean
is_exponential(const MusterDist *dist)
{
  return dist->info != NULL && strcmp(dist->info->name, "exponential") == 0;
}

/* Third moment: 3 ∫ x² P(X > x) dx, by the trapezoidal rule in ln x, from 1e-4 to 1e5 means. */
static double
third_moment(const MusterDist *dist)
{
  enum { POINTS = 2000 };
  double from = log(1e-4 * dist->mean_s), to = log(1e5 * dist->mean_s), h = (to - from) / POINTS, sum = 0.0;
  for (int i = 0; i <= POINTS; i++) {
    double x = exp(from + i * h);
    sum += 3.0 * h * x * x * x * (1.0 - muster_dist_cdf(dist, x));
  }
  return sum;
}

/* First three cumulants of one part of the time. */
static void
add_cumulants(const MusterDist *dist, double *mean, double *variance, double *third)
{
  double m = dist->mean_s, square = m * m * (1.0 + dist->cv * dist->cv);
  *mean += m;
  *variance += square - m * m;
  *third += dist->cv > 0.0 ? third_moment(dist) - 3.0 * m * square + 2.0 * m * m * m : 0.0;
}

/* Two phases from three moments of a time of mean 1. FALSE: there are none such. */
static gboolean
by_three_moments(double square, double cube, MusterDayPhases *out)
{
  double r2 = square / 2.0, r3 = cube / 6.0, sum = (r3 - r2) / (r2 - 1.0), product = sum - r2;
  double root = 0.25 * sum * sum - product;
  if (!(root > 0.0))
    return FALSE;
  double slow_s = 0.5 * sum + sqrt(root), fast_s = 0.5 * sum - sqrt(root), share = (1.0 - fast_s) / (slow_s - fast_s);
  if (!(fast_s > 1e-3 && share > 0.0 && share < 1.0))
    return FALSE;
  double fast = 1.0 / fast_s, slow = 1.0 / slow_s;
  *out = (MusterDayPhases){.n = 2, .rate = {fast, slow}, .go_on = {share * (fast - slow) / fast, 0.0}};
  return TRUE;
}

static void
by_equal_phases(double cv2, MusterDayPhases *out)
{
  int k = 2;
  while (k < MUSTER_DAY_MAX_PHASES && 1.0 / k > cv2)
    k++;
  cv2 = fmax(cv2, 1.0 / k);
  double stop = (k * cv2 - sqrt(fmax(0.0, k * (1.0 + cv2) - k * k * cv2))) / (1.0 + cv2);
  *out = (MusterDayPhases){.n = k};
  for (int j = 0; j < k; j++) {
    out->rate[j] = k - stop;
    out->go_on[j] = j + 1 == k ? 0.0 : j + 2 == k ? 1.0 - stop : 1.0;
  }
}

/* From mean, variance and third cumulant to phases of mean 1. */
static void
fit_phases(double mean, double variance, double third, MusterDayPhases *out)
{
  double cv2 = variance / mean / mean, square = 1.0 + cv2, cube = third / mean / mean / mean + 3.0 * square - 2.0;
  if (cv2 <= 1.0)
    by_equal_phases(cv2, out);
  else if (!by_three_moments(square, cube, out))
    *out = (MusterDayPhases){.n = 2, .rate = {2.0, 1.0 / cv2}, .go_on = {0.5 / cv2, 0.0}};
}

static void
fill_hazard(const MusterDist *patience, StaffingTimes *out)
{
  out->n_hazard = HAZARD_POINTS;
  out->hazard_step_s = patience->mean_s * HAZARD_MEANS / (HAZARD_POINTS - 1);
  out->hazard = g_new(double, HAZARD_POINTS);
  for (int i = 0; i < HAZARD_POINTS; i++)
    out->hazard[i] = -log(fmax(NOBODY_LEFT, 1.0 - muster_dist_cdf(patience, i * out->hazard_step_s)));
}

static const MusterDist *
handle_of(const MusterCentre *centre, int queue, int group)
{
  for (int s = 0; group >= 0 && s < centre->group[group].n_serves; s++) {
    const MusterServes *serves = &centre->group[group].serves[s];
    if (serves->queue == queue && serves->handle.info != NULL)
      return &serves->handle;
  }
  return &centre->queue[queue].handle;
}

void
staffing_times_init(StaffingTimes *out, const MusterCentre *centre, int queue, int group)
{
  const MusterDist *handle = handle_of(centre, queue, group), *after = &centre->queue[queue].after_call,
                   *patience = &centre->queue[queue].patience;
  double mean = 0.0, variance = 0.0, third = 0.0;
  *out = (StaffingTimes){0};
  add_cumulants(handle, &mean, &variance, &third);
  if (after->info != NULL)
    add_cumulants(after, &mean, &variance, &third);
  out->handle_cv = sqrt(variance) / mean;
  out->has_phases = !(is_exponential(handle) && after->info == NULL) && fabs(out->handle_cv - 1.0) > 1e-3;
  if (out->has_phases)
    fit_phases(mean, variance, third, &out->phases);
  out->is_handle_exponential = is_exponential(handle) && after->info == NULL;
  if (patience->info != NULL && !is_exponential(patience))
    fill_hazard(patience, out);
}

void
staffing_times_clear(StaffingTimes *times)
{
  g_free(times->hazard);
  *times = (StaffingTimes){0};
}
