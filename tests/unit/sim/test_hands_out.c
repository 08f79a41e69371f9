/* Agents with several contacts in hand who call out, ask for a second agent, or are asked. Every number by hand; contacts of 60 s, chats as
 * in sim_desk.h. */
#include "sim_desk.h"

/* The third queue is dialled by hand: looks 20 s, rings 10 s, talks 60 s. */
static void
with_list(SimCase *k, gboolean mix)
{
  desk(k, 2, 1, 2);
  k->queue[0].mix = mix;
  k->demand->counts = MUSTER_COUNTS_FRESH;
  MusterQueue *queue = &k->queue[1];
  queue->channel = MUSTER_CHANNEL_OUTBOUND;
  queue->reach = 1;
  queue->attempts = 1;
  queue->ring_s = 10;
  queue->dialer = (MusterDialer){.name = (char *) (gpointer) "preview", .look_s = 20};
}

/* Without `mix` an agent dials with empty hands, and takes no chat until the talk is over. */
static void
dials_with_empty_hands(void)
{
  SimCase k;
  with_list(&k, FALSE);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 10, 1);  /* dialled at 60 s, over at 150 s */
  case_arrive(&k, OPEN + 100, 0); /* waits 50 s */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ANSWERED, 1);
  ASSERT_Q(out, 0, ASA, 25);
  ASSERT_G(out, 0, IDLE, 10 * H - 60 - 90 - 60);
  case_clear(&k);
}

/* With it a call out is as a call that comes, for as long as it is dialled: the chat has done 10 s at 10 s, and 31 s … 50 s · 0.62 more
 * would end it at 90.645 s, beside the call, which is over at 100 s. */
static void
dials_beside_a_chat(void)
{
  SimCase k;
  with_list(&k, TRUE);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 10, 1);
  case_arrive(&k, OPEN + 11, 1); /* one call at a time: from 100 s to 190 s */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ANSWERED, 2);
  ASSERT_G(out, 0, IDLE, 10 * H - 190);
  ASSERT_CLOSE(out->flow[0].handle_s.mean, 10 + 50 / 0.62, 1e-6, 0);
  case_clear(&k);
}

/* Nobody picks up within 25 s, three times; the agent's chat is slowed as long: 3 · 45 s at 62 % of its 600 s. */
static void
in_vain_beside_a_chat(void)
{
  SimCase k;
  with_list(&k, TRUE);
  k.queue[1].reach = 0;
  k.queue[1].no_answer_s = 25;
  k.queue[1].attempts = 3;
  case_dist(&k.queue[0].handle, "fixed", 600, NAN);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 10, 1);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, UNREACHED, 3);
  ASSERT_Q(out, 1, GIVEN_UP, 1);
  ASSERT_CLOSE(out->flow[0].handle_s.mean, 600 + 3 * 45 * 0.38, 1e-5, 0);
  case_clear(&k);
}

/* A power dialer rings for each agent with empty hands; who picks up finds him with a chat by then. With `mix` that is no mismatch. */
static void
a_person_reached_beside_a_chat(void)
{
  for (int mix = 0; mix < 2; mix++) {
    SimCase k;
    with_list(&k, mix);
    k.queue[1].dialer = (MusterDialer){.name = (char *) (gpointer) "power", .lines = 1, .when_idle = 1};
    case_dist(&k.queue[1].patience, "fixed", 5, NAN);
    case_arrive(&k, OPEN, 1);
    case_arrive(&k, OPEN + 5, 0);
    g_autoptr(MusterOutcome) out = case_run(&k);
    ASSERT_Q(out, 1, MISMATCHED, 1 - mix);
    ASSERT_Q(out, 1, ABANDONED, 1 - mix);
    ASSERT_Q(out, 1, ANSWERED, mix);
    case_clear(&k);
  }
}

/* Chats of alpha ask a colleague of beta after 31 s of work; beta's talk takes 100 s; alpha writes for 20 s. */
static void
with_second(SimCase *k, int n_queues)
{
  case_init(k, n_queues, 2, 1, 8, 18);
  case_serve(k, 0, 0, 1, 1);
  case_serve(k, 1, 1, 1, 1);
  case_on_duty(k, 0, 1);
  case_on_duty(k, 1, 1);
  chat_queue(k, 0, 2);
  k->demand->counts = MUSTER_COUNTS_FRESH;
  k->queue[0].second_queue = 1;
  k->queue[0].second_chance = 1;
  k->queue[0].second_wait_up_to_s = 600;
  case_dist(&k->queue[0].second_after, "fixed", 31, NAN);
  case_dist(&k->queue[0].after_call, "fixed", 20, NAN);
  case_dist(&k->queue[1].handle, "fixed", 100, NAN);
}

static void
second_clear(SimCase *k)
{
  muster_dist_clear(&k->queue[0].second_after);
  case_clear(k);
}

