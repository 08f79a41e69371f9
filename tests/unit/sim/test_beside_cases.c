/* Cases beside lines, the same agent, reserves, callbacks, tables and lines by group, by hand. Calls of 60 s, cases of 300 s. */
#include "sim_case.h"

#define OPEN (8 * H)
#define TEN (10 * H)

/* --- lines -------------------------------------------------------------------------------------------------------- */

/* One line. The case in hand and the one that waits hold none; the call at 20 does, until it is done at 360. */
static void
cases_hold_no_line(void)
{
  SimCase k;
  case_blended(&k, 1);
  k.c.lines = (MusterLines){1, 1};
  case_arrive(&k, OPEN, 1);
  case_arrive(&k, OPEN + 10, 1);
  case_arrive(&k, OPEN + 20, 0);
  case_arrive(&k, OPEN + 359, 0); /* blocked */
  case_arrive(&k, OPEN + 361, 0); /* waits for the second case: until 660 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, BLOCKED, 1);
  ASSERT_Q(out, 0, ASA, (280 + 299) / 2.0);
  ASSERT_Q(out, 1, BLOCKED, 0);
  ASSERT_Q(out, 1, ASA, 350 / 2.0);
  case_clear(&k);
}

/* Whom another department takes hangs up, and is called: without a line until somebody talks. */
static void
outside_holds_no_line(void)
{
  SimCase k;
  MusterOutside outside = {.name = (char *) (gpointer) "outside"};
  case_dist(&outside.answers_in, "fixed", 600, NAN);
  case_blended(&k, 1);
  case_dist(&k.queue[1].handle, "fixed", 3000, NAN);
  k.c.n_outside = 1;
  k.c.outside = &outside;
  k.c.lines = (MusterLines){1, 1};
  k.queue[0].escalate_after_s = 60;
  k.queue[0].escalate_outside = 0;
  case_arrive(&k, OPEN, 1);       /* until 3000 */
  case_arrive(&k, OPEN + 10, 0);  /* outside from 70 to 670 */
  case_arrive(&k, OPEN + 100, 0); /* from 160 to 760 */
  case_arrive(&k, OPEN + 120, 0); /* blocked: that one waits */
  case_arrive(&k, OPEN + 700, 0); /* the first waits again, and holds no line; from 760 to 1360 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, BLOCKED, 1);
  ASSERT_Q(out, 0, ESCALATED, 3);
  ASSERT_Q(out, 0, ANSWERED, 3);
  ASSERT_Q(out, 0, ASA, (2330 + 2300 + 1760) / 3.0);
  case_clear(&k);
  muster_dist_clear(&outside.answers_in);
}

/* --- the same agent ----------------------------------------------------------------------------------------------- */

/* Two agents; calls last 600 s. The first has the case of 8:00, which is opened again at 10:05, when a call keeps him until 10:10 and
 * the other is idle. The next time falls behind the end of the cases' hours. */
static void
reopened(SimCase *k, double wait_up_to_s)
{
  case_blended_with(k, 3, 2, 1);
  case_on_duty(k, 0, 2);
  case_dist(&k->queue[0].handle, "fixed", 600, NAN);
  k->window[1] = (MusterWindow){127, (int) OPEN, (int) (12 * H)};
  k->queue[1].open = (MusterHours){1, &k->window[1]};
  k->queue[1].own_hours = TRUE;
  k->queue[1].reopen_chance = 0.98; /* as good as always: the draws of this case say so */
  case_dist(&k->queue[1].reopen_delay, "fixed", 2 * H, NAN);
  k->c.same_agent_queues = 2;
  k->c.same_agent_wait_s = wait_up_to_s;
  case_arrive(k, OPEN, 1);
  case_arrive(k, 9 * H, 0);
  case_arrive(k, TEN, 0);
}

static void
reopened_clear(SimCase *k)
{
  muster_dist_clear(&k->queue[1].reopen_delay);
  case_clear(k);
}

static void
reopened_for_the_same_agent(void)
{
  SimCase k;
  reopened(&k, 600);
  g_autoptr(MusterOutcome) waits = case_run(&k);
  ASSERT_Q(waits, 1, ANSWERED, 2);
  ASSERT_Q(waits, 1, ASA, 300 / 2.0);
  ASSERT_Q(waits, 1, SAME_AGENT, 1);
  k.c.same_agent_wait_s = 120; /* then anybody: the other one */
  g_autoptr(MusterOutcome) limit = case_run(&k);
  ASSERT_Q(limit, 1, ASA, 120 / 2.0);
  ASSERT_Q(limit, 1, SAME_AGENT, 0);
  reopened_clear(&k);
}

/* The calls of 10:02 and 10:06 go before: the first agent has the second of them from 10:10 to 10:20. Waiting ends at 10:15 for the other
 * one, who is idle since 10:12, or at 10:20 for the first. */
static void
live_contacts_before_his_case(void)
{
  SimCase k;
  reopened(&k, 600);
  case_arrive(&k, TEN + 120, 0);
  case_arrive(&k, TEN + 360, 0);
  g_autoptr(MusterOutcome) other = case_run(&k);
  ASSERT_Q(other, 1, ASA, 600 / 2.0);
  ASSERT_Q(other, 1, SAME_AGENT, 0);
  ASSERT_Q(other, 0, ASA, 240 / 4.0);
  k.c.same_agent_wait_s = 1800;
  g_autoptr(MusterOutcome) first = case_run(&k);
  ASSERT_Q(first, 1, ASA, 900 / 2.0);
  ASSERT_Q(first, 1, SAME_AGENT, 1);
  reopened_clear(&k);
}

/* Two are to stay idle: with three agents the reopened case begins when nobody else is busy, at 10:10, or 10:30 with another call. */
static void
his_case_leaves_some_idle(void)
{
  SimCase k;
  reopened(&k, 3600);
  case_on_duty(&k, 0, 3);
  k.group[0].blend_idle = 2;
  k.n = 0;
  case_arrive(&k, OPEN, 1);
  case_arrive(&k, TEN, 0);
  g_autoptr(MusterOutcome) one = case_run(&k);
  ASSERT_Q(one, 1, ASA, 300 / 2.0);
  ASSERT_Q(one, 1, SAME_AGENT, 1);
  case_arrive(&k, TEN + 500, 0); /* until 10:18:20 */
  case_arrive(&k, TEN + 1000, 0); /* from 10:16:40 until 10:26:40 */
  g_autoptr(MusterOutcome) busy = case_run(&k);
  ASSERT_Q(busy, 1, ASA, (1600 - 300) / 2.0);
  ASSERT_Q(busy, 1, SAME_AGENT, 1);
  reopened_clear(&k);
}

/* The limit of the tier runs while it waits for one: at 10:08 it goes on to the third queue, where somebody is idle. */
static void
escalates_while_it_waits_for_one(void)
{
  SimCase k;
  reopened(&k, 600);
  case_serve(&k, 1, 2, 1, 1);
  case_on_duty(&k, 1, 1);
  k.queue[1].escalate_queue = 2;
  k.queue[1].escalate_after_s = 180;
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ESCALATED, 1);
  ASSERT_Q(out, 1, ANSWERED, 1);
  ASSERT_Q(out, 1, SAME_AGENT, 0);
  ASSERT_Q(out, 2, ANSWERED, 1);
  ASSERT_Q(out, 2, ASA, 0);
  reopened_clear(&k);
}

/* Two agents at cases that give way, the second began last; the call that comes again is the first one's: he puts his case aside. */
static void
the_same_agent_puts_his_case_aside(void)
{
  SimCase k;
  case_blended(&k, 1);
  case_on_duty(&k, 0, 2);
  k.queue[1].interruptible = TRUE;
  case_deadline(&k, 1, 330);
  k.queue[0].repeat_chance = 0.98; /* as good as always: the draws of this call say so */
  case_dist(&k.queue[0].repeat_delay, "fixed", 9 * H, NAN);
  k.c.same_agent_queues = 1;
  k.c.same_agent_wait_s = 600;
  case_arrive(&k, OPEN, 0);           /* the first agent; again at 17:01 */
  case_arrive(&k, 16 * H, 0);         /* the second one */
  case_arrive(&k, 17 * H - 300, 1);   /* the first */
  case_arrive(&k, 17 * H - 290, 1);   /* the second, until 17:00:10 */
  case_arrive(&k, 17 * H + 20, 1);    /* the first, until 17:05:20 by itself */
  case_arrive(&k, 17 * H + 40, 1);    /* the second, to 17:05:40 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, 0);
  ASSERT_Q(out, 0, ANSWERED, 3);
  ASSERT_Q(out, 0, SAME_AGENT, 1);
  ASSERT_Q(out, 1, FINISHED_IN_TIME, 3);
  muster_dist_clear(&k.queue[0].repeat_delay);
  case_clear(&k);
}

/* --- reserves ----------------------------------------------------------------------------------------------------- */

/* Cases of 330 s. Of three one begins; at 8:01 the reserve comes for the second, until 8:06:30; the third is begun at 8:05:30. At 8:06
 * half a case has waited on average, and the reserve is sent back: with the case done, or at once with 30 s left of it, for which the
 * other agent is free at 8:11. */
static void
a_reserve_takes_cases(void)
{
  for (int back = 0; back < 2; back++) {
    SimCase k;
    case_blended_with(&k, 2, 2, 1);
    case_dist(&k.queue[1].handle, "fixed", 330, NAN);
    case_deadline(&k, 1, 400);
    case_serve(&k, 1, 1, 1, 1);
    k.group[1].call_in = (MusterCallIn){.given = TRUE, .queue = 1, .measure = (char *) (gpointer) "queue_length", .when = 1.5,
                                        .until = 0.6, .over_s = 60, .max = 1};
    k.c.simulate.shift_end = back ? MUSTER_SHIFT_END_HAND_BACK : MUSTER_SHIFT_END_FINISH;
    for (int i = 0; i < 3; i++)
      case_arrive(&k, OPEN, 1);
    g_autoptr(MusterOutcome) out = case_run(&k);
    ASSERT_G(out, 1, CALLED_IN, (back ? 300 : 330) / H);
    ASSERT_Q(out, 1, ASA, (0 + 60 + 330) / 3.0);
    ASSERT_Q(out, 1, FINISHED_IN_TIME, back ? 1 : 2);
    ASSERT_G(out, 0, IDLE, 10 * H - (back ? 690 : 660));
    case_clear(&k);
  }
}

/* --- callbacks and balking ---------------------------------------------------------------------------------------- */

/* The call at 30 hears of 20 s and is to be called back as a case: at 50, behind the call of 10, before the case of 40. Begun at 360,
 * 330 s after the promise. */
static void
called_back_as_a_case(void)
{
  for (int kept = 0; kept < 2; kept++) {
    SimCase k;
    case_blended(&k, 1);
    MusterCallback callback = {.queue = 0, .into = 1, .predict = MUSTER_PREDICT_HEAD_OF_QUEUE, .accept = 1, .times = 1,
                               .call_back_within_s = kept ? 330 : 329};
    k.c.n_callbacks = 1;
    k.c.callback = &callback;
    case_arrive(&k, OPEN, 1);
    case_arrive(&k, OPEN + 10, 0);
    case_arrive(&k, OPEN + 30, 0);
    case_arrive(&k, OPEN + 40, 1);
    g_autoptr(MusterOutcome) out = case_run(&k);
    ASSERT_Q(out, 0, CALLBACKS, 1);
    ASSERT_Q(out, 0, PROMISES_KEPT, kept);
    ASSERT_Q(out, 1, ANSWERED, 3);
    ASSERT_Q(out, 1, ASA, (0 + 310 + 620) / 3.0);
    case_clear(&k);
  }
}

/* It goes on to the next tier with its promise: at 60 s of waiting to the third queue, where somebody is idle. */
static void
a_promise_goes_up_the_tiers(void)
{
  SimCase k;
  case_blended_with(&k, 3, 2, 1);
  case_serve(&k, 1, 2, 1, 1);
  case_on_duty(&k, 1, 1);
  MusterCallback callback = {.queue = 0, .into = 1, .predict = MUSTER_PREDICT_HEAD_OF_QUEUE, .accept = 1, .times = 1,
                             .call_back_within_s = 80};
  k.c.n_callbacks = 1;
  k.c.callback = &callback;
  k.queue[1].escalate_queue = 2;
  k.queue[1].escalate_after_s = 60;
  case_arrive(&k, OPEN, 1);
  case_arrive(&k, OPEN + 10, 0);
  case_arrive(&k, OPEN + 30, 0); /* called at 50, escalates at 110 */
  k.options.all_measures = FALSE;
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ESCALATED, 1);
  ASSERT_Q(out, 2, ANSWERED, 1);
  ASSERT_Q(out, 0, PROMISES_KEPT, 1);
  case_clear(&k);
}

/* Who writes sees that one is waiting, and does without. */
static void
writers_balk(void)
{
  SimCase k;
  case_blended(&k, 1);
  MusterBalkStep step = {1, 1};
  k.queue[1].balk = (MusterBalk){.by_length = TRUE, .n = 1, .step = &step};
  for (int i = 0; i < 3; i++)
    case_arrive(&k, OPEN + i, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ANSWERED, 2);
  ASSERT_Q(out, 1, BALKED, 1);
  ASSERT_Q(out, 1, ABANDONED, 1);
  case_clear(&k);
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

/* The second group takes cases while no call waits. One does when the case of 20 comes, so it waits for the first group; when the case
 * of 130 comes none does, and it is taken at once. */
static void
cases_under_a_condition(void)
{
  SimCase k;
  case_blended_with(&k, 2, 2, 1);
  case_on_duty(&k, 1, 1);
  case_serve(&k, 1, 1, 2, 1)->when = (MusterCondition){MUSTER_CONDITION_QUEUE_LENGTH, 0, TRUE, 1};
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 10, 0);
  case_arrive(&k, OPEN + 20, 1); /* begun at 120 */
  case_arrive(&k, OPEN + 130, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ASA, 100 / 2.0);
  ASSERT_G(out, 1, HANDLED, 1);
  case_clear(&k);
}

/* The second group puts its case aside for calls when two wait: for the one that waits longest. Then one waits. Calls of 600 s. */
static void
interrupted_under_a_condition(void)
{
  SimCase k;
  case_init(&k, 2, 2, 1, 8, 18);
  k.demand->counts = MUSTER_COUNTS_FRESH;
  k.queue[1].channel = MUSTER_CHANNEL_CASE;
  k.queue[1].interruptible = TRUE;
  case_dist(&k.queue[0].handle, "fixed", 600, NAN);
  case_dist(&k.queue[1].handle, "fixed", 300, NAN);
  case_deadline(&k, 1, 900);
  case_serve(&k, 0, 0, 1, 1);
  case_serve(&k, 1, 0, 2, 1)->when = (MusterCondition){MUSTER_CONDITION_QUEUE_LENGTH, 0, FALSE, 1};
  case_serve(&k, 1, 1, 1, 1);
  case_on_duty(&k, 0, 1);
  case_on_duty(&k, 1, 1);
  case_arrive(&k, OPEN, 1);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 10, 0);
  case_arrive(&k, OPEN + 20, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, (0 + 10 + 580) / 3.0);
  ASSERT_G(out, 1, HANDLED, 2);
  ASSERT_Q(out, 1, FINISHED_IN_TIME, 1); /* 280 s of it from 620 on: at 900 */
  case_clear(&k);
}

