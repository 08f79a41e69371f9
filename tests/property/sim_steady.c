/* The simulator in long steady runs against exact values: Erlang B, C and A, M/G/1 (Pollaczek–Khinchine),
 * M/M/c with two priorities, redials.
 *
 * Each case is run from a warm-up of many relaxation times on, in replications that are batches independent
 * of each other; their spread gives the standard errors. |z| < 4 is asked of every measure that has seen
 * enough, and of all together that the mean of z² lies near 1. Cases are rows of $MUSTER_DATA/erlang where it
 * is there, and made by chance with the formulas of the erlang room (tested on their own against those
 * tables) where it is not.
 */
#include "sim_case.h"
#include "table.h"
#include <muster/erlang.h>
#include <stdio.h>
#include <stdlib.h>

#define BATCHES 64
#define DAYS 32     /* batches that are whole days */
#define ENOUGH 2000 /* contacts seen on either side of a share, in all batches: they come in clusters */
#define LONGEST_S (366 * 86400.0)

static guint64 seed = 20260322;
static guint64 n_runs = 0;
static double most_contacts = 200000; /* per case, warm-ups included */

typedef struct {
  int batches, cases, measures, bad;
  double sum_z2;
} Tally;

/* A queue in steady state. */
typedef struct {
  const char *label;
  double load_erl, handle_s, patience_s; /* patience NaN: none; 0: blocked when all are busy */
  int agents;
  double within_s;
  double relaxation_s;
  double length_s; /* of a batch; 0: see length_s() */
} Station;

/* --- running
 * ---------------------------------------------------------------------------------------------------------
 */

/* Of M/M/c (Cohen 1982, The Single Server Queue), and no more than what impatience forgets. */
static double
relaxation(double load_erl, double handle_s, double patience_s, int agents)
{
  double per_agent = load_erl / agents;
  double calm_s = per_agent < 1 ? handle_s / (agents * pow(1 - sqrt(per_agent), 2)) : INFINITY;
  return MAX(handle_s, isnan(patience_s) ? calm_s : MIN(calm_s, MAX(handle_s, patience_s)));
}

/* How long a batch is: long beside the relaxation, and longer where contacts are cheap; whole half-hours, or
 * whole days. */
static double
length_s(const Station *s)
{
  double rate = s->load_erl / s->handle_s;
  if (s->length_s > 0)
    return s->length_s;
  double want = MAX(12 * s->relaxation_s, most_contacts / BATCHES / rate - 12 * s->relaxation_s);
  double unit = want > 86400 ? 86400 : 1800;
  return ceil(want / unit) * unit;
}

/* One queue and one group that are open for the length of a batch, with the station's demand. */
static void
set_up(SimCase *k, const Station *s, int n_queues)
{
  double length = length_s(s);
  int n_days = (int) ceil(length / 86400);
  case_init(k, n_queues, 1, n_days, 0, n_days == 1 ? length / H : 24);
  for (int q = 0; q < n_queues; q++) {
    case_serve(k, 0, q, 1, 1 + q);
    case_dist(&k->queue[q].handle, "exponential", s->handle_s, NAN);
    if (s->patience_s > 0)
      case_dist(&k->queue[q].patience, "exponential", s->patience_s, NAN);
    else if (s->patience_s == 0)
      case_dist(&k->queue[q].patience, "fixed", 1e-9, NAN); /* less than a tick */
    k->queue[q].target.within_s = s->within_s;
    for (int i = 0; i < k->c.grid->n; i++)
      if (i * 1800 < length)
        k->demand->queue[q].contacts[i] = s->load_erl / s->handle_s * 1800 / n_queues;
  }
  case_on_duty(k, 0, s->agents);
  k->demand->counts = MUSTER_COUNTS_FRESH;
  k->c.simulate.warm_up_s = ceil(12 * s->relaxation_s);
  k->options.replications = BATCHES;
  k->options.seed = muster_key(seed, n_runs++); /* else all cases have the same luck */
  k->options.all_measures = FALSE;
}

