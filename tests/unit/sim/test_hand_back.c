/* Chats at the end of a shift, by hand: handed back, or kept until somebody relieves their agent. Chats as in sim_desk.h. */
#include "sim_crew.h"
#include "sim_desk.h"

/* One agent until nine, and one again from ten on. */
static void
until_nine(SimCase *k, int n_queues, int most)
{
  case_init(k, n_queues, 1, 1, 8, 12);
  for (int q = 0; q < n_queues; q++)
    case_serve(k, 0, q, 1, 1);
  chat_queue(k, 0, most);
  case_dist(&k->queue[0].handle, "fixed", 600, NAN);
  case_step(k, 0, 8, 1);
  case_step(k, 0, 9, 0);
  case_step(k, 0, 10, 1);
  k->c.simulate.shift_end = MUSTER_SHIFT_END_HAND_BACK;
}

/* A chat that began 300 s before waits for ten o'clock with the other 300 s; it is answered once, at once, and does not give up though its
 * patience is short. Also where one chat at a time is allowed. */
static void
a_chat_is_handed_back(void)
{
  for (int most = 1; most <= 3; most += 2) {
    SimCase k;
    until_nine(&k, 1, most);
    case_dist(&k.queue[0].patience, "fixed", 60, NAN);
    case_arrive(&k, 9 * H - 300, 0);
    expect(&k, "1 0 600.000");
    g_autoptr(MusterOutcome) out = case_run(&k);
    ASSERT_Q(out, 0, ANSWERED, 1);
    ASSERT_Q(out, 0, ABANDONED, 0);
    ASSERT_Q(out, 0, WAIT_MAX, 0);
    ASSERT_G(out, 0, OVERRUN, 0);
    ASSERT_G(out, 0, IDLE, 3 * H - 600);
    ASSERT_CLOSE(out->queue_interval[18].m[MUSTER_MEASURE_QUEUE_LENGTH_MEAN].mean, 1, 1e-6, 0);
    ASSERT_CLOSE(out->flow[0].handle_s.mean, 600, 1e-6, 0);
    case_clear(&k);
  }
}

/* Two chats of 600 s beside each other for 300 s: 414 s of each are left, and again beside each other from ten on. The older one
 * stands first, before one that has come since. */
static void
the_eldest_comes_to_the_head(void)
{
  SimCase k;
  until_nine(&k, 1, 2);
  case_arrive(&k, 9 * H - 300, 0);
  case_arrive(&k, 9 * H - 300 + NEXT, 0);
  case_arrive(&k, 9 * H + 1, 0); /* at 10:00 + 667.742 s */
  expect(&k, "1 0 967.742, 1 0 967.742, 1 4266.742 600.000");
  case_clear(&k);
}

/* Two agents with a chat each, one of whom goes at nine: his chat has 400 s left and goes to the other at once, whose own has 300 s.
 * That ends after 300 / 0.62 = 483.871 s, the first has 100 s left then. It stays the first agent's in all counts. */
static void
somebody_else_has_room(void)
{
  SimCase k;
  case_init(&k, 1, 1, 1, 8, 12);
  case_serve(&k, 0, 0, 1, 1);
  chat_queue(&k, 0, 2);
  case_dist(&k.queue[0].handle, "fixed", 600, NAN);
  case_step(&k, 0, 8, 2);
  case_step(&k, 0, 9, 1);
  k.c.simulate.shift_end = MUSTER_SHIFT_END_HAND_BACK;
  case_arrive(&k, 9 * H - 300, 0);
  case_arrive(&k, 9 * H - 200, 0);
  expect(&k, "1 0 783.871, 2 0 783.871");
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_G(out, 0, OVERRUN, 0);
  ASSERT_G(out, 0, HANDLED, 2);
  ASSERT_G(out, 0, IDLE, 5 * H - 300 - 200 - (300 / 0.62 + 100));
  case_clear(&k);
}

/* A group that is twice as fast goes on with a chat of which half is left: 150 s of its own. */
static void
a_faster_group_goes_on(void)
{
  SimCase k;
  case_init(&k, 1, 2, 1, 8, 12);
  case_serve(&k, 0, 0, 1, 1);
  case_serve(&k, 1, 0, 2, 1)->pace = 2;
  chat_queue(&k, 0, 2);
  case_dist(&k.queue[0].handle, "fixed", 600, NAN);
  case_step(&k, 0, 8, 1);
  case_step(&k, 0, 9, 0);
  case_on_duty(&k, 1, 1);
  k.c.simulate.shift_end = MUSTER_SHIFT_END_HAND_BACK;
  case_arrive(&k, 9 * H - 300, 0);
  expect(&k, "1 0 450.000");
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_G(out, 0, HANDLED, 1);
  ASSERT_G(out, 1, HANDLED, 0);
  ASSERT_G(out, 1, IDLE, 4 * H - 150);
  case_clear(&k);
}

/* Beside a call of 600 s: the chat goes back, the call is finished at its own speed. The chat has 300 − 100 + … : from 8:55 alone, from
 * 8:58:20 beside the call, done 200 + 100 · 0.62 = 262 s, left 338 s from ten on. */
