/* The event loop: arrivals from a sorted buffer, ends of contacts and pauses and timers from one agenda, and between them the
 * moments of the calendar. At equal times: calendar, agenda, arrivals. */
#include "sim/cases_private.h"
#include "sim/choose_private.h"
#include "sim/same_private.h"
#include "sim/trunks_private.h"
#include "sim/hands_private.h"
#include "sim/conference_private.h"
#include "sim/lists_private.h"
#include "sim/quiet_private.h"
#include "sim/warm_private.h"
#include "sim/work_private.h"

/* --- answering ---------------------------------------------------------------------------------------------------- */

/* What the contact leads to once it has been answered, by an agent who may be remembered. */
G_NO_INLINE static void
lead_on(SimEngine *e, guint32 id, const SimContact *c, SimTick talk_end)
{
  if (e->same != NULL)
    sim_same_answered(e, id, c->queue, c->row);
  sim_flow_answered(e, c->queue, c->key, c->row, talk_end, e->agent[id].end);
}

/* What the answered contact leads to; a second agent, if it needs one, before all else: that may end the work earlier. Values, not
 * their places: what has no address stays in registers. */
G_NO_INLINE static SimWork
leads_on(SimEngine *e, guint32 id, SimContact c, SimTick begin, SimWork work)
{
  SimTick end = MIN(begin + work.talk, SIM_NEVER - 1);
  if (c.q->quiet != NULL)
    sim_quiet_begins(e, id, &c, end, &work);
  if (c.cause == SIM_TRANSFERRED && e->warm != NULL)
    sim_warm_taken(e, c.key, begin, begin - c.q->ring);
  if (c.cause == SIM_SECOND) /* a colleague leads to nothing; that talk ends later than now, where this agent's entry is the heap's top */
    sim_second_comes(e, c.key, MAX(end, begin + 1), begin - c.q->ring);
  else if ((!c.q->asks || !sim_second_wanted(e, id, &c, begin, &work)) && (!c.q->warm || !sim_warm_wanted(e, id, &c, begin, &work)))
    lead_on(e, id, &c, end);
  sim_quiet_told(e, id, work.talk);
  if (e->same != NULL)
    sim_same_forget(e);
  return work;
}

/* The agent works on the contact from now on; sets when the hands are free again. The caller sees to the agenda. */
G_ALWAYS_INLINE static inline void
work_on(SimEngine *e, guint32 id, const SimContact *c, SimTick now)
{
  const SimQueue *q = c->q;
  SimAgent *agent = &e->agent[id];
  const SimServe *serve = &e->sim->team[agent->team].serve[c->queue];
  SimWork work = sim_work_of(e, id, serve, c);
  SimTick begin = now + q->ring;
  agent->end = MIN(begin + work.talk + work.after_call, SIM_NEVER - 1);
  sim_record_taken(e, serve, agent->group, c, begin);
  if (G_UNLIKELY(q->leads_on))
    work = leads_on(e, id, *c, begin, work);
  if (G_UNLIKELY(e->extras != NULL))
    sim_extras_answered(e, c->queue, id, c->row, c->arrived, begin - c->arrived, work.talk, work.after_call, c->key);
}

/* The same where nothing else is to be seen to: no call but for the draw, so that all is in registers. */
G_ALWAYS_INLINE static inline void
work_plainly(SimEngine *e, guint32 id, const SimContact *c, SimTick now)
{
  SimAgent *agent = &e->agent[id];
  const SimServe *serve = &e->sim->team[agent->team].serve[c->queue];
  SimTick talk = sim_work_ticks(serve->handle, c->key, MUSTER_DRAW_HANDLE, sim_work_scale(e, id, serve, c));
  agent->state = SIM_AGENT_BUSY;
  agent->end = MIN(now + talk, SIM_NEVER - 1);
  sim_record_taken(e, serve, agent->group, c, now);
}

static inline gboolean
is_plain(const SimEngine *e, int queue)
{
  return e->plain >> queue & 1;
}