static void
judge(Tally *t, const Station *s, const char *what, const MusterMeasure *m, double exact)
{
  double error = (m->upper - m->lower) / 2 / muster_interval_student(t->batches),
         z = (m->mean - exact) / error;
  t->measures++;
  t->sum_z2 += z * z;
  gboolean ok = fabs(z) < 4;
  t->bad += !ok;
  if (!ok || g_getenv("MUSTER_VERBOSE") != NULL)
    printf("%s%s: %d agents, %g erl of %g s, patience %g s: %s %.8g, exact %.8g, z %.2f\n",
           ok ? "" : "WRONG ", s->label, s->agents, s->load_erl, s->handle_s, s->patience_s, what, m->mean,
           exact, z);
}

/* The same of a share: only when both sides have been seen often enough. */
static void
judge_share(Tally *t, const Station *s, const char *what, const MusterQueueCell *cell,
            MusterQueueMeasureId id, double exact)
{
  double n = cell->m[MUSTER_MEASURE_OFFERED].mean * t->batches;
  if (n * exact > ENOUGH && n * (1 - exact) > ENOUGH)
    judge(t, s, what, &cell->m[id], exact);
}

/* Exact values of a station; NaN: not asked for. */
typedef struct {
  double p_wait, p_abandon, wait_s, answer_s, level, occupancy;
} Exact;

static void
judge_all(Tally *t, const Station *s, const MusterOutcome *out, const Exact *x)
{
  const MusterMeasure *m = out->queue[0].m;
  double n = m[MUSTER_MEASURE_OFFERED].mean * t->batches;
  t->cases++;
  if (x->p_abandon > 0)
    judge_share(t, s, "abandonment", &out->queue[0], MUSTER_MEASURE_ABANDONMENT, x->p_abandon);
  judge_share(t, s, "service level", &out->queue[0], MUSTER_MEASURE_SERVICE_LEVEL, x->level);
  if (n * x->p_wait > ENOUGH && s->patience_s != 0) {
    judge(t, s, "mean wait", &m[MUSTER_MEASURE_WAIT_MEAN], x->wait_s);
    if (fmod(length_s(s), 86400) == 0) /* else some wait on after closing */
      judge(t, s, "queue length", &m[MUSTER_MEASURE_QUEUE_LENGTH_MEAN],
            x->wait_s * s->load_erl / s->handle_s);
    if (n * (x->p_wait - x->p_abandon) > ENOUGH)
      judge(t, s, "speed of answer", &m[MUSTER_MEASURE_ASA], x->answer_s);
  }
  if (n * (1 - x->occupancy) > ENOUGH)
    judge(t, s, "occupancy", &out->group[0].m[MUSTER_GROUP_OCCUPANCY], x->occupancy);
}

/* --- Erlang B, C, A
 * ---------------------------------------------------------------------------------------------------- */

static gboolean
affordable(Station *s)
{
  s->relaxation_s = relaxation(s->load_erl, s->handle_s, s->patience_s, s->agents);
  double all_s = 12 * s->relaxation_s + length_s(s);
  return s->agents > 0 && s->load_erl > 0 && all_s < LONGEST_S &&
         all_s * BATCHES * s->load_erl / s->handle_s <= 2 * most_contacts;
}

static void
run_station(Tally *t, Station *s, const Exact *x)
{
  SimCase k;
  if (!affordable(s))
    return;
  set_up(&k, s, 1);
  k.options.kernel = t->cases % 2 == 0 ? MUSTER_SIM_KERNEL_AUTO
                                       : MUSTER_SIM_KERNEL_EVENTS; /* each takes half of the cases */
  g_autoptr(MusterOutcome) out = case_run(&k);
  judge_all(t, s, out, x);
  case_clear(&k);
}

static void
table_row_b(Tally *t, const Table *table, guint i)
{
  double block = table_number(table, i, "block");
  Station s = {
      "Erlang B", table_number(table, i, "load_erl"), 180, 0, (int) table_number(table, i, "servers"), 20, 0,
      0};
  run_station(t, &s, &(Exact){block, block, NAN, NAN, 1 - block, table_number(table, i, "occ")});
}

static void
table_row_c(Tally *t, const Table *table, guint i)
{
  double asa = table_number(table, i, "asa_s");
  Station s = {"Erlang C",
               table_number(table, i, "load_erl"),
               table_number(table, i, "aht_s"),
               NAN,
               (int) table_number(table, i, "agents"),
               table_number(table, i, "threshold_s"),
               0,
               0};
  run_station(t, &s,
              &(Exact){table_number(table, i, "p_wait"), 0, asa, asa, table_number(table, i, "service_level"),
                       table_number(table, i, "occupancy")});
}

