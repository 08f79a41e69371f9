/* What waits when the simulation begins (`initial: {backlog: …}`), as old as drawn; and contacts put into a line apart from the
 * order of arrival. The backlog arrived before the horizon, so it is in no count of contacts: it is in the queue length, in the
 * agents' time and in the measure `backlog`. */
#include "dist/draw_private.h"
#include "sim/cases_private.h"
#include "sim/lines_private.h"

#define BACKLOG_STREAM (G_GUINT64_CONSTANT(1) << 35) /* apart from queues, shared factors and people */

guint32
sim_line_put(SimEngine *e, const SimTask *c, SimTick now, gboolean at_head)
{
  const SimQueue *q = &e->sim->queue[c->queue];
  SimLine *line = &e->line[c->queue];
  guint32 id = sim_node_new(e);
  SimNode *node = &e->node[id];
  *node = (SimNode){.arrived = c->arrived, .deadline = SIM_NEVER, .place = c->place, .key = c->key, .next = SIM_NOBODY,
                    .row = c->row, .later = SIM_NOBODY, .state = SIM_NODE_WAITS, .cause = c->cause | SIM_SET_APART};
  if (at_head)
    node->next = line->head;
  else if (line->tail != SIM_NOBODY)
    e->node[line->tail].next = id;
  if (at_head || line->head == SIM_NOBODY)
    line->head = id;
  if (node->next == SIM_NOBODY)
    line->tail = id;
  line->n_live++;
  line->area += e->period_end - now;
  e->waiting |= G_GUINT64_CONSTANT(1) << c->queue;
  if (e->joined != NULL)
    e->joined[id] = SIM_ANY_GROUP;
  if (e->same != NULL)
    sim_same_keep(e, id, c->remembered);
  SimArrival a = {now, c->key, (guint32) c->queue, 0, c->cause};
  sim_flow_offer_later(e, id, &a, sim_delays_reached(q, now - c->arrived));
  if (e->extras != NULL)
    sim_extras_joined(e, c->queue, now);
  return id;
}

guint32
sim_case_put(SimEngine *e, const SimTask *c, SimTick now, gboolean at_head)
{
  guint32 id = sim_line_put(e, c, now, at_head);
  *sim_case_note(e, id) = c->note;
  return id;
}

static int
oldest_first(gconstpointer a, gconstpointer b)
{
  const SimAged *x = a, *y = b;
  if (x->age != y->age)
    return x->age > y->age ? -1 : 1;
  return (x->key > y->key) - (x->key < y->key);
}

static void
begin_queue(SimEngine *e, const MusterBacklog *backlog)
{
  const SimQueue *q = &e->sim->queue[backlog->queue];
  MusterKey stream = muster_key(e->key, BACKLOG_STREAM + (guint64) backlog->queue);
  /* a broken number is one more with its fraction's chance */
  gint64 n = (gint64) floor(backlog->count + muster_draw_uniform(stream, MUSTER_DRAW_COUNT));
  GArray *ages = e->cases->ages;
  g_array_set_size(ages, 0);
  for (gint64 k = 0; k < n; k++) {
    MusterKey key = muster_key(stream, (guint64) k);
    SimAged aged = {0, key};
    if (backlog->age.info != NULL)
      aged.age = sim_ticks(muster_dist_draw_inline(&backlog->age, key, MUSTER_DRAW_AGE));
    g_array_append_val(ages, aged);
  }
  g_array_sort(ages, oldest_first);
  guint32 row = (guint32) e->sim->n_intervals;
  sim_cell(e, row, backlog->queue)->x[SIM_Q_ARRIVED] += n;
  e->n_contacts += (guint64) n;
  for (gint64 k = 0; k < n; k++) {
    const SimAged *aged = &g_array_index(ages, SimAged, k);
    SimTick arrived = -aged->age;
    SimTask c = {.arrived = arrived, .place = arrived, .key = aged->key, .queue = backlog->queue,
                 .row = row, .cause = SIM_FRESH, .remembered = SIM_NOBODY, .note = {.due = sim_due(q, arrived)}};
    guint32 node = sim_case_put(e, &c, 0, FALSE);
    sim_case_limit(e, node, backlog->queue, arrived);
  }
}

void
sim_backlog_begin(SimEngine *e)
{
  const MusterCentre *centre = e->sim->centre;
  for (int b = 0; b < centre->n_backlog; b++)
    begin_queue(e, &centre->backlog[b]);
}
