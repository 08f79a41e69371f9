/* Answering: an agent takes a contact. In place, since this is the hot path: the usual contact, which is its talk and nothing else, with
 * nobody who looks on (run.c says of which queues); all others go by answer.c. */
#pragma once
#include "sim/choose_private.h"
#include "sim/work_private.h"

/* --- answer.c: with care ------------------------------------------------------------------------------------------ */

/* The agent works on the contact from now on; sets when the hands are free again. The caller sees to the agenda. */
void sim_answer_work(SimEngine *engine, guint32 id, const SimContact *contact, SimTick now);
/* The agent takes a contact from the line, or one that has just arrived. */
void sim_answer_node_with_care(SimEngine *engine, guint32 id, int queue, SimNode *node, SimTick now);
void sim_answer_arrival_with_care(SimEngine *engine, guint32 id, const SimQueue *q, const SimArrival *a, SimTick place);
/* Where contacts ask for the same agent. The agent, whose contact has ended, takes one that waits for him alone; FALSE: there is none. */
gboolean sim_answer_own(SimEngine *engine, guint32 id, SimTick now);
/* The same for one who is not counted busy, and then is. `stands`: among the idle ones. */
gboolean sim_answer_comes_to_own(SimEngine *engine, guint32 id, gboolean stands, SimTick now);

/* --- in place ------------------------------------------------------------------------------------------------------- */

/* No call but for the draw, so that all is in registers. */
G_ALWAYS_INLINE static inline void
sim_answer_plainly(SimEngine *e, guint32 id, const SimContact *c, SimTick now)
{
  SimAgent *agent = &e->agent[id];
  const SimServe *serve = &e->sim->team[agent->team].serve[c->queue];
  SimTick talk = sim_work_ticks(serve->handle, c->key, MUSTER_DRAW_HANDLE, sim_work_scale(e, id, serve, c));
  agent->state = SIM_AGENT_BUSY;
  agent->end = MIN(now + talk, SIM_NEVER - 1);
  sim_record_taken(e, serve, agent->group, c, now);
}

static inline gboolean
sim_is_plain(const SimEngine *e, int queue)
{
  return e->plain >> queue & 1;
}

/* The agent takes a contact from the line. */
G_ALWAYS_INLINE static inline void
sim_answer_node(SimEngine *e, guint32 id, int queue, SimNode *node, SimTick now)
{
  SimLine *line = &e->line[queue];
  if (!sim_is_plain(e, queue)) {
    sim_answer_node_with_care(e, id, queue, node, now);
    return;
  }
  SimContact c = {&e->sim->queue[queue], node->arrived, node->key, queue, node->row, node->cause};
  sim_line_less_unseen(e, line, now);
  sim_node_call_off(e, node);
  if (now > node->arrived)
    line->last_wait = now - node->arrived;
  sim_answer_plainly(e, id, &c, now);
}

/* The agent takes what waits, a contact or a case. */
G_ALWAYS_INLINE static inline void
sim_answer_waiting(SimEngine *e, guint32 id, int queue, SimNode *node, SimTick now)
{
  node->state = SIM_NODE_GONE;
  if (G_UNLIKELY(e->sim->queue[queue].is_case))
    sim_case_take(e, id, queue, (guint32) (node - e->node), now);
  else
    sim_answer_node(e, id, queue, node, now);
}

/* The agent takes the first contact of the line that the team may take. */
static inline void
sim_answer_first(SimEngine *e, guint32 id, int queue, SimTick now)
{
  const SimTeam *team = &e->sim->team[e->agent[id].team];
  SimNode *head = &e->node[e->line[queue].head], *node = head; /* it waits: the router has seen it */
  if (G_UNLIKELY(team->delayed >> queue & 1)) {
    node = sim_first_for(e, team, queue, now);
    g_assert(node != NULL);
  }
  sim_answer_waiting(e, id, queue, node, now);
  if (G_LIKELY(node == head))
    sim_line_pop(e, queue);
}

/* An agent who is counted busy takes a contact that has just arrived. */
G_ALWAYS_INLINE static inline void
sim_answer_arrival(SimEngine *e, guint32 id, const SimQueue *q, const SimArrival *a, SimTick place)
{
  if (sim_is_plain(e, (int) a->queue)) {
    SimContact c = {q, a->t, a->key, (int) a->queue, e->row, (guint8) a->cause};
    sim_answer_plainly(e, id, &c, a->t);
  } else {
    sim_answer_arrival_with_care(e, id, q, a, place);
  }
  sim_agent_push(e, id);
}

/* An idle agent takes a contact that has just arrived. */
G_ALWAYS_INLINE static inline void
sim_answer_at_once(SimEngine *e, guint32 id, const SimQueue *q, const SimArrival *a, SimTick place)
{
  sim_idle_takes(e, id, a->t);
  sim_answer_arrival(e, id, q, a, place);
}
