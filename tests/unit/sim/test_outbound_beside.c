/* Lists and conferences beside lines, waits, conditions, lines per group and the same agent, by hand: talks of 60 s. */
#include "sim_desk.h"

/* The first queue is a list that is dialled by hand, the second has callers; one group for both. */
static void
list_and_calls(SimCase *k, int n_groups, double agents)
{
  case_init(k, 2, n_groups, 1, 8, 18);
  for (int g = 0; g < n_groups; g++) {
    case_serve(k, g, 0, 1 + g, 1);
    case_serve(k, g, 1, 1 + g, 1);
    case_on_duty(k, g, agents);
  }
  k->demand->counts = MUSTER_COUNTS_FRESH;
  k->queue[0].channel = MUSTER_CHANNEL_OUTBOUND;
  k->queue[0].reach = 1;
  k->queue[0].attempts = 1;
  k->queue[0].second_queue = -1;
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

/* Two lines, three agents, three entries with 30 s of after-call work: the third waits for a line, which is free when a talk is over at 60 s,
 * not the agent. Callers are blocked at 30 s by the list, and at 62 s by the list and a caller. */
static void
an_entry_waits_for_a_line(void)
{
  SimCase k;
  list_and_calls(&k, 1, 3);
  case_dist(&k.queue[0].after_call, "fixed", 30, NAN);
  k.c.lines = (MusterLines){2, 3};
  for (int i = 0; i < 3; i++)
    case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 30, 1);
  case_arrive(&k, OPEN + 61, 1); /* waits for the first agent, at 90 s: talks until 150 s */
  case_arrive(&k, OPEN + 62, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ANSWERED, 3);
  ASSERT_Q(out, 1, BLOCKED, 2);
  ASSERT_Q(out, 1, ASA, 29);
  case_clear(&k);
}

/* A dialer with two idle agents and one line: one call rings at a time. The second is placed when the first talk is over, at 70 s. */
static void
a_dialer_needs_lines(void)
{
  SimCase k;
  list_and_calls(&k, 1, 2);
  k.queue[0].dialer = (MusterDialer){.name = (char *) (gpointer) "power", .lines = 1, .when_idle = 1};
  k.queue[0].ring_s = 10;
  k.c.lines = (MusterLines){1, 3};
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 75, 1);  /* blocked by the one that rings */
  case_arrive(&k, OPEN + 139, 1); /* and by its talk */
  case_arrive(&k, OPEN + 141, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ANSWERED, 2);
  ASSERT_Q(out, 0, MISMATCHED, 0);
  ASSERT_Q(out, 1, BLOCKED, 2);
  ASSERT_Q(out, 1, ANSWERED, 1);
  case_clear(&k);
}

/* Nobody picks up for 25 s: the line is held as long. */
static void
ringing_in_vain_holds_a_line(void)
{
  SimCase k;
  list_and_calls(&k, 1, 2);
  k.queue[0].reach = 0;
  k.queue[0].no_answer_s = 25;
  k.c.lines = (MusterLines){1, 3};
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 24, 1);
  case_arrive(&k, OPEN + 26, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, BLOCKED, 1);
  ASSERT_Q(out, 1, ANSWERED, 1);
  case_clear(&k);
}

/* The first talks 40 s, asks, and the expert comes at 120 s, from a call of his own, for 100 s. All the time it holds one line, and the
 * request none: of three lines one is free at 50 s. At 219 s the caller of 50 s waits, the first still talks, and one comes in between. */
static void
a_conference_holds_one_line(void)
{
  SimCase k;
  case_init(&k, 2, 2, 1, 8, 18);
  case_serve(&k, 0, 0, 1, 1);
  case_serve(&k, 1, 1, 1, 1);
  case_on_duty(&k, 0, 1);
  case_on_duty(&k, 1, 1);
  k.demand->counts = MUSTER_COUNTS_FRESH;
  k.queue[0].second_queue = 1;
  k.queue[0].second_chance = 1;
  k.queue[0].second_wait_up_to_s = 600;
  case_dist(&k.queue[0].second_after, "fixed", 40, NAN);
  case_dist(&k.queue[1].handle, "fixed", 100, NAN);
  k.c.lines = (MusterLines){3, 3};
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 20, 1);
  case_arrive(&k, OPEN + 50, 0);  /* the last line */
  case_arrive(&k, OPEN + 51, 0);  /* blocked */
  case_arrive(&k, OPEN + 218, 0); /* the expert's caller has gone at 120 s */
  case_arrive(&k, OPEN + 219, 0); /* blocked */
  case_arrive(&k, OPEN + 221, 0); /* the first has gone at 220 s */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, BLOCKED, 2);
  ASSERT_Q(out, 0, ANSWERED, 4);
  muster_dist_clear(&k.queue[0].second_after);
  case_clear(&k);
}

