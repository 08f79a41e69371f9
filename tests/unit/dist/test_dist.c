/* The contract that every entry of the table keeps, and what is special to some. */
#include "muster_test.h"
#include "dist/draw_private.h"
#include <muster/dist.h>
#include <stdlib.h>
#include <string.h>

#define SEED 4711
#define N 100000
#define MEAN_S 190.0

static int
compare_doubles(const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

/* Mean and mean square deviation of N draws within five standard errors, and Kolmogorov's D·√N below 1.95 (P
 * = 0.999). */
static void
check_draws(const MusterDist *dist)
{
  g_autofree double *x = g_new(double, N);
  double sd = dist->cv * dist->mean_s, sum = 0, squares = 0, fourth = 0, d = 0;
  for (int i = 0; i < N; i++) {
    MusterKey key = muster_key(SEED, (guint64) i);
    x[i] = muster_dist_draw(dist, key, MUSTER_DRAW_HANDLE);
    CU_ASSERT_FATAL(x[i] >= 0 && isfinite(x[i]));
    CU_ASSERT_FATAL(x[i] == dist->info->draw(dist, key, MUSTER_DRAW_HANDLE));
    double off = x[i] - dist->mean_s;
    sum += off;
    squares += off * off;
    fourth += off * off * off * off;
  }
  double variance = squares / N, error = sqrt((fourth / N - variance * variance) / N);
  qsort(x, N, sizeof *x, compare_doubles);
  for (int i = 0; i < N; i++) {
    double f = muster_dist_cdf(dist, x[i]), before = muster_dist_cdf(dist, nextafter(x[i], -1));
    int first = i, last = i;
    while (first > 0 && x[first - 1] == x[i])
      first--;
    while (last + 1 < N && x[last + 1] == x[i])
      last++;
    d = MAX(d, MAX(fabs((last + 1.0) / N - f), fabs((double) first / N - before)));
    i = last;
  }
  gboolean ok = fabs(sum / N) <= 5 * sd / sqrt(N) + 1e-9 * dist->mean_s &&
                fabs(variance - sd * sd) <= 5 * error + 1e-9 * sd * sd && d * sqrt(N) < 1.95;
  if (!ok)
    g_printerr("seed %d: %s mean %g cv %g: drawn mean %g, sd %g (want %g), D %g\n", SEED, dist->info->name,
               dist->mean_s, dist->cv, dist->mean_s + sum / N, sqrt(variance), sd, d * sqrt(N));
  CU_ASSERT(ok);
}

/* What mean and cv were asked for comes out, or the kind says why not. */
static int
check_moments(const MusterDistInfo *info, double cv)
{
  MusterDist dist;
  char *why = NULL;
  if (!muster_dist_make(&dist, info->name, MEAN_S, cv, TRUE, &why)) {
    CU_ASSERT_PTR_NOT_NULL(why);
    CU_ASSERT_PTR_NULL(dist.info);
    g_free(why);
    return 0;
  }
  CU_ASSERT_PTR_NULL(why);
  ASSERT_CLOSE(dist.mean_s, MEAN_S, 1e-12, 0);
  if (!isnan(cv))
    ASSERT_CLOSE(dist.cv, cv, strcmp(info->name, "erlang") == 0 ? 0.01 : 1e-9, 0);
  CU_ASSERT(muster_dist_all()[dist.kind] == info);
  check_draws(&dist);
  /* The parameters alone make it again. */
  MusterDist again;
  CU_ASSERT(muster_dist_make_params(&again, info, dist.p, &why));
  CU_ASSERT(muster_dist_equal(&dist, &again));
  return 1;
}

static void
every_kind_keeps_the_contract(void)
{
  const double cvs[] = {NAN, 0.2, 0.5, 1, 1.7};
  for (const MusterDistInfo *const *info = muster_dist_all(); *info != NULL; info++) {
    CU_ASSERT_PTR_EQUAL(muster_dist_find((*info)->name), *info);
    CU_ASSERT(strlen((*info)->summary) > 0);
    int n = 0, made = 0;
    for (const MusterDistParam *p = (*info)->params; p->name != NULL; p++, n++) {
      CU_ASSERT(strlen(p->help) > 0 && (p->min < p->max || strcmp(p->unit, "parts") == 0));
      CU_ASSERT(isnan(p->standard) || (p->standard >= p->min && p->standard <= p->max));
      CU_ASSERT(strcmp(p->unit, "time") == 0 || strcmp(p->unit, "number") == 0 ||
                strcmp(p->unit, "share") == 0 || strcmp(p->unit, "list") == 0 || strcmp(p->unit, "parts") == 0);
    }
    CU_ASSERT(n >= 1 && n <= MUSTER_DIST_MAX_PARAMS);
    for (gsize i = 0; i < G_N_ELEMENTS(cvs); i++)
      made += check_moments(*info, cvs[i]);
    CU_ASSERT(made > 0 || (*info)->table_ref != NULL);
  }
}

/* Shape 3: the odds of having ended grow with the cube of the time. */
static void
loglogistic_by_hand(void)
{
  const double b = G_PI / 3;
  char *why = NULL;
  MusterDist dist;
  CU_ASSERT_FATAL(muster_dist_make(&dist, "loglogistic", 60, sqrt(tan(b) / b - 1), FALSE, &why));
  double median = 60 * sin(b) / b;
  ASSERT_CLOSE(muster_dist_cdf(&dist, median), 0.5, 1e-9, 0);
  ASSERT_CLOSE(muster_dist_cdf(&dist, 2 * median), 8.0 / 9, 1e-9, 0);
  ASSERT_CLOSE(muster_dist_cdf(&dist, median / 2), 1.0 / 9, 1e-9, 0);
  CU_ASSERT(muster_dist_cdf(&dist, 0) == 0 && muster_dist_cdf(&dist, 1e300) == 1);
  CU_ASSERT(muster_dist_make(&dist, "loglogistic", 60, 100, FALSE, &why) && muster_dist_make(&dist, "loglogistic", 60, 1e-6, FALSE, &why));
  ASSERT_CLOSE(muster_dist_cdf(&dist, 60), 0.5, 1e-5, 0);
}

/* A quarter exponential of mean 60 s, three quarters 100 s sharp. */
static void
mixture_by_hand(void)
{
  char *why = NULL;
  MusterDist part[2], dist, copy, again;
  const double weight[] = {0.25, 0.75}, half[] = {0.25, 0.25};
  double w;
  CU_ASSERT_FATAL(muster_dist_make(&part[0], "exponential", 60, NAN, FALSE, &why) && muster_dist_make(&part[1], "fixed", 100, NAN, FALSE, &why));
  CU_ASSERT_FATAL(muster_dist_make_mixture(&dist, part, weight, 2, &why));
  ASSERT_CLOSE(dist.mean_s, 90, 1e-12, 0);
  ASSERT_CLOSE(dist.cv, sqrt(0.25 * (3600 + 900) + 0.75 * 100) / 90, 1e-12, 0);
  ASSERT_CLOSE(muster_dist_cdf(&dist, 60), 0.25 * (1 - exp(-1)), 1e-12, 0);
  ASSERT_CLOSE(muster_dist_cdf(&dist, 100), 0.25 * (1 - exp(-100.0 / 60)) + 0.75, 1e-12, 0);
  check_draws(&dist);
  CU_ASSERT(muster_dist_part(&dist, 1, &w) != NULL && w == 0.75 && muster_dist_part(&dist, 2, &w) == NULL);
  CU_ASSERT(muster_dist_part(&part[0], 0, &w) == NULL);
  muster_dist_copy(&copy, &dist);
  CU_ASSERT_FATAL(muster_dist_make_mixture(&again, part, weight, 2, &why));
  CU_ASSERT(muster_dist_equal(&copy, &again) && !muster_dist_equal(&copy, &part[0]));
  muster_dist_clear(&again);
  CU_ASSERT_FALSE(muster_dist_make_mixture(&again, part, half, 2, &why) || again.info != NULL);
  g_clear_pointer(&why, g_free);
  muster_dist_copy(&part[0], &copy); /* a mixture of mixtures */
  CU_ASSERT_FALSE(muster_dist_make_mixture(&again, part, weight, 2, &why));
  g_clear_pointer(&why, g_free);
  CU_ASSERT_FALSE(muster_dist_make_mixture(&again, part, weight, 0, &why));
  g_clear_pointer(&why, g_free);
  muster_dist_clear(&part[0]);
  muster_dist_clear(&copy);
  muster_dist_clear(&dist);
}

static void
kinds_in_the_hot_path_come_first(void)
{
  const MusterDistInfo *const *all = muster_dist_all();
  CU_ASSERT_STRING_EQUAL(all[MUSTER_DIST_FIXED]->name, "fixed");
  CU_ASSERT_STRING_EQUAL(all[MUSTER_DIST_EXPONENTIAL]->name, "exponential");
  CU_ASSERT_STRING_EQUAL(all[MUSTER_DIST_LOGNORMAL]->name, "lognormal");
}

static void
own_parameters(void)
{
  const struct {
    const char *name;
    double p[3], mean, cv; /* mean NaN: refused */
  } cases[] = {
      {"uniform", {60, 180}, 120, 120 / sqrt(12) / 120},
      {"uniform", {180, 60}, NAN, 0},
      {"uniform", {NAN, 60}, 30, 1 / sqrt(3)},
      {"uniform", {10, NAN}, NAN, 0},
      {"triangular", {0, 0, 30}, 10, sqrt(0.5)},
      {"triangular", {10, 50, 40}, NAN, 0},
      {"hyperexponential",
       {0.25, 400, 100},
       175,
       sqrt(2 * (0.25 * 160000 + 0.75 * 10000) / (175.0 * 175) - 1)},
      {"hyperexponential", {1.5, 400, 100}, NAN, 0},
      {"erlang", {60, 4}, 60, 0.5},
      {"erlang", {60, 2.5}, NAN, 0},
      {"weibull", {60, 1}, 60, 1},
      {"lognormal", {0, 1}, NAN, 0},
      {"lognormal", {-5, 1}, NAN, 0},
      {"lognormal", {60, INFINITY}, NAN, 0},
      {"empirical", {60}, NAN, 0},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    MusterDist dist;
    g_autofree char *why = NULL;
    gboolean made = muster_dist_make_params(&dist, muster_dist_find(cases[i].name), cases[i].p, &why);
    CU_ASSERT_EQUAL(made, !isnan(cases[i].mean));
    CU_ASSERT_EQUAL(made, why == NULL);
    if (made) {
      ASSERT_CLOSE(dist.mean_s, cases[i].mean, 1e-12, 0);
      ASSERT_CLOSE(dist.cv, cases[i].cv, 1e-9, 0);
      check_draws(&dist);
    }
  }
}

static void
check_usual(double cv, gboolean is_handle, const char *want)
{
  MusterDist dist;
  char *why = NULL;
  CU_ASSERT_FATAL(muster_dist_make(&dist, NULL, 60, cv, is_handle, &why));
  CU_ASSERT_STRING_EQUAL(dist.info->name, want);
}

static void
defaults_of_the_centre_file(void)
{
  check_usual(NAN, TRUE, "lognormal");
  check_usual(1.2, TRUE, "lognormal");
  check_usual(NAN, FALSE, "exponential");
  check_usual(0.5, FALSE, "lognormal");
  check_usual(0, TRUE, "fixed");
  check_usual(0, FALSE, "fixed");
  MusterDist dist;
  const struct {
    const char *name;
    double mean, cv;
  } bad[] = {{"gauss", 60, 1},       {NULL, 0, 1},     {NULL, -1, 1},        {NULL, NAN, 1},
             {NULL, INFINITY, 1},    {NULL, 60, -1},   {NULL, 60, INFINITY}, {"exponential", 60, 2},
             {"exponential", 60, 0}, {"fixed", 60, 1}, {"gamma", 60, 0},     {"empirical", 60, 1}};
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autofree char *why = NULL;
    CU_ASSERT_FALSE(muster_dist_make(&dist, bad[i].name, bad[i].mean, bad[i].cv, TRUE, &why));
    CU_ASSERT_PTR_NOT_NULL(why);
  }
}

