/* Attempts: what becomes of a call, by hand or placed ahead (docs/simulation/outbound.md). */
#include "sim/lists_private.h"
#include "sim/choose_private.h"
#include "sim/hands_private.h"
#include "sim/same_private.h"
#include "sim/work_private.h"

typedef enum { NOBODY, WRONG_PARTY, RIGHT_PARTY } Outcome;

static Outcome
outcome(const SimEngine *e, const SimOutbound *out, MusterKey key)
{
  if (muster_draw_uniform(key, MUSTER_DRAW_REACH) >= out->reach[e->row])
    return NOBODY;
  return muster_draw_uniform(key, MUSTER_DRAW_PARTY) < out->centre->wrong_party_chance ? WRONG_PARTY : RIGHT_PARTY;
}

static SimEntry *
entry_at(SimList *list, guint32 i)
{
  return &list->entry[(list->first + i) % list->capacity];
}

/* Takes the i-th entry off the list; those before it close up. */
static SimEntry
take_entry(SimList *list, guint32 i)
{
  SimEntry entry = *entry_at(list, i);
  for (; i > 0; i--)
    *entry_at(list, i) = *entry_at(list, i - 1);
  list->first = (list->first + 1) % list->capacity;
  list->n--;
  return entry;
}

/* A call out needs a line where lines are counted; if there is none, the lists are looked at again when there may be. */
static gboolean
has_line(SimEngine *e, const SimOutbound *out, SimTick now)
{
  if (sim_trunks_free_line(e, out->queue, now))
    return TRUE;
  e->lists->lacks_line = TRUE;
  SimTick next = sim_trunks_next(e);
  if (next < SIM_NEVER)
    sim_lists_look_at(e, MAX(next, now + 1));
  return FALSE;
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
  if (e->same != NULL) /* the next attempt remembers what this one did */
    sim_same_recall(e, entry->remembered);
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
  if (e->same != NULL)
    sim_same_recall(e, entry->remembered);
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

/* Whether a live contact waits that the team serves, in its own line where each group has one. Who has hung up is cleared away first. */
static gboolean
live_waits(SimEngine *e, const SimTeam *team, guint64 queues, SimTick now)
{
  for (guint64 m = e->waiting & queues & ~e->sim->cases; m != 0; m &= m - 1) {
    int q = __builtin_ctzll(m);
    if (e->joined != NULL ? sim_first_for(e, team, q, now) != NULL : sim_line_head(e, q, now, SIM_NEVER) != NULL)
      return TRUE;
  }
  return FALSE;
}

static gint64
spare(const SimEngine *e, int group)
{
  return e->group[group].n_present - e->group[group].n_busy - e->sim->centre->group[group].blend_idle;
}

/* Of the teams in the word, those who may give somebody to the list: live contacts come first, and some stay idle for them. */
static guint64
free_teams(SimEngine *e, const SimOutbound *out, guint64 teams, int word, SimTick now)
{
  if (e->sim->kept >> out->queue & 1)
    teams = not_kept(e, teams, word, out->queue);
  for (guint64 m = teams; m != 0; m &= m - 1) {
    const SimTeam *team = &e->sim->team[word * 64 + __builtin_ctzll(m)];
    if ((team->in_hand == 0 && spare(e, team->group) <= 0) || live_waits(e, team, team->queues, now))
      teams &= ~(m & -m);
  }
  return teams;
}

/* An agent of the best rank by now, idle or with room, who may be taken for the entry. */
static guint32
free_agent(SimEngine *e, const SimOutbound *out, const SimEntry *entry, SimTick now)
{
  const MusterSim *sim = e->sim;
  const SimQueue *q = &sim->queue[out->queue];
  guint64 idle[SIM_MAX_WORDS], found[SIM_MAX_WORDS];
  SimTick wait = now - entry->came;
  for (int w = 0; w < sim->n_words; w++)
    idle[w] = free_teams(e, out, e->idle_teams[w], w, now);
  if (q->conditional)
    return sim_rules_best_teams(e, out->queue, wait, FALSE, now, idle, found) ? pick_of(e, found, sim->n_words, entry->key, now)
                                                                              : SIM_NOBODY;
  const SimOffer *offer = &q->offer[sim_delays_reached(q, wait)];
  for (int r = 0; r < offer->n_ranks; r++) {
    guint64 any = 0;
    for (int w = 0; w < sim->n_words; w++)
      any |= found[w] = offer->teams[r * sim->n_words + w] & idle[w];
    if (any != 0)
      return pick_of(e, found, sim->n_words, entry->key, now);
  }
  return SIM_NOBODY;
}

/* --- the same agent again ----------------------------------------------------------------------------------------- */

/* He who is on duty and had the contact before: the entry waits for him until `same_agent` ends it. SIM_NOBODY: for anybody. */
static guint32
reserved_for(const SimEngine *e, const SimOutbound *out, const SimEntry *entry, SimTick now)
{
  guint32 id = entry->remembered;
  if (e->same == NULL || id == SIM_NOBODY || !(e->sim->centre->same_agent_queues >> out->queue & 1) ||
      now >= entry->came + e->sim->same_wait || e->agent[id].state == SIM_AGENT_OFF)
    return SIM_NOBODY;
  return e->sim->team[e->agent[id].team].queues >> out->queue & 1 ? id : SIM_NOBODY;
}

static gboolean
is_free(SimEngine *e, const SimOutbound *out, guint32 id, SimTick now)
{
  int team = e->agent[id].team;
  if (e->agent[id].state != SIM_AGENT_IDLE && !(e->hands != NULL && sim_hands_have_room(e, id, out->queue)))
    return FALSE;
  return free_teams(e, out, G_GUINT64_CONSTANT(1) << (team % 64), team / 64, now) != 0;
}

/* Entries whose own agent is free go first. */
static void
dial_own(SimEngine *e, const SimOutbound *out, SimTick now)
{
  SimList *list = &e->lists->list[out->queue];
  for (guint32 i = 0; i < list->n && has_line(e, out, now);) {
    guint32 id = reserved_for(e, out, entry_at(list, i), now);
    if (id != SIM_NOBODY && is_free(e, out, id, now)) {
      SimEntry entry = take_entry(list, i);
      work_by_hand(e, out, &entry, id, now);
      i = 0; /* others may have been dialled by it */
      continue;
    }
    if (id != SIM_NOBODY)
      sim_lists_look_at(e, entry_at(list, i)->came + e->sim->same_wait);
    i++;
  }
}

/* The first entry that is for anybody; the list's length: none. */
static guint32
first_open(SimEngine *e, const SimOutbound *out, SimTick now)
{
  SimList *list = &e->lists->list[out->queue];
  guint32 i = 0;
  while (i < list->n && reserved_for(e, out, entry_at(list, i), now) != SIM_NOBODY)
    i++;
  return i;
}

/* Others may dial it when it has been on the list for longer. */
static void
look_when_delayed(SimEngine *e, const SimOutbound *out, const SimEntry *entry, SimTick now)
{
  const SimQueue *q = &e->sim->queue[out->queue];
  guint32 next = sim_delays_reached(q, now - entry->came);
  if (next < (guint32) q->n_delays)
    sim_lists_look_at(e, entry->came + q->delay[next]);
}

void
sim_dial_by_hand(SimEngine *e, const SimOutbound *out, SimTick now)
{
  SimList *list = &e->lists->list[out->queue];
  if (e->same != NULL)
    dial_own(e, out, now);
  for (;;) {
    guint32 i = first_open(e, out, now);
    if (i >= list->n || !has_line(e, out, now))
      return;
    guint32 id = free_agent(e, out, entry_at(list, i), now);
    if (id == SIM_NOBODY) {
      look_when_delayed(e, out, entry_at(list, i), now);
      return;
    }
    SimEntry entry = take_entry(list, i);
    work_by_hand(e, out, &entry, id, now);
  }
}

/* --- placed ahead ------------------------------------------------------------------------------------------------- */

/* Whether the group's own team may take somebody who picks up now. */
static gboolean
may_take_now(SimEngine *e, const SimOutbound *out, int group, SimTick now)
{
  guint64 having[SIM_MAX_WORDS] = {0}, best[SIM_MAX_WORDS];
  if (!e->sim->queue[out->queue].conditional)
    return TRUE;
  having[group / 64] = G_GUINT64_CONSTANT(1) << (group % 64);
  return sim_rules_best_teams(e, out->queue, 0, FALSE, now, having, best);
}

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
    const SimTeam *team = &sim->team[g]; /* the group's own */
    if (may_take_now(e, out, g, now) && !live_waits(e, team, team->queues & ~own, now))
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
  for (; more > 0 && list->n > 0 && has_line(e, out, now); more--) {
    SimEntry entry = take_entry(list, 0);
    MusterKey key = sim_attempt_key(&entry);
    Outcome result = outcome(e, out, key);
    count(e, out, &entry, result, now);
    list->ringing++;
    SimArrival call = {now + (result == NOBODY ? out->no_answer : out->ring), entry.key, (guint32) out->queue, entry.attempt,
                       SIM_DIALLED};
    if (e->trunks != NULL)
      sim_trunks_hold(e, out->queue, call.t);
    if (e->same != NULL)
      sim_same_recall(e, entry.remembered);
    sim_later_push(e, (SimLater){.arrival = call, .place = entry.due, .kind = SIM_LATER_RANG, .node = entry.row, .step = result});
  }
}

/* Somebody else than meant: whoever is idle finds out; if nobody is, they hang up. */
static void
wrong_party(SimEngine *e, const SimOutbound *out, const SimEntry *entry, SimTick now)
{
  const SimQueue *q = &e->sim->queue[out->queue];
  guint32 id = q->conditional ? sim_rules_pick_agent(e, out->queue, 0, entry->key, now)
                              : pick_agent(e, &q->offer[0], out->queue, entry->key, now);
  if (id != SIM_NOBODY && out->wrong_takes > 0) {
    SimContact c = {q, now, entry->key, out->queue, entry->row, SIM_DIALLED};
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
  SimEntry entry = sim_entry_of(e, later);
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
    gboolean kept = entry.due < SIM_NEVER && now <= entry.due;
    cell->x[SIM_Q_QUOTA_KEPT] += kept;
    if (node != SIM_NOBODY && e->node[node].deadline < SIM_NEVER) {
      SimArrival gone = later->arrival;
      gone.t = e->node[node].deadline + 1;
      e->node[node].later = sim_later_push(e, (SimLater){.arrival = gone, .place = entry.due, .kind = SIM_LATER_HUNG_UP, .node = entry.row, .step = kept});
    }
  }
}
