/* Arrivals: counts and times have the right law, and stay where they are when something else changes. */
#include "sim/engine_private.h"
#include "sim_case.h"

static void
busy_centre(SimCase *k, double each)
{
  case_init(k, 2, 1, 1, 8, 12);
  case_serve(k, 0, 0, 1, 1);
  case_serve(k, 0, 1, 1, 1);
  case_on_duty(k, 0, 50);
  for (int i = 16; i < 24; i++) {
    k->demand->queue[0].contacts[i] = each;
    k->demand->queue[1].contacts[i] = 20;
  }
}

/* The arrivals of queue q in the interval, by key: times. (transfer full) */
static GHashTable *
arrivals(const MusterSim *sim, int queue, int interval)
{
  SimEngine *e = sim_engine_new(sim);
  e->key = 42;
  GHashTable *times = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
  sim_arrivals_generate(e, &sim->period[interval]);
  SimTick last = 0;
  for (const SimArrival *a = e->arrival; a->t < SIM_NEVER; a++) {
    CU_ASSERT(a->t >= last && a->t >= sim->period[interval].start && a->t < sim->period[interval].end);
    last = a->t;
    if ((int) a->queue == queue)
      g_hash_table_insert(times, g_memdup2(&a->key, sizeof a->key), g_memdup2(&a->t, sizeof a->t));
  }
  sim_engine_free(e);
  return times;
}

static gboolean
contains(GHashTable *all, GHashTable *part)
{
  GHashTableIter iter;
  gpointer key, time;
  g_hash_table_iter_init(&iter, part);
  while (g_hash_table_iter_next(&iter, &key, &time)) {
    const SimTick *there = g_hash_table_lookup(all, key);
    if (there == NULL || *there != *(const SimTick *) time)
      return FALSE;
  }
  return TRUE;
}

static void
scaled_demand_keeps_its_contacts(void)
{
  SimCase base, more;
  busy_centre(&base, 100);
  busy_centre(&more, 160);
  g_autoptr(MusterSim) a = case_sim(&base);
  g_autoptr(MusterSim) b = case_sim(&more);
  g_autoptr(GHashTable) few = arrivals(a, 0, 17), many = arrivals(b, 0, 17), others_a = arrivals(a, 1, 17),
                        others_b = arrivals(b, 1, 17);
  CU_ASSERT(g_hash_table_size(few) > 60 && g_hash_table_size(many) > g_hash_table_size(few) + 30);
  CU_ASSERT(contains(many, few));
  CU_ASSERT(g_hash_table_size(others_a) == g_hash_table_size(others_b) && contains(others_a, others_b));
  case_clear(&base);
  case_clear(&more);
}

/* Counts over replications: mean and variance of a Poisson number; time within the interval uniform. */
static void
poisson_and_uniform(void)
{
  SimCase k;
  busy_centre(&k, 7);
  g_autoptr(MusterSim) sim = case_sim(&k);
  SimEngine *e = sim_engine_new(sim);
  double n = 0, n2 = 0, place = 0, place2 = 0;
  int runs = 20000;
  for (int r = 0; r < runs; r++) {
    e->key = muster_key(1, (guint64) r);
    sim_arrivals_generate(e, &sim->period[16]);
    double count = 0;
    for (const SimArrival *a = e->arrival; a->t < SIM_NEVER; a++) {
      if (a->queue != 0)
        continue;
      double u =
          (double) (a->t - sim->period[16].start) / (double) (sim->period[16].end - sim->period[16].start);
      count++;
      place += u;
      place2 += u * u;
    }
    n += count;
    n2 += count * count;
  }
  double mean = n / runs, variance = n2 / runs - mean * mean;
  ASSERT_CLOSE(mean, 7, 0, 4 * sqrt(7.0 / runs));
  ASSERT_CLOSE(variance, 7, 0.05, 0);
  ASSERT_CLOSE(place / n, 0.5, 0, 4 * sqrt(1 / 12.0 / n));
  ASSERT_CLOSE(place2 / n, 1 / 3.0, 0.01, 0);
  sim_engine_free(e);
  case_clear(&k);
}

