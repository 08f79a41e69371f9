/* Rates within intervals, fixed numbers, bursts, and how far counts stray. */
#include "sim/bursts_private.h"
#include "sim/shapes_private.h"
#include "sim_case.h"

static const double load[] = {10, 14, 30, 28, 12, 0, 6, 9}; /* from 08:00 on */

static void
morning(SimCase *k, MusterRates rates)
{
  case_init(k, 1, 1, 1, 8, 12);
  case_serve(k, 0, 0, 1, 1);
  case_on_duty(k, 0, 50);
  k->c.simulate.rates = rates;
  for (int i = 0; i < 8; i++)
    k->demand->queue[0].contacts[16 + i] = load[i];
}

static double
share_by(const SimShape *s, double x)
{
  return x * (s->left + x * (3 - 2 * s->left - s->right + x * (s->left + s->right - 2)));
}

/* Rates are nowhere negative, the moment of a share gives the share back, and a smooth curve has no jump but beside an empty interval. */
static void
shapes_keep_their_number(void)
{
  for (int rates = MUSTER_RATES_LINEAR; rates <= MUSTER_RATES_SPLINE; rates++) {
    SimCase k;
    morning(&k, (MusterRates) rates);
    g_autoptr(MusterSim) sim = case_sim(&k);
    for (int i = 0; i < 8; i++) {
      const SimShape *s = &sim->queue[0].shape[16 + i];
      const SimTick open = sim_ticks(1800);
      double before = 0;
      for (int j = 1; j < 64; j++) {
        guint64 bits = (guint64) j << 58;
        double x = (double) sim_shape_offset(s, bits, open) / (double) open;
        ASSERT_CLOSE(share_by(s, x), j / 64.0, 0, 1e-8);
        CU_ASSERT(x >= before);
        before = x;
      }
      gboolean neighbour = i < 7 && load[i] > 0 && load[i + 1] > 0;
      if (neighbour && rates == MUSTER_RATES_SPLINE)
        ASSERT_CLOSE(s->right * load[i], s[1].left * load[i + 1], 1e-12, 0);
      if (rates == MUSTER_RATES_LINEAR)
        ASSERT_CLOSE(s->left + s->right, 2, 1e-12, 0);
    }
    const SimShape *s = &sim->queue[0].shape[16];
    CU_ASSERT(s[0].left < s[0].right && s[4].left > s[4].right && s[5].left == 1 && s[5].right == 1);
    if (rates == MUSTER_RATES_LINEAR) /* from 10 to 14 the day begins at 8 and reaches 12; 30 is a peak */
      CU_ASSERT(fabs(s[0].left - 0.8) < 1e-12 && s[2].left == 1 && s[2].right == 1);
    case_clear(&k);
  }
}

typedef struct {
  double n, n2, place; /* of interval 16 */
} Sums;

/* The first queue's arrivals of 08:00 – 08:30 over replications. */
static Sums
sums_of(SimCase *k, int runs)
{
  Sums sums = {0};
  g_autoptr(MusterSim) sim = case_sim(k);
  SimEngine *e = sim_engine_new(sim);
  for (int r = 0; r < runs; r++) {
    e->key = muster_key(3, (guint64) r);
    sim_arrivals_generate(e, &sim->period[16]);
    double count = 0;
    for (const SimArrival *a = e->arrival; a->t < SIM_NEVER; a++, count++)
      sums.place += sim_seconds((double) (a->t - sim->period[16].start)) / 1800;
    sums.n += count / runs;
    sums.n2 += count * count / runs;
  }
  sums.place /= sums.n * runs;
  sim_engine_free(e);
  return sums;
}

/* Contacts lie where the rate is: on a line from `left` to `right` their mean place is 1/2 + (right − left) / 12. */
static void
contacts_follow_the_rate(void)
{
  SimCase k;
  morning(&k, MUSTER_RATES_LINEAR);
  Sums sums = sums_of(&k, 20000);
  ASSERT_CLOSE(sums.n, 10, 0, 4 * sqrt(10 / 20000.0));
  ASSERT_CLOSE(sums.place, 0.5 + (1.2 - 0.8) / 12, 0, 4 * sqrt(1 / 12.0 / 2e5));
  case_clear(&k);
}

