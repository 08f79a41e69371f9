/* Callbacks: what is predicted, who is called when, which promises are kept; by hand. */
#include "sim_case.h"

#define OPEN (8 * H)

/* One agent; contacts of 60 s at 0, 10 and 70 s. The second waits 50 s, until 60. */
static void
called_back(SimCase *k, MusterCallback *callback)
{
  case_init(k, 2, 2, 1, 8, 18);
  k->c.n_groups = 1; /* the second is for a case of its own */
  case_serve(k, 0, 0, 1, 1);
  case_serve(k, 0, 1, 1, 1);
  case_on_duty(k, 0, 1);
  k->demand->counts = MUSTER_COUNTS_FRESH;
  *callback = (MusterCallback){.accept = 1, .times = 1, .offer_when_wait_over_s = 40, .call_back_within_s = NAN};
  k->c.n_callbacks = 1;
  k->c.callback = callback;
  case_arrive(k, OPEN, 0);
  case_arrive(k, OPEN + 10, 0);
  case_arrive(k, OPEN + 70, 0);
}

/* The third accepts at 70 s and is called when the agent comes free at 120 s. */
static void
in_turn(void)
{
  SimCase k;
  MusterCallback callback;
  called_back(&k, &callback);
  callback.in_turn = TRUE;
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, OFFERED, 4);
  ASSERT_Q(out, 0, CALLBACKS, 1);
  ASSERT_Q(out, 0, ANSWERED, 3);
  ASSERT_Q(out, 0, ASA, 50.0 / 3);
  ASSERT_G(out, 0, OCCUPANCY, 180 / (10 * H));
  ASSERT_Q(out, 0, QUEUE_LENGTH_MEAN, 50 / (10 * H)); /* nobody waits in a place that is kept */
  case_clear(&k);
}

/* Contacts of another queue before and behind the place. At 120 s the place is the first of its line, so the contact is
 * called; the one of the other queue has come before and is taken until 180 s. */
static void
in_turn_among_others(void)
{
  SimCase k;
  MusterCallback callback;
  called_back(&k, &callback);
  callback.in_turn = TRUE;
  k.n = 2;
  case_arrive(&k, OPEN + 65, 1);
  case_arrive(&k, OPEN + 70, 0);
  case_arrive(&k, OPEN + 75, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, (0 + 50 + 60) / 3.0);
  ASSERT_Q(out, 1, ASA, (55 + 165) / 2.0);
  case_clear(&k);
}

static void
in_turn_into_another_queue(void)
{
  SimCase k;
  MusterCallback callback;
  called_back(&k, &callback);
  callback.in_turn = TRUE;
  callback.into = 1;
  callback.call_back_within_s = 50;
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, OFFERED, 3);
  ASSERT_Q(out, 1, OFFERED, 1);
  ASSERT_Q(out, 1, ASA, 0);
  ASSERT_Q(out, 0, PROMISES_KEPT, 1); /* by the queue that promised */
  ASSERT_Q(out, 0, PROMISES_BROKEN, 0);
  case_clear(&k);
}

/* A group that may take the queue after 30 s has an idle agent then. */
static void
in_turn_is_offered_after_a_delay(void)
{
  SimCase k;
  MusterCallback callback;
  called_back(&k, &callback);
  k.c.n_groups = 2;
  case_serve(&k, 1, 0, 2, 1)->after_s = 30;
  case_on_duty(&k, 1, 1);
  callback.in_turn = TRUE;
  callback.predict = MUSTER_PREDICT_EXPECTED_DELAY;
  callback.offer_when_wait_over_s = 0;
  callback.call_back_within_s = 30;
  k.n = 2;
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ANSWERED, 2);
  ASSERT_Q(out, 0, ASA, 0);
  ASSERT_Q(out, 0, OVERFLOWED, 1);
  ASSERT_Q(out, 0, PROMISES_KEPT, 1);
  case_clear(&k);
}

/* Accepted at 70 s, answered at 120 s. */
static void
promise(void)
{
  for (int kept = 0; kept < 2; kept++) {
    SimCase k;
    MusterCallback callback;
    called_back(&k, &callback);
    callback.call_back_within_s = kept ? 50 : 49;
    g_autoptr(MusterOutcome) out = case_run(&k);
    ASSERT_Q(out, 0, PROMISES_KEPT, kept);
    ASSERT_Q(out, 0, PROMISES_BROKEN, 1 - kept);
    CU_ASSERT(muster_outcome_shows(out, MUSTER_MEASURE_PROMISES_KEPT));
    case_clear(&k);
  }
}