static void
table_row_a(Tally *t, const Table *table, guint i)
{
  Station s = {"Erlang A",
               table_number(table, i, "load_erl"),
               table_number(table, i, "aht_s"),
               table_number(table, i, "patience_s"),
               (int) table_number(table, i, "agents"),
               table_number(table, i, "threshold_s"),
               0,
               0};
  run_station(t, &s,
              &(Exact){table_number(table, i, "p_wait"), table_number(table, i, "p_abandon"),
                       table_number(table, i, "wait_all_s"), table_number(table, i, "wait_served_s"),
                       table_number(table, i, "sl_answered_in_T_of_offered"),
                       table_number(table, i, "occupancy")});
}

static void
table_rows(Tally *t, const char *name, void (*row)(Tally *, const Table *, guint))
{
  g_auto(Table) table = {0};
  const char *root = TEST_DATA_FOLDER();
  g_autofree char *path =
      g_build_filename(root != NULL && *root != '\0' ? root : "none", "erlang", name, NULL);
  if (!table_read(&table, path)) {
    printf("skipped: %s (no $MUSTER_DATA)\n", name);
    return;
  }
  for (guint i = 0; i < table.row->len; i++)
    row(t, &table, i);
}

static double
uniform(guint64 number, guint64 what, double lo, double hi)
{
  return lo + (hi - lo) * muster_draw_uniform(muster_key(muster_key(seed, number), what), MUSTER_DRAW_OTHER);
}

/* Stations by chance, of which every third is B, C, A. */
static void
made_stations(Tally *t, int n)
{
  for (guint64 number = 0; number < (guint64) n; number++) {
    int agents = (int) exp(uniform(number, 0, 0, log(150)));
    int kind = (int) (number % 3);
    Station s = {"made",
                 agents * uniform(number, 1, 0.4, kind == 1 ? 0.93 : 1.3),
                 uniform(number, 2, 30, 400),
                 kind == 0   ? 0
                 : kind == 1 ? NAN
                             : uniform(number, 3, 10, 900),
                 agents,
                 uniform(number, 4, 0, 60),
                 0,
                 0};
    MusterErlangB b;
    MusterErlangC c;
    MusterErlangA a;
    if (kind == 0 && muster_erlang_b(s.load_erl, agents, &b, NULL))
      run_station(t, &s, &(Exact){b.block, b.block, NAN, NAN, 1 - b.block, b.occupancy});
    else if (kind == 1 && muster_erlang_c(s.load_erl, s.handle_s, agents, s.within_s, &c, NULL))
      run_station(t, &s, &(Exact){c.p_wait, 0, c.asa_s, c.asa_s, c.service_level, c.occupancy});
    else if (kind == 2 && muster_erlang_a(s.load_erl, s.handle_s, s.patience_s, agents, s.within_s, &a, NULL))
      run_station(
          t, &s,
          &(Exact){a.p_wait, a.p_abandon, a.wait_all_s, a.wait_served_s, a.p_served_within, a.occupancy});
  }
}

/* --- M/G/1 and priorities
 * ------------------------------------------------------------------------------------------------ */

/* W = load · h (1 + cv²) / 2 (1 − load) (Pollaczek 1930, Khinchine 1932). */
static void
one_agent(Tally *t)
{
  static const struct {
    const char *dist;
    double cv;
  } kinds[] = {{"fixed", 0},   {"lognormal", 0.5}, {"lognormal", 1.3}, {"hyperexponential", 2},
               {"gamma", 0.7}, {"erlang", 0.5}};
  for (gsize i = 0; i < 2 * G_N_ELEMENTS(kinds); i++) {
    double load = i % 2 == 0 ? 0.5 : 0.8, cv = kinds[i / 2].cv, handle_s = 200;
    Station s = {
        kinds[i / 2].dist, load, handle_s, NAN, 1, 20, relaxation(load, handle_s, NAN, 1) * (1 + cv * cv), 0};
    SimCase k;
    set_up(&k, &s, 1);
    case_dist(&k.queue[0].handle, kinds[i / 2].dist, handle_s, cv > 0 ? cv : NAN);
    k.options.kernel = i % 4 < 2 ? MUSTER_SIM_KERNEL_AUTO : MUSTER_SIM_KERNEL_EVENTS;
    g_autoptr(MusterOutcome) out = case_run(&k);
    t->cases++;
    judge(t, &s, "mean wait", &out->queue[0].m[MUSTER_MEASURE_WAIT_MEAN],
          load * handle_s * (1 + cv * cv) / 2 / (1 - load));
    judge(t, &s, "waited", &out->queue[0].m[MUSTER_MEASURE_WAITED], load * load / handle_s * length_s(&s));
    judge(t, &s, "occupancy", &out->group[0].m[MUSTER_GROUP_OCCUPANCY], load);
    case_clear(&k);
  }
}

