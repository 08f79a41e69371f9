/* Days on which demand and staff change every quarter-hour, from empty, against the exact day: arrivals, mean queue length, mean busy agents,
 * abandonments (of those who leave in the interval) and service level (of those who arrive in it) of every interval.
 *
 * Days are those of $MUSTER_DATA/erlang/transient_day_public.csv whose staff drops as `marked` does (exh-idle), where that is there;
 * else some made by chance and solved by the erlang room. Standard errors come from 40 batches of replications; |z| < 4 is asked of each.
 *
 * usage: sim_public_day DAYS REPLICATIONS
 */
#include "sim/extras_private.h"
#include "sim_case.h"
#include "table.h"
#include <muster/erlang.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST = 32, MOST = 64, BATCHES = 40 }; /* from 08:00 on */
#define LENGTH_S 900.0

typedef enum { ARRIVALS, QUEUE, BUSY, ABANDONS, LEVEL, N_MEASURES } Measure;
static const char *const names[N_MEASURES] = {"arrivals", "queue length", "busy agents", "abandonments", "service level"};

typedef struct {
  int n, agents[MOST];
  double rate[MOST], handle_s, patience_s, within_s;
  double exact[MOST][N_MEASURES];
} Day;

typedef struct {
  int n, beyond;
  double sum_z2, worst;
} Tally;

/* --- days --------------------------------------------------------------------------------------------------------- */

static double
uniform(guint64 number, guint64 what, double lo, double hi)
{
  return lo + (hi - lo) * muster_draw_uniform(muster_key(muster_key(19, number), what), MUSTER_DRAW_OTHER);
}

static void
by_chance(guint64 number, Day *day)
{
  MusterDayInterval exact[MOST];
  double handle[MOST], size = exp(uniform(number, 0, log(3), log(40)));
  *day = (Day) {.n = 20, .handle_s = uniform(number, 1, 60, 600), .patience_s = uniform(number, 2, 60, 600), .within_s = 20};
  for (int i = 0; i < day->n; i++) {
    handle[i] = day->handle_s;
    day->rate[i] = size * uniform(number, 10 + (guint64) i, 0.5, 1.2) / day->handle_s;
    day->agents[i] = (int) ceil(size * uniform(number, 50 + (guint64) i, 0.5, 1.2));
  }
  MusterDayInput in = {.n = day->n, .interval_s = LENGTH_S, .arrival_per_s = day->rate, .handle_s = handle, .agents = day->agents,
                       .patience_s = day->patience_s, .within_s = day->within_s, .drop = MUSTER_DAY_EXH_IDLE};
  if (!muster_day_solve(&in, exact, NULL))
    g_error("the exact day cannot be solved");
  for (int i = 0; i < day->n; i++) {
    const double values[N_MEASURES] = {exact[i].arrivals, exact[i].mean_queue, exact[i].mean_busy, exact[i].abandons, exact[i].sl_answered};
    memcpy(day->exact[i], values, sizeof values);
  }
}

/* The day that begins in the row; *row moves behind it. FALSE when its staff drops otherwise. */
static gboolean
of_table(const Table *table, guint *row, Day *day)
{
  const char *name = table_text(table, *row, "day");
  gboolean applies = strcmp(table_text(table, *row, "staff_drop_discipline"), "exh-idle") == 0;
  *day = (Day) {.handle_s = table_number(table, *row, "aht_s"), .patience_s = table_number(table, *row, "patience_s"),
                .within_s = table_number(table, *row, "threshold_s")};
  for (; *row < table->row->len && strcmp(table_text(table, *row, "day"), name) == 0; (*row)++) {
    static const char *const columns[N_MEASURES] = {"exp_arrivals", "mean_queue", "mean_busy", "exp_abandons", "sl_answered_in_T_of_offered"};
    int i = day->n++;
    g_assert(i < MOST && table_number(table, *row, "interval_s") == LENGTH_S);
    day->rate[i] = table_number(table, *row, "arrival_rate_per_s");
    day->agents[i] = (int) table_number(table, *row, "agents");
    for (int m = 0; m < N_MEASURES; m++)
      day->exact[i][m] = table_number(table, *row, columns[m]);
  }
  return applies;
}

/* --- simulating --------------------------------------------------------------------------------------------------- */

/* Adds what one replication has over the exact value to the batch; the service level as answered in time less its share of arrivals. */
static void
add_replication(SimEngine *e, const Day *day, double sum[MOST][N_MEASURES])
{
  const GArray *trace = sim_trace_rows(e->extras->trace);
  for (int i = 0; i < day->n; i++) {
    const gint64 *x = sim_cell(e, (guint32) (FIRST + i), 0)->x, *g = sim_group_cell(e, (guint32) (FIRST + i), 0)->x;
    double idle = sim_seconds((double) (g[SIM_G_PRESENT] - g[SIM_G_BUSY])) / LENGTH_S;
    sum[i][ARRIVALS] += (double) x[SIM_Q_ARRIVED] - day->exact[i][ARRIVALS];
    sum[i][QUEUE] += sim_seconds((double) x[SIM_Q_AREA]) / LENGTH_S - day->exact[i][QUEUE];
    sum[i][BUSY] += day->agents[i] - idle - day->exact[i][BUSY];
    sum[i][ABANDONS] -= day->exact[i][ABANDONS];
    sum[i][LEVEL] += (double) x[SIM_Q_WITHIN] - day->exact[i][LEVEL] * (double) x[SIM_Q_ARRIVED];
  }
  for (guint k = 0; k < trace->len; k++) {
    const SimTraceRow *row = &g_array_index(trace, SimTraceRow, k);
    int i = (int) (sim_seconds((double) (row->arrived + row->wait)) / LENGTH_S) - FIRST;
    if (row->agent == SIM_NOBODY && row->loss == SIM_ABANDONED && i >= 0 && i < day->n)
      sum[i][ABANDONS]++;
  }
}

