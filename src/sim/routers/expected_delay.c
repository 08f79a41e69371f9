#include "sim/routing_private.h"

/* The work that waits in the group's line and the contact's own, shared by the group's agents: with all of them busy, the
 * mean time until one is free for it, where handle times are alike. */
static double
worth(const SimEngine *e, int queue, int group, SimTick now)
{
  return (sim_join_sum(e, group, now, sim_handle_s) + sim_handle_s(e, group, queue)) / (double) e->group[group].n_present;
}

const SimRouter sim_router_expected_delay = {
    .info = {.name = "expected_delay",
             .role = MUSTER_ROUTER_JOIN,
             .summary = "by rank the line whose expected delay is at most its target, else the shortest delay of all",
             .parameter = "target, seconds",
             .help = "delay up to which its line is joined"},
    .line_worth = worth,
};
