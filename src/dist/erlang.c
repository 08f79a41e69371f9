/* Erlang: a sum of equal exponential phases. */
#include "dist/kind_private.h"

#define MOST_PHASES 1000

static const MusterDistParam params[] = {
    DIST_PARAM_MEAN,
    {"phases", "number", 2, 1, MOST_PHASES, "how many exponential phases in a row, a whole number"},
    {NULL},
};

/* k phases have cv 1/√k: only those can be met. */
static gboolean
from_moments(double mean_s, double cv, double *p, char **why)
{
  double k = isnan(cv) ? 1 : round(1 / (cv * cv));
  if (!(k >= 1 && k <= MOST_PHASES) || (!isnan(cv) && fabs(1 / sqrt(k) - cv) > 0.01 * cv)) {
    *why = g_strdup("an Erlang time has cv 1, 0.707, 0.577, 0.5, …; gamma takes any");
    return FALSE;
  }
  p[0] = mean_s;
  p[1] = k;
  return TRUE;
}

static gboolean
prepare(MusterDist *dist, char **why)
{
  if (dist->p[1] != floor(dist->p[1])) {
    *why = g_strdup("'phases' must be a whole number");
    return FALSE;
  }
  dist->mean_s = dist->p[0];
  dist->cv = 1 / sqrt(dist->p[1]);
  dist->a = dist->p[1];
  dist->b = dist->mean_s / dist->a;
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

const MusterDistInfo muster_dist_erlang = {
    .name = "erlang",
    .summary = "a sum of equal exponential phases",
    .params = params,
    .from_moments = from_moments,
    .prepare = prepare,
    .draw = draw,
    .cdf = cdf,
};
