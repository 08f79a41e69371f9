/* The way from a requirement to a roster. */
#include "roster/roster_private.h"

#define WORK_PER_PERSON 120 /* standard effort: so many times is a person's period planned anew */
#define ALONE_ROUNDS 40

MusterRoster *
muster_roster_make(const MusterCentre *centre, const MusterRequirement *requirement, const MusterRosterOptions *options,
                   MusterFaults *faults)
{
  if (!muster_roster_refuse(centre, faults))
    return NULL;
  RosterEffort effort = {.options = options, .seed = options != NULL ? options->seed : 1, .jobs = options != NULL ? options->jobs : 0};
  effort.work = options != NULL && options->work > 0 ? options->work : (gint64) centre->n_people * WORK_PER_PERSON;
  g_autoptr(RosterProblem) problem = roster_problem_new(centre, requirement, options != NULL ? options->plan : NULL, faults);
  if (problem == NULL)
    return NULL;
  g_autoptr(RosterStaff) staff = roster_staff_new(problem, effort.jobs, faults);
  if (staff == NULL)
    return NULL;
  g_autoptr(RosterState) state = roster_state_new(problem, staff);
  g_autoptr(RosterPricer) pricer = roster_pricer_new(problem, staff);
  roster_search_alone(state, pricer, &effort, 3);
  double bound = roster_master(state, &effort);
  roster_search_alone(state, pricer, &effort, ALONE_ROUNDS);
  roster_search_together(state, pricer, &effort);
  MusterRoster *roster = roster_result(state, bound);
  roster->cut = effort.cut;
  return roster;
}
