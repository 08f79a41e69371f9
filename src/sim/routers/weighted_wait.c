#include "sim/routing_private.h"

static int
pick(SimEngine *e, const SimTeam *team, guint64 queues, SimTick now)
{
  return sim_best_head(e, team, queues, now, sim_weighted_wait);
}

const SimRouter sim_router_weighted_wait = {
    .info = {.name = "weighted_wait",
             .role = MUSTER_ROUTER_CHOOSE_CONTACT,
             .summary = "the contact with the greatest wait times its queue's weight",
             .parameter = "weight",
             .standard = 1,
             .help = "by which its wait is multiplied"},
    .pick_queue = pick,
};
