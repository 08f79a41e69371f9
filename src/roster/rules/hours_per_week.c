/* state[0]: paid seconds of the weeks counted together, as far as they matter. */
#include "roster/roster_private.h"

static void
step(const RosterRule *rule, int day, const RosterOption *option, int *state, RosterStep *out)
{
  MusterDay from = rule->kind->problem->centre->from;
  int weeks = MAX(1, (int) rule->labour->p[1]);
  double most_s = rule->labour->p[0] * weeks, before_s = state[0];
  double after_s = before_s + (option != NULL ? option->paid_s : 0);
  out->breaches += before_s <= most_s + 0.5 && after_s > most_s + 0.5;
  state[0] = (int) MIN(after_s, floor(most_s) + 1);
  if ((muster_day_weekday(from) + day + 1) % (7 * weeks) == 0)
    state[0] = 0;
}

static guint64
mark(const RosterRule *rule G_GNUC_UNUSED, const RosterOption *option)
{
  return (guint64) option->paid_s;
}

const RosterRuleInfo roster_rule_hours_per_week = {"hours_per_week", NULL, step, mark, "the hours per week"};
