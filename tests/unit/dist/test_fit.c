/* Fitting: against closed forms, a curve worked by hand, and times drawn from a law that is known. */
#include "muster_test.h"
#include <muster/dist/fit.h>
#include <string.h>

#define SEED 3
#define N 4000

static MusterDist
law(const char *name, double mean_s, double cv)
{
  MusterDist dist;
  char *why = NULL;
  if (!muster_dist_make(&dist, name, mean_s, cv, TRUE, &why))
    g_error("%s", why);
  return dist;
}

/* Is the truth within the interval at twice its width on the scale of the logarithm: 1 in 10 000 is not. */
static gboolean
holds(const MusterMeasure *measure, double truth)
{
  double half = log(measure->upper / measure->lower) / 2;
  return fabs(log(measure->mean / truth)) < 2 * half;
}

static double
drawn(const MusterDist *dist, int i, MusterPurpose purpose)
{
  return muster_dist_draw(dist, muster_key(SEED, (guint64) i), purpose);
}

/* Six times, of which 3, 5 and 9 are only known to be longer: S falls to 5/6, then · 3/4 … (3 s ends and is
 * censored at once: who is censored there is still at risk). */
static void
curve_by_hand(void)
{
  const double value_s[] = {3, 3, 5, 6, 8, 9};
  const gboolean longer[] = {FALSE, TRUE, TRUE, FALSE, FALSE, TRUE};
  g_autoptr(MusterSample) sample = muster_sample_new(value_s, longer, 6);
  g_autoptr(MusterSurvival) curve = muster_sample_survival(sample);
  CU_ASSERT_EQUAL_FATAL(curve->n, 3);
  ASSERT_CLOSE(curve->step[0].left, 5.0 / 6, 1e-14, 0);
  ASSERT_CLOSE(curve->step[1].left, 5.0 / 6 * 2 / 3, 1e-14, 0);
  ASSERT_CLOSE(curve->step[2].left, 5.0 / 6 * 2 / 3 / 2, 1e-14, 0);
  ASSERT_CLOSE(curve->step[1].at_risk, 3, 0, 0);
  ASSERT_CLOSE(curve->last_s, 9, 0, 0);
  ASSERT_CLOSE(muster_survival_at(curve, 2.9), 1, 0, 0);
  ASSERT_CLOSE(muster_survival_at(curve, 6), 5.0 / 9, 1e-14, 0);
  ASSERT_CLOSE(muster_survival_time(curve, 0.5), 8, 0, 0);
  CU_ASSERT(isnan(muster_survival_time(curve, 0.1)));
  /* Greenwood: 1/(6·5) + 1/(3·2) after the second; bounds on the scale of log(−log S). */
  double width = 1.959963984540054 * sqrt(1.0 / 30 + 1.0 / 6) / -log(5.0 / 9);
  ASSERT_CLOSE(curve->step[1].lower, pow(5.0 / 9, exp(width)), 1e-12, 0);
  ASSERT_CLOSE(curve->step[1].upper, pow(5.0 / 9, exp(-width)), 1e-12, 0);
  MusterHazard hazard = muster_sample_hazard(sample, 4, 8);
  ASSERT_CLOSE(hazard.exposed_s, 1 + 2 + 4 + 4, 1e-14, 0);
  CU_ASSERT_EQUAL(hazard.ended, 2);
}

