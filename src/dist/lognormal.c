/* Log-normal: what handle times of call centres look like (Brown et al. 2005). */
#include "dist/kind_private.h"
#include <muster/base/stats.h>

static const MusterDistParam params[] = {DIST_PARAM_MEAN, DIST_PARAM_CV, {NULL}};

static gboolean
prepare(MusterDist *dist, G_GNUC_UNUSED char **why)
{
  dist->mean_s = dist->p[0];
  dist->cv = dist->p[1];
  double variance = log1p(dist->cv * dist->cv); /* of the logarithm */
  dist->a = log(dist->mean_s) - variance / 2;
  dist->b = sqrt(variance);
  return TRUE;
}

static double
draw(const MusterDist *dist, MusterKey key, MusterPurpose purpose)
{
  return exp(dist->a + dist->b * muster_draw_normal(key, purpose));
}

static double
cdf(const MusterDist *dist, double x_s)
{
  return x_s > 0 ? muster_normal_cdf((log(x_s) - dist->a) / dist->b) : 0;
}

const MusterDistInfo muster_dist_lognormal = {
    .name = "lognormal",
    .summary = "its logarithm is normal; what handle times are when nothing else is said",
    .params = params,
    .from_moments = muster_dist_mean_and_cv,
    .prepare = prepare,
    .draw = draw,
    .cdf = cdf,
    .n_fitted = 2,
};