/* Two days without night, of which one is looked at: the other one lets the state settle before it, or
 * arrivals go on behind it. */
static void
two_days(Tally *t, SimCase *k, Station *s, int n_queues)
{
  s->length_s = 2 * 86400;
  set_up(k, s, n_queues);
  k->options.replications = t->batches;
}

/* Two classes of one handle time, the first served first, nobody interrupted: W_1 = W_0 / (1 − s_1),
 * W_2 = W_0 / (1 − s_1)(1 − s_2) with W_0 = C(c, a) h / c and s_k the load per agent of the classes up to k
 * (Cobham 1954). */
static void
two_priorities(Tally *t)
{
  static const struct {
    int agents;
    double load, handle_s;
  } cases[] = {{1, 0.7, 60}, {3, 2.4, 60}, {10, 8.5, 120}, {40, 37, 600}};
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    double handle_s = cases[i].handle_s, per_agent = cases[i].load / cases[i].agents;
    Station s = {"priorities",
                 cases[i].load,
                 handle_s,
                 NAN,
                 cases[i].agents,
                 20,
                 relaxation(cases[i].load, handle_s, NAN, cases[i].agents),
                 0};
    MusterErlangC c;
    SimCase k;
    two_days(t, &k, &s, 2);
    g_autoptr(MusterOutcome) out = case_run(&k);
    if (!muster_erlang_c(s.load_erl, handle_s, s.agents, 20, &c, NULL))
      g_error("Erlang C cannot be had");
    double wait_0 = c.p_wait * handle_s / s.agents;
    const MusterQueueCell *first = &out->queue_day[0], *second = &out->queue_day[2];
    t->cases++;
    judge(t, &s, "mean wait of the first", &first->m[MUSTER_MEASURE_WAIT_MEAN], wait_0 / (1 - per_agent / 2));
    judge(t, &s, "mean wait of the second", &second->m[MUSTER_MEASURE_WAIT_MEAN],
          wait_0 / (1 - per_agent / 2) / (1 - per_agent));
    judge(t, &s, "queue length of the second", &second->m[MUSTER_MEASURE_QUEUE_LENGTH_MEAN],
          wait_0 / (1 - per_agent / 2) / (1 - per_agent) * s.load_erl / handle_s / 2);
    judge(t, &s, "waited of the second", &second->m[MUSTER_MEASURE_WAITED],
          c.p_wait * s.load_erl / handle_s * 86400 / 2);
    case_clear(&k);
  }
}

/* --- cases ---------------------------------------------------------------------------------------------------------- */

/* Of the queue's contacts waiting on average, where it is M/M/c: C(c, a) ρ / (1 − ρ). */
static double
waiting(double load_erl, int agents, double handle_s)
{
  MusterErlangC c;
  if (!muster_erlang_c(load_erl, handle_s, agents, 20, &c, NULL))
    g_error("Erlang C cannot be had");
  return c.p_wait * load_erl / (agents - load_erl);
}

static void
as_case(SimCase *k, int q, gboolean interruptible)
{
  k->queue[q].channel = MUSTER_CHANNEL_CASE;
  k->queue[q].interruptible = interruptible;
  k->queue[q].target.within_s = k->queue[q].target.answer = NAN;
  k->queue[q].priority = 0; /* a priority does not put it before what is live */
}

/* Calls and cases of one handle time. Cases that are done to their end are Cobham's second class. Of those that give way the
 * calls see nothing, so these are M/M/c by themselves; both together are M/M/c as well, since an exponential rest is as good as
 * new: what waits of cases, interrupted ones included, is the difference (White & Christie 1958, preemptive resume). */
