/* `shift_end: hand_back`: what can wait or be passed on does not keep its agent past the end of the shift (semantics, "Agents"): cases,
 * and chats that ring or are talked. A chat goes back to the head of its line with the share of its talk that is left, or to
 * somebody who has room at once; it was answered once and gives up no more. Calls, wrap-up and talks with a second agent are finished. */
#include "sim/cases_private.h"
#include "sim/choose_private.h"
#include "sim/hand_private.h"

static gboolean all_go_back(const SimEngine *e, guint32 id);
static void give_back(SimEngine *e, guint32 id, SimTick now);

gboolean
sim_may_hand_back(const SimEngine *e)
{
  return e->sim->centre->simulate.shift_end == MUSTER_SHIFT_END_HAND_BACK;
}

gboolean
sim_hands_back(const SimEngine *e, guint32 id)
{
  if (!sim_may_hand_back(e))
    return FALSE;
  if (e->agent[id].state == SIM_AGENT_CHATS)
    return all_go_back(e, id);
  return e->agent[id].state == SIM_AGENT_CASE;
}

void
sim_hand_back(SimEngine *e, guint32 id, SimTick now)
{
  if (sim_has_hands(e, id)) {
    give_back(e, id, now);
    return;
  }
  sim_agent_not_busy(e, id, now);
  e->agent[id].state = SIM_AGENT_OFF;
  sim_case_hand_back(e, id, now);
}

/* --- hands with several ------------------------------------------------------------------------------------------- */

/* A chat of which something is left for others, or that rings in vain. */
static gboolean
chat_goes(const SimSlot *slot)
{
  return slot->contact.q->chats > 0 && slot->contact.cause != SIM_SECOND &&
         (slot->phase == SIM_RINGS || slot->phase == SIM_TALKS || slot->phase == SIM_IN_VAIN);
}

static gboolean
all_go_back(const SimEngine *e, guint32 id)
{
  const SimSlot *slot = sim_slots_of(e, id);
  for (int i = 0; i < e->hands->hand[id].n; i++)
    if (!chat_goes(&slot[i]) && slot[i].phase != SIM_AT_CASE)
      return FALSE;
  return TRUE;
}

static SimChatNote
note_of(const SimSlot *slot, SimTick now)
{
  SimChatNote note = {slot->share, slot->wait, slot->spent, slot->agent};
  if (slot->phase == SIM_TALKS) {
    note.share = slot->work.talk > 0 ? CLAMP(slot->left / (double) slot->work.talk, 0, 1) : 0;
    note.spent += now - slot->begun;
  }
  return note;
}

static void
keep_note(SimEngine *e, guint32 node, const SimChatNote *note)
{
  SimHands *hands = e->hands;
  if (hands->n_notes < e->node_capacity) {
    hands->note = g_renew(SimChatNote, hands->note, e->node_capacity);
    hands->n_notes = e->node_capacity;
  }
  hands->note[node] = *note;
}

static guint32
put_at_head(SimEngine *e, const SimContact *c, const SimChatNote *note, guint32 remembered, SimTick now)
{
  SimTask task = {.arrived = c->arrived, .place = c->arrived, .key = c->key, .queue = c->queue, .row = c->row, .cause = c->cause,
                  .remembered = remembered};
  guint32 node = sim_line_put(e, &task, now, TRUE);
  if (c->q->is_noted) /* it escalates no more */
    *sim_case_note(e, node) = (SimCaseNote){.due = SIM_NEVER, .begun = TRUE};
  keep_note(e, node, note);
  return node;
}

/* The chat waits, or somebody takes it. */
static void
give(SimEngine *e, const SimSlot *slot, SimTick now)
{
  const SimContact *c = &slot->contact;
  SimTick wait = now - c->arrived;
  SimChatNote note = note_of(slot, now);
  guint32 node = put_at_head(e, c, &note, slot->memory, now);
  guint32 id = c->q->conditional ? sim_rules_pick_agent(e, c->queue, wait, c->key, now)
                                 : pick_agent(e, &c->q->offer[sim_delays_reached(c->q, wait)], c->queue, c->key, now);
  if (id != SIM_NOBODY)
    sim_engine_give(e, id, c->queue, node, now);
}

static void
give_back(SimEngine *e, guint32 id, SimTick now)
{
  SimHand *hand = &e->hands->hand[id];
  SimSlot *slot = sim_slots_of(e, id), chat[SIM_MOST_CHATS + 1];
  int n = 0;
  sim_hand_take_room_back(e, id);
  sim_hand_advance(e, id, now);
  gboolean all = all_go_back(e, id);
  for (int i = hand->n; i-- > 0;)
    if (chat_goes(&slot[i])) {
      chat[n] = slot[i];
      n += slot[i].phase != SIM_IN_VAIN; /* that one is over for the customer */
      sim_hand_drop(e, id, i, now);
    }
  if (all)
    sim_agent_not_busy(e, id, now);
  if (sim_hand_case_slot(e, id) >= 0)
    sim_case_hand_back(e, id, now);
  if (all) {
    e->agent[id].state = SIM_AGENT_OFF;
    e->agent[id].end = -1; /* an event that may be left ends nothing */
  } else {
    sim_hand_time(e, id);
  }
  for (int i = 0; i < n; i++) /* the last first: the eldest comes to the very head */
    give(e, &chat[i], now);
}

void
sim_hands_give_rest_back(SimEngine *e, guint32 id, SimTick now)
{
  if (e->agent[id].state == SIM_AGENT_CHATS && !all_go_back(e, id))
    give_back(e, id, now);
}

void
sim_hands_left(SimEngine *e, int queue, guint32 node_id, SimTick now)
{
  const SimNode *node = &e->node[node_id];
  const SimChatNote *note = &e->hands->note[node_id];
  SimContact c = {&e->sim->queue[queue], node->arrived, node->key, queue, node->row, node->cause & (guint8) ~SIM_SET_APART};
  sim_hand_tell(e, &c, note->agent, note->wait, note->spent, 0, note->spent, now);
}