/* The call reaches its limit and the second group's delay at once: that group takes it; the next one, whom nobody takes, goes on. */
static void
taken_at_the_limit(void)
{
  SimCase k;
  case_blended_with(&k, 3, 2, 1);
  case_on_duty(&k, 1, 1);
  case_serve(&k, 1, 0, 2, 1)->after_s = 60;
  case_serve(&k, 1, 2, 2, 1)->after_s = 600;
  k.queue[0].escalate_queue = 2;
  k.queue[0].escalate_after_s = 60;
  case_arrive(&k, OPEN, 1);      /* the first group, until 300 */
  case_arrive(&k, OPEN + 10, 0); /* at 70 the second */
  case_arrive(&k, OPEN + 20, 0); /* at 80 it goes on, to 680 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ANSWERED, 1);
  ASSERT_Q(out, 0, ASA, 60);
  ASSERT_Q(out, 0, ESCALATED, 1);
  ASSERT_Q(out, 2, ASA, 600);
  case_clear(&k);
}

/* From two minutes of waiting on, the second group takes cases before the calls' group does: by a table. */
static void
cases_by_a_table_of_waits(void)
{
  SimCase k;
  case_blended_with(&k, 2, 2, 1);
  case_on_duty(&k, 1, 1);
  MusterServesStep step = {.after_s = 120, .rank = 1};
  MusterServes *serves = case_serve(&k, 1, 1, 2, 1);
  serves->after_s = 100;
  serves->steps = &step;
  serves->n_steps = 1;
  case_arrive(&k, OPEN, 1);
  case_arrive(&k, OPEN + 10, 1); /* at 110 to the second group */
  case_arrive(&k, OPEN + 20, 1); /* at 300 to the first */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ASA, (0 + 100 + 280) / 3.0);
  ASSERT_Q(out, 1, OVERFLOWED, 1);
  case_clear(&k);
}