static void
the_call_is_finished(void)
{
  SimCase k;
  until_nine(&k, 2, 2);
  k.queue[0].mix = TRUE;
  case_dist(&k.queue[1].handle, "fixed", 600, NAN);
  case_arrive(&k, 9 * H - 300, 0);
  case_arrive(&k, 9 * H - 100, 1);
  expect(&k, "1 0 638.000, 1 0 600.000");
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_G(out, 0, OVERRUN, 500 / H);
  case_clear(&k);
}

/* So is the wrap-up of a chat whose talk is over; and a chat and a case go back together. */
static void
wrap_up_stays_and_cases_go(void)
{
  SimCase k;
  until_nine(&k, 2, 2);
  case_dist(&k.queue[0].after_call, "fixed", 60, NAN);
  case_arrive(&k, 9 * H - 630, 0); /* wraps up until 9:00:30 */
  g_autoptr(MusterOutcome) wrap_up = case_run(&k);
  ASSERT_G(wrap_up, 0, OVERRUN, 30 / H);
  case_clear(&k);
  until_nine(&k, 2, 2);
  k.queue[0].mix = TRUE;
  k.queue[1].channel = MUSTER_CHANNEL_CASE;
  case_dist(&k.queue[1].handle, "fixed", 600, NAN);
  case_arrive(&k, 9 * H - 300, 0);
  case_arrive(&k, 9 * H - 300 + NEXT, 1); /* the chat is done to 186 s, the case to 300 s */
  g_autoptr(MusterOutcome) both = case_run(&k);
  ASSERT_G(both, 0, OVERRUN, 0);
  /* from ten on again together: the case's 300 s, the chat has done 186 s more of its 414 s, and does 228 s alone */
  ASSERT_G(both, 0, IDLE, 3 * H - 300 - 300 - 228);
  case_clear(&k);
}

/* The queue closes at noon and sends away who waits, at eleven the last agent goes: the chat is answered all the same. */
static void
nobody_takes_it_again(void)
{
  for (int dismiss = 0; dismiss < 2; dismiss++) {
    SimCase k;
    case_init(&k, 1, 1, 1, 8, 12);
    case_serve(&k, 0, 0, 1, 1);
    chat_queue(&k, 0, 2);
    case_dist(&k.queue[0].handle, "fixed", 600, NAN);
    case_step(&k, 0, 8, 1);
    case_step(&k, 0, 11, 0);
    k.c.simulate.shift_end = MUSTER_SHIFT_END_HAND_BACK;
    k.c.simulate.after_end = dismiss ? MUSTER_AFTER_END_DISMISS : MUSTER_AFTER_END_SERVE;
    case_arrive(&k, 11 * H - 100, 0);
    g_autoptr(MusterOutcome) out = case_run(&k);
    ASSERT_Q(out, 0, ANSWERED, 1);
    ASSERT_Q(out, 0, DISMISSED, 0);
    ASSERT_Q(out, 0, UNDECIDED, 0);
    ASSERT_CLOSE(out->flow[0].handle_s.mean, 100, 1e-6, 0);
    case_clear(&k);
  }
}

/* A roster: p0 until nine, p1 from half past nine on. Handed back at nine; with until_relieved p0 stays, takes another chat, and takes
 * no more from 9:30 on, when p1 is there. */
static void
relief(void)
{
  Crew crew;
  crew_init(&crew);
  SimCase *k = &crew.k;
  chat_queue(k, 0, 2);
  case_dist(&k->queue[0].handle, "fixed", 600, NAN);
  crew_works(&crew, 0, 8, 9, 0, 0);
  crew_works(&crew, 1, 9.5, 12, 0, 0);
  case_arrive(k, 9 * H - 300, 0);
  k->c.simulate.shift_end = MUSTER_SHIFT_END_HAND_BACK;
  g_autoptr(MusterOutcome) back = case_run(k);
  ASSERT_Q(back, 0, ANSWERED, 1);
  ASSERT_G(back, 0, OVERRUN, 0);
  ASSERT_G(back, 0, IDLE, 3.5 * H - 600);
  k->c.simulate.shift_end = MUSTER_SHIFT_END_UNTIL_RELIEVED;
  case_arrive(k, 9 * H + 1740, 0); /* alone, until 9:39: 9 min past the relief */
  case_arrive(k, 9 * H + 1860, 0); /* to p1, though p0 has room */
  g_autoptr(MusterOutcome) stays = case_run(k);
  ASSERT_Q(stays, 0, ASA, 0);
  ASSERT_G(stays, 0, OVERRUN, 39 / 60.0);
  ASSERT_G(stays, 0, IDLE, 3.5 * H + 39 * 60 - 3 * 600);
  crew_clear(&crew);
}

void test_hand_back(void);
void
test_hand_back(void)
{
  CU_pSuite suite = CU_add_suite("hand back", NULL, NULL);
  ADD_TEST(suite, a_chat_is_handed_back);
  ADD_TEST(suite, the_eldest_comes_to_the_head);
  ADD_TEST(suite, somebody_else_has_room);
  ADD_TEST(suite, a_faster_group_goes_on);
  ADD_TEST(suite, the_call_is_finished);
  ADD_TEST(suite, wrap_up_stays_and_cases_go);
  ADD_TEST(suite, nobody_takes_it_again);
  ADD_TEST(suite, relief);
}