/* Censored exponential: the mean is the whole time over the ends, its error mean / √ends. */
static void
exponential_closed_form(void)
{
  MusterDist patience = law("exponential", 180, NAN), wait = law("exponential", 90, NAN);
  g_autofree double *value_s = g_new(double, N);
  g_autofree gboolean *longer = g_new(gboolean, N);
  double total_s = 0;
  int ends = 0;
  for (int i = 0; i < N; i++) {
    double p = drawn(&patience, i, MUSTER_DRAW_PATIENCE), w = drawn(&wait, i, MUSTER_DRAW_HANDLE);
    value_s[i] = round(fmin(p, w) * 1000) / 1000;
    longer[i] = w < p;
    total_s += value_s[i];
    ends += !longer[i];
  }
  g_autoptr(MusterSample) sample = muster_sample_new(value_s, longer, N);
  MusterDistFit fit;
  CU_ASSERT_FATAL(muster_sample_fit(sample, muster_dist_find("exponential"), NULL, &fit));
  ASSERT_CLOSE(fit.mean_s.mean, total_s / ends, 2e-4, 0);
  ASSERT_CLOSE(log(fit.mean_s.upper / fit.mean_s.mean), 1.96 / sqrt(ends), 1e-2, 0);
  CU_ASSERT(holds(&fit.mean_s, 180));
  MusterDistFit all[MUSTER_FIT_MOST];
  int n = muster_sample_fit_all(sample, NULL, all);
  CU_ASSERT_FATAL(n >= 4);
  for (int i = 0; i + 1 < n; i++)
    CU_ASSERT(all[i].aic <= all[i + 1].aic);
  for (int i = 0; i < n; i++)
    if (all[i].dist.info == muster_dist_find("exponential"))
      CU_ASSERT(all[i].aic - all[0].aic < 6);
  g_autoptr(MusterSurvival) curve = muster_sample_survival(sample);
  MusterDist followed;
  CU_ASSERT_FATAL(muster_survival_dist(curve, sample, 101, &followed));
  for (double t = 20; t < 600; t += 40)
    ASSERT_CLOSE(muster_dist_cdf(&followed, t), 1 - exp(-t / 180), 0, 0.05);
  muster_dist_clear(&followed);
}

/* Log-normal without censoring: mean and cv from the moments of the logarithm. Each kind finds its own times. */
static void
each_kind_finds_itself(void)
{
  static const char *const names[] = {"lognormal", "gamma", "weibull", "hyperexponential"};
  static const double cv[] = {1.2, 0.5, 1.6, 2};
  g_autofree double *value_s = g_new(double, N);
  for (gsize k = 0; k < G_N_ELEMENTS(names); k++) {
    MusterDist dist = law(names[k], 240, cv[k]);
    double logs = 0, squares = 0;
    for (int i = 0; i < N; i++) {
      value_s[i] = drawn(&dist, i, MUSTER_DRAW_HANDLE);
      logs += log(value_s[i]) / N;
    }
    for (int i = 0; i < N; i++)
      squares += pow(log(value_s[i]) - logs, 2) / N;
    g_autoptr(MusterSample) sample = muster_sample_new(value_s, NULL, N);
    MusterDistFit fit[MUSTER_FIT_MOST];
    int n = muster_sample_fit_all(sample, NULL, fit);
    CU_ASSERT_FATAL(n > 1);
    CU_ASSERT_STRING_EQUAL(fit[0].dist.info->name, names[k]);
    CU_ASSERT(holds(&fit[0].mean_s, 240));
    CU_ASSERT(holds(&fit[0].cv, cv[k]));
    CU_ASSERT(fit[0].distance < 1.63 / sqrt(N) && fit[n - 1].distance > fit[0].distance);
    if (k == 0) {
      ASSERT_CLOSE(fit[0].mean_s.mean, exp(logs + squares / 2), 1e-3, 0);
      ASSERT_CLOSE(fit[0].cv.mean, sqrt(expm1(squares)), 1e-3, 0);
    }
  }
}

/* Times below 60 s are not in the sample: the law of all times is found from the rest. */
static void
only_beyond(void)
{
  MusterDist dist = law("lognormal", 200, 1);
  g_autofree double *value_s = g_new(double, N);
  int n = 0;
  for (int i = 0; n < N; i++) {
    double x = round(drawn(&dist, i, MUSTER_DRAW_HANDLE));
    if (x > 60)
      value_s[n++] = x;
  }
  g_autoptr(MusterSample) sample = muster_sample_new(value_s, NULL, n);
  MusterFitRules rules = {.after_s = 60.5};
  MusterDistFit fit;
  CU_ASSERT_FATAL(muster_sample_fit(sample, muster_dist_find("lognormal"), &rules, &fit));
  CU_ASSERT(holds(&fit.mean_s, 200));
  CU_ASSERT(holds(&fit.cv, 1));
}

