/* Idle agents: chains by team, in order of becoming idle. Who has contacts in hand and room for more stands in the chain of a
 * team with room. */
#pragma once
#include "sim/engine_private.h"

/* Added to the moment since when somebody with contacts in hand has room: any idle agent has been idle longer. */
#define SIM_BUSY_SINCE SIM_NEVER

/* Chains of agents by team, each linked by `next` and `prev`, and bits that say which are not empty: the idle ones, and those whose
 * case gives way. */
static inline void
sim_chain_append(SimEngine *e, SimChain *chains, guint64 *teams, guint32 id)
{
  SimAgent *agent = &e->agent[id];
  SimChain *chain = &chains[agent->team];
  agent->next = SIM_NOBODY;
  agent->prev = chain->tail;
  if (chain->tail == SIM_NOBODY) {
    chain->head = id;
    teams[agent->team / 64] |= G_GUINT64_CONSTANT(1) << (agent->team % 64);
  } else {
    e->agent[chain->tail].next = id;
  }
  chain->tail = id;
}

/* So many more of the group are on queue. */
static inline void
sim_group_present(SimEngine *e, int group, gint64 more, SimTick now)
{
  SimGroupState *g = &e->group[group];
  if (e->extras != NULL)
    sim_tally_busy(e, group, g->n_busy, now);
  g->n_present += more;
  g->present_area += more * (e->period_end - now);
}

static inline void
sim_idle_append(SimEngine *e, guint32 id, SimTick now)
{
  e->agent[id].state = SIM_AGENT_IDLE;
  e->agent[id].since = now;
  sim_chain_append(e, e->idle, e->idle_teams, id);
}

/* Has one or more contacts in hand. */
static inline gboolean
sim_agent_works(const SimAgent *agent)
{
  return agent->state >= SIM_AGENT_BUSY;
}

static inline void
sim_chain_remove(SimEngine *e, SimChain *chains, guint64 *teams, guint32 id)
{
  const SimAgent *agent = &e->agent[id];
  SimChain *chain = &chains[agent->team];
  if (agent->prev == SIM_NOBODY)
    chain->head = agent->next;
  else
    e->agent[agent->prev].next = agent->next;
  if (agent->next == SIM_NOBODY)
    chain->tail = agent->prev;
  else
    e->agent[agent->next].prev = agent->prev;
  if (chain->head == SIM_NOBODY)
    teams[agent->team / 64] &= ~(G_GUINT64_CONSTANT(1) << (agent->team % 64));
}

static inline void
sim_idle_remove(SimEngine *e, guint32 id)
{
  sim_chain_remove(e, e->idle, e->idle_teams, id);
}
