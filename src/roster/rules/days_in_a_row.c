/* state[0]: days worked in a row, no more than the limit matters. */
#include "roster/roster_private.h"

static void
step(const RosterRule *rule, int day G_GNUC_UNUSED, const RosterOption *option, int *state, RosterStep *out)
{
  int most = (int) floor(rule->labour->p[0] + 1e-9);
  if (option == NULL) {
    state[0] = 0;
    return;
  }
  out->breaches += state[0] >= most;
  state[0] = MIN(state[0] + 1, most);
}

const RosterRuleInfo roster_rule_days_in_a_row = {"days_in_a_row", NULL, step, NULL, "the days in a row"};
