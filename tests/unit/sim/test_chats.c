/* Agents with several contacts in hand, every number by hand. Chats of 60 s of work; two at once go at 62 % each, three at 45 %.
 * The day begins at 08:00. */
#include "sim_desk.h"

/* 0 and 30 s. The first has 30 s of work left when the second comes: 30 / 0.62 = 48.387 s more. The second has then done 30 s of
 * work, too, and does its other 30 s alone. */
static void
two_slow_each_other(void)
{
  SimCase k;
  desk(&k, 1, 1, 3);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 30, 0);
  expect(&k, "1 0 78.387, 1 0 78.387");
  g_autoptr(MusterOutcome) out = case_run(&k);
  double together = 30 / 0.62;
  ASSERT_Q(out, 0, ANSWERED_WITHIN, 2);
  ASSERT_G(out, 0, HANDLED, 2);
  ASSERT_G(out, 0, OCCUPANCY, (60 + together) / (10 * H));
  ASSERT_G(out, 0, CHAT_LOAD, (60 + 2 * together) / (3 * 10 * H));
  ASSERT_CLOSE(out->flow[0].handle_s.mean, 2 * (30 + together), 1e-6, 0);
  case_clear(&k);
}

/* What an ACD's history would say of handle times is the work, so that it may be planned from. */
static void
history_has_the_work(void)
{
  SimCase k;
  desk(&k, 1, 1, 3);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 30, 0);
  g_autoptr(MusterSim) sim = case_sim(&k);
  g_autofree char *csv = muster_sim_write_history(sim, 0, NULL);
  CU_ASSERT_PTR_NOT_NULL(strstr(csv, "2026-01-05T08:00:00+00:00,first,chat,2,2,0,60\n"));
  case_clear(&k);
}

/* To the tick: the ends are those of whole ticks that first leave no work. */
static void
ends_are_exact(void)
{
  SimCase k;
  desk(&k, 1, 1, 2);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 30, 0);
  case_arrive(&k, OPEN + 31, 0); /* waits for the first end */
  g_autoptr(MusterOutcome) out = case_run(&k);
  double first_end = OPEN + 30 + ceil(30 * SIM_TICKS_PER_S / 0.62) / SIM_TICKS_PER_S;
  ASSERT_CLOSE(Q_MEAN(out, 0, WAIT_MAX), first_end - (OPEN + 31), 0, 0.5 / SIM_TICKS_PER_S);
  case_clear(&k);
}

/* Four chats at once: three are in hand at 45 %, and end together after 60 / 0.45 = 133.333 s; the fourth is then alone. */
static void
the_fourth_waits(void)
{
  SimCase k;
  desk(&k, 1, 1, 3);
  for (int i = 0; i < 4; i++)
    case_arrive(&k, OPEN + i * NEXT, 0);
  expect(&k, "1 0 133.333, 1 0 133.333, 1 0 133.333, 1 133.333 60.000");
  case_clear(&k);
}

/* Patience of 100 s: the fourth gives up. */
static void
the_impatient_leave(void)
{
  SimCase k;
  desk(&k, 1, 1, 3);
  case_dist(&k.queue[0].patience, "fixed", 100, NAN);
  for (int i = 0; i < 4; i++)
    case_arrive(&k, OPEN + i * NEXT, 0);
  expect(&k, "1 0 133.333, 1 0 133.333, 1 0 133.333, - 100");
  case_clear(&k);
}

/* Two agents: the third chat goes to the first agent, whose hands have not changed for longer; the fourth to the one with fewer. */
static void
fewest_open_first(void)
{
  SimCase k;
  desk(&k, 1, 2, 3);
  for (int i = 0; i < 4; i++)
    case_arrive(&k, OPEN + i, 0);
  expect(&k, "1 0 95.548, 2 0 95.548, 1 0 95.548, 2 0 95.548");
  case_clear(&k);
}

/* With `longest_idle`, too, whoever is idle comes first, and then the one whose hands have not changed for longest, however much he
 * has in hand: at 70 s that is the first with two chats, not the second, who took his only one at 62 s. */
