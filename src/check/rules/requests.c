/* Wishes of people.csv. Each one refused costs the rule's price, or `prices.request_refused` when the centre names no
 * such rule or gives it no price. */
#include "check/check_private.h"

static gboolean
met(const CheckCase *c, const MusterRequest *r)
{
  gboolean works = FALSE, as_wished = FALSE;
  for (int i = 0; i < c->n; i++)
    if (c->duty[i]->day == r->day) {
      works = TRUE;
      as_wished |= r->shift < 0 || c->duty[i]->shift == r->shift;
    }
  return r->off ? !works : as_wished;
}

static char *
wish(const CheckCase *c, const MusterRequest *r)
{
  if (r->off)
    return g_strdup("asked for the day off");
  return r->shift < 0 ? g_strdup("asked to work") : g_strdup_printf("asked for '%s'", c->centre->shift[r->shift].name);
}

static void
check(const CheckCase *c)
{
  const MusterPerson *p = &c->centre->person[c->person];
  double price = c->rule != NULL ? c->rule->price : NAN;
  if (isnan(price))
    price = isnan(c->centre->price_request_refused) ? 0 : c->centre->price_request_refused;
  for (int i = 0; i < p->n_requests; i++) {
    const MusterRequest *r = &p->request[i];
    if (r->day >= c->centre->from && r->day <= c->centre->to && !met(c, r))
      check_add(c, "requests", r->day, check_midnight(c->centre, r->day), price, g_strdup("refused"), wish(c, r));
  }
}

const CheckRule check_rule_requests = {"requests", check, TRUE};
