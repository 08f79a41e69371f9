/* The event loop: arrivals from a sorted buffer, ends of contacts and pauses and timers from one heap, and between them the
 * moments of the calendar. At equal times: calendar, heap, arrivals. */
#include "dist/draw_private.h"
#include "sim/agents_private.h"
#include "sim/routing_private.h"

/* Up to 64 teams: their idle ones are one word. */
G_ALWAYS_INLINE static inline guint32
pick_agent_of_few(SimEngine *e, const SimOffer *offer, MusterKey contact)
{
  for (int r = 0; r < offer->n_ranks; r++) {
    guint64 found = offer->teams[r] & e->idle_teams[0];
    if (found == 0)
      continue;
    if (G_LIKELY(e->sim->choose_agent == SIM_ROUTER_longest_idle))
      return sim_pick_longest_idle(e, &found, 1);
    return sim_router_get(e->sim->choose_agent)->pick_agent(e, &found, contact);
  }
  return SIM_NOBODY;
}

static guint32
pick_agent_of_many(SimEngine *e, const SimOffer *offer, MusterKey contact)
{
  const MusterSim *sim = e->sim;
  guint64 found[SIM_MAX_WORDS];
  for (int r = 0; r < offer->n_ranks; r++) {
    guint64 any = 0;
    for (int w = 0; w < sim->n_words; w++)
      any |= found[w] = offer->teams[r * sim->n_words + w] & e->idle_teams[w];
    if (any == 0)
      continue;
    if (G_LIKELY(sim->choose_agent == SIM_ROUTER_longest_idle))
      return sim_pick_longest_idle(e, found, sim->n_words);
    return sim_router_get(sim->choose_agent)->pick_agent(e, found, contact);
  }
  return SIM_NOBODY;
}

static inline guint32
pick_agent(SimEngine *e, const SimOffer *offer, MusterKey contact)
{
  return G_LIKELY(e->sim->n_words == 1) ? pick_agent_of_few(e, offer, contact) : pick_agent_of_many(e, offer, contact);
}

static inline int
pick_queue(SimEngine *e, const SimTeam *team, SimTick now)
{
  if ((e->waiting & team->queues) == 0)
    return -1;
  if (G_LIKELY(e->sim->choose_contact == SIM_ROUTER_priority))
    return sim_pick_by_priority(e, team, now);
  return sim_router_get(e->sim->choose_contact)->pick_queue(e, team, now);
}

/* TRUE when the contact's patience ends while the agent's phone rings: then the agent is free at that moment. */
static gboolean
rings_in_vain(SimEngine *e, guint32 id, int queue, guint32 row, SimTick arrived, MusterKey key, SimTick now)
{
  const SimQueue *q = &e->sim->queue[queue];
  if (q->patience == NULL)
    return FALSE;
  SimTick patience = sim_ticks(muster_dist_draw_inline(q->patience, key, MUSTER_DRAW_PATIENCE));
  if (arrived + patience >= now + q->ring)
    return FALSE;
  sim_record_abandon(e, queue, row, arrived, patience, key);
  e->agent[id].end = arrived + patience;
  return TRUE;
}

/* The agent takes the contact; sets when the agent's hands are free again. The caller sees to the heap. */
G_ALWAYS_INLINE static inline void
answer(SimEngine *e, guint32 id, int queue, guint32 row, SimTick arrived, MusterKey key, SimTick now)
{
  const SimQueue *q = &e->sim->queue[queue];
  SimAgent *agent = &e->agent[id];
  const SimTeam *team = &e->sim->team[agent->team];
  const SimServe *serve = &team->serve[queue];
  agent->state = SIM_AGENT_BUSY;
  if (G_UNLIKELY(q->ring > 0) && rings_in_vain(e, id, queue, row, arrived, key, now))
    return;
  double scale = serve->ticks_per_s;
  if (G_UNLIKELY(q->handle_scale != NULL) && serve->scaled)
    scale *= q->handle_scale[row];
  SimTick talk = (SimTick) MIN(muster_dist_draw_inline(serve->handle, key, MUSTER_DRAW_HANDLE) * scale, (double) SIM_LONGEST);
  SimTick after_call = 0;
  if (G_UNLIKELY(serve->after_call != NULL))
    after_call = (SimTick) MIN(muster_dist_draw_inline(serve->after_call, key, MUSTER_DRAW_AFTER_CALL) * scale, (double) SIM_LONGEST);
  agent->end = MIN(now + q->ring + talk + after_call, SIM_NEVER - 1);
  SimTick wait = now + q->ring - arrived;
  sim_record_answer(e, queue, row, wait);
  sim_group_cell(e, row, agent->group)->x[SIM_G_HANDLED]++;
  if (serve->overflow)
    sim_cell(e, row, queue)->x[SIM_Q_OVERFLOWED]++;
  if (G_UNLIKELY(e->extras != NULL))
    sim_extras_answered(e, queue, id, row, arrived, wait, talk, after_call, key);
}

static inline void
busy(SimEngine *e, guint32 id, SimTick now)
{
  SimGroupState *group = &e->group[e->agent[id].group];
  group->n_busy++;
  group->busy_area += e->period_end - now;
}

