#include "check/check_private.h"

#define LONG_AGO (G_MININT64 / 4)
#define NEVER (G_MAXINT64 / 4)

/* Longest rest that counts for the week [from, to): one that begins in it with its whole length, any other with the part
 * that lies in the week. Before the first duty and after the last nothing is known but rest. */
static double
longest_rest_s(const CheckCase *c, gint64 from, gint64 to)
{
  gint64 longest = 0;
  for (int i = 0; i <= c->n; i++) {
    gint64 begin = i > 0 ? c->duty[i - 1]->end : LONG_AGO;
    gint64 end = i < c->n ? c->duty[i]->start : NEVER;
    gboolean begins_here = begin >= from && begin < to;
    longest = MAX(longest, begins_here ? end - begin : MIN(end, to) - MAX(begin, from));
  }
  return (double) longest;
}

static const MusterDuty *
first_duty(const CheckCase *c, gint64 from)
{
  for (int i = 0; i < c->n; i++)
    if (c->duty[i]->end > from)
      return c->duty[i];
  return c->duty[c->n - 1];
}

static void
check(const CheckCase *c)
{
  const MusterCentre *centre = c->centre;
  for (MusterDay monday = check_monday(centre->from); c->n > 0 && monday <= centre->to; monday += 7) {
    gint64 from = check_midnight(centre, monday), to = check_midnight(centre, monday + 7);
    double rest_s = longest_rest_s(c, from, to);
    if (rest_s < c->rule->p[0] - 0.5)
      check_add_rule(c, first_duty(c, from), muster_format_duration(rest_s),
                     g_strdup_printf("at least %g h in the week", c->rule->p[0] / 3600));
  }
}

const CheckRule check_rule_weekly_rest = {"weekly_rest", check, FALSE};
