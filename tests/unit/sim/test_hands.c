/* Agents with several contacts in hand beside cases, lines, the same agent again and reserves. Every number by hand; contacts of 60 s,
 * chats as in sim_desk.h. */
#include "sim_desk.h"

/* Chats in the first queue, cases in the second. */
static void
with_cases(SimCase *k, int n_queues, gboolean mix, gboolean interruptible)
{
  desk(k, n_queues, 1, 2);
  k->queue[0].mix = mix;
  k->queue[1].channel = MUSTER_CHANNEL_CASE;
  k->queue[1].interruptible = interruptible;
}

/* --- cases -------------------------------------------------------------------------------------------------------- */

/* Without `mix` the case waits until no chat is open, and a second chat is taken before it: 98.387 s, as a call would. */
static void
no_case_beside_a_chat(void)
{
  SimCase k;
  with_cases(&k, 2, FALSE, FALSE);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 10, 1);
  case_arrive(&k, OPEN + 30, 0);
  case_arrive(&k, OPEN + 120, 0); /* waits for the case, which ends at 168.387 */
  expect(&k, "1 0 78.387, 1 98.387 60.000, 1 0 78.387, 1 48.387 60.000");
  case_clear(&k);
}

/* With `mix` the case is begun beside the chat, at its own speed; the chat is slowed meanwhile: 10 + 60 · 0.62 = 47.2 s are done at
 * 70 s, and the rest takes 12.8 s. A second case waits for the first. */
static void
mix_lets_a_case_in(void)
{
  SimCase k;
  with_cases(&k, 2, TRUE, FALSE);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 10, 1);
  expect(&k, "1 0 82.800, 1 0 60.000");
  case_arrive(&k, OPEN + 20, 1); /* from 70 s, beside the chat, which needs 12.8 / 0.62 = 20.645 s then */
  expect(&k, "1 0 90.645, 1 0 60.000, 1 50 60.000");
  case_clear(&k);
}

/* When the call is over the chat comes first, although the case has waited longer; with `mix` it is beside the call already, and the case
 * is begun beside it. */
static void
live_before_cases(void)
{
  for (int mix = 0; mix < 2; mix++) {
    SimCase k;
    with_cases(&k, 3, mix, FALSE);
    case_arrive(&k, OPEN, 2); /* a call */
    case_arrive(&k, OPEN + 10, 1);
    case_arrive(&k, OPEN + 20, 0); /* with `mix` at once, at 62 % beside the call and then beside the case */
    expect(&k, mix == 0 ? "1 0 60.000, 1 110 60.000, 1 40 60.000" : "1 0 60.000, 1 50 60.000, 1 0 96.774");
    case_clear(&k);
  }
}

/* A chat takes the agent from a case that gives way: the case has done 20 s, and does the other 40 s after the chat. */
static void
a_chat_interrupts(void)
{
  SimCase k;
  with_cases(&k, 2, FALSE, TRUE);
  k.queue[1].target.within_s = NAN;
  k.queue[1].target.finish = 0.9;
  k.queue[1].target.finish_within_s = 120;
  case_arrive(&k, OPEN, 1);
  case_arrive(&k, OPEN + 20, 0);
  expect(&k, "1 0 60.000, 1 0 60.000");
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, FINISHED_IN_TIME, 1);
  ASSERT_G(out, 0, IDLE, 10 * H - 120);
  k.queue[1].target.finish_within_s = 119.99;
  g_autoptr(MusterOutcome) late = case_run(&k);
  ASSERT_Q(late, 1, FINISHED_IN_TIME, 0);
  case_clear(&k);
}

/* Two mixing chats and a case that gives way. A third chat would find no place without the case either: it waits. A call takes the
 * case's place. Both chats go at 62 % all the time, and end at 96.774 s; the case stands still from 10 to 70 s. */
static void
interrupted_where_it_helps(void)
{
  SimCase k;
  with_cases(&k, 3, TRUE, TRUE);
  k.queue[1].target.within_s = NAN;
  k.queue[1].target.finish = 0.9;
  k.queue[1].target.finish_within_s = 120;
  case_arrive(&k, OPEN, 1);
  case_arrive(&k, OPEN + NEXT, 0);
  case_arrive(&k, OPEN + 2 * NEXT, 0);
  case_arrive(&k, OPEN + 5, 0); /* at 96.774 s, beside the case: until 120 s 14.4 s are done, 45.6 s are left */
  case_arrive(&k, OPEN + 10, 2);
  expect(&k, "1 0 60.000, 1 0 96.774, 1 0 96.774, 1 91.774 68.826, 1 0 60.000");
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, FINISHED_IN_TIME, 1); /* at 120 s */
  case_clear(&k);
}

/* Two agents, one of whom is to stay idle for others: the case goes to the one with an open chat, who is not idle. Without `mix` it
 * waits until both are idle. */
static void
blend_idle_keeps_the_idle(void)
{
  for (int mix = 0; mix < 2; mix++) {
    SimCase k;
    with_cases(&k, 2, mix, FALSE);
    case_on_duty(&k, 0, 2);
    k.group[0].blend_idle = 1;
    case_arrive(&k, OPEN, 0);
    case_arrive(&k, OPEN + 10, 1);
    expect(&k, mix ? "1 0 82.800, 1 0 60.000" : "1 0 60.000, 1 50 60.000");
    case_clear(&k);
  }
}

/* --- lines, the same agent, reserves ------------------------------------------------------------------------------ */

