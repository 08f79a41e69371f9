/* Chats in long steady runs against exact values.
 *
 * The chain of the erlang room keeps chats spread evenly over the agents: it is exact for one agent and, but for who is busy, where
 * chats do not slow one another. The simulator's chats stay with their agents, so that several agents need a chain of
 * their own: how many agents have 0, 1, 2, … chats open, and how many wait behind full hands. It is solved here by elimination.
 * |z| < 4 is asked of every measure that has seen enough, with standard errors from independent batches, and the mean of z²
 * must lie near 1. Rows of $MUSTER_DATA/erlang/erlang_chat_public.csv give cases where it is there.
 */
#include "sim_case.h"
#include "table.h"
#include <muster/erlang.h>
#include <stdio.h>
#include <stdlib.h>

#define BATCHES 64
#define MOST_SLOTS 8
#define FEW_STATES 400
#define ENOUGH 2000

static guint64 seed = 20260323, n_runs = 0;
static double most_contacts = 100000; /* per case */

typedef struct {
  int agents, slots;
  double handle_s[MOST_SLOTS]; /* with 1, 2, … open */
  double rate, patience_s, within_s;
} Desk;

typedef struct {
  double p_wait, p_abandon, wait_s, level, chats, utilisation; /* NaN: not known */
} Exact;

typedef struct {
  int cases, measures, bad;
  double sum_z2;
} Tally;

/* --- the chain of agents by open chats ---------------------------------------------------------------------------- */

typedef struct {
  int n;
  guint8 count[FEW_STATES][MOST_SLOTS + 1]; /* agents with 0, 1, … open */
} States;

static void
list_states(const Desk *d, States *s, guint8 *count, int level, int left)
{
  if (level == d->slots) {
    count[level] = (guint8) left;
    memcpy(s->count[s->n++], count, (gsize) d->slots + 1);
    return;
  }
  for (int k = 0; k <= left; k++) {
    count[level] = (guint8) k;
    list_states(d, s, count, level + 1, left - k);
  }
}

static double
number_of_states(const Desk *d)
{
  double n = 1;
  for (int k = 1; k <= d->slots; k++)
    n = n * (d->agents + k) / k;
  return n;
}

/* The state with one agent of `from` at `to` instead. */
static int
moved(const Desk *d, const States *s, int state, int from, int to)
{
  guint8 count[MOST_SLOTS + 1];
  memcpy(count, s->count[state], sizeof count);
  count[from]--;
  count[to]++;
  for (int i = 0; i < s->n; i++)
    if (memcmp(s->count[i], count, (gsize) d->slots + 1) == 0)
      return i;
  g_assert_not_reached();
}

/* Rates of the chain in which whoever finds all hands full goes away: a[to * n + from], the diagonal what leaves. */
static double *
rates(const Desk *d, const States *s)
{
  double *a = g_new0(double, (gsize) s->n * (gsize) s->n);
#define FLOW(from, to, rate) (a[(to) * s->n + (from)] += (rate), a[(from) * s->n + (from)] -= (rate))
  for (int i = 0; i < s->n; i++) {
    int fewest = 0;
    while (s->count[i][fewest] == 0)
      fewest++;
    if (fewest < d->slots)
      FLOW(i, moved(d, s, i, fewest, fewest + 1), d->rate);
    for (int k = 1; k <= d->slots; k++)
      if (s->count[i][k] > 0)
        FLOW(i, moved(d, s, i, k, k - 1), s->count[i][k] * k / d->handle_s[k - 1]);
  }
#undef FLOW
  return a;
}

/* Stationary weights by elimination without subtractions (Grassmann, Taksar & Heyman 1985). */
static double *
stationary(double *a, int n)
{
  double *p = g_new0(double, MAX(n, 1));
  for (int k = n - 1; k > 0; k--) {
    double out = 0;
    for (int j = 0; j < k; j++)
      out += a[j * n + k];
    for (int i = 0; i < k; i++)
      a[k * n + i] /= out;
    for (int i = 0; i < k; i++)
      for (int j = 0; j < k; j++)
        if (i != j)
          a[j * n + i] += a[k * n + i] * a[j * n + k];
  }
  p[0] = 1;
  for (int k = 1; k < n; k++)
    for (int i = 0; i < k; i++)
      p[k] += p[i] * a[k * n + i];
  return p;
}

