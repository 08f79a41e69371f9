/* One queue and one or two agents, every time fixed, every number by hand. The day begins at 08:00. */
#include "sim_case.h"

#define OPEN (8 * H)

static void
one(SimCase *k, double agents)
{
  case_init(k, 1, 1, 1, 8, 18);
  case_serve(k, 0, 0, 1, 1);
  case_on_duty(k, 0, agents);
}

/* 0, 10 and 30 s; a minute each: waits of 0, 50 and 90 s. */
static void
first_come_first_served(void)
{
  SimCase k;
  one(&k, 1);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 10, 0);
  case_arrive(&k, OPEN + 30, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, OFFERED, 3);
  ASSERT_Q(out, 0, ANSWERED, 3);
  ASSERT_Q(out, 0, WAITED, 2);
  ASSERT_Q(out, 0, ANSWERED_WITHIN, 1);
  ASSERT_Q(out, 0, SERVICE_LEVEL, 1.0 / 3);
  ASSERT_Q(out, 0, ASA, 140.0 / 3);
  ASSERT_Q(out, 0, WAIT_MEAN, 140.0 / 3);
  ASSERT_Q(out, 0, WAIT_MAX, 90);
  ASSERT_Q(out, 0, QUEUE_LENGTH_MAX, 2);
  ASSERT_Q(out, 0, QUEUE_LENGTH_MEAN, 140.0 / (10 * H));
  ASSERT_G(out, 0, HANDLED, 3);
  ASSERT_G(out, 0, OCCUPANCY, 180 / (10 * H));
  ASSERT_G(out, 0, IDLE, 10 * H - 180);
  ASSERT_G(out, 0, PAID, 10);
  ASSERT_G(out, 0, OVERRUN, 0);
  CU_ASSERT(isnan(Q_MEAN(out, 0, WAIT_ABANDONED)));
  CU_ASSERT_EQUAL(out->n_flows, 1);
  ASSERT_CLOSE(out->flow[0].handle_s.mean, 180, 1e-9, 0);
  case_clear(&k);
}

/* Patience of 40 s: the second gives up at 50 s, the third is taken after 30 s. */
static void
the_impatient_leave(void)
{
  SimCase k;
  one(&k, 1);
  case_dist(&k.queue[0].patience, "fixed", 40, NAN);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 10, 0);
  case_arrive(&k, OPEN + 30, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ANSWERED, 2);
  ASSERT_Q(out, 0, ABANDONED, 1);
  ASSERT_Q(out, 0, ABANDONED_WITHIN, 0);
  ASSERT_Q(out, 0, ABANDONMENT, 1.0 / 3);
  ASSERT_Q(out, 0, WAIT_ABANDONED, 40);
  ASSERT_Q(out, 0, ASA, 15);
  ASSERT_Q(out, 0, WAIT_MEAN, 70.0 / 3);
  ASSERT_Q(out, 0, QUEUE_LENGTH_MEAN, 70 / (10 * H));
  ASSERT_Q(out, 0, LOST, 1);
  case_clear(&k);
}

/* A wait of exactly T is within; a contact whose patience ends as the agent comes free is served. */
static void
edges_are_inclusive(void)
{
  SimCase k;
  one(&k, 1);
  case_dist(&k.queue[0].patience, "fixed", 20, NAN);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 40, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ANSWERED, 2);
  ASSERT_Q(out, 0, ANSWERED_WITHIN, 2);
  case_clear(&k);
}

/* It rings 4 s before the answer: part of the wait, and the agent's time. */
static void
ringing_counts(void)
{
  SimCase k;
  one(&k, 1);
  k.queue[0].ring_s = 4;
  case_dist(&k.queue[0].after_call, "fixed", 30, NAN);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 10, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, (4 + 88) / 2.0);
  ASSERT_G(out, 0, OCCUPANCY, 188 / (10 * H));
  ASSERT_CLOSE(out->flow[0].handle_s.mean, 180, 1e-9, 0);
  case_clear(&k);
}

static void
ringing_in_vain(void)
{
  SimCase k;
  one(&k, 1);
  k.queue[0].ring_s = 4;
  case_dist(&k.queue[0].patience, "fixed", 3, NAN);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 3.5, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ABANDONED, 2);
  ASSERT_Q(out, 0, WAIT_ABANDONED, 3);
  ASSERT_G(out, 0, HANDLED, 0);
  ASSERT_G(out, 0, OCCUPANCY, 6 / (10 * H));
  case_clear(&k);
}

