/* After-call work by whether somebody waits: by hand. */
#include "sim_case.h"

#define OPEN (8 * H)

/* Talks of 60 s; 10 s of writing where somebody waits, 50 s where nobody does. */
static void
init(SimCase *k, int n_queues)
{
  case_init(k, n_queues, 1, 1, 8, 18);
  case_serve(k, 0, 0, 1, 1);
  case_on_duty(k, 0, 1);
  case_dist(&k->queue[0].after_call, "fixed", 10, NAN);
  case_dist(&k->queue[0].after_call_quiet, "fixed", 50, NAN);
}

static void
in_no_hurry(void)
{
  SimCase k;
  init(&k, 1);
  case_arrive(&k, OPEN, 0);       /* 0 … 60, somebody waits: … 70 */
  case_arrive(&k, OPEN + 30, 0);  /* 70 … 130, nobody waits: … 180 */
  case_arrive(&k, OPEN + 150, 0); /* 180 … 240, … 290 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, (0 + 40 + 30) / 3.0);
  ASSERT_G(out, 0, IDLE, 10 * H - (70 + 110 + 110));
  ASSERT_CLOSE(out->flow[0].handle_s.mean, 70 + 110 + 110, 1e-9, 1e-5);
  g_autoptr(MusterSim) sim = case_sim(&k);
  g_autofree char *contacts = muster_sim_write_contacts(sim, 0, NULL);
  puts(contacts);
  CU_ASSERT(strstr(contacts, ",answered,0,alpha,1,60,10,") != NULL && strstr(contacts, ",answered,40,alpha,1,60,50,") != NULL);
  case_clear(&k);
}

/* Who waits for others, or has hung up, hurries nobody. */
static void
who_waits_for_others(void)
{
  SimCase k;
  init(&k, 2);
  case_dist(&k.queue[0].patience, "fixed", 15, NAN);
  case_arrive(&k, OPEN + 1, 1);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 30, 0); /* gives up at 45 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ABANDONED, 1);
  ASSERT_G(out, 0, IDLE, 10 * H - 110);
  case_clear(&k);
}

/* Who goes home when the contact ends does not linger. */
static void
who_leaves(void)
{
  SimCase k;
  init(&k, 1);
  case_step(&k, 0, 8, 1);
  case_step(&k, 0, 9, 0);
  case_arrive(&k, 9 * H - 30, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_G(out, 0, OCCUPANCY, 70.0 / (H + 40));
  case_clear(&k);
}

void test_quiet(void);
void
test_quiet(void)
{
  CU_pSuite suite = CU_add_suite("quiet after-call work", NULL, NULL);
  ADD_TEST(suite, in_no_hurry);
  ADD_TEST(suite, who_waits_for_others);
  ADD_TEST(suite, who_leaves);
}
