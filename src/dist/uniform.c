/* Uniform between two times. */
#include "dist/kind_private.h"

static const MusterDistParam params[] = {
    {"from", "time", 0, 0, DIST_LONGEST_S, "the shortest"},
    {"to", "time", NAN, 1e-9, DIST_LONGEST_S, "the longest"},
    {NULL},
};

static gboolean
from_moments(double mean_s, double cv, double *p, char **why)
{
  double reach = isnan(cv) ? mean_s : mean_s * cv * sqrt(3); /* without a cv: from 0 */
  if (!(reach > 0 && reach <= mean_s * (1 + 1e-12))) {
    *why = g_strdup("a uniform time has a cv above 0 and up to 0.577");
    return FALSE;
  }
  p[0] = MAX(mean_s - reach, 0);
  p[1] = mean_s + reach;
  return TRUE;
}

static gboolean
prepare(MusterDist *dist, char **why)
{
  double from = dist->p[0], to = dist->p[1];
  if (!(from < to)) {
    *why = g_strdup("'from' must be shorter than 'to'");
    return FALSE;
  }
  dist->mean_s = (from + to) / 2;
  dist->cv = (to - from) / sqrt(12) / dist->mean_s;
  dist->a = from;
  dist->b = to - from;
  return TRUE;
}

static double
draw(const MusterDist *dist, MusterKey key, MusterPurpose purpose)
{
  return dist->a + dist->b * muster_draw_uniform(key, purpose);
}

static double
cdf(const MusterDist *dist, double x_s)
{
  return CLAMP((x_s - dist->a) / dist->b, 0, 1);
}

const MusterDistInfo muster_dist_uniform = {
    .name = "uniform",
    .summary = "every time between two bounds alike",
    .params = params,
    .from_moments = from_moments,
    .prepare = prepare,
    .draw = draw,
    .cdf = cdf,
};