/* The agent takes a contact from the line, and more is to be seen to. */
G_NO_INLINE static void
answer_node_with_care(SimEngine *e, guint32 id, int queue, SimNode *node, SimTick now)
{
  const SimQueue *q = &e->sim->queue[queue];
  SimContact c = {q, node->arrived, node->key, queue, node->row, node->cause};
  SimTick deadline;
  e->agent[id].state = SIM_AGENT_BUSY;
  sim_line_less(e, &e->line[queue], now);
  if (G_UNLIKELY(q->ring > 0) && sim_rings_in_vain(e, c, now, &deadline)) {
    e->agent[id].end = deadline;
    sim_record_abandon(e, queue, c.row, c.arrived, deadline - c.arrived, node->redials, c.key);
    return;
  }
  sim_node_call_off(e, node);
  if (G_UNLIKELY(e->same != NULL))
    sim_same_taken(e, (guint32) (node - e->node));
  if (G_UNLIKELY(node->cause == SIM_CALLBACK)) {
    sim_callback_answered(e, node->promised_by, node->place, now + q->ring);
  } else if (now > node->arrived) {
    sim_line_waited(e, queue, now - node->arrived);
  }
  work_on(e, id, &c, now);
}

/* The agent takes a contact from the line. */
G_ALWAYS_INLINE static inline void
answer_node(SimEngine *e, guint32 id, int queue, SimNode *node, SimTick now)
{
  SimLine *line = &e->line[queue];
  if (!is_plain(e, queue)) {
    answer_node_with_care(e, id, queue, node, now);
    return;
  }
  SimContact c = {&e->sim->queue[queue], node->arrived, node->key, queue, node->row, node->cause};
  sim_line_less_unseen(e, line, now);
  sim_node_call_off(e, node);
  if (now > node->arrived)
    line->last_wait = now - node->arrived;
  work_plainly(e, id, &c, now);
}

/* The agent takes the first contact of the line that the team may take. */
static inline void
answer_first(SimEngine *e, guint32 id, int queue, SimTick now)
{
  const SimTeam *team = &e->sim->team[e->agent[id].team];
  SimNode *head = &e->node[e->line[queue].head], *node = head; /* it waits: the router has seen it */
  if (G_UNLIKELY(team->delayed >> queue & 1)) {
    node = sim_first_for(e, team, queue, now);
    g_assert(node != NULL);
  }
  node->state = SIM_NODE_GONE;
  if (G_UNLIKELY(e->sim->queue[queue].is_case))
    sim_case_take(e, id, queue, (guint32) (node - e->node), now);
  else
    answer_node(e, id, queue, node, now);
  if (G_LIKELY(node == head))
    sim_line_pop(e, queue);
}

/* The queues of which the agent takes what waits for him alone before all else: live contacts, and cases where he would begin one. */
static guint64
own_first(SimEngine *e, guint32 id, gboolean counted_idle, SimTick now)
{
  guint64 live = ~e->sim->cases;
  if (e->cases == NULL || sim_same_has(e, id, live, now) || !sim_same_has(e, id, e->sim->cases, now))
    return live;
  int other = pick_queue(e, &e->sim->team[e->agent[id].team], counted_idle, now);
  return other < 0 || e->sim->queue[other].is_case ? sim_cases_allowed(e, id, counted_idle) : 0;
}

/* The agent, who is counted busy, takes a contact that waits for him alone, of one of the queues; FALSE: there is none. */
G_NO_INLINE static gboolean
answer_own(SimEngine *e, guint32 id, guint64 queues, SimTick now)
{
  int queue = -1;
  guint32 node = sim_same_next(e, id, queues, &queue, now);
  if (node == SIM_NOBODY)
    return FALSE;
  e->node[node].state = SIM_NODE_GONE;
  if (e->sim->queue[queue].is_case)
    sim_case_take(e, id, queue, node, now);
  else
    answer_node(e, id, queue, &e->node[node], now);
  e->node[node].next = e->free_node;
  e->free_node = node;
  return TRUE;
}

