/* Log-normal beside very short times: calls that are misdialled or cut off are a kind of their own in most logs (Brown et al. 2005). */
#include "dist/kind_private.h"
#include <muster/base/stats.h>

static const MusterDistParam params[] = {
    {"share", "share", 0.05, 1e-9, 1 - 1e-9, "of the very short times"},
    {"below", "time", 10, 1e-6, DIST_LONGEST_S, "up to which these lie, each time alike"},
    {"long_mean", "time", NAN, 1e-9, DIST_LONGEST_S, "mean of the others"},
    {"long_cv", "number", 1, 1e-6, 100, "coefficient of variation of the others"},
    {NULL},
};

/* The standard share and bound; the others so that mean and mean square come out. */
static gboolean
from_moments(double mean_s, double cv, double *p, char **why)
{
  double share = params[0].standard, below = params[1].standard, whole_cv = isnan(cv) ? 1 : cv;
  double rest = (mean_s - share * below / 2) / (1 - share);
  double square = (mean_s * mean_s * (1 + whole_cv * whole_cv) - share * below * below / 3) / (1 - share);
  double rest_cv2 = square / (rest * rest) - 1;
  if (!(rest > 0 && rest_cv2 > 1e-12 && rest_cv2 < 1e4)) {
    *why = g_strdup("beside 5 % of times under 10 s such a mean and cv cannot be; give share, below, long_mean and long_cv");
    return FALSE;
  }
  p[0] = share;
  p[1] = below;
  p[2] = rest;
  p[3] = sqrt(rest_cv2);
  return TRUE;
}

static gboolean
prepare(MusterDist *dist, G_GNUC_UNUSED char **why)
{
  double share = dist->p[0], below = dist->p[1], mean = dist->p[2], cv = dist->p[3];
  double variance = log1p(cv * cv); /* of the logarithm of the others */
  dist->mean_s = share * below / 2 + (1 - share) * mean;
  double square = share * below * below / 3 + (1 - share) * mean * mean * (1 + cv * cv);
  dist->cv = sqrt(fmax(square / (dist->mean_s * dist->mean_s) - 1, 0));
  dist->a = log(mean) - variance / 2;
  dist->b = sqrt(variance);
  return TRUE;
}

static double
draw(const MusterDist *dist, MusterKey key, MusterPurpose purpose)
{
  double u = muster_draw_uniform(key, purpose), share = dist->p[0];
  if (u < share)
    return dist->p[1] * (u / share);
  /* The draw's own bits are the key of the second one. */
  return exp(dist->a + dist->b * muster_draw_normal(muster_draw_bits(key, purpose), purpose));
}

static double
cdf(const MusterDist *dist, double x_s)
{
  if (x_s <= 0)
    return 0;
  double share = dist->p[0], rest = muster_normal_cdf((log(x_s) - dist->a) / dist->b);
  return share * fmin(x_s / dist->p[1], 1) + (1 - share) * rest;
}

const MusterDistInfo muster_dist_lognormal_short = {
    .name = "lognormal_short",
    .summary = "lognormal beside a share of very short times, as misdialled calls are",
    .params = params,
    .from_moments = from_moments,
    .prepare = prepare,
    .draw = draw,
    .cdf = cdf,
};
