/* The simulator with finite lines in long steady runs against M/M/n/K(+M): blocking, abandonment, queue length, wait, busy agents.
 *
 * Cases are rows of $MUSTER_DATA/erlang/mmnk_public.csv where that is there, else made by chance; exact values are those of the erlang
 * room, which is tested against that table on its own. Replications are batches that begin warm; |z| < 4 is asked of every measure that
 * has seen enough.
 *
 * usage: sim_lines CASES CONTACTS   (per case)
 */
#include "sim_case.h"
#include "table.h"
#include <muster/erlang.h>
#include <stdio.h>
#include <stdlib.h>

#define BATCHES 64
#define ENOUGH 2000 /* contacts on either side of a share, in all batches */
#define WITHIN_S 20

typedef struct {
  int agents, lines;
  double load_erl, handle_s, patience_s; /* patience INFINITY: nobody abandons */
} Station;

static int n_measures, n_bad;
static double sum_z2;

static void
judge(const Station *s, const char *what, const MusterMeasure *m, double exact)
{
  if (!(m->upper > m->lower) && fabs(m->mean - exact) < 1e-6)
    return; /* always so */
  double z = (m->mean - exact) / ((m->upper - m->lower) / 2 / muster_interval_student(BATCHES));
  gboolean ok = fabs(z) < 4;
  n_measures++;
  n_bad += !ok;
  sum_z2 += z * z;
  if (!ok || g_getenv("MUSTER_VERBOSE") != NULL)
    printf("%s%d agents, %d lines, %g erl of %g s, patience %g s: %s %.8g, exact %.8g, z %.2f\n", ok ? "" : "WRONG ", s->agents,
           s->lines, s->load_erl, s->handle_s, s->patience_s, what, m->mean, exact, z);
}

/* One queue and one group, open from midnight on; the blocked are offered, so that shares are of all. */
static MusterOutcome *
run(const Station *s, double contacts, guint64 number, double *expected)
{
  SimCase k;
  double rate = s->load_erl / s->handle_s;
  /* What is forgotten last: by impatience, or, near a load of 1, by a random walk over the waiting places. */
  double places = s->lines - s->agents, walk_s = 2 * places * places * s->handle_s / s->agents / (G_PI * G_PI);
  double memory_s = MAX(s->handle_s, isinf(s->patience_s) ? walk_s : MIN(walk_s, s->patience_s));
  double length_s = MAX(1800, floor(MIN(contacts / BATCHES / rate, 20 * 86400.0) / 1800) * 1800);
  int n_days = (int) ceil(length_s / 86400);
  case_init(&k, 1, 1, n_days, 0, n_days == 1 ? length_s / H : 24);
  case_serve(&k, 0, 0, 1, 1);
  case_on_duty(&k, 0, s->agents);
  case_dist(&k.queue[0].handle, "exponential", s->handle_s, NAN);
  if (!isinf(s->patience_s))
    case_dist(&k.queue[0].patience, "exponential", s->patience_s, NAN);
  for (int i = 0; i < k.c.grid->n; i++)
    k.demand->queue[0].contacts[i] = n_days > 1 || i * 1800 < length_s ? rate * 1800 : 0;
  *expected = rate * (n_days > 1 ? n_days * 86400.0 : length_s);
  k.demand->counts = MUSTER_COUNTS_FRESH;
  k.c.lines = (MusterLines) {s->lines, 1};
  k.c.blocked_is_offered = TRUE;
  k.queue[0].target.within_s = WITHIN_S;
  k.c.simulate.warm_up_s = MIN(ceil(12 * memory_s), 40 * 86400.0);
  k.options.replications = BATCHES;
  k.options.seed = muster_key(20261109, number);
  k.options.all_measures = FALSE;
  MusterOutcome *out = case_run(&k);
  case_clear(&k);
  return out;
}

