/* Cases by hand: work that can wait beside calls, interruption, deadlines, tiers, what comes of a case, what is handed back. */
#include "sim_case.h"

#define OPEN (8 * H)

static double
backlog(const MusterOutcome *out, int q, int i)
{
  return out->queue_interval[q * out->grid->n + i].m[MUSTER_MEASURE_BACKLOG].mean;
}

/* The call at 100 waits for the case in hand, the case of 50 for the call although it has waited longer. */
static void
calls_come_first(void)
{
  SimCase k;
  case_blended(&k, 1);
  case_arrive(&k, OPEN, 1);
  case_arrive(&k, OPEN + 50, 1);
  case_arrive(&k, OPEN + 100, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, 200);
  ASSERT_Q(out, 1, ASA, (0 + 310) / 2.0);
  ASSERT_G(out, 0, HANDLED, 3);
  case_clear(&k);
}

/* Two agents, one to stay idle: the second case waits until the first is done, although an agent is idle. */
static void
blend_idle_stay(void)
{
  SimCase k;
  case_blended(&k, 1);
  case_on_duty(&k, 0, 2);
  k.group[0].blend_idle = 1;
  case_arrive(&k, OPEN, 1);
  case_arrive(&k, OPEN + 10, 1);
  case_arrive(&k, OPEN + 20, 0); /* finds the idle one */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, 0);
  ASSERT_Q(out, 1, ASA, 290 / 2.0); /* at 80 both are not idle; at 300 both are */
  case_clear(&k);
}

/* The call at 100 takes the agent; the case goes on at 160 with 200 s left, and is in time to the second; answered once. */
static void
a_call_interrupts(void)
{
  SimCase k;
  case_blended(&k, 1);
  k.queue[1].interruptible = TRUE;
  case_deadline(&k, 1, 360);
  case_arrive(&k, OPEN, 1);
  case_arrive(&k, OPEN + 50, 1); /* waits from 50 to 360: begun after the interrupted one, finished at 660 */
  case_arrive(&k, OPEN + 100, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, 0);
  ASSERT_Q(out, 1, ANSWERED, 2);
  ASSERT_Q(out, 1, ASA, 310 / 2.0);
  ASSERT_Q(out, 1, FINISHED_IN_TIME, 1);
  ASSERT_Q(out, 1, DEADLINES_KEPT, 0.5);
  /* waiting: the second 310 s, the first 60 s while the call lasts */
  ASSERT_Q(out, 1, QUEUE_LENGTH_MEAN, 370 / (10 * H));
  ASSERT_G(out, 0, HANDLED, 3);
  ASSERT_G(out, 0, IDLE, 10 * H - 660);
  case_clear(&k);
}

/* A second later the deadline is missed by a second. */
static void
a_deadline_includes_its_second(void)
{
  SimCase k;
  case_blended(&k, 1);
  k.queue[1].interruptible = TRUE;
  case_deadline(&k, 1, 359);
  case_arrive(&k, OPEN, 1);
  case_arrive(&k, OPEN + 100, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, FINISHED_IN_TIME, 0);
  case_clear(&k);
}

/* Of two agents at cases the one who began last gives way, and of two ranks the better. */
static void
who_gives_way(void)
{
  SimCase k;
  case_blended(&k, 1);
  case_on_duty(&k, 0, 2);
  k.queue[1].interruptible = TRUE;
  case_deadline(&k, 1, 330);
  case_arrive(&k, OPEN, 1);       /* undisturbed: done at 300 */
  case_arrive(&k, OPEN + 20, 1);  /* interrupted from 100 to 160: done at 380, 30 s late */
  case_arrive(&k, OPEN + 100, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, FINISHED_IN_TIME, 1);
  ASSERT_Q(out, 0, ASA, 0);
  case_clear(&k);
}

