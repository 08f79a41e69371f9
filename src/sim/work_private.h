/* A contact that an agent takes: whether the phone rings in vain, how much work it is, what is counted. For agents with one
 * contact in hand (answer.c) and with several (hands.c). Inline: this is the hot path. */
#pragma once
#include "dist/draw_private.h"
#include "sim/agents_private.h"
#include "sim/later_private.h"
#include "sim/lines_private.h"
#include "sim/record_private.h"
#include "sim/trunks_private.h"

/* A contact in an agent's hands. */
typedef struct {
  const SimQueue *q;
  SimTick arrived;
  MusterKey key;
  int queue;
  guint32 row;
  guint8 cause;
} SimContact;

/* answer.c: an idle agent calls out, and the one meant picks up when it has rung so long. */
void sim_engine_call(SimEngine *engine, guint32 id, const SimContact *contact, SimTick rings, SimTick now);

/* Ticks of work at full speed; the second is 0 where after-call work is not apart. */
typedef struct {
  SimTick talk, after_call;
} SimWork;

/* The contact by value: what has no address stays in registers.
 * TRUE when its patience ends, at `deadline`, while the agent's phone rings: then the agent is free at that moment. */
G_NO_INLINE static G_GNUC_UNUSED gboolean
sim_rings_in_vain(SimEngine *e, SimContact c, SimTick now, SimTick *deadline)
{
  if (c.cause == SIM_CALLBACK || c.cause == SIM_FROM_OUTSIDE || c.cause == SIM_SECOND)
    return FALSE;
  *deadline = sim_deadline(e, c.q, c.key, c.arrived);
  if (*deadline >= now + c.q->ring)
    return FALSE;
  if (e->trunks != NULL)
    sim_trunks_hold(e, c.queue, *deadline);
  return TRUE;
}

/* A contact that has just arrived has given up while it rang. */
G_NO_INLINE static G_GNUC_UNUSED void
sim_gone_in_vain(SimEngine *e, const SimContact *c, guint attempt, SimTick deadline)
{
  guint8 redials = FALSE;
  if (c->q->n_redials > 0)
    sim_flow_redial(e, c->queue, c->key, attempt, deadline, &redials);
  sim_record_abandon(e, c->queue, c->row, c->arrived, deadline - c->arrived, redials, c->key);
}

/* A contact that waited is taken and does not give up while it rings: what was to come of its waiting is called off, and what others
 * ask about it is noted. */
static inline void
sim_node_taken(SimEngine *e, int queue, SimNode *node, SimTick now)
{
  sim_node_call_off(e, node);
  if (G_UNLIKELY(e->same != NULL))
    sim_same_taken(e, (guint32) (node - e->node));
  if (G_UNLIKELY(node->cause == SIM_CALLBACK))
    sim_callback_answered(e, node->promised_by, node->place, now + e->sim->queue[queue].ring);
  else if (now > node->arrived)
    sim_line_waited(e, queue, now - node->arrived);
}

/* Factor of the work of somebody whose pace is not the group's. */
static inline double
sim_agent_slowness(const SimEngine *e, guint32 id, int queue)
{
  double own = e->sim->slowness[(gsize) e->agent[id].pace * (gsize) e->sim->n_queues + (gsize) queue];
  return G_UNLIKELY(e->learning != NULL) ? own * e->learning[id] : own;
}

/* Ticks of work per second of the contact's handle time, by who has it and when it came. */
G_ALWAYS_INLINE static inline double
sim_work_scale(const SimEngine *e, guint32 id, const SimServe *serve, const SimContact *c)
{
  double scale = serve->ticks_per_s;
  if (e->agent[id].pace != 0)
    scale *= sim_agent_slowness(e, id, c->queue);
  if (G_UNLIKELY(c->q->handle_scale != NULL) && serve->scaled)
    scale *= c->q->handle_scale[c->row];
  return scale;
}

/* What the contact asks of the agent. */
G_ALWAYS_INLINE static inline SimWork
sim_work_of(const SimEngine *e, guint32 id, const SimServe *serve, const SimContact *c)
{
  double scale = sim_work_scale(e, id, serve, c);
  SimWork work = {sim_work_ticks(serve->handle, c->key, MUSTER_DRAW_HANDLE, scale), 0};
  if (G_UNLIKELY(serve->after_call != NULL))
    work.after_call = sim_work_ticks(serve->after_call, c->key, MUSTER_DRAW_AFTER_CALL, scale);
  if (G_UNLIKELY(e->given != NULL)) {
    SimWork given = work;
    sim_given_work(e, c->key, scale, &given.talk, &given.after_call);
    work = given;
  }
  return work;
}

/* Counts the contact as answered by an agent of the group at `begin`. */
G_ALWAYS_INLINE static inline void
sim_record_taken(SimEngine *e, const SimServe *serve, int group, const SimContact *c, SimTick begin)
{
  sim_record_answer(e, c->queue, c->row, begin - c->arrived);
  sim_group_cell(e, c->row, group)->x[SIM_G_HANDLED]++;
  if (serve->overflow)
    sim_cell(e, c->row, c->queue)->x[SIM_Q_OVERFLOWED]++;
}

/* The agent's hands are full or free now, and somebody watches. Not in place: the calls would cost those whom nobody watches
 * their registers. */
G_NO_INLINE static G_GNUC_UNUSED void
sim_watch_busy(SimEngine *e, guint32 id, int step, SimTick now)
{
  int group = e->agent[id].group;
  if (e->watched & SIM_WATCHES_GROUPS)
    sim_tally_busy(e, group, e->group[group].n_busy - step, now);
  if (e->watched & SIM_WATCHES_AGENTS)
    sim_person_busy(e, id, step > 0, now);
}

/* One more of the agent's group is busy, or one less. */
G_ALWAYS_INLINE static inline void
sim_group_busy(SimEngine *e, guint32 id, int step, SimTick now)
{
  SimGroupState *group = &e->group[e->agent[id].group];
  group->n_busy += step;
  group->busy_area += step * (e->period_end - now);
  if (G_UNLIKELY(e->watched != 0))
    sim_watch_busy(e, id, step, now);
}

static inline void
sim_agent_busy(SimEngine *e, guint32 id, SimTick now)
{
  sim_group_busy(e, id, 1, now);
}

/* An idle agent has something in hand from now on. */
static inline void
sim_idle_takes(SimEngine *e, guint32 id, SimTick now)
{
  sim_idle_remove(e, id);
  sim_agent_busy(e, id, now);
}

static inline void
sim_agent_not_busy(SimEngine *e, guint32 id, SimTick now)
{
  sim_group_busy(e, id, -1, now);
}

/* The agent's `end` is its next event. */
static inline void
sim_agent_push(SimEngine *e, guint32 id)
{
  sim_agenda_set(&e->agenda, sim_agent_event(e, id), e->agent[id].end);
}
