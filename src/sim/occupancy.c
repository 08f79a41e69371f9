/* How busy each agent has been since they came on duty, for `choose_agent: least_occupied`. */
#include "sim/routing_private.h"

void
sim_occupancy_reserve(SimEngine *e)
{
  if (e->sim->choose_agent == SIM_ROUTER_least_occupied)
    e->occupancy = g_renew(SimOccupancy, e->occupancy, e->agent_capacity);
}

void
sim_occupancy_come(SimEngine *e, guint32 id, SimTick now)
{
  if (e->occupancy != NULL)
    e->occupancy[id] = (SimOccupancy){.since = now};
}

void
sim_occupancy_rest(SimEngine *e, guint32 id, SimTick now)
{
  if (e->occupancy != NULL)
    e->occupancy[id].idle += now - e->agent[id].since;
}

void
sim_occupancy_busy(SimEngine *e, guint32 id, SimTick now)
{
  if (e->agent[id].state == SIM_AGENT_IDLE)
    sim_occupancy_rest(e, id, now);
  e->occupancy[id].since = now;
}

void
sim_occupancy_free(SimEngine *e, guint32 id, SimTick now)
{
  SimOccupancy *occupancy = &e->occupancy[id];
  occupancy->busy += now - occupancy->since;
}
