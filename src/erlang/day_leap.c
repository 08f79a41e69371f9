/* The law of the number in system over a long time, in few steps, when it is not far from its steady state.
 *
 * With P = 1 + Q/Λ (uniformisation's chain) and T_n the Chebyshev polynomials, e^(Qt) = Σ g_n T_n(P), g_n =
 * (2 − [n=0]) e^(−x) I_n(x), x = Λt (Tal-Ezer & Kosloff 1984). About √(80 x) terms do what takes
 * uniformisation x. A birth–death chain is symmetric in the scale of its steady state π, where all |T_n(P)|
 * ≤ 1; in our scale rounding grows at most by √Σ p²/π. So that sum is the condition for a leap; where it
 * fails (a spike, a jump in staff) the caller goes step by step. */
#include "erlang/day_private.h"
#include <math.h>
#include <string.h>

static const double WORTH_IT = 150.0;  /* events; below, uniformisation takes no more steps */
static const double MAX_FAR = 1e4;     /* of Σ p²/π: rounding grows a hundredfold */
static const double EDGE = 1e-18;      /* of π, its mode being 1 */
static const double NOISE = 1e-17;     /* smaller values are rounding */
static const double EDGE_MASS = 1e-14; /* more than that at a cut: the window was too small */

DAY_WIDE static void
chebyshev_step(double *restrict before, const double *restrict now, const double *restrict stay,
               const double *restrict down, double up, int lo, int hi)
{
  for (int k = lo; k <= hi; k++)
    before[k] = 2.0 * (now[k] * stay[k] + now[k - 1] * up + now[k + 1] * down[k + 1]) - before[k];
}

DAY_WIDE static void
add_both(double *restrict end, double *restrict spent, const double *restrict now, double for_end,
         double for_spent, int lo, int hi)
{
  for (int k = lo; k <= hi; k++) {
    end[k] += for_end * now[k];
    spent[k] += for_spent * now[k];
  }
}

/* Where arrivals and departures balance; −1: nowhere. */
static int
mode_of(const DayRates *r)
{
  double full = r->agents * r->serve;
  if (r->arrive <= full)
    return (int) (r->arrive / r->serve);
  double k = r->agents + (r->arrive - full) / r->leave;
  return k < DAY_MAX_STATES ? (int) k : -1;
}

/* The steady state around its mode (1 there) over a window that holds `law` and nearly all of it. FALSE:
 * the window would be far wider than the law. */
static gboolean
steady_window(DayScratch *s, const DayRates *r, const DayLaw *law, int *lo, int *hi)
{
  int mode = mode_of(r), most = law->hi + 2 * (law->hi - law->lo) + 200,
      least = MAX(0, law->lo - 2 * (law->hi - law->lo) - 200);
  if (mode < least || mode > most)
    return FALSE;
  day_law_reserve(&s->steady, most + 3);
  double *p = s->steady.p;
  int k = mode;
  p[k] = 1.0;
  for (; k < most && (k < law->hi || p[k] > EDGE); k++)
    p[k + 1] = p[k] * r->arrive / day_departure_rate(r, k + 1);
  *hi = k;
  for (k = mode; k > least && (k > law->lo || p[k] > EDGE); k--)
    p[k - 1] = p[k] * day_departure_rate(r, k) / r->arrive;
  *lo = k;
  return *hi < most && (*lo == 0 || *lo > least);
}

static gboolean
is_near(const DayScratch *s, const DayLaw *law, int lo, int hi)
{
  double total = 0.0, far = 0.0;
  for (int k = lo; k <= hi; k++)
    total += s->steady.p[k];
  for (int k = law->lo; k <= law->hi; k++)
    if (law->p[k] > NOISE)
      far += law->p[k] * law->p[k] / s->steady.p[k];
  return far * total <= MAX_FAR;
}

/* p[n] = e^(−x) I_n(x) by Miller's downward recursion, normalised by their sum; tail[n] = ∫ of it from 0 to
 * x, which is 2 Σ_{m>n} (m − n) p[m] (from I_n' = (I_{n−1} + I_{n+1}) / 2). */
