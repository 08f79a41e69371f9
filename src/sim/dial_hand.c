/* Lists that are dialled by hand: which agent takes which entry, and what he is busy with (docs/simulation/outbound.md). */
#include "sim/dial_private.h"
#include "sim/choose_private.h"
#include "sim/hands_private.h"
#include "sim/same_private.h"

/* An agent who is idle, or has room, has the entry in hand from now on. */
static void
work_by_hand(SimEngine *e, const SimOutbound *out, const SimEntry *entry, guint32 id, SimTick now)
{
  const SimQueue *q = &e->sim->queue[out->queue];
  MusterKey key = sim_attempt_key(entry);
  SimCallOutcome result = sim_call_outcome(e, out, key);
  SimTick rings = out->look + (result == SIM_CALL_NOBODY ? out->no_answer : out->ring), picked_up = now + rings;
  SimContact c = {q, picked_up, key, out->queue, entry->row, SIM_DIALLED};
  sim_call_count(e, out, entry, result, now);
  if (e->same != NULL)
    sim_same_recall(e, entry->remembered);
  if (result != SIM_CALL_RIGHT) {
    SimTick end = MIN(picked_up + (result == SIM_CALL_WRONG ? out->wrong_takes : 0), SIM_NEVER - 1);
    if (e->trunks != NULL)
      sim_trunks_hold(e, out->queue, end);
    sim_dial_failed(e, out, entry, end);
    sim_call_in_vain(e, &c, id, end, now);
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

/* Of the teams in the word, those who may give somebody to the list: live contacts come first, and some stay idle for them. */
static guint64
free_teams(SimEngine *e, const SimOutbound *out, guint64 teams, int word, SimTick now)
{
  if (e->sim->kept >> out->queue & 1)
    teams = not_kept(e, teams, word, out->queue);
  for (guint64 m = teams; m != 0; m &= m - 1) {
    const SimTeam *team = &e->sim->team[word * 64 + __builtin_ctzll(m)];
    if ((team->in_hand == 0 && sim_list_spare(e, team->group) <= 0) || sim_live_waits(e, team, team->queues, now))
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
  for (guint32 i = 0; i < list->n && sim_list_has_line(e, out, now);) {
    guint32 id = reserved_for(e, out, sim_list_entry(list, i), now);
    if (id != SIM_NOBODY && is_free(e, out, id, now)) {
      SimEntry entry = sim_list_take(list, i);
      work_by_hand(e, out, &entry, id, now);
      i = 0; /* others may have been dialled by it */
      continue;
    }
    if (id != SIM_NOBODY)
      sim_lists_look_at(e, sim_list_entry(list, i)->came + e->sim->same_wait);
    i++;
  }
}

/* The first entry that is for anybody; the list's length: none. */
static guint32
first_open(SimEngine *e, const SimOutbound *out, SimTick now)
{
  SimList *list = &e->lists->list[out->queue];
  guint32 i = 0;
  while (i < list->n && reserved_for(e, out, sim_list_entry(list, i), now) != SIM_NOBODY)
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
    if (i >= list->n || !sim_list_has_line(e, out, now))
      return;
    guint32 id = free_agent(e, out, sim_list_entry(list, i), now);
    if (id == SIM_NOBODY) {
      look_when_delayed(e, out, sim_list_entry(list, i), now);
      return;
    }
    SimEntry entry = sim_list_take(list, i);
    work_by_hand(e, out, &entry, id, now);
  }
}
