/* Draws from a key that are not inlined: exponential, normal, gamma, Poisson. */
#include "base/ziggurat_private.h"
#include <math.h>

#define POISSON_BY_INVERSION 10.0 /* means below */

double
muster_draw_exponential(MusterKey key, MusterPurpose purpose)
{
  return muster_exponential_inline(key, purpose);
}

double
muster_draw_normal(MusterKey key, MusterPurpose purpose)
{
  return muster_normal_inline(key, purpose);
}

/* The n-th uniform on (0,1) of a draw. */
static double
open_uniform(guint64 bits, guint64 n)
{
  return ((double) (muster_key(bits, n) >> 11) + 0.5) * 0x1p-53;
}

/* Marsaglia & Tsang 2000, "A simple method for generating gamma variables", for shape ≥ 1. */
static double
gamma_at_least_1(guint64 bits, double shape)
{
  double d = shape - 1.0 / 3, c = 1 / sqrt(9 * d);
  for (guint64 n = 0;; n += 2) {
    double x = muster_normal_from_bits(muster_key(bits, n));
    double v = 1 + c * x;
    if (v <= 0)
      continue;
    v = v * v * v;
    double u = open_uniform(bits, n + 1);
    if (log(u) < 0.5 * x * x + d - d * v + d * log(v))
      return d * v;
  }
}

double
muster_draw_gamma(MusterKey key, MusterPurpose purpose, double shape)
{
  guint64 bits = muster_draw_bits(key, purpose);
  if (shape >= 1)
    return gamma_at_least_1(bits, shape);
  if (!(shape > 0))
    return 0;
  double u = open_uniform(bits, G_MAXUINT64 - 1); /* no other number of this draw reaches so far */
  return gamma_at_least_1(bits, shape + 1) * pow(u, 1 / shape);
}

/* One uniform through the distribution function: the larger the mean, the larger the count. */
static gint64
poisson_by_inversion(guint64 bits, double mean)
{
  double u = open_uniform(bits, 0), p = exp(-mean), sum = p;
  gint64 k = 0;
  while (u > sum && k < 200) { /* beyond 200 the sum grows no more */
    k++;
    p *= mean / (double) k;
    sum += p;
  }
  return k;
}

/* Transformed rejection, "PTRS" of Hörmann 1993, for means of 10 and more. */
static gint64
poisson_by_rejection(guint64 bits, double mean)
{
  double b = 0.931 + 2.53 * sqrt(mean), a = -0.059 + 0.02483 * b;
  double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4), v_r = 0.9277 - 3.6224 / (b - 2);
  double log_mean = log(mean);
  for (guint64 n = 0;; n += 2) {
    double u = open_uniform(bits, n) - 0.5, v = open_uniform(bits, n + 1);
    double us = 0.5 - fabs(u), k = floor((2 * a / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= v_r)
      return (gint64) k;
    if (k < 0 || k > 9e18 || (us < 0.013 && v > us))
      continue;
    int sign;
    if (log(v * inverse_alpha / (a / (us * us) + b)) <= k * log_mean - mean - lgamma_r(k + 1, &sign))
      return (gint64) k;
  }
}

gint64
muster_draw_poisson(MusterKey key, MusterPurpose purpose, double mean)
{
  guint64 bits = muster_draw_bits(key, purpose);
  if (!(mean > 0))
    return 0;
  return mean < POISSON_BY_INVERSION ? poisson_by_inversion(bits, mean)
                                     : poisson_by_rejection(bits, MIN(mean, 1e15));
}
