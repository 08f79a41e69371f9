/* The exact day: own rows (tests/support/day_rows.py), the public table, the steady state, and what must
 * always hold. */
#include "table.h"
#include <muster/base/random.h>
#include <muster/erlang.h>

static const double SMALLEST = 1e-3; /* differences are taken over max(|want|, this) */

static MusterDayDrop
drop_of(const char *name)
{
  return strcmp(name, "preempt") == 0    ? MUSTER_DAY_PREEMPT
         : strcmp(name, "exh-idle") == 0 ? MUSTER_DAY_EXH_IDLE
                                         : MUSTER_DAY_EXH_RANDOM;
}

static double
compare_interval(const Table *t, guint row, const MusterDayInterval *got, double allowed)
{
  const struct {
    const char *column;
    double got;
  } measures[] = {
      {"exp_arrivals", got->arrivals},
      {"p_wait_time_avg", got->p_wait},
      {"mean_queue", got->mean_queue},
      {"mean_busy", got->mean_busy},
      {"exp_abandons", got->abandons},
      {"sl_virtual_wait", got->sl_virtual},
      {"sl_answered_in_T_of_offered", got->sl_answered},
      {"end_mean_in_system", got->end_mean},
      {"end_sd_in_system", got->end_sd},
      {"end_mean_queue", got->end_queue},
  };
  double worst = 0.0;
  for (guint m = 0; m < G_N_ELEMENTS(measures); m++) {
    double want = table_number(t, row, measures[m].column);
    double difference = fabs(measures[m].got - want) / fmax(fabs(want), SMALLEST);
    if (!(difference <= allowed))
      g_printerr("row %u, %s: %.17g, want %.17g\n", row + 2, measures[m].column, measures[m].got, want);
    CU_ASSERT(difference <= allowed);
    worst = fmax(worst, difference);
  }
  return worst;
}

/* Rows from .. to − 1 are one day. */
static double
compare_day(const Table *t, guint from, guint to, double allowed)
{
  int n = (int) (to - from);
  g_autofree double *rate = g_new(double, n), *handle = g_new(double, n);
  g_autofree int *agents = g_new(int, n);
  g_autofree MusterDayInterval *out = g_new(MusterDayInterval, n);
  for (int i = 0; i < n; i++) {
    rate[i] = table_number(t, from + (guint) i, "arrival_rate_per_s");
    handle[i] = table_number(t, from + (guint) i, "aht_s");
    agents[i] = (int) table_number(t, from + (guint) i, "agents");
  }
  MusterDayInput input = {
      .n = n,
      .interval_s = table_number(t, from, "interval_s"),
      .arrival_per_s = rate,
      .handle_s = handle,
      .agents = agents,
      .patience_s = table_number(t, from, "patience_s"),
      .within_s = table_number(t, from, "threshold_s"),
      .drop = drop_of(table_text(t, from, "staff_drop_discipline")),
  };
  CU_ASSERT_FATAL(muster_day_solve(&input, out, NULL));
  double worst = 0.0;
  for (int i = 0; i < n; i++)
    worst = fmax(worst, compare_interval(t, from + (guint) i, &out[i], allowed));
  return worst;
}

static void
compare_days(const char *name, gboolean is_public, double allowed)
{
  g_auto(Table) t = {0};
  if (!table_open(&t, "erlang", name, is_public))
    return;
  double worst = 0.0;
  for (guint from = 0, to; from < t.row->len; from = to) {
    for (to = from + 1;
         to < t.row->len && strcmp(table_text(&t, from, "day"), table_text(&t, to, "day")) == 0; to++)
      ;
    worst = fmax(worst, compare_day(&t, from, to, allowed));
  }
  g_print("  %s: %u rows, largest difference %.1e\n", name, t.row->len, worst);
}

static void
own_days(void)
{
  compare_days("day.csv", FALSE, 1e-11);
}

static void
public_days(void)
{
  compare_days("transient_day_public.csv", TRUE, 1e-10);
}

enum { LONG = 40 };