/* Behind full hands the line is a birth–death chain of its own: chats end at one rate there. */
static Exact
solve(const Desk *d)
{
  g_autofree States *s = g_new0(States, 1);
  guint8 count[MOST_SLOTS + 1];
  list_states(d, s, count, 0, d->agents);
  g_autofree double *a = rates(d, s), *p = stationary(a, s->n);
  Exact x = {.level = NAN};
  double all = 0, full = 0, line = 0, most = d->agents * d->slots / d->handle_s[d->slots - 1];
  for (int i = 0; i < s->n; i++) {
    all += p[i];
    full += s->count[i][d->slots] == d->agents ? p[i] : 0;
    x.utilisation += p[i] * (d->agents - s->count[i][0]) / d->agents;
    for (int k = 1; k <= d->slots; k++)
      x.chats += p[i] * k * s->count[i][k];
  }
  double weight = full, beyond = 0;
  for (int q = 1; weight > 1e-17 * all; q++) {
    weight *= d->rate / (most + q / d->patience_s);
    beyond += weight;
    line += q * weight;
  }
  all += beyond;
  x.p_wait = (full + beyond) / all;
  x.wait_s = line / all / d->rate;
  x.p_abandon = line / all / d->patience_s / d->rate;
  x.chats = (x.chats + beyond * d->agents * d->slots) / all;
  x.utilisation = (x.utilisation + beyond) / all;
  return x;
}

/* --- running ------------------------------------------------------------------------------------------------------ */

static double
relaxation_s(const Desk *d)
{
  double last = d->handle_s[d->slots - 1], per_place = d->rate * last / (d->agents * d->slots);
  double calm_s = per_place < 1 ? last / (d->agents * d->slots * pow(1 - sqrt(per_place), 2)) : INFINITY;
  return MAX(last, MIN(calm_s, MAX(last, d->patience_s)));
}

static double
length_s(const Desk *d)
{
  double want = MAX(12 * relaxation_s(d), most_contacts / BATCHES / d->rate);
  double unit = want > 86400 ? 86400 : 1800;
  return ceil(want / unit) * unit;
}

static void
set_up(SimCase *k, const Desk *d, double *pace)
{
  double length = length_s(d);
  int n_days = (int) ceil(length / 86400);
  case_init(k, 1, 1, n_days, 0, n_days == 1 ? length / H : 24);
  case_serve(k, 0, 0, 1, 1);
  case_on_duty(k, 0, d->agents);
  MusterQueue *queue = &k->queue[0];
  queue->channel = MUSTER_CHANNEL_CHAT;
  queue->concurrency_max = d->slots;
  queue->pace = pace;
  for (int i = 0; i < d->slots; i++)
    pace[i] = d->handle_s[0] / d->handle_s[i];
  case_dist(&queue->handle, "exponential", d->handle_s[0], NAN);
  if (isfinite(d->patience_s))
    case_dist(&queue->patience, "exponential", d->patience_s, NAN);
  queue->target.within_s = d->within_s;
  for (int i = 0; i < k->c.grid->n; i++)
    if (i * 1800 < length)
      k->demand->queue[0].contacts[i] = d->rate * 1800;
  k->c.simulate.warm_up_s = ceil(12 * relaxation_s(d));
  k->options.replications = BATCHES;
  k->options.seed = muster_key(seed, n_runs++);
  k->options.all_measures = FALSE;
}

static void
judge(Tally *t, const Desk *d, const char *what, MusterMeasure m, double exact)
{
  double error = (m.upper - m.lower) / 2 / muster_interval_student(BATCHES), z = (m.mean - exact) / error;
  t->measures++;
  t->sum_z2 += z * z;
  t->bad += !(fabs(z) < 4);
  if (!(fabs(z) < 4) || g_getenv("MUSTER_VERBOSE") != NULL)
    printf("%s%d agents with %d chats, %g s alone, %g s in full hands, %g / s, patience %g s: %s %.8g, exact %.8g, z %.2f\n",
           fabs(z) < 4 ? "" : "WRONG ", d->agents, d->slots, d->handle_s[0], d->handle_s[d->slots - 1], d->rate, d->patience_s,
           what, m.mean, exact, z);
}

