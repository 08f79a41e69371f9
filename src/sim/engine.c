/* The event loop: arrivals from a sorted buffer, ends of contacts and pauses and timers from one agenda, and between them the
 * moments of the calendar. At equal times: calendar, agenda, arrivals. */
#include "sim/answer_private.h"
#include "sim/cases_private.h"
#include "sim/same_private.h"
#include "sim/trunks_private.h"
#include "sim/hands_private.h"
#include "sim/lists_private.h"
#include "sim/quiet_private.h"

void
sim_agent_available(SimEngine *e, guint32 id, SimTick now)
{
  const SimTeam *team = &e->sim->team[e->agent[id].team];
  if (team->several) {
    sim_hands_available(e, id, now);
    return;
  }
  if (G_UNLIKELY(e->same != NULL) && sim_answer_comes_to_own(e, id, FALSE, now))
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
  sim_answer_first(e, id, queue, now);
  sim_agent_push(e, id);
}

/* The agent puts the case aside that gives way. */
G_NO_INLINE static void
answer_instead(SimEngine *e, guint32 id, const SimQueue *q, const SimArrival *a, SimTick place)
{
  sim_case_put_aside(e, id, a->t);
  if (sim_has_hands(e, id))
    sim_hands_arrival(e, id, a, e->row, place);
  else
    sim_answer_arrival(e, id, q, a, place);
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
    sim_answer_at_once(e, id, q, a, place);
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
      sim_answer_at_once(e, id, q, a, place);
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
  sim_engine_call(e, id, &c, q->ring, a->t);
  return SIM_NOBODY;
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
  if (G_UNLIKELY(e->same != NULL) && !agent->leaves && sim_answer_own(e, id, now)) {
    sim_agenda_again(&e->agenda, sim_agent_event(e, id), agent->end);
    return;
  }
  int queue = G_UNLIKELY(agent->leaves) ? -1 : pick_queue(e, &e->sim->team[agent->team], FALSE, now);
  if (queue >= 0) {
    sim_answer_first(e, id, queue, now);
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
                                     : e->agent[waited_for].state == SIM_AGENT_IDLE && sim_answer_comes_to_own(e, waited_for, TRUE, now))
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
        sim_answer_first(e, id, queue, now);
        sim_agent_push(e, id);
      }
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
    sim_timer_fires(e, id, now);
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
