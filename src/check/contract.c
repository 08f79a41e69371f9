/* Structure: the contract's shifts, hours per span and days per span. */
#include "check/check_private.h"

static double
worked_s(const CheckCase *c, const CheckSpan *s, const MusterDuty **last)
{
  double sum_s = 0;
  for (int i = 0; i < c->n; i++)
    if (c->duty[i]->day >= s->first && c->duty[i]->day <= s->last) {
      sum_s += check_paid_s(c->duty[i]);
      *last = c->duty[i];
    }
  return sum_s;
}

static int
worked_days(const CheckCase *c, const CheckSpan *s, const MusterDuty **last)
{
  int n = 0;
  MusterDay before = G_MININT32;
  for (int i = 0; i < c->n; i++) {
    MusterDay day = c->duty[i]->day;
    if (day < s->first || day > s->last)
      continue;
    n += day != before;
    before = day;
    *last = c->duty[i];
  }
  return n;
}

static void
check_hours(const CheckCase *c)
{
  g_autoptr(GArray) spans = check_spans(c->centre, c->person, FALSE);
  for (guint i = 0; i < spans->len; i++) {
    const CheckSpan *s = &g_array_index(spans, CheckSpan, i);
    const MusterDuty *last = NULL;
    double sum_s = worked_s(c, s, &last);
    MusterDay day = MAX(s->first, c->centre->from);
    if (sum_s > s->most_s + 0.5)
      check_add(c, "contract_hours", last->day, last->start, NAN, muster_format_duration(round(sum_s)),
                g_strdup_printf("at most %.2f h", s->most_s / 3600));
    if (sum_s < s->least_s - 0.5)
      check_add(c, "contract_hours_owed", day, check_midnight(c->centre, day), 0, muster_format_duration(round(sum_s)),
                g_strdup_printf("%.2f h are paid, worked or not", s->least_s / 3600));
  }
}

static void
check_days(const CheckCase *c)
{
  g_autoptr(GArray) spans = check_spans(c->centre, c->person, TRUE);
  for (guint i = 0; i < spans->len; i++) {
    const CheckSpan *s = &g_array_index(spans, CheckSpan, i);
    const MusterDuty *last = NULL;
    int n = worked_days(c, s, &last);
    MusterDay day = MAX(s->first, c->centre->from);
    if (n > s->most_days)
      check_add(c, "contract_days", last->day, last->start, NAN, g_strdup_printf("%d days", n),
                g_strdup_printf("at most %d", s->most_days));
    if (n < s->least_days)
      check_add(c, "contract_days_owed", day, check_midnight(c->centre, day), 0, g_strdup_printf("%d days", n),
                g_strdup_printf("%d", s->least_days));
  }
}

void
check_contract(const CheckCase *c)
{
  int contract = c->centre->person[c->person].contract;
  if (contract < 0)
    return;
  const MusterContract *k = &c->centre->contract[contract];
  for (int i = 0; i < c->n; i++) {
    int shift = c->duty[i]->shift;
    if (shift >= 0 && shift < MIN(64, c->centre->n_shifts) && (k->shifts >> shift & 1) == 0)
      check_add(c, "contract_shift", c->duty[i]->day, c->duty[i]->start, NAN,
                g_strdup_printf("works '%s'", c->centre->shift[shift].name),
                g_strdup_printf("shifts of contract '%s'", k->name));
  }
  check_hours(c);
  check_days(c);
}
