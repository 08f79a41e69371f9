/* A file of the line, whatever it holds: told by what is in it, not by its name. */
#pragma once
#include "cli/command_private.h"
#include <muster/staffing.h>

typedef struct {
  MusterFileKind kind;
  MusterDemand *demand;
  MusterRequirement *requirement;
  MusterPlan *plan;
  MusterRoster *roster;
  MusterOutcome *outcome;
} Value;

void value_clear(Value *value);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Value, value_clear)

/* Reads `path` against the centre. FALSE with faults, also when the file holds none of these, or a centre. */
gboolean value_read(Value *value, const MusterCentre *centre, const char *path, MusterFaults *faults);

/* The demand of --demand, else the centre's own. NULL with faults. (transfer full) */
MusterDemand *value_demand(const MusterCentre *centre, const char *path, MusterFaults *faults);
/* The requirement of a file. NULL with faults. (transfer full) */
MusterRequirement *value_requirement(const MusterCentre *centre, const char *path, MusterFaults *faults);
/* The requirement of a file, else made from the demand of a file or the centre's own; `*unmet` when a target cannot be kept.
 * NULL with faults. (transfer full) */
MusterRequirement *value_need(const MusterCentre *centre, const char *requirement_path, const char *demand_path, gboolean *unmet,
                              MusterFaults *faults);
/* Says on standard error which targets no number of agents keeps. */
void command_tell_unmet(const MusterStaffing *staffing, const MusterCentre *centre);
