/* Tables by wait and conditional rules, by hand. alpha is busy with a contact of ten minutes from the opening on. */
#include "sim_case.h"

#define OPEN (8 * H)

static double
handled(const MusterOutcome *out, int group)
{
  return out->group[group].m[MUSTER_GROUP_HANDLED].mean;
}

/* alpha: one agent, a tenth as fast; beta and gamma as the case says. */
static void
alpha_is_busy(SimCase *k, int n_groups)
{
  case_init(k, 2, n_groups, 1, 8, 18);
  case_serve(k, 0, 0, 1, 1)->pace = 0.1;
  case_serve(k, 0, 1, 1, 2);
  for (int g = 0; g < n_groups; g++)
    case_on_duty(k, g, 1);
  case_arrive(k, OPEN, 0);
}

static MusterCondition
when(MusterConditionMeasure measure, int of, gboolean below, double bound)
{
  return (MusterCondition){measure, of, below, bound};
}

/* Both may take the contact after 60 s, gamma at rank 2, beta at rank 3 that becomes 1 at that wait. */
static void
rank_by_wait(void)
{
  for (int table = 0; table < 2; table++) {
    SimCase k;
    MusterServesStep step = {.after_s = 60, .rank = 1};
    alpha_is_busy(&k, 3);
    MusterServes *beta = case_serve(&k, 1, 0, 3, 1), *gamma = case_serve(&k, 2, 0, 2, 1);
    beta->after_s = gamma->after_s = 60;
    beta->steps = &step;
    beta->n_steps = table;
    case_arrive(&k, OPEN + 10, 0);
    g_autoptr(MusterOutcome) out = case_run(&k);
    ASSERT_CLOSE(handled(out, 1), table, 0, 0);
    ASSERT_Q(out, 0, ASA, 60 / 2.0);
    case_clear(&k);
  }
}

/* A line that comes later can be earlier: beta may take it after 20 s instead of 60. */
static void
line_opens_before_the_first(void)
{
  SimCase k;
  MusterServesStep step = {.after_s = 20};
  alpha_is_busy(&k, 2);
  MusterServes *beta = case_serve(&k, 1, 0, 2, 1);
  beta->after_s = 60;
  beta->steps = &step;
  beta->n_steps = 1;
  case_arrive(&k, OPEN + 10, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, 20 / 2.0);
  case_clear(&k);
}

/* One agent until 60 s; `first` (take 3) waits 50 s then, `second` (take 2) 20 s. */
static void
take_by_wait(void)
{
  for (int late = 0; late < 2; late++) {
    SimCase k;
    MusterServesStep step = {.after_s = late ? 51 : 50, .take = 1};
    case_init(&k, 2, 1, 1, 8, 18);
    MusterServes *first = case_serve(&k, 0, 0, 1, 3);
    first->steps = &step;
    first->n_steps = 1;
    case_serve(&k, 0, 1, 1, 2);
    case_on_duty(&k, 0, 1);
    case_arrive(&k, OPEN, 0);
    case_arrive(&k, OPEN + 10, 0);
    case_arrive(&k, OPEN + 40, 1);
    g_autoptr(MusterOutcome) out = case_run(&k);
    ASSERT_Q(out, 1, ASA, late ? 20 : 80);
    case_clear(&k);
  }
}

/* Beta helps while more than one waits. At 20 s the second is there: beta takes the one who waits since 10 s, until 80 s, and
 * then leaves the other. At 100 s again two: that other one goes; the last waits for alpha. */
