/* Quantiles of a negative binomial: summed for small means; for large ones the gamma distribution, by Wilson
 * & Hilferty 1931 where it is nearly normal, else by bisection of its distribution function. */
#include "forecast/bands_private.h"
#include <math.h>
#include <muster/base/stats.h>
#include <muster/dist.h>

#define LARGE_MEAN 200.0   /* from here on a count is as good as continuous */
#define NEARLY_NORMAL 50.0 /* shapes from here on: the approximation is right to 1 in 10 000 */
#define N_QUANTILES 4

static const double probability[N_QUANTILES] = {0.025, 0.1, 0.9, 0.975};

static double
wilson_hilferty(double p, double shape)
{
  double c = 1 / (9 * shape), root = 1 - c + muster_normal_quantile(p) * sqrt(c);
  return root > 0 ? root * root * root : 0;
}

/* The p-quantile for mean 1. */
static double
gamma_quantile(double p, double shape)
{
  if (shape >= NEARLY_NORMAL)
    return wilson_hilferty(p, shape);
  MusterDist dist;
  g_autofree char *why = NULL;
  double low = 0, high = 1;
  if (!muster_dist_make(&dist, "gamma", 1, 1 / sqrt(MAX(shape, 1e-3)), TRUE, &why))
    return 1;
  while (muster_dist_cdf(&dist, high) < p)
    high *= 2;
  for (int i = 0; i < 40; i++) {
    double middle = (low + high) / 2;
    if (muster_dist_cdf(&dist, middle) < p)
      low = middle;
    else
      high = middle;
  }
  return (low + high) / 2;
}

/* The smallest counts whose distribution function reaches each probability. `factor` is the variance of the
 * mean's factor; the masses follow p(k + 1) = p(k) · (m + k·factor·m) / ((k + 1)(1 + factor·m)), which holds
 * for Poisson (factor 0) too. */
static void
count_quantiles(double mean, double factor, double quantile[N_QUANTILES])
{
  double mass = factor > 1e-9 ? exp(-log1p(factor * mean) / factor) : exp(-mean), sum = mass;
  int k = 0;
  for (int i = 0; i < N_QUANTILES; i++) {
    while (sum < probability[i] && k < 100 * LARGE_MEAN) {
      mass *= (mean + k * factor * mean) / ((k + 1) * (1 + factor * mean));
      sum += mass;
      k++;
    }
    quantile[i] = k;
  }
}

ForecastBand
forecast_band(double mean, double variance)
{
  double quantile[N_QUANTILES];
  if (!(mean > 1e-9))
    return (ForecastBand){0, 0, 0, 0};
  if (mean < LARGE_MEAN)
    count_quantiles(mean, MAX(variance - mean, 0) / (mean * mean), quantile);
  else
    for (int i = 0; i < N_QUANTILES; i++)
      quantile[i] = mean * gamma_quantile(probability[i], mean * mean / MAX(variance, mean));
  return (ForecastBand){.lo95 = quantile[0], .lo80 = quantile[1], .hi80 = quantile[2], .hi95 = quantile[3]};
}
