/* Parts of staffing that its files share. */
#pragma once
#include <muster/staffing.h>

#define STAFFING_SMALLEST_LOAD_ERL 1e-9 /* the formulas begin there */

/* Adds a fault for each key that the centre gives and staffing does not honour. */
void staffing_refuse(const MusterCentre *centre, MusterFaults *faults);
/* For a method that does not know the variation of demand. */
void staffing_refuse_share_of_days(const MusterCentre *centre, const char *method, MusterFaults *faults);
/* For a method that follows queues through the intervals. */
void staffing_refuse_too_quick(const MusterCentre *centre, MusterFaults *faults);
/* Adds a sentence to the notes. */
void staffing_note(MusterStaffing *staffing, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The group's entry for the queue, or NULL. */
const MusterServes *staffing_serves(const MusterCentre *centre, int group, int queue);
/* The law of the whole time that a contact takes an agent of the group (−1: of any) at pace 100 %: talk, with after-call
 * work where that is given apart. The caller clears it. */
void staffing_handle_law(const MusterCentre *centre, int group, int queue, MusterDist *law);
/* Also a time that is not given: there is nothing else that it could be. */
static inline gboolean
staffing_is_exponential(const MusterDist *dist)
{
  return dist->info == NULL || g_str_equal(dist->info->name, "exponential");
}
/* bursts.c: the demand with what bursts bring that are known to come; NULL: there are none. (transfer full) */
MusterDemand *staffing_with_bursts(const MusterCentre *centre, const MusterDemand *demand);
gboolean staffing_knows_bursts(const MusterCentre *centre);
/* Where their contacts cannot be added to the counts: TRUE, with a fault for each. */
gboolean staffing_refuse_bursts(const MusterCentre *centre, const MusterDemand *demand, MusterFaults *faults);
void staffing_note_bursts(MusterStaffing *staffing, const MusterCentre *centre);
/* What was done about the variation of demand. */
void staffing_note_variation(MusterStaffing *staffing, const MusterCentre *centre, const MusterDemand *demand);

/* flow_rounds.c: staffs for what the demand comes to at the staff's own service. */
MusterStaffing *staffing_in_rounds(const MusterCentre *centre, const MusterDemand *demand, MusterStaffingMethod method,
                                   MusterFaults *faults);
/* Says what was divided out of the counts, and what is offered. */
void staffing_note_flows(MusterStaffing *staffing, const MusterCentre *centre);
/* Staffs for a demand of contacts that reach the agents: everything below takes it as it is. */
MusterStaffing *staffing_once(const MusterCentre *centre, const MusterDemand *demand, MusterStaffingMethod method,
                              MusterFaults *faults);

/* Contacts that reach the queue in an interval. */
double staffing_contacts(const MusterCentre *centre, const MusterDemand *demand, int queue, int interval);
/* Mean time an agent of the group that the row names is taken by one contact: talk and after-call work, at
 * the group's pace. */
double staffing_handle_s(const MusterCentre *centre, const MusterDemand *demand, int group, int queue,
                         int interval);
/* Contacts per second while the queue is open in the interval; 0 when it is closed. */
double staffing_rate(const MusterCentre *centre, const MusterDemand *demand, int queue, int interval);

/* What one queue asks in one interval. */
MusterErlangTraffic staffing_traffic(const MusterCentre *centre, int queue, double load_erl, double handle_s);
MusterErlangTargets staffing_targets(const MusterCentre *centre, int queue);
MusterBinding staffing_binding(MusterErlangBinding binding);
/* The queue's targets but for those that the steady state has found impossible. */
MusterErlangTargets staffing_possible_targets(const MusterStaffing *staffing, const MusterCentre *centre, int queue);

/* The formulas for the queue's channel: as muster_erlang_agents() and muster_erlang_service(), for chats by
 * the birth–death chain. traffic->handle_s is that of a contact alone with its agent. */
gboolean staffing_live_agents(const MusterCentre *centre, int queue, const MusterErlangTraffic *traffic,
                              const MusterErlangTargets *targets, MusterErlangNeed *need, GError **error);
gboolean staffing_live_service(const MusterCentre *centre, int queue, const MusterErlangTraffic *traffic,
                               const MusterErlangTargets *targets, int agents, MusterErlangService *service,
                               GError **error);
/* Contacts that an agent with all slots taken ends while one alone would be ended: 1, but for chats. */
double staffing_live_speed(const MusterQueue *queue);

/* One queue through the grid, each interval in the steady state of the method's load. FALSE: `faults` has got
 * an error. */
gboolean staffing_steady(MusterStaffing *staffing, const MusterCentre *centre, const MusterDemand *demand,
                         int queue, MusterFaults *faults);
/* Service of one interval with so many agents there, and the requirement's elsewhere. FALSE: out of range. */
gboolean staffing_exact_day_with(const MusterStaffing *staffing, const MusterCentre *centre, int queue,
                                 int interval, int agents, MusterErlangService *out);
/* Levels the queues that can wait into what the others leave, once these are staffed: fills their rows, minima
 * and notes; what cannot be kept is unmet. `demand` is what is offered. FALSE: `faults` has got an error. */
gboolean staffing_level(MusterStaffing *staffing, const MusterCentre *centre, const MusterDemand *demand,
                        MusterFaults *faults);
/* Solves what the plan is offered at that abandonment (NULL: as assumed), tiers of cases included. */
gboolean staffing_solve_flows(MusterFlows *flows, const MusterCentre *centre, const MusterDemand *demand,
                              const double *abandonment, MusterFaults *faults);
void staffing_levelled_free(struct MusterLevelled *levelled);
/* One row in a planner's words; (transfer full). */
char *staffing_level_explain(const MusterStaffing *staffing, const MusterCentre *centre, int queue,
                             int interval);
/* Several skills: queues that share groups are staffed together where that costs less. After staffing_schedule(), before levelling. */
void staffing_skills(MusterStaffing *staffing, const MusterCentre *centre, const MusterDemand *demand);
void staffing_note_skills(MusterStaffing *staffing, const MusterCentre *centre);
void staffing_note_scarce(MusterStaffing *staffing, const MusterCentre *centre, guint64 queues);
/* The lines on the groups that share a queue; FALSE: it is staffed for itself. */
gboolean staffing_explain_skills(GString *out, const MusterStaffing *staffing, const MusterCentre *centre, int queue,
                                 int interval);
/* Notes a target that cannot be kept. */
void staffing_add_unmet(MusterStaffing *staffing, int queue, MusterBinding target, int first, int n, const char *why);
/* What the centre's lines let through, in the notes and, where blocked calls count as offered, in the service. */
void staffing_honour_lines(MusterStaffing *staffing, const MusterCentre *centre);
/* Group minima, then shrinkage. */
void staffing_minimum(MusterStaffing *staffing, const MusterCentre *centre);
void staffing_schedule(MusterStaffing *staffing, const MusterCentre *centre);

/* Cases and outbound contacts: levelled, not served as they come. */
static inline gboolean
staffing_can_wait(const MusterQueue *queue)
{
  return queue->channel == MUSTER_CHANNEL_CASE || queue->channel == MUSTER_CHANNEL_OUTBOUND;
}
static inline gboolean
staffing_any_waits(const MusterCentre *centre)
{
  for (int q = 0; q < centre->n_queues; q++)
    if (staffing_can_wait(&centre->queue[q]))
      return TRUE;
  return FALSE;
}

/* The queue's numbers are those of the exact day; chats and queues without a target keep the stationary ones.
 */
static inline gboolean
staffing_is_exact(const MusterStaffing *staffing, const MusterCentre *centre, int queue)
{
  return centre->queue[queue].has_target &&
         g_str_equal(staffing->requirement->queue_method[queue], muster_staffing_method_name(MUSTER_STAFFING_EXACT_DAY));
}

static inline MusterNeed *
staffing_need(MusterStaffing *staffing, int queue, int interval)
{
  return &staffing->requirement->need[queue * staffing->requirement->grid->n + interval];
}
