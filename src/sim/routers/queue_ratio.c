#include "sim/routing_private.h"

static double
one(const SimEngine *e, int group, int queue)
{
  (void) e, (void) group, (void) queue;
  return 1;
}

static double
worth(const SimEngine *e, int queue, int group, SimTick now)
{
  (void) queue;
  return (sim_join_sum(e, group, now, one) + 1) / (double) e->group[group].n_present;
}

const SimRouter sim_router_queue_ratio = {
    .info = {.name = "queue_ratio",
             .role = MUSTER_ROUTER_JOIN,
             .summary = "by rank the line whose (waiting + 1) / staff is at most its target, else the least of all",
             .parameter = "target",
             .help = "ratio up to which its line is joined"},
    .line_worth = worth,
};
