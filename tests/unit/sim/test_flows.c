/* Redials, transfers, callbacks, agents kept idle: by hand. */
#include "sim_case.h"

#define OPEN (8 * H)

static void
one_agent(SimCase *k, int n_queues, int n_days)
{
  case_init(k, n_queues, 1, n_days, 8, 18);
  for (int q = 0; q < n_queues; q++)
    case_serve(k, 0, q, 1, 1);
  case_on_duty(k, 0, 1);
  k->demand->counts = MUSTER_COUNTS_FRESH;
}

/* Calls again once, a minute after it gave up; then no more. */
static void
redials_by_attempt(void)
{
  SimCase k;
  one_agent(&k, 1, 1);
  double chance[2] = {1, 0};
  k.queue[0].n_redial_abandon = 2;
  k.queue[0].redial_abandon = chance;
  case_dist(&k.queue[0].redial_delay, "fixed", 60, NAN);
  case_dist(&k.queue[0].handle, "fixed", 600, NAN);
  case_dist(&k.queue[0].patience, "fixed", 30, NAN);
  case_arrive(&k, OPEN, 0);       /* answered until 600 */
  case_arrive(&k, OPEN + 10, 0);  /* gives up at 40, again from 100 to 130 */
  case_arrive(&k, OPEN + 590, 0); /* answered at 600: no redial */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, OFFERED, 4);
  ASSERT_Q(out, 0, FRESH, 3);
  ASSERT_Q(out, 0, REDIALS, 1);
  ASSERT_Q(out, 0, ABANDONED, 2);
  ASSERT_Q(out, 0, LOST, 1);
  ASSERT_Q(out, 0, ANSWERED, 2);
  muster_dist_clear(&k.queue[0].redial_delay);
  case_clear(&k);
}

/* A redial that falls into the night comes in the morning; after the last day it does not come. */
static void
redials_at_the_next_opening(void)
{
  SimCase k;
  one_agent(&k, 1, 2);
  double chance = 1;
  k.queue[0].n_redial_abandon = 1;
  k.queue[0].redial_abandon = &chance;
  case_dist(&k.queue[0].redial_delay, "fixed", 600, NAN);
  case_dist(&k.queue[0].handle, "fixed", 1200, NAN);
  case_dist(&k.queue[0].patience, "fixed", 30, NAN);
  for (int day = 0; day < 2; day++) {
    case_arrive(&k, (24 * day + 18) * H - 200, 0);
    case_arrive(&k, (24 * day + 18) * H - 100, 0);
  }
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, REDIALS, 1);
  ASSERT_Q(out, 0, ABANDONED, 2);
  ASSERT_Q(out, 0, LOST, 0);
  ASSERT_CLOSE(out->queue_interval[64].m[MUSTER_MEASURE_REDIALS].mean, 1, 0, 0); /* 08:00 of the second day */
  ASSERT_CLOSE(out->queue_interval[64].m[MUSTER_MEASURE_ANSWERED].mean, 1, 0, 0);
  muster_dist_clear(&k.queue[0].redial_delay);
  case_clear(&k);
}

/* Who is dismissed at closing time does not call again. */
static void
the_dismissed_stay_away(void)
{
  SimCase k;
  one_agent(&k, 1, 2);
  double chance = 1;
  k.c.simulate.after_end = MUSTER_AFTER_END_DISMISS;
  k.queue[0].n_redial_abandon = 1;
  k.queue[0].redial_abandon = &chance;
  case_dist(&k.queue[0].redial_delay, "fixed", 600, NAN);
  case_dist(&k.queue[0].handle, "fixed", 1200, NAN);
  case_dist(&k.queue[0].patience, "fixed", 300, NAN);
  case_arrive(&k, 18 * H - 200, 0);
  case_arrive(&k, 18 * H - 100, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, OFFERED, 2);
  ASSERT_Q(out, 0, DISMISSED, 1);
  muster_dist_clear(&k.queue[0].redial_delay);
  case_clear(&k);
}

/* Everybody goes on to the second queue when the talk ends; after-call work does not hold them up. */
static void
transfers_at_the_end_of_talk(void)
{
  SimCase k;
  one_agent(&k, 2, 1);
  MusterTransfer on = {.queue = 1, .outside = -1, .share = 1};
  k.queue[0].n_transfers = 1;
  k.queue[0].transfer = &on;
  case_dist(&k.queue[0].after_call, "fixed", 25, NAN);
  case_arrive(&k, OPEN, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, TRANSFERRED, 1);
  ASSERT_Q(out, 1, OFFERED, 1);
  ASSERT_Q(out, 1, FRESH, 0);
  ASSERT_Q(out, 1, ASA, 25);
  k.queue[0].transfer = NULL;
  case_clear(&k);
}

