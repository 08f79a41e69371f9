#include "check/check_private.h"

static void
check(const CheckCase *c)
{
  for (int i = 1; i < c->n; i++) {
    double rest_s = (double) (c->duty[i]->start - c->duty[i - 1]->end);
    if (rest_s >= 0 && rest_s < c->rule->p[0] - 0.5)
      check_add_rule(c, c->duty[i], muster_format_duration(rest_s),
                     g_strdup_printf("at least %g h", c->rule->p[0] / 3600));
  }
}

const CheckRule check_rule_rest_between_shifts = {"rest_between_shifts", check, FALSE};
