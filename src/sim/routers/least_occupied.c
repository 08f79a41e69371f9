#include "sim/agents_private.h"
#include "sim/routing_private.h"

/* Of an idle agent, or of one with contacts in hand and room for more. */
static double
busy_share(const SimEngine *e, guint32 id, SimTick now)
{
  const SimOccupancy *occupancy = &e->occupancy[id];
  SimTick busy = occupancy->busy, idle = occupancy->idle;
  if (sim_agent_works(&e->agent[id]))
    busy += now - occupancy->since;
  else
    idle += now - e->agent[id].since;
  return busy + idle == 0 ? 0 : (double) busy / (double) (busy + idle);
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
