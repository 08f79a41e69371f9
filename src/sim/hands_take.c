/* What agents who may have several contacts in hand take, and when: as one comes, as one ends, as they come to the queue. */
#include "sim/hand_private.h"
#include "sim/choose_private.h"
#include "sim/lists_private.h"
#include "sim/same_private.h"

/* --- one that waits ----------------------------------------------------------------------------------------------- */

static void
take_node(SimEngine *e, guint32 id, int queue, guint32 node_id, SimTick now)
{
  const SimQueue *q = &e->sim->queue[queue];
  SimNode *node = &e->node[node_id];
  node->state = SIM_NODE_GONE;
  if (q->is_case) {
    sim_case_take(e, id, queue, node_id, now);
    return;
  }
  SimContact c = {q, node->arrived, node->key, queue, node->row, node->cause & (guint8) ~SIM_SET_APART};
  SimTick deadline;
  sim_line_less(e, &e->line[queue], now);
  if (node->cause & SIM_SET_APART) {
    sim_node_call_off(e, node);
    sim_hand_resume(e, id, &c, node_id, now);
    return;
  }
  if (q->ring > 0 && sim_rings_in_vain(e, c, now, &deadline)) {
    sim_record_abandon(e, queue, c.row, c.arrived, deadline - c.arrived, node->redials, c.key);
    sim_hand_put(e, id, &c, q->ring, deadline, now);
    return;
  }
  sim_node_taken(e, queue, node, now);
  sim_hand_put(e, id, &c, q->ring, SIM_NEVER, now);
}

/* Of one of these queues, the contact that waits for him alone. */
static gboolean
take_own(SimEngine *e, guint32 id, guint64 queues, SimTick now)
{
  int queue = -1;
  guint32 node = sim_same_next(e, id, queues, &queue, now);
  if (node == SIM_NOBODY)
    return FALSE;
  take_node(e, id, queue, node, now);
  sim_node_free(e, node);
  return TRUE;
}

/* What the agent takes next of what waits; −1: nothing. Some agents are to stay idle (keep_idle, blend_idle), but one with contacts
 * in hand is not idle. */
static int
next_queue(SimEngine *e, guint32 id, const SimTeam *team, SimTick now)
{
  gboolean busy = e->agent[id].state == SIM_AGENT_CHATS;
  if (!busy || e->hands->hand[id].n == 0)
    return pick_queue(e, team, !busy, now);
  guint64 queues = e->waiting & team->queues, cases = queues & e->sim->cases;
  if (cases != 0 && e->cases->shut[team->group])
    queues &= ~cases;
  if (queues == 0)
    return -1;
  return cases != 0 ? pick_live_first(e, team, queues, TRUE, now) : pick_among(e, team, queues, TRUE, now);
}

/* What he may take now, as the team that may: his own with empty hands; NULL: nothing. */
static const SimTeam *
team_now(const SimEngine *e, guint32 id)
{
  const SimHand *hand = &e->hands->hand[id];
  if (e->agent[id].state != SIM_AGENT_CHATS)
    return &e->sim->team[e->agent[id].team];
  if (!sim_hand_may_take_more(e, id))
    return NULL;
  int at = hand->n == 0 ? hand->base : e->sim->team[hand->base].room[sim_room_at(e->sim, hand->in)];
  return hand->n > 0 && at == 0 ? NULL : &e->sim->team[at];
}

/* The queues of which he takes what waits for him alone before the next of `queue` (−1: nothing): live contacts, and cases where he
 * would begin one. */
static guint64
own_queues(SimEngine *e, guint32 id, const SimTeam *team, int queue, SimTick now)
{
  guint64 cases = team->queues & e->sim->cases, live = team->queues & ~cases;
  if (cases == 0 || sim_same_has(e, id, live, now) || (queue >= 0 && !e->sim->queue[queue].is_case))
    return live;
  if (e->agent[id].state != SIM_AGENT_CHATS)
    return live | (sim_cases_allowed(e, id, TRUE) & cases);
  return e->cases->shut[team->group] ? live : team->queues;
}

/* Takes as much of what waits as there is room for. */
static void
take_waiting(SimEngine *e, guint32 id, SimTick now)
{
  for (;;) {
    const SimTeam *team = team_now(e, id);
    if (team == NULL)
      return;
    int queue = next_queue(e, id, team, now);
    if (e->same != NULL && take_own(e, id, own_queues(e, id, team, queue, now), now))
      continue;
    if (queue < 0)
      return;
    SimNode *node = sim_first_for(e, team, queue, now);
    g_assert(node != NULL);
    guint32 taken = (guint32) (node - e->node), head = e->line[queue].head;
    take_node(e, id, queue, taken, now);
    if (taken == head)
      sim_line_pop(e, queue);
  }
}

/* --- going on ----------------------------------------------------------------------------------------------------- */

/* There is somebody idle more: what is kept from the last ones may now be taken. */
static void
others_look(SimEngine *e, SimTick now)
{
  if (e->sim->blends)
    sim_engine_resume(e, now);
  if (e->lists != NULL)
    sim_lists_look(e, now);
}

