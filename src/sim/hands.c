#include "sim/hands_private.h"
#include "sim/choose_private.h"
#include "sim/room_private.h"
#include "sim/work_private.h"
#include <string.h>

#define NOTHING_LEFT 1e-3 /* ticks: pace makes fractions of them */

/* What goes on in a slot, in this order. */
typedef enum {
  IN_VAIN, /* rings until patience ends */
  RINGS,
  TALK,
  WRAP_UP, /* after-call work that is apart */
} Phase;

typedef struct {
  double left; /* of the phase, in ticks at full speed */
  SimContact contact;
  SimWork work;
  SimTick wait, begun, talked; /* when the talk began and ended */
  Phase phase;
} Slot;

typedef struct {
  SimTick as_of; /* of the slots' `left` */
  SimTick next;  /* the next end of a phase */
  SimInHand in;
  guint16 base; /* his team */
  guint8 n;     /* slots in use */
  guint8 pending; /* his entry is in the heap, at the agent's `end` */
  guint8 offers;  /* stands in the chain of a team with room */
  guint8 goes;    /* leaves when his hands are empty, though whoever finishes first would (first_to_finish) */
} Hand;

struct SimHands {
  Hand *hand;  /* by agent */
  Slot *slot;  /* [agent * n_slots] */
  int n_slots; /* of an agent */
  gint64 *n_going; /* [n_groups] agents of whom `goes` holds */
};

SimHands *
sim_hands_new(const MusterSim *sim)
{
  if (!sim->several)
    return NULL;
  SimHands *hands = g_new0(SimHands, 1);
  hands->n_slots = sim->most_chats + 1;
  hands->n_going = g_new0(gint64, MAX(sim->n_groups, 1));
  return hands;
}

void
sim_hands_free(SimHands *hands)
{
  if (hands == NULL)
    return;
  g_free(hands->hand);
  g_free(hands->slot);
  g_free(hands->n_going);
  g_free(hands);
}

void
sim_hands_grow(SimEngine *e)
{
  SimHands *hands = e->hands;
  hands->hand = g_renew(Hand, hands->hand, e->agent_capacity);
  hands->slot = g_renew(Slot, hands->slot, (gsize) e->agent_capacity * (gsize) hands->n_slots);
}

void
sim_hands_begin(SimEngine *e)
{
  memset(e->hands->n_going, 0, (gsize) e->sim->n_groups * sizeof *e->hands->n_going);
}

static Slot *
slots_of(const SimEngine *e, guint32 id)
{
  return &e->hands->slot[(gsize) id * (gsize) e->hands->n_slots];
}

/* --- time --------------------------------------------------------------------------------------------------------- */

/* Ticks of work done per tick, with n contacts in hand. A call goes at full speed; so does the ringing. */
static double
speed(const Slot *slot, int n)
{
  const SimQueue *q = slot->contact.q;
  return q->pace == NULL || slot->phase < TALK ? 1 : q->pace[MIN(n, q->chats) - 1];
}

/* Brings the slots up to date: what is in hand has been so since the last time. */
static void
advance(SimEngine *e, guint32 id, SimTick now)
{
  Hand *hand = &e->hands->hand[id];
  Slot *slot = slots_of(e, id);
  double passed = (double) (now - hand->as_of);
  for (int i = 0; i < hand->n; i++)
    slot[i].left -= passed * speed(&slot[i], hand->n);
  hand->as_of = now;
}

static void
push_next(SimEngine *e, guint32 id)
{
  Hand *hand = &e->hands->hand[id];
  e->agent[id].end = hand->next;
  hand->pending = TRUE;
  sim_agent_push(e, id);
}

/* Finds the next end and sees that the heap has an entry that is not later. */
static void
time_next(SimEngine *e, guint32 id)
{
  Hand *hand = &e->hands->hand[id];
  const Slot *slot = slots_of(e, id);
  hand->next = SIM_NEVER - 1;
  for (int i = 0; i < hand->n; i++) {
    double ticks = MAX(0, ceil(slot[i].left / speed(&slot[i], hand->n) - NOTHING_LEFT));
    if (ticks < (double) (hand->next - hand->as_of))
      hand->next = hand->as_of + (SimTick) ticks;
  }
  if (!hand->pending || e->agent[id].end > hand->next)
    push_next(e, id);
}

