/* A second agent called in to a talk: by hand. */
#include "sim_case.h"

#define OPEN (8 * H)

/* Sales (alpha) ask the experts (beta) after 40 s of every talk of 60 s; the two stay for 100 s; sales then write for 20 s. */
static void
init(SimCase *k, double experts)
{
  case_init(k, 2, 2, 1, 8, 18);
  case_serve(k, 0, 0, 1, 1);
  case_serve(k, 1, 1, 1, 1);
  case_on_duty(k, 0, 1);
  case_on_duty(k, 1, experts);
  k->demand->counts = MUSTER_COUNTS_FRESH;
  k->queue[0].second_queue = 1;
  k->queue[0].second_chance = 1;
  k->queue[0].second_wait_up_to_s = 600;
  case_dist(&k->queue[0].second_after, "fixed", 40, NAN);
  case_dist(&k->queue[0].after_call, "fixed", 20, NAN);
  case_dist(&k->queue[1].handle, "fixed", 100, NAN);
}

static void
clear(SimCase *k)
{
  muster_dist_clear(&k->queue[0].second_after);
  case_clear(k);
}

static void
both_stay_to_the_end(void)
{
  SimCase k;
  init(&k, 1);
  case_arrive(&k, OPEN, 0);      /* talk 0 … 40, with the second 40 … 140, writing … 160 */
  case_arrive(&k, OPEN + 10, 0); /* waits until 160 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, CONFERENCES, 2);
  ASSERT_Q(out, 0, ASA, 75);
  ASSERT_Q(out, 1, OFFERED, 2);
  ASSERT_Q(out, 1, FRESH, 0);
  ASSERT_Q(out, 1, ASA, 0);
  ASSERT_G(out, 0, IDLE, 10 * H - 2 * 160);
  ASSERT_G(out, 1, IDLE, 10 * H - 2 * 100);
  clear(&k);
}

/* The expert is on a call of its own queue from 20 to 120: the first agent is held until then, and the wait is counted. */
static void
the_first_is_held(void)
{
  SimCase k;
  init(&k, 1);
  case_arrive(&k, OPEN, 0);      /* asks at 40, the second comes at 120, to 220, writing … 240 */
  case_arrive(&k, OPEN + 20, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ASA, 40); /* 80 s of the one, none of the other */
  ASSERT_G(out, 0, IDLE, 10 * H - 240);
  ASSERT_G(out, 1, IDLE, 10 * H - 200);
  clear(&k);
}

/* Nobody comes within a minute: the talk ends then. */
static void
nobody_comes(void)
{
  SimCase k;
  init(&k, 0);
  k.queue[0].second_wait_up_to_s = 60;
  case_arrive(&k, OPEN, 0); /* 40 + 60 + 20 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, CONFERENCES, 1);
  ASSERT_Q(out, 1, ABANDONED, 1);
  ASSERT_Q(out, 1, WAIT_ABANDONED, 60);
  ASSERT_G(out, 0, IDLE, 10 * H - 120);
  clear(&k);
}

/* One team for both: two agents, of whom each may be asked by the other. */
static void
colleagues_ask_each_other(void)
{
  SimCase k;
  init(&k, 0);
  case_serve(&k, 0, 1, 1, 2);
  case_on_duty(&k, 0, 2);
  case_arrive(&k, OPEN, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ANSWERED, 1);
  ASSERT_G(out, 0, IDLE, 20 * H - 160 - 100);
  clear(&k);
}

void test_conference(void);
void
test_conference(void)
{
  CU_pSuite suite = CU_add_suite("conference", NULL, NULL);
  ADD_TEST(suite, both_stay_to_the_end);
  ADD_TEST(suite, the_first_is_held);
  ADD_TEST(suite, nobody_comes);
  ADD_TEST(suite, colleagues_ask_each_other);
}
