/* Money paid to a person (semantics.md, "Money"): minutes × rate × premium. Of overtime, rest day and holiday the
 * highest applies to a minute, the night premium multiplies it; contract hours are paid whether worked or not. */
#include "check/check_private.h"

/* Where the factor may change inside a duty, as instants; the pay between two of them is even. */
static void
add_edge(GArray *edges, gint64 at, gint64 from, gint64 to)
{
  if (at > from && at < to)
    g_array_append_val(edges, at);
}

static int
by_time(gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;
  return (x > y) - (x < y);
}

static GArray *
edges_of(const MusterCentre *centre, const MusterDuty *duty)
{
  GArray *edges = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_array_append_val(edges, duty->start);
  g_array_append_val(edges, duty->end);
  for (MusterDay day = duty->day - 1; day <= duty->day + 3; day++) {
    add_edge(edges, check_midnight(centre, day), duty->start, duty->end);
    const MusterHours *night = &centre->pay_night.hours;
    for (int i = 0; i < night->n; i++) {
      gint64 at;
      muster_zone_to_utc(centre->zone, day, night->window[i].from_s, &at);
      add_edge(edges, at, duty->start, duty->end);
      muster_zone_to_utc(centre->zone, day, night->window[i].to_s, &at);
      add_edge(edges, at, duty->start, duty->end);
    }
  }
  g_array_sort(edges, by_time);
  return edges;
}

static gboolean
is_night(const MusterCentre *centre, MusterDay day, gint64 at)
{
  const MusterHours *night = &centre->pay_night.hours;
  for (int i = 0; i < night->n; i++)
    for (MusterDay d = day - 1; d <= day; d++) {
      gint64 from, to;
      muster_zone_to_utc(centre->zone, d, night->window[i].from_s, &from);
      muster_zone_to_utc(centre->zone, d, night->window[i].to_s, &to);
      if ((night->window[i].days >> muster_day_weekday(d) & 1) && at >= from && at < to)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_holiday(const MusterCentre *centre, MusterDay day)
{
  for (int i = 0; i < centre->n_special_days; i++)
    if (centre->special_day[i].day == day && centre->special_day[i].name != NULL)
      return TRUE;
  return FALSE;
}

typedef struct {
  double rest_day;   /* factor of the whole duty's rest-day premium, or 1 */
  double regular_s;  /* paid seconds from the duty's start before overtime begins */
} Premium;

/* Factor-seconds of the duty's paid time in [from, to), where the clock's premiums are even. */
static double
even_stretch(const MusterCentre *centre, const MusterDuty *duty, gint64 from, gint64 to, const Premium *p, double *paid_s)
{
  MusterDay day;
  int clock_s, offset_s;
  muster_zone_to_local(centre->zone, from, &day, &clock_s, &offset_s);
  double night = is_night(centre, day, from) ? centre->pay_night.factor : 1;
  double other = MAX(p->rest_day, is_holiday(centre, day) ? centre->pay_holiday : 1);
  double sum = 0;
  for (int i = 0; i < duty->n_segments; i++) {
    const MusterSegment *s = &duty->segment[i];
    double length_s = (double) (MIN(s->end, to) - MAX(s->start, from));
    if (!s->paid || length_s <= 0)
      continue;
    double regular_s = CLAMP(p->regular_s - *paid_s, 0, length_s);
    sum += night * (regular_s * other + (length_s - regular_s) * MAX(other, centre->pay_overtime));
    *paid_s += length_s;
  }
  return sum;
}

/* Paid seconds of the duty, each times its factor. */
static double
weighted_s(const MusterCentre *centre, const MusterDuty *duty, const Premium *p)
{
  g_autoptr(GArray) edges = edges_of(centre, duty);
  double sum = 0, paid_s = 0;
  for (guint i = 0; i + 1 < edges->len; i++)
    sum += even_stretch(centre, duty, g_array_index(edges, gint64, i), g_array_index(edges, gint64, i + 1), p, &paid_s);
  return sum;
}

double
check_pay_plain(const MusterCentre *centre, const MusterDuty *duty)
{
  Premium p = {1, INFINITY};
  return weighted_s(centre, duty, &p) / 3600 * centre->group[duty->group].cost_per_h;
}

static double
daily_limit_s(const MusterCentre *centre)
{
  for (int i = 0; i < centre->n_labour; i++)
    if (g_str_equal(centre->labour[i].info->name, "hours_per_day") && !isnan(centre->labour[i].p[1]))
      return centre->labour[i].p[1];
  return INFINITY;
}

static const CheckSpan *
span_at(const GArray *spans, MusterDay day)
{
  for (guint i = 0; i < spans->len; i++) {
    const CheckSpan *s = &g_array_index(spans, CheckSpan, i);
    if (s->first <= day && day <= s->last)
      return s;
  }
  return NULL;
}

/* Paid seconds (days) of the duties of the same span (day) before duty i. */
static double
before_s(const CheckCase *c, int i, MusterDay first)
{
  double sum_s = 0;
  for (int j = 0; j < i; j++)
    if (c->duty[j]->day >= first)
      sum_s += check_paid_s(c->duty[j]);
  return sum_s;
}

static int
days_until(const CheckCase *c, int i, MusterDay first)
{
  int n = 0;
  for (int j = 0; j <= i; j++)
    if (c->duty[j]->day >= first && (j == 0 || c->duty[j]->day != c->duty[j - 1]->day))
      n++;
  return n;
}

static Premium
premium_of(const CheckCase *c, int i, const GArray *hours, const GArray *days)
{
  const MusterDuty *duty = c->duty[i];
  Premium p = {1, daily_limit_s(c->centre) - before_s(c, i, duty->day)};
  const CheckSpan *h = span_at(hours, duty->day), *d = span_at(days, duty->day);
  if (h != NULL)
    p.regular_s = MIN(p.regular_s, h->most_s - before_s(c, i, h->first));
  if (d != NULL && days_until(c, i, d->first) > d->most_days)
    p.rest_day = c->centre->pay_rest_day;
  return p;
}

double
check_pay(const CheckCase *c)
{
  const MusterCentre *centre = c->centre;
  g_autoptr(GArray) hours = check_spans(centre, c->person, FALSE);
  g_autoptr(GArray) days = check_spans(centre, c->person, TRUE);
  MusterSum paid_s = {0, 0};
  for (int i = 0; i < c->n; i++) {
    Premium p = premium_of(c, i, hours, days);
    muster_sum_add(&paid_s, weighted_s(centre, c->duty[i], &p));
  }
  for (guint k = 0; k < hours->len; k++) {
    const CheckSpan *s = &g_array_index(hours, CheckSpan, k);
    double worked_s = 0;
    for (int i = 0; i < c->n; i++)
      if (c->duty[i]->day >= s->first && c->duty[i]->day <= s->last)
        worked_s += check_paid_s(c->duty[i]);
    muster_sum_add(&paid_s, s->credit_s + MAX(0, s->least_s - worked_s));
  }
  return muster_sum_value(&paid_s) / 3600 * centre->group[centre->person[c->person].group].cost_per_h;
}
