#include "check/check_private.h"

static void
check(const CheckCase *c)
{
  int streak = 0;
  for (int i = 0; i < c->n; i++) {
    if (i > 0 && c->duty[i]->day == c->duty[i - 1]->day)
      continue;
    streak = i > 0 && c->duty[i]->day == c->duty[i - 1]->day + 1 ? streak + 1 : 1;
    if (streak > c->rule->p[0] + 1e-9)
      check_add_rule(c, c->duty[i], g_strdup_printf("%d days in a row", streak),
                     g_strdup_printf("at most %g", c->rule->p[0]));
  }
}

const CheckRule check_rule_days_in_a_row = {"days_in_a_row", check, FALSE};
