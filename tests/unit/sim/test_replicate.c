/* Replications: the same for any number of threads, and apart by queue. */
#include "sim_case.h"

/* Two queues, two groups of their own and one that serves both; patience, log-normal times, changing staff. */
static void
centre(SimCase *k, double demand)
{
  case_init(k, 2, 3, 2, 8, 18);
  case_serve(k, 0, 0, 1, 1);
  case_serve(k, 1, 1, 1, 1);
  case_serve(k, 2, 0, 2, 1)->after_s = 10;
  case_serve(k, 2, 1, 2, 1);
  case_dist(&k->queue[0].handle, "lognormal", 200, 1.2);
  case_dist(&k->queue[1].handle, "gamma", 300, 0.7);
  case_dist(&k->queue[0].patience, "exponential", 120, NAN);
  case_dist(&k->queue[1].patience, "weibull", 200, 1.5);
  case_step(k, 0, 8, 6);
  case_step(k, 0, 12, 4);
  case_step(k, 0, 14, 7);
  case_on_duty(k, 1, 7);
  case_on_duty(k, 2, 3);
  for (int i = 0; i < k->c.grid->n; i++)
    if (i % 48 >= 16 && i % 48 < 36) {
      k->demand->queue[0].contacts[i] = demand;
      k->demand->queue[1].contacts[i] = 45;
    }
  k->demand->day_cv = 0.2;
  k->demand->interval_cv = 0.05;
  k->c.simulate.replications = 37;
}

static gboolean
same(const void *a, const void *b, gsize n, gsize size)
{
  return n == 0 || memcmp(a, b, n * size) == 0;
}

static gboolean
same_outcome(const MusterOutcome *a, const MusterOutcome *b)
{
  gsize n = (gsize) a->grid->n;
  return same(&a->total, &b->total, 1, sizeof a->total) &&
         same(&a->total_group, &b->total_group, 1, sizeof a->total_group) &&
         same(a->queue, b->queue, 2, sizeof *a->queue) && same(a->group, b->group, 3, sizeof *a->group) &&
         same(a->queue_interval, b->queue_interval, 2 * n, sizeof *a->queue_interval) &&
         same(a->group_interval, b->group_interval, 3 * n, sizeof *a->group_interval) &&
         same(a->total_interval, b->total_interval, n, sizeof *a->total_interval) &&
         a->n_flows == b->n_flows && same(a->flow, b->flow, (gsize) a->n_flows, sizeof *a->flow);
}

static void
any_number_of_threads(void)
{
  SimCase k;
  centre(&k, 40);
  for (int all = 0; all < 2; all++) {
    k.options.all_measures = all;
    k.options.jobs = 1;
    g_autoptr(MusterOutcome) one = case_run(&k);
    CU_ASSERT(one->total.m[MUSTER_MEASURE_ABANDONED].mean > 1);
    for (int jobs = 2; jobs <= 3; jobs++) {
      k.options.jobs = jobs;
      g_autoptr(MusterOutcome) more = case_run(&k);
      CU_ASSERT(same_outcome(one, more));
    }
  }
  case_clear(&k);
}

/* Basic and all measures see the same contacts. */
static void
measures_change_nothing(void)
{
  SimCase k;
  centre(&k, 40);
  g_autoptr(MusterOutcome) all = case_run(&k);
  k.options.all_measures = FALSE;
  g_autoptr(MusterOutcome) basic = case_run(&k);
  CU_ASSERT_EQUAL(Q_MEAN(all, 0, ASA), Q_MEAN(basic, 0, ASA));
  CU_ASSERT_EQUAL(Q_MEAN(all, 1, ABANDONED), Q_MEAN(basic, 1, ABANDONED));
  CU_ASSERT_EQUAL(G_MEAN(all, 2, OCCUPANCY), G_MEAN(basic, 2, OCCUPANCY));
  case_clear(&k);
}

/* With no shared group, the other queue's numbers stay as they were to the last bit. */
static void
queues_are_apart(void)
{
  SimCase a, b;
  centre(&a, 40);
  centre(&b, 70);
  a.group[2].n_serves = b.group[2].n_serves = 0;
  b.queue[0].priority = 3;
  case_dist(&b.queue[0].handle, "exponential", 100, NAN);
  g_autoptr(MusterOutcome) before = case_run(&a);
  g_autoptr(MusterOutcome) after = case_run(&b);
  CU_ASSERT(Q_MEAN(before, 0, OFFERED) < Q_MEAN(after, 0, OFFERED));
  CU_ASSERT(same(&before->queue[1], &after->queue[1], 1, sizeof *before->queue));
  case_clear(&a);
  case_clear(&b);
}

static void
seeds_differ(void)
{
  SimCase k;
  centre(&k, 40);
  g_autoptr(MusterOutcome) one = case_run(&k);
  k.options.seed = 2;
  g_autoptr(MusterOutcome) two = case_run(&k);
  CU_ASSERT_NOT_EQUAL(Q_MEAN(one, 0, OFFERED), Q_MEAN(two, 0, OFFERED));
  CU_ASSERT_EQUAL(one->seed, 1);
  CU_ASSERT_EQUAL(one->replications, 37);
  case_clear(&k);
}

static void
tell(int done, int total, gpointer data)
{
  int *most = data;
  CU_ASSERT(done >= 1 && done <= total);
  *most = MAX(*most, done);
}

static void
progress_and_timing(void)
{
  SimCase k;
  centre(&k, 40);
  int most = 0;
  k.options.progress = tell;
  k.options.progress_data = &most;
  k.options.jobs = 2;
  g_autoptr(MusterSim) sim = case_sim(&k);
  MusterSimTiming timing;
  g_autoptr(MusterOutcome) out = muster_sim_run(sim, &timing, NULL);
  CU_ASSERT_EQUAL(most, 37);
  ASSERT_CLOSE((double) timing.contacts, 37 * out->total.m[MUSTER_MEASURE_OFFERED].mean, 1e-12, 0.5);
  CU_ASSERT(timing.cpu_s > 0 && timing.wall_s > 0);
  case_clear(&k);
}

static void
two_shots_of_one_sim(void)
{
  SimCase k;
  centre(&k, 40);
  g_autoptr(MusterSim) sim = case_sim(&k);
  g_autoptr(MusterOutcome) one = muster_sim_run(sim, NULL, NULL);
  g_autoptr(MusterOutcome) two = muster_sim_run(sim, NULL, NULL);
  CU_ASSERT(same_outcome(one, two));
  case_clear(&k);
}

void test_replicate(void);
void
test_replicate(void)
{
  CU_pSuite suite = CU_add_suite("replicate", NULL, NULL);
  ADD_TEST(suite, any_number_of_threads);
  ADD_TEST(suite, measures_change_nothing);
  ADD_TEST(suite, queues_are_apart);
  ADD_TEST(suite, seeds_differ);
  ADD_TEST(suite, progress_and_timing);
  ADD_TEST(suite, two_shots_of_one_sim);
}