/* An idle agent takes a contact that has just arrived, and more is to be seen to. */
G_NO_INLINE static void
answer_arrival_with_care(SimEngine *e, guint32 id, const SimQueue *q, const SimArrival *a, SimTick place)
{
  SimContact c = {q, a->t, a->key, (int) a->queue, e->row, (guint8) a->cause};
  SimTick deadline;
  e->agent[id].state = SIM_AGENT_BUSY;
  if (q->ring == 0 || !sim_rings_in_vain(e, c, a->t, &deadline)) {
    work_on(e, id, &c, a->t);
    if (a->cause == SIM_CALLBACK)
      sim_callback_answered(e, a->attempt, place, a->t + q->ring);
    return;
  }
  e->agent[id].end = deadline;
  guint8 redials = FALSE;
  if (q->n_redials > 0)
    sim_flow_redial(e, (int) a->queue, a->key, a->attempt, deadline, &redials);
  sim_record_abandon(e, (int) a->queue, e->row, a->t, deadline - a->t, redials, a->key);
}

/* An agent who is counted busy takes a contact that has just arrived. */
G_ALWAYS_INLINE static inline void
answer_arrival(SimEngine *e, guint32 id, const SimQueue *q, const SimArrival *a, SimTick place)
{
  if (is_plain(e, (int) a->queue)) {
    SimContact c = {q, a->t, a->key, (int) a->queue, e->row, (guint8) a->cause};
    work_plainly(e, id, &c, a->t);
  } else {
    answer_arrival_with_care(e, id, q, a, place);
  }
  sim_agent_push(e, id);
}

/* --- events ------------------------------------------------------------------------------------------------------- */

/* TRUE when the agent, who is not counted busy, takes a contact that waits for him alone. `stands`: among the idle ones. */
G_NO_INLINE static gboolean
comes_to_own(SimEngine *e, guint32 id, gboolean stands, SimTick now)
{
  guint64 queues = own_first(e, id, TRUE, now);
  if (!sim_same_has(e, id, queues, now))
    return FALSE;
  if (stands)
    sim_idle_takes(e, id, now);
  else
    sim_agent_busy(e, id, now);
  answer_own(e, id, queues, now);
  sim_agent_push(e, id);
  return TRUE;
}

void
sim_agent_available(SimEngine *e, guint32 id, SimTick now)
{
  const SimTeam *team = &e->sim->team[e->agent[id].team];
  if (team->several) {
    sim_hands_available(e, id, now);
    return;
  }
  if (G_UNLIKELY(e->same != NULL) && comes_to_own(e, id, FALSE, now))
    return;
  int queue = pick_queue(e, team, TRUE, now);
  if (queue < 0) {
    sim_idle_append(e, id, now);
    if (G_UNLIKELY(e->sim->blends))
      sim_engine_resume(e, now);
    if (G_UNLIKELY(e->lists != NULL))
      sim_lists_look(e, now);
    return;
  }
  sim_agent_busy(e, id, now);
  answer_first(e, id, queue, now);
  sim_agent_push(e, id);
}

static inline void
answer_at_once(SimEngine *e, guint32 id, const SimQueue *q, const SimArrival *a, SimTick place)
{
  sim_idle_takes(e, id, a->t);
  answer_arrival(e, id, q, a, place);
}

/* The agent puts the case aside that gives way. */
G_NO_INLINE static void
answer_instead(SimEngine *e, guint32 id, const SimQueue *q, const SimArrival *a, SimTick place)
{
  sim_case_put_aside(e, id, a->t);
  if (sim_has_hands(e, id))
    sim_hands_arrival(e, id, a, e->row, place);
  else
    answer_arrival(e, id, q, a, place);
}

