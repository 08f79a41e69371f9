/* Waits within a day. A contact that finds j ahead (those in service included) is served when fewer than `agents` are left ahead; who
 * comes later does not matter, so those ahead are a pure death process. Solved backwards from the deadline, by uniformisation. */
#include "erlang/day_private.h"
#include <math.h>
#include <string.h>

/* One step: next[j] = now[j] (1 − fall − own) + now[j−1] fall, for j = agents .. top; below agents it is 1. */
static void
step_back(double *restrict next, const double *restrict now, const double *restrict fall, double own, int from, int top)
{
  double below = 1.0;
  for (int j = from; j <= top; j++) {
    next[j] = now[j] * (1.0 - fall[j] - own) + below * fall[j];
    below = now[j];
  }
}

static void
run(DayScratch *s, double *value, const double *fall, double own, int from, int top)
{
  double *now = s->reach[0], *next = s->reach[1], *sum = s->reach[2];
  gsize bytes = (gsize) (top - from + 1) * sizeof(double);
  memcpy(now + from, value + from, bytes);
  memset(sum + from, 0, bytes);
  const PoissonWeights *w = &s->weights;
  for (int n = 0; n < w->n; n++) {
    for (int j = from; j <= top; j++)
      sum[j] += w->p[n] * now[j];
    step_back(next, now, fall, own, from, top);
    double *swap = now;
    now = next;
    next = swap;
  }
  memcpy(value + from, sum + from, bytes);
}

void
day_reach_evolve(DayScratch *s, const DayRates *r, double duration_s, DayReach *reach)
{
  int from = r->agents, top = reach->top;
  double top_rate = day_departure_rate(r, MAX(top, from)) + r->leave;
  if (top < from || duration_s <= 0.0 || top_rate <= 0.0)
    return;
  if (s->reach_size < top + 1) {
    s->reach_size = top + top / 2 + 64;
    for (guint i = 0; i < G_N_ELEMENTS(s->reach); i++)
      s->reach[i] = g_renew(double, s->reach[i], s->reach_size);
  }
  double *fall = s->reach[3];
  for (int j = from; j <= top; j++)
    fall[j] = day_departure_rate(r, j) / top_rate;
  poisson_weights_set(&s->weights, top_rate * duration_s);
  run(s, reach->virtual_wait, fall, 0.0, from, top);
  if (r->leave > 0.0)
    run(s, reach->answered, fall, r->leave / top_rate, from, top);
  else
    memcpy(reach->answered + from, reach->virtual_wait + from, (gsize) (top - from + 1) * sizeof(double));
}