static void
bessel_weights(PoissonWeights *w, double x)
{
  int n = (int) sqrt(80.0 * x) + 40;
  poisson_weights_reserve(w, n);
  w->n = n;
  double above = 0.0, now = 1e-280, sum = 0.0;
  for (int i = n + 20; i >= 0; i--) {
    if (i < n)
      w->p[i] = now;
    sum += i > 0 ? 2.0 * now : now;
    double below = above + 2.0 * i / x * now;
    above = now;
    now = below;
  }
  double first = 0.0, second = 0.0; /* Σ_{m>i} p[m], and Σ_{m>i} (m − i) p[m] */
  for (int i = n - 1; i >= 0; i--) {
    w->p[i] /= sum;
    second += first;
    w->tail[i] = 2.0 * second;
    first += w->p[i];
  }
}

/* States lo .. hi with walls at both ends; a place is kept below and above (index = state + 1). */
static void
set_chances(DayScratch *s, const DayRates *r, double top_rate, int lo, int hi)
{
  day_scratch_reserve_rates(s, hi + 4);
  double up = r->arrive / top_rate;
  for (int k = lo; k <= hi + 1; k++) {
    s->down[k] = k == lo ? 0.0 : day_departure_rate(r, k) / top_rate;
    s->stay[k] = 1.0 - (k < hi ? up : 0.0) - s->down[k];
  }
}

static void
leap(DayScratch *s, const DayRates *r, double top_rate, const DayLaw *law, DayLaw *spent, int lo, int hi)
{
  const PoissonWeights *w = &s->weights;
  double up = r->arrive / top_rate;
  day_law_zero(&s->now, hi + 6);
  day_law_zero(&s->next, hi + 6);
  day_law_zero(&s->end, hi + 6);
  day_law_zero(spent, hi + 6);
  memcpy(s->now.p + law->lo + 1, law->p + law->lo, (gsize) (law->hi - law->lo + 1) * sizeof(double));
  double *now = s->now.p, *other = s->next.p;
  for (int n = 0; n < w->n; n++) {
    double twice = n == 0 ? 1.0 : 2.0;
    add_both(s->end.p, spent->p, now, twice * w->p[n], twice * w->tail[n] / top_rate, lo + 1, hi + 1);
    chebyshev_step(other, now, s->stay - 1, s->down - 1, up, lo + 1, hi + 1);
    if (n == 0) /* T_1 = P: the recursion without its doubling, the one before being 0 */
      for (int k = lo + 1; k <= hi + 1; k++)
        other[k] *= 0.5;
    double *swap = now;
    now = other;
    other = swap;
  }
}

/* Back to index = state, without the noise at the edges, with the total set to `whole`. */
static void
take(DayLaw *to, const double *p, int lo, int hi, double whole)
{
  while (lo < hi && p[lo + 1] <= NOISE * whole)
    lo++;
  while (hi > lo && p[hi + 1] <= NOISE * whole)
    hi--;
  double total = 0.0;
  for (int k = lo; k <= hi; k++)
    total += MAX(p[k + 1], 0.0);
  g_autofree double *copy =
      g_memdup2(p + lo + 1, (gsize) (hi - lo + 1) * sizeof(double)); /* `p` may be to->p */
  day_law_zero(to, hi + 2);
  for (int k = lo; k <= hi; k++)
    to->p[k] = MAX(copy[k - lo], 0.0) * whole / total;
  to->lo = lo;
  to->hi = hi;
}

gboolean
day_leap(DayScratch *s, const DayRates *r, double duration_s, DayLaw *law, DayLaw *spent)
{
  int lo, hi;
  if (!(r->arrive > 0.0) || (r->arrive + day_departure_rate(r, law->hi)) * duration_s < WORTH_IT)
    return FALSE;
  if (!steady_window(s, r, law, &lo, &hi) || !is_near(s, law, lo, hi))
    return FALSE;
  double top_rate = r->arrive + day_departure_rate(r, hi);
  set_chances(s, r, top_rate, lo, hi);
  bessel_weights(&s->weights, top_rate * duration_s);
  leap(s, r, top_rate, law, spent, lo, hi);
  if (s->end.p[hi + 1] > EDGE_MASS || (lo > 0 && s->end.p[lo + 1] > EDGE_MASS))
    return FALSE;
  take(law, s->end.p, lo, hi, 1.0);
  take(spent, spent->p, lo, hi, duration_s);
  return TRUE;
}