static void
constant_day(MusterDayInterval *out, double rate, double handle_s, int n_agents, double patience_s,
             double within_s)
{
  double arrival[LONG], handle[LONG];
  int agents[LONG];
  for (int i = 0; i < LONG; i++) {
    arrival[i] = rate;
    handle[i] = handle_s;
    agents[i] = n_agents;
  }
  MusterDayInput input = {LONG, 900.0, arrival, handle, agents, patience_s, within_s, MUSTER_DAY_EXH_IDLE};
  CU_ASSERT_FATAL(muster_day_solve(&input, out, NULL));
}

/* 50 contacts a minute, 4 min, 208 agents, patience 2 min, 600 min from empty: 1.5810 % abandon (an
 * independent exact value). */
static void
day_from_empty(void)
{
  MusterDayInterval out[LONG];
  constant_day(out, 50.0 / 60.0, 240.0, 208, 120.0, 20.0);
  double arrivals = 0.0, abandons = 0.0;
  for (int i = 0; i < LONG; i++) {
    arrivals += out[i].arrivals;
    abandons += out[i].abandons;
  }
  ASSERT_CLOSE(arrivals, 30000.0, 1e-12, 0.0);
  ASSERT_CLOSE(abandons / arrivals, 0.015810, 0.0, 5e-7);
}

/* After ten hours the day is in the steady state of Erlang A. */
static void
long_day_is_steady(void)
{
  MusterDayInterval out[LONG];
  constant_day(out, 0.05, 200.0, 9, 90.0, 30.0);
  MusterErlangA a;
  CU_ASSERT_FATAL(muster_erlang_a(10.0, 200.0, 90.0, 9, 30.0, &a, NULL));
  const MusterDayInterval *last = &out[LONG - 1];
  ASSERT_CLOSE(last->p_wait, a.p_wait, 1e-12, 0.0);
  ASSERT_CLOSE(last->mean_queue, a.queue_length, 1e-12, 0.0);
  ASSERT_CLOSE(last->abandons / last->arrivals, a.p_abandon, 1e-12, 0.0);
  ASSERT_CLOSE(last->sl_virtual, a.sl_virtual, 1e-12, 0.0);
  ASSERT_CLOSE(last->sl_answered, a.p_served_within, 1e-12, 0.0);
  ASSERT_CLOSE(last->mean_busy, 9 * a.occupancy, 1e-12, 0.0);
}

/* Of those who arrive late in a long day: every measure of Erlang A. */
static void
cohorts_are_steady(void)
{
  double arrival[LONG], handle[LONG];
  int agents[LONG];
  for (int i = 0; i < LONG; i++) {
    arrival[i] = 0.05;
    handle[i] = 200.0;
    agents[i] = 9;
  }
  MusterDayInput input = {LONG, 900.0, arrival, handle, agents, 90.0, 30.0, MUSTER_DAY_EXH_IDLE, .short_s = 7.0};
  g_autoptr(MusterDaySolver) solver = muster_day_solver_new(&input, NULL);
  MusterDayCohort c;
  MusterErlangA a, quick;
  CU_ASSERT_FATAL(muster_day_solver_cohort(solver, LONG - 2, MUSTER_DAY_ASK_SHORT | MUSTER_DAY_ASK_WAITS, &c, NULL));
  CU_ASSERT_FATAL(muster_erlang_a(10.0, 200.0, 90.0, 9, 30.0, &a, NULL));
  CU_ASSERT_FATAL(muster_erlang_a(10.0, 200.0, 90.0, 9, 7.0, &quick, NULL));
  ASSERT_CLOSE(c.contacts, 45.0, 1e-12, 0.0);
  ASSERT_CLOSE(c.virtual_within, a.sl_virtual, 1e-12, 0.0);
  ASSERT_CLOSE(c.answered_within, a.p_served_within, 1e-12, 0.0);
  ASSERT_CLOSE(c.abandoned_within, a.p_abandon_within, 1e-11, 0.0);
  ASSERT_CLOSE(c.abandoned_short, quick.p_abandon_within, 1e-11, 0.0);
  ASSERT_CLOSE(c.abandoned, a.p_abandon, 1e-11, 0.0);
  ASSERT_CLOSE(c.answered, 1.0 - a.p_abandon, 1e-11, 0.0);
  ASSERT_CLOSE(c.waited_answered_s, a.wait_served_s, 1e-9, 0.0);
  ASSERT_CLOSE(c.occupancy, a.occupancy, 1e-12, 0.0);
}

