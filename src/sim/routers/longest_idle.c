#include "sim/routing_private.h"

static guint32
pick(const SimEngine *engine, const guint64 *teams, MusterKey contact, SimTick now)
{
  (void) contact;
  (void) now;
  return sim_pick_longest_idle(engine, teams, engine->sim->n_words);
}

const SimRouter sim_router_longest_idle = {
    .info = {.name = "longest_idle",
             .role = MUSTER_ROUTER_CHOOSE_AGENT,
             .summary = "the agent who has been idle longest"},
    .pick_agent = pick,
};
