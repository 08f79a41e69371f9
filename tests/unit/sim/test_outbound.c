/* Outbound lists by hand: attempts, the dialers one by one, live contacts first, quotas. */
#include "sim_case.h"

#define OPEN (8 * H)

/* The first queue is outbound, reached by everybody, with talks of 60 s. */
static void
outbound(SimCase *k, int n_queues, double agents)
{
  case_init(k, n_queues, 1, 1, 8, 18);
  for (int q = 0; q < n_queues; q++)
    case_serve(k, 0, q, 1, 1);
  case_on_duty(k, 0, agents);
  k->demand->counts = MUSTER_COUNTS_FRESH;
  k->queue[0].channel = MUSTER_CHANNEL_OUTBOUND;
  k->queue[0].reach = 1;
  k->queue[0].attempts = 1;
  k->queue[0].second_queue = -1;
}

static void
dialer(SimCase *k, const char *name)
{
  k->queue[0].dialer = (MusterDialer){.name = (char *) (gpointer) name, .lines = 1, .when_idle = 1, .abandonment = 0.03};
}

/* One agent, three entries at once: looks 20 s, hears it ring 10 s, talks 60 s, one after the other. */
static void
an_agent_dials_by_hand(void)
{
  SimCase k;
  outbound(&k, 1, 1);
  dialer(&k, "preview");
  k.queue[0].dialer.look_s = 20;
  k.queue[0].ring_s = 10;
  for (int i = 0; i < 3; i++)
    case_arrive(&k, OPEN, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, OFFERED, 3);
  ASSERT_Q(out, 0, ANSWERED, 3);
  ASSERT_Q(out, 0, REACHED, 3);
  ASSERT_Q(out, 0, ASA, 0);
  ASSERT_G(out, 0, IDLE, 10 * H - 3 * 90);
  case_clear(&k);
}

/* Nobody is ever reached: three attempts, ten minutes apart, each 20 s of looking and 25 s of ringing. */
static void
attempts_are_used_up(void)
{
  SimCase k;
  outbound(&k, 1, 1);
  dialer(&k, "preview");
  k.queue[0].dialer.look_s = 20;
  k.queue[0].no_answer_s = 25;
  k.queue[0].reach = 0;
  k.queue[0].attempts = 3;
  case_dist(&k.queue[0].retry, "fixed", 600, NAN);
  case_arrive(&k, OPEN + 1500, 0); /* 1500, 2145, 2790: the second half-hour has two of the attempts */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, OFFERED, 3);
  ASSERT_Q(out, 0, FRESH, 1);
  ASSERT_Q(out, 0, TRIED_AGAIN, 2);
  ASSERT_Q(out, 0, UNREACHED, 3);
  ASSERT_Q(out, 0, GIVEN_UP, 1);
  ASSERT_Q(out, 0, ANSWERED, 0);
  ASSERT_CLOSE(out->queue_interval[17].m[MUSTER_MEASURE_UNREACHED].mean, 2, 0, 0);
  ASSERT_G(out, 0, IDLE, 10 * H - 3 * 45);
  muster_dist_clear(&k.queue[0].retry);
  case_clear(&k);
}

/* Nobody is at home before nine, everybody after. */
static void
reach_by_hour(void)
{
  static MusterStep steps[] = {{127, 8 * 3600, 1e-12}, {127, 9 * 3600, 1}};
  SimCase k;
  outbound(&k, 1, 1);
  k.queue[0].attempts = 3;
  k.queue[0].has_reach_by_hour = TRUE;
  k.queue[0].reach_by_hour = (MusterSteps){.n = 2, .step = steps};
  case_dist(&k.queue[0].retry, "fixed", 1800, NAN);
  case_arrive(&k, OPEN + 600, 0); /* tried at 8:10, 8:40, 9:10 */
  case_arrive(&k, 9 * H, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, UNREACHED, 2);
  ASSERT_Q(out, 0, ANSWERED, 2);
  ASSERT_CLOSE(out->queue_interval[18].m[MUSTER_MEASURE_ANSWERED].mean, 2, 0, 0);
  muster_dist_clear(&k.queue[0].retry);
  case_clear(&k);
}

