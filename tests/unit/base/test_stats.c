#include "muster_test.h"
#include <muster/base/random.h>
#include <muster/base/stats.h>

static void
normal_quantiles(void)
{
  ASSERT_CLOSE(muster_normal_quantile(0.975), 1.9599639845400545, 1e-14, 0);
  ASSERT_CLOSE(muster_normal_quantile(0.9), 1.2815515655446004, 1e-14, 0);
  ASSERT_CLOSE(muster_normal_quantile(1e-10), -6.361340902404056, 1e-14, 0);
  ASSERT_CLOSE(muster_normal_cdf(muster_normal_quantile(1e-300)), 1e-300, 1e-11, 0);
  CU_ASSERT_EQUAL(muster_normal_quantile(0.5), 0);
  CU_ASSERT(isinf(muster_normal_quantile(0)) && isnan(muster_normal_quantile(1.5)) &&
            isnan(muster_normal_quantile(NAN)));
  for (double p = 1e-12; p < 1; p += 0.00731)
    ASSERT_CLOSE(muster_normal_cdf(muster_normal_quantile(p)), p, 1e-13, 0);
}

/* Against closed forms for 1, 2 and 4 degrees of freedom, tables for others, and its own expansion. */
static void
student_quantiles(void)
{
  for (double p = 0.51; p < 0.9999; p += 0.0317) {
    double a = 4 * p * (1 - p), q = cos(acos(sqrt(a)) / 3) / sqrt(a);
    ASSERT_CLOSE(muster_student_quantile(p, 1), tan(G_PI * (p - 0.5)), 1e-12, 0);
    ASSERT_CLOSE(muster_student_quantile(p, 2), (2 * p - 1) * sqrt(2 / a), 1e-12, 0);
    ASSERT_CLOSE(muster_student_quantile(p, 4), 2 * sqrt(q - 1), 1e-12, 1e-12);
    ASSERT_CLOSE(muster_student_quantile(p, 1999.999), muster_student_quantile(p, 2000.001), 1e-8, 0);
    ASSERT_CLOSE(muster_student_quantile(1 - p, 7.5), -muster_student_quantile(p, 7.5), 1e-12, 0);
  }
  ASSERT_CLOSE(muster_student_quantile(0.975, 10), 2.2281388519862735, 1e-12, 0);
  ASSERT_CLOSE(muster_student_quantile(0.975, 199), 1.9719565442493954, 1e-10, 0);
  ASSERT_CLOSE(muster_student_quantile(0.975, 1e9), 1.9599639845400545, 1e-8, 0);
  CU_ASSERT_EQUAL(muster_student_quantile(0.5, 3), 0);
  CU_ASSERT(isnan(muster_student_quantile(0.975, 0)) && isnan(muster_student_quantile(2, 5)));
}

static void
means(void)
{
  const double value[] = {1, 2, 3, 4};
  MusterMeasure m = muster_mean_interval(value, 4);
  double reach = 3.182446305283708 * sqrt(5.0 / 3 / 4);
  ASSERT_CLOSE(m.mean, 2.5, 1e-15, 0);
  ASSERT_CLOSE(m.lower, 2.5 - reach, 1e-11, 0);
  ASSERT_CLOSE(m.upper, 2.5 + reach, 1e-11, 0);
  m = muster_mean_interval(value, 1);
  CU_ASSERT(m.mean == 1 && isnan(m.lower) && isnan(m.upper));
  m = muster_mean_interval(value, 0);
  CU_ASSERT(isnan(m.mean));
}

static void
ratios(void)
{
  const double num[] = {80, 90, 70}, den[] = {100, 100, 100}, none[] = {0, 0, 0};
  MusterMeasure m = muster_ratio_interval(num, den, 3), plain = muster_mean_interval(num, 3);
  ASSERT_CLOSE(m.mean, 0.8, 1e-15, 0);
  ASSERT_CLOSE(m.lower, plain.lower / 100, 1e-12, 0); /* equal denominators: the mean's own interval */
  CU_ASSERT(isnan(muster_ratio_interval(none, none, 3).mean));
  CU_ASSERT(isnan(muster_ratio_interval(num, den, 1).lower));
  double n2 = 0, nd = 0, d2 = 0;
  const double odd[] = {95, 110, 87};
  for (int i = 0; i < 3; i++) {
    n2 += num[i] * num[i];
    nd += num[i] * odd[i];
    d2 += odd[i] * odd[i];
  }
  MusterMeasure a = muster_ratio_interval(num, odd, 3),
                b = muster_ratio_interval_sums(3, 240, 292, n2, nd, d2);
  ASSERT_CLOSE(a.mean, b.mean, 1e-14, 0);
  ASSERT_CLOSE(a.lower, b.lower, 1e-11, 0);
  ASSERT_CLOSE(a.upper, b.upper, 1e-11, 0);
  CU_ASSERT(isnan(muster_ratio_interval_sums(3, 1, 0, 1, 0, 0).mean));
  /* A share that is always the same is sure, whatever rounding says. */
  MusterMeasure same = muster_ratio_interval_sums(3, 0.3 * 292, 292, 0.09 * d2, 0.3 * d2, d2);
  CU_ASSERT_EQUAL(same.lower, same.upper);
}

