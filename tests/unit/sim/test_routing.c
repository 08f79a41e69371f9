/* Who takes what: ranks, take, pace, delays, and each router, by hand. */
#include "sim_case.h"
#include "sim/routing_private.h"

#define OPEN (8 * H)

static double
flow(const MusterOutcome *out, int queue, int group)
{
  for (int i = 0; i < out->n_flows; i++)
    if (out->flow[i].queue == queue && out->flow[i].group == group)
      return out->flow[i].answered.mean;
  return 0;
}

static void
two_queues_one_agent(SimCase *k)
{
  case_init(k, 2, 1, 1, 8, 18);
  case_serve(k, 0, 0, 1, 2);
  case_serve(k, 0, 1, 1, 1);
  case_on_duty(k, 0, 1);
  case_arrive(k, OPEN, 0);
  case_arrive(k, OPEN + 10, 0);
  case_arrive(k, OPEN + 20, 1);
}

static void
lower_take_first(void)
{
  SimCase k;
  two_queues_one_agent(&k);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ASA, 40);
  ASSERT_Q(out, 0, ASA, 55);
  case_clear(&k);
}

static void
longest_wait_minds_no_take(void)
{
  SimCase k;
  two_queues_one_agent(&k);
  k.c.choose_contact.name = (char *) (gpointer) "longest_wait";
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ASA, 100);
  ASSERT_Q(out, 0, ASA, 25);
  case_clear(&k);
}

static void
equal_take_goes_by_wait(void)
{
  SimCase k;
  two_queues_one_agent(&k);
  k.serves[0][0].take = 1;
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ASA, 100);
  case_clear(&k);
}

/* Rank 1 while it has somebody idle, then rank 2, at half the pace. */
static void
ranks_and_pace(void)
{
  SimCase k;
  case_init(&k, 1, 2, 1, 8, 18);
  case_serve(&k, 0, 0, 2, 1)->pace = 0.5;
  case_serve(&k, 1, 0, 1, 1);
  case_on_duty(&k, 0, 1);
  case_on_duty(&k, 1, 1);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 1, 0);
  case_arrive(&k, OPEN + 70, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_CLOSE(flow(out, 0, 1), 2, 0, 0);
  ASSERT_CLOSE(flow(out, 0, 0), 1, 0, 0);
  ASSERT_G(out, 0, OCCUPANCY, 120 / (10 * H));
  ASSERT_G(out, 1, OCCUPANCY, 120 / (10 * H));
  case_clear(&k);
}

