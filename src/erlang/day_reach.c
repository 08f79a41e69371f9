/* Waits within a day. A contact that finds j ahead (those in service included) is served when fewer than
 * `agents` are left ahead; who comes later does not matter, so those ahead are a pure death process. Solved
 * backwards from the deadline, by uniformisation. */
#include "erlang/day_private.h"
#include <math.h>
#include <string.h>

/* States agents .. top are at 1 .. m of the arrays; at 0 stands 1, the turn that has come. One step for
 * both questions: what is there now goes into the sums, then next[i] = now[i] stay[i] + now[i − 1] fall[i].
 */
typedef struct {
  double *now, *next, *sum, *stay;
} Chain;

DAY_WIDE static void
step_back(double *restrict next, const double *restrict now, double *restrict sum,
          const double *restrict stay, const double *restrict fall, double weight, int m)
{
  for (int i = 1; i <= m; i++) {
    sum[i] += weight * now[i];
    next[i] = now[i] * stay[i] + now[i - 1] * fall[i];
  }
}

static void
chain_run(Chain *c, const PoissonWeights *w, const double *fall, int m)
{
  c->now[0] = c->next[0] = 1.0;
  memset(c->sum, 0, (gsize) (m + 1) * sizeof(double));
  for (int n = 0; n < w->n; n++) {
    step_back(c->next, c->now, c->sum, c->stay, fall, w->p[n], m);
    double *swap = c->now;
    c->now = c->next;
    c->next = swap;
  }
}

static void
reserve(DayScratch *s, int size)
{
  if (s->reach_size >= size)
    return;
  s->reach_size = size + size / 2 + 64;
  for (guint i = 0; i < REACH_ARRAYS; i++)
    s->reach[i] = g_renew(double, s->reach[i], s->reach_size);
}

void
day_reach_evolve(DayScratch *s, const DayRates *r, double duration_s, DayReach *reach)
{
  int from = r->agents, m = reach->top - from + 1;
  double top_rate = day_departure_rate(r, MAX(reach->top, from)) + r->leave;
  if (m < 1 || duration_s <= 0.0 || top_rate <= 0.0)
    return;
  reserve(s, m + 1);
  double *fall = s->reach[0];
  Chain plain = {s->reach[1], s->reach[2], s->reach[3], s->reach[4]};
  Chain own = {s->reach[5], s->reach[6], s->reach[7], s->reach[8]};
  for (int i = 1; i <= m; i++) {
    fall[i] = day_departure_rate(r, from + i - 1) / top_rate;
    plain.stay[i] = 1.0 - fall[i];
    own.stay[i] = 1.0 - fall[i] - r->leave / top_rate;
    plain.now[i] = reach->virtual_wait[from + i - 1];
    own.now[i] = reach->answered[from + i - 1];
  }
  poisson_weights_set(&s->weights, top_rate * duration_s);
  gsize bytes = (gsize) m * sizeof(double);
  chain_run(&plain, &s->weights, fall, m);
  memcpy(reach->virtual_wait + from, plain.sum + 1, bytes);
  if (r->leave > 0.0) {
    chain_run(&own, &s->weights, fall, m);
    memcpy(reach->answered + from, own.sum + 1, bytes);
  } else {
    memcpy(reach->answered + from, plain.sum + 1, bytes);
  }
}
