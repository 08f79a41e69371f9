#include "sim/routing_private.h"

/* The line's count holds those too whose patience has ended unseen, so the lines are settled first. */
static int
pick(SimEngine *e, const SimTeam *team, guint64 queues, SimTick now)
{
  int best = -1;
  double longest = 0;
  SimTick oldest = SIM_NEVER;
  sim_settle(e, now);
  for (guint64 m = queues & e->waiting; m != 0; m &= m - 1) {
    int q = __builtin_ctzll(m);
    const SimNode *first = sim_first_for(e, team, q, now);
    double length = e->sim->contact_value[q] * (double) e->line[q].n_live;
    if (first == NULL || (best >= 0 && (length < longest || (length == longest && first->place >= oldest))))
      continue;
    best = q;
    longest = length;
    oldest = first->place;
  }
  return best;
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