/* --- room --------------------------------------------------------------------------------------------------------- */

static gboolean
first_to_finish_leaves(const SimEngine *e)
{
  return e->post == NULL && e->sim->centre->simulate.staff_drop == MUSTER_STAFF_DROP_FIRST_TO_FINISH;
}

static gboolean
may_take_more(const SimEngine *e, guint32 id)
{
  return !e->agent[id].leaves || (first_to_finish_leaves(e) && !e->hands->hand[id].goes);
}

static void
offer_room(SimEngine *e, guint32 id, SimTick now)
{
  Hand *hand = &e->hands->hand[id];
  SimAgent *agent = &e->agent[id];
  int team = e->sim->team[hand->base].room[sim_room_at(e->sim, hand->in)];
  if (team == 0 || !may_take_more(e, id))
    return;
  hand->offers = TRUE;
  agent->team = (guint16) team;
  agent->since = now + SIM_BUSY_SINCE;
  sim_chain_append(e, e->idle, e->idle_teams, id);
}

static void
take_room_back(SimEngine *e, guint32 id)
{
  Hand *hand = &e->hands->hand[id];
  if (!hand->offers)
    return;
  hand->offers = FALSE;
  sim_idle_remove(e, id);
  e->agent[id].team = hand->base;
}

void
sim_hands_close(SimEngine *e, guint32 id)
{
  if (e->agent[id].state == SIM_AGENT_CHATS && !may_take_more(e, id))
    take_room_back(e, id);
}

/* --- contacts begin and end --------------------------------------------------------------------------------------- */

static void
chats_change(SimEngine *e, guint32 id, int step, SimTick now)
{
  SimGroupState *group = &e->group[e->agent[id].group];
  group->n_chats += step;
  group->chats_area += step * (e->period_end - now);
}

/* The agent is idle, or stands with room: he is reached for. */
static void
reach_for(SimEngine *e, guint32 id, SimTick now)
{
  SimAgent *agent = &e->agent[id];
  if (agent->state == SIM_AGENT_CHATS) {
    take_room_back(e, id);
    advance(e, id, now);
  } else {
    sim_idle_remove(e, id);
  }
}

/* The contact is answered and over. */
static void
tell_end(SimEngine *e, guint32 id, const Slot *slot, SimTick now)
{
  const SimContact *c = &slot->contact;
  if (c->q->leads_on)
    sim_flow_ended(e, c->queue, c->key, now);
  if (e->extras == NULL)
    return;
  sim_extras_answered(e, c->queue, id, c->row, c->arrived, slot->wait, slot->talked - slot->begun,
                      now - slot->talked, c->key);
  sim_extras_worked(e, slot->work.talk + slot->work.after_call);
}

/* The phase of the slot has ended. TRUE when there is no other: the slot is free. */
static gboolean
next_phase(SimEngine *e, guint32 id, Slot *slot, SimTick now)
{
  const SimContact *c = &slot->contact;
  switch (slot->phase) {
  case IN_VAIN:
    return TRUE;
  case RINGS:
    slot->begun = now;
    slot->left = (double) slot->work.talk;
    slot->phase = TALK;
    return FALSE;
  case TALK:
    slot->talked = now;
    slot->left = (double) slot->work.after_call;
    slot->phase = WRAP_UP;
    sim_flow_pass_on(e, c->queue, c->key, c->row, now);
    return FALSE;
  case WRAP_UP:
    tell_end(e, id, slot, now);
    return TRUE;
  }
  g_assert_not_reached();
}

/* Puts the contact into a free slot; his other slots are up to date. `vain_until`: its patience ends then, while it rings; else
 * SIM_NEVER. */
static void
take(SimEngine *e, guint32 id, const SimContact *c, SimTick vain_until, SimTick now)
{
  SimAgent *agent = &e->agent[id];
  Hand *hand = &e->hands->hand[id];
  if (agent->state != SIM_AGENT_CHATS) {
    *hand = (Hand){.as_of = now, .in = SIM_EMPTY_HANDS, .base = agent->team};
    sim_agent_busy(e, id, now);
    agent->state = SIM_AGENT_CHATS;
  }
  const SimServe *serve = &e->sim->team[hand->base].serve[c->queue];
  Slot *slot = &slots_of(e, id)[hand->n++];
  hand->in = sim_in_hand_with(hand->in, c->q);
  if (c->q->chats > 0)
    chats_change(e, id, 1, now);
  *slot = (Slot){.contact = *c, .wait = now + c->q->ring - c->arrived};
  if (vain_until < SIM_NEVER) {
    slot->phase = IN_VAIN;
    slot->left = (double) (vain_until - now);
    return;
  }
  slot->work = sim_work_of(e, id, serve, c);
  slot->phase = RINGS;
  slot->left = (double) c->q->ring;
  sim_record_taken(e, serve, agent->group, c, now + c->q->ring);
  if (c->q->ring == 0)
    next_phase(e, id, slot, now);
}

