#include "sim/routing_private.h"

/* Of the agents with the fewest contacts in hand, the one idle longest, or whose hands have not changed for longest. */
static guint32
pick(const SimEngine *e, const guint64 *teams, MusterKey contact, SimTick now)
{
  (void) contact;
  (void) now;
  guint32 best = SIM_NOBODY;
  int fewest = G_MAXINT;
  for (int w = 0; w < e->sim->n_words; w++)
    for (guint64 m = teams[w]; m != 0; m &= m - 1) {
      int t = w * 64 + __builtin_ctzll(m), in_hand = e->sim->team[t].in_hand;
      guint32 id = e->idle[t].head;
      if (in_hand < fewest || (in_hand == fewest && e->agent[id].since < e->agent[best].since)) {
        fewest = in_hand;
        best = id;
      }
    }
  return best;
}

const SimRouter sim_router_fewest_chats = {
    .info = {.name = "fewest_chats",
             .role = MUSTER_ROUTER_CHOOSE_AGENT,
             .summary = "the agent with the fewest contacts in hand, of these the one idle longest; the usual one with chats"},
    .pick_agent = pick,
};
