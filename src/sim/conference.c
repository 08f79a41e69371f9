/* Conferences: a second agent is called in to a talk, and both stay to its end (docs/simulation/conference.md).
 *
 * The second is asked for through a queue, so that who comes, how soon and for how long follow that queue's own rules. From the
 * moment of asking the first agent is held: its event lies behind everything that happens, and is moved when
 * the second comes, or does not within `wait_up_to`. */
#include "sim/conference_private.h"
#include "dist/draw_private.h"
#include "sim/hands_private.h"
#include "sim/lines_private.h"
#include "sim/quiet_private.h"
#include "sim/same_private.h"

void
sim_conferences_build(MusterSim *sim)
{
  for (int q = 0; q < sim->n_queues; q++) {
    const MusterQueue *queue = &sim->centre->queue[q];
    sim->queue[q].asks = queue->second_chance > 0 && queue->second_queue >= 0;
    if (!sim->queue[q].asks)
      continue;
    sim->queue[q].leads_on = sim->queue[queue->second_queue].leads_on = TRUE;
    sim->has_seconds = TRUE;
  }
}

gboolean
sim_second_drawn(const SimEngine *e, const SimContact *c, SimWork *work)
{
  const MusterQueue *queue = &e->sim->centre->queue[c->queue];
  if (c->cause == SIM_SECOND || muster_draw_uniform(c->key, MUSTER_DRAW_SECOND) >= queue->second_chance)
    return FALSE;
  if (queue->second_after.info != NULL) {
    SimTick after = sim_ticks(muster_dist_draw_inline(&queue->second_after, c->key, MUSTER_DRAW_SECOND_AFTER));
    work->talk = MIN(work->talk, after);
  }
  return TRUE;
}

void
sim_second_ask(SimEngine *e, guint32 id, const SimContact *c, const SimWork *work, SimTick asks)
{
  const MusterQueue *queue = &e->sim->centre->queue[c->queue];
  SimHeld held = {.key = muster_key(c->key, SIM_SECOND_KEY), .first = *c, .agent = id, .after_call = work->after_call, .asks = asks,
                  .alone = work->talk + work->after_call};
  if (e->same != NULL)
    held.remembered = sim_same_memory(e);
  g_array_append_val(e->held, held);
  SimArrival request = {asks, held.key, (guint32) queue->second_queue, 0, SIM_SECOND};
  sim_later_push(e, (SimLater){.arrival = request, .place = asks, .kind = SIM_LATER_SECOND});
  request.t = MIN(asks + sim_ticks(queue->second_wait_up_to_s) + 1, SIM_NEVER - 1);
  sim_later_push(e, (SimLater){.arrival = request, .place = asks, .kind = SIM_LATER_ALONE});
}

gboolean
sim_second_wanted(SimEngine *e, guint32 id, const SimContact *c, SimTick begin, SimWork *work)
{
  if (!sim_second_drawn(e, c, work))
    return FALSE;
  sim_cell(e, c->row, c->queue)->x[SIM_Q_CONFERENCES]++;
  if (e->trunks != NULL)
    sim_trunks_keep(e, c->queue, 1);
  if (e->same != NULL)
    sim_same_answered(e, id, c->queue, c->row);
  sim_second_ask(e, id, c, work, MIN(begin + work->talk, SIM_NEVER - 1));
  e->agent[id].end = SIM_NEVER - 1;
  return TRUE;
}

/* The talk ends at `end`, and the first agent is free after its after-call work. */
static void
release(SimEngine *e, guint i, SimTick end, SimTick now)
{
  SimHeld held = g_array_index(e->held, SimHeld, i);
  SimAgent *agent = &e->agent[held.agent];
  g_array_remove_index_fast(e->held, i);
  if (e->trunks != NULL) {
    sim_trunks_keep(e, held.first.queue, -1);
    sim_trunks_hold(e, held.first.queue, end);
  }
  if (sim_has_hands(e, held.agent)) {
    sim_hands_held_until(e, held.agent, held.first.key, end, now);
    return;
  }
  agent->end = MIN(end + held.after_call, SIM_NEVER - 2);
  sim_agent_push(e, held.agent);
  sim_quiet_told(e, held.agent, end - held.asks);
  if (e->extras != NULL)
    sim_extras_longer(e, held.first.queue, held.agent, held.first.row, held.alone, end - held.asks);
  sim_trace_ends(e, held.first.key, end, agent->end);
  if (e->same != NULL)
    sim_same_done(e, held.remembered, held.agent);
  if (held.first.q->leads_on) {
    sim_flow_ended(e, held.first.queue, held.first.key, agent->end);
    sim_flow_pass_on(e, held.first.queue, held.first.key, held.first.row, end);
  }
  if (e->same != NULL)
    sim_same_forget(e);
}

static int
find(const SimEngine *e, MusterKey key)
{
  for (guint i = 0; i < e->held->len; i++)
    if (g_array_index(e->held, SimHeld, i).key == key)
      return (int) i;
  return -1;
}

void
sim_second_comes(SimEngine *e, MusterKey key, SimTick end, SimTick now)
{
  int i = find(e, key);
  if (i >= 0)
    release(e, (guint) i, end, now);
}

void
sim_second_meets(SimEngine *e, MusterKey key)
{
  int i = find(e, key);
  if (i >= 0)
    g_array_index(e->held, SimHeld, (guint) i).met = TRUE;
}

void
sim_second_asked(SimEngine *e, const SimLater *later)
{
  const SimArrival *a = &later->arrival;
  SimQueueCell *cell = sim_cell(e, e->row, (int) a->queue);
  cell->x[SIM_Q_ARRIVED]++;
  cell->x[SIM_Q_RETURNED]++;
  e->n_contacts++;
  sim_trace_arrives(e, a->key, a->key, a->t, SIM_SECOND, 0);
  guint32 node = sim_engine_connect(e, a, e->row);
  int i = find(e, a->key);
  if (node == SIM_NOBODY || i < 0)
    return;
  /* In line the patience is that of the first agent, not that of a caller. */
  const MusterQueue *asking = &e->sim->centre->queue[g_array_index(e->held, SimHeld, (guint) i).first.queue];
  sim_node_call_off(e, &e->node[node]); /* nobody redials a colleague */
  e->node[node].redials = FALSE;
  e->node[node].deadline = a->t + sim_ticks(asking->second_wait_up_to_s);
  e->line[a->queue].earliest = MIN(e->line[a->queue].earliest, e->node[node].deadline);
}

void
sim_second_missed(SimEngine *e, const SimLater *later)
{
  int i = find(e, later->arrival.key);
  if (i >= 0 && !g_array_index(e->held, SimHeld, (guint) i).met)
    release(e, (guint) i, later->arrival.t, later->arrival.t);
}