/* 40 % come back after 8 min on the mean; who has not after 20 min may still. */
static void
may_not_end(void)
{
  MusterDist delay = law("exponential", 480, NAN), unit = law("exponential", 1, NAN);
  g_autofree double *value_s = g_new(double, N);
  g_autofree gboolean *longer = g_new(gboolean, N);
  for (int i = 0; i < N; i++) {
    gboolean comes = exp(-drawn(&unit, i, MUSTER_DRAW_PATIENCE)) < 0.4;
    double t = drawn(&delay, i, MUSTER_DRAW_HANDLE);
    longer[i] = !comes || t > 1200;
    value_s[i] = longer[i] ? 1200 : t;
  }
  g_autoptr(MusterSample) sample = muster_sample_new(value_s, longer, N);
  MusterFitRules rules = {.may_not_end = TRUE};
  MusterDistFit fit;
  CU_ASSERT_FATAL(muster_sample_fit(sample, muster_dist_find("exponential"), &rules, &fit));
  CU_ASSERT(holds(&fit.chance, 0.4) && fit.chance.upper - fit.chance.lower < 0.07);
  CU_ASSERT(holds(&fit.mean_s, 480));
}

static void
nothing_to_fit(void)
{
  const double same[] = {5, 5, 5};
  const gboolean longer[] = {TRUE, TRUE, TRUE};
  MusterDistFit fit[MUSTER_FIT_MOST];
  g_autoptr(MusterSample) none = muster_sample_new(NULL, NULL, 0);
  g_autoptr(MusterSample) equal = muster_sample_new(same, NULL, 3);
  g_autoptr(MusterSample) open = muster_sample_new(same, longer, 3);
  CU_ASSERT_EQUAL(muster_sample_fit_all(none, NULL, fit), 0);
  CU_ASSERT_EQUAL(muster_sample_fit_all(equal, NULL, fit), 0);
  CU_ASSERT_EQUAL(muster_sample_fit_all(open, NULL, fit), 0);
  g_autoptr(MusterSurvival) curve = muster_sample_survival(open);
  MusterDist dist;
  CU_ASSERT_FALSE(muster_survival_dist(curve, open, 10, &dist));
  CU_ASSERT(muster_survival_at(curve, 100) == 1);
}

/* Bounds that are the times themselves give their quantiles back; of bounds alone the estimate is known by hand: two of three times lie
 * in the second of two stretches, since one ends in the first and two in the second. */
static void
times_between_bounds(void)
{
  MusterDist dist;
  double after[1000], by[1000], total = 0;
  for (int i = 0; i < 1000; i++) {
    after[i] = by[i] = 1 + i % 100;
    total += by[i];
  }
  CU_ASSERT_FATAL(muster_interval_dist(after, by, 1000, 1, 201, &dist));
  ASSERT_CLOSE(dist.mean_s, total / 1000 - 0.5, 0.02, 0); /* a cell's times lie evenly in it */
  ASSERT_CLOSE(muster_dist_cdf(&dist, 50), 0.5, 0, 0.02);
  muster_dist_clear(&dist);
  /* ≤ 10 | 10 … 20: one known ≤ 10, two known in 10 … 20, and two of 0 … 20, who are spread as the others are: 1 : 2. */
  const double low[] = {0, 10, 10, 0, 0}, high[] = {10, 20, 20, 20, 20};
  CU_ASSERT_FATAL(muster_interval_dist(low, high, 5, 10, 301, &dist));
  ASSERT_CLOSE(muster_dist_cdf(&dist, 10), 1.0 / 3, 0, 5e-3);
  muster_dist_clear(&dist);
  CU_ASSERT_FALSE(muster_interval_dist(low, high, 0, 1, 10, &dist));
}

void test_fit(void);
void
test_fit(void)
{
  CU_pSuite suite = CU_add_suite("fit", NULL, NULL);
  ADD_TEST(suite, curve_by_hand);
  ADD_TEST(suite, exponential_closed_form);
  ADD_TEST(suite, each_kind_finds_itself);
  ADD_TEST(suite, only_beyond);
  ADD_TEST(suite, may_not_end);
  ADD_TEST(suite, times_between_bounds);
  ADD_TEST(suite, nothing_to_fit);
}