static void
empirical_values(void)
{
  const double values[] = {30, 10, 20, 20, 90}, zeros[] = {0, 0}, odd[] = {1, NAN}, one[] = {7};
  MusterDist dist, copy;
  g_autofree char *why = NULL;
  CU_ASSERT_FATAL(muster_dist_make_empirical(&dist, values, 5, &why));
  CU_ASSERT_EQUAL(dist.mean_s, (15 + 20 + 25 + 60) / 4.0);
  ASSERT_CLOSE(muster_dist_cdf(&dist, 25), 0.625, 1e-15, 0);
  CU_ASSERT(muster_dist_cdf(&dist, 20) == 0.5 && muster_dist_cdf(&dist, 9) == 0 &&
            muster_dist_cdf(&dist, 90) == 1);
  check_draws(&dist);
  muster_dist_copy(&copy, &dist);
  CU_ASSERT(muster_dist_equal(&copy, &dist));
  muster_dist_clear(&dist);
  CU_ASSERT_PTR_NULL(dist.info);
  check_draws(&copy);
  muster_dist_clear(&copy);
  CU_ASSERT(muster_dist_make_empirical(&dist, one, 1, &why) && dist.mean_s == 7 && dist.cv == 0);
  CU_ASSERT_EQUAL(muster_dist_draw(&dist, 1, MUSTER_DRAW_HANDLE), 7);
  muster_dist_clear(&dist);
  CU_ASSERT_FALSE(muster_dist_make_empirical(&dist, zeros, 2, &why));
  g_clear_pointer(&why, g_free);
  CU_ASSERT_FALSE(muster_dist_make_empirical(&dist, odd, 2, &why));
  g_clear_pointer(&why, g_free);
  CU_ASSERT_FALSE(muster_dist_make_empirical(&dist, one, 0, &why));
}

static void
what_is_not_given_never_comes(void)
{
  MusterDist none = {0};
  CU_ASSERT(isinf(muster_dist_draw(&none, 1, MUSTER_DRAW_PATIENCE)));
  CU_ASSERT_EQUAL(muster_dist_cdf(&none, 1e9), 0);
}

void test_dist(void);
void
test_dist(void)
{
  CU_pSuite suite = CU_add_suite("dist", NULL, NULL);
  ADD_TEST(suite, every_kind_keeps_the_contract);
  ADD_TEST(suite, kinds_in_the_hot_path_come_first);
  ADD_TEST(suite, own_parameters);
  ADD_TEST(suite, defaults_of_the_centre_file);
  ADD_TEST(suite, empirical_values);
  ADD_TEST(suite, loglogistic_by_hand);
  ADD_TEST(suite, mixture_by_hand);
  ADD_TEST(suite, what_is_not_given_never_comes);
}
