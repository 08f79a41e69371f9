#include "sim/routing_private.h"

/* Multiples of the target. A queue without one is taken when none with a target waits; a target of no time at all is
 * always the furthest over. */
static double
worth(SimEngine *e, int queue, const SimNode *first, SimTick now)
{
  double wait_s = sim_waited_s(first, now);
  SimTick within = e->sim->queue[queue].within;
  return within < 0 ? -1 / (1 + wait_s) : wait_s / MAX(sim_seconds((double) within), 1e-6);
}

static int
pick(SimEngine *e, const SimTeam *team, guint64 queues, SimTick now)
{
  return sim_best_head(e, team, queues, now, worth);
}

const SimRouter sim_router_wait_over_target = {
    .info = {.name = "wait_over_target",
             .role = MUSTER_ROUTER_CHOOSE_CONTACT,
             .summary = "the contact whose wait is the greatest part (or multiple) of its queue's `within`"},
    .pick_queue = pick,
};
