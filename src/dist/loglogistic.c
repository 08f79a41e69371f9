/* Log-logistic: patience that wears out first and then lasts, its hazard rising to a peak and falling; the odds of having ended
 * are a power of the time. */
#include "dist/kind_private.h"

/* With b = π/shape: mean = scale · b / sin b, and mean square / mean² = tan b / b, which is finite for shapes above 2 alone. */
static const MusterDistParam params[] = {DIST_PARAM_MEAN, DIST_PARAM_CV, {NULL}};

static double
square_ratio(double b)
{
  return b > 1e-4 ? tan(b) / b : 1 + b * b / 3;
}

/* b of a cv: tan b / b grows from 1 at 0 without bound towards π/2. */
static double
angle_of(double cv)
{
  double low = 0, high = G_PI_2, want = 1 + cv * cv;
  if (cv < 1e-4) /* tan b / b = 1 + b²/3 + … */
    return cv * sqrt(3);
  for (int i = 0; i < 200 && high - low > 1e-16 * high; i++) {
    double middle = (low + high) / 2;
    if (square_ratio(middle) > want)
      high = middle;
    else
      low = middle;
  }
  return (low + high) / 2;
}

static gboolean
prepare(MusterDist *dist, G_GNUC_UNUSED char **why)
{
  double b = angle_of(dist->p[1]);
  dist->mean_s = dist->p[0];
  dist->cv = dist->p[1];
  dist->a = dist->mean_s * sin(b) / b; /* scale: the median */
  dist->b = b / G_PI;                  /* 1 / shape */
  return TRUE;
}

static double
draw(const MusterDist *dist, MusterKey key, MusterPurpose purpose)
{
  /* Of the half of a step in which it lies, so that it is neither 0 nor 1. */
  double u = muster_draw_uniform(key, purpose) + 0x1p-54;
  return dist->a * pow(u / (1 - u), dist->b);
}

static double
cdf(const MusterDist *dist, double x_s)
{
  return x_s > 0 ? 1 / (1 + pow(x_s / dist->a, -1 / dist->b)) : 0;
}

const MusterDistInfo muster_dist_loglogistic = {
    .name = "loglogistic",
    .summary = "patience that wears out first and then lasts",
    .params = params,
    .from_moments = muster_dist_mean_and_cv,
    .prepare = prepare,
    .draw = draw,
    .cdf = cdf,
    .n_fitted = 2,
};