static void
cases_beside_calls(Tally *t)
{
  static const struct {
    int agents;
    double load, handle_s;
  } cases[] = {{1, 0.7, 60}, {4, 3.2, 120}, {20, 18, 300}};
  for (gsize i = 0; i < 2 * G_N_ELEMENTS(cases); i++) {
    double handle_s = cases[i / 2].handle_s, load = cases[i / 2].load;
    int agents = cases[i / 2].agents;
    gboolean gives_way = i % 2 == 1;
    Station s = {gives_way ? "interruptible cases" : "cases", load, handle_s, NAN, agents, 20,
                 relaxation(load, handle_s, NAN, agents), 0};
    SimCase k;
    two_days(t, &k, &s, 2);
    as_case(&k, 1, gives_way);
    g_autoptr(MusterOutcome) out = case_run(&k);
    const MusterQueueCell *calls = &out->queue_day[0], *mails = &out->queue_day[2];
    double all = waiting(load, agents, handle_s);
    double live = gives_way ? waiting(load / 2, agents, handle_s) : all * (1 - load / agents) / 2 / (1 - load / agents / 2);
    t->cases++;
    if (live * t->batches * 86400 / handle_s > ENOUGH)
      judge(t, &s, "calls waiting", &calls->m[MUSTER_MEASURE_QUEUE_LENGTH_MEAN], live);
    judge(t, &s, "cases waiting", &mails->m[MUSTER_MEASURE_QUEUE_LENGTH_MEAN], all - live);
    judge(t, &s, "occupancy", &out->group[0].m[MUSTER_GROUP_OCCUPANCY], load / agents);
    case_clear(&k);
  }
}

/* Cases alone, one agent: the time to the finish is exponential at the rate (1 − load) / h, so of the deadlines 1 − e^(−rate D)
 * are kept; what is open on average at any moment is load / (1 − load). */
static void
deadlines_of_one(Tally *t)
{
  for (int i = 0; i < 3; i++) {
    double load = 0.5 + 0.15 * i, handle_s = 90, within_s = 90 + 200 * i;
    Station s = {"deadlines", load, handle_s, NAN, 1, 20, relaxation(load, handle_s, NAN, 1), 0};
    SimCase k;
    two_days(t, &k, &s, 1);
    as_case(&k, 0, i == 1);
    k.queue[0].target.finish = 0.9;
    k.queue[0].target.finish_within_s = within_s;
    g_autoptr(MusterOutcome) out = case_run(&k);
    const MusterQueueCell *day = &out->queue_day[0];
    t->cases++;
    judge(t, &s, "deadlines kept", &day->m[MUSTER_MEASURE_DEADLINES_KEPT], -expm1(-(1 - load) / handle_s * within_s));
    judge(t, &s, "open cases", &day->m[MUSTER_MEASURE_BACKLOG], load / (1 - load));
    judge(t, &s, "mean wait", &day->m[MUSTER_MEASURE_WAIT_MEAN], load * handle_s / (1 - load));
    case_clear(&k);
  }
}

/* --- redials
 * ---------------------------------------------------------------------------------------------------------------
 */

/* Redials come so much later that they are Poisson among the fresh, which is what the formula assumes. The
 * run starts from their steady flow. */
static void
run_redials(Tally *t, Station *s, double redial, const MusterErlangRedials *x)
{
  double flow = x->total_load_erl / s->handle_s * 86400, n = flow * t->batches;
  s->relaxation_s = 0;
  if (2 * n > 8 * most_contacts || n * x->p_abandon < ENOUGH)
    return;
  SimCase k;
  two_days(t, &k, s, 1);
  k.queue[0].n_redial_abandon = 1;
  k.queue[0].redial_abandon = &redial;
  k.queue[0].observed_abandonment = x->p_abandon;
  k.queue[0].observed_contained = NAN;
  case_dist(&k.queue[0].redial_delay, "exponential", 5 * 86400, NAN);
  g_autoptr(MusterOutcome) out = case_run(&k);
  const MusterQueueCell *day = &out->queue_day[1];
  t->cases++;
  judge(t, s, "total flow", &day->m[MUSTER_MEASURE_OFFERED], flow);
  judge(t, s, "fresh", &day->m[MUSTER_MEASURE_FRESH], s->load_erl / s->handle_s * 86400);
  judge(t, s, "lost", &day->m[MUSTER_MEASURE_LOST], flow * x->p_abandon * (1 - redial));
  judge(t, s, "waited", &day->m[MUSTER_MEASURE_WAITED], flow * x->p_wait);
  judge_share(t, s, "abandonment", day, MUSTER_MEASURE_ABANDONMENT, x->p_abandon);
  judge_share(t, s, "service level", day, MUSTER_MEASURE_SERVICE_LEVEL, x->p_served_within);
  judge(t, s, "mean wait", &day->m[MUSTER_MEASURE_WAIT_MEAN], x->wait_accepted_s);
  muster_dist_clear(&k.queue[0].redial_delay);
  case_clear(&k);
}