static void
when_many_wait(void)
{
  SimCase k;
  alpha_is_busy(&k, 2);
  MusterServes *beta = case_serve(&k, 1, 0, 2, 1);
  beta->overflow = TRUE;
  beta->when = when(MUSTER_CONDITION_QUEUE_LENGTH, 0, FALSE, 1);
  case_arrive(&k, OPEN + 10, 0);
  case_arrive(&k, OPEN + 20, 0);
  case_arrive(&k, OPEN + 100, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_CLOSE(handled(out, 1), 2, 0, 0);
  ASSERT_Q(out, 0, OVERFLOWED, 2);
  ASSERT_Q(out, 0, ASA, (0 + 10 + 80 + 500) / 4.0);
  case_clear(&k);
}

/* Who has given up, unseen, is not in the length. */
static void
length_without_those_gone(void)
{
  SimCase k;
  alpha_is_busy(&k, 2);
  case_serve(&k, 1, 0, 2, 1)->when = when(MUSTER_CONDITION_QUEUE_LENGTH, 0, FALSE, 1);
  case_dist(&k.queue[0].patience, "fixed", 50, NAN);
  case_arrive(&k, OPEN + 10, 0);
  case_arrive(&k, OPEN + 70, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ABANDONED, 2);
  case_clear(&k);
}

/* Of beta's two agents one stays: what comes while both are idle is taken, the next waits until one comes free, counting
 * that one in. */
static void
when_agents_are_idle(void)
{
  SimCase k;
  alpha_is_busy(&k, 2);
  case_serve(&k, 1, 0, 2, 1)->when = when(MUSTER_CONDITION_IDLE_AGENTS, 1, FALSE, 1);
  case_on_duty(&k, 1, 2);
  case_arrive(&k, OPEN + 10, 0);
  case_arrive(&k, OPEN + 20, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_CLOSE(handled(out, 1), 2, 0, 0);
  ASSERT_Q(out, 0, ASA, 50 / 3.0);
  case_clear(&k);
}

/* Looked at when a contact of the queue comes: `second` waits since 5 s, so 15 s at 20 s and 35 s at 40 s. */
static void
when_another_queue_waits(void)
{
  SimCase k;
  alpha_is_busy(&k, 2);
  case_serve(&k, 1, 0, 2, 1)->when = when(MUSTER_CONDITION_LONGEST_WAIT, 1, FALSE, 30);
  case_arrive(&k, OPEN + 5, 1);
  case_arrive(&k, OPEN + 20, 0);
  case_arrive(&k, OPEN + 40, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_CLOSE(handled(out, 1), 2, 0, 0);
  ASSERT_Q(out, 0, ASA, (0 + 20 + 60) / 3.0); /* the last when beta comes free, at 100 s */
  case_clear(&k);
}

/* Alpha alone works off 600 s each: with nobody ahead 600 s, with one 1200 s. So beta takes one at 30 s, and, free at 90 s, the
 * other: whoever joined then would have it ahead. */
static void
when_the_delay_is_long(void)
{
  SimCase k;
  alpha_is_busy(&k, 2);
  case_serve(&k, 1, 0, 2, 1)->when = when(MUSTER_CONDITION_EXPECTED_DELAY, 0, FALSE, 700);
  case_arrive(&k, OPEN + 10, 0);
  case_arrive(&k, OPEN + 30, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, (0 + 20 + 60) / 3.0);
  case_clear(&k);
}

/* One of one in time at 10 s; one of two at 130 s; one of three at 250 s. */
static void
when_service_is_bad(void)
{
  SimCase k;
  case_init(&k, 1, 2, 1, 8, 18);
  case_serve(&k, 0, 0, 1, 1);
  case_serve(&k, 1, 0, 2, 1)->when = when(MUSTER_CONDITION_SERVICE_LEVEL, 0, TRUE, 0.5);
  case_on_duty(&k, 0, 1);
  case_on_duty(&k, 1, 1);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 10, 0);  /* answered at 60 s, too late */
  case_arrive(&k, OPEN + 90, 0);  /* one of two is not below half: waits until 120 s */
  case_arrive(&k, OPEN + 125, 0); /* one of three: beta */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_CLOSE(handled(out, 1), 1, 0, 0);
  ASSERT_Q(out, 0, ASA, (0 + 50 + 30 + 0) / 4.0);
  case_clear(&k);
}

/* At 40 s the first has waited 30 s and two wait; at 50 s the second has, and it is alone. */
static void
when_at_a_delay(void)
{
  SimCase k;
  alpha_is_busy(&k, 2);
  MusterServes *beta = case_serve(&k, 1, 0, 2, 1);
  beta->after_s = 30;
  beta->when = when(MUSTER_CONDITION_QUEUE_LENGTH, 0, FALSE, 1);
  case_on_duty(&k, 1, 2);
  case_arrive(&k, OPEN + 10, 0);
  case_arrive(&k, OPEN + 20, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_CLOSE(handled(out, 1), 1, 0, 0);
  ASSERT_Q(out, 0, ASA, (0 + 30 + 580) / 3.0);
  case_clear(&k);
}

/* The last line that holds counts: rank 3 without a condition, rank 1 while the line is long. gamma has rank 2. */
static void
last_line_that_holds(void)
{
  for (int n = 1; n < 3; n++) {
    SimCase k;
    MusterServesStep step = {.rank = 1, .when = when(MUSTER_CONDITION_QUEUE_LENGTH, 1, FALSE, 0)};
    alpha_is_busy(&k, 3);
    MusterServes *beta = case_serve(&k, 1, 0, 3, 1);
    beta->steps = &step;
    beta->n_steps = 1;
    case_serve(&k, 2, 0, 2, 1);
    if (n == 2)
      case_arrive(&k, OPEN + 5, 1);
    case_arrive(&k, OPEN + 10, 0);
    g_autoptr(MusterOutcome) out = case_run(&k);
    ASSERT_CLOSE(handled(out, n == 2 ? 1 : 2), 1, 0, 0);
    case_clear(&k);
  }
}

void test_rules(void);
void
test_rules(void)
{
  CU_pSuite suite = CU_add_suite("rules", NULL, NULL);
  ADD_TEST(suite, rank_by_wait);
  ADD_TEST(suite, line_opens_before_the_first);
  ADD_TEST(suite, take_by_wait);
  ADD_TEST(suite, when_many_wait);
  ADD_TEST(suite, length_without_those_gone);
  ADD_TEST(suite, when_agents_are_idle);
  ADD_TEST(suite, when_another_queue_waits);
  ADD_TEST(suite, when_the_delay_is_long);
  ADD_TEST(suite, when_service_is_bad);
  ADD_TEST(suite, when_at_a_delay);
  ADD_TEST(suite, last_line_that_holds);
}
