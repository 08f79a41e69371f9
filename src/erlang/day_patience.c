/* Patience that is not exponential: who of those that wait gives up, by place in the queue. */
#include "erlang/day_phase_private.h"
#include <math.h>

static int
place_of(const PhasePatience *p, double waited_s)
{
  double place = waited_s / p->step_s;
  return place < p->n - 2 ? (int) place : p->n - 2;
}

double
phase_patience_at(const PhasePatience *p, double waited_s)
{
  int i = place_of(p, waited_s);
  return p->cumulative[i] + (waited_s / p->step_s - i) * (p->cumulative[i + 1] - p->cumulative[i]);
}

void
phase_patience_init(PhasePatience *p, int n, double step_s, const double *cumulative)
{
  *p = (PhasePatience){.step_s = step_s, .n = n, .cumulative = g_memdup2(cumulative, (gsize) n * sizeof(double))};
}

void
phase_patience_clear(PhasePatience *p)
{
  g_free(p->cumulative);
  *p = (PhasePatience){0};
}

void
phase_patience_leave(const PhasePatience *p, double arrive, double serve, double elapsed_s, int n, double *leave)
{
  double slope = p->cumulative[1] / p->step_s, sum = 0.0;
  for (int m = 0; m <= n; m++) {
    leave[m] = sum;
    double rate = fmax(fmax(arrive, serve + sum), 1e-9);
    sum += p->n == 2 ? slope
                     : rate * (phase_patience_at(p, elapsed_s + (m + 1) / rate) - phase_patience_at(p, elapsed_s + m / rate));
  }
}