/* Through falling and rising staff, with and without patience: everybody ends somewhere; who abandons does so
 * at some time of the day; and all time spent in the queue is somebody's wait. */
static void
cohorts_end_as_the_day_does(void)
{
  enum { N = 8 };
  double rate[N] = {0.1, 0.3, 0.2, 0.35, 0.1, 0.0, 0.0, 0.0}, handle[N];
  int agents[N] = {9, 24, 31, 22, 28, 28, 28, 28};
  for (int i = 0; i < N; i++)
    handle[i] = 100.0;
  for (int patient = 0; patient < 2; patient++) {
    MusterDayInput input = {N, 600.0, rate, handle, agents, patient ? INFINITY : 70.0, 45.0, MUSTER_DAY_EXH_IDLE};
    g_autoptr(MusterDaySolver) solver = muster_day_solver_new(&input, NULL);
    double abandons = 0.0, lost = 0.0, queue_s = 0.0, waited_s = 0.0;
    for (int i = 0; i < N; i++) {
      MusterDayInterval day;
      MusterDayCohort c;
      CU_ASSERT_FATAL(muster_day_solver_get(solver, i, &day, NULL));
      CU_ASSERT_FATAL(muster_day_solver_cohort(solver, i, MUSTER_DAY_ASK_WAITS, &c, NULL));
      ASSERT_CLOSE(c.answered + c.abandoned, 1.0, 1e-9, 0.0);
      CU_ASSERT(c.answered_within <= c.answered + 1e-12 && c.abandoned_within <= c.abandoned + 1e-12);
      abandons += day.abandons;
      lost += c.contacts * c.abandoned;
      queue_s += day.mean_queue * input.interval_s;
      waited_s += c.contacts * c.answered * c.waited_answered_s;
    }
    ASSERT_CLOSE(lost, abandons, 1e-8, 1e-10);
    if (patient)
      ASSERT_CLOSE(waited_s, queue_s, 1e-6, 0.0);
  }
}

static double
exponential_share(double x, G_GNUC_UNUSED gconstpointer data)
{
  return -expm1(-x);
}

/* Weibull of shape 1/√2: more irregular than exponential times. */
static double
irregular_share(double x, G_GNUC_UNUSED gconstpointer data)
{
  return -expm1(-sqrt(2.0 * x));
}

static double
mean_of(const MusterDayPhases *p, double *cv2)
{
  double mean = 0.0, square = 0.0; /* backwards: moments of what is left from phase j on */
  for (int j = p->n - 1; j >= 0; j--) {
    double stay = 1.0 / p->rate[j];
    square = 2.0 * stay * stay + p->go_on[j] * (2.0 * stay * mean + square);
    mean = stay + p->go_on[j] * mean;
  }
  *cv2 = square / mean / mean - 1.0;
  return mean;
}

/* Phases have mean 1, and the variance of what they were laid along, where that is moderate. */
static void
phases_fit(void)
{
  MusterDayPhases p;
  double cv2;
  muster_day_phases_fit(1.0, exponential_share, NULL, &p);
  ASSERT_CLOSE(mean_of(&p, &cv2), 1.0, 1e-12, 0.0);
  ASSERT_CLOSE(cv2, 1.0, 0.01, 0.0);
  muster_day_phases_fit(sqrt(5.0), irregular_share, NULL, &p);
  ASSERT_CLOSE(mean_of(&p, &cv2), 1.0, 1e-12, 0.0);
  ASSERT_CLOSE(cv2, 5.0, 0.15, 0.0);
  muster_day_phases_fit(0.5, NULL, NULL, &p);
  ASSERT_CLOSE(mean_of(&p, &cv2), 1.0, 1e-12, 0.0);
  ASSERT_CLOSE(cv2, 0.25, 1e-12, 0.0);
  muster_day_phases_fit(0.0, NULL, NULL, &p);
  ASSERT_CLOSE(mean_of(&p, &cv2), 1.0, 1e-12, 0.0);
  ASSERT_CLOSE(cv2, 1.0 / MUSTER_DAY_MAX_PHASES, 1e-12, 0.0);
}

/* An exponential time cut into two phases (Marie's, with cv 1), and exponential patience by its hazard, give what the
 * exact day gives: the closure loses nothing there, and the steps little. */