/* TRUE when the contact goes to the agent who had it before, or waits for him. */
G_NO_INLINE static gboolean
arrives_for_one(SimEngine *e, const SimArrival *a, SimTick place)
{
  gboolean waits = FALSE;
  const SimQueue *q = &e->sim->queue[a->queue];
  guint32 id = sim_same_agent(e, a, &waits);
  if (id == SIM_NOBODY && waits)
    sim_same_join(e, a, place);
  else if (id == SIM_NOBODY)
    return FALSE;
  else if (q->is_case)
    sim_case_arrive_for(e, id, a, place);
  else if (e->agent[id].state == SIM_AGENT_CASE || sim_hands_without_room(e, id, (int) a->queue))
    answer_instead(e, id, q, a, place);
  else if (sim_has_hands(e, id))
    sim_hands_arrival(e, id, a, e->row, place);
  else
    answer_at_once(e, id, q, a, place);
  return TRUE;
}

G_ALWAYS_INLINE static inline void
arrive(SimEngine *e, const SimArrival *a, SimTick place)
{
  const SimQueue *q = &e->sim->queue[a->queue];
  if (G_UNLIKELY(q->is_case)) {
    sim_case_arrive(e, a, place);
    return;
  }
  guint32 id = G_UNLIKELY(q->conditional) ? sim_rules_arrive(e, a)
                                          : pick_agent(e, &q->offer[0], (int) a->queue, a->key, a->t);
  if (id != SIM_NOBODY) {
    if (G_UNLIKELY(q->several) && sim_has_hands(e, id))
      sim_hands_arrival(e, id, a, e->row, place);
    else
      answer_at_once(e, id, q, a, place);
  } else if (G_UNLIKELY(e->sim->interrupts) && (id = sim_case_interrupted(e, (int) a->queue, 0, TRUE, a->t)) != SIM_NOBODY) {
    answer_instead(e, id, q, a, place);
  } else if ((G_LIKELY(q->callback == NULL) || !sim_flow_callback(e, a)) &&
             (G_LIKELY(q->balk == NULL) || !sim_flow_balk(e, a))) {
    sim_line_join(e, a, place);
  }
}

/* A new contact, redial or repeat comes to the lines and the self-service in front of its queue. TRUE when it goes no further;
 * then *offered says whether it is counted as one that reached the queue. */
G_NO_INLINE static gboolean
stays_at_door(SimEngine *e, const SimArrival *a, SimTick place, gboolean *offered)
{
  if (e->trunks != NULL && sim_trunks_block(e, a)) {
    *offered = e->sim->centre->blocked_is_offered;
    return TRUE;
  }
  *offered = FALSE;
  return e->sim->queue[a->queue].contains > 0 && sim_flow_door(e, a, place);
}

void
sim_engine_arrive(SimEngine *e, const SimArrival *a, SimTick place)
{
  SimArrival here = *a;
  gboolean through = (a->cause & SIM_THROUGH) != 0, stays = FALSE, offered = FALSE;
  if (G_UNLIKELY(a->cause == SIM_FROM_OUTSIDE))
    e->cases->outside[a->queue]--;
  here.cause &= (guint16) ~SIM_THROUGH;
  sim_trace_arrives(e, a->key, a->key, a->t, here.cause, here.cause == SIM_REDIAL ? a->attempt : 0);
  if (!through && (here.cause == SIM_REDIAL || here.cause == SIM_REPEAT) && e->sim->queue[a->queue].gated)
    stays = stays_at_door(e, a, place, &offered);
  if (stays && !offered)
    return;
  SimQueueCell *cell = sim_cell(e, e->row, (int) a->queue);
  cell->x[SIM_Q_ARRIVED]++;
  cell->x[SIM_Q_RETURNED] += here.cause != SIM_FRESH;
  cell->x[SIM_Q_REDIALS] += here.cause == SIM_REDIAL;
  cell->x[SIM_Q_REPEATS] += here.cause == SIM_REPEAT;
  e->n_contacts++;
  if (stays)
    return;
  if (e->sim->queue[a->queue].outbound != NULL)
    sim_lists_add(e, &here, e->row, SIM_NEVER);
  else if (G_LIKELY(e->same == NULL) || !arrives_for_one(e, &here, place))
    arrive(e, &here, place);
}

