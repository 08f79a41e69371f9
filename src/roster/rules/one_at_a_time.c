/* A shift starts only when the one before has ended: what no centre need say. */
#include "roster/rules/rest.h"

static gboolean
prepare(RosterRule *rule, char **why G_GNUC_UNUSED)
{
  roster_rest_prepare(rule, 0);
  return TRUE;
}

static void
step(const RosterRule *rule, int day, const RosterOption *option, int *state, RosterStep *out)
{
  out->breaches += option != NULL && !roster_rest_kept(state[0], option);
  state[0] = roster_rest_after(rule, day, option, state[0]);
}

const RosterRuleInfo roster_one_at_a_time = {"one_at_a_time", prepare, step, roster_rest_mark, "another shift"};
