/* Triangular: least, likeliest and longest time, as people estimate them. */
#include "dist/kind_private.h"

static const MusterDistParam params[] = {
    {"from", "time", 0, 0, DIST_LONGEST_S, "the shortest"},
    {"mode", "time", NAN, 0, DIST_LONGEST_S, "the likeliest"},
    {"to", "time", NAN, 1e-9, DIST_LONGEST_S, "the longest"},
    {NULL},
};

/* The symmetric one. */
static gboolean
from_moments(double mean_s, double cv, double *p, char **why)
{
  double reach = isnan(cv) ? mean_s : mean_s * cv * sqrt(6);
  if (!(reach > 0 && reach <= mean_s * (1 + 1e-12))) {
    *why = g_strdup(
        "a triangular time of mean and cv has a cv above 0 and up to 0.408; or give from, mode and to");
    return FALSE;
  }
  p[0] = MAX(mean_s - reach, 0);
  p[1] = mean_s;
  p[2] = mean_s + reach;
  return TRUE;
}

static gboolean
prepare(MusterDist *dist, char **why)
{
  double from = dist->p[0], mode = dist->p[1], to = dist->p[2];
  if (!(from <= mode && mode <= to && from < to)) {
    *why = g_strdup("'from', 'mode' and 'to' must come in this order");
    return FALSE;
  }
  double variance = (from * (from - mode) + mode * (mode - to) + to * (to - from)) / 18;
  dist->mean_s = (from + mode + to) / 3;
  dist->cv = sqrt(variance) / dist->mean_s;
  dist->a = (mode - from) / (to - from); /* P(X ≤ mode) */
  dist->b = to - from;
  return TRUE;
}

static double
draw(const MusterDist *dist, MusterKey key, MusterPurpose purpose)
{
  double u = muster_draw_uniform(key, purpose), share = dist->a;
  return u < share ? dist->p[0] + dist->b * sqrt(u * share)
                   : dist->p[2] - dist->b * sqrt((1 - u) * (1 - share));
}

static double
cdf(const MusterDist *dist, double x_s)
{
  if (x_s <= dist->p[0] || x_s >= dist->p[2])
    return x_s >= dist->p[2] ? 1 : 0;
  double below = (x_s - dist->p[0]) / dist->b, above = (dist->p[2] - x_s) / dist->b;
  return x_s < dist->p[1] ? below * below / dist->a : 1 - above * above / (1 - dist->a);
}

const MusterDistInfo muster_dist_triangular = {
    .name = "triangular",
    .summary = "shortest, likeliest and longest time, as people estimate them",
    .params = params,
    .from_moments = from_moments,
    .prepare = prepare,
    .draw = draw,
    .cdf = cdf,
};
