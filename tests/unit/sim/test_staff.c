/* Staff by number: rises and drops, by hand. Two agents from 08:00, contacts of 600 s. */
#include "sim_case.h"

static void
two_then_one(SimCase *k)
{
  case_init(k, 1, 1, 1, 8, 12);
  case_serve(k, 0, 0, 1, 1);
  case_dist(&k->queue[0].handle, "fixed", 600, NAN);
  case_step(k, 0, 8, 2);
  case_step(k, 0, 9, 1);
}

/* At 09:00 one agent is idle and goes; the busy one stays. */
static void
idle_leave_first(void)
{
  SimCase k;
  two_then_one(&k);
  case_arrive(&k, 9 * H - 300, 0);
  case_arrive(&k, 9 * H + 10, 0); /* waits for the one who stays: 290 s */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, 145);
  ASSERT_G(out, 0, OVERRUN, 0);
  ASSERT_G(out, 0, PAID, 5);
  ASSERT_G(out, 0, OCCUPANCY, 1200 / (5 * H));
  case_clear(&k);
}

/* Both are busy at 09:00, until 09:05 and 09:08:20. One of them is marked; which one shows only in who serves on. */
static void
busy_leavers_finish(void)
{
  SimCase k;
  two_then_one(&k);
  case_arrive(&k, 9 * H - 300, 0);
  case_arrive(&k, 9 * H - 100, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  double overrun_s = G_MEAN(out, 0, OVERRUN) * H;
  CU_ASSERT(fabs(overrun_s - 300) < 1e-3 || fabs(overrun_s - 500) < 1e-3);
  ASSERT_G(out, 0, PAID, 5 + overrun_s / H);
  ASSERT_G(out, 0, OCCUPANCY, 1200 / (5 * H + overrun_s));
  case_clear(&k);
}

/* With first_to_finish the earlier one goes at 09:05, and the next contact waits for the other. */
static void
first_to_finish(void)
{
  SimCase k;
  two_then_one(&k);
  k.c.simulate.staff_drop = MUSTER_STAFF_DROP_FIRST_TO_FINISH;
  case_arrive(&k, 9 * H - 300, 0);
  case_arrive(&k, 9 * H - 100, 0);
  case_arrive(&k, 9 * H + 200, 0); /* 300 s, until 09:08:20 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, 100);
  ASSERT_G(out, 0, OVERRUN, 300 / H);
  case_clear(&k);
}

/* Staff drops to none at 09:00 and is back at 09:30; a contact of 40 minutes spans it. */
static void
drop_and_rise(SimCase *k)
{
  case_init(k, 1, 1, 1, 8, 12);
  case_serve(k, 0, 0, 1, 1);
  case_dist(&k->queue[0].handle, "fixed", 2400, NAN);
  case_step(k, 0, 8, 1);
  case_step(k, 0, 9, 0);
  case_step(k, 0, 9.5, 1);
  case_arrive(k, 9 * H - 300, 0); /* until 09:35 */
  case_arrive(k, 9 * H, 0);
}

static void
marked_go_even_if_staff_rises(void)
{
  SimCase k;
  drop_and_rise(&k);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, 900); /* a new agent takes the second at 09:30 */
  ASSERT_G(out, 0, OVERRUN, 2100 / H);
  case_clear(&k);
}

static void
leavers_may_stay(void)
{
  SimCase k;
  drop_and_rise(&k);
  k.c.simulate.leavers_stay = TRUE;
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, 1050); /* the first one's agent stays and takes it at 09:35 */
  ASSERT_G(out, 0, OVERRUN, 1800 / H);
  case_clear(&k);
}

static void
a_rise_keeps_the_first_to_finish(void)
{
  SimCase k;
  drop_and_rise(&k);
  k.c.simulate.staff_drop = MUSTER_STAFF_DROP_FIRST_TO_FINISH;
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, 1050);
  ASSERT_G(out, 0, OVERRUN, 1800 / H);
  case_clear(&k);
}

/* A rise wakes those who wait, in order. */
static void
newcomers_take_the_waiting(void)
{
  SimCase k;
  case_init(&k, 1, 1, 1, 8, 12);
  case_serve(&k, 0, 0, 1, 1);
  case_step(&k, 0, 8, 0);
  case_step(&k, 0, 9, 2);
  for (int i = 0; i < 3; i++)
    case_arrive(&k, 9 * H - 30 + 10 * i, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, (30 + 20 + 70) / 3.0);
  ASSERT_Q(out, 0, QUEUE_LENGTH_MAX, 3);
  case_clear(&k);
}

