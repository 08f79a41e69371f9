/* The exact day of a period under trial: what one agent more or less in an interval changes. An interval's staff is felt in
 * the intervals after it (what it leaves over) and just before it (whose waits it ends), so a try is solved again there only,
 * until nothing moves any more. */
#include "staffing/exact_period_private.h"
#include <math.h>
#include <string.h>

#define STILL 1e-7                     /* of an interval's contacts: a change that is none */
enum { REACH_BACK = 2, REACH_ON = 6 }; /* intervals whose marginal numbers are found anew after a change */

void
exact_period_clear(ExactPeriod *s)
{
  for (guint k = 0; s->stretches != NULL && k < s->stretches->len; k++)
    exact_stretch_clear(&g_array_index(s->stretches, ExactStretch, k));
  g_clear_pointer(&s->stretches, g_array_unref);
  exact_queue_clear(&s->of);
  g_free(s->stretch);
  g_free(s->agents);
  g_free(s->least);
  g_free(s->sums);
  g_free(s->tried);
  g_free(s->up);
  g_free(s->down);
}
static ExactStretch *
stretch_of(ExactPeriod *s, int i)
{
  return &g_array_index(s->stretches, ExactStretch, s->stretch[i]);
}

static gboolean
evaluate(ExactPeriod *s, int i, StaffingSums *out, GError **error)
{
  ExactStretch *stretch = stretch_of(s, i);
  return exact_stretch_sums(stretch, s->p->first + i - stretch->first, s->agents[i], s->ask, out, error);
}

static ExactSurplus
surplus_of(const ExactPeriod *s, const StaffingSums *sums)
{
  ExactSurplus out = {{0.0}};
  staffing_surplus(&s->targets, sums, out.value, NULL);
  for (int t = 0; t < s->n_targets; t++)
    if (!isfinite(out.value[t]))
      out.value[t] = -1e12;
  return out;
}

static ExactSurplus
sum_all(const ExactPeriod *s)
{
  ExactSurplus total = {{0.0}};
  for (int i = 0; i < s->n; i++) {
    ExactSurplus here = s->stretch[i] >= 0 ? surplus_of(s, &s->sums[i]) : (ExactSurplus){{0.0}};
    for (int t = 0; t < s->n_targets; t++)
      total.value[t] += here.value[t];
  }
  return total;
}

static gboolean
open_stretches(ExactPeriod *s, GError **error)
{
  const MusterCentre *centre = s->p->centre;
  for (int i = 0; i < s->n; i++) {
    s->stretch[i] = s->least[i] = -1;
    if (muster_centre_open_s(centre, s->p->queue, s->p->first + i) <= 0.0)
      continue;
    int first = s->p->first + i;
    if (i > 0 && s->stretch[i - 1] >= 0) {
      s->stretch[i] = s->stretch[i - 1];
    } else {
      while (first > 0 && muster_centre_open_s(centre, s->p->queue, first - 1) > 0.0)
        first--;
      ExactStretch stretch;
      if (!exact_stretch_init(&stretch, &s->of, first, FALSE, error)) {
        exact_stretch_clear(&stretch);
        return FALSE;
      }
      s->targets = stretch.targets;
      s->ask |= stretch.ask;
      g_array_append_val(s->stretches, stretch);
      s->stretch[i] = (int) s->stretches->len - 1;
    }
    s->agents[i] = (int) staffing_need(s->p->staffing, s->p->queue, s->p->first + i)->agents;
    s->least[i] =
        staffing_period_has(s->p, s->p->first + i) ? staffing_period_least(s->p, s->p->first + i) : -1;
  }
  return TRUE;
}

