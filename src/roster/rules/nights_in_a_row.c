/* state[0]: nights worked in a row, no more than the limit matters. */
#include "roster/roster_private.h"

static gboolean
is_night(const RosterRule *rule, const RosterOption *option)
{
  const MusterCentre *centre = rule->kind->problem->centre;
  const double *p = rule->labour->p; /* nights, from, to, least */
  double to_s = p[2] > p[1] ? p[2] : p[2] + 86400, sum_s = 0;
  for (int evening = -1; evening <= 1; evening++) {
    gint64 from, to;
    muster_zone_to_utc(centre->zone, centre->from + option->day + evening, (int) p[1], &from);
    muster_zone_to_utc(centre->zone, centre->from + option->day + evening, (int) to_s, &to);
    from = MAX(from, option->start);
    to = MIN(to, option->end);
    sum_s += to > from ? (double) (to - from) : 0;
  }
  return sum_s > 0 && sum_s > p[3] - 0.5;
}

static void
step(const RosterRule *rule, int day G_GNUC_UNUSED, const RosterOption *option, int *state, RosterStep *out)
{
  int most = (int) floor(rule->labour->p[0] + 1e-9);
  if (option == NULL || !is_night(rule, option)) {
    state[0] = 0;
    return;
  }
  out->breaches += state[0] >= most;
  state[0] = MIN(state[0] + 1, most);
}

static guint64
mark(const RosterRule *rule, const RosterOption *option)
{
  return is_night(rule, option);
}

const RosterRuleInfo roster_rule_nights_in_a_row = {"nights_in_a_row", NULL, step, mark, "the nights in a row"};