/* One chat: 31 s, then 100 s with the second, then 20 s of writing. A second one that comes while the first is held waits, though there is
 * room: who waits for a second agent, or talks with him, takes nothing new. */
static void
a_held_chat(void)
{
  SimCase k;
  with_second(&k, 2);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 40, 0); /* taken at 131 s; the first wraps up beside it, 20 / 0.62 = 32.258 s */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, CONFERENCES, 2);
  ASSERT_Q(out, 0, ASA, 91 / 2.0);
  ASSERT_Q(out, 1, ASA, 0);
  /* the second has done 20 s at 163.258 s, asks 11 s later, ends 100 s later and writes for 20 s */
  double second = 20 / 0.62 + 11 + 100 + 20;
  ASSERT_G(out, 0, IDLE, 10 * H - 131 - second);
  ASSERT_G(out, 1, IDLE, 10 * H - 200);
  second_clear(&k);
}

/* Beside a chat of another queue, the 31 s take 50 s; that one goes on at 62 % beside the talk of three, to 96.774 s. */
static void
asked_for_when_the_slow_talk_ends(void)
{
  SimCase k;
  with_second(&k, 3);
  case_serve(&k, 0, 2, 1, 1);
  chat_queue(&k, 2, 2);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + NEXT, 2);
  expect(&k, "1 0 170.000, 1 0 96.774, 2 0 100.000");
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_G(out, 0, IDLE, 10 * H - 170);
  ASSERT_G(out, 1, IDLE, 10 * H - 100);
  second_clear(&k);
}

/* The second agent has a chat open beside which the request is a chat, too: 100 s at 62 % while that lasts. */
static void
the_second_is_slow(void)
{
  SimCase k;
  with_second(&k, 2);
  chat_queue(&k, 1, 2);
  k.queue[0].second_wait_up_to_s = 20; /* in which he has come, and is not done */
  case_arrive(&k, OPEN, 0);      /* asks at 31 s */
  case_arrive(&k, OPEN + 31, 1); /* both chats of beta take 100 / 0.62 = 161.290 s */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ANSWERED, 2);
  ASSERT_Q(out, 1, ASA, 0);
  ASSERT_G(out, 0, IDLE, 10 * H - 31 - 100 / 0.62 - 20);
  ASSERT_G(out, 1, IDLE, 10 * H - 100 / 0.62);
  second_clear(&k);
}

/* Nobody comes within a minute. */
static void
nobody_comes_to_a_chat(void)
{
  SimCase k;
  with_second(&k, 2);
  case_on_duty(&k, 1, 0);
  k.queue[0].second_wait_up_to_s = 60;
  case_arrive(&k, OPEN, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 1, ABANDONED, 1);
  ASSERT_G(out, 0, IDLE, 10 * H - 31 - 60 - 20);
  second_clear(&k);
}

/* Alpha's chats are passed on to beta, who is on a call from 20 to 120 s: alpha stays from 60 to 120 s, takes nothing new, and writes for
 * 20 s, beside a second chat 32.258 s. That has done 20 s of its 60 then, is passed on at 192.258 s and taken at 220 s. */
static void
stays_with_what_is_passed_on(void)
{
  SimCase k;
  MusterTransfer transfer = {.queue = 1, .outside = -1, .share = 1};
  with_second(&k, 2);
  k.queue[0].second_chance = 0;
  k.queue[0].n_transfers = 1;
  k.queue[0].transfer = &transfer;
  k.queue[0].transfer_waits = TRUE;
  k.queue[0].transfer_wait_up_to_s = 600;
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 20, 1);
  case_arrive(&k, OPEN + 70, 0);
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, TRANSFERRED, 2);
  ASSERT_Q(out, 0, ASA, 50 / 2.0);
  ASSERT_Q(out, 1, ASA, (60 + 0 + 220 - (120 + 20 / 0.62 + 40)) / 3);
  ASSERT_G(out, 0, IDLE, 10 * H - 240);
  k.queue[0].transfer_wait_up_to_s = 30; /* goes at 90 s: the second chat has no one before it */
  g_autoptr(MusterOutcome) goes = case_run(&k);
  ASSERT_Q(goes, 0, ASA, 20 / 2.0);
  k.queue[0].transfer = NULL;
  k.queue[0].n_transfers = 0;
  second_clear(&k);
}

void test_hands_out(void);
void
test_hands_out(void)
{
  CU_pSuite suite = CU_add_suite("hands out", NULL, NULL);
  ADD_TEST(suite, dials_with_empty_hands);
  ADD_TEST(suite, dials_beside_a_chat);
  ADD_TEST(suite, in_vain_beside_a_chat);
  ADD_TEST(suite, a_person_reached_beside_a_chat);
  ADD_TEST(suite, a_held_chat);
  ADD_TEST(suite, asked_for_when_the_slow_talk_ends);
  ADD_TEST(suite, the_second_is_slow);
  ADD_TEST(suite, nobody_comes_to_a_chat);
  ADD_TEST(suite, stays_with_what_is_passed_on);
}