/* Nobody is there any more when it would have been its turn. */
static void
promise_never_kept(void)
{
  SimCase k;
  MusterCallback callback;
  called_back(&k, &callback);
  k.c.simulate.after_end = MUSTER_AFTER_END_DISMISS;
  case_dist(&k.queue[0].handle, "fixed", 11 * H, NAN);
  callback.in_turn = TRUE;
  callback.predict = MUSTER_PREDICT_EXPECTED_DELAY;
  callback.call_back_within_s = 24 * H;
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, CALLBACKS, 2);
  ASSERT_Q(out, 0, PROMISES_BROKEN, 2);
  ASSERT_Q(out, 0, DISMISSED, 0);
  case_clear(&k);
}

static double
accepted(SimCase *k, double offered_over_s)
{
  k->c.callback->offer_when_wait_over_s = offered_over_s;
  g_autoptr(MusterOutcome) out = case_run(k);
  return Q_MEAN(out, 0, CALLBACKS);
}

/* Waits of 50 s and 100 s have been seen when the fourth comes at 130 s. */
static void
mean_of_the_last(void)
{
  SimCase k;
  MusterCallback callback;
  called_back(&k, &callback);
  callback.predict = MUSTER_PREDICT_MEAN_OF_LAST;
  k.n = 2;
  case_arrive(&k, OPEN + 20, 0);
  case_arrive(&k, OPEN + 130, 0);
  callback.last_n = 2;
  ASSERT_CLOSE(accepted(&k, 74.9), 1, 0, 0);
  ASSERT_CLOSE(accepted(&k, 75), 0, 0, 0);
  callback.last_n = 10; /* of those there are */
  ASSERT_CLOSE(accepted(&k, 74.9), 1, 0, 0);
  ASSERT_CLOSE(accepted(&k, 75), 0, 0, 0);
  callback.last_n = 1;
  ASSERT_CLOSE(accepted(&k, 99.9), 1, 0, 0);
  ASSERT_CLOSE(accepted(&k, 100), 0, 0, 0);
  case_clear(&k);
}

/* One agent, 60 s a contact, patience 300 s: 60 s with nobody ahead, 60 + 1 / (1/60 + 1/300) = 110 s with one. */
static void
expected_delay(void)
{
  SimCase k;
  MusterCallback callback;
  called_back(&k, &callback);
  callback.predict = MUSTER_PREDICT_EXPECTED_DELAY;
  case_dist(&k.queue[0].patience, "fixed", 300, NAN);
  k.n = 1;
  case_arrive(&k, OPEN + 10, 0);
  ASSERT_CLOSE(accepted(&k, 59.9), 1, 0, 0);
  ASSERT_CLOSE(accepted(&k, 60.1), 0, 0, 0);
  case_arrive(&k, OPEN + 20, 0);
  ASSERT_CLOSE(accepted(&k, 109.9), 1, 0, 0);
  ASSERT_CLOSE(accepted(&k, 110.1), 0, 0, 0);
  /* Another queue that the agent takes before it is ahead as well; its contact is patient: 60 + 60. */
  k.n = 1;
  case_arrive(&k, OPEN + 10, 1);
  case_arrive(&k, OPEN + 20, 0);
  ASSERT_CLOSE(accepted(&k, 119.9), 1, 0, 0);
  ASSERT_CLOSE(accepted(&k, 120.1), 0, 0, 0);
  k.serves[0][1].take = 2; /* and when it is taken later, it is not */
  ASSERT_CLOSE(accepted(&k, 60.1), 0, 0, 0);
  case_clear(&k);
}

void test_callbacks(void);
void
test_callbacks(void)
{
  CU_pSuite suite = CU_add_suite("callbacks", NULL, NULL);
  ADD_TEST(suite, in_turn);
  ADD_TEST(suite, in_turn_among_others);
  ADD_TEST(suite, in_turn_into_another_queue);
  ADD_TEST(suite, in_turn_is_offered_after_a_delay);
  ADD_TEST(suite, promise);
  ADD_TEST(suite, promise_never_kept);
  ADD_TEST(suite, mean_of_the_last);
  ADD_TEST(suite, expected_delay);
}
