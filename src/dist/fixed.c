/* Always the same time. */
#include "dist/kind_private.h"

static const MusterDistParam params[] = {{"mean", "time", NAN, 0, DIST_LONGEST_S, "the time itself"}, {NULL}};

static gboolean
from_moments(double mean_s, double cv, double *p, char **why)
{
  if (cv > 0) {
    *why = g_strdup("a fixed time has cv 0");
    return FALSE;
  }
  p[0] = mean_s;
  return TRUE;
}

static gboolean
prepare(MusterDist *dist, G_GNUC_UNUSED char **why)
{
  dist->mean_s = dist->a = dist->p[0];
  dist->cv = 0;
  return TRUE;
}

static double
draw(const MusterDist *dist, G_GNUC_UNUSED MusterKey key, G_GNUC_UNUSED MusterPurpose purpose)
{
  return dist->a;
}

static double
cdf(const MusterDist *dist, double x_s)
{
  return x_s >= dist->a ? 1 : 0;
}

const MusterDistInfo muster_dist_fixed = {
    .name = "fixed",
    .summary = "always the same time",
    .params = params,
    .from_moments = from_moments,
    .prepare = prepare,
    .draw = draw,
    .cdf = cdf,
};
