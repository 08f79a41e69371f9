/* Cases in hands that may have several contacts: put into them, taken out, given way. */
#include "sim/hand_private.h"

int
sim_hand_case_slot(const SimEngine *e, guint32 id)
{
  const SimSlot *slot = sim_slots_of(e, id);
  for (int i = 0; i < e->hands->hand[id].n; i++)
    if (slot[i].phase == SIM_AT_CASE)
      return i;
  return -1;
}

gboolean
sim_hands_have_case(const SimEngine *e, guint32 id)
{
  return sim_hand_case_slot(e, id) >= 0;
}

SimTick
sim_hands_drop_case(SimEngine *e, guint32 id, SimTick now)
{
  sim_hand_take_room_back(e, id);
  sim_hand_advance(e, id, now);
  int i = sim_hand_case_slot(e, id);
  SimTick left = (SimTick) MAX(0, sim_slots_of(e, id)[i].left);
  sim_hand_drop(e, id, i, now);
  return left;
}

/* Without his case the agent could take a contact of the queue. */
static gboolean
could_take(const SimEngine *e, guint32 id, int queue)
{
  const SimSlot *slot = sim_slots_of(e, id);
  SimInHand in = SIM_EMPTY_HANDS;
  for (int i = 0; i < e->hands->hand[id].n; i++)
    if (slot[i].phase != SIM_AT_CASE)
      in = sim_in_hand_with(in, slot[i].contact.q);
  return sim_in_hand_takes(in, &e->sim->queue[queue]);
}

static gboolean
gives_way(const SimEngine *e, guint32 id, int queue)
{
  int i = e->agent[id].leaves || e->hands->hand[id].n_held > 0 ? -1 : sim_hand_case_slot(e, id);
  return i >= 0 && sim_slots_of(e, id)[i].contact.q->rules.interruptible && could_take(e, id, queue);
}

guint32
sim_hands_interruptible(const SimEngine *e, const guint64 *teams, int queue, SimTick *since)
{
  const GArray *ids = e->hands->gives_way;
  for (guint i = ids->len; i-- > 0;) {
    guint32 id = g_array_index(ids, guint32, i);
    const SimHand *hand = &e->hands->hand[id];
    if (!(teams[hand->base / 64] >> (hand->base % 64) & 1) || !gives_way(e, id, queue))
      continue;
    *since = hand->case_since;
    return id;
  }
  return SIM_NOBODY;
}

void
sim_hands_giving(const SimEngine *e, int queue, guint64 *teams)
{
  const GArray *ids = e->hands->gives_way;
  for (guint i = 0; i < ids->len; i++) {
    guint32 id = g_array_index(ids, guint32, i);
    int base = e->hands->hand[id].base;
    if (gives_way(e, id, queue))
      teams[base / 64] |= G_GUINT64_CONSTANT(1) << (base % 64);
  }
}

gboolean
sim_hands_take(const SimEngine *e, guint32 id, int queue)
{
  const SimQueue *q = &e->sim->queue[queue];
  if (q->is_case)
    return sim_hands_have_room(e, id, queue) && !e->cases->shut[e->agent[id].group];
  return sim_hands_have_room(e, id, queue) || gives_way(e, id, queue);
}

gboolean
sim_hands_without_room(const SimEngine *e, guint32 id, int queue)
{
  return e->agent[id].state == SIM_AGENT_CHATS && !sim_hands_have_room(e, id, queue);
}