static void
run_desk(Tally *t, const Desk *d, const Exact *x)
{
  double pace[MOST_SLOTS];
  SimCase k;
  set_up(&k, d, pace);
  g_autoptr(MusterOutcome) out = case_run(&k);
  const MusterMeasure *m = out->queue[0].m;
  double n = m[MUSTER_MEASURE_OFFERED].mean * BATCHES;
  t->cases++;
  if (n * MIN(x->p_abandon, 1 - x->p_abandon) > ENOUGH)
    judge(t, d, "abandonment", m[MUSTER_MEASURE_ABANDONMENT], x->p_abandon);
  if (n * MIN(x->level, 1 - x->level) > ENOUGH)
    judge(t, d, "service level", m[MUSTER_MEASURE_SERVICE_LEVEL], x->level);
  if (n * x->p_wait > ENOUGH)
    judge(t, d, "mean wait", m[MUSTER_MEASURE_WAIT_MEAN], x->wait_s);
  if (n * (1 - x->utilisation) > ENOUGH)
    judge(t, d, "occupancy", out->group[0].m[MUSTER_GROUP_OCCUPANCY], x->utilisation);
  if (d->slots > 1)
    judge(t, d, "chat load", out->group[0].m[MUSTER_GROUP_CHAT_LOAD], x->chats / (d->agents * d->slots));
  case_clear(&k);
}

/* --- cases -------------------------------------------------------------------------------------------------------- */

static gboolean
spread_does_not_matter(const Desk *d)
{
  return d->agents == 1 || d->handle_s[d->slots - 1] == d->handle_s[0];
}

static gboolean
by_erlang(const Desk *d, Exact *x)
{
  MusterErlangChat c;
  if (!muster_erlang_chat(d->agents, d->slots, d->handle_s, d->rate, d->patience_s, d->within_s, &c, NULL))
    return FALSE;
  *x = (Exact){c.p_wait, c.p_abandon, c.wait_all_s, c.p_served_within, c.mean_chats, d->agents == 1 ? c.utilisation : NAN};
  return TRUE;
}

static gboolean
affordable(const Desk *d)
{
  return (12 * relaxation_s(d) + length_s(d)) * d->rate * BATCHES < 3 * most_contacts;
}

static void
table_rows(Tally *t, Tally *apart)
{
  g_auto(Table) table = {0};
  const char *root = g_getenv("MUSTER_DATA");
  g_autofree char *path =
      g_build_filename(root != NULL && *root != '\0' ? root : "none", "erlang", "erlang_chat_public.csv", NULL);
  if (!table_read(&table, path)) {
    printf("skipped: erlang_chat_public.csv (no $MUSTER_DATA)\n");
    return;
  }
  for (guint i = 0; i < table.row->len; i++) {
    Desk d = {.agents = (int) table_number(&table, i, "agents"),
              .rate = table_number(&table, i, "arrival_rate_per_s"),
              .patience_s = table_number(&table, i, "patience_s"),
              .within_s = table_number(&table, i, "threshold_s")};
    g_auto(GStrv) parts = g_strsplit(table_text(&table, i, "aht_by_concurrency_s"), " ", -1);
    for (; parts[d.slots] != NULL && d.slots < MOST_SLOTS; d.slots++)
      d.handle_s[d.slots] = g_ascii_strtod(parts[d.slots], NULL);
    Exact x = {table_number(&table, i, "p_wait"), table_number(&table, i, "p_abandon"),
               table_number(&table, i, "wait_all_s"), NAN, table_number(&table, i, "mean_chats_in_service"),
               table_number(&table, i, "agent_utilisation")};
    if (!affordable(&d))
      continue;
    if (spread_does_not_matter(&d)) {
      x.utilisation = d.agents == 1 ? x.utilisation : NAN;
      run_desk(t, &d, &x);
    } else if (number_of_states(&d) <= FEW_STATES) {
      x = solve(&d);
      run_desk(t, &d, &x);
    } else if (g_getenv("MUSTER_VERBOSE") != NULL) {
      run_desk(apart, &d, &x);
    }
  }
}

static double
uniform(guint64 number, guint64 what, double lo, double hi)
{
  return lo + (hi - lo) * muster_draw_uniform(muster_key(muster_key(seed, number), what), MUSTER_DRAW_OTHER);
}

