#include "sim/cases_private.h"
#include "sim/routing_private.h"

/* When the promise to the contact runs out: a case's deadline, else the target time of the answer. */
static SimTick
promised(SimEngine *e, int queue, const SimNode *node)
{
  const SimQueue *q = &e->sim->queue[queue];
  if (q->rules.within >= 0 && q->is_noted)
    return sim_case_note(e, (guint32) (node - e->node))->due;
  return q->within >= 0 ? node->arrived + q->within : SIM_NEVER;
}

/* Of the first contacts of the queues, the one with the least time left, or furthest behind it; without a promise, who waits
 * longest comes last of all. */
static int
pick(SimEngine *e, const SimTeam *team, guint64 queues, SimTick now)
{
  int best = -1;
  SimTick least = 0, oldest = 0;
  for (guint64 m = queues; m != 0; m &= m - 1) {
    int q = __builtin_ctzll(m);
    const SimNode *first = sim_first_for(e, team, q, now);
    if (first == NULL)
      continue;
    SimTick until = promised(e, q, first);
    if (best >= 0 && (until > least || (until == least && first->place >= oldest)))
      continue;
    best = q;
    least = until;
    oldest = first->place;
  }
  return best;
}

const SimRouter sim_router_least_slack = {
    .info = {.name = "least_slack",
             .role = MUSTER_ROUTER_CHOOSE_CONTACT,
             .summary = "the contact with the least time left to its deadline or target time"},
    .pick_queue = pick,
};
