/* Paid hours per span of the contract: never above the most; below the least is owed (kind.c keeps only the paths that owe
 * as little as can be). Without hours in the contract every paid second is a wage. state[0]: seconds worked in the span. */
#include "roster/roster_private.h"

static gboolean
prepare(RosterRule *rule, char **why G_GNUC_UNUSED)
{
  rule->spans = roster_spans(rule->kind->problem->centre, rule->kind->person, FALSE);
  return TRUE;
}

static const RosterSpan *
span_at(const RosterRule *rule, int day)
{
  for (guint i = 0; i < rule->spans->len; i++) {
    const RosterSpan *s = &g_array_index(rule->spans, RosterSpan, i);
    if (s->first <= day && day <= s->last)
      return s;
  }
  return NULL;
}

static void
step(const RosterRule *rule, int day, const RosterOption *option, int *state, RosterStep *out)
{
  const RosterSpan *s = span_at(rule, day);
  double paid_s = option != NULL ? option->paid_s : 0;
  if (s == NULL) {
    out->wage_s += paid_s;
    return;
  }
  double before_s = state[0], after_s = before_s + paid_s;
  out->wage_s += MAX(0, after_s - s->least_s) - MAX(0, before_s - s->least_s);
  out->breaches += after_s > s->most_s + 0.5;
  state[0] = (int) after_s;
  if (day == s->last) {
    out->owed_s += MAX(0, s->least_s - after_s);
    state[0] = 0;
  }
}

static guint64
mark(const RosterRule *rule G_GNUC_UNUSED, const RosterOption *option)
{
  return (guint64) option->paid_s;
}

const RosterRuleInfo roster_contract_hours = {"contract_hours", prepare, step, mark, "the hours of the contract"};