/* Exactly the number, whole or rounded up with the chance of its fraction; Poisson counts have an index of dispersion of 1, busy ones
 * of 1 + mean × cv². */
static void
counts_stray_as_they_should(void)
{
  const int runs = 20000;
  SimCase k;
  morning(&k, MUSTER_RATES_CONSTANT);
  Sums sums = sums_of(&k, runs);
  ASSERT_CLOSE((sums.n2 - sums.n * sums.n) / sums.n, 1, 0, 4 * sqrt(2.0 / runs));
  k.demand->interval_cv = 0.5;
  sums = sums_of(&k, runs);
  ASSERT_CLOSE((sums.n2 - sums.n * sums.n) / sums.n, 1 + 10 * 0.25, 0.06, 0);
  k.demand->interval_cv = 0;
  k.c.simulate.arrivals = MUSTER_ARRIVALS_FIXED;
  sums = sums_of(&k, 100);
  ASSERT_CLOSE(sums.n2 - sums.n * sums.n, 0, 0, 1e-9);
  k.demand->queue[0].contacts[16] = 7.25;
  sums = sums_of(&k, runs);
  ASSERT_CLOSE(sums.n, 7.25, 0, 4 * sqrt(0.1875 / runs));
  ASSERT_CLOSE(sums.n2 - sums.n * sums.n, 0.1875, 0.04, 0);
  case_clear(&k);
}

/* Shares of 30, 10 and 10 of 50 contacts, concentration 9: of mean 0.6, 0.2 and 0.2, of variance p (1 − p) / 10; and they come to one day
 * whatever is drawn. */
static void
a_day_is_split(void)
{
  const double share[] = {0.6, 0.2, 0.2};
  double mean[3] = {0}, square[3] = {0};
  const int runs = 20000;
  SimCase k;
  case_init(&k, 1, 1, 1, 8, 18);
  case_serve(&k, 0, 0, 1, 1);
  case_on_duty(&k, 0, 5);
  k.demand->split = 9;
  for (int i = 0; i < 3; i++)
    k.demand->queue[0].contacts[16 + 2 * i] = 50 * share[i];
  g_autoptr(MusterSim) sim = case_sim(&k);
  SimEngine *e = sim_engine_new(sim);
  for (int r = 0; r < runs; r++) {
    double total = 0;
    e->key = muster_key(7, (guint64) r);
    for (int p = 0; p < sim->n_periods; p++) {
      double contacts = sim_expected(e, &sim->period[p], 0);
      int i = (sim->period[p].source - 16) / 2;
      total += contacts;
      if (contacts > 0) {
        mean[i] += contacts / 50 / runs;
        square[i] += contacts / 50 * contacts / 50 / runs;
      }
    }
    ASSERT_CLOSE(total, 50, 1e-12, 0);
  }
  for (int i = 0; i < 3; i++) {
    double variance = share[i] * (1 - share[i]) / 10;
    ASSERT_CLOSE(mean[i], share[i], 0, 4 * sqrt(variance / runs));
    ASSERT_CLOSE(square[i] - mean[i] * mean[i], variance, 0.05, 0);
  }
  sim_engine_free(e);
  case_clear(&k);
}

/* --- bursts ------------------------------------------------------------------------------------------------------- */

typedef struct {
  int n[2]; /* by queue */
  SimTick first, last;
} Burst;

static void
count(G_GNUC_UNUSED SimEngine *e, int queue, SimTick t, G_GNUC_UNUSED guint64 number, gpointer data)
{
  Burst *burst = data;
  burst->n[queue]++;
  burst->first = MIN(burst->first, t);
  burst->last = MAX(burst->last, t);
}

static Burst
burst_of(SimEngine *e, const MusterSim *sim, guint64 replication)
{
  Burst burst = {.first = SIM_NEVER};
  e->key = muster_key(5, replication);
  for (int p = 0; p < sim->n_periods; p++)
    sim_bursts_generate(e, &sim->period[p], count, &burst);
  return burst;
}

