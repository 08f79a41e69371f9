/* Exponential: the time that does not remember how long it has lasted; the field's usual patience. */
#include "dist/kind_private.h"

static const MusterDistParam params[] = {DIST_PARAM_MEAN, {NULL}};

static gboolean
from_moments(double mean_s, double cv, double *p, char **why)
{
  if (cv != 1 && !isnan(cv)) {
    *why = g_strdup("an exponential time has cv 1; lognormal and gamma take any");
    return FALSE;
  }
  p[0] = mean_s;
  return TRUE;
}

static gboolean
prepare(MusterDist *dist, G_GNUC_UNUSED char **why)
{
  dist->mean_s = dist->a = dist->p[0];
  dist->cv = 1;
  return TRUE;
}

static double
draw(const MusterDist *dist, MusterKey key, MusterPurpose purpose)
{
  return dist->a * muster_draw_exponential(key, purpose);
}

static double
cdf(const MusterDist *dist, double x_s)
{
  return x_s > 0 ? -expm1(-x_s / dist->a) : 0;
}

const MusterDistInfo muster_dist_exponential = {
    .name = "exponential",
    .summary = "without memory; what patience and delays are when nothing else is said",
    .params = params,
    .from_moments = from_moments,
    .prepare = prepare,
    .draw = draw,
    .cdf = cdf,
    .n_fitted = 1,
};
