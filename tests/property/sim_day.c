/* Days on which demand and staff change every half-hour, against the exact day: service level, queue length and idle time of each
 * interval. Staff drops as `marked` does: idle agents go first, busy ones finish their contact (exh-idle of the exact day).
 * The 95 % intervals must cover the exact values in 93 to 97 of 100 cases (of some thousands, which depend on each other).
 */
#include "sim_case.h"
#include <muster/erlang.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST = 16, N = 20, WITHIN_S = 20 };

static guint64 seed = 7;

typedef struct {
  double rate[N], handle[N], patience_s;
  int agents[N];
  MusterDayInterval exact[N];
} Day;

static double
uniform(guint64 number, guint64 what, double lo, double hi)
{
  return lo + (hi - lo) * muster_draw_uniform(muster_key(muster_key(seed, number), what), MUSTER_DRAW_OTHER);
}

static void
make(guint64 number, Day *day)
{
  double size = exp(uniform(number, 0, log(4), log(60))), handle_s = uniform(number, 1, 60, 600);
  day->patience_s = uniform(number, 2, 60, 600);
  for (int i = 0; i < N; i++) {
    double load = size * uniform(number, 10 + (guint64) i, 0.5, 1.2);
    day->rate[i] = load / handle_s;
    day->handle[i] = handle_s;
    day->agents[i] = (int) ceil(size * uniform(number, 50 + (guint64) i, 0.5, 1.2));
  }
  MusterDayInput in = {.n = N, .interval_s = 1800, .arrival_per_s = day->rate, .handle_s = day->handle, .agents = day->agents,
                       .patience_s = day->patience_s, .within_s = WITHIN_S, .drop = MUSTER_DAY_EXH_IDLE};
  if (!muster_day_solve(&in, day->exact, NULL))
    g_error("the exact day cannot be solved");
}

typedef struct { int intervals, covered; } Tally;

static void
judge(Tally *tally, const MusterMeasure *m, double exact)
{
  if (!(m->upper > m->lower))
    return; /* the same in every replication */
  tally->intervals++;
  tally->covered += m->lower <= exact && exact <= m->upper;
}

static void
run_day(guint64 number, int replications, Tally tally[3])
{
  Day day;
  make(number, &day);
  SimCase k;
  case_init(&k, 1, 1, 1, 8, 18);
  case_serve(&k, 0, 0, 1, 1);
  case_dist(&k.queue[0].handle, "exponential", day.handle[0], NAN);
  case_dist(&k.queue[0].patience, "exponential", day.patience_s, NAN);
  MusterStep steps[N];
  for (int i = 0; i < N; i++) {
    k.demand->queue[0].contacts[FIRST + i] = day.rate[i] * 1800;
    steps[i] = (MusterStep) {127, (FIRST + i) * 1800, day.agents[i]};
  }
  k.group[0].on_duty = (MusterSteps) {.n = N, .step = steps};
  k.options.replications = replications;
  k.options.seed = number;
  k.options.all_measures = FALSE;
  gboolean virtual_wait = number % 2 == 1; /* every other day by the wait that endless patience would see */
  if (virtual_wait)
    k.c.service_level = MUSTER_SL_VIRTUAL_WAIT;
  g_autoptr(MusterOutcome) out = case_run(&k);
  for (int i = 0; i < N; i++) {
    const MusterMeasure *m = out->queue_interval[FIRST + i].m;
    judge(&tally[0], &m[MUSTER_MEASURE_SERVICE_LEVEL], virtual_wait ? day.exact[i].sl_virtual : day.exact[i].sl_answered);
    judge(&tally[1], &m[MUSTER_MEASURE_QUEUE_LENGTH_MEAN], day.exact[i].mean_queue);
    judge(&tally[2], &out->group_interval[FIRST + i].m[MUSTER_GROUP_IDLE], (day.agents[i] - day.exact[i].mean_busy) * 1800);
  }
  case_clear(&k);
}

int
main(int argc, char **argv)
{
  static const char *const names[] = {"service level", "queue length", "idle time"};
  int n_days = argc > 1 ? atoi(argv[1]) : 100, replications = argc > 2 ? atoi(argv[2]) : 1000, bad = 0;
  seed = argc > 3 ? g_ascii_strtoull(argv[3], NULL, 10) : seed;
  Tally tally[3] = {0};
  for (int d = 0; d < n_days; d++)
    run_day((guint64) d, replications, tally);
  for (int k = 0; k < 3; k++) {
    double n = tally[k].intervals, share = tally[k].covered / n, spread = MAX(0.02, 5 * sqrt(0.95 * 0.05 / n));
    bad += fabs(share - 0.95) > spread;
    printf("seed %" G_GUINT64_FORMAT ", %d days, %d replications: %s: %.1f %% of %d intervals cover the exact value\n", seed,
           n_days, replications, names[k], 100 * share, tally[k].intervals);
  }
  return bad == 0 ? 0 : 1;
}