static void
phases_of_an_exponential_are_exact(void)
{
  enum { N = 6 };
  const double hazard[] = {0.0, 1.0, 2.0};
  const MusterDayPhases phases = {.n = 2, .rate = {2.0, 1.0}, .go_on = {0.5, 0.0}};
  const MusterDayAsk ask = MUSTER_DAY_ASK_SHORT | MUSTER_DAY_ASK_VIRTUAL | MUSTER_DAY_ASK_WAITS;
  double rate[N] = {0.1, 0.3, 0.2, 0.35, 0.1, 0.0}, handle[N];
  int agents[N] = {12, 31, 24, 35, 14, 14};
  for (int i = 0; i < N; i++)
    handle[i] = 100.0;
  MusterDayInput input = {N, 600.0, rate, handle, agents, 70.0, 45.0, MUSTER_DAY_EXH_IDLE, .short_s = 5.0};
  g_autoptr(MusterDaySolver) exact = muster_day_solver_new(&input, NULL);
  input.phases = &phases;
  input.n_hazard = 3;
  input.hazard_step_s = 70.0;
  input.hazard = hazard;
  g_autoptr(MusterDaySolver) near = muster_day_solver_new(&input, NULL);
  for (int i = 0; i < N; i++) {
    MusterDayCohort want, got;
    CU_ASSERT_FATAL(muster_day_solver_cohort(exact, i, ask, &want, NULL));
    CU_ASSERT_FATAL(muster_day_solver_cohort(near, i, ask, &got, NULL));
    ASSERT_CLOSE(got.answered_within, want.answered_within, 0.0, 1e-3);
    ASSERT_CLOSE(got.virtual_within, want.virtual_within, 0.0, 1e-3);
    ASSERT_CLOSE(got.abandoned_within, want.abandoned_within, 0.0, 1e-3);
    ASSERT_CLOSE(got.abandoned_short, want.abandoned_short, 0.0, 1e-3);
    ASSERT_CLOSE(got.abandoned, want.abandoned, 0.0, 1e-3);
    ASSERT_CLOSE(got.waited_answered_s, want.waited_answered_s, 0.02, 0.05);
    ASSERT_CLOSE(got.occupancy, want.occupancy, 0.0, 1e-3);
  }
}

/* Two factors of the demand, by hand over all four courses of two intervals. */
static void
factors_are_a_mixture(void)
{
  double rate[2] = {0.12, 0.15}, handle[2] = {100.0, 100.0};
  const double factor[2] = {0.6, 1.4}, weight[2] = {0.5, 0.5};
  int agents[2] = {14, 17};
  MusterDayInput input = {2, 600.0, rate, handle, agents, 120.0, 20.0, MUSTER_DAY_EXH_IDLE,
                          .n_factors = 2, .factor = factor, .factor_weight = weight};
  g_autoptr(MusterDaySolver) mixed = muster_day_solver_new(&input, NULL);
  MusterDayCohort got, one;
  CU_ASSERT_FATAL(muster_day_solver_cohort(mixed, 1, MUSTER_DAY_ASK_WAITS, &got, NULL));
  input.n_factors = 0;
  double within = 0.0, abandoned = 0.0, all = 0.0;
  for (int course = 0; course < 4; course++) {
    double f = factor[course % 2], g = factor[course / 2], scaled[2] = {rate[0] * f, rate[1] * g};
    input.arrival_per_s = scaled;
    g_autoptr(MusterDaySolver) solver = muster_day_solver_new(&input, NULL);
    CU_ASSERT_FATAL(muster_day_solver_cohort(solver, 1, MUSTER_DAY_ASK_WAITS, &one, NULL));
    within += g * one.answered_within;
    abandoned += g * one.abandoned;
    all += g;
  }
  ASSERT_CLOSE(got.answered_within, within / all, 1e-10, 0.0);
  ASSERT_CLOSE(got.abandoned, abandoned / all, 1e-7, 0.0);
}

/* Arrivals that neither abandoned nor were finished are still there: in − out = change, with preemption
 * where nobody takes work away. */
