/* A day or a week as a whole by the exact day: from the steady state's answer up to the targets, then down and to and fro
 * while it helps. */
#include "staffing/exact_period_private.h"
#include <math.h>
#include <string.h>

static double
worth(const ExactPeriod *s, const ExactSurplus *change)
{
  double sum = 0.0;
  for (int t = 0; t < s->n_targets; t++)
    sum += s->price[t] * change->value[t];
  return sum;
}

static gboolean
kept_after(const ExactPeriod *s, const ExactSurplus *change)
{
  for (int t = 0; t < s->n_targets; t++)
    if (s->total.value[t] - s->bias.value[t] + change->value[t] < 0.0)
      return FALSE;
  return TRUE;
}

/* The interval whose next agent is worth most. */
static int
best_up(const ExactPeriod *s)
{
  int best = -1;
  for (int i = 0; i < s->n; i++)
    if (s->least[i] >= 0 && (best < 0 || worth(s, &s->up[i]) > worth(s, &s->up[best])))
      best = i;
  return best;
}

/* The interval whose last agent is worth least, of those without which (`keeping`) the targets would hold. */
static int
best_down(const ExactPeriod *s, gboolean keeping)
{
  int best = -1;
  for (int i = 0; i < s->n; i++)
    if (s->least[i] >= 0 && s->agents[i] > s->least[i] && (!keeping || kept_after(s, &s->down[i])) &&
        (best < 0 || worth(s, &s->down[i]) > worth(s, &s->down[best])))
      best = i;
  return best;
}

static gboolean
step(ExactPeriod *s, int i, int by, GError **error)
{
  int from, to;
  ExactSurplus change;
  if (!exact_period_try(s, i, s->agents[i] + by, &from, &to, &change, error))
    return FALSE;
  exact_period_keep(s, i, from, to, &change);
  return TRUE;
}

/* Up until every target is kept. */
static gboolean
climb(ExactPeriod *s, GError **error)
{
  const ExactSurplus nothing = {{0.0}};
  for (int left = 1000 + 100 * s->n; left > 0 && !kept_after(s, &nothing); left--) {
    ExactSurplus usual;
    memcpy(usual.value, s->price, sizeof usual.value);
    for (int t = 0; t < s->n_targets; t++)
      s->price[t] = s->total.value[t] < s->bias.value[t] ? fmax(s->price[t], 1e-6) : 0.0;
    if (!exact_period_marginals(s, TRUE, error))
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
descend(ExactPeriod *s, gboolean *moved, GError **error)
{
  *moved = FALSE;
  for (;;) {
    if (!exact_period_marginals(s, FALSE, error))
      return FALSE;
    int i = best_down(s, TRUE), from, to;
    ExactSurplus change;
    if (i < 0)
      return TRUE;
    if (!exact_period_try(s, i, s->agents[i] - 1, &from, &to, &change, error))
      return FALSE;
    if (kept_after(s, &change)) {
      exact_period_keep(s, i, from, to, &change);
      *moved = TRUE;
    } else { /* its number was of before the last changes */
      exact_period_give_back(s, i, s->agents[i] + 1);
      s->down[i] = change;
    }
  }
}

/* One agent from where he is missed least to where he brings most, if that leaves more over. */
static gboolean
exchange(ExactPeriod *s, gboolean *moved, GError **error)
{
  *moved = FALSE;
  if (!exact_period_marginals(s, TRUE, error) || !exact_period_marginals(s, FALSE, error))
    return FALSE;
  int i = best_up(s), j = best_down(s, FALSE), from, to;
  if (i < 0 || j < 0 || i == j || !(worth(s, &s->up[i]) + worth(s, &s->down[j]) > 1e-9))
    return TRUE;
  ExactSurplus before = s->total, change;
  if (!step(s, i, +1, error))
    return FALSE;
  if (!exact_period_try(s, j, s->agents[j] - 1, &from, &to, &change, error))
    return FALSE;
  exact_period_keep(s, j, from, to, &change);
  ExactSurplus gained = {{0.0}}, nothing = {{0.0}};
  for (int t = 0; t < s->n_targets; t++)
    gained.value[t] = s->total.value[t] - before.value[t];
  *moved = worth(s, &gained) > 1e-9 && kept_after(s, &nothing);
  return *moved || (step(s, j, +1, error) && step(s, i, -1, error));
}

static void
take_over(ExactPeriod *s, MusterBinding binding)
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
search(ExactPeriod *s, GError **error)
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
find_bias(ExactPeriod *s, gboolean *kept, GError **error)
{
  g_auto(ExactPeriod) full = {0};
  take_over(s, MUSTER_BINDING_NONE);
  if (!exact_period_init(&full, s->p, MUSTER_DAY_ASK_WITHIN, FALSE, error))
    return FALSE;
  *kept = TRUE;
  for (int t = 0; t < s->n_targets; t++) {
    s->bias.value[t] = s->total.value[t] - full.total.value[t];
    *kept = *kept && full.total.value[t] >= 0.0;
  }
  return TRUE;
}

static gboolean
has_lighter_numbers(const ExactPeriod *s)
{
  return staffing_varies(s->p->staffing->variation) || s->of.times.has_phases || s->of.times.n_hazard > 0;
}

/* Where the promised numbers take many times the work, the search goes by lighter ones, and is told in rounds by how
 * much they are too good. */
static gboolean
search_in_rounds(ExactPeriod *s, GError **error)
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
  g_auto(ExactPeriod) s = {0};
  gboolean any = FALSE;
  if (!exact_period_init(&s, p, MUSTER_DAY_ASK_WITHIN, TRUE, error))
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
  g_auto(ExactPeriod) s = {0};
  StaffingPeriod period = *p;
  *sums = (StaffingSums){0};
  if (!exact_period_init(&s, &period, MUSTER_DAY_ASK_WAITS, FALSE, error))
    return FALSE;
  for (int i = 0; i < s.n; i++)
    if (s.stretch[i] >= 0)
      staffing_sums_add(sums, &s.sums[i], 1.0);
  return TRUE;
}
