#include "check/check_private.h"

/* Elapsed seconds of the duty that lie in the night that begins on the evening of `day`. */
static double
in_night_s(const CheckCase *c, const MusterDuty *duty, MusterDay day)
{
  int from_s = (int) c->rule->p[1], to_s = (int) c->rule->p[2];
  gint64 from, to;
  muster_zone_to_utc(c->centre->zone, day, from_s, &from);
  muster_zone_to_utc(c->centre->zone, day, to_s <= from_s ? to_s + 86400 : to_s, &to);
  return (double) MAX(0, MIN(duty->end, to) - MAX(duty->start, from));
}

static gboolean
is_night(const CheckCase *c, const MusterDuty *duty)
{
  double sum_s = 0;
  for (MusterDay day = duty->day - 1; day <= duty->day + 1; day++)
    sum_s += in_night_s(c, duty, day);
  return sum_s > 0 && sum_s >= c->rule->p[3] - 0.5;
}

static void
check(const CheckCase *c)
{
  int streak = 0;
  MusterDay last = G_MININT32;
  for (int i = 0; i < c->n; i++) {
    MusterDay day = c->duty[i]->day;
    if (!is_night(c, c->duty[i]) || day == last)
      continue;
    streak = last != G_MININT32 && day == last + 1 ? streak + 1 : 1;
    last = day;
    if (streak > c->rule->p[0] + 1e-9)
      check_add_rule(c, c->duty[i], g_strdup_printf("%d nights in a row", streak),
                     g_strdup_printf("at most %g", c->rule->p[0]));
  }
}

const CheckRule check_rule_nights_in_a_row = {"nights_in_a_row", check, FALSE};
