/* The requirement that plan and roster start from: a file's, or made from the demand. */
#include "cli/value_private.h"
#include <muster/staffing.h>

void
command_tell_unmet(const MusterStaffing *staffing, const MusterCentre *centre)
{
  for (int i = 0; i < staffing->n_unmet; i++) {
    const MusterUnmet *unmet = &staffing->unmet[i];
    g_autofree char *when = muster_zone_format(centre->zone, centre->grid->start[unmet->first]);
    g_printerr("%s, %s and %d more intervals: %s\n", centre->queue[unmet->queue].name, when, unmet->n - 1, unmet->why);
  }
}

MusterRequirement *
value_need(const MusterCentre *centre, const char *requirement_path, const char *demand_path, gboolean *unmet, MusterFaults *faults)
{
  *unmet = FALSE;
  if (requirement_path != NULL)
    return value_requirement(centre, requirement_path, faults);
  g_autoptr(MusterDemand) demand = value_demand(centre, demand_path, faults);
  g_autoptr(MusterStaffing) staffing =
    demand != NULL ? muster_staffing_new(centre, demand, MUSTER_STAFFING_DEFAULT, faults) : NULL;
  if (staffing == NULL)
    return NULL;
  *unmet = staffing->n_unmet > 0;
  command_tell_unmet(staffing, centre);
  return g_steal_pointer(&staffing->requirement);
}
