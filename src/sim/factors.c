/* How busy a day is: gamma factors of mean 1 on the demand, per day and per interval, correlated between queues.
 *
 * A factor of coefficient of variation c is Gamma(k) / k with k = 1 / c². Correlation ρ between queues: the sum of a shared
 * Gamma(ρ k) and a queue's own Gamma((1 − ρ) k), which is Gamma(k) again; any two queues then correlate by exactly ρ.
 *
 * With `split` c, interval i of a day has G_i / Σ G of the day's contacts, G_i of Gamma(c p_i) and p_i its expected share: Dirichlet
 * shares, of mean p_i and variance p_i (1 − p_i) / (c + 1). The day's expected total stays as it is. */
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

/* The G of an interval, of one queue's day; 0 where nobody is expected. */
static double
split_gamma(const SimEngine *e, int queue, int interval, double total)
{
  double share = e->sim->demand->queue[queue].contacts[interval] / total;
  MusterKey key = muster_key(muster_key(e->key, (guint64) queue), FACTOR_NUMBER + (guint64) interval);
  return share > 0 ? muster_draw_gamma(key, MUSTER_DRAW_SPLIT, e->sim->demand->split * share) : 0;
}

/* Contacts of the interval for one that is expected there. A day's sum is asked for by each of its intervals in turn, and kept. */
static double
split_factor(const SimEngine *e, int queue, int interval)
{
  const MusterGrid *grid = e->sim->centre->grid;
  const double *contacts = e->sim->demand->queue[queue].contacts;
  int day = grid->day_of[interval];
  SimSplit *kept = &e->split[queue];
  if (kept->day != day || kept->key != e->key) {
    *kept = (SimSplit){.day = day, .key = e->key};
    for (int i = grid->day_first[day]; i < grid->day_first[day + 1]; i++)
      kept->contacts += contacts[i];
    for (int i = grid->day_first[day]; i < grid->day_first[day + 1]; i++)
      kept->sum += split_gamma(e, queue, i, kept->contacts);
  }
  if (!(kept->sum > 0)) /* all too small for a double: as expected */
    return 1;
  return split_gamma(e, queue, interval, kept->contacts) / kept->sum * kept->contacts / contacts[interval];
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
  if (sim->demand->split > 0)
    contacts *= split_factor(e, queue, period->source);
  return contacts * factor(e, queue, (guint64) day, MUSTER_DRAW_DAY_FACTOR, sim->demand->day_cv) *
         factor(e, queue, period->number, MUSTER_DRAW_INTERVAL_FACTOR, sim->demand->interval_cv);
}