/* Idle, or with room for a contact of the queue. */
static gboolean
stands(const SimEngine *e, guint32 id, guint32 queue)
{
  return e->agent[id].state == SIM_AGENT_IDLE || (e->hands != NULL && sim_hands_have_room(e, id, (int) queue));
}

guint32
sim_engine_connect(SimEngine *e, const SimArrival *a, guint32 row)
{
  const SimQueue *q = &e->sim->queue[a->queue];
  guint32 id = SIM_NOBODY;
  gboolean waits;
  if (e->same != NULL && a->cause == SIM_DIALLED && (id = sim_same_agent(e, a, &waits)) != SIM_NOBODY && !stands(e, id, a->queue))
    id = SIM_NOBODY;
  if (id == SIM_NOBODY)
    id = q->conditional ? sim_rules_arrive(e, a) : pick_agent(e, &q->offer[0], (int) a->queue, a->key, a->t);
  if (id == SIM_NOBODY) {
    sim_line_join(e, a, a->t);
    guint32 node = e->line[a->queue].tail;
    e->node[node].row = row;
    return node;
  }
  if (sim_has_hands(e, id)) {
    sim_hands_arrival(e, id, a, row, a->t);
    return SIM_NOBODY;
  }
  SimContact c = {q, a->t, a->key, (int) a->queue, row, (guint8) a->cause};
  sim_idle_takes(e, id, a->t);
  e->agent[id].state = SIM_AGENT_BUSY;
  work_on(e, id, &c, a->t);
  sim_agent_push(e, id);
  return SIM_NOBODY;
}

void
sim_engine_call(SimEngine *e, guint32 id, const SimContact *c, SimTick rings, SimTick now)
{
  sim_idle_takes(e, id, now);
  e->agent[id].state = SIM_AGENT_BUSY;
  work_on(e, id, c, now + rings - c->q->ring);
  sim_agent_push(e, id);
}

/* The same for a fresh contact, which has been counted as one that reaches the queue; or it comes onto the list of it. */
G_NO_INLINE static gboolean
fresh_stays_at_door(SimEngine *e, const SimArrival *a)
{
  gboolean offered;
  if (e->sim->queue[a->queue].outbound != NULL) {
    sim_lists_add(e, a, e->row, SIM_NEVER);
    return TRUE;
  }
  if (!stays_at_door(e, a, a->t, &offered))
    return FALSE;
  if (!offered) {
    sim_cell(e, e->row, (int) a->queue)->x[SIM_Q_ARRIVED]--;
    e->n_contacts--;
  }
  return TRUE;
}

/* The contact at hand has ended; its event is the agenda's first. */
static inline void
contact_ends(SimEngine *e, guint32 id, SimTick now)
{
  SimAgent *agent = &e->agent[id];
  if (G_UNLIKELY(e->same != NULL) && !agent->leaves && answer_own(e, id, own_first(e, id, FALSE, now), now)) {
    sim_agenda_again(&e->agenda, sim_agent_event(e, id), agent->end);
    return;
  }
  int queue = G_UNLIKELY(agent->leaves) ? -1 : pick_queue(e, &e->sim->team[agent->team], FALSE, now);
  if (queue >= 0) {
    answer_first(e, id, queue, now);
    sim_agenda_again(&e->agenda, sim_agent_event(e, id), agent->end);
    return;
  }
  sim_agenda_done(&e->agenda, sim_agent_event(e, id));
  sim_agent_not_busy(e, id, now);
  if (G_UNLIKELY(agent->leaves))
    sim_agent_leave(e, id, now);
  else
    sim_idle_append(e, id, now);
  if (G_UNLIKELY(e->sim->blends))
    sim_engine_resume(e, now);
  if (G_UNLIKELY(e->lists != NULL))
    sim_lists_look(e, now);
}

