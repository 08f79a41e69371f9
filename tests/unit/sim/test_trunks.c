/* Lines and balking, counted by hand. */
#include "sim_case.h"

/* Lines for the first queue, and an agent who takes a minute for each contact. */
static void
with_lines(SimCase *k, double lines)
{
  case_init(k, 1, 1, 1, 8, 12);
  case_serve(k, 0, 0, 1, 1);
  case_on_duty(k, 0, 1);
  k->c.lines = (MusterLines){lines, 1};
}

static void
arrive_at(SimCase *k, int n, const double *second)
{
  for (int i = 0; i < n; i++)
    case_arrive(k, 8 * H + second[i], 0);
}

/* At 0 s answered until 60 s; at 10 s waiting; at 20 s both lines are held. At 60 s the first line comes free and the second caller
 * talks; at 65 s one waits beside him, and at 119 s the lines are held again. At 120 s one is free. */
static void
blocks_beyond_the_lines(void)
{
  static const double second[] = {0, 10, 20, 65, 119, 121};
  for (int offered = 0; offered < 2; offered++) {
    SimCase k;
    with_lines(&k, 2);
    k.c.blocked_is_offered = offered == 1;
    arrive_at(&k, 6, second);
    g_autoptr(MusterOutcome) out = case_run(&k);
    ASSERT_Q(out, 0, BLOCKED, 2);
    ASSERT_Q(out, 0, LOST, 2);
    ASSERT_Q(out, 0, OFFERED, 4 + 2 * offered);
    ASSERT_Q(out, 0, ANSWERED, 4);
    ASSERT_Q(out, 0, SERVICE_LEVEL, 1.0 / (4 + 2 * offered));
    ASSERT_Q(out, 0, WAIT_MEAN, (0 + 50 + 55 + 59) / 4.0);
    case_clear(&k);
  }
}

/* After-call work keeps the agent and frees the line. */
static void
after_call_work_holds_none(void)
{
  static const double second[] = {0, 59, 61, 62};
  SimCase k;
  with_lines(&k, 1);
  case_dist(&k.queue[0].after_call, "fixed", 30, NAN);
  arrive_at(&k, 4, second);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, BLOCKED, 2); /* at 59 s the first talks; at 62 s the one of 61 s waits */
  ASSERT_Q(out, 0, ASA, 29 / 2.0);
  case_clear(&k);
}

/* Who hangs up frees the line at that moment, whether or not anybody has looked. */
static void
hanging_up_frees_a_line(void)
{
  static const double second[] = {0, 10, 24, 26};
  SimCase k;
  with_lines(&k, 2);
  case_dist(&k.queue[0].patience, "fixed", 15, NAN);
  arrive_at(&k, 4, second);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, BLOCKED, 1);
  ASSERT_Q(out, 0, ABANDONED, 2);
  case_clear(&k);
}

/* The phone that rings in vain holds its line until the caller gives up. */
static void
ringing_holds_a_line(void)
{
  static const double second[] = {0, 14, 16};
  SimCase k;
  with_lines(&k, 1);
  k.queue[0].ring_s = 20;
  case_dist(&k.queue[0].patience, "fixed", 15, NAN);
  arrive_at(&k, 3, second);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, BLOCKED, 1);
  ASSERT_Q(out, 0, ABANDONED, 2);
  case_clear(&k);
}

/* The blocked one calls again after 100 s. */
static void
the_blocked_call_again(void)
{
  static const double second[] = {0, 10}, always[] = {1};
  SimCase k;
  with_lines(&k, 1);
  k.queue[0].n_redial_block = 1;
  k.queue[0].redial_block = (double *) (gpointer) always;
  case_dist(&k.queue[0].redial_delay, "fixed", 100, NAN);
  arrive_at(&k, 2, second);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, BLOCKED, 1);
  ASSERT_Q(out, 0, LOST, 0);
  ASSERT_Q(out, 0, REDIALS, 1);
  ASSERT_Q(out, 0, ANSWERED, 2);
  muster_dist_clear(&k.queue[0].redial_delay);
  case_clear(&k);
}

/* In front of the queue the bot takes 50 s of the line: from 0 s to 50 s, then a minute of talk. */
static void
selfservice_holds_a_line(void)
{
  static const double second[] = {0, 10, 100, 111};
  MusterSelfservice bot = {.queue = 0, .contains = 1e-12, .takes_s = 50, .counts_before = TRUE};
  SimCase k;
  with_lines(&k, 1);
  k.c.n_selfservice = 1;
  k.c.selfservice = &bot;
  arrive_at(&k, 4, second);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, BLOCKED, 2);
  ASSERT_Q(out, 0, ANSWERED, 2);
  case_clear(&k);
}

/* --- balking ------------------------------------------------------------------------------------------------------ */

/* Two in line is too long for anybody: at 0 s answered, at 1 s and 2 s waiting, at 3 s gone at once; at 61 s one waits. */
static void
balks_by_length(void)
{
  static const double second[] = {0, 1, 2, 3, 61};
  MusterBalkStep step[] = {{2, 1}};
  SimCase k;
  with_lines(&k, 0);
  k.queue[0].balk = (MusterBalk){.by_length = TRUE, .n = 1, .step = step};
  arrive_at(&k, 5, second);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, BALKED, 1);
  ASSERT_Q(out, 0, ABANDONED, 1);
  ASSERT_Q(out, 0, WAIT_ABANDONED, 0);
  ASSERT_Q(out, 0, ANSWERED, 4);
  case_clear(&k);
}

/* The second contact waits 55 s; who hears that leaves, until the next wait is heard. Nobody is told anything when an agent is free. */
static void
balks_on_the_last_wait(void)
{
  static const double second[] = {0, 5, 61, 200, 210};
  MusterBalkStep step[] = {{30, 0}, {50, 1}, {56, 0}};
  SimCase k;
  with_lines(&k, 0);
  k.queue[0].balk = (MusterBalk){.n = 3, .step = step};
  arrive_at(&k, 5, second);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, BALKED, 2); /* at 61 s and at 210 s; at 200 s the agent is free */
  ASSERT_Q(out, 0, ANSWERED, 3);
  case_clear(&k);
}

/* With the wait of the first in line: at 40 s it has waited 39 s. */
static void
balks_on_the_head_of_the_queue(void)
{
  static const double second[] = {0, 1, 30, 40};
  MusterBalkStep step[] = {{35, 1}};
  SimCase k;
  with_lines(&k, 0);
  k.queue[0].balk = (MusterBalk){.announce = MUSTER_PREDICT_HEAD_OF_QUEUE, .n = 1, .step = step};
  arrive_at(&k, 4, second);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, BALKED, 1);
  ASSERT_Q(out, 0, ANSWERED, 3);
  case_clear(&k);
}

void test_trunks(void);
void
test_trunks(void)
{
  CU_pSuite suite = CU_add_suite("sim/trunks", NULL, NULL);
  ADD_TEST(suite, blocks_beyond_the_lines);
  ADD_TEST(suite, after_call_work_holds_none);
  ADD_TEST(suite, hanging_up_frees_a_line);
  ADD_TEST(suite, ringing_holds_a_line);
  ADD_TEST(suite, the_blocked_call_again);
  ADD_TEST(suite, selfservice_holds_a_line);
  ADD_TEST(suite, balks_by_length);
  ADD_TEST(suite, balks_on_the_last_wait);
  ADD_TEST(suite, balks_on_the_head_of_the_queue);
}
