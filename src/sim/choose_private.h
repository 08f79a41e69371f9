/* Who takes what, in place for the engine: idle agents by rank, waiting contacts by router, some agents held back. */
#pragma once
#include "sim/cases_private.h"
#include "sim/routing_private.h"

/* Of the teams in the word `teams`, those whose group takes cases at this hour. */
static guint64
not_shut(const SimEngine *e, guint64 teams, int word)
{
  for (guint64 m = teams; m != 0; m &= m - 1)
    if (e->cases->shut[e->sim->team[word * 64 + __builtin_ctzll(m)].group])
      teams &= ~(m & -m);
  return teams;
}

/* Of the teams in the word `teams`, those whose group may give an idle agent to the queue: keep_idle holds some back. */
static guint64
not_kept(const SimEngine *e, guint64 teams, int word, int queue)
{
  const MusterSim *sim = e->sim;
  for (guint64 m = teams; m != 0; m &= m - 1) {
    int team = word * 64 + __builtin_ctzll(m), group = sim->team[team].group;
    if (sim->team[team].in_hand > 0) /* not idle */
      continue;
    if (e->group[group].n_present - e->group[group].n_busy <= sim->keep[group * sim->n_queues + queue])
      teams &= ~(m & -m);
  }
  return G_UNLIKELY(sim->cases >> queue & 1) ? not_shut(e, teams, word) : teams;
}

static inline guint64
idle_teams(const SimEngine *e, const SimOffer *offer, int rank, int word, int queue)
{
  guint64 teams = offer->teams[rank * e->sim->n_words + word] & e->idle_teams[word];
  return G_UNLIKELY(e->sim->kept >> queue & 1) ? not_kept(e, teams, word, queue) : teams;
}

static inline guint32
pick_of(SimEngine *e, const guint64 *teams, int n_words, MusterKey contact, SimTick now)
{
  if (G_LIKELY(e->sim->choose_agent == SIM_ROUTER_longest_idle))
    return sim_pick_longest_idle(e, teams, n_words);
  return sim_router_get(e->sim->choose_agent)->pick_agent(e, teams, contact, now);
}

static guint32
pick_agent_of_many(SimEngine *e, const SimOffer *offer, int queue, MusterKey contact, SimTick now)
{
  int n_words = e->sim->n_words;
  guint64 found[SIM_MAX_WORDS];
  for (int r = 0; r < offer->n_ranks; r++) {
    guint64 any = 0;
    for (int w = 0; w < n_words; w++)
      any |= found[w] = idle_teams(e, offer, r, w, queue);
    if (any != 0)
      return pick_of(e, found, n_words, contact, now);
  }
  return SIM_NOBODY;
}

/* An idle agent of the best rank that has one, or SIM_NOBODY. Up to 64 teams are one word. */
G_ALWAYS_INLINE static inline guint32
pick_agent(SimEngine *e, const SimOffer *offer, int queue, MusterKey contact, SimTick now)
{
  if (G_UNLIKELY(e->sim->n_words > 1))
    return pick_agent_of_many(e, offer, queue, contact, now);
  for (int r = 0; r < offer->n_ranks; r++) {
    guint64 found = idle_teams(e, offer, r, 0, queue);
    if (found != 0)
      return pick_of(e, &found, 1, contact, now);
  }
  return SIM_NOBODY;
}

/* Of the queues, those that an agent of the group who comes free may take although some are to stay idle. `others` are
 * idle beside. */
static guint64
not_held_back(const SimEngine *e, guint64 queues, int group, gint64 others)
{
  const MusterSim *sim = e->sim;
  for (guint64 m = queues & sim->kept; m != 0; m &= m - 1)
    if (others < sim->keep[group * sim->n_queues + __builtin_ctzll(m)])
      queues &= ~(m & -m);
  if (G_UNLIKELY((queues & sim->cases) != 0) && e->cases->shut[group])
    queues &= ~sim->cases;
  return queues;
}

static int
pick_among(SimEngine *e, const SimTeam *team, guint64 queues, gboolean counted_idle, SimTick now)
{
  if (G_UNLIKELY((team->ruled & queues) != 0))
    return sim_rules_pick_queue(e, team, queues, counted_idle, now);
  if (G_LIKELY(e->sim->choose_contact == SIM_ROUTER_priority))
    return sim_pick_by_priority(e, team, queues, now);
  return sim_router_get(e->sim->choose_contact)->pick_queue(e, team, queues, now);
}

/* Cases only when nothing live waits that the agent may take. */
G_NO_INLINE static G_GNUC_UNUSED int
pick_live_first(SimEngine *e, const SimTeam *team, guint64 queues, gboolean counted_idle, SimTick now)
{
  guint64 live = queues & ~e->sim->cases;
  int queue = live == 0 ? -1 : pick_among(e, team, live, counted_idle, now);
  return queue >= 0 ? queue : pick_among(e, team, queues & e->sim->cases, counted_idle, now);
}

G_NO_INLINE static int
pick_of_waiting(SimEngine *e, const SimTeam *team, guint64 queues, gboolean counted_idle, SimTick now)
{
  if (G_UNLIKELY((queues & e->sim->kept) != 0))
    queues = not_held_back(e, queues, team->group,
                           e->group[team->group].n_present - e->group[team->group].n_busy - counted_idle);
  if (G_UNLIKELY((queues & e->sim->cases) != 0))
    return pick_live_first(e, team, queues, counted_idle, now);
  return pick_among(e, team, queues, counted_idle, now);
}

/* The waiting contact that an agent of the team takes who comes free, as its queue; −1: none. `counted_idle`: the agent is
 * present and not counted busy. */
static inline int
pick_queue(SimEngine *e, const SimTeam *team, gboolean counted_idle, SimTick now)
{
  guint64 queues = e->waiting & team->queues;
  return queues == 0 ? -1 : pick_of_waiting(e, team, queues, counted_idle, now);
}
