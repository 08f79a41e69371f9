/* Gamma. */
#include "dist/kind_private.h"

static const MusterDistParam params[] = {DIST_PARAM_MEAN, DIST_PARAM_CV, {NULL}};

static gboolean
prepare(MusterDist *dist, G_GNUC_UNUSED char **why)
{
  dist->mean_s = dist->p[0];
  dist->cv = dist->p[1];
  dist->a = 1 / (dist->cv * dist->cv); /* shape */
  dist->b = dist->mean_s / dist->a;    /* scale */
  return TRUE;
}

static double
draw(const MusterDist *dist, MusterKey key, MusterPurpose purpose)
{
  return dist->b * muster_draw_gamma(key, purpose, dist->a);
}

static double
cdf(const MusterDist *dist, double x_s)
{
  return x_s > 0 ? muster_dist_gamma_p(dist->a, x_s / dist->b) : 0;
}

const MusterDistInfo muster_dist_gamma = {
    .name = "gamma",
    .summary = "any cv, with a lighter tail than lognormal",
    .params = params,
    .from_moments = muster_dist_mean_and_cv,
    .prepare = prepare,
    .draw = draw,
    .cdf = cdf,
    .n_fitted = 2,
};