static void
other_routers_choose_among_those_with_room(void)
{
  SimCase k;
  desk(&k, 1, 2, 3);
  k.c.choose_agent.name = (char *) (gpointer) "longest_idle";
  case_dist(&k.queue[0].handle, "fixed", 60, NAN);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + NEXT, 0);
  case_arrive(&k, OPEN + 20, 0); /* to the first: his two are at 62 % from now on, 64.516 s and more */
  case_arrive(&k, OPEN + 62, 0); /* to the second, idle again */
  case_arrive(&k, OPEN + 70, 0); /* to the first again */
  g_autoptr(MusterSim) sim = case_sim(&k);
  g_autofree char *csv = muster_sim_write_contacts(sim, 0, NULL);
  g_auto(GStrv) line = g_strsplit(csv, "\n", -1);
  static const char *const agent[] = {"alpha,1,", "alpha,2,", "alpha,1,", "alpha,2,", "alpha,1,"};
  for (int i = 0; i < 5; i++)
    CU_ASSERT_PTR_NOT_NULL(strstr(line[i + 1], agent[i]));
  case_clear(&k);
}

/* With at most one chat at a time, or never two at once, chats are calls: the same bytes. */
static void
alone_they_are_calls(void)
{
  for (int most = 1; most <= 3; most++) {
    SimCase k;
    desk(&k, 1, most == 1 ? 2 : 60, most);
    case_dist(&k.queue[0].handle, "lognormal", 200, 1.2);
    case_dist(&k.queue[0].after_call, "exponential", 30, NAN);
    case_dist(&k.queue[0].patience, "exponential", 90, NAN);
    k.queue[0].ring_s = 3;
    for (int i = 16; i < 36; i++)
      k.demand->queue[0].contacts[i] = 10;
    k.c.simulate.replications = 5;
    g_autoptr(MusterOutcome) chats = case_run(&k);
    k.queue[0].channel = MUSTER_CHANNEL_VOICE;
    g_autoptr(MusterOutcome) calls = case_run(&k);
    calls->total_group.m[MUSTER_GROUP_CHAT_LOAD] = chats->total_group.m[MUSTER_GROUP_CHAT_LOAD];
    for (int i = 0; i < 48; i++)
      calls->group_interval[i].m[MUSTER_GROUP_CHAT_LOAD] = chats->group_interval[i].m[MUSTER_GROUP_CHAT_LOAD];
    CU_ASSERT(case_same(chats, calls));
    case_clear(&k);
  }
}

/* A call comes while a chat is open. Without `mix` it waits until the agent's hands are empty, and a second chat is taken before
 * it; nothing is taken during the call. */
static void
no_call_beside_a_chat(void)
{
  SimCase k;
  desk(&k, 2, 1, 3);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 10, 1); /* a call: waits for 108.387 − 10 */
  case_arrive(&k, OPEN + 30, 0);
  case_arrive(&k, OPEN + 120, 0); /* waits for the call, which ends at 168.387 */
  expect(&k, "1 0 78.387, 1 98.387 60.000, 1 0 78.387, 1 48.387 60.000");
  case_clear(&k);
}

/* With `mix` the call is taken at once, at its own speed; the chat beside it goes at 62 % as beside another chat. A second call
 * waits. The chat: 10 s, then 60 s at 62 % (37.2), 12.8 s left, the second call again 60 s: 12.8 / 0.62 = 20.645. */
static void
mix_lets_a_call_in(void)
{
  SimCase k;
  desk(&k, 2, 1, 3);
  k.queue[0].mix = TRUE;
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 10, 1);
  case_arrive(&k, OPEN + 20, 1);
  expect(&k, "1 0 90.645, 1 0 60.000, 1 50 60.000");
  case_clear(&k);
}

/* `max` does not count the call: three chats and a call, the chats at the last pace. */
static void
a_call_takes_no_place_of_chats(void)
{
  SimCase k;
  desk(&k, 2, 1, 3);
  k.queue[0].mix = TRUE;
  case_arrive(&k, OPEN, 1);
  for (int i = 1; i < 4; i++)
    case_arrive(&k, OPEN + i * NEXT, 0);
  expect(&k, "1 0 60.000, 1 0 133.333, 1 0 133.333, 1 0 133.333");
  case_clear(&k);
}