/* The end of the call that interrupts is the very moment at which the case would have been done: one end, not two. */
static void
interrupted_to_the_same_moment(void)
{
  SimCase k;
  case_blended(&k, 1);
  k.queue[1].interruptible = TRUE;
  case_arrive(&k, OPEN, 1);
  case_arrive(&k, OPEN + 240, 0); /* 60 s, to 300 */
  case_arrive(&k, OPEN + 250, 0); /* 300 to 360, then the case's last 60 s to 420 */
  case_arrive(&k, OPEN + 390, 0); /* 390 to 450: the case from 450 to 480 */
  case_deadline(&k, 1, 480);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, 50 / 3.0);
  ASSERT_Q(out, 1, FINISHED_IN_TIME, 1);
  ASSERT_G(out, 0, IDLE, 10 * H - 480);
  case_clear(&k);
}

/* Somebody else goes on with it at half the pace: 200 s are left, 400 s for the second group, which alone serves cases besides. */
static void
another_pace_goes_on(void)
{
  SimCase k;
  case_blended(&k, 1);
  k.c.n_groups = 2;
  k.group[1] = (MusterGroup){.name = (char *) (gpointer) "beta", .serves = k.serves[1], .has_on_duty = TRUE};
  case_serve(&k, 1, 1, 2, 1)->pace = 0.5;
  case_on_duty(&k, 1, 1);
  k.queue[1].interruptible = TRUE;
  case_deadline(&k, 1, 500);
  case_arrive(&k, OPEN, 1); /* the first group's until 100, then at once the second's until 500 */
  case_arrive(&k, OPEN + 100, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, FINISHED_IN_TIME, 1);
  ASSERT_G(out, 1, IDLE, 10 * H - 400);
  ASSERT_G(out, 1, HANDLED, 0); /* it was answered once, by the first group */
  case_clear(&k);
}

/* Cases wait overnight: one comes at 17:58, one at 20:00 with nobody there; agents come at 8:00. */
static void
cases_wait_overnight(void)
{
  SimCase k;
  case_blended(&k, 2);
  case_deadline(&k, 1, 14 * H);
  case_arrive(&k, 18 * H - 120, 1); /* begun at 17:58, done at 18:03: two minutes open at the end of that interval */
  case_arrive(&k, 18 * H - 60, 1);  /* waits until 8:00, done at 8:05: 14 h 6 min, late */
  case_arrive(&k, 20 * H, 1);       /* done at 8:10: 12 h 10 min, in time */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ANSWERED, 3);
  ASSERT_Q(out, 1, ASA, (0 + (14 * H + 60) + (12 * H + 300)) / 3);
  ASSERT_Q(out, 1, FINISHED_IN_TIME, 2);
  ASSERT_G(out, 0, OVERRUN, 180 / H);
  ASSERT_CLOSE(backlog(out, 1, 35), 2, 0, 0); /* 17:30 to 18:00 */
  ASSERT_CLOSE(backlog(out, 1, 40), 2, 0, 0); /* 20:00 to 20:30 */
  ASSERT_CLOSE(out->queue_day[2].m[MUSTER_MEASURE_BACKLOG].mean, 2, 0, 0);
  ASSERT_Q(out, 1, BACKLOG, 0);
  case_clear(&k);
}

