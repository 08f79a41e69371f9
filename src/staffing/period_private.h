/* Targets of a day or a week as a whole. */
#pragma once
#include "staffing/knapsack_private.h"
#include "staffing/staffing_private.h"
#include "staffing/variation_private.h"

/* One period of one queue. */
typedef struct {
  MusterStaffing *staffing;
  const MusterCentre *centre;
  int queue, first, end;       /* intervals of the grid, first .. end − 1 */
  MusterErlangTargets targets; /* without those that nobody can keep */
  StaffingVariation variation; /* that enters: none of the day's when a share of days is asked */
  double factor;               /* of demand: 1, or what the share of days stays below */
} StaffingPeriod;

static inline gboolean
staffing_has_period(const MusterCentre *centre, int queue)
{
  return centre->queue[queue].has_target && centre->queue[queue].target.per != MUSTER_PER_INTERVAL;
}

/* "day" or "week" */
const char *staffing_period_word(MusterPer per);
/* Is the interval part of what the period decides? (Open, and with contacts.) */
gboolean staffing_period_has(const StaffingPeriod *period, int interval);
/* Least agents that the interval is to have whatever the period gains by fewer. */
int staffing_period_least(const StaffingPeriod *period, int interval);
/* Steady-state sums of an interval with so many agents: its contacts, and its agents' seconds. */
gboolean staffing_period_sums(const StaffingPeriod *period, int interval, int agents, StaffingSums *sums,
                              GError **error);
/* Surplus over each target that is asked, in their order; how many there are is returned. `names` may be
 * NULL. */
int staffing_surplus(const MusterErlangTargets *targets, const StaffingSums *sums, double *surplus,
                     MusterBinding *names);

/* Least agents of every period of the queue, over what staffing_steady() has found. FALSE: `faults` has an
 * error. */
gboolean staffing_periods(MusterStaffing *staffing, const MusterCentre *centre, int queue,
                          MusterFaults *faults);
/* The service of every period with the requirement as it is in the end; and that in notes. */
void staffing_report_periods(MusterStaffing *staffing, const MusterCentre *centre);
void staffing_note_periods(MusterStaffing *staffing, const MusterCentre *centre);
/* "service level 80.1 %, abandoned 3.2 %"; "proven least". (transfer full) */
char *staffing_period_service_text(const MusterCentre *centre, const MusterPeriod *period);
char *staffing_period_bound_text(const MusterPeriod *period);

/* exact_period.c: from the knapsack's numbers to those of the exact day. The prices say what a unit of each
 * surplus is worth in agents. */
gboolean staffing_exact_period(StaffingPeriod *period, const double *price, MusterBinding binding,
                               GError **error);
/* Sums of the period as the requirement stands, by the exact day. */
gboolean staffing_exact_period_sums(const StaffingPeriod *period, StaffingSums *sums, GError **error);
