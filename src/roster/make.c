/* The way from a requirement to a roster. */
#include "roster/roster_private.h"

#define TOGETHER_PER_PERSON 300 /* standard effort of the last stage */
#define FIRST_PER_PERSON 60     /* and of the first */
#define ALONE_ROUNDS 40

gboolean
roster_effort_go(RosterEffort *e, gint64 units)
{
  e->used += units;
  e->cut |= e->work > 0 && e->used >= e->work;
  return !e->cut;
}

gboolean
roster_effort_tell(RosterEffort *e, double share)
{
  if (e->options != NULL && e->options->progress != NULL && !e->options->progress(share, e->options->progress_data))
    e->cut = TRUE;
  return !e->cut;
}

/* A good roster first: its periods are the columns that the programme begins with. Then the bound, a roster rounded from the
 * programme, and the better of the two improved further. */
static void
search(RosterState *state, RosterEffort *effort, double *bound)
{
  g_autoptr(RosterPricer) pricer = roster_pricer_new(state->problem, state->staff);
  g_autoptr(RosterState) first = roster_state_new(state->problem, state->staff);
  gint64 people = state->problem->centre->n_people;
  roster_search_alone(state, pricer, effort, ALONE_ROUNDS);
  roster_search_together(state, pricer, effort, people * FIRST_PER_PERSON, 0);
  roster_state_copy(first, state);
  *bound = roster_master(state, effort);
  roster_search_alone(state, pricer, effort, ALONE_ROUNDS);
  if (first->objective < state->objective)
    roster_state_copy(state, first);
  if (state->objective > *bound + 1e-6)
    roster_search_together(state, pricer, effort, people * TOGETHER_PER_PERSON, 0.9);
}

MusterRoster *
muster_roster_make(const MusterCentre *centre, const MusterRequirement *requirement, const MusterRosterOptions *options,
                   MusterFaults *faults)
{
  if (!muster_roster_refuse(centre, faults))
    return NULL;
  RosterEffort effort = {.options = options, .seed = 1};
  if (options != NULL) {
    effort.seed = options->seed;
    effort.jobs = options->jobs;
    effort.work = options->work;
  }
  g_autoptr(RosterProblem) problem = roster_problem_new(centre, requirement, options != NULL ? options->plan : NULL, faults);
  if (problem == NULL)
    return NULL;
  g_autoptr(RosterStaff) staff = roster_staff_new(problem, effort.jobs, faults);
  if (staff == NULL)
    return NULL;
  g_autoptr(RosterState) state = roster_state_new(problem, staff);
  double bound;
  search(state, &effort, &bound);
  MusterRoster *roster = roster_result(state, bound);
  roster->cut = effort.cut;
  return roster;
}
