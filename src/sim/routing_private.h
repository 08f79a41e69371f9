/* Routers: which idle agent takes a contact, and which waiting contact an agent takes.
 *
 * A router is one file in routers/ that exports one record; meson.build lists it and makes routers.h. The default ones are also called in place
 * by the engine, where a call through a pointer would cost.
 */
#pragma once
#include "sim/lines_private.h"

typedef struct {
  MusterRouterInfo info;
  /* Of the idle agents of the teams in `teams` [n_words], of which at least one has some: who takes the contact. */
  guint32 (*pick_agent)(const SimEngine *engine, const guint64 *teams, MusterKey contact, SimTick now);
  /* Of the non-empty `queues`, the one whose first contact the agent takes, or −1. May settle what it sees. */
  int (*pick_queue)(SimEngine *engine, const SimTeam *team, guint64 queues, SimTick now);
  /* What it is worth to join the group's line, the less the better; somebody of the group is there. */
  double (*line_worth)(const SimEngine *engine, int queue, int group, SimTick now);
} SimRouter;

/* join.c: of those who wait in the group's line, the sum of `of_one`. */
double sim_join_sum(const SimEngine *engine, int group, SimTick now,
                    double (*of_one)(const SimEngine *engine, int group, int queue));

/* Does it wait in the line of another group? */
static inline gboolean
sim_joined_another(const SimEngine *e, const SimNode *node, const SimTeam *team)
{
  if (G_LIKELY(e->joined == NULL))
    return FALSE;
  guint16 joined = e->joined[node - e->node];
  return joined != team->group && joined != SIM_ANY_GROUP;
}

/* The first contact of queue q that the team may take by now, else NULL. Only those apart do not stand in order of arrival; a place that is kept for one has its turn when it is seen at the head. */
static inline SimNode *
sim_first_for(SimEngine *e, const SimTeam *team, int q, SimTick now)
{
  SimTick after = G_UNLIKELY(team->delayed >> q & 1) ? team->serve[q].after : 0;
  SimNode *node = sim_line_head(e, q, now, after);
  while (G_UNLIKELY(node != NULL &&
                    (node->state != SIM_NODE_WAITS || node->deadline < now || now - node->arrived < after ||
                     sim_joined_another(e, node, team)))) {
    if (!sim_node_apart(node) && node->state == SIM_NODE_WAITS && now - node->arrived < after)
      return NULL;
    if (node->state == SIM_NODE_PLACE && node == &e->node[e->line[q].head]) {
      sim_callback_turn(e, q, now);
      node = sim_line_head(e, q, now, after);
      continue;
    }
    node = node->next == SIM_NOBODY ? NULL : &e->node[node->next];
  }
  return node;
}

/* Of the queues in `queues`, the one whose first contact waits longest; in the order of the file among equals; −1: none. */
static inline int
sim_oldest_head(SimEngine *e, const SimTeam *team, guint64 queues, SimTick now)
{
  int best = -1;
  SimTick oldest = SIM_NEVER;
  for (guint64 m = queues; m != 0; m &= m - 1) {
    int q = __builtin_ctzll(m);
    const SimNode *first = sim_first_for(e, team, q, now);
    if (first != NULL && first->place < oldest) {
      oldest = first->place;
      best = q;
    }
  }
  return best;
}

/* Of the queues in `queues`, the one whose first contact is worth most; among equals the one that waits longest, then the
 * order of the file; −1: none. */
static inline int
sim_best_head(SimEngine *e, const SimTeam *team, guint64 queues, SimTick now,
              double (*worth)(SimEngine *e, int queue, const SimNode *first, SimTick now))
{
  int best = -1;
  double most = 0;
  SimTick oldest = SIM_NEVER;
  for (guint64 m = queues; m != 0; m &= m - 1) {
    int q = __builtin_ctzll(m);
    const SimNode *first = sim_first_for(e, team, q, now);
    if (first == NULL)
      continue;
    double value = worth(e, q, first, now);
    if (best >= 0 && (value < most || (value == most && first->place >= oldest)))
      continue;
    best = q;
    most = value;
    oldest = first->place;
  }
  return best;
}

/* Since its first arrival, of a returned callback too. */
static inline double
sim_waited_s(const SimNode *node, SimTick now)
{
  return sim_seconds((double) (now - node->place));
}

/* The wait times the queue's number. */
static inline double
sim_weighted_wait(SimEngine *e, int queue, const SimNode *first, SimTick now)
{
  return e->sim->contact_value[queue] * sim_waited_s(first, now);
}

static inline int
sim_pick_by_priority(SimEngine *e, const SimTeam *team, guint64 queues, SimTick now)
{
  for (int k = 0; k < team->n_levels; k++) {
    int q = sim_oldest_head(e, team, team->level[k] & queues, now);
    if (q >= 0)
      return q;
  }
  return -1;
}

static inline guint32
sim_pick_longest_idle(const SimEngine *e, const guint64 *teams, int n_words)
{
  guint32 best = SIM_NOBODY;
  SimTick since = G_MAXINT64;
  for (int w = 0; w < n_words; w++)
    for (guint64 m = teams[w]; m != 0; m &= m - 1) {
      guint32 id = e->idle[w * 64 + __builtin_ctzll(m)].head;
      if (e->agent[id].since < since) {
        since = e->agent[id].since;
        best = id;
      }
    }
  return best;
}

/* Of the teams of which `of_team` is least, the agent first in its chain for longest. */
static inline guint32
sim_pick_fewest(const SimEngine *e, const guint64 *teams, int (*of_team)(const SimTeam *team))
{
  guint32 best = SIM_NOBODY;
  int fewest = G_MAXINT;
  for (int w = 0; w < e->sim->n_words; w++)
    for (guint64 m = teams[w]; m != 0; m &= m - 1) {
      int t = w * 64 + __builtin_ctzll(m), n = of_team(&e->sim->team[t]);
      guint32 id = e->idle[t].head;
      if (n < fewest || (n == fewest && e->agent[id].since < e->agent[best].since)) {
        fewest = n;
        best = id;
      }
    }
  return best;
}

/* All routers, in the order of the list in meson.build; the enum names them in code. */
#define ROUTER(name) extern const SimRouter sim_router_##name;
#include "sim/routers.h"
#undef ROUTER
typedef enum {
#define ROUTER(name) SIM_ROUTER_##name,
#include "sim/routers.h"
#undef ROUTER
  SIM_N_ROUTERS
} SimRouterId;
const SimRouter *sim_router_get(int id);
int sim_router_find(MusterRouterRole role, const char *name); /* −1: none */
/* The routers of a centre with their parameters, by queue and group. FALSE with faults when one is unknown. */
gboolean sim_routers_build(MusterSim *sim, MusterFaults *faults);
void sim_routers_free(MusterSim *sim);
