/* Days per span of the contract. state[0]: days worked in the span. */
#include "roster/roster_private.h"

#define DAY_S 28800 /* what a day owed weighs against hours owed */

static gboolean
prepare(RosterRule *rule, char **why G_GNUC_UNUSED)
{
  rule->spans = roster_spans(rule->kind->problem->centre, rule->kind->person, TRUE);
  return TRUE;
}

static void
step(const RosterRule *rule, int day, const RosterOption *option, int *state, RosterStep *out)
{
  for (guint i = 0; i < rule->spans->len; i++) {
    const RosterSpan *s = &g_array_index(rule->spans, RosterSpan, i);
    if (day < s->first || day > s->last)
      continue;
    state[0] += option != NULL;
    out->breaches += option != NULL && state[0] > s->most_days;
    if (day == s->last) {
      out->owed_s += DAY_S * (double) MAX(0, s->least_days - state[0]);
      state[0] = 0;
    }
  }
}

const RosterRuleInfo roster_contract_days = {"contract_days", prepare, step, NULL, "the days of the contract"};