/* What would be tried again after the end does not come; what nobody had time for is left over. */
static void
the_list_at_the_end(void)
{
  SimCase k;
  outbound(&k, 1, 1);
  k.queue[0].reach = 0;
  k.queue[0].attempts = 5;
  k.queue[0].no_answer_s = 1800;
  case_dist(&k.queue[0].retry, "fixed", 4 * H, NAN);
  for (int i = 0; i < 3; i++)
    case_arrive(&k, 17 * H + 60, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, OFFERED, 3);
  ASSERT_Q(out, 0, UNREACHED, 2);
  ASSERT_Q(out, 0, UNDECIDED, 1);
  ASSERT_Q(out, 0, GIVEN_UP, 0);
  muster_dist_clear(&k.queue[0].retry);
  case_clear(&k);
}

/* Everybody who picks up is somebody else: 30 s each time to find out. */
static void
wrong_parties_take_time(void)
{
  SimCase k;
  outbound(&k, 1, 1);
  k.queue[0].wrong_party_chance = 1;
  k.queue[0].wrong_party_takes_s = 30;
  k.queue[0].attempts = 2;
  case_arrive(&k, OPEN, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, WRONG_PARTY, 2);
  ASSERT_Q(out, 0, REACHED, 2);
  ASSERT_Q(out, 0, UNREACHED, 2);
  ASSERT_G(out, 0, IDLE, 10 * H - 60);
  case_clear(&k);
}

/* The list waits while a call waits, and while no more agents are idle than are to stay so. */
static void
live_contacts_come_first(void)
{
  SimCase k;
  outbound(&k, 2, 2);
  k.group[0].blend_idle = 1;
  case_dist(&k.queue[0].handle, "fixed", 600, NAN);
  case_arrive(&k, OPEN + 0, 0);  /* one agent takes the entry until 600, the other stays idle */
  case_arrive(&k, OPEN + 10, 0); /* waits for two idle agents: 600 */
  case_arrive(&k, OPEN + 20, 1); /* the other one takes the call until 80 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ANSWERED, 2);
  ASSERT_Q(out, 1, ASA, 0);
  ASSERT_G(out, 0, IDLE, 20 * H - 1260);
  case_clear(&k);
}

/* Two lines for each of two agents: four persons pick up at 10 s, two find an agent; the third waits 5 s and hangs up like the
 * fourth, and there is one attempt only. */
static void
power_dials_more_lines_than_agents(void)
{
  SimCase k;
  outbound(&k, 1, 2);
  dialer(&k, "power");
  k.queue[0].dialer.lines = 2;
  k.queue[0].ring_s = 10;
  case_dist(&k.queue[0].patience, "fixed", 5, NAN);
  for (int i = 0; i < 4; i++)
    case_arrive(&k, OPEN, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, REACHED, 4);
  ASSERT_Q(out, 0, ANSWERED, 2);
  ASSERT_Q(out, 0, MISMATCHED, 2);
  ASSERT_Q(out, 0, ABANDONED, 2);
  ASSERT_Q(out, 0, ABANDONMENT, 0.5);
  ASSERT_Q(out, 0, WAIT_ABANDONED, 5);
  ASSERT_Q(out, 0, GIVEN_UP, 2);
  ASSERT_G(out, 0, IDLE, 20 * H - 120);
  case_clear(&k);
}

/* With patience for the end of a talk the two who found nobody are answered after 60 s; with one line each nobody waits. */
static void
mismatches_may_wait(void)
{
  for (int lines = 1; lines <= 2; lines++) {
    SimCase k;
    outbound(&k, 1, 2);
    dialer(&k, "power");
    k.queue[0].dialer.lines = lines;
    k.queue[0].ring_s = 10;
    case_dist(&k.queue[0].patience, "fixed", 100, NAN);
    for (int i = 0; i < 4; i++)
      case_arrive(&k, OPEN, 0);
    g_autoptr(MusterOutcome) out = case_run(&k);
    ASSERT_Q(out, 0, ANSWERED, 4);
    ASSERT_Q(out, 0, MISMATCHED, lines == 2 ? 2 : 0);
    ASSERT_Q(out, 0, ASA, lines == 2 ? 30 : 0);
    case_clear(&k);
  }
}

/* A person who hung up is called again: the second time an agent is free. */
static void
who_hung_up_is_called_again(void)
{
  SimCase k;
  outbound(&k, 1, 1);
  dialer(&k, "power");
  k.queue[0].dialer.lines = 2;
  k.queue[0].ring_s = 10;
  k.queue[0].attempts = 2;
  case_dist(&k.queue[0].retry, "fixed", 300, NAN);
  case_dist(&k.queue[0].patience, "fixed", 5, NAN);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, OFFERED, 3);
  ASSERT_Q(out, 0, ABANDONED, 1);
  ASSERT_Q(out, 0, ANSWERED, 2);
  ASSERT_Q(out, 0, GIVEN_UP, 0);
  muster_dist_clear(&k.queue[0].retry);
  case_clear(&k);
}

