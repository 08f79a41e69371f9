/* What a replication is judged by: opinions, money, missed targets, worst intervals; each reckoned by hand. */
#include "sim_case.h"

#define OPEN (8 * H)

/* One agent, fixed handle 60 s, patience 100 s. Five contacts: at 0 (answered at once), 10 (waits 50 s), 15 (waits 105 s:
 * abandons), 400 (at once), and one in the half-hour after next (at once). */
static void
five(SimCase *k)
{
  case_init(k, 1, 1, 1, 8, 18);
  case_serve(k, 0, 0, 1, 1);
  case_on_duty(k, 0, 1);
  case_dist(&k->queue[0].patience, "fixed", 100, NAN);
  k->queue[0].target = (MusterTarget){.answer = 0.9, .within_s = 20, .abandon = NAN, .asa_s = NAN};
  static const double second[] = {0, 10, 15, 400, 3700};
  for (int i = 0; i < 5; i++)
    case_arrive(k, OPEN + second[i], 0);
}

/* Content: 90 % at once, 70 % after 100 s, so 80 % after 50 s; of the lost 10 %. */
static void
opinions_by_wait(void)
{
  static double wait_s[] = {0, 100}, share[] = {0.9, 0.7}, late_s[] = {40, 60}, complain[] = {0, 0.5};
  SimCase k;
  five(&k);
  k.queue[0].satisfaction = (MusterOpinion){TRUE, {2, wait_s, share}, 0.1, NAN};
  k.queue[0].complaint = (MusterOpinion){TRUE, {2, late_s, complain}, 0.2, NAN};
  g_autoptr(MusterOutcome) out = case_run(&k);
  CU_ASSERT(muster_outcome_shows(out, MUSTER_MEASURE_SATISFACTION));
  CU_ASSERT(muster_outcome_shows(out, MUSTER_MEASURE_COMPLAINTS));
  ASSERT_CLOSE(Q_MEAN(out, 0, SATISFACTION), (3 * 0.9 + 0.8 + 0.1) / 5, 1e-6, 0);
  ASSERT_CLOSE(Q_MEAN(out, 0, COMPLAINTS), 0.25 + 0.2, 1e-6, 0);
  ASSERT_CLOSE(out->total.m[MUSTER_MEASURE_SATISFACTION].mean, (3 * 0.9 + 0.8 + 0.1) / 5, 1e-6, 0);
  case_clear(&k);
}

/* A fifth of the answered were not helped: of these 30 % are content, and 40 % complain, whatever the wait. */
static void
opinions_of_the_unresolved(void)
{
  static double wait_s[] = {0}, share[] = {0.9}, complain[] = {0.1};
  SimCase k;
  five(&k);
  k.queue[0].repeat_chance = 0.2;
  case_dist(&k.queue[0].repeat_delay, "fixed", 30 * 86400, NAN);
  k.demand->counts = MUSTER_COUNTS_FRESH;
  k.queue[0].satisfaction = (MusterOpinion){TRUE, {1, wait_s, share}, 0, 0.3};
  k.queue[0].complaint = (MusterOpinion){TRUE, {1, wait_s, complain}, 0, 0.4};
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ANSWERED, 4);
  ASSERT_CLOSE(Q_MEAN(out, 0, SATISFACTION), 4 * (0.8 * 0.9 + 0.2 * 0.3) / 5, 1e-6, 0);
  ASSERT_CLOSE(Q_MEAN(out, 0, COMPLAINTS), 4 * (0.8 * 0.1 + 0.2 * 0.4), 1e-6, 0);
  muster_dist_clear(&k.queue[0].repeat_delay);
  case_clear(&k);
}

/* Four answered at 5 each, one lost at 12; the group costs 10 hours at 3, and works for one queue alone. */
static void
money_of_a_day(void)
{
  SimCase k;
  five(&k);
  k.group[0].cost_per_h = 3;
  k.queue[0].value_answered = 5;
  k.queue[0].value_lost = 12;
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_CLOSE(Q_MEAN(out, 0, REVENUE), 20, 1e-9, 0);
  ASSERT_CLOSE(Q_MEAN(out, 0, VALUE_LOST), 12, 1e-9, 0);
  ASSERT_CLOSE(Q_MEAN(out, 0, STAFF_COST), 30, 1e-6, 0);
  ASSERT_CLOSE(Q_MEAN(out, 0, MARGIN), 20 - 12 - 30, 1e-6, 0);
  ASSERT_CLOSE(out->total.m[MUSTER_MEASURE_MARGIN].mean, 20 - 12 - 30, 1e-6, 0);
  case_clear(&k);
}