static void
check(const Station *s, double contacts, guint64 number)
{
  MusterErlangLines exact;
  if (!muster_erlang_lines(s->load_erl, s->handle_s, s->patience_s, s->agents, s->lines, WITHIN_S, &exact, NULL))
    return;
  double expected;
  g_autoptr(MusterOutcome) out = run(s, contacts, number, &expected);
  const MusterMeasure *m = out->queue[0].m;
  double all = expected * BATCHES;
  if (all * exact.p_block > ENOUGH && all * (1 - exact.p_block) > ENOUGH)
    judge(s, "blocked", &m[MUSTER_MEASURE_BLOCKED], exact.p_block * expected);
  if (all * exact.p_abandon > ENOUGH)
    judge(s, "abandonment", &m[MUSTER_MEASURE_ABANDONMENT], exact.p_abandon);
  if (all * exact.p_served_within > ENOUGH && all * (1 - exact.p_served_within) > ENOUGH)
    judge(s, "service level", &m[MUSTER_MEASURE_SERVICE_LEVEL], exact.p_served_within);
  if (all * exact.p_wait > ENOUGH) {
    judge(s, "queue length", &out->queue_interval[0].m[MUSTER_MEASURE_QUEUE_LENGTH_MEAN], exact.queue_length);
    judge(s, "wait of the answered", &m[MUSTER_MEASURE_ASA], exact.wait_served_s);
  }
  judge(s, "occupancy", &out->group[0].m[MUSTER_GROUP_OCCUPANCY], exact.occupancy);
}

static double
uniform(guint64 number, guint64 what, double lo, double hi)
{
  return lo + (hi - lo) * muster_draw_uniform(muster_key(muster_key(77, number), what), MUSTER_DRAW_OTHER);
}

static Station
by_chance(guint64 number)
{
  Station s = {.agents = (int) exp(uniform(number, 0, 0, log(80))), .handle_s = uniform(number, 1, 30, 300), .patience_s = INFINITY};
  s.lines = s.agents + (int) uniform(number, 2, 0, 1 + s.agents);
  s.load_erl = s.agents * uniform(number, 3, 0.6, 1.4);
  if (uniform(number, 4, 0, 1) < 0.6)
    s.patience_s = s.handle_s * exp(uniform(number, 5, log(0.1), log(5)));
  return s;
}

/* Row `number` of the table, of those small enough to be simulated in no time. */
static gboolean
of_table(const Table *table, guint64 number, Station *s)
{
  guint row = (guint) (number * 37 % table->row->len);
  *s = (Station) {.agents = (int) table_number(table, row, "agents"), .lines = (int) table_number(table, row, "lines"),
                  .load_erl = table_number(table, row, "load_erl"), .handle_s = table_number(table, row, "aht_s"),
                  .patience_s = table_number(table, row, "patience_s")};
  return s->agents <= 300 && s->lines <= 600 && s->load_erl > 0.2;
}

int
main(int argc, char **argv)
{
  int n = argc > 1 ? atoi(argv[1]) : 20;
  double contacts = argc > 2 ? atof(argv[2]) : 100000;
  const char *folder = g_getenv("MUSTER_DATA");
  g_autofree char *path = folder != NULL && *folder != '\0' ? g_build_filename(folder, "erlang", "mmnk_public.csv", NULL) : NULL;
  g_auto(Table) table = {0};
  gboolean has_table = path != NULL && table_read(&table, path);
  if (!has_table)
    printf("no $MUSTER_DATA/erlang/mmnk_public.csv: stations made by chance\n");
  for (int i = 0; i < n; i++) {
    Station s = by_chance((guint64) i);
    if (has_table && !of_table(&table, (guint64) i, &s))
      continue;
    check(&s, contacts, (guint64) i);
  }
  double mean = sum_z2 / MAX(n_measures, 1), spread = 5 * sqrt(2.0 / MAX(n_measures, 1));
  gboolean ok = n_bad == 0 && n_measures > 0 && fabs(mean - 1) < MAX(0.2, spread);
  printf("%d stations with lines: %d measures, %d beyond |z| = 4, mean z² %.2f\n", n, n_measures, n_bad, mean);
  return ok ? 0 : 1;
}
