#include "sim/routing_private.h"

static double
length(SimEngine *e, int queue, const SimNode *first, SimTick now)
{
  (void) first;
  (void) now;
  return e->sim->contact_value[queue] * (double) e->line[queue].n_live;
}

/* The line's count holds those too whose patience has ended unseen, so the lines are settled first. */
static int
pick(SimEngine *e, const SimTeam *team, guint64 queues, SimTick now)
{
  sim_settle(e, now);
  return sim_best_head(e, team, queues & e->waiting, now, length);
}

const SimRouter sim_router_longest_queue = {
    .info = {.name = "longest_queue",
             .role = MUSTER_ROUTER_CHOOSE_CONTACT,
             .summary = "the first contact of the queue in which most wait (times its weight)",
             .parameter = "weight",
             .standard = 1,
             .help = "by which its length is multiplied"},
    .pick_queue = pick,
};