/* The first queue allows three, the second two: beside a chat of the second there may be one more, of either. */
static void
the_smaller_limit_holds(void)
{
  SimCase k;
  desk(&k, 2, 1, 3);
  chat_queue(&k, 1, 2);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + NEXT, 1);
  case_arrive(&k, OPEN + 2 * NEXT, 0); /* waits until the chat of the second queue, or another one, is over */
  expect(&k, "1 0 96.774, 1 0 96.774, 1 96.774 60.000");
  case_clear(&k);
}

/* Two chats of the first queue are open: the second queue, which allows two, must wait; the first may have its third. */
static void
the_smaller_limit_holds_for_who_comes(void)
{
  SimCase k;
  desk(&k, 2, 1, 3);
  chat_queue(&k, 1, 2);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + NEXT, 0);
  case_arrive(&k, OPEN + 2 * NEXT, 1);
  case_arrive(&k, OPEN + 3 * NEXT, 0);
  expect(&k, "1 0 133.333, 1 0 133.333, 1 133.333 60.000, 1 0 133.333");
  case_clear(&k);
}

/* Ringing takes the slot and the pace of the others, at no pace of its own: 5 s of ring at the first's 62 %. */
static void
ringing_takes_a_place(void)
{
  SimCase k;
  desk(&k, 1, 1, 3);
  k.queue[0].ring_s = 5;
  case_arrive(&k, OPEN, 0);      /* talks from 5 s on */
  case_arrive(&k, OPEN + 35, 0); /* rings until 40 s */
  /* the first: 30 s done at 35 s, the rest takes 48.387 s, until 83.387; the second: 43.387 s at 62 % from 40 s on is 26.9 s of
   * work, the other 33.1 s alone */
  expect(&k, "1 5 78.387, 1 5 76.487");
  case_clear(&k);
}

/* A chat of the second queue gives up after 3 s of its 5 s of ringing, and has slowed the other one: 3 s at 62 %. */
static void
ringing_in_vain(void)
{
  SimCase k;
  desk(&k, 2, 1, 3);
  chat_queue(&k, 1, 3);
  k.queue[1].ring_s = 5;
  case_dist(&k.queue[1].patience, "fixed", 3, NAN);
  case_arrive(&k, OPEN, 0);
  case_arrive(&k, OPEN + 30, 1);
  expect(&k, "1 0 61.140, - 3");
  case_clear(&k);
}

/* Wrap-up of 20 s goes at the pace of the hands, too. The transfer reaches the calls at the end of the talk, not of the wrap-up. */
static void
wrap_up_and_transfer(void)
{
  SimCase k;
  desk(&k, 2, 1, 2);
  MusterTransfer transfer = {.queue = 1, .outside = -1, .share = 1};
  k.queue[0].transfer = &transfer;
  k.queue[0].n_transfers = 1;
  case_dist(&k.queue[0].after_call, "fixed", 20, NAN);
  k.demand->counts = MUSTER_COUNTS_FRESH;
  case_arrive(&k, OPEN, 0);
  expect(&k, "1 0 80.000, 1 20 60.000");
  k.queue[0].transfer = NULL;
  k.queue[0].n_transfers = 0;
  case_clear(&k);
}

/* Staff by number drops from two to none at 09:00: each finishes the chats he has open and takes no other one. */
static void
leavers_finish_all_they_have(void)
{
  SimCase k;
  case_init(&k, 1, 1, 1, 8, 12);
  case_serve(&k, 0, 0, 1, 1);
  chat_queue(&k, 0, 3);
  case_dist(&k.queue[0].handle, "fixed", 600, NAN);
  case_step(&k, 0, 8, 1);
  case_step(&k, 0, 9, 0);
  case_step(&k, 0, 10, 1);
  case_arrive(&k, 9 * H - 300, 0);
  case_arrive(&k, 9 * H - 300 + NEXT, 0); /* both until 300 + 600 / 0.62 */
  case_arrive(&k, 9 * H + 60, 0);  /* there is room, but he leaves: waits for 10:00 */
  expect(&k, "1 0 967.742, 1 0 967.742, 1 3540 600.000");
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_G(out, 0, OVERRUN, (600 / 0.62 - 300) / H);
  case_clear(&k);
}

/* first_to_finish, two agents with two chats each and one too many from 09:00 on: whoever has a chat end first takes no more and
 * goes when his other one ends; the other one stays and takes what comes. */
