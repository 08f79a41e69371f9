#include "check/check_private.h"

static void
check(const CheckCase *c)
{
  int days = 7 * MAX(1, (int) c->rule->p[1]);
  double most_s = c->rule->p[0] * days / 7;
  for (MusterDay first = check_monday(c->centre->from); first <= c->centre->to; first += days) {
    double sum_s = 0;
    const MusterDuty *last = NULL;
    for (int i = 0; i < c->n; i++)
      if (c->duty[i]->day >= first && c->duty[i]->day < first + days) {
        sum_s += check_paid_s(c->duty[i]);
        last = c->duty[i];
      }
    if (last != NULL && sum_s > most_s + 0.5)
      check_add_rule(c, last, muster_format_duration(sum_s),
                     g_strdup_printf("at most %g h in %d days", most_s / 3600, days));
  }
}

const CheckRule check_rule_hours_per_week = {"hours_per_week", check, FALSE};
