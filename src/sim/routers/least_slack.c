#include "sim/cases_private.h"
#include "sim/routing_private.h"

/* What is left until the promise to the contact runs out, the other way round: a case's deadline, else the target time of the answer.
 * Without a promise, who waits longest comes last of all. Ticks below 2^53 are exact. */
static double
urgency(SimEngine *e, int queue, const SimNode *first, SimTick now)
{
  const SimQueue *q = &e->sim->queue[queue];
  (void) now;
  if (q->rules.within >= 0 && q->is_noted)
    return -(double) sim_case_note(e, (guint32) (first - e->node))->due;
  return q->within >= 0 ? -(double) (first->arrived + q->within) : -(double) SIM_NEVER;
}

/* Of the first contacts of the queues, the one with the least time left, or furthest behind it. */
static int
pick(SimEngine *e, const SimTeam *team, guint64 queues, SimTick now)
{
  return sim_best_head(e, team, queues, now, urgency);
}

const SimRouter sim_router_least_slack = {
    .info = {.name = "least_slack",
             .role = MUSTER_ROUTER_CHOOSE_CONTACT,
             .summary = "the contact with the least time left to its deadline or target time"},
    .pick_queue = pick,
};