/* Every third with one agent, with chats that do not slow one another, with several agents whose chats do. */
static void
made_desks(Tally *t, int n)
{
  for (guint64 number = 0; number < (guint64) n; number++) {
    int kind = (int) (number % 3);
    Desk d = {.agents = kind == 0   ? 1
                        : kind == 1 ? (int) exp(uniform(number, 0, log(2), log(40)))
                                    : (int) uniform(number, 0, 2, 6),
              .slots = (int) uniform(number, 1, 2, kind == 2 ? 4 : 6),
              .handle_s = {uniform(number, 2, 60, 500)},
              .within_s = uniform(number, 4, 0, 60)};
    for (int i = 1; i < d.slots; i++)
      d.handle_s[i] = d.handle_s[i - 1] * (kind == 1 ? 1 : uniform(number, 10 + (guint64) i, 1, 1.7));
    double most = d.agents * d.slots / d.handle_s[d.slots - 1];
    gboolean patient = number % 2 == 0;
    d.rate = most * uniform(number, 5, 0.5, patient ? 0.85 : 1.3);
    d.patience_s = patient ? INFINITY : uniform(number, 20, 20, 600);
    Exact x;
    if (!affordable(&d) || (kind == 2 && number_of_states(&d) > FEW_STATES))
      continue;
    if (kind == 2)
      x = solve(&d);
    else if (!by_erlang(&d, &x))
      continue;
    run_desk(t, &d, &x);
  }
}

/* Where both hold, the chain solved here is the one of the erlang room. */
static int
chains_differ(void)
{
  Desk d = {.agents = 1, .slots = 3, .handle_s = {300, 484, 667}, .rate = 0.005, .patience_s = 240, .within_s = 60};
  Exact own = solve(&d), other = {0};
  gboolean ok = by_erlang(&d, &other) && fabs(own.p_wait - other.p_wait) < 1e-9 && fabs(own.wait_s - other.wait_s) < 1e-7 &&
                fabs(own.chats - other.chats) < 1e-8 && fabs(own.utilisation - other.utilisation) < 1e-9;
  if (!ok)
    printf("the chains differ: %.12g and %.12g wait\n", own.p_wait, other.p_wait);
  return !ok;
}

/* What chats that stay do against chats that are spread: three agents, 300, 484, 667 s, at 60 % of their places' most. The figures of
 * docs/simulation/chats.md. */
static int
staying_shows(void)
{
  Desk d = {.agents = 3, .slots = 3, .handle_s = {300, 484, 667}, .rate = 0.6 * 9 / 667, .patience_s = 240, .within_s = 60};
  Exact stay = solve(&d);
  MusterErlangChat spread;
  if (!muster_erlang_chat(d.agents, d.slots, d.handle_s, d.rate, d.patience_s, d.within_s, &spread, NULL))
    return 1;
  double busy = stay.utilisation / spread.utilisation - 1, open = stay.chats / spread.mean_chats - 1;
  gboolean ok = fabs(busy + 0.0212) < 5e-5 && fabs(open - 0.0566) < 5e-5 && fabs(stay.p_abandon - 0.008314) < 1e-6 &&
                fabs(spread.p_abandon - 0.007413) < 1e-6;
  if (!ok)
    printf("staying: %+.4f busy, %+.4f open, %.6f and %.6f abandon\n", busy, open, stay.p_abandon, spread.p_abandon);
  return !ok;
}

int
main(int argc, char **argv)
{
  Tally t = {0}, apart = {0};
  most_contacts = argc > 1 ? g_ascii_strtod(argv[1], NULL) : most_contacts;
  int n = argc > 2 ? atoi(argv[2]) : 12;
  int failed = chains_differ() + staying_shows();
  made_desks(&t, n);
  table_rows(&t, &apart);
  double spread = t.sum_z2 / t.measures;
  printf("seed %" G_GUINT64_FORMAT ": %d desks, %d measures, mean z² %.2f, %d beyond 4\n", seed, t.cases, t.measures, spread, t.bad);
  if (apart.measures > 0)
    printf("spread evenly by the table, not by the simulator: %d desks, mean z² %.2f\n", apart.cases, apart.sum_z2 / apart.measures);
  return failed != 0 || t.bad > 0 || t.cases == 0 || spread > 1 + 6 / sqrt(t.measures);
}