/* The agents of a team may all take the same, so when one finds nothing, none does. */
void
sim_engine_resume(SimEngine *e, SimTick now)
{
  guint32 waited_for;
  for (guint i = 0; e->same != NULL && (waited_for = sim_same_waited_for(e, i)) != SIM_NOBODY; i++)
    if (sim_has_hands(e, waited_for) ? sim_hands_take_own(e, waited_for, now)
                                     : e->agent[waited_for].state == SIM_AGENT_IDLE && comes_to_own(e, waited_for, TRUE, now))
      i = G_MAXUINT; /* from the first again */
  for (int w = 0; w < e->sim->n_words; w++)
    for (guint64 m = e->idle_teams[w]; m != 0; m &= m - 1) {
      int team = w * 64 + __builtin_ctzll(m), queue;
      guint32 id;
      if (e->sim->team[team].several) {
        sim_hands_resume(e, team, now);
        continue;
      }
      while ((id = e->idle[team].head) != SIM_NOBODY && (queue = pick_queue(e, &e->sim->team[team], TRUE, now)) >= 0) {
        sim_idle_takes(e, id, now);
        answer_first(e, id, queue, now);
        sim_agent_push(e, id);
      }
    }
}

/* Of a contact that has reached a delay; step −1: none yet. */
static SimTick
wait_at(const SimEngine *e, int queue, guint32 step)
{
  return step + 1 > 0 ? e->sim->queue[queue].delay[step] : 0;
}

/* An idle agent for it. */
static guint32
pick_at_delay(SimEngine *e, int queue, guint32 step, MusterKey contact, SimTick now)
{
  const SimQueue *q = &e->sim->queue[queue];
  return q->conditional ? sim_rules_pick_agent(e, queue, wait_at(e, queue, step), contact, now)
                        : pick_agent(e, &q->offer[step + 1], queue, contact, now);
}

void
sim_engine_give(SimEngine *e, guint32 id, int queue, guint32 node_id, SimTick now)
{
  SimNode *node = &e->node[node_id];
  if (sim_has_hands(e, id)) {
    sim_hands_offer(e, id, queue, node_id, now);
  } else {
    sim_idle_takes(e, id, now);
    node->state = SIM_NODE_GONE;
    if (e->sim->queue[queue].is_case)
      sim_case_take(e, id, queue, node_id, now);
    else
      answer_node(e, id, queue, node, now);
    sim_agent_push(e, id);
  }
  sim_line_head(e, queue, now, SIM_NEVER); /* unchains it when it is at the head */
}

/* A kept place has waited so long that more agents may take it: it has its turn when one of them is idle and it is first. */
G_NO_INLINE static void
offer_place(SimEngine *e, int queue, guint32 step, guint32 node_id, SimTick now)
{
  SimNode *node = &e->node[node_id];
  if (sim_line_head(e, queue, now, SIM_NEVER) != node ||
      pick_at_delay(e, queue, step, node->key, now) == SIM_NOBODY)
    return;
  gboolean stays = e->sim->queue[queue].callback->into == queue;
  sim_callback_turn(e, queue, now);
  if (stays)
    sim_engine_offer(e, queue, step, node_id, now);
}

gboolean
sim_engine_interrupt(SimEngine *e, int queue, SimTick wait, guint32 node_id, SimTick now)
{
  guint32 id = SIM_NOBODY;
  if (e->sim->interrupts && !e->sim->queue[queue].is_case)
    id = sim_case_interrupted(e, queue, wait, FALSE, now);
  if (id == SIM_NOBODY)
    return FALSE;
  sim_case_put_aside(e, id, now);
  SimNode *node = &e->node[node_id]; /* looked for now: the case that gave way may have needed room */
  if (sim_has_hands(e, id)) {
    sim_hands_offer(e, id, queue, node_id, now);
  } else {
    node->state = SIM_NODE_GONE;
    answer_node(e, id, queue, node, now);
    sim_agent_push(e, id);
  }
  sim_line_head(e, queue, now, SIM_NEVER); /* unchains it when it is at the head */
  return TRUE;
}

