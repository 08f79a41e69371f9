/* No state: a day has one shift here. */
#include "roster/roster_private.h"

static guint64
mark(const RosterRule *rule, const RosterOption *option)
{
  return option->paid_s > rule->labour->p[0] + 0.5;
}

static void
step(const RosterRule *rule, int day G_GNUC_UNUSED, const RosterOption *option, int *state G_GNUC_UNUSED, RosterStep *out)
{
  out->breaches += option != NULL && mark(rule, option);
}

const RosterRuleInfo roster_rule_hours_per_day = {"hours_per_day", NULL, step, mark, "the hours per day"};
