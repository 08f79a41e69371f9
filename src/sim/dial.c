/* Attempts: what becomes of a call, by hand or placed ahead (docs/simulation/outbound.md). */
#include "sim/lists_private.h"
#include "sim/choose_private.h"
#include "sim/hands_private.h"
#include "sim/work_private.h"

typedef enum { NOBODY, WRONG_PARTY, RIGHT_PARTY } Outcome;

static Outcome
outcome(const SimEngine *e, const SimOutbound *out, MusterKey key)
{
  if (muster_draw_uniform(key, MUSTER_DRAW_REACH) >= out->reach[e->row])
    return NOBODY;
  return muster_draw_uniform(key, MUSTER_DRAW_PARTY) < out->centre->wrong_party_chance ? WRONG_PARTY : RIGHT_PARTY;
}

static SimEntry
take_first(SimList *list)
{
  SimEntry entry = list->entry[list->first];
  list->first = (list->first + 1) % list->capacity;
  list->n--;
  return entry;
}

/* Counts what came of it, but for an answer. */
static void
count(SimEngine *e, const SimOutbound *out, const SimEntry *entry, Outcome result, SimTick now)
{
  SimQueueCell *cell = sim_cell(e, entry->row, out->queue);
  cell->x[SIM_Q_REACHED] += result != NOBODY;
  cell->x[SIM_Q_WRONG_PARTY] += result == WRONG_PARTY;
  cell->x[SIM_Q_UNREACHED] += result != RIGHT_PARTY;
  if (e->extras != NULL && result != RIGHT_PARTY)
    sim_extras_entry(e, out->queue, entry->row, sim_attempt_key(entry), now, SIM_NOT_FOUND);
}

void
sim_dial_failed(SimEngine *e, const SimOutbound *out, const SimEntry *entry, SimTick now)
{
  if (entry->attempt + 1 >= out->attempts) {
    sim_cell(e, entry->row, out->queue)->x[SIM_Q_GIVEN_UP]++;
    return;
  }
  SimTick due = now;
  if (out->centre->retry.info != NULL)
    due += sim_ticks(muster_dist_draw_inline(&out->centre->retry, sim_attempt_key(entry), MUSTER_DRAW_RETRY));
  due = sim_spans_next(&e->sim->queue[out->queue].open, MIN(due, SIM_NEVER - 1));
  if (due >= e->sim->end) /* it does not come within the horizon */
    return;
  SimArrival again = {due, entry->key, (guint32) out->queue, (guint16) (entry->attempt + 1), SIM_TRIED_AGAIN};
  sim_later_push(e, (SimLater){.arrival = again, .place = entry->due, .kind = SIM_LATER_LIST});
}

/* --- by hand ------------------------------------------------------------------------------------------------------ */

/* An agent who is idle, or has room, is busy with the attempt until it turns out that it was in vain. */
static void
call_in_vain(SimEngine *e, const SimContact *c, guint32 id, SimTick until, SimTick now)
{
  if (sim_has_hands(e, id)) {
    sim_hands_call_in_vain(e, id, c, until, now);
    return;
  }
  sim_idle_takes(e, id, now);
  e->agent[id].state = SIM_AGENT_BUSY;
  e->agent[id].end = until;
  sim_agent_push(e, id);
}

/* An agent who is idle, or has room, has the entry in hand from now on. */
static void
work_by_hand(SimEngine *e, const SimOutbound *out, const SimEntry *entry, guint32 id, SimTick now)
{
  const SimQueue *q = &e->sim->queue[out->queue];
  MusterKey key = sim_attempt_key(entry);
  Outcome result = outcome(e, out, key);
  SimTick rings = out->look + (result == NOBODY ? out->no_answer : out->ring), picked_up = now + rings;
  SimContact c = {q, picked_up, key, out->queue, entry->row, SIM_DIALLED};
  count(e, out, entry, result, now);
  if (result != RIGHT_PARTY) {
    SimTick end = MIN(picked_up + (result == WRONG_PARTY ? out->wrong_takes : 0), SIM_NEVER - 1);
    if (e->trunks != NULL)
      sim_trunks_hold(e, out->queue, end);
    sim_dial_failed(e, out, entry, end);
    call_in_vain(e, &c, id, end, now);
    return;
  }
  SimWork work = sim_work_of(e, id, &e->sim->team[e->agent[id].team].serve[out->queue], &c);
  SimTick end = MIN(picked_up + work.talk + work.after_call, SIM_NEVER - 1);
  sim_cell(e, entry->row, out->queue)->x[SIM_Q_QUOTA_KEPT] += entry->due < SIM_NEVER && end <= entry->due;
  if (sim_has_hands(e, id))
    sim_hands_call(e, id, &c, rings, now);
  else
    sim_engine_call(e, id, &c, rings, now);
}

/* Whether a live contact waits that the team serves. Who has hung up is cleared away first. */
static gboolean
live_waits(SimEngine *e, guint64 queues, SimTick now)
{
  for (guint64 m = e->waiting & queues & ~e->sim->cases; m != 0; m &= m - 1)
    if (sim_line_head(e, __builtin_ctzll(m), now, SIM_NEVER) != NULL)
      return TRUE;
  return FALSE;
}

static gint64
spare(const SimEngine *e, int group)
{
  return e->group[group].n_present - e->group[group].n_busy - e->sim->centre->group[group].blend_idle;
}

