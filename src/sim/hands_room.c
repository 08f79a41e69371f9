/* Hands with room for more: offered to routing, taken back, closed when somebody is to leave. */
#include "sim/hand_private.h"
#include "sim/reserve_private.h"

static gboolean
first_to_finish_leaves(const SimEngine *e, guint32 id)
{
  return e->post == NULL && e->sim->centre->simulate.staff_drop == MUSTER_STAFF_DROP_FIRST_TO_FINISH && !sim_is_reserve(e, id);
}

gboolean
sim_hand_may_take_more(const SimEngine *e, guint32 id)
{
  const SimHand *hand = &e->hands->hand[id];
  return hand->n_held == 0 && (!e->agent[id].leaves || (first_to_finish_leaves(e, id) && !hand->goes));
}

void
sim_hand_offer_room(SimEngine *e, guint32 id, SimTick now)
{
  SimHand *hand = &e->hands->hand[id];
  SimAgent *agent = &e->agent[id];
  int team = e->sim->team[hand->base].room[sim_room_at(e->sim, hand->in)];
  if (team == 0 || !sim_hand_may_take_more(e, id))
    return;
  hand->offers = TRUE;
  agent->team = (guint16) team;
  agent->since = now + SIM_BUSY_SINCE;
  sim_chain_append(e, e->idle, e->idle_teams, id);
}

void
sim_hand_take_room_back(SimEngine *e, guint32 id)
{
  SimHand *hand = &e->hands->hand[id];
  if (!hand->offers)
    return;
  hand->offers = FALSE;
  sim_idle_remove(e, id);
  e->agent[id].team = hand->base;
}

gboolean
sim_hands_have_room(const SimEngine *e, guint32 id, int queue)
{
  return e->agent[id].state == SIM_AGENT_CHATS && e->hands->hand[id].offers &&
         (e->sim->team[e->agent[id].team].queues >> queue & 1);
}

void
sim_hands_stop(SimEngine *e, guint32 id)
{
  if (e->agent[id].state == SIM_AGENT_CHATS)
    sim_hand_take_room_back(e, id);
}

void
sim_hands_close(SimEngine *e, guint32 id)
{
  if (e->agent[id].state == SIM_AGENT_CHATS && !sim_hand_may_take_more(e, id))
    sim_hand_take_room_back(e, id);
}

void
sim_hands_reopen(SimEngine *e, guint32 id, SimTick now)
{
  if (e->agent[id].state != SIM_AGENT_CHATS)
    return;
  sim_hand_take_room_back(e, id);
  sim_hand_advance(e, id, now);
  sim_hands_available(e, id, now);
}

/* --- staff by number, first_to_finish ----------------------------------------------------------------------------- */

void
sim_hand_decide_who_goes(SimEngine *e, guint32 id)
{
  SimHand *hand = &e->hands->hand[id];
  SimAgent *agent = &e->agent[id];
  const SimGroupState *group = &e->group[agent->group];
  if (!agent->leaves || hand->goes || !first_to_finish_leaves(e, id))
    return;
  gint64 *n_going = &e->hands->n_going[agent->group];
  if (group->n_rostered - *n_going > group->target) {
    hand->goes = TRUE;
    ++*n_going;
  } else {
    agent->leaves = FALSE;
  }
}

void
sim_hands_levelled(SimEngine *e, int group, SimTick now)
{
  const SimGroupState *g = &e->group[group];
  gint64 *n_going = &e->hands->n_going[group];
  for (guint i = 0; i < g->agents->len && *n_going > MAX(0, g->n_rostered - g->target); i++) {
    guint32 id = g_array_index(g->agents, guint32, i);
    SimHand *hand = &e->hands->hand[id];
    if (e->agent[id].state != SIM_AGENT_CHATS || !hand->goes)
      continue;
    hand->goes = FALSE;
    e->agent[id].leaves = FALSE;
    --*n_going;
    sim_hands_reopen(e, id, now);
  }
}
