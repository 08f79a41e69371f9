#include "sim/routing_private.h"

static int
pick(SimEngine *engine, const SimTeam *team, guint64 queues, SimTick now)
{
  return sim_oldest_head(engine, team, queues, now);
}

const SimRouter sim_router_longest_wait = {
    .info = {.name = "longest_wait",
             .role = MUSTER_ROUTER_CHOOSE_CONTACT,
             .summary = "the contact that has waited longest, whatever its queue's priority"},
    .pick_queue = pick,
};
