/* Weibull: patience that grows or wears out while waiting. */
#include "dist/kind_private.h"

#define LEAST_SHAPE 0.2
#define LARGEST_SHAPE 100

static const MusterDistParam params[] = {
    DIST_PARAM_MEAN,
    {"shape", "number", 1, LEAST_SHAPE, LARGEST_SHAPE,
     "below 1: who has waited waits on; 1: exponential; above 1: patience wears out"},
    {NULL},
};

static double
log_gamma(double x)
{
  int sign;
  return lgamma_r(x, &sign);
}

/* cv² = Γ(1 + 2/k)/Γ(1 + 1/k)² − 1, falling in the shape k. */
static double
cv_of(double shape)
{
  return sqrt(expm1(log_gamma(1 + 2 / shape) - 2 * log_gamma(1 + 1 / shape)));
}

static gboolean
from_moments(double mean_s, double cv, double *p, char **why)
{
  double low = LEAST_SHAPE, high = LARGEST_SHAPE;
  if (cv > cv_of(low) || cv < cv_of(high)) {
    *why = g_strdup_printf("a Weibull time has a cv from %.3f to %.1f", cv_of(high), cv_of(low));
    return FALSE;
  }
  for (int i = 0; i < 100 && !isnan(cv) && high - low > 1e-15 * high; i++) {
    double middle = (low + high) / 2;
    if (cv_of(middle) > cv)
      low = middle;
    else
      high = middle;
  }
  p[0] = mean_s;
  p[1] = isnan(cv) ? 1 : (low + high) / 2;
  return TRUE;
}

static gboolean
prepare(MusterDist *dist, G_GNUC_UNUSED char **why)
{
  dist->mean_s = dist->p[0];
  dist->cv = cv_of(dist->p[1]);
  dist->a = dist->mean_s / exp(log_gamma(1 + 1 / dist->p[1])); /* scale */
  dist->b = 1 / dist->p[1];
  return TRUE;
}

static double
draw(const MusterDist *dist, MusterKey key, MusterPurpose purpose)
{
  return dist->a * pow(muster_draw_exponential(key, purpose), dist->b);
}

static double
cdf(const MusterDist *dist, double x_s)
{
  return x_s > 0 ? -expm1(-pow(x_s / dist->a, dist->p[1])) : 0;
}

const MusterDistInfo muster_dist_weibull = {
    .name = "weibull",
    .summary = "patience that grows or wears out while waiting",
    .params = params,
    .from_moments = from_moments,
    .prepare = prepare,
    .draw = draw,
    .cdf = cdf,
    .n_fitted = 2,
};