/* What happens in few replications only (an idle agent in an overloaded interval) has no standard error to speak of. */
static gboolean
seen_enough(const Day *day, int i, Measure m, int replications)
{
  double exact = day->exact[i][m], rare = exact;
  if (m == BUSY)
    rare = day->agents[i] - exact;
  else if (m == LEVEL)
    rare = MIN(exact, 1 - exact) * day->exact[i][ARRIVALS];
  return rare * replications >= 20;
}

static void
judge(const double sum[BATCHES][MOST][N_MEASURES], const Day *day, int replications, Tally tally[N_MEASURES])
{
  for (int i = 0; i < day->n; i++)
    for (int m = 0; m < N_MEASURES; m++) {
      double mean = 0, square = 0;
      for (int b = 0; b < BATCHES; b++) {
        mean += sum[b][i][m] / BATCHES;
        square += sum[b][i][m] * sum[b][i][m] / BATCHES;
      }
      if (!seen_enough(day, i, (Measure) m, replications))
        continue;
      double error = sqrt(MAX(0, square - mean * mean) / (BATCHES - 1)), z = mean / error;
      tally[m].n++;
      tally[m].sum_z2 += z * z;
      tally[m].worst = MAX(tally[m].worst, fabs(z));
      tally[m].beyond += !(fabs(z) < 4);
      if (!(fabs(z) < 4))
        printf("WRONG %s of interval %d: z %.2f\n", names[m], i, z);
    }
}

static void
set_up(SimCase *k, const Day *day, MusterStep *steps)
{
  case_init(k, 1, 1, 1, 8, 8 + day->n * LENGTH_S / H);
  muster_grid_unref(k->c.grid);
  muster_demand_free(k->demand);
  k->c.interval_s = (int) LENGTH_S;
  k->c.grid = muster_grid_new(k->c.zone, k->c.from, 1, k->c.interval_s, NULL);
  k->demand = muster_demand_new(&k->c);
  case_serve(k, 0, 0, 1, 1);
  case_dist(&k->queue[0].handle, "exponential", day->handle_s, NAN);
  if (!isinf(day->patience_s))
    case_dist(&k->queue[0].patience, "exponential", day->patience_s, NAN);
  k->queue[0].target.within_s = day->within_s;
  for (int i = 0; i < day->n; i++) {
    k->demand->queue[0].contacts[FIRST + i] = day->rate[i] * LENGTH_S;
    steps[i] = (MusterStep) {127, (int) ((FIRST + i) * LENGTH_S), day->agents[i]};
  }
  k->group[0].on_duty = (MusterSteps) {.n = day->n, .step = steps};
  k->options.kernel = MUSTER_SIM_KERNEL_EVENTS;
}

static void
run_day(const Day *day, int replications, guint64 seed, Tally tally[N_MEASURES])
{
  SimCase k;
  MusterStep steps[MOST];
  set_up(&k, day, steps);
  k.options.seed = seed;
  g_autoptr(MusterSim) sim = case_sim(&k);
  g_autofree double(*sum)[MOST][N_MEASURES] = g_malloc0(sizeof(double[BATCHES][MOST][N_MEASURES]));
  SimEngine *e = sim_engine_new(sim);
  e->extras = sim_extras_new(sim, TRUE);
  for (int r = 0; r < replications; r++) {
    g_autoptr(GError) error = NULL;
    if (!sim_engine_run(e, r, &error))
      g_error("%s", error->message);
    add_replication(e, day, sum[r % BATCHES]);
  }
  judge((const double(*)[MOST][N_MEASURES]) sum, day, replications, tally);
  sim_engine_free(e);
  case_clear(&k);
}

int
main(int argc, char **argv)
{
  int most = argc > 1 ? atoi(argv[1]) : 10, replications = argc > 2 ? atoi(argv[2]) : 2000, n_days = 0, bad = 0;
  const char *folder = g_getenv("MUSTER_DATA");
  g_autofree char *path = folder != NULL && *folder != '\0' ? g_build_filename(folder, "erlang", "transient_day_public.csv", NULL) : NULL;
  g_auto(Table) table = {0};
  Tally tally[N_MEASURES] = {0};
  Day day;
  if (path != NULL && table_read(&table, path)) {
    for (guint row = 0; row < table.row->len && n_days < most;)
      if (of_table(&table, &row, &day))
        run_day(&day, replications, (guint64) ++n_days, tally);
  } else {
    printf("no $MUSTER_DATA/erlang/transient_day_public.csv: days made by chance\n");
    for (; n_days < MIN(most, 50); n_days++) {
      by_chance((guint64) n_days, &day);
      run_day(&day, replications, (guint64) n_days + 1, tally);
    }
  }
  for (int m = 0; m < N_MEASURES; m++) {
    printf("%s: %d intervals of %d days, %d replications in %d batches: %d beyond |z| = 4, greatest %.2f, mean z² %.2f\n", names[m],
           tally[m].n, n_days, replications, BATCHES, tally[m].beyond, tally[m].worst, tally[m].sum_z2 / MAX(tally[m].n, 1));
    bad += tally[m].beyond > 0 || tally[m].n == 0;
  }
  return bad == 0 ? 0 : 1;
}
