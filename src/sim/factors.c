/* How busy a day is: gamma factors of mean 1 on the demand, per day and per interval, correlated between queues.
 *
 * A factor of coefficient of variation c is Gamma(k) / k with k = 1 / c². Correlation ρ between queues: the sum of a shared
 * Gamma(ρ k) and a queue's own Gamma((1 − ρ) k), which is Gamma(k) again; any two queues then correlate by exactly ρ.
 */
#include "sim/engine_private.h"

/* Streams and numbers apart from those of contacts (periods are numbered in 32 bits). */
#define SHARED_STREAM (G_GUINT64_CONSTANT(1) << 32)
#define FACTOR_NUMBER (G_GUINT64_CONSTANT(1) << 40)

static double
gamma_part(MusterKey key, MusterPurpose purpose, double shape)
{
  return shape > 0 ? muster_draw_gamma(key, purpose, shape) : 0;
}

static double
factor(const SimEngine *e, int queue, guint64 number, MusterPurpose purpose, double cv)
{
  if (!(cv > 0))
    return 1;
  double k = 1 / (cv * cv), shared = e->sim->demand->between_queues;
  MusterKey own = muster_key(muster_key(e->key, (guint64) queue), FACTOR_NUMBER + number);
  MusterKey common = muster_key(muster_key(e->key, SHARED_STREAM), FACTOR_NUMBER + number);
  return (gamma_part(common, purpose, shared * k) + gamma_part(own, purpose, (1 - shared) * k)) / k;
}

double
sim_expected(const SimEngine *e, const SimPeriod *period, int queue)
{
  const MusterSim *sim = e->sim;
  double contacts = sim->demand->queue[queue].contacts[period->source];
  if (!(contacts > 0))
    return 0;
  if (period->warm_up) {
    SimTick open = sim->queue[queue].first_open;
    contacts *= (double) (period->end - period->start) / (double) open;
  }
  if (!sim->varies)
    return contacts;
  int day = sim->centre->grid->day_of[period->source];
  return contacts * factor(e, queue, (guint64) day, MUSTER_DRAW_DAY_FACTOR, sim->demand->day_cv) *
         factor(e, queue, period->number, MUSTER_DRAW_INTERVAL_FACTOR, sim->demand->interval_cv);
}
