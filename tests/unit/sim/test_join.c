/* A waiting line per group, by hand. alpha and beta have one agent each; beta is twice as fast. */
#include "sim_case.h"

#define OPEN (8 * H)

typedef struct {
  char *key[2];
  double value[2];
} Targets;

static void
two_lines(SimCase *k, Targets *t, const char *router, double alpha, double beta)
{
  case_init(k, 1, 2, 1, 8, 18);
  case_serve(k, 0, 0, 1, 1);
  case_serve(k, 1, 0, 2, 1)->pace = 2;
  case_on_duty(k, 0, 1);
  case_on_duty(k, 1, 1);
  *t = (Targets){{k->group[0].name, k->group[1].name}, {alpha, beta}};
  k->c.join = (MusterRouter){.name = (char *) (gpointer) router, .n = 2, .key = t->key, .value = t->value};
}

static double
handled(const MusterOutcome *out, int group)
{
  return out->group[group].m[MUSTER_GROUP_HANDLED].mean;
}

/* The first has alpha until 60 s. The second, at 1 s, finds alpha's line at ratio 1, at most its target, and waits there though
 * beta is idle: beta's rank is the next. The third finds it at 2 and goes on to beta, until 40 s; the fourth joins beta's line. */
static void
ratio_up_to_the_target(void)
{
  SimCase k;
  Targets t;
  two_lines(&k, &t, "queue_ratio", 1, 1);
  for (int i = 0; i < 2; i++)
    case_arrive(&k, OPEN + i, 0);
  case_arrive(&k, OPEN + 10, 0);
  case_arrive(&k, OPEN + 20, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, (0 + 59 + 0 + 20) / 4.0);
  ASSERT_CLOSE(handled(out, 0), 2, 0, 0);
  case_clear(&k);
}

/* No line is short enough: the third joins the first of equals, the fourth the shorter one. */
static void
least_ratio(void)
{
  SimCase k;
  Targets t;
  two_lines(&k, &t, "queue_ratio", 0, 0);
  case_on_duty(&k, 1, 2); /* half the ratio */
  for (int i = 0; i < 3; i++)
    case_arrive(&k, OPEN + i, 0); /* alpha until 60 s, beta until 31 s and 32 s */
  case_arrive(&k, OPEN + 10, 0); /* 1 against 1/2: beta at 31 s */
  case_arrive(&k, OPEN + 11, 0); /* 1 against 2/2: alpha, the better rank, at 60 s */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, (21 + 49) / 5.0);
  case_clear(&k);
}

/* Alpha's line is worth 60 s a contact, beta's 30 s: two join beta, at 60 s and 90 s equal to alpha's. */
static void
least_delay(void)
{
  SimCase k;
  Targets t;
  two_lines(&k, &t, "expected_delay", 0, 0);
  for (int i = 0; i < 2; i++)
    case_arrive(&k, OPEN + i, 0);
  case_arrive(&k, OPEN + 10, 0); /* 60 against 30: beta, at 31 s */
  case_arrive(&k, OPEN + 11, 0); /* 60 against 60: alpha, at 60 s */
  case_arrive(&k, OPEN + 12, 0); /* 120 against 60: beta, at 61 s */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, (21 + 49 + 49) / 5.0);
  ASSERT_CLOSE(handled(out, 1), 3, 0, 0);
  case_clear(&k);
}

/* Who has given up is in no line. */
static void
line_without_those_gone(void)
{
  SimCase k;
  Targets t;
  two_lines(&k, &t, "queue_ratio", 1, 0);
  case_dist(&k.queue[0].patience, "fixed", 15, NAN);
  for (int i = 0; i < 2; i++)
    case_arrive(&k, OPEN + i, 0);
  case_arrive(&k, OPEN + 10, 0); /* alpha's line, gives up at 25 s */
  case_arrive(&k, OPEN + 26, 0); /* alpha's ratio is 1 again: gives up at 41 s */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ABANDONED, 2);
  case_clear(&k);
}

