#include "sim/routing_private.h"

static int
pick(SimEngine *e, const SimTeam *team, guint64 queues, SimTick now)
{
  for (int k = 0; k < team->n_levels; k++) {
    int q = sim_best_head(e, team, team->level[k] & queues, now, sim_weighted_wait);
    if (q >= 0)
      return q;
  }
  return -1;
}

const SimRouter sim_router_preference = {
    .info = {.name = "preference",
             .role = MUSTER_ROUTER_CHOOSE_CONTACT,
             .summary = "the queue with the lowest `take`, among equals the greatest wait times weight",
             .parameter = "weight",
             .standard = 1,
             .help = "by which its wait is multiplied"},
    .pick_queue = pick,
};