/* A group's cost falls on two queues by the time worked: 60 s and 180 s. */
static void
cost_by_time_worked(void)
{
  SimCase k;
  case_init(&k, 2, 1, 1, 8, 18);
  case_serve(&k, 0, 0, 1, 1);
  case_serve(&k, 0, 1, 1, 1);
  case_on_duty(&k, 0, 1);
  case_dist(&k.queue[1].handle, "fixed", 180, NAN);
  k.group[0].cost_per_h = 4;
  k.queue[0].value_answered = 50;
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 600, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_CLOSE(Q_MEAN(out, 0, STAFF_COST), 10, 1e-6, 0);
  ASSERT_CLOSE(Q_MEAN(out, 1, STAFF_COST), 30, 1e-6, 0);
  ASSERT_CLOSE(out->total.m[MUSTER_MEASURE_MARGIN].mean, 50 - 40, 1e-6, 0);
  case_clear(&k);
}

/* The day has 3 of 5 in time: below 90 %. The first half-hour too; the third is met. The others have no contact. */
static void
targets_missed(void)
{
  SimCase k;
  five(&k);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_CLOSE(Q_MEAN(out, 0, MISSED_TARGET), 1, 0, 0);
  ASSERT_CLOSE(out->queue_day[0].m[MUSTER_MEASURE_MISSED_TARGET].mean, 1, 0, 0);
  ASSERT_CLOSE(out->queue_interval[16].m[MUSTER_MEASURE_MISSED_TARGET].mean, 1, 0, 0);
  ASSERT_CLOSE(out->queue_interval[18].m[MUSTER_MEASURE_MISSED_TARGET].mean, 0, 0, 0);
  CU_ASSERT(isnan(out->queue_interval[17].m[MUSTER_MEASURE_MISSED_TARGET].mean));
  k.queue[0].target.answer = 0.6; /* just met: 3 of 5 */
  g_autoptr(MusterOutcome) met = case_run(&k);
  ASSERT_CLOSE(Q_MEAN(met, 0, MISSED_TARGET), 0, 0, 0);
  k.queue[0].target.abandon = 0.19;
  g_autoptr(MusterOutcome) left = case_run(&k);
  ASSERT_CLOSE(Q_MEAN(left, 0, MISSED_TARGET), 1, 0, 0);
  k.queue[0].target.abandon = 0.2;
  k.queue[0].target.asa_s = 12.4; /* 50 s over four */
  g_autoptr(MusterOutcome) slow = case_run(&k);
  ASSERT_CLOSE(Q_MEAN(slow, 0, MISSED_TARGET), 1, 0, 0);
  case_clear(&k);
}

static void
worst_interval(void)
{
  SimCase k;
  five(&k);
  g_autoptr(MusterOutcome) out = case_run(&k);
  CU_ASSERT_EQUAL(muster_outcome_worst(out, 0), 16);
  SimCase empty;
  case_init(&empty, 1, 1, 1, 8, 18);
  case_serve(&empty, 0, 0, 1, 1);
  case_on_duty(&empty, 0, 1);
  g_autoptr(MusterOutcome) none = case_run(&empty);
  CU_ASSERT_EQUAL(muster_outcome_worst(none, 0), -1);
  case_clear(&empty);
  case_clear(&k);
}

/* The recursion gives the same money and opinions as the events. */
static void
kernels_agree(void)
{
  static double wait_s[] = {0, 100}, share[] = {0.9, 0.2};
  MusterMeasure level[2], revenue[2];
  for (int kernel = 0; kernel < 2; kernel++) {
    SimCase k;
    case_init(&k, 1, 1, 1, 8, 18);
    case_serve(&k, 0, 0, 1, 1);
    case_on_duty(&k, 0, 2);
    case_dist(&k.queue[0].patience, "exponential", 60, NAN);
    k.queue[0].satisfaction = (MusterOpinion){TRUE, {2, wait_s, share}, 0.1, NAN};
    k.queue[0].value_answered = 2;
    k.options.all_measures = FALSE;
    k.options.replications = 20;
    k.options.kernel = kernel == 0 ? MUSTER_SIM_KERNEL_AUTO : MUSTER_SIM_KERNEL_EVENTS;
    for (int i = 16; i < 36; i++)
      k.demand->queue[0].contacts[i] = 55;
    g_autoptr(MusterOutcome) out = case_run(&k);
    level[kernel] = out->queue[0].m[MUSTER_MEASURE_SATISFACTION];
    revenue[kernel] = out->queue[0].m[MUSTER_MEASURE_REVENUE];
    case_clear(&k);
  }
  CU_ASSERT(level[0].mean > 0.3 && level[0].mean < 0.9);
  ASSERT_CLOSE(level[0].mean, level[1].mean, 1e-12, 0);
  ASSERT_CLOSE(revenue[0].mean, revenue[1].mean, 1e-12, 0);
}

void test_judge(void);
void
test_judge(void)
{
  CU_pSuite suite = CU_add_suite("judge", NULL, NULL);
  ADD_TEST(suite, opinions_by_wait);
  ADD_TEST(suite, opinions_of_the_unresolved);
  ADD_TEST(suite, money_of_a_day);
  ADD_TEST(suite, cost_by_time_worked);
  ADD_TEST(suite, targets_missed);
  ADD_TEST(suite, worst_interval);
  ADD_TEST(suite, kernels_agree);
}
