/* What becomes of a contact in the hands of somebody who may have several: it rings, is talked, is wrapped up, is over. */
#include "sim/hand_private.h"
#include "sim/conference_private.h"
#include "sim/same_private.h"
#include "sim/quiet_private.h"
#include "sim/warm_private.h"
#include <string.h>

static void
chats_change(SimEngine *e, guint32 id, int step, SimTick now)
{
  SimGroupState *group = &e->group[e->agent[id].group];
  group->n_chats += step;
  group->chats_area += step * (e->period_end - now);
}

/* --- begun -------------------------------------------------------------------------------------------------------- */

/* A new slot of the contact in his hands, which are counted busy from the first one on. */
static SimSlot *
new_slot(SimEngine *e, guint32 id, const SimContact *c, SimTick now)
{
  SimAgent *agent = &e->agent[id];
  SimHand *hand = &e->hands->hand[id];
  if (agent->state != SIM_AGENT_CHATS) {
    *hand = (SimHand){.as_of = now, .in = SIM_EMPTY_HANDS, .base = agent->team};
    sim_agent_busy(e, id, now);
    agent->state = SIM_AGENT_CHATS;
  }
  SimSlot *slot = &sim_slots_of(e, id)[hand->n++];
  hand->in = sim_in_hand_with(hand->in, c->q);
  e->hands->n_more[agent->group] += hand->n == 2;
  if (c->q->chats > 0)
    chats_change(e, id, 1, now);
  *slot = (SimSlot){.contact = *c, .share = 1, .agent = id, .memory = SIM_NOBODY, .begun = now};
  return slot;
}

static const SimServe *
serve_of(const SimEngine *e, guint32 id, int queue)
{
  return &e->sim->team[e->hands->hand[id].base].serve[queue];
}

/* Lines are held to the end of the talk. Only chats are slowed, and they hold none, so that the end is known, but for a talk with two
 * agents. */
static void
hold_line(SimEngine *e, const SimSlot *slot, SimTick begin)
{
  const SimContact *c = &slot->contact;
  if (c->cause == SIM_SECOND)
    return;
  if (slot->asks)
    sim_trunks_keep(e, c->queue, 1);
  else
    sim_trunks_hold(e, c->queue, begin + slot->work.talk);
}

static gboolean phase_ends(SimEngine *e, guint32 id, SimSlot *slot, SimTick now);

void
sim_hand_put(SimEngine *e, guint32 id, const SimContact *c, SimTick ring, SimTick vain_until, SimTick now)
{
  SimSlot *slot = new_slot(e, id, c, now);
  if (vain_until < SIM_NEVER) {
    slot->phase = SIM_IN_VAIN;
    slot->left = (double) (vain_until - now);
    return;
  }
  const SimServe *serve = serve_of(e, id, c->queue);
  SimTick begin = now + ring;
  slot->wait = begin - c->arrived;
  slot->work = sim_work_of(e, id, serve, c);
  slot->phase = SIM_RINGS;
  slot->left = (double) ring;
  sim_record_taken(e, serve, e->agent[id].group, c, begin);
  if (c->q->asks && sim_second_drawn(e, c, &slot->work)) {
    slot->asks = TRUE;
    sim_cell(e, c->row, c->queue)->x[SIM_Q_CONFERENCES]++;
  }
  slot->stays = !slot->asks && c->q->warm && c->cause != SIM_SECOND && sim_warm_drawn(e, c);
  if (c->cause == SIM_SECOND)
    sim_second_meets(e, c->key);
  if (e->warm != NULL && c->cause == SIM_TRANSFERRED)
    sim_warm_taken(e, c->key, MAX(begin, now + 1), now);
  if (e->trunks != NULL)
    hold_line(e, slot, begin);
  if (e->same != NULL && c->cause != SIM_SECOND) {
    sim_same_answered(e, id, c->queue, c->row);
    slot->memory = sim_same_memory(e);
  }
  if (e->same != NULL)
    sim_same_forget(e);
  if (ring == 0)
    phase_ends(e, id, slot, now);
}

void
sim_hand_resume(SimEngine *e, guint32 id, const SimContact *c, guint32 node, SimTick now)
{
  const SimChatNote *note = &e->hands->note[node];
  SimSlot *slot = new_slot(e, id, c, now);
  slot->work = sim_work_of(e, id, serve_of(e, id, c->queue), c);
  slot->asks = c->q->asks && sim_second_drawn(e, c, &slot->work);
  slot->stays = !slot->asks && c->q->warm && sim_warm_drawn(e, c);
  slot->share = note->share;
  slot->wait = note->wait;
  slot->spent = note->spent;
  slot->agent = note->agent;
  slot->memory = e->same != NULL ? sim_same_of_node(e, node) : SIM_NOBODY;
  slot->phase = SIM_RINGS;
  slot->left = (double) c->q->ring;
  if (c->q->ring == 0)
    phase_ends(e, id, slot, now);
}

void
sim_hands_case(SimEngine *e, guint32 id, const SimContact *c, SimTick left, SimTick now)
{
  SimSlot *slot = new_slot(e, id, c, now);
  slot->phase = SIM_AT_CASE;
  slot->left = (double) left;
  e->hands->hand[id].case_since = now;
  if (c->q->rules.interruptible)
    g_array_append_val(e->hands->gives_way, id);
}

/* --- over --------------------------------------------------------------------------------------------------------- */

