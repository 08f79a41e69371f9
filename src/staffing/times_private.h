/* Handle times and patience as the exact day takes them. */
#pragma once
#include "staffing/staffing_private.h"

typedef struct {
  double handle_cv; /* of handle and after-call time together */
  const char *handle_name;
  gboolean has_phases; /* else exponential */
  MusterDayPhases phases;
  int n_hazard; /* 0: exponential patience, or none */
  double hazard_step_s;
  double *hazard;
} StaffingTimes;
/* Of a queue that `group` (or −1) serves. */
void staffing_times_init(StaffingTimes *times, const MusterCentre *centre, int queue, int group);
void staffing_times_clear(StaffingTimes *times);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(StaffingTimes, staffing_times_clear)
