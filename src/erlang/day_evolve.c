/* Uniformisation. With a rate Λ above every state's rate of change, the law at t is Σ Poisson(n; Λt) v_n,
 * where v_n is the law after n steps of a chain that moves up, down or stays (Jensen 1953). All terms are
 * positive. The window of states moves with the law: edges below 1e-19 are cut after each step. */
#include "erlang/day_private.h"
#include <math.h>
#include <string.h>

static const double EDGE = 1e-18;

DAY_WIDE static void
step(double *restrict next, const double *restrict now, const double *restrict stay,
     const double *restrict down, double up, int lo, int hi)
{
  for (int k = lo; k <= hi; k++)
    next[k] = now[k] * stay[k] + now[k - 1] * up + now[k + 1] * down[k + 1];
}

/* The same, with weight · now added to a sum on the way. */
DAY_WIDE static void
step_and_add(double *restrict next, const double *restrict now, const double *restrict stay,
             const double *restrict down, double up, int lo, int hi, double *restrict sum, double weight)
{
  for (int k = lo; k <= hi; k++) {
    next[k] = now[k] * stay[k] + now[k - 1] * up + now[k + 1] * down[k + 1];
    sum[k] += weight * now[k];
  }
}

DAY_WIDE static void
add(double *restrict sum, const double *restrict term, double weight, int lo, int hi)
{
  for (int k = lo; k <= hi; k++)
    sum[k] += weight * term[k];
}

void
day_scratch_clear(DayScratch *s)
{
  poisson_weights_clear(&s->weights);
  day_law_clear(&s->now);
  day_law_clear(&s->next);
  day_law_clear(&s->end);
  day_law_clear(&s->steady);
  g_free(s->down);
  g_free(s->stay);
  for (guint i = 0; i < G_N_ELEMENTS(s->reach); i++)
    g_free(s->reach[i]);
}

void
day_scratch_reserve_rates(DayScratch *s, int size)
{
  if (s->rate_size >= size)
    return;
  s->rate_size = size + size / 2 + 64;
  s->down = g_renew(double, s->down, s->rate_size);
  s->stay = g_renew(double, s->stay, s->rate_size);
}

/* Chances of one step from each state up to a little above the limit. Rates grow with the state, so no
 * chance is negative below it. */
static void
set_chances(DayScratch *s, const DayRates *r, double top_rate, int limit)
{
  day_scratch_reserve_rates(s, limit + 4);
  double up = r->arrive / top_rate;
  for (int k = 0; k <= limit + 2; k++) {
    s->down[k] = day_departure_rate(r, k) / top_rate;
    s->stay[k] = 1.0 - up - s->down[k];
  }
}

static void
note(DayLaw *sum, const DayLaw *term, double weight)
{
  add(sum->p, term->p, weight, term->lo, term->hi);
  sum->lo = MIN(sum->lo, term->lo);
  sum->hi = MAX(sum->hi, term->hi);
}

/* One step of the chain, adding `weight` of the law before it to `sum` (or NULL); states are kept one place
 * up (index k + 1), so that index 0 is a zero below state 0. */
static void
advance(DayScratch *s, double up, DayLaw *sum, double weight)
{
  DayLaw *now = &s->now, *next = &s->next;
  int lo = MAX(now->lo - 1, 1), hi = now->hi + 1;
  if (sum != NULL) {
    step_and_add(next->p, now->p, s->stay - 1, s->down - 1, up, lo, hi, sum->p, weight);
    sum->lo = MIN(sum->lo, now->lo);
    sum->hi = MAX(sum->hi, now->hi);
  } else {
    step(next->p, now->p, s->stay - 1, s->down - 1, up, lo, hi);
  }
  while (lo < hi && next->p[lo] < EDGE)
    next->p[lo++] = 0.0;
  while (hi > lo && next->p[hi] < EDGE)
    next->p[hi--] = 0.0;
  for (int k = MAX(lo - 2, 0); k < lo; k++)
    next->p[k] = 0.0;
  next->p[hi + 1] = next->p[hi + 2] = 0.0;
  next->lo = lo;
  next->hi = hi;
  DayLaw swap = *now;
  *now = *next;
  *next = swap;
}

static void
shift_in(DayLaw *to, const DayLaw *law, int limit)
{
  day_law_zero(to, limit + 6);
  memcpy(to->p + law->lo + 1, law->p + law->lo, (gsize) (law->hi - law->lo + 1) * sizeof(double));
  to->lo = law->lo + 1;
  to->hi = law->hi + 1;
}

/* Back to index = state, with the total set to `whole`: a few thousand steps lose some units of the last
 * digit. */
static void
shift_out(DayLaw *to, const DayLaw *sum, double whole)
{
  MusterSum total = {0};
  for (int k = sum->lo; k <= sum->hi; k++)
    muster_sum_add(&total, sum->p[k]);
  double scale = whole / muster_sum_value(&total);
  day_law_zero(to, sum->hi + 2);
  for (int k = sum->lo; k <= sum->hi; k++)
    to->p[k - 1] = sum->p[k] * scale;
  to->lo = sum->lo - 1;
  to->hi = sum->hi - 1;
}

static const double MOST_WORK = 2e10; /* states times steps: about ten seconds */

/* Up to `limit` in system. FALSE when the law reaches it: the rate was then too small. */
static gboolean
evolve_below(DayScratch *s, const DayRates *r, double duration_s, DayLaw *law, DayLaw *spent, int limit)
{
  double top_rate = r->arrive + day_departure_rate(r, limit);
  set_chances(s, r, top_rate, limit);
  poisson_weights_set(&s->weights, top_rate * duration_s);
  const PoissonWeights *w = &s->weights;
  shift_in(&s->now, law, limit);
  day_law_zero(&s->next, limit + 6);
  day_law_zero(&s->end, limit + 6);
  if (spent != NULL)
    day_law_zero(spent, limit + 6);
  for (int n = 0; n < w->n; n++) {
    if (w->p[n] > EDGE)
      note(&s->end, &s->now, w->p[n]);
    advance(s, r->arrive / top_rate, spent, w->tail[n]);
    if (s->now.hi > limit)
      return FALSE;
  }
  if (spent != NULL) {
    DayLaw moved = {0};
    shift_out(&moved, spent, duration_s);
    day_law_copy(spent, &moved);
    day_law_clear(&moved);
  }
  shift_out(law, &s->end, 1.0);
  return TRUE;
}

gboolean
day_evolve(DayScratch *scratch, const DayRates *rates, double duration_s, DayLaw *law, DayLaw *spent)
{
  if (rates->arrive == 0.0 && day_departure_rate(rates, law->hi) == 0.0) { /* nothing can happen */
    if (spent != NULL) {
      day_law_copy(spent, law);
      for (int k = spent->lo; k <= spent->hi; k++)
        spent->p[k] *= duration_s;
    }
    return TRUE;
  }
  if (spent != NULL && day_leap(scratch, rates, duration_s, law, spent))
    return TRUE;
  for (double room = 4.0 + 0.5 * sqrt(law->hi); law->hi + room < DAY_MAX_STATES; room *= 3.0) {
    int limit = (int) (law->hi + room);
    double steps = (rates->arrive + day_departure_rate(rates, limit)) * duration_s;
    if (steps * (law->hi - law->lo + room) > MOST_WORK)
      return FALSE;
    if (evolve_below(scratch, rates, duration_s, law, spent, limit))
      return TRUE;
  }
  return FALSE;
}