/* Takes slot i out of the agent's hands. */
static void
drop(SimEngine *e, guint32 id, int i, SimTick now)
{
  Hand *hand = &e->hands->hand[id];
  Slot *slot = slots_of(e, id);
  if (slot[i].contact.q->chats > 0)
    chats_change(e, id, -1, now);
  hand->n--;
  memmove(&slot[i], &slot[i + 1], (gsize) (hand->n - i) * sizeof *slot);
  hand->in = SIM_EMPTY_HANDS;
  for (int k = 0; k < hand->n; k++)
    hand->in = sim_in_hand_with(hand->in, slot[k].contact.q);
}

static void
end_phases(SimEngine *e, guint32 id, SimTick now)
{
  const Hand *hand = &e->hands->hand[id];
  Slot *slot = slots_of(e, id);
  for (int i = 0; i < hand->n;) {
    gboolean over = FALSE;
    while (!over && slot[i].left <= NOTHING_LEFT)
      over = next_phase(e, id, &slot[i], now);
    if (over)
      drop(e, id, i, now);
    else
      i++;
  }
}

/* --- waiting contacts --------------------------------------------------------------------------------------------- */

static void
take_node(SimEngine *e, guint32 id, int queue, SimNode *node, SimTick now)
{
  const SimQueue *q = &e->sim->queue[queue];
  SimContact c = {q, node->arrived, node->key, queue, node->row, node->cause};
  SimTick deadline;
  node->state = SIM_NODE_GONE;
  sim_line_less(e, &e->line[queue], now);
  if (q->ring > 0 && sim_rings_in_vain(e, c, now, &deadline)) {
    sim_record_abandon(e, queue, c.row, c.arrived, deadline - c.arrived, node->redials, c.key);
    take(e, id, &c, deadline, now);
    return;
  }
  sim_node_call_off(e, node);
  if (node->cause == SIM_CALLBACK) {
    sim_callback_answered(e, node->promised_by, node->place, now + q->ring);
  } else if (now > node->arrived) {
    e->line[queue].last_wait = now - node->arrived;
    if (q->n_remembered > 0)
      sim_callback_remember(e, queue, now - node->arrived);
  }
  take(e, id, &c, SIM_NEVER, now);
}

/* What the agent takes next of what waits; −1: nothing. Some agents are to stay idle (keep_idle), but one with contacts in hand
 * is not idle. */
static int
next_queue(SimEngine *e, guint32 id, const SimTeam *team, SimTick now)
{
  gboolean busy = e->agent[id].state == SIM_AGENT_CHATS;
  if (!busy || e->hands->hand[id].n == 0)
    return pick_queue(e, team, !busy, now);
  guint64 queues = e->waiting & team->queues;
  return queues == 0 ? -1 : pick_among(e, team, queues, FALSE, now);
}

/* Takes as much of what waits as there is room for. */
static void
take_waiting(SimEngine *e, guint32 id, SimTick now)
{
  for (;;) {
    const Hand *hand = &e->hands->hand[id];
    const SimAgent *agent = &e->agent[id];
    int at = agent->team;
    if (agent->state == SIM_AGENT_CHATS && hand->n > 0)
      at = e->sim->team[hand->base].room[sim_room_at(e->sim, hand->in)];
    const SimTeam *team = &e->sim->team[at];
    if (at == 0 && agent->state == SIM_AGENT_CHATS && hand->n > 0)
      return;
    int queue = next_queue(e, id, team, now);
    if (queue < 0)
      return;
    guint32 head = e->line[queue].head;
    SimNode *node = sim_first_for(e, team, queue, now);
    g_assert(node != NULL);
    take_node(e, id, queue, node, now);
    if (node == &e->node[head])
      sim_line_pop(e, queue);
  }
}

