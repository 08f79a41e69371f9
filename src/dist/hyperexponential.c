/* Hyperexponential: a mixture of short and long exponential times. */
#include "dist/kind_private.h"

static const MusterDistParam params[] = {
    {"share", "share", 0.5, 1e-9, 1 - 1e-9, "of the first kind"},
    {"mean_1", "time", NAN, 1e-9, DIST_LONGEST_S, "mean of the first kind"},
    {"mean_2", "time", NAN, 1e-9, DIST_LONGEST_S, "mean of the second kind"},
    {NULL},
};

/* "Balanced means": both kinds contribute the same to the mean. */
static gboolean
from_moments(double mean_s, double cv, double *p, char **why)
{
  double square = isnan(cv) ? 1 : cv * cv;
  if (!(square >= 1 && square < 1e4)) {
    *why = g_strdup("a hyperexponential time has a cv from 1 to 100");
    return FALSE;
  }
  p[0] = (1 + sqrt((square - 1) / (square + 1))) / 2;
  p[1] = mean_s / (2 * p[0]);
  p[2] = mean_s / (2 * (1 - p[0]));
  return TRUE;
}

static gboolean
prepare(MusterDist *dist, G_GNUC_UNUSED char **why)
{
  double share = dist->p[0], first = dist->p[1], second = dist->p[2];
  dist->mean_s = share * first + (1 - share) * second;
  double square = 2 * (share * first * first + (1 - share) * second * second);
  dist->cv = sqrt(square / (dist->mean_s * dist->mean_s) - 1);
  return TRUE;
}

static double
draw(const MusterDist *dist, MusterKey key, MusterPurpose purpose)
{
  gboolean first = muster_draw_uniform(key, purpose) < dist->p[0];
  /* The draw's own bits are the key of the second one. */
  return (first ? dist->p[1] : dist->p[2]) * muster_draw_exponential(muster_draw_bits(key, purpose), purpose);
}

static double
cdf(const MusterDist *dist, double x_s)
{
  if (x_s <= 0)
    return 0;
  return -dist->p[0] * expm1(-x_s / dist->p[1]) - (1 - dist->p[0]) * expm1(-x_s / dist->p[2]);
}

const MusterDistInfo muster_dist_hyperexponential = {
    .name = "hyperexponential",
    .summary = "a mixture of short and long exponential times; cv above 1",
    .params = params,
    .from_moments = from_moments,
    .prepare = prepare,
    .draw = draw,
    .cdf = cdf,
    .n_fitted = 2,
};
