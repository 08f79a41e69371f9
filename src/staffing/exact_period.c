/* A day or a week as a whole by the exact day: from the steady state's answer up to the targets, then down
 * and to and fro while it helps. An interval's staff is felt in the intervals after it (what it leaves over)
 * and just before it (whose waits it ends), so a try is solved again there only, until nothing moves any
 * more. */
#include "staffing/exact_day_private.h"
#include "staffing/period_private.h"
#include <math.h>
#include <string.h>

#define STILL 1e-7                     /* of an interval's contacts: a change that is none */
enum { REACH_BACK = 2, REACH_ON = 6 }; /* intervals whose marginal numbers are found anew after a change */

typedef struct {
  double value[KNAPSACK_TARGETS];
} Surplus;

typedef struct {
  StaffingPeriod *p;
  ExactQueue of;
  MusterErlangTargets targets; /* with the margin that approximate times ask for */
  MusterDayAsk ask;
  int n, n_targets; /* intervals of the period; targets asked */
  double price[KNAPSACK_TARGETS];
  GArray *stretches;   /* of ExactStretch */
  int *stretch;        /* [n] which, −1: closed */
  int *agents, *least; /* [n]; least −1: not to be changed */
  StaffingSums *sums;  /* [n] */
  StaffingSums *tried; /* [n] scratch of a try */
  Surplus total;
  Surplus bias;            /* by which these numbers are too good */
  Surplus *up, *down; /* [n] what one agent more brings, and what one less takes; NaN: not known */
} Search;

static void
search_clear(Search *s)
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
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

static ExactStretch *
stretch_of(Search *s, int i)
{
  return &g_array_index(s->stretches, ExactStretch, s->stretch[i]);
}

static gboolean
evaluate(Search *s, int i, StaffingSums *out, GError **error)
{
  ExactStretch *stretch = stretch_of(s, i);
  return exact_stretch_sums(stretch, s->p->first + i - stretch->first, s->agents[i], s->ask, out, error);
}

static Surplus
surplus_of(const Search *s, const StaffingSums *sums)
{
  Surplus out = {{0.0}};
  staffing_surplus(&s->targets, sums, out.value, NULL);
  for (int t = 0; t < s->n_targets; t++)
    if (!isfinite(out.value[t]))
      out.value[t] = -1e12;
  return out;
}

static Surplus
sum_all(const Search *s)
{
  Surplus total = {{0.0}};
  for (int i = 0; i < s->n; i++) {
    Surplus here = s->stretch[i] >= 0 ? surplus_of(s, &s->sums[i]) : (Surplus){{0.0}};
    for (int t = 0; t < s->n_targets; t++)
      total.value[t] += here.value[t];
  }
  return total;
}

static gboolean
open_stretches(Search *s, GError **error)
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