static void
contacts_are_conserved(void)
{
  const guint64 seed = 4711;
  g_print("  seed %" G_GUINT64_FORMAT "\n", seed);
  for (guint64 c = 0; c < 20; c++) {
    MusterKey key = muster_key(seed, c);
    enum { N = 6 };
    double rate[N], handle[N];
    int agents[N];
    for (guint64 i = 0; i < N; i++) {
      rate[i] = 0.3 * muster_draw_uniform(muster_key(key, i), MUSTER_DRAW_ARRIVAL);
      handle[i] = 120.0;
      agents[i] = (int) (40 * muster_draw_uniform(muster_key(key, i), MUSTER_DRAW_COUNT));
    }
    MusterDayInput input = {
        N, 600.0, rate, handle, agents, c % 2 ? INFINITY : 60.0, 45.0, MUSTER_DAY_PREEMPT};
    MusterDayInterval out[N];
    CU_ASSERT_FATAL(muster_day_solve(&input, out, NULL));
    double before = 0.0;
    for (int i = 0; i < N; i++) {
      double finished = out[i].mean_busy * input.interval_s / handle[i];
      ASSERT_CLOSE(before + out[i].arrivals - out[i].abandons - finished, out[i].end_mean, 1e-10, 1e-10);
      CU_ASSERT(out[i].sl_answered <= out[i].sl_virtual + 1e-13 && out[i].sl_virtual <= 1.0 + 1e-13);
      before = out[i].end_mean;
    }
  }
}

/* A solver that is asked again after a change of staff says what a new one says. */
static void
changed_staff_is_solved_again(void)
{
  double rate[] = {0.1, 0.2, 0.15, 0.1}, handle[] = {100.0, 100.0, 110.0, 100.0};
  int agents[] = {12, 20, 17, 12};
  MusterDayInput input = {4, 900.0, rate, handle, agents, 120.0, 20.0, MUSTER_DAY_EXH_IDLE};
  g_autoptr(MusterDaySolver) solver = muster_day_solver_new(&input, NULL);
  MusterDayInterval old, again, fresh[4];
  CU_ASSERT(muster_day_solver_get(solver, 3, &old, NULL));
  muster_day_solver_set_agents(solver, 1, 3, 23);
  agents[1] = agents[2] = 23;
  CU_ASSERT(muster_day_solve(&input, fresh, NULL));
  for (int i = 3; i >= 0; i--) {
    CU_ASSERT(muster_day_solver_get(solver, i, &again, NULL));
    CU_ASSERT_EQUAL(again.sl_answered, fresh[i].sl_answered);
    CU_ASSERT_EQUAL(again.end_mean, fresh[i].end_mean);
  }
  CU_ASSERT(fresh[3].sl_answered > old.sl_answered);
}

static void
nonsense_is_refused(void)
{
  double rate[] = {0.1, NAN}, handle[] = {100.0, 100.0};
  int agents[] = {12, -1};
  MusterDayInput input = {1, 900.0, rate, handle, agents, 120.0, 20.0, MUSTER_DAY_EXH_IDLE};
  MusterDayInterval out[2];
  CU_ASSERT(muster_day_solve(&input, out, NULL));
  input.n = 2;
  g_autoptr(GError) error = NULL;
  CU_ASSERT_FALSE(muster_day_solve(&input, out, &error));
  CU_ASSERT(g_error_matches(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_DOMAIN));
  rate[1] = 0.1;
  CU_ASSERT_FALSE(muster_day_solve(&input, out, NULL));
  agents[1] = 5;
  input.within_s = NAN;
  CU_ASSERT_FALSE(muster_day_solve(&input, out, NULL));
  input.within_s = 20.0;
  input.patience_s = -3.0;
  CU_ASSERT_FALSE(muster_day_solve(&input, out, NULL));
}

void test_day(void);
void
test_day(void)
{
  CU_pSuite suite = CU_add_suite("day", NULL, NULL);
  ADD_TEST(suite, own_days);
  ADD_TEST(suite, public_days);
  ADD_TEST(suite, day_from_empty);
  ADD_TEST(suite, long_day_is_steady);
  ADD_TEST(suite, cohorts_are_steady);
  ADD_TEST(suite, cohorts_end_as_the_day_does);
  ADD_TEST(suite, phases_fit);
  ADD_TEST(suite, phases_of_an_exponential_are_exact);
  ADD_TEST(suite, factors_are_a_mixture);
  ADD_TEST(suite, contacts_are_conserved);
  ADD_TEST(suite, changed_staff_is_solved_again);
  ADD_TEST(suite, nonsense_is_refused);
}
