/* Waiting lines: joining at the end, looking at the head, settling those whose patience has ended. */
#pragma once
#include "dist/draw_private.h"
#include "sim/cases_private.h"
#include "sim/later_private.h"
#include "sim/same_private.h"
#include "sim/record_private.h"
#include "sim/replay_private.h"

#define SIM_ANY_GROUP G_MAXUINT16 /* where groups have lines of their own: in none of them, for all */

void sim_nodes_grow(SimEngine *engine);

static inline guint32
sim_node_new(SimEngine *e)
{
  if (G_UNLIKELY(e->free_node == SIM_NOBODY))
    sim_nodes_grow(e);
  guint32 id = e->free_node;
  e->free_node = e->node[id].next;
  return id;
}

/* Back into the pool. */
static inline void
sim_node_free(SimEngine *e, guint32 id)
{
  e->node[id].next = e->free_node;
  e->free_node = id;
}

/* Counts one contact less in the line, gone at `when`, with nobody who watches. */
static inline void
sim_line_less_unseen(SimEngine *e, SimLine *line, SimTick when)
{
  line->n_live--;
  line->area -= e->period_end - when;
}

static inline void
sim_line_less(SimEngine *e, SimLine *line, SimTick when)
{
  sim_line_less_unseen(e, line, when);
  if (G_UNLIKELY(e->extras != NULL))
    sim_tally_waits(e, (int) (line - e->line), FALSE, when);
}

/* A contact of the line is answered that has waited. */
static inline void
sim_line_waited(SimEngine *e, int queue, SimTick wait)
{
  e->line[queue].last_wait = wait;
  if (G_UNLIKELY(e->sim->queue[queue].n_remembered > 0))
    sim_callback_remember(e, queue, wait);
}

static inline void
sim_node_abandon(SimEngine *e, int queue, SimNode *node)
{
  sim_line_less(e, &e->line[queue], node->deadline);
  node->state = SIM_NODE_ABANDONED;
  sim_record_abandon(e, queue, node->row, node->arrived, node->deadline - node->arrived, node->redials,
                     node->key);
}

/* The contact is answered or sent away: what was to come if it abandoned does not. */
static inline void
sim_node_call_off(SimEngine *e, SimNode *node)
{
  if (G_UNLIKELY(node->later != SIM_NOBODY))
    sim_later_call_off(e, node->later);
  node->later = SIM_NOBODY;
}

/* Unchains the head, which is settled or taken. */
static inline void
sim_line_pop(SimEngine *e, int queue)
{
  SimLine *line = &e->line[queue];
  guint32 id = line->head;
  SimNode *node = &e->node[id];
  const SimQueue *q = &e->sim->queue[queue];
  for (int d = 0; d < q->n_delays; d++) {
    SimTimer *timer = &e->timer[q->first_timer + (guint32) d];
    if (timer->node == id)
      timer->node = node->next;
  }
  line->head = node->next;
  sim_node_free(e, id);
  if (line->head == SIM_NOBODY) {
    line->tail = SIM_NOBODY;
    line->earliest = SIM_NEVER;
    e->waiting &= ~(G_GUINT64_CONSTANT(1) << queue);
  }
}

/* The first contact that still waits, or place that is kept, or NULL; those before it are unchained. An agent who may take contacts after `after`
 * looks: whoever abandoned but would be taken now has its virtual wait decided. */
static inline SimNode *
sim_line_head(SimEngine *e, int queue, SimTick now, SimTick after)
{
  SimLine *line = &e->line[queue];
  while (line->head != SIM_NOBODY) {
    SimNode *node = &e->node[line->head];
    if (node->state <= SIM_NODE_PLACE) {
      if (node->deadline >= now)
        return node;
      sim_node_abandon(e, queue, node);
    }
    if (e->sim->virtual_wait && node->state == SIM_NODE_ABANDONED && now - node->arrived >= after)
      sim_cell(e, node->row, queue)->x[SIM_Q_VIRTUAL] += now - node->arrived <= e->sim->queue[queue].within;
    sim_line_pop(e, queue);
  }
  return NULL;
}

