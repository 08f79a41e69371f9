#include "report/scale_private.h"
#include <math.h>

static double
nice_step(double rough)
{
  double power = pow(10, floor(log10(rough)));
  double lead = rough / power;
  return (lead <= 1.0000001 ? 1 : lead <= 2.0000001 ? 2 : lead <= 5.0000001 ? 5 : 10) * power;
}

static int
places(double step)
{
  int n = (int) ceil(-log10(step) - 1e-9);
  return CLAMP(n, 0, 9);
}

Scale
scale_fixed(double lo, double hi, double step)
{
  return (Scale) {lo, hi, step, 1 + (int) lround((hi - lo) / step), places(step), FALSE};
}

Scale
scale_nice(double lo, double hi, int about)
{
  if (!isfinite(lo) || fabs(lo) > 1e15)
    lo = 0;
  if (!isfinite(hi) || fabs(hi) > 1e15)
    hi = 0;
  if (hi < lo)
    hi = lo;
  double span = hi - lo;
  if (span < 1e-9)
    return scale_fixed(floor(lo), floor(lo) + 1, 1);
  double step = nice_step(span / MAX(1, about));
  return scale_fixed(floor(lo / step + 1e-9) * step, ceil(hi / step - 1e-9) * step, step);
}

double
scale_tick(const Scale *scale, int i)
{
  return scale->lo + i * scale->step;
}

double
scale_share(const Scale *scale, double value)
{
  return CLAMP((value - scale->lo) / (scale->hi - scale->lo), 0.0, 1.0);
}
