#include "sim/routing_private.h"

/* Of an idle agent. */
static double
busy_share(const SimEngine *e, guint32 id, SimTick now)
{
  const SimOccupancy *occupancy = &e->occupancy[id];
  SimTick all = occupancy->busy + occupancy->idle + now - e->agent[id].since;
  return all == 0 ? 0 : (double) occupancy->busy / (double) all;
}

/* Among equals the one idle longest. Looks at every idle agent of the teams. */
static guint32
pick(const SimEngine *e, const guint64 *teams, MusterKey contact, SimTick now)
{
  (void) contact;
  guint32 best = SIM_NOBODY;
  double least = 0;
  for (int t = 0; t < e->sim->n_teams; t++) {
    if (!(teams[t / 64] >> (t % 64) & 1))
      continue;
    for (guint32 id = e->idle[t].head; id != SIM_NOBODY; id = e->agent[id].next) {
      double share = busy_share(e, id, now);
      if (best != SIM_NOBODY &&
          (share > least || (share == least && e->agent[id].since >= e->agent[best].since)))
        continue;
      least = share;
      best = id;
    }
  }
  return best;
}

const SimRouter sim_router_least_occupied = {
    .info = {.name = "least_occupied",
             .role = MUSTER_ROUTER_CHOOSE_AGENT,
             .summary = "the agent busy for the least share of the time on queue since they came on duty"},
    .pick_agent = pick,
};
