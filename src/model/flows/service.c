/* The service that is assumed where nobody has seen another. */
#include "model/flows/flows_private.h"
#include <muster/erlang.h>

/* Chats run side by side: a queue that needs agents has all their places taken, so a place is an agent of the slowest pace. */
static double
handle_s(const MusterCentre *centre, const MusterDemand *demand, int queue, int interval)
{
  const MusterQueue *q = &centre->queue[queue];
  double handle = muster_demand_handle_mean_s(demand, centre, queue, interval);
  if (q->channel == MUSTER_CHANNEL_CHAT && q->concurrency_max > 1 && q->pace != NULL)
    handle /= q->pace[q->concurrency_max - 1];
  return handle;
}

double
flow_target_abandonment(const struct MusterFlowNet *net, const MusterDemand *demand, int queue, int interval, double contacts)
{
  const MusterCentre *centre = net->centre;
  const MusterQueue *q = &centre->queue[queue];
  double open_s = muster_centre_open_s(centre, queue, interval);
  if (q->patience.info == NULL)
    return 0;
  if (open_s <= 0)
    return 1; /* nobody is there */
  MusterErlangTraffic traffic = {0, handle_s(centre, demand, queue, interval), q->patience.mean_s};
  MusterErlangTargets targets = MUSTER_ERLANG_NO_TARGETS;
  MusterErlangNeed need;
  traffic.load_erl = contacts / open_s * traffic.handle_s;
  targets.definition = centre->service_level;
  targets.short_s = centre->short_abandon_s;
  if (q->has_target) {
    targets.service_level = q->target.answer;
    targets.within_s = q->target.within_s;
    targets.asa_s = q->target.asa_s;
    targets.abandon = q->target.abandon;
    targets.occupancy = q->target.occupancy;
  }
  if (!(traffic.load_erl > 0) || !muster_erlang_agents(&traffic, &targets, &need, NULL))
    return 0;
  if (!q->has_target && need.agents < traffic.load_erl) { /* nothing is promised: as many agents as there is work */
    need.agents = (int) ceil(traffic.load_erl);
    if (!muster_erlang_service(&traffic, &targets, need.agents, &need.service, NULL))
      return 0;
  }
  return CLAMP(need.service.abandon, 0, 1);
}
