/* From demand to traffic: rates, handle times, and what is asked, in the formulas' terms. */
#include "staffing/staffing_private.h"
#include <math.h>

double
staffing_contacts(const MusterCentre *centre, const MusterDemand *demand, int queue, int interval)
{
  (void) centre;
  return demand->queue[queue].contacts[interval];
}

double
staffing_handle_s(const MusterCentre *centre, const MusterDemand *demand, int group, int queue, int interval)
{
  const MusterQueue *q = &centre->queue[queue];
  const MusterServes *serves = staffing_serves(centre, group, queue);
  double handle_s = muster_demand_handle_mean_s(demand, centre, queue, interval);
  if (serves != NULL && serves->handle.info != NULL) /* instead of the queue's own; work after it is apart */
    handle_s = serves->handle.mean_s + (q->after_call.info != NULL ? q->after_call.mean_s : 0.0);
  return serves != NULL ? handle_s / serves->pace : handle_s;
}

double
staffing_rate(const MusterCentre *centre, const MusterDemand *demand, int queue, int interval)
{
  double open_s = muster_centre_open_s(centre, queue, interval);
  return open_s > 0.0 ? staffing_contacts(centre, demand, queue, interval) / open_s : 0.0;
}

MusterErlangTraffic
staffing_traffic(const MusterCentre *centre, int queue, double load_erl, double handle_s)
{
  const MusterDist *patience = &centre->queue[queue].patience;
  return (MusterErlangTraffic){
      .load_erl = load_erl,
      .handle_s = handle_s,
      .patience_s = patience->info != NULL ? patience->mean_s : INFINITY,
  };
}

MusterErlangTargets
staffing_targets(const MusterCentre *centre, int queue)
{
  MusterErlangTargets targets = MUSTER_ERLANG_NO_TARGETS;
  const MusterTarget *t = &centre->queue[queue].target;
  targets.definition = centre->service_level;
  targets.short_s = centre->short_abandon_s;
  if (!centre->queue[queue].has_target)
    return targets;
  targets.service_level = t->answer;
  targets.within_s = t->within_s;
  targets.asa_s = t->asa_s;
  targets.abandon = t->abandon;
  targets.occupancy = t->occupancy;
  return targets;
}

/* Where several targets would break at once, the first in the order in which planners ask for them. */
MusterBinding
staffing_binding(MusterErlangBinding binding)
{
  static const struct {
    MusterErlangBinding bit;
    MusterBinding name;
  } ORDER[] = {
      {MUSTER_ERLANG_BINDS_SERVICE_LEVEL, MUSTER_BINDING_SERVICE_LEVEL},
      {MUSTER_ERLANG_BINDS_ABANDON, MUSTER_BINDING_ABANDON},
      {MUSTER_ERLANG_BINDS_ASA, MUSTER_BINDING_ASA},
      {MUSTER_ERLANG_BINDS_OCCUPANCY, MUSTER_BINDING_OCCUPANCY},
      {MUSTER_ERLANG_BINDS_LOAD, MUSTER_BINDING_LOAD},
  };
  for (guint i = 0; i < G_N_ELEMENTS(ORDER); i++)
    if (((guint) binding & (guint) ORDER[i].bit) != 0)
      return ORDER[i].name;
  return MUSTER_BINDING_NONE;
}
