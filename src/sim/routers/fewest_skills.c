#include "sim/routing_private.h"

static int
skills(const SimTeam *team)
{
  return __builtin_popcountll(team->queues);
}

/* Of the teams with the fewest queues, the agent idle longest. */
static guint32
pick(const SimEngine *e, const guint64 *teams, MusterKey contact, SimTick now)
{
  (void) contact;
  (void) now;
  return sim_pick_fewest(e, teams, skills);
}

const SimRouter sim_router_fewest_skills = {
    .info = {.name = "fewest_skills",
             .role = MUSTER_ROUTER_CHOOSE_AGENT,
             .summary = "an agent who serves the fewest queues, of these the one idle longest"},
    .pick_agent = pick,
};
