#include "sim/routing_private.h"

static int
in_hand(const SimTeam *team)
{
  return team->in_hand;
}

/* Of the agents with the fewest contacts in hand, the one idle longest, or whose hands have not changed for longest. */
static guint32
pick(const SimEngine *e, const guint64 *teams, MusterKey contact, SimTick now)
{
  (void) contact;
  (void) now;
  return sim_pick_fewest(e, teams, in_hand);
}

const SimRouter sim_router_fewest_chats = {
    .info = {.name = "fewest_chats",
             .role = MUSTER_ROUTER_CHOOSE_AGENT,
             .summary = "the agent with the fewest contacts in hand, of these the one idle longest; the usual one with chats"},
    .pick_agent = pick,
};