/* Nights are closed: who waits at closing is served by the evening's staff, and the morning starts with its own number. */
static void
over_night(void)
{
  SimCase k;
  case_init(&k, 1, 1, 2, 8, 12);
  case_serve(&k, 0, 0, 1, 1);
  case_on_duty(&k, 0, 1);
  case_arrive(&k, 12 * H - 10, 0);
  case_arrive(&k, 12 * H - 5, 0);
  case_arrive(&k, 32 * H + 5, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, 55 / 3.0);
  ASSERT_G(out, 0, OVERRUN, 110 / H);
  ASSERT_G(out, 0, PAID, 8 + 110 / H);
  ASSERT_G(out, 0, OCCUPANCY, 70 / (8 * H));
  ASSERT_CLOSE(out->queue_day[0].m[MUSTER_MEASURE_OFFERED].mean, 2, 0, 0);
  ASSERT_CLOSE(out->queue_day[1].m[MUSTER_MEASURE_OFFERED].mean, 1, 0, 0);
  case_clear(&k);
}

static void
staff_from_a_requirement(void)
{
  SimCase k;
  case_init(&k, 2, 1, 1, 8, 12);
  case_serve(&k, 0, 0, 1, 1);
  case_serve(&k, 0, 1, 1, 1);
  g_autoptr(MusterRequirement) need = muster_requirement_new(&k.c);
  for (int i = 16; i < 24; i++) {
    need->need[i].agents = 1;
    need->need[need->grid->n + i].agents = i < 20 ? 1 : 0;
  }
  need->group[0] = need->group[1] = 0;
  k.staff.requirement = need;
  case_arrive(&k, 8 * H, 0);
  case_arrive(&k, 8 * H, 1);
  case_arrive(&k, 11 * H, 0);
  case_arrive(&k, 11 * H, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  CU_ASSERT_STRING_EQUAL(out->staff_source, "requirement");
  ASSERT_Q(out, 0, ASA, 0);
  ASSERT_Q(out, 1, ASA, 30);
  ASSERT_G(out, 0, PAID, 6);
  need->group[1] = -1;
  g_autoptr(MusterFaults) faults = muster_faults_new();
  CU_ASSERT_PTR_NULL(muster_sim_new(&k.c, k.demand, &k.staff, &k.options, faults));
  case_clear(&k);
}

static void
costs_by_the_hour(void)
{
  SimCase k;
  two_then_one(&k);
  k.group[0].cost_per_h = 30;
  case_arrive(&k, 12 * H - 300, 0); /* five minutes over */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_G(out, 0, COST, 30 * (5 + 300 / H));
  ASSERT_CLOSE(out->total_group.m[MUSTER_GROUP_COST].mean, 30 * (5 + 300 / H), 1e-9, 1e-5);
  case_clear(&k);
}

/* From 09:00 to 10:00 every minute costs half as much again. */
static void
night_premium(void)
{
  SimCase k;
  two_then_one(&k);
  MusterWindow night = {127, 9 * 3600, 10 * 3600};
  k.c.pay_night = (MusterNightPay){.hours = {1, &night}, .factor = 1.5};
  k.group[0].cost_per_h = 30;
  case_arrive(&k, 8 * H, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_G(out, 0, PAID, 5);
  ASSERT_G(out, 0, COST, 30 * (2 + 1.5 + 1 + 1));
  case_clear(&k);
}

void test_staff(void);
void
test_staff(void)
{
  CU_pSuite suite = CU_add_suite("staff", NULL, NULL);
  ADD_TEST(suite, idle_leave_first);
  ADD_TEST(suite, busy_leavers_finish);
  ADD_TEST(suite, first_to_finish);
  ADD_TEST(suite, marked_go_even_if_staff_rises);
  ADD_TEST(suite, leavers_may_stay);
  ADD_TEST(suite, a_rise_keeps_the_first_to_finish);
  ADD_TEST(suite, newcomers_take_the_waiting);
  ADD_TEST(suite, over_night);
  ADD_TEST(suite, staff_from_a_requirement);
  ADD_TEST(suite, costs_by_the_hour);
  ADD_TEST(suite, night_premium);
}