static gboolean
search_init(Search *s, StaffingPeriod *p, MusterDayAsk ask, gboolean light, GError **error)
{
  const StaffingSums empty = {0};
  Surplus none;
  int n = p->end - p->first;
  *s = (Search){.p = p, .ask = ask, .n = n, .n_targets = staffing_surplus(&p->targets, &empty, none.value, NULL)};
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
  s->up = g_new0(Surplus, n);
  s->down = g_new0(Surplus, n);
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
is_still(const Search *s, int i)
{
  double small = STILL * (1.0 + s->sums[i].offered);
  Surplus was = surplus_of(s, &s->sums[i]), is = surplus_of(s, &s->tried[i]);
  for (int t = 0; t < s->n_targets; t++)
    if (fabs(was.value[t] - is.value[t]) > small)
      return FALSE;
  return TRUE;
}

/* Sets interval i to so many agents and solves what feels it into tried[from .. to − 1]; the change of the
 * totals. */
static gboolean
try_agents(Search *s, int i, int agents, int *from, int *to, Surplus *change, GError **error)
{
  ExactStretch *stretch = stretch_of(s, i);
  int at = s->p->first + i - stretch->first, calm = 0;
  s->agents[i] = agents;
  exact_stretch_set_agents(stretch, at, at + 1, agents);
  *change = (Surplus){{0.0}};
  *from = MAX(0, i - REACH_BACK);
  while (s->stretch[*from] != s->stretch[i])
    (*from)++;
  for (*to = *from; *to < s->n && s->stretch[*to] == s->stretch[i] && calm < 2; (*to)++) {
    if (!evaluate(s, *to, &s->tried[*to], error))
      return FALSE;
    Surplus was = surplus_of(s, &s->sums[*to]), is = surplus_of(s, &s->tried[*to]);
    for (int t = 0; t < s->n_targets; t++)
      change->value[t] += is.value[t] - was.value[t];
    calm = *to > i && is_still(s, *to) ? calm + 1 : 0;
  }
  return TRUE;
}

static void
give_back(Search *s, int i, int agents)
{
  ExactStretch *stretch = stretch_of(s, i);
  int at = s->p->first + i - stretch->first;
  s->agents[i] = agents;
  exact_stretch_set_agents(stretch, at, at + 1, agents);
}

/* The try stands: what lies near it has other marginal numbers now. */
static void
keep(Search *s, int i, int from, int to, const Surplus *change)
{
  memcpy(s->sums + from, s->tried + from, sizeof *s->sums * (gsize) (to - from));
  for (int t = 0; t < s->n_targets; t++)
    s->total.value[t] += change->value[t];
  for (int j = MAX(0, i - REACH_BACK); j < MIN(s->n, i + REACH_ON); j++)
    s->up[j].value[0] = s->down[j].value[0] = NAN;
}

/* Marginal numbers that are not known are found; an interval at its least has no `down`. */
static gboolean
find_marginals(Search *s, gboolean up, GError **error)
{
  Surplus *marginal = up ? s->up : s->down;
  for (int i = 0; i < s->n; i++) {
    int was = s->agents[i], from, to;
    if (s->least[i] < 0 || !isnan(marginal[i].value[0]) || (!up && was <= s->least[i]))
      continue;
    if (!try_agents(s, i, was + (up ? 1 : -1), &from, &to, &marginal[i], error))
      return FALSE;
    give_back(s, i, was);
  }
  return TRUE;
}

static double
worth(const Search *s, const Surplus *change)
{
  double sum = 0.0;
  for (int t = 0; t < s->n_targets; t++)
    sum += s->price[t] * change->value[t];
  return sum;
}

static gboolean
kept_after(const Search *s, const Surplus *change)
{
  for (int t = 0; t < s->n_targets; t++)
    if (s->total.value[t] - s->bias.value[t] + change->value[t] < 0.0)
      return FALSE;
  return TRUE;
}

/* The interval whose next agent is worth most. */
static int
best_up(const Search *s)
{
  int best = -1;
  for (int i = 0; i < s->n; i++)
    if (s->least[i] >= 0 && (best < 0 || worth(s, &s->up[i]) > worth(s, &s->up[best])))
      best = i;
  return best;
}

/* The interval whose last agent is worth least, of those without which (`keeping`) the targets would hold. */
static int
best_down(const Search *s, gboolean keeping)
{
  int best = -1;
  for (int i = 0; i < s->n; i++)
    if (s->least[i] >= 0 && s->agents[i] > s->least[i] && (!keeping || kept_after(s, &s->down[i])) &&
        (best < 0 || worth(s, &s->down[i]) > worth(s, &s->down[best])))
      best = i;
  return best;
}

static gboolean
step(Search *s, int i, int by, GError **error)
{
  int from, to;
  Surplus change;
  if (!try_agents(s, i, s->agents[i] + by, &from, &to, &change, error))
    return FALSE;
  keep(s, i, from, to, &change);
  return TRUE;
}

/* Up until every target is kept. */
static gboolean
climb(Search *s, GError **error)
{
  const Surplus nothing = {{0.0}};
  for (int left = 1000 + 100 * s->n; left > 0 && !kept_after(s, &nothing); left--) {
    Surplus usual;
    memcpy(usual.value, s->price, sizeof usual.value);
    for (int t = 0; t < s->n_targets; t++)
      s->price[t] = s->total.value[t] < s->bias.value[t] ? fmax(s->price[t], 1e-6) : 0.0;
    if (!find_marginals(s, TRUE, error))
      return FALSE;
    int i = best_up(s);
    memcpy(s->price, usual.value, sizeof usual.value);
    if (i < 0)
      return TRUE;
    if (!step(s, i, +1, error))
      return FALSE;
  }
  return TRUE;
}

/* Down by the agent who is missed least, while the targets hold. `*moved`: at least once. */
static gboolean
descend(Search *s, gboolean *moved, GError **error)
{
  *moved = FALSE;
  for (;;) {
    if (!find_marginals(s, FALSE, error))
      return FALSE;
    int i = best_down(s, TRUE), from, to;
    Surplus change;
    if (i < 0)
      return TRUE;
    if (!try_agents(s, i, s->agents[i] - 1, &from, &to, &change, error))
      return FALSE;
    if (kept_after(s, &change)) {
      keep(s, i, from, to, &change);
      *moved = TRUE;
    } else { /* its number was of before the last changes */
      give_back(s, i, s->agents[i] + 1);
      s->down[i] = change;
    }
  }
}

/* One agent from where he is missed least to where he brings most, if that leaves more over. */
static gboolean
exchange(Search *s, gboolean *moved, GError **error)
{
  *moved = FALSE;
  if (!find_marginals(s, TRUE, error) || !find_marginals(s, FALSE, error))
    return FALSE;
  int i = best_up(s), j = best_down(s, FALSE), from, to;
  if (i < 0 || j < 0 || i == j || !(worth(s, &s->up[i]) + worth(s, &s->down[j]) > 1e-9))
    return TRUE;
  Surplus before = s->total, change;
  if (!step(s, i, +1, error))
    return FALSE;
  if (!try_agents(s, j, s->agents[j] - 1, &from, &to, &change, error))
    return FALSE;
  keep(s, j, from, to, &change);
  Surplus gained = {{0.0}}, nothing = {{0.0}};
  for (int t = 0; t < s->n_targets; t++)
    gained.value[t] = s->total.value[t] - before.value[t];
  *moved = worth(s, &gained) > 1e-9 && kept_after(s, &nothing);
  return *moved || (step(s, j, +1, error) && step(s, i, -1, error));
}

static void
take_over(Search *s, MusterBinding binding)
{
  for (int i = 0; i < s->n; i++) {
    MusterNeed *need = staffing_need(s->p->staffing, s->p->queue, s->p->first + i);
    if (s->stretch[i] < 0)
      continue;
    if (s->agents[i] > need->agents && need->binding == MUSTER_BINDING_NONE)
      need->binding = binding;
    need->agents = s->agents[i];
  }
}

/* Up, down, and to and fro until nothing helps. */
static gboolean
search(Search *s, GError **error)
{
  gboolean moved = TRUE, lowered;
  if (!climb(s, error) || !descend(s, &lowered, error))
    return FALSE;
  for (int left = 2 * s->n; left > 0 && moved; left--)
    if (!exchange(s, &moved, error) || (moved && !descend(s, &lowered, error)))
      return FALSE;
  return TRUE;
}

/* By how much the search's own numbers are too good, in the numbers that are promised. */
static gboolean
find_bias(Search *s, gboolean *kept, GError **error)
{
  g_auto(Search) full = {0};
  take_over(s, MUSTER_BINDING_NONE);
  if (!search_init(&full, s->p, MUSTER_DAY_ASK_WITHIN, FALSE, error))
    return FALSE;
  *kept = TRUE;
  for (int t = 0; t < s->n_targets; t++) {
    s->bias.value[t] = s->total.value[t] - full.total.value[t];
    *kept = *kept && full.total.value[t] >= 0.0;
  }
  return TRUE;
}

static gboolean
has_lighter_numbers(const Search *s)
{
  return staffing_varies(s->p->staffing->variation) || s->of.times.has_phases || s->of.times.n_hazard > 0;
}

/* Where the promised numbers take many times the work, the search goes by lighter ones, and is told in rounds by how
 * much they are too good. */
static gboolean
search_in_rounds(Search *s, GError **error)
{
  enum { ROUNDS = 4, MOST_CLIMBS = 40 };
  gboolean kept = FALSE;
  for (int round = 0; round < ROUNDS; round++) {
    if (!search(s, error) || !find_bias(s, &kept, error))
      return FALSE;
    if (kept && round > 0)
      return TRUE;
  }
  for (int left = MOST_CLIMBS; left > 0 && !kept; left--)
    if (!climb(s, error) || !find_bias(s, &kept, error))
      return FALSE;
  return TRUE;
}

gboolean
staffing_exact_period(StaffingPeriod *p, const double *price, MusterBinding binding, GError **error)
{
  g_auto(Search) s = {0};
  gboolean any = FALSE;
  if (!search_init(&s, p, MUSTER_DAY_ASK_WITHIN, TRUE, error))
    return FALSE;
  for (int t = 0; t < s.n_targets; t++) {
    s.price[t] = price[t];
    any = any || price[t] > 0.0;
  }
  for (int t = 0; t < s.n_targets && !any; t++)
    s.price[t] = 1.0;
  if (!(has_lighter_numbers(&s) ? search_in_rounds(&s, error) : search(&s, error)))
    return FALSE;
  take_over(&s, binding);
  return TRUE;
}

gboolean
staffing_exact_period_sums(const StaffingPeriod *p, StaffingSums *sums, GError **error)
{
  g_auto(Search) s = {0};
  StaffingPeriod period = *p;
  *sums = (StaffingSums){0};
  if (!search_init(&s, &period, MUSTER_DAY_ASK_WAITS, FALSE, error))
    return FALSE;
  for (int i = 0; i < s.n; i++)
    if (s.stretch[i] >= 0)
      staffing_sums_add(sums, &s.sums[i], 1.0);
  return TRUE;
}
