#include "cli/value_private.h"

void
value_clear(Value *value)
{
  g_clear_pointer(&value->demand, muster_demand_free);
  g_clear_pointer(&value->requirement, muster_requirement_free);
  g_clear_pointer(&value->plan, muster_plan_free);
  g_clear_pointer(&value->roster, muster_roster_free);
  g_clear_pointer(&value->outcome, muster_outcome_free);
  value->kind = MUSTER_FILE_UNKNOWN;
}

static MusterSource *
open_source(const char *path, MusterFaults *faults)
{
  GError *error = NULL;
  MusterSource *source = muster_source_read(path, 0, &error);
  if (source == NULL)
    muster_faults_take(faults, (MusterMark){ 0 }, error);
  return source;
}

gboolean
value_read(Value *value, const MusterCentre *centre, const char *path, MusterFaults *faults)
{
  g_autoptr(MusterSource) source = open_source(path, faults);
  if (source == NULL)
    return FALSE;
  value->kind = muster_file_kind(source);
  switch (value->kind) {
  case MUSTER_FILE_DEMAND:
    return (value->demand = muster_demand_read(centre, source, faults)) != NULL;
  case MUSTER_FILE_REQUIREMENT:
    return (value->requirement = muster_requirement_read(centre, source, faults)) != NULL;
  case MUSTER_FILE_PLAN:
    return (value->plan = muster_plan_read(centre, source, faults)) != NULL;
  case MUSTER_FILE_ROSTER:
    return (value->roster = muster_roster_read(centre, source, faults)) != NULL;
  case MUSTER_FILE_OUTCOME:
    return (value->outcome = muster_outcome_read_json(centre, source, faults)) != NULL;
  case MUSTER_FILE_CENTRE:
  case MUSTER_FILE_SCENARIO:
  case MUSTER_FILE_PEOPLE:
  case MUSTER_FILE_HISTORY:
  case MUSTER_FILE_UNKNOWN:
  default:
    muster_faults_error(faults, ((MusterMark){ source, 1, 1 }), "a demand, requirement, plan, roster or outcome is read here",
                        "this file holds %s", muster_file_kind_name(value->kind));
    return FALSE;
  }
}

MusterDemand *
value_demand(const MusterCentre *centre, const char *path, MusterFaults *faults)
{
  if (path == NULL)
    return muster_demand_of_centre(centre, faults);
  g_autoptr(MusterSource) source = open_source(path, faults);
  return source != NULL ? muster_demand_read(centre, source, faults) : NULL;
}

MusterRequirement *
value_requirement(const MusterCentre *centre, const char *path, MusterFaults *faults)
{
  g_autoptr(MusterSource) source = open_source(path, faults);
  return source != NULL ? muster_requirement_read(centre, source, faults) : NULL;
}
