#include "sim/routing_private.h"

static double
worth(SimEngine *e, int queue, const SimNode *first, SimTick now)
{
  return e->sim->contact_value[queue] + e->sim->contact_per_s[queue] * sim_waited_s(first, now);
}

static int
pick(SimEngine *e, const SimTeam *team, guint64 queues, SimTick now)
{
  return sim_best_head(e, team, queues, now, worth);
}

const SimRouter sim_router_score = {
    .info = {.name = "score",
             .role = MUSTER_ROUTER_CHOOSE_CONTACT,
             .summary = "the contact with the greatest score: base + per_s x seconds waited",
             .parameter = "base, per_s",
             .pairs = TRUE,
             .help = "score of a contact that has just come, and what each second adds"},
    .pick_queue = pick,
};