/* Those who still wait at closing time are served by the last staff; what it works then is overrun, not occupancy. */
static void
serves_after_the_end(void)
{
  SimCase k;
  one(&k, 1);
  case_arrive(&k, 18 * H - 30, 0);
  case_arrive(&k, 18 * H - 10, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ANSWERED, 2);
  ASSERT_Q(out, 0, ASA, 20);
  ASSERT_G(out, 0, OCCUPANCY, 30 / (10 * H));
  ASSERT_G(out, 0, OVERRUN, 90 / H);
  ASSERT_G(out, 0, PAID, 10 + 90 / H);
  case_clear(&k);
}

/* The same when the horizon itself ends: the queue's length stops there too. */
static void
serves_after_the_horizon(void)
{
  SimCase k;
  case_init(&k, 1, 1, 1, 0, 24);
  case_serve(&k, 0, 0, 1, 1);
  case_on_duty(&k, 0, 1);
  case_arrive(&k, 24 * H - 30, 0);
  case_arrive(&k, 24 * H - 10, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, 20);
  ASSERT_Q(out, 0, QUEUE_LENGTH_MEAN, 10 / (24 * H));
  ASSERT_G(out, 0, OCCUPANCY, 30 / (24 * H));
  ASSERT_G(out, 0, OVERRUN, 90 / H);
  case_clear(&k);
}

static void
dismisses_at_closing(void)
{
  SimCase k;
  one(&k, 1);
  k.c.simulate.after_end = MUSTER_AFTER_END_DISMISS;
  case_arrive(&k, 18 * H - 30, 0);
  case_arrive(&k, 18 * H - 10, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, OFFERED, 2);
  ASSERT_Q(out, 0, ANSWERED, 1);
  ASSERT_Q(out, 0, DISMISSED, 1);
  ASSERT_Q(out, 0, ABANDONED, 0);
  ASSERT_Q(out, 0, SERVICE_LEVEL, 0.5);
  ASSERT_Q(out, 0, WAIT_MEAN, 5);
  ASSERT_Q(out, 0, WAIT_MAX, 10);
  ASSERT_G(out, 0, OVERRUN, 30 / H);
  case_clear(&k);
}

/* Nobody ever comes: the patient stay undecided, in no denominator; the impatient abandon. */
static void
nobody_is_there(void)
{
  SimCase k;
  one(&k, 0);
  case_arrive(&k, OPEN, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, UNDECIDED, 1);
  CU_ASSERT(isnan(Q_MEAN(out, 0, SERVICE_LEVEL)));
  CU_ASSERT(isnan(G_MEAN(out, 0, OCCUPANCY)));
  case_dist(&k.queue[0].patience, "fixed", 40, NAN);
  g_autoptr(MusterOutcome) impatient = case_run(&k);
  ASSERT_Q(impatient, 0, ABANDONED, 1);
  case_clear(&k);
}

/* What arrives or passes in the warm-up is not counted, but who is in then keeps agents from those who come later. */
static void
warm_up_is_not_counted(void)
{
  SimCase k;
  one(&k, 1);
  k.c.simulate.warm_up_s = 45 * 60;
  case_arrive(&k, OPEN - 100, 0); /* until −40 */
  case_arrive(&k, OPEN - 50, 0);  /* −40 … 20 */
  case_arrive(&k, OPEN + 5, 0);   /* 20 … 80 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, OFFERED, 1);
  ASSERT_Q(out, 0, ASA, 15);
  ASSERT_G(out, 0, HANDLED, 1);
  ASSERT_G(out, 0, OCCUPANCY, 80 / (10 * H));
  ASSERT_G(out, 0, PAID, 10);
  case_clear(&k);
}

void test_engine(void);
void
test_engine(void)
{
  CU_pSuite suite = CU_add_suite("engine", NULL, NULL);
  ADD_TEST(suite, first_come_first_served);
  ADD_TEST(suite, the_impatient_leave);
  ADD_TEST(suite, edges_are_inclusive);
  ADD_TEST(suite, ringing_counts);
  ADD_TEST(suite, ringing_in_vain);
  ADD_TEST(suite, serves_after_the_end);
  ADD_TEST(suite, serves_after_the_horizon);
  ADD_TEST(suite, dismisses_at_closing);
  ADD_TEST(suite, nobody_is_there);
  ADD_TEST(suite, warm_up_is_not_counted);
}