/* --- a line per group --------------------------------------------------------------------------------------------- */

/* A case stands in nobody's line: the second group, free at 60, takes it, though the call of 20 waits in the line of the first. */
static void
cases_join_no_line(void)
{
  SimCase k;
  case_blended_with(&k, 3, 2, 1);
  k.c.join.name = (char *) (gpointer) "queue_ratio";
  case_serve(&k, 1, 0, 1, 1);
  case_serve(&k, 1, 1, 1, 1);
  case_serve(&k, 1, 2, 1, 1);
  case_on_duty(&k, 1, 1);
  case_arrive(&k, OPEN, 2);      /* the second group, until 60 */
  case_arrive(&k, OPEN + 40, 0); /* the first, until 100 */
  case_arrive(&k, OPEN + 45, 1);
  case_arrive(&k, OPEN + 50, 0); /* the first one's line */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ASA, 15);
  ASSERT_Q(out, 0, ASA, 50 / 2.0);
  ASSERT_G(out, 0, HANDLED, 2);
  case_clear(&k);
}

/* An agent at a case that gives way is as good as an idle one. */
static void
interrupted_before_joining(void)
{
  SimCase k;
  case_blended_with(&k, 2, 2, 1);
  k.c.join.name = (char *) (gpointer) "queue_ratio";
  k.queue[1].interruptible = TRUE;
  case_serve(&k, 1, 0, 1, 1);
  case_on_duty(&k, 1, 1);
  case_arrive(&k, OPEN, 1);
  case_arrive(&k, OPEN + 10, 0); /* the second group */
  case_arrive(&k, OPEN + 20, 0); /* the first puts its case aside */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, ASA, 0);
  ASSERT_G(out, 0, IDLE, 10 * H - 360);
  case_clear(&k);
}

void test_beside_cases(void);
void
test_beside_cases(void)
{
  CU_pSuite suite = CU_add_suite("beside_cases", NULL, NULL);
  ADD_TEST(suite, cases_hold_no_line);
  ADD_TEST(suite, outside_holds_no_line);
  ADD_TEST(suite, reopened_for_the_same_agent);
  ADD_TEST(suite, live_contacts_before_his_case);
  ADD_TEST(suite, his_case_leaves_some_idle);
  ADD_TEST(suite, escalates_while_it_waits_for_one);
  ADD_TEST(suite, the_same_agent_puts_his_case_aside);
  ADD_TEST(suite, a_reserve_takes_cases);
  ADD_TEST(suite, called_back_as_a_case);
  ADD_TEST(suite, a_promise_goes_up_the_tiers);
  ADD_TEST(suite, writers_balk);
  ADD_TEST(suite, cases_under_a_condition);
  ADD_TEST(suite, interrupted_under_a_condition);
  ADD_TEST(suite, cases_by_a_table_of_waits);
  ADD_TEST(suite, taken_at_the_limit);
  ADD_TEST(suite, cases_join_no_line);
  ADD_TEST(suite, interrupted_before_joining);
}