void
sim_hand_tell(SimEngine *e, const SimContact *c, guint32 agent, SimTick wait, SimTick talk, SimTick after_call, SimTick work, SimTick now)
{
  if (e->extras == NULL)
    return;
  sim_extras_answered(e, c->queue, agent, c->row, c->arrived, wait, talk, after_call, c->key);
  sim_extras_worked(e, work);
  sim_trace_ends(e, c->key, -1, now);
}

/* What the contact leads to remembers who had it. */
static void
recall(SimEngine *e, guint32 id, const SimSlot *slot)
{
  if (e->same != NULL)
    sim_same_done(e, slot->memory, id);
}

static void
talk_ends(SimEngine *e, guint32 id, SimSlot *slot, SimTick now)
{
  const SimContact *c = &slot->contact;
  slot->talked = now;
  if (c->q->quiet != NULL)
    slot->work.after_call = sim_quiet_work(e, id, e->hands->hand[id].base, c, slot->work.after_call, now);
  slot->left = (double) slot->work.after_call;
  slot->phase = SIM_WRAPS_UP;
  if (c->cause == SIM_SECOND) { /* a colleague leads to nothing */
    sim_second_comes(e, c->key, now, now);
    return;
  }
  if (slot->stays) /* it has been passed on */
    return;
  recall(e, id, slot);
  sim_flow_pass_on(e, c->queue, c->key, c->row, now);
  if (e->same != NULL)
    sim_same_forget(e);
}

static void
contact_ends(SimEngine *e, guint32 id, const SimSlot *slot, SimTick now)
{
  const SimContact *c = &slot->contact;
  if (c->q->leads_on && c->cause != SIM_SECOND) {
    recall(e, id, slot);
    sim_flow_ended(e, c->queue, c->key, now);
    if (e->same != NULL)
      sim_same_forget(e);
  }
  sim_hand_tell(e, c, slot->agent, slot->wait, slot->spent + slot->talked - slot->begun, now - slot->talked,
                slot->work.talk + slot->work.after_call, now);
}

/* Until somebody else comes, for the talk or for what is passed on. */
static void
held(SimEngine *e, guint32 id, SimSlot *slot, SimTick now)
{
  slot->talked = now;
  slot->phase = SIM_HELD;
  slot->left = INFINITY;
  e->hands->hand[id].n_held++;
  if (slot->asks) {
    sim_second_ask(e, id, &slot->contact, &slot->work, now);
    return;
  }
  recall(e, id, slot);
  sim_warm_stay(e, id, &slot->contact, &slot->work, now);
  if (e->same != NULL)
    sim_same_forget(e);
}

/* TRUE when nothing follows: the slot is free. */
static gboolean
phase_ends(SimEngine *e, guint32 id, SimSlot *slot, SimTick now)
{
  switch (slot->phase) {
  case SIM_IN_VAIN:
    return TRUE;
  case SIM_RINGS:
    slot->begun = now;
    slot->left = (double) slot->work.talk * slot->share;
    slot->phase = SIM_TALKS;
    return FALSE;
  case SIM_HELD:
    e->hands->hand[id].n_held--;
    slot->work.talk += now - slot->talked;
    talk_ends(e, id, slot, now);
    return FALSE;
  case SIM_TALKS:
    if (slot->asks || slot->stays)
      held(e, id, slot, now);
    else
      talk_ends(e, id, slot, now);
    return FALSE;
  case SIM_WRAPS_UP:
    contact_ends(e, id, slot, now);
    return TRUE;
  case SIM_AT_CASE:
    sim_case_ends(e, id, now);
    return TRUE;
  }
  g_assert_not_reached();
}

static void
give_way_no_more(SimEngine *e, guint32 id)
{
  GArray *ids = e->hands->gives_way;
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index(ids, guint32, i) == id) {
      g_array_remove_index(ids, i);
      return;
    }
}

void
sim_hand_drop(SimEngine *e, guint32 id, int i, SimTick now)
{
  SimHand *hand = &e->hands->hand[id];
  SimSlot *slot = sim_slots_of(e, id);
  const SimQueue *q = slot[i].contact.q;
  if (q->chats > 0)
    chats_change(e, id, -1, now);
  if (slot[i].phase == SIM_AT_CASE && q->rules.interruptible)
    give_way_no_more(e, id);
  hand->n--;
  e->hands->n_more[e->agent[id].group] -= hand->n == 1;
  memmove(&slot[i], &slot[i + 1], (gsize) (hand->n - i) * sizeof *slot);
  hand->in = SIM_EMPTY_HANDS;
  for (int k = 0; k < hand->n; k++)
    hand->in = sim_in_hand_with(hand->in, slot[k].contact.q);
}

void
sim_hand_phases(SimEngine *e, guint32 id, SimTick now)
{
  const SimHand *hand = &e->hands->hand[id];
  SimSlot *slot = sim_slots_of(e, id);
  for (int i = 0; i < hand->n;) {
    gboolean over = FALSE;
    while (!over && slot[i].left <= SIM_NOTHING_LEFT)
      over = phase_ends(e, id, &slot[i], now);
    if (over)
      sim_hand_drop(e, id, i, now);
    else
      i++;
  }
}

/* --- what others do with it --------------------------------------------------------------------------------------- */

void
sim_hands_held_until(SimEngine *e, guint32 id, MusterKey key, SimTick end, SimTick now)
{
  SimHand *hand = &e->hands->hand[id];
  SimSlot *slot = sim_slots_of(e, id);
  sim_hand_advance(e, id, now);
  for (int i = 0; i < hand->n; i++)
    if (slot[i].phase == SIM_HELD && slot[i].contact.key == key)
      slot[i].left = (double) (end - now);
  sim_hand_time(e, id);
}