/* After contacts began or ended: the agent waits for the next end, with room or without, or his hands are empty. */
void
sim_hands_go_on(SimEngine *e, guint32 id, SimTick now)
{
  SimHand *hand = &e->hands->hand[id];
  if (hand->n > 0) {
    sim_hand_time(e, id);
    sim_hand_offer_room(e, id, now);
    if (e->lists != NULL && hand->offers)
      sim_lists_look(e, now);
    return;
  }
  e->agent[id].end = -1; /* an event that may be left ends nothing */
  sim_agent_not_busy(e, id, now);
  if (hand->goes)
    e->hands->n_going[e->agent[id].group]--;
  hand->goes = FALSE;
  e->agent[id].state = SIM_AGENT_OFF;
  if (e->agent[id].leaves)
    sim_agent_leave(e, id, now);
  else
    sim_idle_append(e, id, now);
  others_look(e, now);
}

void
sim_hands_available(SimEngine *e, guint32 id, SimTick now)
{
  take_waiting(e, id, now);
  if (e->agent[id].state == SIM_AGENT_CHATS) {
    sim_hands_go_on(e, id, now);
  } else {
    sim_idle_append(e, id, now);
    others_look(e, now);
  }
}

void
sim_hands_event(SimEngine *e, guint32 id, SimTick now)
{
  SimHand *hand = &e->hands->hand[id];
  sim_agenda_done(&e->agenda, sim_agent_event(e, id));
  hand->pending = FALSE;
  if (hand->next > now) { /* slowed down since */
    sim_hand_time(e, id);
    return;
  }
  sim_hand_advance(e, id, now);
  int n = hand->n, n_held = hand->n_held;
  sim_hand_phases(e, id, now);
  if (hand->n == n && hand->n_held == n_held) {
    sim_hand_time(e, id);
    return;
  }
  sim_hand_take_room_back(e, id);
  sim_hand_decide_who_goes(e, id);
  take_waiting(e, id, now);
  sim_hands_go_on(e, id, now);
}

void
sim_hands_resume(SimEngine *e, int team, SimTick now)
{
  guint32 id;
  while ((id = e->idle[team].head) != SIM_NOBODY && next_queue(e, id, &e->sim->team[team], now) >= 0) {
    sim_hands_reach(e, id, now);
    sim_hands_available(e, id, now);
  }
}

gboolean
sim_hands_take_own(SimEngine *e, guint32 id, SimTick now)
{
  const SimAgent *agent = &e->agent[id];
  if (agent->state != SIM_AGENT_IDLE && !(agent->state == SIM_AGENT_CHATS && e->hands->hand[id].offers))
    return FALSE;
  const SimTeam *team = &e->sim->team[agent->team];
  if (!sim_same_has(e, id, own_queues(e, id, team, next_queue(e, id, team, now), now), now))
    return FALSE;
  sim_hands_reach(e, id, now);
  sim_hands_available(e, id, now);
  return TRUE;
}

/* --- one that comes ----------------------------------------------------------------------------------------------- */

/* The agent is idle, or stands with room. */
void
sim_hands_reach(SimEngine *e, guint32 id, SimTick now)
{
  if (e->agent[id].state != SIM_AGENT_CHATS) {
    sim_idle_remove(e, id);
    return;
  }
  sim_hand_take_room_back(e, id);
  sim_hand_advance(e, id, now);
}

void
sim_hands_arrival(SimEngine *e, guint32 id, const SimArrival *a, guint32 row, SimTick place)
{
  const SimQueue *q = &e->sim->queue[a->queue];
  SimContact c = {q, a->t, a->key, (int) a->queue, row, (guint8) a->cause};
  SimTick deadline = SIM_NEVER;
  sim_hands_reach(e, id, a->t);
  if (q->ring > 0 && sim_rings_in_vain(e, c, a->t, &deadline)) {
    sim_gone_in_vain(e, &c, a->attempt, deadline);
    sim_hand_put(e, id, &c, q->ring, deadline, a->t);
  } else {
    sim_hand_put(e, id, &c, q->ring, SIM_NEVER, a->t);
  }
  if (a->cause == SIM_CALLBACK)
    sim_callback_answered(e, a->attempt, place, a->t + q->ring);
  sim_hands_go_on(e, id, a->t);
}

void
sim_hands_offer(SimEngine *e, guint32 id, int queue, guint32 node, SimTick now)
{
  sim_hands_reach(e, id, now);
  take_node(e, id, queue, node, now);
  sim_hands_go_on(e, id, now);
}

void
sim_hands_call(SimEngine *e, guint32 id, const SimContact *c, SimTick ring, SimTick now)
{
  sim_hands_reach(e, id, now);
  sim_hand_put(e, id, c, ring, SIM_NEVER, now);
  sim_hands_go_on(e, id, now);
}

void
sim_hands_call_in_vain(SimEngine *e, guint32 id, const SimContact *c, SimTick until, SimTick now)
{
  sim_hands_reach(e, id, now);
  sim_hand_put(e, id, c, 0, until, now);
  sim_hands_go_on(e, id, now);
}
