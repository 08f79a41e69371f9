/* Each router that chooses a contact or an agent, by hand. */
#include "sim_case.h"
#include "sim/routing_private.h"

#define OPEN (8 * H)

static void
router(MusterRouter *router, const char *name)
{
  router->name = (char *) (gpointer) name;
}

/* A parameter for each of two queues or groups. */
typedef struct {
  char *key[2];
  double value[2], value2[2];
} Numbers;

static void
numbers(MusterRouter *router, Numbers *n, const char *first, double a, const char *second, double b)
{
  *n = (Numbers){{(char *) (gpointer) first, (char *) (gpointer) second}, {a, b}, {0, 0}};
  router->n = 2;
  router->key = n->key;
  router->value = n->value;
  router->value2 = n->value2;
}

/* One agent, who has a contact until 60 s; `first` waits since 10 s, `second` since 40 s. */
static void
two_wait(SimCase *k)
{
  case_init(k, 2, 1, 1, 8, 18);
  case_serve(k, 0, 0, 1, 1);
  case_serve(k, 0, 1, 1, 1);
  case_on_duty(k, 0, 1);
  case_arrive(k, OPEN, 0);
  case_arrive(k, OPEN + 10, 0);
  case_arrive(k, OPEN + 40, 1);
}

/* Waits of the second contact of `first` (50 s when it goes first, else 110 s) and of the one of `second`. */
static void
expect_first_goes(SimCase *k, gboolean first)
{
  g_autoptr(MusterOutcome) out = case_run(k);
  ASSERT_Q(out, 0, ASA, (first ? 50 : 110) / 2.0);
  ASSERT_Q(out, 1, ASA, first ? 80 : 20);
}

static void
weighted_wait(void)
{
  SimCase k;
  Numbers n;
  two_wait(&k);
  router(&k.c.choose_contact, "weighted_wait");
  expect_first_goes(&k, TRUE);
  numbers(&k.c.choose_contact, &n, "first", 1, "second", 2.4); /* 50 against 48 */
  expect_first_goes(&k, TRUE);
  numbers(&k.c.choose_contact, &n, "first", 1, "second", 2.6); /* 50 against 52 */
  expect_first_goes(&k, FALSE);
  case_clear(&k);
}

static void
weights_that_are_not_given(void)
{
  SimCase k;
  Numbers n;
  two_wait(&k);
  router(&k.c.choose_contact, "weighted_wait");
  numbers(&k.c.choose_contact, &n, "second", 2.6, "", 0);
  k.c.choose_contact.n = 1;
  expect_first_goes(&k, FALSE);
  case_clear(&k);
}

static void
wait_over_target(void)
{
  SimCase k;
  two_wait(&k);
  router(&k.c.choose_contact, "wait_over_target");
  k.queue[0].target.within_s = 50; /* 1 against 20 / 18 */
  k.queue[1].target.within_s = 18;
  expect_first_goes(&k, FALSE);
  k.queue[1].target.within_s = 22;
  expect_first_goes(&k, TRUE);
  k.queue[0].has_target = FALSE; /* behind all that have one */
  expect_first_goes(&k, FALSE);
  case_clear(&k);
}

static void
score(void)
{
  SimCase k;
  Numbers n;
  two_wait(&k);
  router(&k.c.choose_contact, "score");
  numbers(&k.c.choose_contact, &n, "first", 0, "second", 29); /* 50 against 29 + 20 */
  n.value2[0] = n.value2[1] = 1;
  expect_first_goes(&k, TRUE);
  n.value[1] = 31;
  expect_first_goes(&k, FALSE);
  n.value2[0] = 1.1; /* 55 against 51 */
  expect_first_goes(&k, TRUE);
  case_clear(&k);
}

static void
longest_queue(void)
{
  SimCase k;
  Numbers n;
  two_wait(&k);
  router(&k.c.choose_contact, "longest_queue");
  expect_first_goes(&k, TRUE); /* one each: who waits longer */
  numbers(&k.c.choose_contact, &n, "first", 1, "second", 1.5);
  expect_first_goes(&k, FALSE);
  case_clear(&k);
}

/* Those who have given up are not counted, though nobody has told them so. */
static void
longest_queue_counts_who_waits(void)
{
  SimCase k;
  two_wait(&k);
  case_arrive(&k, OPEN + 41, 1);
  router(&k.c.choose_contact, "longest_queue");
  g_autoptr(MusterOutcome) two = case_run(&k);
  ASSERT_Q(two, 1, ASA, (20 + 139) / 2.0); /* 2 against 1, then 1 against 1: `first` waits longer */
  case_dist(&k.queue[1].patience, "fixed", 10, NAN);
  g_autoptr(MusterOutcome) none = case_run(&k);
  ASSERT_Q(none, 1, ABANDONED, 2);
  ASSERT_Q(none, 0, ASA, 25);
  case_clear(&k);
}

