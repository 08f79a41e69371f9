/* state[0]: bit w set when the weekend of w weeks ago was worked, bit 0 this week's. */
#include "roster/roster_private.h"

#define MOST_WEEKS 24 /* bits of the state */

static gboolean
prepare(RosterRule *rule, char **why)
{
  if (rule->labour->p[1] >= 1 && rule->labour->p[1] <= MOST_WEEKS)
    return TRUE;
  *why = g_strdup_printf("weekends are counted over 1 to %d weeks", MOST_WEEKS);
  return FALSE;
}

static gboolean
on_weekend(const RosterRule *rule, const RosterOption *option)
{
  const MusterCentre *centre = rule->kind->problem->centre;
  MusterDay local = centre->from + option->day;
  gint64 saturday;
  muster_zone_to_utc(centre->zone, local - muster_day_weekday(local) + 5, 0, &saturday);
  return option->end > saturday;
}

static void
step(const RosterRule *rule, int day, const RosterOption *option, int *state, RosterStep *out)
{
  int weeks = (int) rule->labour->p[1], off = (int) rule->labour->p[0];
  if (option != NULL && (state[0] & 1) == 0 && on_weekend(rule, option)) {
    state[0] |= 1;
    out->breaches += __builtin_popcount((guint) state[0]) > weeks - off;
  }
  if (muster_day_weekday(rule->kind->problem->centre->from + day) == 6)
    state[0] = state[0] << 1 & ((1 << weeks) - 1);
}

static guint64
mark(const RosterRule *rule, const RosterOption *option)
{
  return on_weekend(rule, option);
}

const RosterRuleInfo roster_rule_weekends_off = {"weekends_off", prepare, step, mark, "the weekends off"};