static void
table_row_x(Tally *t, const Table *table, guint i)
{
  double redial = table_number(table, i, "p_redial_abandoned");
  if (!isnan(table_number(table, i, "lines")) || redial == 0)
    return;
  Station s = {"redials",
               table_number(table, i, "fresh_load_erl"),
               table_number(table, i, "aht_s"),
               table_number(table, i, "patience_s"),
               (int) table_number(table, i, "agents"),
               table_number(table, i, "threshold_s"),
               0,
               0};
  MusterErlangRedials x = {.total_load_erl = table_number(table, i, "total_load_erl"),
                           .p_abandon = table_number(table, i, "p_abandon"),
                           .p_wait = table_number(table, i, "p_wait"),
                           .p_served_within = table_number(table, i, "sl_answered_in_T_of_offered"),
                           .wait_accepted_s = table_number(table, i, "wait_accepted_s"),
                           .occupancy = table_number(table, i, "occupancy")};
  run_redials(t, &s, redial, &x);
}

static void
made_redials(Tally *t, int n)
{
  for (guint64 number = 0; number < (guint64) n; number++) {
    int agents = (int) exp(uniform(number, 10, 0, log(80)));
    double redial = uniform(number, 11, 0.2, 0.9);
    Station s = {
        "redials", agents * uniform(number, 12, 0.6, 1.2), 180, uniform(number, 13, 30, 300), agents, 20, 0,
        0};
    MusterErlangRedials x;
    if (muster_erlang_redials(s.load_erl, s.handle_s, s.patience_s, agents, 0, 20, redial, 0, &x, NULL))
      run_redials(t, &s, redial, &x);
  }
}

/* -------------------------------------------------------------------------------------------------------------------------
 */

static void
report(const char *name, const Tally *t, Tally *all)
{
  printf("seed %" G_GUINT64_FORMAT
         ", %d batches: %s: %d cases, %d measures, %d beyond 4 standard errors, mean of z² %.2f\n",
         seed, t->batches, name, t->cases, t->measures, t->bad, t->sum_z2 / t->measures);
  all->measures += t->measures;
  all->bad += t->bad;
  all->sum_z2 += t->sum_z2;
}

int
main(int argc, char **argv)
{
  most_contacts = argc > 1 ? atof(argv[1]) : most_contacts;
  seed = argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : seed;
  Tally b = {BATCHES}, c = b, a = b, made = b, pk = b, x = {DAYS}, made_x = x, priorities = x, can_wait = x;
  one_agent(&pk);
  two_priorities(&priorities);
  cases_beside_calls(&can_wait);
  deadlines_of_one(&can_wait);
  made_stations(&made, 30);
  made_redials(&made_x, 6);
  table_rows(&b, "erlang_b_public.csv", table_row_b);
  table_rows(&c, "erlang_c_public.csv", table_row_c);
  table_rows(&a, "erlang_a_public.csv", table_row_a);
  table_rows(&x, "erlang_x_public.csv", table_row_x);
  Tally all = {0};
  report("M/G/1", &pk, &all);
  report("two priorities", &priorities, &all);
  report("work that can wait", &can_wait, &all);
  report("made M/M/c, +M, loss", &made, &all);
  report("made redials", &made_x, &all);
  report("table of Erlang B", &b, &all);
  report("table of Erlang C", &c, &all);
  report("table of Erlang A", &a, &all);
  report("table of redials", &x, &all);
  double mean_z2 = all.sum_z2 / all.measures; /* the measures of one case depend on each other: wide bounds */
  printf("%d measures, %d wrong; mean of z² %.2f (0.5 to 1.6 is right)\n", all.measures, all.bad, mean_z2);
  return all.bad == 0 && mean_z2 > 0.5 && mean_z2 < 1.6 ? 0 : 1;
}