/* Alpha is to leave at nine and does at 20 s past, with two in its line: beta takes the one and the other joins beta's line. */
static void
group_that_leaves(void)
{
  SimCase k;
  Targets t;
  two_lines(&k, &t, "queue_ratio", 9, 0);
  k.group[0].on_duty.constant = 0;
  case_step(&k, 0, 8, 1);
  case_step(&k, 0, 9, 0);
  case_dist(&k.queue[0].handle, "fixed", 120, NAN);
  case_arrive(&k, 9 * H - 100, 0);
  case_arrive(&k, 9 * H - 95, 0);
  case_arrive(&k, 9 * H - 90, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ANSWERED, 3);
  ASSERT_Q(out, 0, ASA, (0 + 115 + 170) / 3.0);
  ASSERT_CLOSE(handled(out, 1), 2, 0, 0);
  case_clear(&k);
}

/* The contact of 8:00 comes again at 10:01 for alpha, who is busy until 10:05, as beta is until 10:10. At 10:03 it is anybody's: alpha's
 * line has the call of 10:02, so it joins beta's. */
static void
joins_after_waiting_for_one(void)
{
  SimCase k;
  case_init(&k, 2, 2, 1, 8, 12);
  k.c.join.name = (char *) (gpointer) "queue_ratio";
  for (int g = 0; g < 2; g++) {
    case_serve(&k, g, 0, 1, 1);
    case_serve(&k, g, 1, 1, 1);
    case_on_duty(&k, g, 1);
  }
  case_dist(&k.queue[1].handle, "fixed", 600, NAN);
  k.queue[0].repeat_chance = 0.98; /* as good as always: the draws of this contact say so */
  case_dist(&k.queue[0].repeat_delay, "fixed", 2 * H, NAN);
  k.c.same_agent_queues = 1;
  k.c.same_agent_wait_s = 120;
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, 9 * H, 1);        /* beta */
  case_arrive(&k, 10 * H - 300, 1); /* alpha */
  case_arrive(&k, 10 * H, 1);       /* beta */
  case_arrive(&k, 10 * H + 120, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, 540 / 2.0);
  ASSERT_Q(out, 0, SAME_AGENT, 0);
  muster_dist_clear(&k.queue[0].repeat_delay);
  case_clear(&k);
}

/* Nobody of beta is there at first. At 8:01 two calls wait in alpha's line, and beta is called in: he takes the long one of 8:01:10, and
 * the next joins his line. At 8:03 he is sent back, and goes at 8:11:10: then alpha has that one. */
static void
a_reserve_has_a_line(void)
{
  SimCase k;
  case_init(&k, 2, 2, 1, 8, 12);
  k.c.join.name = (char *) (gpointer) "queue_ratio";
  for (int g = 0; g < 2; g++) {
    case_serve(&k, g, 0, 1, 1);
    case_serve(&k, g, 1, 1, 1);
  }
  case_on_duty(&k, 0, 1);
  case_dist(&k.queue[1].handle, "fixed", 600, NAN);
  k.group[1].call_in = (MusterCallIn){.given = TRUE, .queue = 0, .measure = (char *) (gpointer) "queue_length", .when = 1.5,
                                      .until = 0.5, .over_s = 60, .max = 1};
  for (int i = 0; i < 3; i++)
    case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 70, 1);
  case_arrive(&k, OPEN + 80, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, (0 + 60 + 120) / 3.0);
  ASSERT_Q(out, 1, ASA, 590 / 2.0);
  ASSERT_CLOSE(handled(out, 1), 1, 0, 0);
  ASSERT_G(out, 1, CALLED_IN, 610 / H);
  case_clear(&k);
}

void test_join(void);
void
test_join(void)
{
  CU_pSuite suite = CU_add_suite("join", NULL, NULL);
  ADD_TEST(suite, ratio_up_to_the_target);
  ADD_TEST(suite, least_ratio);
  ADD_TEST(suite, least_delay);
  ADD_TEST(suite, line_without_those_gone);
  ADD_TEST(suite, group_that_leaves);
  ADD_TEST(suite, joins_after_waiting_for_one);
  ADD_TEST(suite, a_reserve_has_a_line);
}