/* 95 % intervals of a ratio of dependent sums hold the true ratio in 95 of 100 cases. */
static void
ratio_intervals_cover(void)
{
  enum { CASES = 2000, R = 30 };
  const guint64 seed = 77;
  int covered = 0;
  for (int c = 0; c < CASES; c++) {
    double num[R], den[R];
    for (int r = 0; r < R; r++) {
      MusterKey key = muster_key(muster_key(seed, (guint64) c), (guint64) r);
      den[r] = (double) muster_draw_poisson(key, MUSTER_DRAW_COUNT, 500);
      num[r] = (double) muster_draw_poisson(key, MUSTER_DRAW_OTHER, den[r] * 0.2);
    }
    MusterMeasure m = muster_ratio_interval(num, den, R);
    covered += m.lower <= 0.2 && 0.2 <= m.upper;
  }
  if (covered < 1850 || covered > 1950)
    g_printerr("seed %u: %d of %d covered\n", (guint) seed, covered, CASES);
  CU_ASSERT(covered >= 1850 && covered <= 1950);
}

/* A rare thing that comes in clusters: of 20 contacts 3 %, in two replications of five two and a half times as often, else never. Plain
 * intervals, cut at 0, miss it too often; those of the log odds do not, and stay inside. */
static void
intervals_of_rare_shares_cover(void)
{
  enum { CASES = 2000, R = 20 };
  int covered = 0, plainly = 0, n = 0;
  for (int c = 0; c < CASES; c++) {
    double num[R], den[R];
    for (int r = 0; r < R; r++) {
      MusterKey key = muster_key(muster_key(78, (guint64) c), (guint64) r);
      den[r] = (double) muster_draw_poisson(key, MUSTER_DRAW_COUNT, 20);
      double often = muster_draw_uniform(key, MUSTER_DRAW_ARRIVAL) < 0.4 ? 2.5 * 0.03 : 0;
      num[r] = often > 0 ? (double) muster_draw_poisson(key, MUSTER_DRAW_OTHER, den[r] * often) : 0;
    }
    MusterMeasure plain = muster_ratio_interval(num, den, R), m = muster_share_interval(&plain);
    if (!(plain.mean > 0))
      continue;
    n++;
    CU_ASSERT(m.mean == plain.mean && m.lower > 0 && m.lower < m.mean && m.upper > m.mean && m.upper < 1);
    covered += m.lower <= 0.03 && 0.03 <= m.upper;
    plainly += plain.lower <= 0.03 && 0.03 <= plain.upper;
  }
  if (covered < 0.93 * n || plainly > 0.92 * n)
    g_printerr("%d of %d covered, plainly %d\n", covered, n, plainly);
  CU_ASSERT(covered >= 0.93 * n && covered <= 0.97 * n && plainly <= 0.92 * n);
}

static void
shares_stay_inside(void)
{
  const MusterMeasure narrow = {0.8, 0.79, 0.81}, wide = {0.998, 0.98, 1.016}, all = {1, 1, 1}, alone = {0.4, NAN, NAN};
  MusterMeasure m = muster_share_interval(&narrow);
  ASSERT_CLOSE(m.upper - 0.8, 0.01, 0, 4e-4); /* nearly the plain one where the odds are even */
  ASSERT_CLOSE(0.8 - m.lower, 0.01, 0, 4e-4);
  m = muster_share_interval(&wide);
  CU_ASSERT(m.mean == 0.998 && m.upper < 1 && m.lower < 0.98);
  m = muster_share_interval(&all);
  CU_ASSERT(m.lower == 1 && m.upper == 1);
  m = muster_share_interval(&alone);
  CU_ASSERT(m.mean == 0.4 && isnan(m.lower) && isnan(m.upper));
}

static void
sums_lose_nothing(void)
{
  MusterSum s = {0};
  muster_sum_add(&s, 1);
  muster_sum_add(&s, 1e100);
  muster_sum_add(&s, 1);
  muster_sum_add(&s, -1e100);
  CU_ASSERT_EQUAL(muster_sum_value(&s), 2);
}

void test_stats(void);
void
test_stats(void)
{
  CU_pSuite suite = CU_add_suite("stats", NULL, NULL);
  ADD_TEST(suite, normal_quantiles);
  ADD_TEST(suite, student_quantiles);
  ADD_TEST(suite, means);
  ADD_TEST(suite, ratios);
  ADD_TEST(suite, ratio_intervals_cover);
  ADD_TEST(suite, intervals_of_rare_shares_cover);
  ADD_TEST(suite, shares_stay_inside);
  ADD_TEST(suite, sums_lose_nothing);
}
