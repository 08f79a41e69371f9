/* Transfers with the agent waiting beside: by hand. */
#include "sim_case.h"

#define OPEN (8 * H)

/* Sales (alpha) talk for 60 s, pass every contact on to service (beta, 100 s) and write for 20 s. */
static void
init(SimCase *k, MusterTransfer *transfer, gboolean waits)
{
  case_init(k, 2, 2, 1, 8, 18);
  case_serve(k, 0, 0, 1, 1);
  case_serve(k, 1, 1, 1, 1);
  case_on_duty(k, 0, 1);
  case_on_duty(k, 1, 1);
  k->demand->counts = MUSTER_COUNTS_FRESH;
  *transfer = (MusterTransfer){.queue = 1, .outside = -1, .share = 1};
  k->queue[0].n_transfers = 1;
  k->queue[0].transfer = transfer;
  k->queue[0].transfer_waits = waits;
  k->queue[0].transfer_wait_up_to_s = 600;
  case_dist(&k->queue[0].after_call, "fixed", 20, NAN);
  case_dist(&k->queue[1].handle, "fixed", 100, NAN);
}

/* Service is on a call of its own from 20 to 120: the contact waits from 60 to 120, and so does the agent who had it, or not. */
static void
until_the_next_takes_it(void)
{
  for (int waits = 0; waits < 2; waits++) {
    SimCase k;
    MusterTransfer transfer;
    init(&k, &transfer, waits);
    case_arrive(&k, OPEN, 0);
    case_arrive(&k, OPEN + 20, 1);
    g_autoptr(MusterOutcome) out = case_run(&k);
    ASSERT_Q(out, 0, TRANSFERRED, 1);
    ASSERT_Q(out, 1, OFFERED, 2);
    ASSERT_Q(out, 1, FRESH, 1);
    ASSERT_Q(out, 1, ASA, 30);
    ASSERT_G(out, 0, IDLE, 10 * H - (waits ? 140 : 80));
    ASSERT_G(out, 1, IDLE, 10 * H - 200);
    case_clear(&k);
  }
}

static void
taken_at_once(void)
{
  SimCase k;
  MusterTransfer transfer;
  init(&k, &transfer, TRUE);
  case_arrive(&k, OPEN, 0);      /* 0 … 60, writing … 80 */
  case_arrive(&k, OPEN + 10, 0); /* 80 … 140; service is busy from 60 to 160: writing from 160 to 180 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, 35);
  ASSERT_Q(out, 1, ASA, 10);
  ASSERT_G(out, 0, IDLE, 10 * H - 180);
  ASSERT_CLOSE(out->flow[0].handle_s.mean, 60 + 20 + 60 + 20 + 20, 1e-9, 1e-5);
  case_clear(&k);
}

/* The agent stays for 30 s at most; the contact waits on alone. */
static void
not_for_ever(void)
{
  SimCase k;
  MusterTransfer transfer;
  init(&k, &transfer, TRUE);
  k.queue[0].transfer_wait_up_to_s = 30;
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 20, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ANSWERED, 2);
  ASSERT_Q(out, 1, ASA, 30);
  ASSERT_G(out, 0, IDLE, 10 * H - 110);
  case_clear(&k);
}

/* The contact gives up after 40 s of waiting. */
static void
who_gives_up_frees_the_agent(void)
{
  SimCase k;
  MusterTransfer transfer;
  init(&k, &transfer, TRUE);
  case_dist(&k.queue[1].patience, "fixed", 40, NAN);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 20, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ABANDONED, 1);
  ASSERT_Q(out, 1, WAIT_ABANDONED, 40);
  ASSERT_G(out, 0, IDLE, 10 * H - 120);
  case_clear(&k);
}

/* Service rings for 5 s and the next agent has nobody else to take: the agent who waits is not one of those who could. */
static void
nobody_takes_it_from_itself(void)
{
  SimCase k;
  MusterTransfer transfer;
  init(&k, &transfer, TRUE);
  case_on_duty(&k, 1, 0);
  case_serve(&k, 0, 1, 1, 2);
  k.queue[0].transfer_wait_up_to_s = 50;
  case_arrive(&k, OPEN, 0); /* 0 … 60, beside it … 110, writing … 130, and then the same agent takes it: … 230 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ANSWERED, 1);
  ASSERT_Q(out, 1, ASA, 70);
  /* That one passes nothing on: it was passed on itself, to a queue without transfers. Writing after 100 s belongs to sales. */
  ASSERT_G(out, 0, IDLE, 10 * H - 230);
  case_clear(&k);
}

/* Two agents serve both queues, and the second asks for the same agent again: that is not the one who stays, so the other takes it at once. */
static void
is_not_for_who_stays(void)
{
  SimCase k;
  MusterTransfer transfer;
  init(&k, &transfer, TRUE);
  case_serve(&k, 0, 1, 1, 1);
  case_on_duty(&k, 0, 2);
  case_on_duty(&k, 1, 0);
  k.c.same_agent_queues = 2;
  k.c.same_agent_wait_s = 300;
  case_arrive(&k, OPEN, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ASA, 0);
  ASSERT_Q(out, 1, SAME_AGENT, 0);
  ASSERT_G(out, 0, IDLE, 20 * H - 80 - 100);
  case_clear(&k);
}

void test_warm(void);
void
test_warm(void)
{
  CU_pSuite suite = CU_add_suite("warm transfers", NULL, NULL);
  ADD_TEST(suite, until_the_next_takes_it);
  ADD_TEST(suite, taken_at_once);
  ADD_TEST(suite, not_for_ever);
  ADD_TEST(suite, who_gives_up_frees_the_agent);
  ADD_TEST(suite, nobody_takes_it_from_itself);
  ADD_TEST(suite, is_not_for_who_stays);
}
