/* Measures: definitions of service level, totals over queues, intervals of waits that cross them, quantiles. */
#include "sim_case.h"

#define OPEN (8 * H)

/* One agent, patience 15 s, T 20 s: 0 answered at once, 10 abandons at 25, 50 answered at 60 after 10 s. Had the second been
 * patient it would have been taken at 60, after 50 s. */
static void
mixed(SimCase *k)
{
  case_init(k, 1, 1, 1, 8, 18);
  case_serve(k, 0, 0, 1, 1);
  case_on_duty(k, 0, 1);
  case_dist(&k->queue[0].patience, "fixed", 15, NAN);
  case_arrive(k, OPEN, 0);
  case_arrive(k, OPEN + 10, 0);
  case_arrive(k, OPEN + 50, 0);
}

static double
level(MusterServiceLevel definition, double short_abandon_s)
{
  SimCase k;
  mixed(&k);
  k.c.service_level = definition;
  k.c.short_abandon_s = short_abandon_s;
  g_autoptr(MusterOutcome) out = case_run(&k);
  double level = Q_MEAN(out, 0, SERVICE_LEVEL);
  CU_ASSERT_EQUAL(out->total.m[MUSTER_MEASURE_SERVICE_LEVEL].mean, level);
  case_clear(&k);
  return level;
}

static void
six_definitions(void)
{
  ASSERT_CLOSE(level(MUSTER_SL_ANSWERED_OF_OFFERED, 5), 2.0 / 3, 1e-12, 0);
  ASSERT_CLOSE(level(MUSTER_SL_ANSWERED_OF_ANSWERED, 5), 1, 1e-12, 0);
  ASSERT_CLOSE(level(MUSTER_SL_ABANDONED_AS_GOOD, 5), 1, 1e-12, 0);
  ASSERT_CLOSE(level(MUSTER_SL_WITHOUT_QUICK_ABANDONS, 5), 1, 1e-12, 0);
  ASSERT_CLOSE(level(MUSTER_SL_SHORT_ABANDONS_AS_GOOD, 5), 2.0 / 3, 1e-12, 0);
  ASSERT_CLOSE(level(MUSTER_SL_SHORT_ABANDONS_AS_GOOD, 15), 1, 1e-12, 0);
  ASSERT_CLOSE(level(MUSTER_SL_VIRTUAL_WAIT, 5), 2.0 / 3, 1e-12, 0);
}

/* The same, but the one who abandons would have been taken after 16 s. */
static void
virtual_wait_of_the_abandoned(void)
{
  SimCase k;
  mixed(&k);
  k.c.service_level = MUSTER_SL_VIRTUAL_WAIT;
  k.second[1] = OPEN + 44;
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ABANDONED, 1);
  ASSERT_Q(out, 0, SERVICE_LEVEL, 1);
  case_clear(&k);
}

/* Counts go to the interval of arrival, time to the interval in which it passes. */
static void
waits_that_cross_an_interval(void)
{
  SimCase k;
  case_init(&k, 1, 1, 1, 8, 18);
  case_serve(&k, 0, 0, 1, 1);
  case_on_duty(&k, 0, 1);
  case_dist(&k.queue[0].handle, "fixed", 600, NAN);
  case_arrive(&k, 8.5 * H - 300, 0);
  case_arrive(&k, 8.5 * H - 100, 0); /* waits 100 s before the half-hour, 300 s after it */
  g_autoptr(MusterOutcome) out = case_run(&k);
  const MusterQueueCell *first = &out->queue_interval[16], *second = &out->queue_interval[17];
  ASSERT_CLOSE(first->m[MUSTER_MEASURE_OFFERED].mean, 2, 0, 0);
  ASSERT_CLOSE(first->m[MUSTER_MEASURE_ASA].mean, 200, 1e-9, 0);
  ASSERT_CLOSE(first->m[MUSTER_MEASURE_QUEUE_LENGTH_MEAN].mean, 100 / 1800.0, 1e-5, 0);
  ASSERT_CLOSE(second->m[MUSTER_MEASURE_QUEUE_LENGTH_MEAN].mean, 300 / 1800.0, 1e-5, 0);
  ASSERT_CLOSE(second->m[MUSTER_MEASURE_QUEUE_LENGTH_MAX].mean, 1, 0, 0);
  ASSERT_CLOSE(second->m[MUSTER_MEASURE_OFFERED].mean, 0, 0, 0);
  CU_ASSERT(isnan(second->m[MUSTER_MEASURE_SERVICE_LEVEL].mean));
  ASSERT_CLOSE(out->group_interval[16].m[MUSTER_GROUP_OCCUPANCY].mean, 300 / 1800.0, 1e-9, 0);
  ASSERT_CLOSE(out->group_interval[17].m[MUSTER_GROUP_OCCUPANCY].mean, 900 / 1800.0, 1e-9, 0);
  ASSERT_CLOSE(out->group_interval[16].m[MUSTER_GROUP_HANDLED].mean, 2, 0, 0);
  case_clear(&k);
}

