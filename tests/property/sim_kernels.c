/* The recursion against the event engine: on random days of one queue and one group both count the same, interval by
 * interval, to the last tick: staff that rises and drops to nobody, spikes, nights, warm-ups, four distributions of handle times.
 */
#include "sim/recursion_private.h"
#include "sim_case.h"
#include <stdio.h>
#include <stdlib.h>

static guint64 seed = 1;

typedef struct {
  guint64 number, draw;
} Chance;

static double
uniform(Chance *c, double lo, double hi)
{
  return lo + (hi - lo) * muster_draw_uniform(muster_key(muster_key(seed, c->number), c->draw++), MUSTER_DRAW_OTHER);
}

static void
make(SimCase *k, Chance *c)
{
  static const char *const kinds[] = {"lognormal", "exponential", "gamma", "fixed"};
  case_init(k, 1, 1, 1 + (int) uniform(c, 0, 2), 8, uniform(c, 0, 1) < 0.5 ? 18 : 24);
  k->demand->counts = MUSTER_COUNTS_FRESH;
  int kind = (int) uniform(c, 0, 4);
  double mean_s = exp(uniform(c, log(0.01), log(4000)));
  case_dist(&k->queue[0].handle, kinds[kind], mean_s, kind == 1 || kind == 3 ? NAN : uniform(c, 0.3, 4));
  if (uniform(c, 0, 1) < 0.7)
    case_dist(&k->queue[0].patience, uniform(c, 0, 1) < 0.8 ? "exponential" : "fixed", uniform(c, 1, 600), NAN);
  if (uniform(c, 0, 1) < 0.3)
    case_dist(&k->queue[0].after_call, "exponential", uniform(c, 1, 60), NAN);
  k->queue[0].has_target = uniform(c, 0, 1) < 0.8;
  case_serve(k, 0, 0, 1, 1)->pace = uniform(c, 0.5, 1.5);
  double load = exp(uniform(c, log(0.2), log(60)));
  for (double clock_h = 8; clock_h < 24; clock_h += 2.5)
    case_step(k, 0, clock_h, uniform(c, 0, 1) < 0.1 ? 0 : floor(uniform(c, 0.3, 2) * load + 0.5));
  for (int i = 0; i < k->c.grid->n; i++)
    k->demand->queue[0].contacts[i] = uniform(c, 0, 1) < 0.1 ? 0 : MIN(uniform(c, 0.3, 1.6) * load * 1800 / mean_s, 3000);
  k->c.simulate.warm_up_s = uniform(c, 0, 1) < 0.3 ? uniform(c, 0, 5000) : 0;
  k->demand->interval_cv = uniform(c, 0, 1) < 0.3 ? uniform(c, 0, 1) : 0;
  k->c.service_level = (MusterServiceLevel) (int) uniform(c, 0, 5); /* all but the virtual wait, which the recursion leaves to the events */
  k->c.simulate.replications = 4;
  k->options.all_measures = FALSE;
}

static gboolean
check(guint64 number)
{
  SimCase k;
  Chance chance = {number, 0};
  make(&k, &chance);
  k.options.kernel = MUSTER_SIM_KERNEL_AUTO;
  g_autoptr(MusterSim) sim = case_sim(&k);
  gboolean fits = sim_recursion_fits(sim);
  g_autoptr(MusterOutcome) recursion = case_run(&k);
  k.options.kernel = MUSTER_SIM_KERNEL_EVENTS;
  g_autoptr(MusterOutcome) events = case_run(&k);
  gboolean ok = fits && case_same(recursion, events);
  if (!ok)
    printf("day %d of seed %" G_GUINT64_FORMAT ": %s\n", (int) number, seed, fits ? "the kernels differ" : "the recursion does not take it");
  case_clear(&k);
  return ok;
}

int
main(int argc, char **argv)
{
  int n = argc > 1 ? atoi(argv[1]) : 100, failed = 0;
  seed = argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : seed;
  for (int i = 0; i < n; i++)
    failed += !check((guint64) i);
  printf("seed %" G_GUINT64_FORMAT ": %d random days, %d failed\n", seed, n, failed);
  return failed == 0 ? 0 : 1;
}
