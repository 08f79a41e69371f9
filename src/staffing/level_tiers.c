/* Tiers: what a queue's cases do not finish by its time limit goes to the next one, so what that is offered
 * depends on which cases can be done in time. */
#include "staffing/level_private.h"
#include <math.h>

static gboolean
any_tiers(const MusterCentre *centre)
{
  for (int q = 0; q < centre->n_queues; q++)
    if (staffing_can_wait(&centre->queue[q]) && centre->queue[q].escalate_queue >= 0)
      return TRUE;
  return FALSE;
}

/* Share of a queue's cases that its tier does not finish in time. */
static double
handed_on(const MusterCentre *centre, const MusterDemand *offered, int queue)
{
  g_auto(LevelHours) hours = {0};
  g_auto(LevelQueue) q = {0};
  level_hours_init(&hours, centre, queue);
  level_queue_init(&q, centre, offered, queue);
  level_queue_promise(&q, centre);
  level_queue_classify(&q, &hours);
  return q.n_asked > 0.0 ? (q.n_late + (1.0 - q.in_time) * (q.n_asked - q.n_late)) / q.n_asked : 0.0;
}

gboolean
staffing_solve_flows(MusterFlows *flows, const MusterCentre *centre, const MusterDemand *demand,
                     const double *abandonment, MusterFaults *faults)
{
  g_autofree double *escalated = g_new(double, centre->n_queues + 1);
  MusterFlowService service = {.abandonment = abandonment, .escalated = escalated};
  for (int q = 0; q < centre->n_queues; q++)
    escalated[q] = NAN;
  if (!any_tiers(centre))
    return abandonment == NULL || muster_flows_plan(flows, &service, faults);
  for (int tier = 0; tier <= centre->n_queues; tier++) { /* no tier comes back to where it began */
    gboolean changed = FALSE;
    if (!muster_flows_plan(flows, &service, faults))
      return FALSE;
    g_autoptr(MusterDemand) offered = muster_flows_offered(flows, demand);
    for (int q = 0; q < centre->n_queues; q++) {
      if (!staffing_can_wait(&centre->queue[q]) ||
          (centre->queue[q].escalate_queue < 0 && centre->queue[q].escalate_outside < 0))
        continue;
      double share = handed_on(centre, offered, q);
      changed = changed || !(fabs(share - escalated[q]) < 1e-9);
      escalated[q] = share;
    }
    if (!changed)
      break;
  }
  return TRUE;
}
