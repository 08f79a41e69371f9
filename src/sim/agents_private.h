/* Idle agents: chains by team, in order of becoming idle. */
#pragma once
#include "sim/engine_private.h"

static inline gboolean
sim_agent_works(const SimAgent *agent)
{
  return agent->state == SIM_AGENT_BUSY || agent->state == SIM_AGENT_CASE;
}

static inline void
sim_idle_append(SimEngine *e, guint32 id, SimTick now)
{
  SimAgent *agent = &e->agent[id];
  SimChain *chain = &e->idle[agent->team];
  agent->state = SIM_AGENT_IDLE;
  agent->since = now;
  agent->next = SIM_NOBODY;
  agent->prev = chain->tail;
  if (chain->tail == SIM_NOBODY) {
    chain->head = id;
    e->idle_teams[agent->team / 64] |= G_GUINT64_CONSTANT(1) << (agent->team % 64);
  } else {
    e->agent[chain->tail].next = id;
  }
  chain->tail = id;
}

static inline void
sim_idle_remove(SimEngine *e, guint32 id)
{
  SimAgent *agent = &e->agent[id];
  SimChain *chain = &e->idle[agent->team];
  if (agent->prev == SIM_NOBODY)
    chain->head = agent->next;
  else
    e->agent[agent->prev].next = agent->next;
  if (agent->next == SIM_NOBODY)
    chain->tail = agent->prev;
  else
    e->agent[agent->next].prev = agent->prev;
  if (chain->head == SIM_NOBODY)
    e->idle_teams[agent->team / 64] &= ~(G_GUINT64_CONSTANT(1) << (agent->team % 64));
}