static void
groups_own_handle(void)
{
  SimCase k;
  case_init(&k, 1, 1, 1, 8, 18);
  MusterServes *s = case_serve(&k, 0, 0, 1, 1);
  case_dist(&s->handle, "fixed", 100, NAN);
  s->pace = 2;
  case_on_duty(&k, 0, 1);
  case_arrive(&k, OPEN, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_G(out, 0, OCCUPANCY, 50 / (10 * H));
  case_clear(&k);
}

/* alpha and beta of equal rank: the one idle longer, whatever the group. */
static void
longest_idle(void)
{
  SimCase k;
  case_init(&k, 1, 2, 1, 8, 18);
  case_serve(&k, 0, 0, 1, 1);
  case_serve(&k, 1, 0, 1, 1);
  case_on_duty(&k, 0, 1);
  case_on_duty(&k, 1, 1);
  case_arrive(&k, OPEN, 0);       /* alpha, first in the file */
  case_arrive(&k, OPEN + 70, 0);  /* beta: idle since opening */
  case_arrive(&k, OPEN + 200, 0); /* alpha: idle since 60 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_CLOSE(flow(out, 0, 0), 2, 0, 0);
  ASSERT_CLOSE(flow(out, 0, 1), 1, 0, 0);
  case_clear(&k);
}

static void
fewest_skills(void)
{
  SimCase k;
  case_init(&k, 2, 2, 1, 8, 18);
  k.c.choose_agent.name = (char *) (gpointer) "fewest_skills";
  case_serve(&k, 0, 0, 1, 1);
  case_serve(&k, 0, 1, 1, 1);
  case_serve(&k, 1, 0, 1, 1);
  case_on_duty(&k, 0, 1);
  case_on_duty(&k, 1, 1);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 70, 0);
  case_arrive(&k, OPEN + 71, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_CLOSE(flow(out, 0, 1), 2, 0, 0);
  ASSERT_Q(out, 1, ASA, 0);
  case_clear(&k);
}

/* Of three idle agents each takes about a third. */
static void
random_agent(void)
{
  SimCase k;
  case_init(&k, 1, 2, 1, 0, 24);
  k.c.choose_agent.name = (char *) (gpointer) "random";
  case_serve(&k, 0, 0, 1, 1);
  case_serve(&k, 1, 0, 1, 1);
  case_on_duty(&k, 0, 2);
  case_on_duty(&k, 1, 1);
  k.c.simulate.replications = 100;
  for (int i = 0; i < 60; i++)
    case_arrive(&k, 600 * i, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_CLOSE(flow(out, 0, 0), 40, 0.03, 0);
  case_clear(&k);
}

/* beta may take a contact once it has waited 30 s: it is offered then, and not before. */
static void
offered_after_a_delay(void)
{
  SimCase k;
  case_init(&k, 1, 2, 1, 8, 18);
  case_serve(&k, 0, 0, 1, 1);
  case_serve(&k, 1, 0, 2, 1)->after_s = 30;
  case_on_duty(&k, 0, 1);
  case_on_duty(&k, 1, 1);
  case_arrive(&k, OPEN, 0);      /* alpha until 60 */
  case_arrive(&k, OPEN + 5, 0);  /* beta at 35, until 95 */
  case_arrive(&k, OPEN + 20, 0); /* alpha at 60, until 120; at 50 beta is busy */
  case_arrive(&k, OPEN + 93, 0); /* at 95 beta may not yet; alpha at 120 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, OVERFLOWED, 1);
  ASSERT_Q(out, 0, ASA, (0 + 30 + 40 + 27) / 4.0);
  ASSERT_CLOSE(flow(out, 0, 1), 1, 0, 0);
  case_clear(&k);
}

/* An agent of a delayed group who comes free late enough takes the head without a new offer; one who is past patience is left. */
static void
delayed_agent_comes_free(void)
{
  SimCase k;
  case_init(&k, 2, 2, 1, 8, 18);
  case_serve(&k, 0, 0, 1, 1);
  case_serve(&k, 1, 1, 1, 2);
  case_serve(&k, 1, 0, 1, 1)->after_s = 30;
  case_on_duty(&k, 0, 1);
  case_on_duty(&k, 1, 1);
  case_dist(&k.queue[0].handle, "fixed", 600, NAN);
  case_dist(&k.queue[0].patience, "fixed", 100, NAN);
  case_arrive(&k, OPEN, 0);      /* alpha until 600 */
  case_arrive(&k, OPEN + 1, 1);  /* beta until 61 */
  case_arrive(&k, OPEN + 10, 0); /* beta at 61, after 51 s, until 661 */
  case_arrive(&k, OPEN + 20, 0); /* abandons at 120 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ABANDONED, 1);
  ASSERT_Q(out, 0, ASA, 51 / 2.0);
  ASSERT_Q(out, 0, OVERFLOWED, 1);
  case_clear(&k);
}

static void
every_router_conserves(void)
{
  for (int i = 0; i < SIM_N_ROUTERS; i++) {
    const SimRouter *router = sim_router_get(i);
    SimCase k;
    two_queues_one_agent(&k);
    MusterRouter *slots[] = {&k.c.choose_agent, &k.c.choose_contact, &k.c.join};
    slots[router->info.role]->name = (char *) (gpointer) router->info.name;
    g_autoptr(MusterOutcome) out = case_run(&k);
    CU_ASSERT_EQUAL(out->total.m[MUSTER_MEASURE_ANSWERED].mean, 3);
    CU_ASSERT(router->info.summary != NULL && *router->info.summary != '\0');
    CU_ASSERT_PTR_EQUAL(muster_router_all()[i], &router->info);
    case_clear(&k);
  }
  CU_ASSERT_STRING_EQUAL(muster_sim_names()->choose_agent[0], "longest_idle");
  CU_ASSERT_STRING_EQUAL(muster_sim_names()->choose_contact[0], "priority");
}

static void
unknown_router_is_refused(void)
{
  SimCase k;
  two_queues_one_agent(&k);
  k.c.choose_agent.name = (char *) (gpointer) "longest_idel";
  g_autoptr(MusterFaults) faults = muster_faults_new();
  CU_ASSERT_PTR_NULL(muster_sim_new(&k.c, k.demand, &k.staff, &k.options, faults));
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), 1);
  case_clear(&k);
}

void test_routing(void);
void
test_routing(void)
{
  CU_pSuite suite = CU_add_suite("routing", NULL, NULL);
  ADD_TEST(suite, lower_take_first);
  ADD_TEST(suite, longest_wait_minds_no_take);
  ADD_TEST(suite, equal_take_goes_by_wait);
  ADD_TEST(suite, ranks_and_pace);
  ADD_TEST(suite, groups_own_handle);
  ADD_TEST(suite, longest_idle);
  ADD_TEST(suite, fewest_skills);
  ADD_TEST(suite, random_agent);
  ADD_TEST(suite, offered_after_a_delay);
  ADD_TEST(suite, delayed_agent_comes_free);
  ADD_TEST(suite, every_router_conserves);
  ADD_TEST(suite, unknown_router_is_refused);
}
