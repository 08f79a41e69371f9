#include "check/check_private.h"

static void
check(const CheckCase *c)
{
  int n = 0;
  for (int i = 0; i < c->n; i++) {
    n = i > 0 && c->duty[i]->day == c->duty[i - 1]->day ? n + 1 : 1;
    if (n > c->rule->p[0] + 1e-9)
      check_add_rule(c, c->duty[i], g_strdup_printf("%d shifts", n), g_strdup_printf("at most %g a day", c->rule->p[0]));
  }
}

const CheckRule check_rule_shifts_per_day = {"shifts_per_day", check, FALSE};