static inline void
not_busy(SimEngine *e, guint32 id, SimTick now)
{
  SimGroupState *group = &e->group[e->agent[id].group];
  group->n_busy--;
  group->busy_area -= e->period_end - now;
}

/* The agent takes the head of the queue's line. */
static inline void
answer_head(SimEngine *e, guint32 id, int queue, SimTick now)
{
  SimLine *line = &e->line[queue];
  SimNode *node = &e->node[line->head];
  sim_line_less(e, line, now);
  answer(e, id, queue, node->row, node->arrived, node->key, now);
  sim_line_pop(e, queue);
}

void
sim_agent_available(SimEngine *e, guint32 id, SimTick now)
{
  int queue = pick_queue(e, &e->sim->team[e->agent[id].team], now);
  if (queue < 0) {
    sim_idle_append(e, id, now);
    return;
  }
  busy(e, id, now);
  answer_head(e, id, queue, now);
  sim_heap_push(&e->heap, sim_heap_key(e->agent[id].end, (guint32) e->sim->n_timers + id));
}

static inline void
arrive(SimEngine *e, const SimArrival *a)
{
  guint32 id = pick_agent(e, &e->sim->queue[a->queue].offer[0], a->key);
  if (id == SIM_NOBODY) {
    sim_line_join(e, a);
    return;
  }
  sim_idle_remove(e, id);
  busy(e, id, a->t);
  answer(e, id, (int) a->queue, e->row, a->t, a->key, a->t);
  sim_heap_push(&e->heap, sim_heap_key(e->agent[id].end, (guint32) e->sim->n_timers + id));
}

/* The contact at hand has ended; its entry is the heap's top. */
static inline void
contact_ends(SimEngine *e, guint32 id, SimTick now)
{
  SimAgent *agent = &e->agent[id];
  int queue = G_UNLIKELY(agent->leaves) ? -1 : pick_queue(e, &e->sim->team[agent->team], now);
  if (queue >= 0) {
    answer_head(e, id, queue, now);
    sim_heap_replace(&e->heap, sim_heap_key(agent->end, (guint32) e->sim->n_timers + id));
    return;
  }
  sim_heap_pop(&e->heap);
  not_busy(e, id, now);
  if (G_UNLIKELY(agent->leaves))
    sim_agent_leave(e, id, now);
  else
    sim_idle_append(e, id, now);
}

/* Offers one contact, whose wait has reached the timer's delay, to those who may take it now. */
static void
offer(SimEngine *e, const SimTimer *timer, guint32 node_id, SimTick now)
{
  SimNode *node = &e->node[node_id];
  int queue = (int) timer->queue;
  if (node->state != SIM_NODE_WAITS || node->deadline < now)
    return;
  guint32 id = pick_agent(e, &e->sim->queue[queue].offer[timer->step + 1], node->key);
  if (id == SIM_NOBODY)
    return;
  sim_idle_remove(e, id);
  busy(e, id, now);
  sim_line_less(e, &e->line[queue], now);
  node->state = SIM_NODE_GONE;
  answer(e, id, queue, node->row, node->arrived, node->key, now);
  sim_heap_push(&e->heap, sim_heap_key(e->agent[id].end, (guint32) e->sim->n_timers + id));
  sim_line_head(e, queue, now, SIM_NEVER); /* unchains it when it is at the head */
}

static void
timer_fires(SimEngine *e, guint32 id, SimTick now)
{
  SimTimer *timer = &e->timer[id];
  SimTick delay = e->sim->queue[timer->queue].delay[timer->step];
  sim_heap_pop(&e->heap);
  timer->in_heap = FALSE;
  while (timer->node != SIM_NOBODY) {
    guint32 node = timer->node;
    SimTick due = e->node[node].arrived + delay;
    if (due > now) {
      timer->in_heap = TRUE;
      sim_heap_push(&e->heap, sim_heap_key(due, id));
      return;
    }
    timer->node = e->node[node].next;
    offer(e, timer, node, now);
  }
}

static inline void
event(SimEngine *e, guint64 top)
{
  SimTick now = sim_heap_time(top);
  guint32 id = sim_heap_id(top);
  if (id < (guint32) e->sim->n_timers) {
    timer_fires(e, id, now);
    return;
  }
  id -= (guint32) e->sim->n_timers;
  const SimAgent *agent = &e->agent[id];
  if (G_UNLIKELY(agent->end != now)) { /* stale: re-timed since */
    sim_heap_pop(&e->heap);
  } else if (G_LIKELY(agent->state == SIM_AGENT_BUSY)) {
    contact_ends(e, id, now);
  } else {
    sim_heap_pop(&e->heap);
    sim_post_back(e, id, now);
  }
}

void
sim_engine_until(SimEngine *e, SimTick limit)
{
  for (;;) {
    guint64 top = sim_heap_top(&e->heap);
    const SimArrival *a = e->arrival;
    if (sim_heap_time(top) <= a->t) {
      if (sim_heap_time(top) >= limit)
        return;
      event(e, top);
    } else {
      if (a->t >= limit)
        return;
      e->arrival++;
      arrive(e, a);
    }
  }
}
