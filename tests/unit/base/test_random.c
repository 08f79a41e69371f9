#include "muster_test.h"
#include "base/ziggurat_private.h"
#include <muster/base/stats.h>
#include <stdlib.h>
#include <string.h>

#define SEED 20261109
#define N 200000

static int
compare_doubles(const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

/* Kolmogorov's D·√n; below 1.95 with probability 0.999. */
static double
kolmogorov(double *value, int n, double (*cdf)(double))
{
  double d = 0;
  qsort(value, (size_t) n, sizeof *value, compare_doubles);
  for (int i = 0; i < n; i++) {
    double f = cdf(value[i]);
    d = MAX(d, MAX((i + 1.0) / n - f, f - (double) i / n));
  }
  return d * sqrt(n);
}

static double
exponential_cdf(double x)
{
  return -expm1(-x);
}

static void
keys_differ(void)
{
  MusterKey parent = muster_key(1, 2);
  for (guint64 i = 0; i < 1000; i++)
    CU_ASSERT_NOT_EQUAL(muster_key(parent, i), muster_key(parent, i + 1));
}

/* What a seed means must not change from one version to the next. */
static void
draws_are_what_they_were(void)
{
  MusterKey key = muster_key(muster_key(SEED, 1), 2);
  CU_ASSERT_EQUAL(key, G_GUINT64_CONSTANT(6482983331707745658));
  ASSERT_CLOSE(muster_draw_uniform(key, MUSTER_DRAW_ROUTE), 0.32488095238447134, 0, 0);
  ASSERT_CLOSE(muster_draw_exponential(key, MUSTER_DRAW_PATIENCE), 0.71723657031600196, 1e-14, 0);
  ASSERT_CLOSE(muster_draw_normal(key, MUSTER_DRAW_HANDLE), -1.3097252470304035, 1e-14, 0);
  CU_ASSERT_EQUAL(muster_draw_poisson(key, MUSTER_DRAW_COUNT, 40), 35);
}

/* Every bit of the uniforms is set in half the draws, over purposes and over numbers. */
static void
bits_are_even(void)
{
  for (int bit = 0; bit < 64; bit++) {
    int by_number = 0, differ = 0;
    for (guint64 i = 0; i < 10000; i++) {
      guint64 count = muster_draw_bits(muster_key(SEED, i), MUSTER_DRAW_COUNT);
      guint64 handle = muster_draw_bits(muster_key(SEED, i), MUSTER_DRAW_HANDLE);
      by_number += (int) (count >> bit & 1);
      differ += (int) ((count ^ handle) >> bit & 1);
    }
    CU_ASSERT(abs(by_number - 5000) < 250);
    CU_ASSERT(abs(differ - 5000) < 250);
  }
}

static void
exponentials(void)
{
  g_autofree double *value = g_new(double, N);
  int tail = 0;
  for (int i = 0; i < N; i++) {
    value[i] = muster_draw_exponential(muster_key(SEED, (guint64) i), MUSTER_DRAW_PATIENCE);
    tail += value[i] > muster_ziggurat_exponential.tail;
  }
  MusterMeasure mean = muster_mean_interval(value, N);
  CU_ASSERT(fabs(mean.mean - 1) < 5 / sqrt(N));
  double expected = N * exp(-muster_ziggurat_exponential.tail);
  CU_ASSERT(fabs(tail - expected) < 5 * sqrt(expected));
  CU_ASSERT(kolmogorov(value, N, exponential_cdf) < 1.95);
}

static void
normals(void)
{
  g_autofree double *value = g_new(double, N);
  double sum = 0, squares = 0, fourth = 0;
  for (int i = 0; i < N; i++) {
    double x = value[i] = muster_draw_normal(muster_key(SEED, (guint64) i), MUSTER_DRAW_HANDLE);
    sum += x;
    squares += x * x;
    fourth += x * x * x * x;
  }
  CU_ASSERT(fabs(sum / N) < 5 / sqrt(N));
  CU_ASSERT(fabs(squares / N - 1) < 5 * sqrt(2.0 / N));
  CU_ASSERT(fabs(fourth / N - 3) < 5 * sqrt(96.0 / N));
  CU_ASSERT(kolmogorov(value, N, muster_normal_cdf) < 1.95);
}

/* The slow paths alone: normals and exponentials that the inline comparison turned away. */
static void
slow_paths(void)
{
  double lowest = INFINITY;
  int slow = 0, tails = 0;
  for (guint64 i = 0; i < 5000000; i++) {
    guint64 bits = muster_key(SEED, i);
    if (bits >> 11 < muster_ziggurat_normal.layer[bits & 255].core)
      continue;
    slow++;
    double x = muster_normal_slow(bits);
    if ((bits & 255) == 0) {
      tails++;
      lowest = MIN(lowest, fabs(x));
    }
  }
  CU_ASSERT(slow < 5000000 / 50);
  /* Layer 0 beyond its core is the tail: P = 2 · (1 − Φ(r)). */
  double expected = 5000000 * 2 * muster_normal_cdf(-muster_ziggurat_normal.tail);
  CU_ASSERT(fabs(tails - expected) < 5 * sqrt(expected));
  CU_ASSERT(lowest > muster_ziggurat_normal.tail);
}

static void
gammas(void)
{
  const double shapes[] = {0.05, 0.5, 1, 1.5, 4, 25, 1e4};
  g_autofree double *value = g_new(double, N);
  for (gsize s = 0; s < G_N_ELEMENTS(shapes); s++) {
    double a = shapes[s], sum = 0, squares = 0;
    for (int i = 0; i < N; i++) {
      double x = muster_draw_gamma(muster_key(SEED, (guint64) i), MUSTER_DRAW_DAY_FACTOR, a);
      value[i] = x;
      sum += x;
      squares += (x - a) * (x - a);
    }
    CU_ASSERT(fabs(sum / N - a) < 5 * sqrt(a / N));
    CU_ASSERT(fabs(squares / N - a) < 5 * sqrt((2 * a * a + 6 * a) / N)); /* μ4 − σ⁴ = 2a² + 6a */
    if (a == 1)
      CU_ASSERT(kolmogorov(value, N, exponential_cdf) < 1.95);
  }
  CU_ASSERT_EQUAL(muster_draw_gamma(1, MUSTER_DRAW_OTHER, 0), 0);
}

/* Counts against the mass function by χ², for both methods and where they meet. */
static void
poissons(void)
{
  const double means[] = {0.01, 1, 9.99, 10, 11, 40, 300};
  for (gsize m = 0; m < G_N_ELEMENTS(means); m++) {
    double mean = means[m];
    int n_cells = (int) (mean + 10 * sqrt(mean)) + 10, sign;
    g_autofree int *seen = g_new0(int, (gsize) n_cells);
    for (int i = 0; i < N; i++) {
      gint64 k = muster_draw_poisson(muster_key(SEED, (guint64) i), MUSTER_DRAW_COUNT, mean);
      CU_ASSERT_FATAL(k >= 0 && k < n_cells);
      seen[k]++;
    }
    double chi2 = 0, rest_seen = 0, rest_expected = 0;
    int cells = 0;
    for (int k = 0; k < n_cells; k++) {
      double expected = N * exp(k * log(mean) - mean - lgamma_r(k + 1, &sign));
      if (expected < 10) {
        rest_seen += seen[k];
        rest_expected += expected;
        continue;
      }
      chi2 += (seen[k] - expected) * (seen[k] - expected) / expected;
      cells++;
    }
    CU_ASSERT(fabs(rest_seen - rest_expected) < 5 * sqrt(rest_expected) + 5);
    CU_ASSERT(chi2 < cells + 5 * sqrt(2.0 * cells) + 5);
  }
  CU_ASSERT_EQUAL(muster_draw_poisson(1, MUSTER_DRAW_COUNT, 0), 0);
  CU_ASSERT_EQUAL(muster_draw_poisson(1, MUSTER_DRAW_COUNT, -1), 0);
  CU_ASSERT_EQUAL(muster_draw_poisson(1, MUSTER_DRAW_COUNT, NAN), 0);
  CU_ASSERT(fabs((double) muster_draw_poisson(1, MUSTER_DRAW_COUNT, 1e12) - 1e12) < 6e6);
}

void test_random(void);
void
test_random(void)
{
  CU_pSuite suite = CU_add_suite("random", NULL, NULL);
  ADD_TEST(suite, keys_differ);
  ADD_TEST(suite, draws_are_what_they_were);
  ADD_TEST(suite, bits_are_even);
  ADD_TEST(suite, exponentials);
  ADD_TEST(suite, normals);
  ADD_TEST(suite, slow_paths);
  ADD_TEST(suite, gammas);
  ADD_TEST(suite, poissons);
}
