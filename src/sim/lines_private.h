/* Waiting lines: joining at the end, looking at the head, settling those whose patience has ended. */
#pragma once
#include "dist/draw_private.h"
#include "sim/record_private.h"

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

/* Counts one contact less in the line, gone at `when`. */
static inline void
sim_line_less(SimEngine *e, SimLine *line, SimTick when)
{
  line->n_live--;
  line->area -= e->period_end - when;
}

static inline void
sim_node_abandon(SimEngine *e, int queue, SimNode *node)
{
  sim_line_less(e, &e->line[queue], node->deadline);
  node->state = SIM_NODE_ABANDONED;
  sim_record_abandon(e, queue, node->row, node->arrived, node->deadline - node->arrived, node->key);
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
  node->next = e->free_node;
  e->free_node = id;
  if (line->head == SIM_NOBODY) {
    line->tail = SIM_NOBODY;
    line->earliest = SIM_NEVER;
    e->waiting &= ~(G_GUINT64_CONSTANT(1) << queue);
  }
}

/* The first contact that still waits, or NULL; those before it are unchained. An agent who may take contacts after `after`
 * looks: whoever abandoned but would be taken now has its virtual wait decided. */
static inline SimNode *
sim_line_head(SimEngine *e, int queue, SimTick now, SimTick after)
{
  SimLine *line = &e->line[queue];
  while (line->head != SIM_NOBODY) {
    SimNode *node = &e->node[line->head];
    if (node->state == SIM_NODE_WAITS) {
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
sim_timers_start(SimEngine *e, const SimQueue *q, guint32 id, SimTick now)
{
  for (int d = 0; d < q->n_delays; d++) {
    guint32 timer_id = q->first_timer + (guint32) d;
    SimTimer *timer = &e->timer[timer_id];
    if (timer->node == SIM_NOBODY)
      timer->node = id;
    if (!timer->in_heap) {
      timer->in_heap = TRUE;
      sim_heap_push(&e->heap, sim_heap_key(now + q->delay[d], timer_id));
    }
  }
}

static inline void
sim_line_join(SimEngine *e, const SimArrival *a)
{
  const SimQueue *q = &e->sim->queue[a->queue];
  SimLine *line = &e->line[a->queue];
  guint32 id = sim_node_new(e);
  SimNode *node = &e->node[id];
  node->arrived = a->t;
  node->deadline = SIM_NEVER;
  if (q->patience != NULL)
    node->deadline = a->t + sim_ticks(muster_dist_draw_inline(q->patience, a->key, MUSTER_DRAW_PATIENCE));
  node->key = a->key;
  node->row = e->row;
  node->state = SIM_NODE_WAITS;
  node->next = SIM_NOBODY;
  if (line->head == SIM_NOBODY)
    line->head = id;
  else
    e->node[line->tail].next = id;
  line->tail = id;
  line->n_live++;
  line->area += e->period_end - a->t;
  line->earliest = MIN(line->earliest, node->deadline);
  e->waiting |= G_GUINT64_CONSTANT(1) << a->queue;
  if (G_UNLIKELY(q->n_delays > 0))
    sim_timers_start(e, q, id, a->t);
  if (G_UNLIKELY(e->extras != NULL))
    sim_extras_joined(e, (int) a->queue, a->t);
}
