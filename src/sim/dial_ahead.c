/* Calls that a dialer places without an agent, and who picks up (docs/simulation/outbound.md). */
#include "sim/dial_private.h"
#include "sim/choose_private.h"
#include "sim/hands_private.h"
#include "sim/same_private.h"

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
    if (may_take_now(e, out, g, now) && !sim_live_waits(e, team, team->queues & ~own, now))
      state.idle += MAX(sim_list_spare(e, g), 0);
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
  for (; more > 0 && list->n > 0 && sim_list_has_line(e, out, now); more--) {
    SimEntry entry = sim_list_take(list, 0);
    MusterKey key = sim_attempt_key(&entry);
    SimCallOutcome result = sim_call_outcome(e, out, key);
    sim_call_count(e, out, &entry, result, now);
    list->ringing++;
    SimArrival call = {now + (result == SIM_CALL_NOBODY ? out->no_answer : out->ring), entry.key, (guint32) out->queue, entry.attempt,
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
    sim_call_in_vain(e, &c, id, now + out->wrong_takes, now);
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
  list->reached += later->step != SIM_CALL_NOBODY;
  if (later->step == SIM_CALL_NOBODY) {
    sim_dial_failed(e, out, &entry, now);
  } else if (later->step == SIM_CALL_WRONG) {
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
