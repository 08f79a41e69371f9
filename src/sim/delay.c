/* The delay that a contact may expect which joins a queue now.
 *
 * With all agents busy, k contacts ahead that leave patience at rate θ each, and calls ending at rate R in all, the wait of
 * somebody with endless patience is a sum of k + 1 exponential times of rates R + kθ, …, R + θ, R, so that its mean is
 *
 *     Σ_{i = 0 … k} 1 / (R + iθ)
 *
 * (Whitt 1999, "Improving service by informing customers about anticipated delays", Management Science 45(2), section 3).
 * That is exact for one queue with exponential handle times and patience. Here R counts the agents present in the groups
 * that serve the queue from arrival on without a condition, each at the mean handle time it has there, as if they worked for
 * it alone; ahead are the contacts of all queues that one of those groups takes before it or in turn with it.
 */
#include "sim/lines_private.h"

#define LONGEST_S 86400.0 /* where nobody is there */

double
sim_handle_s(const SimEngine *e, int group, int queue)
{
  const SimQueue *q = &e->sim->queue[queue];
  const SimServe *serve = &e->sim->team[group].serve[queue]; /* a group's own team has its number */
  if (serve->handle == NULL) /* only people of the group serve it, by skills of their own */
    return e->sim->centre->queue[queue].handle.mean_s + sim_seconds((double) q->ring);
  double scale = serve->ticks_per_s / SIM_TICKS_PER_S;
  if (q->handle_scale != NULL && serve->scaled)
    scale *= q->handle_scale[e->row];
  double s = serve->handle->mean_s + (serve->after_call != NULL ? serve->after_call->mean_s : 0);
  return s * scale + sim_seconds((double) q->ring);
}

/* The queues that the team takes not later than `queue`. */
static guint64
not_behind(const SimTeam *team, int queue)
{
  guint64 queues = 0;
  for (int k = 0; k < team->n_levels; k++) {
    queues |= team->level[k];
    if (team->level[k] >> queue & 1)
      break;
  }
  return queues;
}

/* On arrival and whatever happens: groups that only help are not counted upon. */
static gboolean
serves_at_once(const SimTeam *team, int queue)
{
  if (!(team->queues >> queue & 1))
    return FALSE;
  if (team->ruled >> queue & 1)
    return team->table[queue].step[0].after == 0 &&
           team->table[queue].step[0].when.measure == MUSTER_CONDITION_NONE;
  return team->serve[queue].after == 0;
}

double
sim_expected_delay_s(SimEngine *e, int queue, SimTick now)
{
  const MusterSim *sim = e->sim;
  double rate = 0, waiting = 0, leaving = 0;
  guint64 ahead = 0;
  for (int g = 0; g < sim->n_groups; g++) {
    const SimTeam *team = &sim->team[g];
    if (!serves_at_once(team, queue) || e->group[g].n_present == 0)
      continue;
    int kept = sim->keep != NULL ? sim->keep[g * sim->n_queues + queue] : 0;
    if (e->group[g].n_present - e->group[g].n_busy > kept)
      return 0;
    rate += (double) e->group[g].n_present / sim_handle_s(e, g, queue);
    ahead |= not_behind(team, queue);
  }
  if (!(rate > 1 / LONGEST_S))
    return LONGEST_S;
  sim_settle(e, now);
  for (guint64 m = ahead & e->waiting; m != 0; m &= m - 1) {
    int q = __builtin_ctzll(m);
    waiting += (double) e->line[q].n_live;
    if (sim->queue[q].patience != NULL)
      leaving += (double) e->line[q].n_live / MAX(sim->queue[q].patience->mean_s, 1e-6);
  }
  double each = waiting > 0 ? leaving / waiting : 0, delay = 0;
  for (double i = 0; i <= waiting && delay < LONGEST_S; i++)
    delay += 1 / (rate + i * each);
  return MIN(delay, LONGEST_S);
}