/* Within a `take` the weights count, between two they do not. */
static void
preference(void)
{
  SimCase k;
  Numbers n;
  two_wait(&k);
  router(&k.c.choose_contact, "preference");
  numbers(&k.c.choose_contact, &n, "first", 1, "second", 3);
  expect_first_goes(&k, FALSE);
  k.serves[0][1].take = 2;
  expect_first_goes(&k, TRUE);
  case_clear(&k);
}

/* --- agents ------------------------------------------------------------------------------------------------------- */

static double
handled(const MusterOutcome *out, int group)
{
  return out->group[group].m[MUSTER_GROUP_HANDLED].mean;
}

/* alpha (1 agent) and beta (1 agent, twice as fast), each idle or busy in turn. */
static void
two_agents(SimCase *k)
{
  case_init(k, 1, 2, 1, 8, 18);
  case_serve(k, 0, 0, 1, 1);
  case_serve(k, 1, 0, 1, 1)->pace = 2;
  case_on_duty(k, 0, 1);
  case_on_duty(k, 1, 1);
}

/* At 100 s alpha has been busy 60 s, beta 30 s of a call that began at 1 s: beta takes it until 130 s. At 200 s alpha has
 * 60 / 200, beta 60 / 200: alpha has been idle longer. At 300 s it is 120 against 60. */
static void
least_occupied(void)
{
  SimCase k;
  two_agents(&k);
  router(&k.c.choose_agent, "least_occupied");
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 1, 0);
  case_arrive(&k, OPEN + 100, 0);
  g_autoptr(MusterOutcome) third = case_run(&k);
  ASSERT_CLOSE(handled(third, 1), 2, 0, 0);
  case_arrive(&k, OPEN + 200, 0);
  g_autoptr(MusterOutcome) fourth = case_run(&k);
  ASSERT_CLOSE(handled(fourth, 0), 2, 0, 0);
  case_arrive(&k, OPEN + 300, 0);
  g_autoptr(MusterOutcome) fifth = case_run(&k);
  ASSERT_CLOSE(handled(fifth, 1), 3, 0, 0);
  case_clear(&k);
}

/* It is a share, so whoever comes at nine is not given every contact until they have worked as long. */
static void
least_occupied_is_a_share(void)
{
  SimCase k;
  two_agents(&k);
  router(&k.c.choose_agent, "least_occupied");
  k.group[1].on_duty.constant = 0;
  case_step(&k, 1, 9, 1);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, 9 * H + 30, 0); /* beta, 0 of 30 s: until 60 s */
  case_arrive(&k, 9 * H + 90, 0); /* alpha 60 / 3690, beta 30 / 90 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_CLOSE(handled(out, 0), 2, 0, 0);
  case_clear(&k);
}

static void
weighted_idle(void)
{
  SimCase k;
  Numbers n;
  two_agents(&k);
  router(&k.c.choose_agent, "weighted_idle");
  numbers(&k.c.choose_agent, &n, "alpha", 3, "beta", 1);
  case_arrive(&k, OPEN + 10, 0);  /* alpha, 30 against 10 */
  case_arrive(&k, OPEN + 100, 0); /* idle 30 s and 100 s: 90 against 100 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_CLOSE(handled(out, 1), 1, 0, 0);
  numbers(&k.c.choose_agent, &n, "alpha", 4, "beta", 1);
  g_autoptr(MusterOutcome) again = case_run(&k);
  ASSERT_CLOSE(handled(again, 0), 2, 0, 0);
  case_clear(&k);
}

void test_routers(void);
void
test_routers(void)
{
  CU_pSuite suite = CU_add_suite("routers", NULL, NULL);
  ADD_TEST(suite, weighted_wait);
  ADD_TEST(suite, weights_that_are_not_given);
  ADD_TEST(suite, wait_over_target);
  ADD_TEST(suite, score);
  ADD_TEST(suite, longest_queue);
  ADD_TEST(suite, longest_queue_counts_who_waits);
  ADD_TEST(suite, preference);
  ADD_TEST(suite, least_occupied);
  ADD_TEST(suite, least_occupied_is_a_share);
  ADD_TEST(suite, weighted_idle);
}