/* Each contact against its own queue's T; a queue without one is in no service level. */
static void
totals_over_queues(void)
{
  SimCase k;
  case_init(&k, 3, 1, 1, 8, 18);
  for (int q = 0; q < 3; q++)
    case_serve(&k, 0, q, 1, 1);
  case_on_duty(&k, 0, 1);
  k.queue[1].target.within_s = 60;
  k.queue[2].has_target = FALSE;
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 20, 0);  /* 40 s: not within 20 */
  case_arrive(&k, OPEN + 65, 1);  /* 55 s: within 60 */
  case_arrive(&k, OPEN + 100, 2); /* 80 s */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_CLOSE(out->total.m[MUSTER_MEASURE_SERVICE_LEVEL].mean, 2.0 / 3, 1e-12, 0);
  ASSERT_CLOSE(out->total.m[MUSTER_MEASURE_ASA].mean, 175 / 4.0, 1e-6, 0);
  ASSERT_CLOSE(out->total.m[MUSTER_MEASURE_WAIT_MAX].mean, 80, 1e-6, 0);
  ASSERT_CLOSE(out->total.m[MUSTER_MEASURE_QUEUE_LENGTH_MAX].mean, 2, 0, 0);
  CU_ASSERT(isnan(Q_MEAN(out, 2, SERVICE_LEVEL)));
  ASSERT_CLOSE(out->total_interval[16].m[MUSTER_MEASURE_OFFERED].mean, 4, 0, 0);
  case_clear(&k);
}

static void
basic_leaves_out_the_rest(void)
{
  SimCase k;
  mixed(&k);
  k.options.all_measures = FALSE;
  g_autoptr(MusterOutcome) out = case_run(&k);
  for (int id = 0; id < MUSTER_N_QUEUE_MEASURES; id++)
    if (!muster_queue_measure_info((MusterQueueMeasureId) id)->basic)
      CU_ASSERT(isnan(out->total.m[id].mean));
  ASSERT_Q(out, 0, ANSWERED, 2);
  CU_ASSERT_EQUAL(out->n_flows, 0);
  CU_ASSERT(isnan(out->total.m[MUSTER_MEASURE_ANSWERED].lower));
  case_clear(&k);
}

static void
quantiles_lie_in_their_bins(void)
{
  SimCase k;
  case_init(&k, 1, 1, 1, 8, 18);
  case_serve(&k, 0, 0, 1, 1);
  case_on_duty(&k, 0, 1);
  for (int i = 0; i < 11; i++) /* waits of 0, 60, …, 600 s */
    case_arrive(&k, OPEN, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_CLOSE(Q_MEAN(out, 0, WAIT_P50), 300, 0.06, 0);
  ASSERT_CLOSE(Q_MEAN(out, 0, WAIT_P90), 540, 0.06, 0);
  ASSERT_CLOSE(Q_MEAN(out, 0, WAIT_P95), 600, 0.06, 0);
  ASSERT_CLOSE(out->queue_interval[16].m[MUSTER_MEASURE_WAIT_P50].mean, Q_MEAN(out, 0, WAIT_P50), 0, 0);
  CU_ASSERT(isnan(out->queue_interval[17].m[MUSTER_MEASURE_WAIT_P50].mean));
  case_clear(&k);
}

void test_measures(void);
void
test_measures(void)
{
  CU_pSuite suite = CU_add_suite("measures", NULL, NULL);
  ADD_TEST(suite, six_definitions);
  ADD_TEST(suite, virtual_wait_of_the_abandoned);
  ADD_TEST(suite, waits_that_cross_an_interval);
  ADD_TEST(suite, totals_over_queues);
  ADD_TEST(suite, basic_leaves_out_the_rest);
  ADD_TEST(suite, quantiles_lie_in_their_bins);
}