/* The predictive dialer calls while all talk, and keeps under its cap. */
static void
predictive_keeps_its_cap(void)
{
  double idle[2];
  for (int ahead = 0; ahead < 2; ahead++) {
    SimCase k;
    outbound(&k, 1, 20);
    dialer(&k, ahead ? "predictive" : "power");
    k.queue[0].reach = 0.4;
    k.queue[0].ring_s = 12;
    k.queue[0].no_answer_s = 25;
    case_dist(&k.queue[0].handle, "exponential", 150, NAN);
    case_dist(&k.queue[0].patience, "exponential", 3, NAN);
    k.options.replications = 8;
    for (int i = 0; i < 20; i++)
      k.demand->queue[0].contacts[16 + i] = 600;
    g_autoptr(MusterOutcome) out = case_run(&k);
    double dropped = Q_MEAN(out, 0, ABANDONMENT);
    CU_ASSERT(dropped <= 0.03 && (ahead ? dropped > 0.01 : dropped == 0));
    idle[ahead] = G_MEAN(out, 0, IDLE);
    case_clear(&k);
  }
  CU_ASSERT(idle[1] < 0.75 * idle[0]);
}

/* 62 customers once a month: the horizon of one day, open like every day of its month, gets 2 of them; due by its end. */
static void
quotas_come_evenly(void)
{
  SimCase k;
  outbound(&k, 1, 1);
  k.queue[0].quota_customers = 62;
  k.queue[0].quota_each = (MusterPerSpan){.lo = 1, .hi = 1, .per_n = 1, .per_unit = 'm'};
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, QUOTA, 2);
  ASSERT_Q(out, 0, QUOTA_KEPT, 2);
  ASSERT_Q(out, 0, ANSWERED, 2);
  for (int i = 0; i < 48; i++) /* at 10:30 and 15:30 */
    ASSERT_CLOSE(out->queue_interval[i].m[MUSTER_MEASURE_OFFERED].mean, i == 21 || i == 31, 0, 0);
  case_clear(&k);
}

/* Entries that come at night wait for the opening. */
static void
lists_rest_at_night(void)
{
  SimCase k;
  outbound(&k, 1, 1);
  case_arrive(&k, 2 * H, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ANSWERED, 1);
  ASSERT_CLOSE(out->group_interval[16].m[MUSTER_GROUP_IDLE].mean, 1740, 1e-9, 0);
  case_clear(&k);
}

void test_outbound(void);

void
test_outbound(void)
{
  CU_pSuite suite = CU_add_suite("outbound", NULL, NULL);
  ADD_TEST(suite, an_agent_dials_by_hand);
  ADD_TEST(suite, attempts_are_used_up);
  ADD_TEST(suite, reach_by_hour);
  ADD_TEST(suite, the_list_at_the_end);
  ADD_TEST(suite, wrong_parties_take_time);
  ADD_TEST(suite, live_contacts_come_first);
  ADD_TEST(suite, power_dials_more_lines_than_agents);
  ADD_TEST(suite, mismatches_may_wait);
  ADD_TEST(suite, who_hung_up_is_called_again);
  ADD_TEST(suite, predictive_keeps_its_cap);
  ADD_TEST(suite, quotas_come_evenly);
  ADD_TEST(suite, lists_rest_at_night);
}
