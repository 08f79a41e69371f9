/* Which method each queue gets: the one that was asked for, where it can be had. */
#include "staffing/method_private.h"
#include <math.h>
#include <string.h>

/* Beyond, an exact day takes minutes; the load by the handle times' stationary excess says nearly all there is to say. */
static const double MOST_ERL_EXPONENTIAL = 4000.0, MOST_ERL_PHASES = 1000.0;

static double
most_erl(const MusterQueue *queue)
{
  gboolean plain = staffing_is_exponential(&queue->handle) && queue->after_call.info == NULL && staffing_is_exponential(&queue->patience);
  return plain ? MOST_ERL_EXPONENTIAL : MOST_ERL_PHASES;
}

static double
peak_erl(const MusterStaffing *staffing, const MusterCentre *centre, const MusterDemand *demand, int queue)
{
  int group = staffing->requirement->group[queue];
  double peak = 0.0;
  for (int i = 0; i < centre->grid->n; i++) {
    double open_s = muster_centre_open_s(centre, queue, i);
    if (open_s > 0.0)
      peak = fmax(peak, staffing_contacts(centre, demand, queue, i) *
                            staffing_handle_s(centre, demand, group, queue, i) / open_s);
  }
  return peak;
}

static const char *
choose(MusterStaffing *staffing, const MusterCentre *centre, const MusterDemand *demand, int queue)
{
  const MusterQueue *q = &centre->queue[queue];
  gboolean exact = staffing->method == MUSTER_STAFFING_EXACT_DAY;
  if (staffing_can_wait(q))
    return STAFFING_LEVELLED;
  if (q->channel == MUSTER_CHANNEL_CHAT && exact)
    return staffing_method_stationary.info.name;
  if (exact && peak_erl(staffing, centre, demand, queue) > most_erl(q)) {
    staffing_note(staffing, "queue '%s': more than %.0f erlangs, staffed by the modified offered load", q->name, most_erl(q));
    return staffing_method_modified_offered_load.info.name;
  }
  return muster_staffing_method_name(staffing->method);
}

void
staffing_choose_ways(MusterStaffing *staffing, const MusterCentre *centre, const MusterDemand *demand)
{
  for (int q = 0; q < centre->n_queues; q++)
    muster_requirement_set_method(staffing->requirement, q, choose(staffing, centre, demand, q));
}

const StaffingMethod *
staffing_way(const MusterStaffing *staffing, int queue)
{
  MusterStaffingMethod method;
  gboolean known = muster_staffing_method_parse(staffing->requirement->queue_method[queue], &method);
  return staffing_method(known ? method : staffing->method);
}