/* Open from 08:10 to 08:20 and again from 08:25: nobody arrives outside. */
static void
only_while_open(void)
{
  SimCase k;
  busy_centre(&k, 200);
  k.window[0] = (MusterWindow){127, 29400, 30000};
  k.window[1] = (MusterWindow){127, 30300, 43200};
  k.c.open.n = 2;
  g_autoptr(MusterSim) sim = case_sim(&k);
  SimEngine *e = sim_engine_new(sim);
  e->key = 5;
  sim_arrivals_generate(e, &sim->period[16]);
  int n = 0;
  for (const SimArrival *a = e->arrival; a->t < SIM_NEVER; a++, n++) {
    double s = sim_seconds((double) a->t);
    CU_ASSERT((s >= 29400 && s < 30000) || s >= 30300);
  }
  CU_ASSERT(n > 150);
  sim_engine_free(e);
  case_clear(&k);
}

/* Two queues with a day factor of cv 0.5 and correlation 0.6, and an interval factor of cv 0.2. */
static void
factors_vary_together(void)
{
  SimCase k;
  busy_centre(&k, 1);
  k.demand->day_cv = 0.5;
  k.demand->between_queues = 0.6;
  for (int i = 0; i < k.c.grid->n; i++)
    k.demand->queue[0].contacts[i] = k.demand->queue[1].contacts[i] = 1;
  g_autoptr(MusterSim) sim = case_sim(&k);
  SimEngine *e = sim_engine_new(sim);
  double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  int runs = 40000;
  for (int r = 0; r < runs; r++) {
    e->key = muster_key(9, (guint64) r);
    double a = sim_expected(e, &sim->period[16], 0), b = sim_expected(e, &sim->period[20], 1);
    CU_ASSERT_EQUAL(a, sim_expected(e, &sim->period[30], 0)); /* the day's intervals share it */
    x += a, y += b, xx += a * a, yy += b * b, xy += a * b;
  }
  double mx = x / runs, my = y / runs, sx = sqrt(xx / runs - mx * mx), sy = sqrt(yy / runs - my * my);
  ASSERT_CLOSE(mx, 1, 0.015, 0);
  ASSERT_CLOSE(sx, 0.5, 0.03, 0);
  ASSERT_CLOSE((xy / runs - mx * my) / (sx * sy), 0.6, 0.04, 0);
  sim_engine_free(e);
  k.demand->interval_cv = 0.2;
  k.c.simulate.demand_drawn = FALSE;
  g_autoptr(MusterSim) plain = case_sim(&k);
  e = sim_engine_new(plain);
  CU_ASSERT_EQUAL(sim_expected(e, &plain->period[16], 0), 1);
  sim_engine_free(e);
  case_clear(&k);
}

/* The demand's own handle times stretch those of the interval in which a contact arrives. */
static void
handle_time_of_the_demand(void)
{
  SimCase k;
  busy_centre(&k, 0);
  double mean_s[48];
  for (int i = 0; i < 48; i++)
    mean_s[i] = i == 17 ? 90 : NAN;
  k.demand->queue[0].handle_mean_s = mean_s;
  case_arrive(&k, 8 * H, 0);
  case_arrive(&k, 8.5 * H, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_CLOSE(out->flow[0].handle_s.mean, 150, 1e-6, 0);
  k.demand->queue[0].handle_mean_s = NULL;
  case_clear(&k);
}

void test_arrivals(void);
void
test_arrivals(void)
{
  CU_pSuite suite = CU_add_suite("arrivals", NULL, NULL);
  ADD_TEST(suite, scaled_demand_keeps_its_contacts);
  ADD_TEST(suite, poisson_and_uniform);
  ADD_TEST(suite, only_while_open);
  ADD_TEST(suite, factors_vary_together);
  ADD_TEST(suite, handle_time_of_the_demand);
}