gboolean
exact_period_init(ExactPeriod *s, StaffingPeriod *p, MusterDayAsk ask, gboolean light, GError **error)
{
  const StaffingSums empty = {0};
  ExactSurplus none;
  int n = p->end - p->first;
  *s = (ExactPeriod){.p = p, .ask = ask, .n = n, .n_targets = staffing_surplus(&p->targets, &empty, none.value, NULL)};
  exact_queue_init(&s->of, p->staffing, p->centre, p->queue);
  s->of.whole = TRUE;
  s->of.light = light;
  s->targets = p->targets;
  s->stretches = g_array_new(FALSE, FALSE, sizeof(ExactStretch));
  s->stretch = g_new0(int, n);
  s->agents = g_new0(int, n);
  s->least = g_new0(int, n);
  s->sums = g_new0(StaffingSums, n);
  s->tried = g_new0(StaffingSums, n);
  s->up = g_new0(ExactSurplus, n);
  s->down = g_new0(ExactSurplus, n);
  if (!open_stretches(s, error))
    return FALSE;
  for (int i = 0; i < n; i++) {
    s->up[i].value[0] = s->down[i].value[0] = NAN;
    if (s->stretch[i] >= 0 && !evaluate(s, i, &s->sums[i], error))
      return FALSE;
  }
  s->total = sum_all(s);
  return TRUE;
}

static gboolean
is_still(const ExactPeriod *s, int i)
{
  double small = STILL * (1.0 + s->sums[i].offered);
  ExactSurplus was = surplus_of(s, &s->sums[i]), is = surplus_of(s, &s->tried[i]);
  for (int t = 0; t < s->n_targets; t++)
    if (fabs(was.value[t] - is.value[t]) > small)
      return FALSE;
  return TRUE;
}

/* Sets interval i to so many agents and solves what feels it into tried[from .. to − 1]; the change of the
 * totals. */
gboolean
exact_period_try(ExactPeriod *s, int i, int agents, int *from, int *to, ExactSurplus *change, GError **error)
{
  ExactStretch *stretch = stretch_of(s, i);
  int at = s->p->first + i - stretch->first, calm = 0;
  s->agents[i] = agents;
  exact_stretch_set_agents(stretch, at, at + 1, agents);
  *change = (ExactSurplus){{0.0}};
  *from = MAX(0, i - REACH_BACK);
  while (s->stretch[*from] != s->stretch[i])
    (*from)++;
  for (*to = *from; *to < s->n && s->stretch[*to] == s->stretch[i] && calm < 2; (*to)++) {
    if (!evaluate(s, *to, &s->tried[*to], error))
      return FALSE;
    ExactSurplus was = surplus_of(s, &s->sums[*to]), is = surplus_of(s, &s->tried[*to]);
    for (int t = 0; t < s->n_targets; t++)
      change->value[t] += is.value[t] - was.value[t];
    calm = *to > i && is_still(s, *to) ? calm + 1 : 0;
  }
  return TRUE;
}

void
exact_period_give_back(ExactPeriod *s, int i, int agents)
{
  ExactStretch *stretch = stretch_of(s, i);
  int at = s->p->first + i - stretch->first;
  s->agents[i] = agents;
  exact_stretch_set_agents(stretch, at, at + 1, agents);
}

/* The try stands: what lies near it has other marginal numbers now. */
void
exact_period_keep(ExactPeriod *s, int i, int from, int to, const ExactSurplus *change)
{
  memcpy(s->sums + from, s->tried + from, sizeof *s->sums * (gsize) (to - from));
  for (int t = 0; t < s->n_targets; t++)
    s->total.value[t] += change->value[t];
  for (int j = MAX(0, i - REACH_BACK); j < MIN(s->n, i + REACH_ON); j++)
    s->up[j].value[0] = s->down[j].value[0] = NAN;
}

/* Marginal numbers that are not known are found; an interval at its least has no `down`. */
gboolean
exact_period_marginals(ExactPeriod *s, gboolean up, GError **error)
{
  ExactSurplus *marginal = up ? s->up : s->down;
  for (int i = 0; i < s->n; i++) {
    int was = s->agents[i], from, to;
    if (s->least[i] < 0 || !isnan(marginal[i].value[0]) || (!up && was <= s->least[i]))
      continue;
    if (!exact_period_try(s, i, was + (up ? 1 : -1), &from, &to, &marginal[i], error))
      return FALSE;
    exact_period_give_back(s, i, was);
  }
  return TRUE;
}