/* The same by the clock of open hours: each is due 10 open hours after it came. */
static void
the_clock_of_open_hours(void)
{
  SimCase k;
  case_blended(&k, 3);
  k.queue[1].clock_open_hours = TRUE;
  case_deadline(&k, 1, 400);
  case_arrive(&k, 18 * H - 100, 1); /* 100 s of the day, 300 s of the next: done at 18:03:20, in time */
  case_arrive(&k, 18 * H - 50, 1);  /* begun at 8:00, done at 8:05, due at 8:05:50 */
  case_arrive(&k, 18 * H - 20, 1);  /* done at 8:10, due at 8:06:20 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, FINISHED_IN_TIME, 2);
  ASSERT_Q(out, 1, UNDECIDED, 0);
  case_clear(&k);
}

/* A deadline past the simulated end is neither kept nor broken, finished or not; one that has passed is broken though nobody has
 * begun the case. */
static void
past_the_end_is_undecided(void)
{
  SimCase k;
  case_blended(&k, 1);
  case_deadline(&k, 1, 8 * H);
  case_arrive(&k, OPEN, 1);          /* due at 16:00, in time */
  case_arrive(&k, 15 * H, 0);        /* a call, until 15:01 */
  case_arrive(&k, 16 * H, 1);        /* due at 24:00: decided */
  case_arrive(&k, 16 * H + 1, 1);    /* due a second later: undecided, though done */
  case_arrive(&k, 19 * H, 1);        /* nobody is there */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, OFFERED, 4);
  ASSERT_Q(out, 1, ANSWERED, 2);
  ASSERT_Q(out, 1, UNDECIDED, 2);
  ASSERT_Q(out, 1, DEADLINES_KEPT, 1);
  ASSERT_Q(out, 1, BACKLOG, 1);
  k.queue[1].target.finish_within_s = 2 * H;
  k.group[0].n_serves = 1; /* nobody does cases: all who are due by midnight are broken */
  k.c.n_groups = 2;
  k.group[1] = (MusterGroup){.name = (char *) (gpointer) "beta", .serves = k.serves[1], .has_on_duty = TRUE};
  case_serve(&k, 1, 1, 1, 1);
  g_autoptr(MusterOutcome) none = case_run(&k);
  ASSERT_Q(none, 1, DISMISSED, 4);
  ASSERT_Q(none, 1, DEADLINES_KEPT, 0);
  ASSERT_Q(none, 1, UNDECIDED, 0);
  case_clear(&k);
}