/* --- what the engine asks ----------------------------------------------------------------------------------------- */

/* After contacts began or ended: the agent waits for the next end, with room or without, or his hands are empty. */
static void
go_on(SimEngine *e, guint32 id, SimTick now)
{
  Hand *hand = &e->hands->hand[id];
  if (hand->n > 0) {
    time_next(e, id);
    offer_room(e, id, now);
    return;
  }
  e->agent[id].end = -1; /* what may be left in the heap is stale */
  sim_agent_not_busy(e, id, now);
  if (hand->goes)
    e->hands->n_going[e->agent[id].group]--;
  hand->goes = FALSE;
  e->agent[id].state = SIM_AGENT_OFF;
  if (e->agent[id].leaves)
    sim_agent_leave(e, id, now);
  else
    sim_idle_append(e, id, now);
}

void
sim_hands_arrival(SimEngine *e, guint32 id, const SimArrival *a)
{
  const SimQueue *q = &e->sim->queue[a->queue];
  SimContact c = {q, a->t, a->key, (int) a->queue, e->row, (guint8) a->cause};
  SimTick deadline = SIM_NEVER;
  reach_for(e, id, a->t);
  if (q->ring > 0 && sim_rings_in_vain(e, c, a->t, &deadline)) {
    guint8 redials = FALSE;
    if (q->n_redials > 0)
      sim_flow_redial(e, c.queue, c.key, a->attempt, deadline, &redials);
    sim_record_abandon(e, c.queue, c.row, c.arrived, deadline - c.arrived, redials, c.key);
    take(e, id, &c, deadline, a->t);
  } else {
    take(e, id, &c, SIM_NEVER, a->t);
  }
  go_on(e, id, a->t);
}

void
sim_hands_offer(SimEngine *e, guint32 id, int queue, SimNode *node, SimTick now)
{
  reach_for(e, id, now);
  take_node(e, id, queue, node, now);
  go_on(e, id, now);
}

void
sim_hands_available(SimEngine *e, guint32 id, SimTick now)
{
  take_waiting(e, id, now);
  if (e->agent[id].state == SIM_AGENT_CHATS)
    go_on(e, id, now);
  else
    sim_idle_append(e, id, now);
}

/* Of a group that has too many agents, whoever has a chat end first takes no more and leaves when his last one ends. */
static void
decide_who_goes(SimEngine *e, guint32 id)
{
  Hand *hand = &e->hands->hand[id];
  SimAgent *agent = &e->agent[id];
  const SimGroupState *group = &e->group[agent->group];
  if (!agent->leaves || hand->goes || !first_to_finish_leaves(e))
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
sim_hands_event(SimEngine *e, guint32 id, SimTick now)
{
  Hand *hand = &e->hands->hand[id];
  sim_heap_pop(&e->heap);
  hand->pending = FALSE;
  if (hand->next > now) { /* slowed down since */
    push_next(e, id);
    return;
  }
  advance(e, id, now);
  int n = hand->n;
  end_phases(e, id, now);
  if (hand->n == n) {
    time_next(e, id);
    return;
  }
  take_room_back(e, id);
  decide_who_goes(e, id);
  if (may_take_more(e, id))
    take_waiting(e, id, now);
  go_on(e, id, now);
}

void
sim_hands_reopen(SimEngine *e, guint32 id, SimTick now)
{
  if (e->agent[id].state != SIM_AGENT_CHATS)
    return;
  take_room_back(e, id);
  advance(e, id, now);
  take_waiting(e, id, now);
  go_on(e, id, now);
}

void
sim_hands_levelled(SimEngine *e, int group, SimTick now)
{
  const SimGroupState *g = &e->group[group];
  gint64 *n_going = &e->hands->n_going[group];
  for (guint i = 0; i < g->agents->len && *n_going > MAX(0, g->n_rostered - g->target); i++) {
    guint32 id = g_array_index(g->agents, guint32, i);
    Hand *hand = &e->hands->hand[id];
    if (e->agent[id].state != SIM_AGENT_CHATS || !hand->goes)
      continue;
    hand->goes = FALSE;
    e->agent[id].leaves = FALSE;
    --*n_going;
    sim_hands_reopen(e, id, now);
  }
}
