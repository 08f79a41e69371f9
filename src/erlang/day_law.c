/* Laws of the number in system: memory, Poisson weights, and what a change of staff does. */
#include "erlang/day_private.h"
#include <math.h>
#include <string.h>

void
day_law_init(DayLaw *law)
{
  *law = (DayLaw){0};
  day_law_reserve(law, 64);
  law->p[0] = 1.0;
}

void
day_law_clear(DayLaw *law)
{
  g_free(law->p);
  *law = (DayLaw){0};
}

void
day_law_reserve(DayLaw *law, int size)
{
  if (size <= law->size)
    return;
  law->p = g_renew(double, law->p, size);
  memset(law->p + law->size, 0, (gsize) (size - law->size) * sizeof(double));
  law->size = size;
}

void
day_law_zero(DayLaw *law, int size)
{
  day_law_reserve(law, size);
  memset(law->p, 0, (gsize) law->size * sizeof(double));
  law->lo = size;
  law->hi = -1;
}

void
day_law_copy(DayLaw *to, const DayLaw *from)
{
  day_law_zero(to, from->hi + 2);
  memcpy(to->p + from->lo, from->p + from->lo, (gsize) (from->hi - from->lo + 1) * sizeof(double));
  to->lo = from->lo;
  to->hi = from->hi;
}

void
poisson_weights_clear(PoissonWeights *w)
{
  g_free(w->p);
  g_free(w->tail);
  *w = (PoissonWeights){0};
}

void
poisson_weights_reserve(PoissonWeights *w, int n)
{
  if (n <= w->size)
    return;
  w->size = n + n / 2;
  w->p = g_renew(double, w->p, w->size);
  w->tail = g_renew(double, w->tail, w->size);
}

/* Outwards from the mode by ratios, then over their sum (Fox & Glynn 1988). Beyond mean + 9 √mean + 40 less
 * than 1e-17 is left. */
void
poisson_weights_set(PoissonWeights *w, double mean)
{
  int mode = (int) mean, n = (int) (mean + 9.0 * sqrt(mean) + 40.0);
  poisson_weights_reserve(w, n);
  w->n = n;
  w->p[mode] = 1.0;
  for (int i = mode; i > 0; i--)
    w->p[i - 1] = w->p[i] * (i / mean);
  for (int i = mode + 1; i < n; i++)
    w->p[i] = w->p[i - 1] * (mean / i);
  double all = 0.0, above = 0.0;
  for (int i = 0; i < n; i++)
    all += w->p[i];
  for (int i = n - 1; i >= 0; i--) { /* smallest first */
    w->p[i] /= all;
    w->tail[i] = above;
    above += w->p[i];
  }
  while (w->n > 1 && w->p[w->n - 1] < 1e-16)
    w->n--;
}

/* Busy leavers go with their contacts: from k the number in system falls by those. */
static void
drop_idle_first(DayLaw *law, int before, int after)
{
  for (int k = MAX(law->lo, after + 1); k <= law->hi; k++) {
    double mass = law->p[k];
    law->p[k] = 0.0;
    law->p[k - (MIN(k, before) - after)] += mass;
  }
  law->lo = MIN(law->lo, after);
  law->hi = law->hi > before ? law->hi - (before - after) : MIN(law->hi, after);
}

/* P(l of the leavers are busy): hypergeometric, by ratios from the mode. */
static void
spread_random(DayLaw *law, int k, int before, int leave, double *share)
{
  int busy = MIN(k, before), least = MAX(0, busy - (before - leave)), most = MIN(busy, leave);
  int mode = CLAMP((int) (((double) leave + 1) * ((double) busy + 1) / ((double) before + 2)), least, most);
  share[mode] = 1.0;
  double total = 1.0;
  for (int l = mode + 1; l <= most; l++) {
    share[l] = share[l - 1] * ((double) (busy - l + 1) * (leave - l + 1)) /
               ((double) l * (before - busy - leave + l));
    total += share[l];
  }
  for (int l = mode - 1; l >= least; l--) {
    share[l] = share[l + 1] * ((double) (l + 1) * (before - busy - leave + l + 1)) /
               ((double) (busy - l) * (leave - l));
    total += share[l];
  }
  double mass = law->p[k] / total;
  law->p[k] = 0.0;
  for (int l = least; l <= most; l++)
    law->p[k - l] += mass * share[l]; /* k − l ≤ k: only states done already */
}

static void
drop_random(DayLaw *law, int before, int after)
{
  g_autofree double *share = g_new(double, before - after + 1);
  int hi = law->hi > before ? law->hi - (before - after) : law->hi;
  for (int k = law->lo; k <= law->hi; k++)
    if (law->p[k] > 0.0)
      spread_random(law, k, before, before - after, share);
  law->lo = MAX(0, law->lo - (before - after));
  law->hi = MAX(hi, law->lo);
}

void
day_change_staff(DayLaw *law, MusterDayDrop drop, int before, int after)
{
  if (after >= before || drop == MUSTER_DAY_PREEMPT)
    return;
  if (drop == MUSTER_DAY_EXH_IDLE)
    drop_idle_first(law, before, after);
  else
    drop_random(law, before, after);
}