/* A line is held by the call beside a chat to the end of its talk, not by the chat. */
static void
a_call_beside_a_chat_holds_a_line(void)
{
  SimCase k;
  desk(&k, 2, 1, 2);
  k.queue[0].mix = TRUE;
  case_dist(&k.queue[1].after_call, "fixed", 20, NAN);
  k.c.lines = (MusterLines){1, 2};
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 10, 1); /* talks until 70 s */
  case_arrive(&k, OPEN + 69, 1); /* blocked */
  case_arrive(&k, OPEN + 71, 1); /* waits until 90 s, and talks until 150 s */
  case_arrive(&k, OPEN + 149, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ANSWERED, 2);
  ASSERT_Q(out, 1, BLOCKED, 2);
  ASSERT_Q(out, 1, ASA, 19 / 2.0);
  case_clear(&k);
}

/* Two agents; a chat at eight with the first, who has its repeat at ten. */
static void
same_chat(SimCase *k, double wait_up_to_s)
{
  case_init(k, 2, 1, 1, 8, 12);
  case_serve(k, 0, 0, 1, 1);
  case_serve(k, 0, 1, 1, 1);
  case_on_duty(k, 0, 2);
  chat_queue(k, 0, 2);
  case_dist(&k->queue[1].handle, "fixed", 600, NAN);
  k->queue[0].repeat_chance = 0.98; /* as good as always: the draws of these contacts say so */
  case_dist(&k->queue[0].repeat_delay, "fixed", 2 * H, NAN);
  k->c.same_agent_queues = 1;
  k->c.same_agent_wait_s = wait_up_to_s;
  k->demand->counts = MUSTER_COUNTS_FRESH;
  case_arrive(k, OPEN, 0);
}

/* He has a chat open, the other one is idle: he has room, so it is his. */
static void
same_agent_with_room(void)
{
  SimCase k;
  same_chat(&k, 600);
  case_arrive(&k, 9 * H, 1);        /* to the second, so that the first is idle longer */
  case_arrive(&k, 10 * H + 30, 0);  /* to the first; the repeat comes at 10:01 */
  expect(&k, "1 0 60.000, 2 0 600.000, 1 0 78.387, 1 0 78.387");
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, SAME_AGENT, 1);
  muster_dist_clear(&k.queue[0].repeat_delay);
  case_clear(&k);
}

/* He is on a call, beside which no chat is taken: the repeat waits for him, or for anybody after five minutes. */
static void
same_agent_without_room(void)
{
  SimCase k;
  same_chat(&k, 900);
  case_arrive(&k, 10 * H + 30, 1); /* to the second, who is idle longer */
  case_arrive(&k, 10 * H + 31, 1); /* to the first, until 10:10:31 */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, SAME_AGENT, 1);
  ASSERT_Q(out, 0, ASA, 571 / 2.0);
  k.c.same_agent_wait_s = 300;
  g_autoptr(MusterOutcome) limit = case_run(&k); /* the second is free at 10:10:30 */
  ASSERT_Q(limit, 0, SAME_AGENT, 0);
  ASSERT_Q(limit, 0, ASA, 570 / 2.0);
  muster_dist_clear(&k.queue[0].repeat_delay);
  case_clear(&k);
}

/* Six chats at eight for one agent who has two at a time: three minutes later none of the last two minutes' was in time. A reserve of
 * one comes at 8:04 and takes two at once; when it is sent back at 8:11 it has a chat open until 8:12:30, takes no other and goes. */
static void
a_reserve_with_chats(void)
{
  SimCase k;
  case_init(&k, 1, 2, 1, 8, 12);
  case_serve(&k, 0, 0, 1, 1);
  case_serve(&k, 1, 0, 2, 1);
  chat_queue(&k, 0, 2);
  case_on_duty(&k, 0, 1);
  case_dist(&k.queue[0].handle, "fixed", 62, NAN); /* 100 s beside another */
  k.group[1].call_in = (MusterCallIn){.given = TRUE,
                                      .queue = 0,
                                      .measure = (char *) (gpointer) "queue_length",
                                      .when = 1,
                                      .until = 0.5,
                                      .over_s = 60,
                                      .notice_s = 30,
                                      .max = 1};
  for (int i = 0; i < 6; i++)
    case_arrive(&k, 8 * H, 0);
  /* 0 … 100: the first two; four wait at 60 s: called, here at 90 s: two of them until 190 s, the last two at 100 s, until 200 s. From
   * 120 s to 180 s nobody waits: sent back at 180 s, gone at 190 s */
  case_arrive(&k, 8 * H + 191, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_G(out, 1, CALLED_IN, 100 / H);
  ASSERT_G(out, 1, HANDLED, 2);
  case_clear(&k);
}

void test_hands(void);
void
test_hands(void)
{
  CU_pSuite suite = CU_add_suite("hands", NULL, NULL);
  ADD_TEST(suite, no_case_beside_a_chat);
  ADD_TEST(suite, mix_lets_a_case_in);
  ADD_TEST(suite, live_before_cases);
  ADD_TEST(suite, a_chat_interrupts);
  ADD_TEST(suite, interrupted_where_it_helps);
  ADD_TEST(suite, blend_idle_keeps_the_idle);
  ADD_TEST(suite, a_call_beside_a_chat_holds_a_line);
  ADD_TEST(suite, same_agent_with_room);
  ADD_TEST(suite, same_agent_without_room);
  ADD_TEST(suite, a_reserve_with_chats);
}
