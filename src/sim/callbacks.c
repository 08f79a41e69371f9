/* Callbacks: offered on arrival by the wait that is predicted. Who accepts leaves at once, with a promise, and is called
 * back after that wait, or when the place that was kept for them comes to the head of the line (semantics, "Cases, chats,
 * counters"). */
#include "dist/draw_private.h"
#include "sim/later_private.h"
#include "sim/lines_private.h"

/* --- predictions -------------------------------------------------------------------------------------------------- */

void
sim_callbacks_init(SimEngine *e)
{
  const MusterSim *sim = e->sim;
  for (int q = 0; q < sim->n_queues; q++) {
    int n = sim->queue[q].n_remembered;
    if (n == 0)
      continue;
    if (e->memory == NULL)
      e->memory = g_new0(SimMemory, sim->n_queues);
    e->memory[q].wait = g_new0(SimTick, n);
  }
}

void
sim_callbacks_clear(SimEngine *e)
{
  for (int q = 0; e->memory != NULL && q < e->sim->n_queues; q++)
    g_free(e->memory[q].wait);
  g_free(e->memory);
}

void
sim_callbacks_begin(SimEngine *e)
{
  for (int q = 0; e->memory != NULL && q < e->sim->n_queues; q++)
    e->memory[q] = (SimMemory){.wait = e->memory[q].wait};
}

void
sim_callback_remember(SimEngine *e, int queue, SimTick wait)
{
  SimMemory *m = &e->memory[queue];
  int size = e->sim->queue[queue].n_remembered;
  m->sum += wait - (m->n == size ? m->wait[m->next] : 0);
  m->wait[m->next] = wait;
  m->n = MIN(m->n + 1, size);
  m->next = (m->next + 1) % size;
}

SimTick
sim_predicted(SimEngine *e, MusterPredict predict, int queue, SimTick now)
{
  const SimNode *head;
  switch (predict) {
  case MUSTER_PREDICT_LAST_WAIT:
    return e->line[queue].last_wait;
  case MUSTER_PREDICT_MEAN_OF_LAST:
    return e->memory[queue].n == 0 ? 0 : e->memory[queue].sum / e->memory[queue].n;
  case MUSTER_PREDICT_EXPECTED_DELAY:
    return sim_ticks(sim_expected_delay_s(e, queue, now));
  case MUSTER_PREDICT_HEAD_OF_QUEUE:
  default:
    head = sim_line_head(e, queue, now, SIM_NEVER);
    return head == NULL ? 0 : now - head->arrived;
  }
}

/* --- promises ----------------------------------------------------------------------------------------------------- */

/* The cell row in which what arrives at t is counted. */
static guint32
row_at(const MusterSim *sim, SimTick t)
{
  if (t >= sim->end)
    return (guint32) sim->n_intervals + 1;
  int low = 0, high = sim->n_periods - 1;
  while (low < high) {
    int middle = (low + high + 1) / 2;
    if (sim->period[middle].start <= t)
      low = middle;
    else
      high = middle - 1;
  }
  return (guint32) sim->period[low].row;
}

void
sim_callback_answered(SimEngine *e, int promised_by, SimTick accepted, SimTick when)
{
  const SimQueue *q = &e->sim->queue[promised_by];
  if (q->promise >= 0 && when - accepted <= q->promise)
    sim_cell(e, row_at(e->sim, accepted), promised_by)->x[SIM_Q_PROMISES_KEPT]++;
}

/* --- accepting and coming back ------------------------------------------------------------------------------------ */

static void
call_after(SimEngine *e, const SimArrival *a, const MusterCallback *callback, SimTick wait)
{
  SimTick due = a->t + (SimTick) MIN((double) wait * callback->times, (double) SIM_LONGEST);
  SimArrival back = {due, muster_key(a->key, SIM_CALLED_BACK), (guint32) callback->into,
                     (guint16) a->queue, SIM_CALLBACK};
  sim_later_push(e, (SimLater){.arrival = back, .place = a->t, .kind = SIM_LATER_ARRIVAL});
}

