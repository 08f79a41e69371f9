/* Wishes of people.csv: each one refused costs the rule's price, or `prices.request_refused`; never hard. */
#include "roster/roster_private.h"

static double
wish_price(const RosterRule *rule)
{
  double standard = rule->kind->problem->centre->price_request_refused;
  double price = rule->labour != NULL ? rule->labour->price : NAN;
  return isfinite(price) ? price : isfinite(standard) ? standard : 0;
}

static int
refused(const RosterRule *rule, int day, const RosterOption *option)
{
  const MusterCentre *centre = rule->kind->problem->centre;
  const MusterPerson *p = &centre->person[rule->kind->person];
  int n = 0;
  for (int i = 0; i < p->n_requests; i++) {
    const MusterRequest *r = &p->request[i];
    if (r->day != centre->from + day)
      continue;
    gboolean as_wished = option != NULL && (r->shift < 0 || r->shift == option->shift);
    n += r->off ? option != NULL : !as_wished;
  }
  return n;
}

static void
step(const RosterRule *rule, int day, const RosterOption *option, int *state G_GNUC_UNUSED, RosterStep *out)
{
  out->penalty += wish_price(rule) * refused(rule, day, option);
}

static guint64
mark(const RosterRule *rule, const RosterOption *option)
{
  return (guint64) refused(rule, option->day, option);
}

const RosterRuleInfo roster_rule_requests = {"requests", NULL, step, mark, "a wish"};