static void
first_to_finish_takes_no_more(void)
{
  SimCase k;
  case_init(&k, 1, 1, 1, 8, 12);
  case_serve(&k, 0, 0, 1, 1);
  chat_queue(&k, 0, 2);
  k.c.simulate.staff_drop = MUSTER_STAFF_DROP_FIRST_TO_FINISH;
  case_dist(&k.queue[0].handle, "fixed", 600, NAN);
  case_step(&k, 0, 8, 2);
  case_step(&k, 0, 9, 1);
  case_arrive(&k, 9 * H - 500, 0); /* 1 */
  case_arrive(&k, 9 * H - 400, 0); /* 2 */
  case_arrive(&k, 9 * H - 300, 0); /* 1: now both of his at 62 % */
  case_arrive(&k, 9 * H - 200, 0); /* 2 */
  case_arrive(&k, 9 * H + 200, 0); /* waits: 1's first has 400 s left at 09:00 − 300, ends at 345.161 s past 09:00 */
  /* he takes no more; 2's first has 400 s left at 09:00 − 200, ends at 445.161 s */
  g_autoptr(MusterOutcome) out = case_run(&k);
  ASSERT_Q(out, 0, WAIT_MAX, 400 / 0.62 - 200 - 200);
  /* his other one has done 400 s of work when the first ends, 200 s are left: gone at 545.161 s past 09:00 */
  ASSERT_G(out, 0, OVERRUN, (400 / 0.62 - 300 + 200) / H);
  case_clear(&k);
}

/* One of two agents is kept idle for the second queue: a chat may still go to the busy one, who is not idle anyway. */
static void
kept_idle_means_without_any(void)
{
  SimCase k;
  desk(&k, 2, 2, 3);
  MusterKeepIdle keep = {.group = 0, .agents = 1, .queues = 2};
  k.c.n_keep_idle = 1;
  k.c.keep_idle = &keep;
  for (int i = 0; i < 3; i++)
    case_arrive(&k, OPEN + i * NEXT, 0);
  case_arrive(&k, OPEN + 1, 1);
  expect(&k, "1 0 133.333, 1 0 133.333, 1 0 133.333, 2 0 60.000");
  case_clear(&k);
}

/* A second group may help after 20 s: the chat is offered to whoever of it has room. */
static void
overflow_finds_room(void)
{
  SimCase k;
  case_init(&k, 1, 2, 1, 8, 18);
  chat_queue(&k, 0, 2);
  case_serve(&k, 0, 0, 1, 1);
  case_serve(&k, 1, 0, 2, 1)->after_s = 20;
  case_on_duty(&k, 0, 1);
  case_on_duty(&k, 1, 1);
  for (int i = 0; i < 4; i++)
    case_arrive(&k, OPEN + i * NEXT, 0);
  expect(&k, "1 0 96.774, 1 0 96.774, 2 20 96.774, 2 20 96.774");
  case_clear(&k);
}

void test_chats(void);
void
test_chats(void)
{
  CU_pSuite suite = CU_add_suite("chats", NULL, NULL);
  ADD_TEST(suite, two_slow_each_other);
  ADD_TEST(suite, history_has_the_work);
  ADD_TEST(suite, ends_are_exact);
  ADD_TEST(suite, the_fourth_waits);
  ADD_TEST(suite, the_impatient_leave);
  ADD_TEST(suite, fewest_open_first);
  ADD_TEST(suite, other_routers_choose_among_those_with_room);
  ADD_TEST(suite, alone_they_are_calls);
  ADD_TEST(suite, no_call_beside_a_chat);
  ADD_TEST(suite, mix_lets_a_call_in);
  ADD_TEST(suite, a_call_takes_no_place_of_chats);
  ADD_TEST(suite, the_smaller_limit_holds);
  ADD_TEST(suite, the_smaller_limit_holds_for_who_comes);
  ADD_TEST(suite, ringing_takes_a_place);
  ADD_TEST(suite, ringing_in_vain);
  ADD_TEST(suite, wrap_up_and_transfer);
  ADD_TEST(suite, leavers_finish_all_they_have);
  ADD_TEST(suite, first_to_finish_takes_no_more);
  ADD_TEST(suite, kept_idle_means_without_any);
  ADD_TEST(suite, overflow_finds_room);
}
