/* A waiting line per group: a contact that finds no agent joins the line of one group, and that group's agents alone take it.
 *
 * The lines of the groups stand in one another in the lines of the queues, each contact with the group it has joined, so that
 * an agent passes over those of others. Where the last agent of a group has left, those who wait for it choose again: at that
 * moment, and whenever an interval begins. Work that can wait stands in no group's line: whoever serves it takes it.
 */
#include "sim/choose_private.h"

/* Contacts waiting in the group's line, of queue q. */
static gint64
n_waiting(const SimEngine *e, int queue, int group, SimTick now)
{
  gint64 n = 0;
  for (guint32 id = e->line[queue].head; id != SIM_NOBODY; id = e->node[id].next)
    n += e->node[id].state == SIM_NODE_WAITS && e->node[id].deadline >= now && e->joined[id] == group;
  return n;
}

double
sim_join_sum(const SimEngine *e, int group, SimTick now, double (*of_one)(const SimEngine *e, int group, int queue))
{
  double sum = 0;
  for (guint64 m = e->waiting & e->sim->team[group].queues; m != 0; m &= m - 1) {
    int q = __builtin_ctzll(m);
    sum += (double) n_waiting(e, q, group, now) * of_one(e, group, q);
  }
  return sum;
}

/* Of the groups with a team in `teams`, the one with the least worth; *least is it. */
static int
least_line(SimEngine *e, const guint64 *teams, int queue, SimTick now, double *least)
{
  const MusterSim *sim = e->sim;
  int best = -1;
  *least = INFINITY;
  for (int t = 0; t < sim->n_teams; t++) {
    int group = sim->team[t].group;
    if (!(teams[t / 64] >> (t % 64) & 1) || group == best)
      continue;
    double worth = e->group[group].n_present == 0
                       ? INFINITY
                       : sim_router_get(sim->join)->line_worth(e, queue, group, now);
    if (best < 0 || worth < *least) {
      best = group;
      *least = worth;
    }
  }
  return best;
}

/* Goes through the ranks: an idle agent (returned), or else a line whose worth is at most its group's number, or else the
 * line that is worth least of all; *group is the one to join. */
static guint32
choose(SimEngine *e, int queue, MusterKey contact, SimTick now, int *group)
{
  const MusterSim *sim = e->sim;
  const SimOffer *offer = &sim->queue[queue].offer[0];
  double least = INFINITY;
  *group = -1;
  for (int r = 0; r < offer->n_ranks; r++) {
    SimOffer rank = {1, offer->teams + (gsize) r * (gsize) sim->n_words};
    guint32 id = pick_agent(e, &rank, queue, contact, now);
    if (id != SIM_NOBODY)
      return id;
    double worth;
    int here = least_line(e, rank.teams, queue, now, &worth);
    if (*group < 0 || worth < least) {
      *group = here;
      least = worth;
    }
    if (worth <= sim->join_value[here]) {
      *group = here;
      return SIM_NOBODY;
    }
  }
  return SIM_NOBODY;
}

guint32
sim_join_arrive(SimEngine *e, const SimArrival *a)
{
  int group;
  guint32 id = choose(e, (int) a->queue, a->key, a->t, &group);
  e->joining = (guint16) MAX(group, 0);
  return id;
}

/* The first of the line whose group has nobody, and who finds a better one: an agent takes it, or it changes lines. */
static gboolean
one_chooses_again(SimEngine *e, int queue, SimTick now)
{
  for (guint32 id = e->line[queue].head; id != SIM_NOBODY; id = e->node[id].next) {
    const SimNode *node = &e->node[id];
    if (e->joined[id] == SIM_ANY_GROUP || node->state != SIM_NODE_WAITS || node->deadline < now ||
        e->group[e->joined[id]].n_present > 0)
      continue;
    int group;
    guint32 agent = choose(e, queue, node->key, now, &group);
    if (agent != SIM_NOBODY) {
      sim_engine_give(e, agent, queue, id, now);
      return TRUE;
    }
    if (group >= 0 && e->group[group].n_present > 0)
      e->joined[id] = (guint16) group;
  }
  return FALSE;
}

void
sim_join_again(SimEngine *e, SimTick now)
{
  for (guint64 m = e->waiting; m != 0; m &= m - 1)
    while (one_chooses_again(e, __builtin_ctzll(m), now)) {
    }
}