/* A place in the line is kept: nobody waits there, and who is behind it stays behind it. */
static void
keep_place(SimEngine *e, const SimArrival *a)
{
  guint32 id = sim_node_new(e);
  e->node[id] = (SimNode){.arrived = a->t,
                          .deadline = SIM_NEVER,
                          .place = a->t,
                          .key = muster_key(a->key, SIM_CALLED_BACK),
                          .row = e->row,
                          .later = SIM_NOBODY,
                          .state = SIM_NODE_PLACE,
                          .cause = SIM_CALLBACK,
                          .promised_by = (guint8) a->queue};
  if (e->same != NULL)
    sim_same_waits(e, id);
  sim_line_insert(e, &e->line[a->queue], id);
  e->waiting |= G_GUINT64_CONSTANT(1) << a->queue;
  if (e->sim->queue[a->queue].n_delays > 0)
    sim_flow_offer_later(e, id, a, 0);
}

gboolean
sim_flow_callback(SimEngine *e, const SimArrival *a)
{
  const MusterCallback *callback = e->sim->queue[a->queue].callback;
  if (a->cause == SIM_CALLBACK || a->cause == SIM_FROM_OUTSIDE)
    return FALSE;
  SimTick wait = sim_predicted(e, callback->predict, (int) a->queue, a->t);
  if (wait <= sim_ticks(callback->offer_when_wait_over_s) ||
      muster_draw_uniform(a->key, MUSTER_DRAW_CALLBACK) >= callback->accept)
    return FALSE;
  sim_cell(e, e->row, (int) a->queue)->x[SIM_Q_CALLBACKS]++;
  if (e->extras != NULL)
    sim_extras_lost(e, (int) a->queue, e->row, a->t, 0, SIM_CALLED, a->key);
  if (callback->in_turn)
    keep_place(e, a);
  else
    call_after(e, a, callback, wait);
  return TRUE;
}

/* The kept place becomes an arrival, which remembers what the place did, whoever is at hand. */
static void
send_back(SimEngine *e, const SimArrival *back, SimTick place, guint32 node)
{
  guint32 at_hand = e->same != NULL ? sim_same_memory(e) : SIM_NOBODY;
  if (e->same != NULL)
    sim_same_taken(e, node);
  sim_later_push(e, (SimLater){.arrival = *back, .place = place, .kind = SIM_LATER_ARRIVAL});
  if (e->same != NULL)
    sim_same_recall(e, at_hand);
}

void
sim_callback_turn(SimEngine *e, int queue, SimTick now)
{
  SimLine *line = &e->line[queue];
  guint32 id = line->head;
  SimNode *node = &e->node[id];
  int into = e->sim->queue[queue].callback->into;
  SimArrival back = {now, node->key, (guint32) into, node->promised_by, SIM_CALLBACK};
  sim_node_call_off(e, node);
  if (into != queue) {
    SimTick place = node->place;
    node->state = SIM_NODE_GONE;
    sim_line_pop(e, queue);
    send_back(e, &back, place, id);
    return;
  }
  SimQueueCell *cell = sim_cell(e, e->row, queue);
  cell->x[SIM_Q_ARRIVED]++;
  cell->x[SIM_Q_RETURNED]++;
  e->n_contacts++;
  sim_trace_arrives(e, node->key, node->key, now, SIM_CALLBACK, 0);
  node->state = SIM_NODE_WAITS;
  node->arrived = now;
  node->row = e->row;
  line->n_live++;
  line->area += e->period_end - now;
  sim_flow_offer_later(e, id, &back, 0);
  if (e->sim->queue[queue].is_noted)
    sim_case_joined(e, id, &back);
  if (e->extras != NULL)
    sim_extras_joined(e, queue, now);
}
