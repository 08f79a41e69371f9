#include "sim/answer_private.h"
#include "sim/cases_private.h"
#include "sim/conference_private.h"
#include "sim/quiet_private.h"
#include "sim/same_private.h"
#include "sim/warm_private.h"

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
  if (c.cause == SIM_SECOND) /* a colleague leads to nothing; that talk ends later than now, where this agent's event is the first */
    sim_second_comes(e, c.key, MAX(end, begin + 1), begin - c.q->ring);
  else if ((!c.q->asks || !sim_second_wanted(e, id, &c, begin, &work)) && (!c.q->warm || !sim_warm_wanted(e, id, &c, begin, &work)))
    lead_on(e, id, &c, end);
  sim_quiet_told(e, id, work.talk);
  if (e->same != NULL)
    sim_same_forget(e);
  return work;
}

/* The agent works on the contact from now on. */
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

void
sim_answer_work(SimEngine *e, guint32 id, const SimContact *c, SimTick now)
{
  work_on(e, id, c, now);
}

void
sim_answer_node_with_care(SimEngine *e, guint32 id, int queue, SimNode *node, SimTick now)
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
  sim_node_taken(e, queue, node, now);
  work_on(e, id, &c, now);
}

void
sim_answer_arrival_with_care(SimEngine *e, guint32 id, const SimQueue *q, const SimArrival *a, SimTick place)
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
  sim_gone_in_vain(e, &c, a->attempt, deadline);
}

void
sim_engine_call(SimEngine *e, guint32 id, const SimContact *c, SimTick rings, SimTick now)
{
  sim_idle_takes(e, id, now);
  e->agent[id].state = SIM_AGENT_BUSY;
  work_on(e, id, c, now + rings - c->q->ring);
  sim_agent_push(e, id);
}

/* --- the same agent again --------------------------------------------------------------------------------------- */

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
static gboolean
take_own(SimEngine *e, guint32 id, guint64 queues, SimTick now)
{
  int queue = -1;
  guint32 node = sim_same_next(e, id, queues, &queue, now);
  if (node == SIM_NOBODY)
    return FALSE;
  sim_answer_waiting(e, id, queue, &e->node[node], now);
  sim_node_free(e, node);
  return TRUE;
}

gboolean
sim_answer_own(SimEngine *e, guint32 id, SimTick now)
{
  return take_own(e, id, own_first(e, id, FALSE, now), now);
}

gboolean
sim_answer_comes_to_own(SimEngine *e, guint32 id, gboolean stands, SimTick now)
{
  guint64 queues = own_first(e, id, TRUE, now);
  if (!sim_same_has(e, id, queues, now))
    return FALSE;
  if (stands)
    sim_idle_takes(e, id, now);
  else
    sim_agent_busy(e, id, now);
  take_own(e, id, queues, now);
  sim_agent_push(e, id);
  return TRUE;
}
