#include "sim/lines_private.h"
#include "sim/hands_private.h"

#define FIRST_NODES 256

void
sim_nodes_grow(SimEngine *e)
{
  guint32 capacity = e->node_capacity == 0 ? FIRST_NODES : e->node_capacity * 2;
  g_assert(capacity > e->node_capacity && capacity < SIM_NOBODY);
  e->node = g_renew(SimNode, e->node, capacity);
  if (e->sim->join >= 0)
    e->joined = g_renew(guint16, e->joined, capacity);
  for (guint32 i = capacity; i-- > e->node_capacity;) {
    sim_node_free(e, i);
  }
  e->node_capacity = capacity;
}

/* A chat that was handed back: it has been answered once (hand_back.c). */
static gboolean
was_answered(const SimEngine *e, int queue, const SimNode *node)
{
  return (node->cause & SIM_SET_APART) != 0 && !e->sim->queue[queue].is_case;
}

static void
settle_line(SimEngine *e, int queue, SimTick now)
{
  SimLine *line = &e->line[queue];
  if (line->earliest >= now)
    return;
  SimTick earliest = SIM_NEVER;
  for (guint32 id = line->head; id != SIM_NOBODY; id = e->node[id].next) {
    SimNode *node = &e->node[id];
    if (node->state != SIM_NODE_WAITS)
      continue;
    if (node->deadline < now)
      sim_node_abandon(e, queue, node);
    else
      earliest = MIN(earliest, node->deadline);
  }
  line->earliest = earliest;
  if (!e->sim->virtual_wait) /* nothing more is asked of those gone: unchain what can be */
    sim_line_head(e, queue, now, 0);
}

void
sim_settle(SimEngine *e, SimTick now)
{
  for (guint64 m = e->waiting; m != 0; m &= m - 1)
    settle_line(e, __builtin_ctzll(m), now);
}

void
sim_line_dismiss(SimEngine *e, int queue, SimTick now)
{
  if (e->same != NULL)
    sim_same_close(e, queue, now);
  settle_line(e, queue, now);
  SimLine *line = &e->line[queue];
  while (line->head != SIM_NOBODY) {
    SimNode *node = &e->node[line->head];
    if (node->state <= SIM_NODE_PLACE)
      sim_node_call_off(e, node);
    if (node->state == SIM_NODE_WAITS && was_answered(e, queue, node)) {
      sim_line_less(e, line, now);
      sim_hands_left(e, queue, line->head, now);
    } else if (node->state == SIM_NODE_WAITS) {
      SimQueueCell *cell = sim_cell(e, node->row, queue);
      SimTick wait = now - node->arrived;
      cell->x[SIM_Q_DISMISSED]++;
      cell->x[SIM_Q_WAITED] += wait > 0;
      cell->x[SIM_Q_WAIT_DISMISSED] += wait;
      sim_line_less(e, line, now);
      if (e->extras != NULL)
        sim_extras_lost(e, queue, node->row, node->arrived, wait, SIM_DISMISSED, node->key);
      node->state = SIM_NODE_GONE;
    }
    sim_line_pop(e, queue);
  }
}

/* Nobody is left who could serve: the patient ones stay undecided, the others abandon in their time. */
void
sim_line_resolve(SimEngine *e, int queue)
{
  SimLine *line = &e->line[queue];
  while (line->head != SIM_NOBODY) {
    SimNode *node = &e->node[line->head];
    if (node->state == SIM_NODE_WAITS && node->deadline < SIM_NEVER) {
      sim_node_abandon(e, queue, node);
    } else if (node->state == SIM_NODE_WAITS && e->sim->queue[queue].is_case) {
      sim_case_left(e, queue, node, line->head);
    } else if (node->state == SIM_NODE_WAITS && was_answered(e, queue, node)) {
      sim_line_less(e, line, MAX(node->arrived, e->period_end));
      sim_hands_left(e, queue, line->head, e->period_end);
    } else if (node->state == SIM_NODE_WAITS) {
      sim_cell(e, node->row, queue)->x[SIM_Q_UNDECIDED]++;
      SimTick gone = MAX(node->arrived, e->period_end); /* no time passes for it in the tail */
      sim_line_less(e, line, gone);
      if (e->extras != NULL)
        sim_extras_lost(e, queue, node->row, node->arrived, gone - node->arrived, SIM_LEFT, node->key);
    }
    sim_line_pop(e, queue);
  }
}