static void
transfers_by_share(void)
{
  SimCase k;
  one_agent(&k, 3, 1);
  MusterTransfer on[2] = {{.queue = 1, .outside = -1, .share = 0.2},
                          {.queue = 2, .outside = -1, .share = 0.3}};
  k.queue[0].n_transfers = 2;
  k.queue[0].transfer = on;
  k.c.simulate.replications = 300;
  for (int i = 0; i < 60; i++)
    case_arrive(&k, OPEN + 300 * i, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_CLOSE(Q_MEAN(out, 1, OFFERED), 12, 0.05, 0);
  ASSERT_CLOSE(Q_MEAN(out, 2, OFFERED), 18, 0.05, 0);
  ASSERT_CLOSE(Q_MEAN(out, 0, TRANSFERRED), 30, 0.04, 0);
  k.queue[0].transfer = NULL;
  case_clear(&k);
}

/* The last wait was 80 s: the one who arrives at 210 is called back at 250, has its place from 210 on, and never gives up. */
static void
called_back(SimCase *k, MusterCallback *callback)
{
  one_agent(k, 2, 1);
  *callback =
      (MusterCallback){.queue = 0, .into = 0, .accept = 1, .offer_when_wait_over_s = 20, .times = 0.5};
  k->c.n_callbacks = 1;
  k->c.callback = callback;
  case_dist(&k->queue[0].handle, "fixed", 200, NAN);
  case_dist(&k->queue[0].patience, "fixed", 95, NAN);
  case_arrive(k, OPEN, 0);
  case_arrive(k, OPEN + 120, 0); /* answered at 200; at 120 the last wait is none: no offer */
  case_arrive(k, OPEN + 210, 0); /* called back */
  case_arrive(k, OPEN + 230, 1); /* waits behind it, until 600 */
}

static void
callback_keeps_its_place(void)
{
  SimCase k;
  MusterCallback callback;
  called_back(&k, &callback);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, OFFERED, 4);
  ASSERT_Q(out, 0, CALLBACKS, 1);
  ASSERT_Q(out, 0, ANSWERED, 3);
  ASSERT_Q(out, 0, ABANDONED, 0);
  ASSERT_Q(out, 0, ASA, (0 + 80 + 150) / 3.0);
  ASSERT_Q(out, 0, SERVICE_LEVEL, 1 / 3.0);
  ASSERT_Q(out, 1, ASA, 370);
  case_clear(&k);
}

/* The head of the queue has waited 90 s when the next one arrives. */
static void
predicted_by_the_head(void)
{
  SimCase k;
  MusterCallback callback;
  called_back(&k, &callback);
  callback.predict = MUSTER_PREDICT_HEAD_OF_QUEUE;
  k.second[2] = OPEN + 190;
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, CALLBACKS, 1);
  ASSERT_Q(out, 0, ASA, (0 + 80 + (400 - 225)) / 3.0);
  case_clear(&k);
}

/* A waiting callback, too, is offered to the delayed group when its own wait reaches the delay. */
static void
callback_overflows(void)
{
  SimCase k;
  MusterCallback callback;
  called_back(&k, &callback);
  k.c.n_groups = 2;
  k.group[1] = (MusterGroup){.name = (char *) (gpointer) "beta", .serves = k.serves[1], .has_on_duty = TRUE};
  case_serve(&k, 1, 0, 2, 1)->after_s = 90;
  case_on_duty(&k, 1, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, OVERFLOWED, 1);
  ASSERT_Q(out, 0, ASA, (0 + 80 + 90) / 3.0);
  case_clear(&k);
}

/* Two agents, one kept for the second queue. */
static void
keeps_agents_idle(void)
{
  SimCase k;
  one_agent(&k, 2, 1);
  case_on_duty(&k, 0, 2);
  MusterKeepIdle keep = {.group = 0, .agents = 1, .queues = 2};
  k.c.n_keep_idle = 1;
  k.c.keep_idle = &keep;
  case_arrive(&k, OPEN, 0);
  case_arrive(
      &k, OPEN + 1,
      0); /* waits although one is idle; at 60 the first agent must stay idle; at 62 one may take it */
  case_arrive(&k, OPEN + 2, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ASA, 0);
  ASSERT_Q(out, 0, ASA, 61 / 2.0);
  case_clear(&k);
}

/* Unless the centre says how many of the offered contacts were called back, they are taken to be none: with a warning. */
static void
offered_counts_without_callbacks(void)
{
  SimCase k;
  one_agent(&k, 2, 1);
  MusterCallback back = {.queue = 0, .into = 0, .accept = 1, .times = 1, .call_back_within_s = NAN};
  k.queue[0].observed_callbacks = NAN;
  k.c.n_callbacks = 1;
  k.c.callback = &back;
  k.demand->counts = MUSTER_COUNTS_OFFERED;
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterSim) none = muster_sim_new(&k.c, k.demand, &k.staff, &k.options, faults);
  CU_ASSERT_PTR_NOT_NULL(none);
  g_autofree char *text = muster_faults_render(faults, FALSE);
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "no callbacks of queue 'first'"));
  k.queue[0].observed_callbacks = 0.1;
  g_autoptr(MusterFaults) silent = muster_faults_new();
  g_autoptr(MusterSim) sim = muster_sim_new(&k.c, k.demand, &k.staff, &k.options, silent);
  CU_ASSERT_PTR_NOT_NULL(sim);
  g_autofree char *nothing = muster_faults_render(silent, FALSE);
  CU_ASSERT_PTR_NULL(strstr(nothing, "callbacks"));
  case_clear(&k);
}

void test_flows(void);
void
test_flows(void)
{
  CU_pSuite suite = CU_add_suite("flows", NULL, NULL);
  ADD_TEST(suite, redials_by_attempt);
  ADD_TEST(suite, redials_at_the_next_opening);
  ADD_TEST(suite, the_dismissed_stay_away);
  ADD_TEST(suite, transfers_at_the_end_of_talk);
  ADD_TEST(suite, transfers_by_share);
  ADD_TEST(suite, callback_keeps_its_place);
  ADD_TEST(suite, predicted_by_the_head);
  ADD_TEST(suite, callback_overflows);
  ADD_TEST(suite, keeps_agents_idle);
  ADD_TEST(suite, offered_counts_without_callbacks);
}
