#include "sim/routing_private.h"

static guint32
pick(const SimEngine *e, const guint64 *teams, MusterKey contact, SimTick now)
{
  (void) contact;
  guint32 best = SIM_NOBODY;
  double most = 0;
  for (int t = 0; t < e->sim->n_teams; t++) {
    if (!(teams[t / 64] >> (t % 64) & 1))
      continue;
    guint32 id = e->idle[t].head; /* of a team the one idle longest has the most */
    SimTick since = e->agent[id].since; /* later than now of those who have contacts in hand */
    double idle = e->sim->agent_value[e->sim->team[t].group] * (double) MAX(0, now - since);
    if (best == SIM_NOBODY || idle > most || (idle == most && since < e->agent[best].since)) {
      most = idle;
      best = id;
    }
  }
  return best;
}

const SimRouter sim_router_weighted_idle = {
    .info = {.name = "weighted_idle",
             .role = MUSTER_ROUTER_CHOOSE_AGENT,
             .summary = "the agent with the greatest idle time times the group's weight",
             .parameter = "weight",
             .standard = 1,
             .help = "by which its idle time is multiplied"},
    .pick_agent = pick,
};