static void
with_burst(SimCase *k, MusterEvent *event, int n_days)
{
  case_init(k, 2, 1, n_days, 8, 12);
  case_serve(k, 0, 0, 1, 1);
  case_serve(k, 0, 1, 1, 1);
  case_on_duty(k, 0, 50);
  for (int i = 0; i < k->c.grid->n; i++) {
    gboolean open = i % 48 >= 16 && i % 48 < 24;
    k->demand->queue[0].contacts[i] = open ? 30 : 0;
    k->demand->queue[1].contacts[i] = open ? 10 : 0;
  }
  k->c.n_events = 1;
  k->c.event = event;
}

/* 400 contacts in 20 minutes from 09:20 on, three of four to the queue that has three of four contacts. */
static void
a_burst_comes_at_its_start(void)
{
  SimCase k;
  MusterEvent event = {.name = (char *) "outage", .kind = (char *) "burst", .end = G_MININT64, .queues = 3, .contacts = 400,
                       .over_s = 1200, .chance_per_day = NAN};
  with_burst(&k, &event, 1);
  event.start = k.c.grid->start[0] + 9 * 3600 + 1200;
  g_autoptr(MusterSim) sim = case_sim(&k);
  SimEngine *e = sim_engine_new(sim);
  double n = 0, n2 = 0, first = 0;
  const int runs = 1000;
  SimTick begin = sim_tick_of_utc(sim, event.start);
  for (int r = 0; r < runs; r++) {
    Burst burst = burst_of(e, sim, (guint64) r);
    double all = burst.n[0] + burst.n[1];
    n += all / runs;
    n2 += all * all / runs;
    first += burst.n[0] / (double) runs;
    CU_ASSERT(burst.first >= begin && burst.last < begin + sim_ticks(1200));
  }
  ASSERT_CLOSE(n, 400, 0, 4 * sqrt(400.0 / runs));
  ASSERT_CLOSE((n2 - n * n) / n, 1, 0, 4 * sqrt(2.0 / runs));
  ASSERT_CLOSE(first, 300, 0, 4 * sqrt(300.0 / runs));
  sim_engine_free(e);
  g_autoptr(MusterOutcome) with = case_run(&k);
  k.c.n_events = 0;
  g_autoptr(MusterOutcome) without = case_run(&k);
  CU_ASSERT(Q_MEAN(with, 0, OFFERED) > Q_MEAN(without, 0, OFFERED) + 200);
  for (int i = 0; i < 48; i++) /* nothing else changes its arrivals */
    if (i < 18 || i > 19)
      CU_ASSERT_EQUAL(with->queue_interval[i].m[MUSTER_MEASURE_OFFERED].mean, without->queue_interval[i].m[MUSTER_MEASURE_OFFERED].mean);
  case_clear(&k);
}

/* On each of 20 days with a chance of 30 %, in open hours; what falls into closed hours does not come. */
static void
a_burst_is_drawn_by_day(void)
{
  SimCase k;
  MusterEvent event = {.name = (char *) "outage", .kind = (char *) "burst", .start = G_MININT64, .end = G_MININT64, .queues = 1,
                       .contacts = 40, .over_s = 60, .chance_per_day = 0.3};
  with_burst(&k, &event, 20);
  g_autoptr(MusterSim) sim = case_sim(&k);
  SimEngine *e = sim_engine_new(sim);
  double n = 0;
  const int runs = 200;
  for (int r = 0; r < runs; r++) {
    Burst burst = burst_of(e, sim, (guint64) r);
    CU_ASSERT(burst.n[1] == 0);
    n += burst.n[0] / (double) runs;
  }
  /* a minute's burst that begins in the day's last minute loses half on average: 1/2 of 1/240 */
  ASSERT_CLOSE(n, 20 * 0.3 * 40 * (1 - 0.5 / 240), 0, 4 * sqrt(20 * 0.3 * 40 * (1 + 40 * 0.7) / runs));
  sim_engine_free(e);
  case_clear(&k);
}

void test_shapes(void);
void
test_shapes(void)
{
  CU_pSuite suite = CU_add_suite("sim/shapes", NULL, NULL);
  ADD_TEST(suite, shapes_keep_their_number);
  ADD_TEST(suite, contacts_follow_the_rate);
  ADD_TEST(suite, counts_stray_as_they_should);
  ADD_TEST(suite, a_day_is_split);
  ADD_TEST(suite, a_burst_comes_at_its_start);
  ADD_TEST(suite, a_burst_is_drawn_by_day);
}