void
sim_engine_offer(SimEngine *e, int queue, guint32 step, guint32 node_id, SimTick now)
{
  SimNode *node = &e->node[node_id];
  if (G_UNLIKELY(node->state == SIM_NODE_PLACE)) {
    offer_place(e, queue, step, node_id, now);
    return;
  }
  if (node->state != SIM_NODE_WAITS || node->deadline < now)
    return;
  guint32 id = pick_at_delay(e, queue, step, node->key, now);
  if (id != SIM_NOBODY)
    sim_engine_give(e, id, queue, node_id, now);
  else
    sim_engine_interrupt(e, queue, wait_at(e, queue, step), node_id, now);
}

static void
timer_fires(SimEngine *e, guint32 id, SimTick now)
{
  SimTimer *timer = &e->timer[id];
  SimTick delay = e->sim->queue[timer->queue].delay[timer->step];
  sim_agenda_done(&e->agenda, id);
  timer->runs = FALSE;
  while (timer->node != SIM_NOBODY) {
    guint32 node = timer->node;
    SimTick due = e->node[node].arrived + delay;
    if (due > now && !sim_node_apart(&e->node[node])) {
      timer->runs = TRUE;
      sim_agenda_set(&e->agenda, id, due);
      return;
    }
    timer->node = e->node[node].next;
    if (!sim_node_apart(&e->node[node])) /* those have events of their own */
      sim_engine_offer(e, (int) timer->queue, timer->step, node, now);
  }
}

/* A case or a pause ends; or a contact was taken away before its end, and nothing ends now. */
G_NO_INLINE static void
other_event(SimEngine *e, guint32 id, SimTick now)
{
  switch ((SimAgentState) e->agent[id].state) {
  case SIM_AGENT_CASE:
    sim_case_ends(e, id, now);
    contact_ends(e, id, now);
    return;
  case SIM_AGENT_CHATS:
    sim_hands_event(e, id, now);
    return;
  case SIM_AGENT_TALKS:
    sim_quiet_talked(e, id, now);
    return;
  case SIM_AGENT_AWAY:
    sim_agenda_done(&e->agenda, sim_agent_event(e, id));
    sim_post_back(e, id, now);
    return;
  case SIM_AGENT_OFF:
  case SIM_AGENT_IDLE:
  case SIM_AGENT_BUSY:
    sim_agenda_done(&e->agenda, sim_agent_event(e, id));
    return;
  }
}

static inline void
event(SimEngine *e, guint64 top)
{
  SimTick now = sim_heap_time(top);
  guint32 id = sim_heap_id(top);
  if (id < (guint32) e->sim->n_timers) {
    timer_fires(e, id, now);
    return;
  }
  id -= (guint32) e->sim->n_timers;
  const SimAgent *agent = &e->agent[id];
  if (G_UNLIKELY(agent->end != now)) { /* what was to end then ends at another time */
    sim_agenda_done(&e->agenda, sim_agent_event(e, id));
  } else if (G_LIKELY(agent->state == SIM_AGENT_BUSY)) {
    contact_ends(e, id, now);
  } else {
    other_event(e, id, now);
  }
}

void
sim_engine_until(SimEngine *e)
{
  for (;;) {
    guint64 top = sim_agenda_top(&e->agenda);
    const SimArrival *a = e->arrival;
    if (sim_heap_time(top) <= a->t) {
      if (sim_heap_time(top) >= e->limit)
        return;
      event(e, top);
    } else {
      if (a->t >= e->limit)
        return;
      e->arrival++;
      if (G_LIKELY(!e->sim->queue[a->queue].gated) || !fresh_stays_at_door(e, a))
        arrive(e, a, a->t);
    }
  }
}