/* The shift ends in the middle of a case: it goes back with 200 s left, and is done by noon's shift first of all. */
static void
hand_back_at_the_end(void)
{
  SimCase k;
  case_blended(&k, 1);
  k.group[0].on_duty = (MusterSteps){0};
  case_step(&k, 0, 8, 1);
  case_step(&k, 0, 9, 0);
  case_step(&k, 0, 12, 1);
  k.c.simulate.shift_end = MUSTER_SHIFT_END_HAND_BACK;
  case_deadline(&k, 1, 3 * H + 300);
  case_arrive(&k, 9 * H - 100, 1); /* from 8:58:20 to 9:00; again from 12:00 to 12:03:20: in time to the second */
  case_arrive(&k, 9 * H, 1);       /* from 12:03:20 to 12:08:20, due at 12:05 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ANSWERED, 2);
  ASSERT_Q(out, 1, ASA, (0 + 3 * H + 200) / 2);
  ASSERT_Q(out, 1, FINISHED_IN_TIME, 1);
  ASSERT_G(out, 0, OVERRUN, 0);
  ASSERT_CLOSE(backlog(out, 1, 17), 1, 0, 0);
  ASSERT_CLOSE(backlog(out, 1, 18), 2, 0, 0);
  case_clear(&k);
}

/* Of numbers, too, closing is the shift's end: what is in hand at 18:00 is back in its line until the morning. */
static void
hand_back_at_closing(void)
{
  SimCase k;
  case_blended(&k, 2);
  k.c.simulate.shift_end = MUSTER_SHIFT_END_HAND_BACK;
  case_arrive(&k, 18 * H - 100, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ASA, 0);
  ASSERT_G(out, 0, OVERRUN, 0);
  ASSERT_G(out, 0, IDLE, 20 * H - 300);
  ASSERT_CLOSE(backlog(out, 1, 47), 1, 0, 0);
  ASSERT_Q(out, 1, BACKLOG, 0);
  case_clear(&k);
}

/* Three tiers: after an hour to the second queue, there after half an hour outside, which answers in two hours. */
static void
tiers(SimCase *k, MusterOutside *outside)
{
  case_init(k, 2, 1, 1, 8, 18);
  case_serve(k, 0, 1, 1, 1);
  case_step(k, 0, 8, 0);
  case_step(k, 0, 12, 1);
  for (int q = 0; q < 2; q++) {
    k->queue[q].channel = MUSTER_CHANNEL_CASE;
    case_dist(&k->queue[q].handle, "fixed", 300, NAN);
  }
  *outside = (MusterOutside){.name = (char *) (gpointer) "lab"};
  case_dist(&outside->answers_in, "fixed", 2 * H, NAN);
  k->c.n_outside = 1;
  k->c.outside = outside;
  k->queue[0].escalate_queue = 1;
  k->queue[0].escalate_after_s = 1 * H;
  k->queue[1].escalate_outside = 0;
  k->queue[1].escalate_after_s = 0.5 * H;
  k->demand->counts = MUSTER_COUNTS_FRESH;
}

static void
escalates_by_tiers(void)
{
  SimCase k;
  MusterOutside lab = {0};
  tiers(&k, &lab);
  case_deadline(&k, 1, 1 * H);
  /* 8:00 here, 9:00 in the second tier, 9:30 to the laboratory, 11:30 back, begun at 12:00, done at 12:05: late */
  case_arrive(&k, OPEN, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, OFFERED, 1);
  ASSERT_Q(out, 0, ESCALATED, 1);
  ASSERT_Q(out, 0, ANSWERED, 0);
  ASSERT_Q(out, 0, QUEUE_LENGTH_MEAN, 0.1);
  ASSERT_Q(out, 1, OFFERED, 2);
  ASSERT_Q(out, 1, FRESH, 0);
  ASSERT_Q(out, 1, ESCALATED, 1);
  ASSERT_Q(out, 1, ANSWERED, 1);
  ASSERT_Q(out, 1, ASA, 0.5 * H);
  ASSERT_Q(out, 1, QUEUE_LENGTH_MEAN, 0.1);
  ASSERT_Q(out, 1, FINISHED_IN_TIME, 0);
  ASSERT_Q(out, 1, DEADLINES_KEPT, 0);
  ASSERT_CLOSE(backlog(out, 0, 17), 1, 0, 0); /* to 9:00: the limit is at that very end */
  ASSERT_CLOSE(backlog(out, 1, 20), 1, 0, 0); /* with the laboratory, and open */
  case_clear(&k);
  muster_dist_clear(&lab.answers_in);
}

/* Who is answered before the limit stays. */
static void
the_answered_stay(void)
{
  SimCase k;
  MusterOutside lab = {0};
  tiers(&k, &lab);
  case_serve(&k, 0, 0, 1, 1);
  case_arrive(&k, 11 * H + 1, 0);     /* begun at 12:00, a second before its limit */
  case_arrive(&k, 11 * H + 100, 0);   /* at 12:01:40 to the second tier, begun at 12:05 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ANSWERED, 1);
  ASSERT_Q(out, 0, ESCALATED, 1);
  ASSERT_Q(out, 1, ASA, 200);
  case_clear(&k);
  muster_dist_clear(&lab.answers_in);
}

/* A call that waits longer than a minute goes to the second queue; it begins anew there. */
static void
calls_escalate_too(void)
{
  SimCase k;
  case_init(&k, 2, 2, 1, 8, 18);
  case_serve(&k, 0, 0, 1, 1);
  case_serve(&k, 1, 1, 1, 1);
  case_on_duty(&k, 0, 1);
  case_on_duty(&k, 1, 1);
  k.demand->counts = MUSTER_COUNTS_FRESH;
  case_dist(&k.queue[0].handle, "fixed", 600, NAN);
  case_dist(&k.queue[0].patience, "fixed", 90, NAN);
  k.queue[0].escalate_queue = 1;
  k.queue[0].escalate_after_s = 60;
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 10, 0);  /* at 70 to the second queue, at once */
  case_arrive(&k, OPEN + 550, 0); /* answered at 600 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, OFFERED, 3);
  ASSERT_Q(out, 0, ANSWERED, 2);
  ASSERT_Q(out, 0, ESCALATED, 1);
  ASSERT_Q(out, 0, ABANDONED, 0);
  ASSERT_Q(out, 0, ASA, 25);
  ASSERT_Q(out, 1, ANSWERED, 1);
  ASSERT_Q(out, 1, ASA, 0);
  case_clear(&k);
}

/* Every case is called back an hour after it is done; four in five are reopened after eight hours, once the queue is open, and
 * again. */
static void
follow_ups_and_reopening(void)
{
  SimCase k;
  case_blended(&k, 2);
  k.queue[1].follow_up_chance = 1;
  k.queue[1].follow_up_queue = 0;
  case_dist(&k.queue[1].follow_up_delay, "fixed", H, NAN);
  k.queue[1].reopen_chance = 0.8;
  case_dist(&k.queue[1].reopen_delay, "fixed", 8 * H, NAN);
  k.c.simulate.replications = 3000;
  k.options.all_measures = FALSE;
  case_arrive(&k, OPEN, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  /* done at 8:05, again at 16:05 to 16:10, then at 8:00 of the next day, and at 16:05; then the horizon is over */
  ASSERT_CLOSE(Q_MEAN(out, 1, OFFERED), 1 + 0.8 + 0.64 + 0.512, 0.03, 0);
  ASSERT_Q(out, 1, FRESH, 1);
  ASSERT_Q(out, 0, FRESH, 0);
  ASSERT_CLOSE(out->queue_interval[18].m[MUSTER_MEASURE_OFFERED].mean, 1, 0, 0);             /* 9:05 */
  ASSERT_CLOSE(out->queue_interval[34].m[MUSTER_MEASURE_OFFERED].mean, 0.8, 0.04, 0);        /* 17:10 */
  ASSERT_CLOSE(out->queue_interval[48 + 18].m[MUSTER_MEASURE_OFFERED].mean, 0.64, 0.05, 0);  /* 9:05 */
  ASSERT_CLOSE(out->queue_interval[48 + 34].m[MUSTER_MEASURE_OFFERED].mean, 0.512, 0.06, 0); /* 17:10 */
  muster_dist_clear(&k.queue[1].follow_up_delay);
  muster_dist_clear(&k.queue[1].reopen_delay);
  case_clear(&k);
}

/* The laboratory answers an hour after the agent is done: finished then, open until then. */
static void
transferred_outside(void)
{
  SimCase k;
  case_blended(&k, 1);
  MusterOutside lab = {.name = (char *) (gpointer) "lab"};
  case_dist(&lab.answers_in, "fixed", H, NAN);
  k.c.n_outside = 1;
  k.c.outside = &lab;
  MusterTransfer to = {.queue = -1, .outside = 0, .share = 1};
  k.queue[1].n_transfers = 1;
  k.queue[1].transfer = &to;
  case_deadline(&k, 1, H + 300);
  case_arrive(&k, OPEN, 1);       /* done at 8:05, answered at 9:05: to the second */
  case_arrive(&k, OPEN + 299, 1); /* done at 8:10, answered at 9:10, a second in time */
  case_arrive(&k, OPEN + 500, 1); /* done at 8:15, answered at 9:15, due at 9:13:20 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, TRANSFERRED, 3);
  ASSERT_Q(out, 1, OFFERED, 3);
  ASSERT_Q(out, 1, FINISHED_IN_TIME, 1);
  ASSERT_CLOSE(backlog(out, 1, 17), 3, 0, 0);
  k.queue[1].transfer = NULL;
  case_clear(&k);
  muster_dist_clear(&lab.answers_in);
}

/* Ten cases of nine hours' age: in no count, but in the agents' time, in the line and in the backlog. Each is due 9 h 20 min after
 * it came: four are done in time, which nobody counts. */
static void
initial_backlog(void)
{
  SimCase k;
  case_blended(&k, 1);
  MusterBacklog carried = {.queue = 1, .count = 10};
  case_dist(&carried.age, "fixed", 9 * H, NAN);
  k.c.n_backlog = 1;
  k.c.backlog = &carried;
  case_arrive(&k, OPEN, 1); /* begun at 8:50 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, OFFERED, 1);
  ASSERT_Q(out, 1, ANSWERED, 1);
  ASSERT_Q(out, 1, ASA, 50 * 60);
  ASSERT_G(out, 0, IDLE, 10 * H - 11 * 300);
  ASSERT_CLOSE(backlog(out, 1, 15), 10, 0, 0);
  ASSERT_CLOSE(backlog(out, 1, 16), 6, 0, 0); /* at 8:30, the sixth in hand */
  case_clear(&k);
  muster_dist_clear(&carried.age);
}

/* Of age, some escalate at once: their limit of nine hours has passed. */
static void
the_backlog_escalates(void)
{
  SimCase k;
  MusterOutside lab = {0};
  tiers(&k, &lab);
  k.queue[0].escalate_after_s = 9 * H;
  MusterBacklog carried = {.queue = 0, .count = 3};
  case_dist(&carried.age, "fixed", 10 * H, NAN);
  k.c.n_backlog = 1;
  k.c.backlog = &carried;
  k.queue[1].escalate_after_s = NAN;
  case_arrive(&k, OPEN, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, OFFERED, 4); /* they come at midnight, in the horizon */
  ASSERT_Q(out, 0, OFFERED, 0);
  ASSERT_Q(out, 1, ASA, (3 * 12 * H + 4 * H + 300 * (0 + 1 + 2 + 3)) / 4);
  case_clear(&k);
  muster_dist_clear(&lab.answers_in);
  muster_dist_clear(&carried.age);
}

/* Two queues of cases: what came later is due sooner. */
static void
least_slack_first(void)
{
  for (int slack = 0; slack < 2; slack++) {
    SimCase k;
    case_init(&k, 2, 1, 1, 8, 18);
    for (int q = 0; q < 2; q++) {
      k.queue[q].channel = MUSTER_CHANNEL_CASE;
      case_serve(&k, 0, q, 1, 1);
      case_dist(&k.queue[q].handle, "fixed", 300, NAN);
    }
    case_on_duty(&k, 0, 1);
    k.demand->counts = MUSTER_COUNTS_FRESH;
    k.c.choose_contact.name = (char *) (gpointer) (slack ? "least_slack" : "priority");
    case_deadline(&k, 0, 2 * H);
    case_deadline(&k, 1, 620);
    case_arrive(&k, OPEN, 0);
    case_arrive(&k, OPEN + 10, 0);
    case_arrive(&k, OPEN + 20, 1);
    g_autoptr(MusterOutcome) out = case_run(&k);
    ASSERT_Q(out, 1, FINISHED_IN_TIME, slack);
    ASSERT_Q(out, 1, ASA, slack ? 280 : 580);
    case_clear(&k);
  }
}

/* A case in hand is interrupted for a call that has waited for its delay, too. */
static void
overflow_interrupts(void)
{
  SimCase k;
  case_blended(&k, 1);
  k.queue[1].interruptible = TRUE;
  k.serves[0][0].after_s = 30;
  case_arrive(&k, OPEN, 1);
  case_arrive(&k, OPEN + 100, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, 30);
  ASSERT_Q(out, 0, OVERFLOWED, 1);
  ASSERT_G(out, 0, IDLE, 10 * H - 360);
  case_clear(&k);
}

void test_cases(void);
void
test_cases(void)
{
  CU_pSuite suite = CU_add_suite("cases", NULL, NULL);
  ADD_TEST(suite, calls_come_first);
  ADD_TEST(suite, blend_idle_stay);
  ADD_TEST(suite, a_call_interrupts);
  ADD_TEST(suite, a_deadline_includes_its_second);
  ADD_TEST(suite, who_gives_way);
  ADD_TEST(suite, interrupted_to_the_same_moment);
  ADD_TEST(suite, another_pace_goes_on);
  ADD_TEST(suite, cases_wait_overnight);
  ADD_TEST(suite, the_clock_of_open_hours);
  ADD_TEST(suite, past_the_end_is_undecided);
  ADD_TEST(suite, hand_back_at_the_end);
  ADD_TEST(suite, hand_back_at_closing);
  ADD_TEST(suite, escalates_by_tiers);
  ADD_TEST(suite, the_answered_stay);
  ADD_TEST(suite, calls_escalate_too);
  ADD_TEST(suite, follow_ups_and_reopening);
  ADD_TEST(suite, transferred_outside);
  ADD_TEST(suite, initial_backlog);
  ADD_TEST(suite, the_backlog_escalates);
  ADD_TEST(suite, least_slack_first);
  ADD_TEST(suite, overflow_interrupts);
}
