/* Rates within intervals: straight lines and smooth curves that keep each interval's number (shapes_private.h).
 *
 * linear: the slope of an interval is that of its neighbours, limited so that the line stays between them (the monotonised central
 * slope: van Leer 1977). spline: the counted contacts, a curve through the intervals' borders, are interpolated by the monotone cubic
 * of Fritsch & Carlson 1980; its slope is the rate, so that rates are continuous, never negative, and keep each interval's number.
 * Both look at the two neighbours only: a change in one interval moves no contact beyond them. Next to an interval in which nobody is
 * expected, or before opening and after closing, rates jump.
 */
#include "sim/shapes_private.h"

/* Contacts per open second; NaN where there are none. */
static double
rate_of(const MusterSim *sim, int q, int i)
{
  if (i < 0 || i >= sim->n_intervals)
    return NAN;
  const MusterGrid *grid = sim->centre->grid;
  SimTick from = sim_tick_of_utc(sim, grid->start[i]), to = sim_tick_of_utc(sim, grid->start[i + 1]);
  SimTick open = sim_spans_overlap(&sim->queue[q].open, from, to);
  double contacts = sim->demand->queue[q].contacts[i];
  return contacts > 0 ? contacts / sim_seconds((double) (open > 0 ? open : to - from)) : NAN;
}

static double
clamp(double x, double low, double high)
{
  return MAX(low, MIN(x, high));
}

/* A neighbour that is not there counts as the mirror image of the other one. */
static void
mirror(double here, double *before, double *after)
{
  if (isnan(*before) && isnan(*after))
    *before = *after = here;
  if (isnan(*before))
    *before = 2 * here - *after;
  if (isnan(*after))
    *after = 2 * here - *before;
}

static SimShape
line(double before, double here, double after)
{
  mirror(here, &before, &after);
  double down = here - before, up = after - here, rise = (up + down) / 2;
  if (up * down <= 0)
    rise = 0; /* a peak or a valley */
  double most = 2 * MIN(fabs(up), fabs(down));
  rise = clamp(rise, -most, most);
  rise = clamp(rise, -2 * here, 2 * here);
  return (SimShape){1 - rise / 2 / here, 1 + rise / 2 / here};
}

/* The rate at the border of two intervals: their mean, within the square in which the cubics on both sides rise (Fritsch & Carlson: at
 * most three times the lesser). */
static double
border(double a, double b)
{
  return MIN((a + b) / 2, 3 * MIN(a, b));
}

static SimShape
curve(double before, double here, double after)
{
  double left = isnan(before) ? NAN : border(before, here), right = isnan(after) ? NAN : border(here, after);
  if (isnan(left) && isnan(right))
    left = right = here;
  if (isnan(left)) /* a free end: as a straight line would begin */
    left = clamp(2 * here - right, 0, 3 * here);
  if (isnan(right))
    right = clamp(2 * here - left, 0, 3 * here);
  return (SimShape){left / here, right / here};
}

void
sim_shapes_build(MusterSim *sim)
{
  MusterRates rates = sim->centre->simulate.rates;
  for (int q = 0; q < sim->n_queues && rates != MUSTER_RATES_CONSTANT; q++) {
    sim->queue[q].shape = g_new(SimShape, sim->n_intervals);
    for (int i = 0; i < sim->n_intervals; i++) {
      double before = rate_of(sim, q, i - 1), here = rate_of(sim, q, i), after = rate_of(sim, q, i + 1);
      SimShape even = {1, 1};
      sim->queue[q].shape[i] = isnan(here)                    ? even
                               : rates == MUSTER_RATES_LINEAR ? line(before, here, after)
                                                              : curve(before, here, after);
    }
  }
}

/* F rises, so Newton's steps are kept inside a bracket that shrinks. */
SimTick
sim_shape_offset(const SimShape *shape, guint64 bits, SimTick open)
{
  double share = (double) (bits >> 11) * 0x1p-53, a = shape->left, b = shape->right;
  double c2 = 3 - 2 * a - b, c3 = a + b - 2, low = 0, high = 1, x = share;
  for (int i = 0; i < 60 && high - low > 0x1p-50; i++) {
    double miss = x * (a + x * (c2 + x * c3)) - share, slope = a + x * (2 * c2 + 3 * x * c3);
    if (fabs(miss) < 0x1p-52)
      break;
    if (miss > 0)
      high = x;
    else
      low = x;
    x = slope > 0 ? x - miss / slope : low;
    if (!(x > low && x < high))
      x = (low + high) / 2;
  }
  SimTick offset = (SimTick) (x * (double) open);
  return CLAMP(offset, 0, open - 1);
}
