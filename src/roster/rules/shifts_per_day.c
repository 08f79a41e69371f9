/* The planner gives a person at most one shift a day: only a rule that forbids even that says more. */
#include "roster/roster_private.h"

static void
step(const RosterRule *rule, int day G_GNUC_UNUSED, const RosterOption *option, int *state G_GNUC_UNUSED, RosterStep *out)
{
  out->breaches += option != NULL && rule->labour->p[0] < 1 - 1e-9;
}

const RosterRuleInfo roster_rule_shifts_per_day = {"shifts_per_day", NULL, step, NULL, "the shifts per day"};