static inline void
sim_timers_start(SimEngine *e, const SimQueue *q, guint32 id, const SimArrival *a)
{
  if (sim_node_apart(&e->node[id])) { /* not in order of arrival: it has events of its own */
    sim_flow_offer_later(e, id, a, 0);
    return;
  }
  for (int d = 0; d < q->n_delays; d++) {
    guint32 timer_id = q->first_timer + (guint32) d;
    SimTimer *timer = &e->timer[timer_id];
    if (timer->node == SIM_NOBODY)
      timer->node = id;
    if (!timer->runs) {
      timer->runs = TRUE;
      sim_agenda_set(&e->agenda, timer_id, a->t + q->delay[d]);
    }
  }
}

/* How long the contact waits before it abandons, SIM_NEVER at most: for ever. */
static inline SimTick
sim_patience(const SimEngine *e, const SimQueue *q, MusterKey key)
{
  SimTick drawn = SIM_NEVER;
  if (q->patience != NULL)
    drawn = sim_ticks(muster_dist_draw_inline(q->patience, key, MUSTER_DRAW_PATIENCE));
  return G_UNLIKELY(e->given != NULL) ? sim_given_patience(e, key, drawn) : drawn;
}

/* When a contact that begins to wait at `from` abandons. */
static inline SimTick
sim_deadline(const SimEngine *e, const SimQueue *q, MusterKey key, SimTick from)
{
  SimTick deadline = from + sim_patience(e, q, key); /* apart: MIN() would draw it twice */
  return MIN(deadline, SIM_NEVER);
}

/* A new node for the arrival, not yet in the line. */
static inline guint32
sim_node_of(SimEngine *e, const SimQueue *q, const SimArrival *a, SimTick place)
{
  guint32 id = sim_node_new(e);
  SimNode *node = &e->node[id];
  node->arrived = a->t;
  node->place = place;
  node->deadline = SIM_NEVER;
  node->key = a->key;
  node->row = e->row;
  node->state = SIM_NODE_WAITS;
  node->cause = (guint8) a->cause;
  node->redials = FALSE;
  node->promised_by = (guint8) a->attempt;
  node->later = SIM_NOBODY;
  if (!sim_node_apart(node)) /* who comes back, called or from outside, has time; and `later` is free for offers */
    node->deadline = sim_deadline(e, q, a->key, a->t);
  if (G_UNLIKELY(q->n_redials > 0) && !sim_node_apart(node))
    node->later = sim_flow_redial(e, (int) a->queue, a->key, a->attempt, node->deadline, &node->redials);
  if (G_UNLIKELY(e->same != NULL))
    sim_same_waits(e, id);
  return id;
}

/* Chains the node behind those whose place is not later: at the end but for those that keep a place of their own. */
static inline void
sim_line_insert(SimEngine *e, SimLine *line, guint32 id)
{
  SimNode *node = &e->node[id];
  guint32 *link = &line->head;
  if (!sim_node_apart(node)) {
    if (line->tail != SIM_NOBODY)
      link = &e->node[line->tail].next;
  } else {
    while (*link != SIM_NOBODY && e->node[*link].place <= node->place)
      link = &e->node[*link].next;
  }
  node->next = *link;
  *link = id;
  if (node->next == SIM_NOBODY)
    line->tail = id;
}

static inline void
sim_line_join(SimEngine *e, const SimArrival *a, SimTick place)
{
  const SimQueue *q = &e->sim->queue[a->queue];
  SimLine *line = &e->line[a->queue];
  guint32 id = sim_node_of(e, q, a, place);
  SimNode *node = &e->node[id];
  if (G_UNLIKELY(e->joined != NULL))
    e->joined[id] = q->is_case ? SIM_ANY_GROUP : e->joining;
  sim_line_insert(e, line, id);
  line->n_live++;
  line->area += e->period_end - a->t;
  line->earliest = MIN(line->earliest, node->deadline);
  e->waiting |= G_GUINT64_CONSTANT(1) << a->queue;
  if (G_UNLIKELY(q->n_delays > 0))
    sim_timers_start(e, q, id, a);
  if (G_UNLIKELY(q->is_noted))
    sim_case_joined(e, id, a);
  if (G_UNLIKELY(e->extras != NULL))
    sim_extras_joined(e, (int) a->queue, a->t);
}