/* An idle agent of the best rank who may be taken for the list: live contacts come first, and some stay idle for them. */
static guint32
free_agent(SimEngine *e, const SimOutbound *out, MusterKey key, SimTick now)
{
  const MusterSim *sim = e->sim;
  const SimOffer *offer = &sim->queue[out->queue].offer[0];
  guint64 found[SIM_MAX_WORDS];
  for (int r = 0; r < offer->n_ranks; r++) {
    guint64 any = 0;
    for (int w = 0; w < sim->n_words; w++) {
      found[w] = idle_teams(e, offer, r, w, out->queue);
      for (guint64 m = found[w]; m != 0; m &= m - 1) {
        const SimTeam *team = &sim->team[w * 64 + __builtin_ctzll(m)];
        if ((team->in_hand == 0 && spare(e, team->group) <= 0) || live_waits(e, team->queues, now))
          found[w] &= ~(m & -m);
      }
      any |= found[w];
    }
    if (any != 0)
      return pick_of(e, found, sim->n_words, key, now);
  }
  return SIM_NOBODY;
}

void
sim_dial_by_hand(SimEngine *e, const SimOutbound *out, SimTick now)
{
  SimList *list = &e->lists->list[out->queue];
  while (list->n > 0) {
    guint32 id = free_agent(e, out, list->entry[list->first].key, now);
    if (id == SIM_NOBODY)
      return;
    SimEntry entry = take_first(list);
    work_by_hand(e, out, &entry, id, now);
  }
}

/* --- placed ahead ------------------------------------------------------------------------------------------------- */

static SimDialState
look_around(SimEngine *e, const SimOutbound *out, SimTick now)
{
  const MusterSim *sim = e->sim;
  const SimList *list = &e->lists->list[out->queue];
  const MusterQueue *queue = out->centre;
  SimDialState state = {.ringing = list->ringing,
                        .waiting = e->line[out->queue].n_live,
                        .reached = list->reached,
                        .abandoned = list->abandoned,
                        .reach = out->reach[e->row],
                        .ring_s = queue->ring_s,
                        .handle_s = queue->handle.mean_s + (queue->after_call.info != NULL ? queue->after_call.mean_s : 0)};
  guint64 own = G_GUINT64_CONSTANT(1) << out->queue;
  for (int g = 0; g < sim->n_groups; g++) {
    if (!out->group[g])
      continue;
    state.busy += e->group[g].n_busy - (e->hands != NULL ? sim_hands_n_more(e, g) : 0);
    if (!live_waits(e, sim->team[g].queues & ~own, now)) /* the group's own team */
      state.idle += MAX(spare(e, g), 0);
  }
  return state;
}

void
sim_dial_ahead(SimEngine *e, const SimOutbound *out, SimTick now)
{
  SimList *list = &e->lists->list[out->queue];
  if (list->n == 0)
    return;
  SimDialState state = look_around(e, out, now);
  gint64 more = out->dialer->lines(&state, &out->centre->dialer) - list->ringing;
  for (; more > 0 && list->n > 0; more--) {
    SimEntry entry = take_first(list);
    MusterKey key = sim_attempt_key(&entry);
    Outcome result = outcome(e, out, key);
    count(e, out, &entry, result, now);
    list->ringing++;
    SimArrival call = {now + (result == NOBODY ? out->no_answer : out->ring), entry.key, (guint32) out->queue, entry.attempt,
                       SIM_DIALLED};
    sim_later_push(e, (SimLater){.arrival = call, .place = entry.due, .kind = SIM_LATER_RANG, .node = entry.row, .step = result});
  }
}

/* Somebody else than meant: whoever is idle finds out; if nobody is, they hang up. */
static void
wrong_party(SimEngine *e, const SimOutbound *out, const SimEntry *entry, SimTick now)
{
  guint32 id = pick_agent(e, &e->sim->queue[out->queue].offer[0], out->queue, entry->key, now);
  if (id != SIM_NOBODY && out->wrong_takes > 0) {
    SimContact c = {&e->sim->queue[out->queue], now, entry->key, out->queue, entry->row, SIM_DIALLED};
    if (e->trunks != NULL)
      sim_trunks_hold(e, out->queue, now + out->wrong_takes);
    call_in_vain(e, &c, id, now + out->wrong_takes, now);
  }
  sim_dial_failed(e, out, entry, now);
}

void
sim_dial_rang(SimEngine *e, const SimLater *later)
{
  const SimOutbound *out = e->sim->queue[later->arrival.queue].outbound;
  SimList *list = &e->lists->list[out->queue];
  SimEntry entry = {later->place, later->arrival.key, later->node, later->arrival.attempt};
  SimTick now = later->arrival.t;
  list->ringing--;
  list->reached += later->step != NOBODY;
  if (later->step == NOBODY) {
    sim_dial_failed(e, out, &entry, now);
  } else if (later->step == WRONG_PARTY) {
    wrong_party(e, out, &entry, now);
  } else {
    SimArrival person = later->arrival;
    person.key = sim_attempt_key(&entry);
    guint32 node = sim_engine_connect(e, &person, entry.row);
    SimQueueCell *cell = sim_cell(e, entry.row, out->queue);
    cell->x[SIM_Q_MISMATCHED] += node != SIM_NOBODY;
    cell->x[SIM_Q_QUOTA_KEPT] += entry.due < SIM_NEVER && now <= entry.due;
    if (node != SIM_NOBODY && e->node[node].deadline < SIM_NEVER) {
      SimArrival gone = later->arrival;
      gone.t = e->node[node].deadline + 1;
      e->node[node].later = sim_later_push(e, (SimLater){.arrival = gone, .place = entry.due, .kind = SIM_LATER_HUNG_UP, .node = entry.row});
    }
  }
}