/* --- waits, conditions, lines per group --------------------------------------------------------------------------- */

/* The second group may dial what has been on the list for 30 s. Of two entries it takes the second at 30 s; busy with a caller then, it
 * leaves it to the first group, at 60 s. */
static void
time_on_the_list(void)
{
  SimCase k;
  list_and_calls(&k, 2, 1);
  k.serves[1][0].after_s = 30;
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN, 0);
  g_autoptr(MusterOutcome) after = case_run(&k);
  ASSERT_G(after, 0, IDLE, 10 * H - 60);
  ASSERT_G(after, 1, IDLE, 10 * H - 60);
  case_arrive(&k, OPEN + 29, 1); /* to the second group: the first is dialling */
  g_autoptr(MusterOutcome) busy = case_run(&k);
  ASSERT_Q(busy, 1, ASA, 0);
  ASSERT_G(busy, 0, IDLE, 10 * H - 120);
  ASSERT_G(busy, 1, IDLE, 10 * H - 60);
  case_clear(&k);
}

/* The second group dials when nobody of the first is idle; or, with a bound that is never met, not at all. */
static void
under_a_condition(void)
{
  for (int bound = 0; bound < 2; bound++) {
    SimCase k;
    list_and_calls(&k, 2, 1);
    k.serves[1][0].when = (MusterCondition){.measure = MUSTER_CONDITION_IDLE_AGENTS, .of = 0, .below = TRUE, .bound = bound};
    case_arrive(&k, OPEN, 0);
    case_arrive(&k, OPEN, 0);
    g_autoptr(MusterOutcome) out = case_run(&k);
    ASSERT_Q(out, 0, ANSWERED, 2);
    ASSERT_G(out, 0, IDLE, 10 * H - (bound == 1 ? 60 : 120));
    ASSERT_G(out, 1, IDLE, 10 * H - (bound == 1 ? 60 : 0));
    case_clear(&k);
  }
}

/* Callers join the first group's line while it is short enough. The second group has nobody in its own, and dials at 20 s though three wait;
 * that row stands before the caller of 130 s. */
static void
a_line_per_group(void)
{
  SimCase k;
  double target = 5;
  char *group = (char *) (gpointer) "alpha";
  list_and_calls(&k, 2, 1);
  k.c.join.name = (char *) (gpointer) "queue_ratio";
  k.c.join.n = 1;
  k.c.join.key = &group;
  k.c.join.value = &target;
  for (int i = 0; i < 4; i++)
    case_arrive(&k, OPEN + i, 1);
  case_arrive(&k, OPEN + 20, 0);
  case_arrive(&k, OPEN + 130, 1);
  expect(&k, "1 0 60.000, 1 59 60.000, 1 118 60.000, 1 177 60.000, 2 0 60.000, 1 110 60.000");
  case_clear(&k);
}

/* --- the same agent ----------------------------------------------------------------------------------------------- */

/* A caller goes on to the list when the talk is over. The agent who had him writes until 90 s, the other one is idle: the entry waits
 * for the first as long as `wait_up_to` says. */
static void
the_same_agent_dials(void)
{
  SimCase k;
  MusterTransfer transfer = {.queue = 0, .outside = -1, .share = 1};
  list_and_calls(&k, 1, 2);
  k.queue[1].transfer = &transfer;
  k.queue[1].n_transfers = 1;
  case_dist(&k.queue[1].after_call, "fixed", 30, NAN);
  case_arrive(&k, OPEN, 1);
  expect(&k, "1 0 90.000, 2 0 60.000");
  k.c.same_agent_queues = 1;
  k.c.same_agent_wait_s = 600;
  expect(&k, "1 0 90.000, 1 0 60.000");
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, SAME_AGENT, 1);
  k.c.same_agent_wait_s = 10; /* at 70 s anybody */
  expect(&k, "1 0 90.000, 2 0 60.000");
  k.c.same_agent_wait_s = 29.999;
  expect(&k, "1 0 90.000, 2 0 60.000");
  k.queue[1].transfer = NULL;
  k.queue[1].n_transfers = 0;
  case_clear(&k);
}

/* Nobody picks up. A caller who is new afterwards asks for nobody, though he comes to the agent who dialled. */
static void
who_is_new_remembers_nobody(void)
{
  SimCase k;
  MusterTransfer transfer = {.queue = 0, .outside = -1, .share = 1};
  list_and_calls(&k, 1, 1);
  k.queue[0].reach = 0;
  k.queue[0].no_answer_s = 25;
  k.queue[1].transfer = &transfer;
  k.queue[1].n_transfers = 1;
  k.c.same_agent_queues = 3;
  k.c.same_agent_wait_s = 600;
  case_arrive(&k, OPEN, 1);
  case_arrive(&k, OPEN + 100, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, UNREACHED, 2);
  ASSERT_Q(out, 1, ANSWERED, 2);
  ASSERT_Q(out, 1, SAME_AGENT, 0);
  k.queue[1].transfer = NULL;
  k.queue[1].n_transfers = 0;
  case_clear(&k);
}

