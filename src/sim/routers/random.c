#include "sim/routing_private.h"

static guint32
n_idle(const SimEngine *e, int team)
{
  guint32 n = 0;
  for (guint32 id = e->idle[team].head; id != SIM_NOBODY; id = e->agent[id].next)
    n++;
  return n;
}

static guint32
pick(const SimEngine *e, const guint64 *teams, MusterKey contact, SimTick now)
{
  (void) now;
  guint32 n = 0;
  for (int t = 0; t < e->sim->n_teams; t++)
    if (teams[t / 64] >> (t % 64) & 1)
      n += n_idle(e, t);
  guint32 chosen = (guint32) ((muster_draw_bits(contact, MUSTER_DRAW_ROUTE) >> 32) * n >> 32);
  for (int t = 0; t < e->sim->n_teams; t++) {
    if (!(teams[t / 64] >> (t % 64) & 1))
      continue;
    for (guint32 id = e->idle[t].head; id != SIM_NOBODY; id = e->agent[id].next)
      if (chosen-- == 0)
        return id;
  }
  g_assert_not_reached();
}

const SimRouter sim_router_random = {
    .info = {.name = "random",
             .role = MUSTER_ROUTER_CHOOSE_AGENT,
             .summary = "any idle agent, all equally likely"},
    .pick_agent = pick,
};
