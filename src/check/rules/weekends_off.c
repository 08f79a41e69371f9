#include "check/check_private.h"

static const MusterDuty *
works_weekend(const CheckCase *c, MusterDay saturday)
{
  gint64 from = check_midnight(c->centre, saturday), to = check_midnight(c->centre, saturday + 2);
  for (int i = 0; i < c->n; i++)
    if (c->duty[i]->start < to && c->duty[i]->end > from)
      return c->duty[i];
  return NULL;
}

/* Each worked weekend that is one too many among the last `weeks` is a breach; weekends outside the roster count as free. */
static void
check(const CheckCase *c)
{
  int off = (int) c->rule->p[0], weeks = MAX(1, (int) c->rule->p[1]);
  for (MusterDay saturday = check_monday(c->centre->from) + 5; saturday <= c->centre->to + 1; saturday += 7) {
    const MusterDuty *here = works_weekend(c, saturday);
    int worked = 0;
    for (int w = 0; w < weeks; w++)
      worked += works_weekend(c, saturday - 7 * w) != NULL;
    if (here != NULL && worked > weeks - off)
      check_add_rule(c, here, g_strdup_printf("%d of %d weekends worked", worked, weeks),
                     g_strdup_printf("at least %d free", off));
  }
}

const CheckRule check_rule_weekends_off = {"weekends_off", check, FALSE};
