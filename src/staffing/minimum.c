/* What stands apart from traffic: a group's minimum, and shrinkage. */
#include "staffing/staffing_private.h"
#include <math.h>

/* The queues that a group's rows name together need fewer than its minimum: the first that is open takes
 * the rest. */
static void
raise_to_minimum(MusterStaffing *staffing, const MusterCentre *centre, int group, int interval)
{
  double least = muster_steps_at(&centre->group[group].minimum, centre->grid, interval), sum = 0.0;
  int taker = -1;
  for (int q = 0; q < centre->n_queues; q++) {
    if (staffing->requirement->group[q] != group || staffing_can_wait(&centre->queue[q]) ||
        muster_centre_open_s(centre, q, interval) <= 0.0)
      continue;
    sum += staffing_need(staffing, q, interval)->agents;
    if (taker < 0)
      taker = q;
  }
  if (taker < 0 || !(sum < least))
    return;
  MusterNeed *need = staffing_need(staffing, taker, interval);
  need->agents += ceil(least - sum);
  need->binding = MUSTER_BINDING_MINIMUM;
  if (need->contacts <= 0.0)
    return;
  MusterErlangTraffic traffic = staffing_traffic(centre, taker, need->load_erl, need->handle_mean_s);
  MusterErlangTargets targets = staffing_targets(centre, taker);
  MusterErlangService service;
  if (staffing_live_service(centre, taker, &traffic, &targets, (int) need->agents, &service, NULL)) {
    need->service_level = service.service_level;
    need->abandonment = service.abandon;
    need->asa_s = service.asa_s;
    need->occupancy = service.occupancy;
  }
}

void
staffing_minimum(MusterStaffing *staffing, const MusterCentre *centre)
{
  for (int g = 0; g < centre->n_groups; g++)
    if (centre->group[g].has_minimum)
      for (int i = 0; i < centre->grid->n; i++)
        raise_to_minimum(staffing, centre, g, i);
}

void
staffing_schedule(MusterStaffing *staffing, const MusterCentre *centre)
{
  g_autofree double *share = g_new(double, centre->n_shrinkage + 1);
  int n_shares = muster_centre_shrinkage_shares(centre, share);
  for (int q = 0; q < centre->n_queues; q++)
    for (int i = 0; i < centre->grid->n; i++) {
      MusterNeed *need = staffing_need(staffing, q, i);
      need->scheduled = muster_scheduled(need->agents, share, n_shares);
    }
}