/* A dialer's person goes to the one who had him, who is idle again, not to the one idle longest; an attempt that failed remembers. */
static void
the_same_agent_is_connected(void)
{
  SimCase k;
  MusterTransfer transfer = {.queue = 0, .outside = -1, .share = 1};
  list_and_calls(&k, 1, 2);
  k.queue[0].dialer = (MusterDialer){.name = (char *) (gpointer) "power", .lines = 1, .when_idle = 1};
  k.queue[0].ring_s = 10;
  k.queue[1].transfer = &transfer;
  k.queue[1].n_transfers = 1;
  case_arrive(&k, OPEN, 1);
  expect(&k, "1 0 60.000, 2 0 60.000");
  k.c.same_agent_queues = 1;
  k.c.same_agent_wait_s = 600;
  expect(&k, "1 0 60.000, 1 0 60.000");
  k.queue[1].transfer = NULL;
  k.queue[1].n_transfers = 0;
  case_clear(&k);
}

/* The caller repeats six hours after a conference, and comes back to the first agent of it, not to the one who is idle longest. */
static void
a_conference_is_remembered(void)
{
  SimCase k;
  case_init(&k, 2, 2, 1, 8, 18);
  case_serve(&k, 0, 0, 1, 1);
  case_serve(&k, 1, 1, 1, 1);
  case_on_duty(&k, 0, 2);
  case_on_duty(&k, 1, 1);
  k.demand->counts = MUSTER_COUNTS_FRESH;
  k.queue[0].second_queue = 1;
  k.queue[0].second_chance = 1;
  k.queue[0].second_wait_up_to_s = 600;
  k.queue[0].repeat_chance = 0.98;
  case_dist(&k.queue[0].repeat_delay, "fixed", 6 * H, NAN);
  case_arrive(&k, OPEN, 0);
  k.c.same_agent_queues = 3;
  k.c.same_agent_wait_s = 600;
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ANSWERED, 2);
  ASSERT_Q(out, 0, SAME_AGENT, 1);
  ASSERT_Q(out, 1, SAME_AGENT, 0);
  muster_dist_clear(&k.queue[0].repeat_delay);
  case_clear(&k);
}

/* A contact of a quota is kept once: who picks up in time and hangs up has not been reached, and is called again. */
static void
kept_once(void)
{
  SimCase k;
  list_and_calls(&k, 1, 1);
  k.queue[0].dialer = (MusterDialer){.name = (char *) (gpointer) "power", .lines = 2, .when_idle = 1};
  k.queue[0].quota_customers = 140;
  k.queue[0].quota_each = (MusterPerSpan){.lo = 1, .hi = 1, .per_n = 1, .per_unit = 'w'};
  k.queue[0].attempts = 5;
  k.queue[0].ring_s = 10;
  case_dist(&k.queue[0].handle, "fixed", 3 * H, NAN);
  case_dist(&k.queue[0].patience, "fixed", 3, NAN);
  case_dist(&k.queue[0].retry, "fixed", 600, NAN);
  g_autoptr(MusterOutcome) out = case_run(&k);
  CU_ASSERT(Q_MEAN(out, 0, ABANDONED) >= 1);
  CU_ASSERT(Q_MEAN(out, 0, QUOTA_KEPT) <= Q_MEAN(out, 0, ANSWERED));
  muster_dist_clear(&k.queue[0].retry);
  case_clear(&k);
}

void test_outbound_beside(void);
void
test_outbound_beside(void)
{
  CU_pSuite suite = CU_add_suite("outbound beside", NULL, NULL);
  ADD_TEST(suite, an_entry_waits_for_a_line);
  ADD_TEST(suite, a_dialer_needs_lines);
  ADD_TEST(suite, ringing_in_vain_holds_a_line);
  ADD_TEST(suite, a_conference_holds_one_line);
  ADD_TEST(suite, time_on_the_list);
  ADD_TEST(suite, under_a_condition);
  ADD_TEST(suite, a_line_per_group);
  ADD_TEST(suite, the_same_agent_dials);
  ADD_TEST(suite, the_same_agent_is_connected);
  ADD_TEST(suite, who_is_new_remembers_nobody);
  ADD_TEST(suite, a_conference_is_remembered);
  ADD_TEST(suite, kept_once);
}
