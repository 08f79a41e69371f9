#include "check/check_private.h"

static void
check(const CheckCase *c)
{
  double sum_s = 0;
  for (int i = 0; i < c->n; i++) {
    sum_s = check_paid_s(c->duty[i]) + (i > 0 && c->duty[i]->day == c->duty[i - 1]->day ? sum_s : 0);
    gboolean last = i + 1 == c->n || c->duty[i + 1]->day != c->duty[i]->day;
    if (last && sum_s > c->rule->p[0] + 0.5)
      check_add_rule(c, c->duty[i], muster_format_duration(sum_s),
                     g_strdup_printf("at most %g h a day", c->rule->p[0] / 3600));
  }
}

const CheckRule check_rule_hours_per_day = {"hours_per_day", check, FALSE};
