#include "sim/routing_private.h"

/* Of the teams with the fewest queues, the agent idle longest. */
static guint32
pick(const SimEngine *e, const guint64 *teams, MusterKey contact, SimTick now)
{
  (void) contact;
  (void) now;
  guint32 best = SIM_NOBODY;
  int fewest = G_MAXINT;
  for (int t = 0; t < e->sim->n_teams; t++) {
    if (!(teams[t / 64] >> (t % 64) & 1))
      continue;
    int skills = __builtin_popcountll(e->sim->team[t].queues);
    guint32 id = e->idle[t].head;
    if (skills < fewest || (skills == fewest && e->agent[id].since < e->agent[best].since)) {
      fewest = skills;
      best = id;
    }
  }
  return best;
}

const SimRouter sim_router_fewest_skills = {
    .info = {.name = "fewest_skills",
             .role = MUSTER_ROUTER_CHOOSE_AGENT,
             .summary = "an agent who serves the fewest queues, of these the one idle longest"},
    .pick_agent = pick,
};
