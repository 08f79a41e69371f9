/* Small rosters whose best is known by hand, and cases in which something cannot be had. */
#include "roster_test.h"

/* One queue, one group at 20 an hour, shifts 08:00–16:00; short at 60. */
static MadeCentre *
desk(int n_days)
{
  MadeCentre *m = made_centre_new("Europe/Berlin", MONDAY, n_days, 1800);
  made_queue(m, "calls");
  made_group(m, "desk", 1, 20);
  made_shift(m, "day", 8 * HOUR, 8 * HOUR, HOUR, 8 * HOUR);
  m->centre.price_short_per_h = 60;
  m->centre.price_over_per_h = 1;
  return m;
}

/* Needs `agents` on each day from `from_s` to `to_s`. */
static MusterRequirement *
needs(const MadeCentre *m, int from_s, int to_s, double agents)
{
  const MusterGrid *grid = m->centre.grid;
  MusterRequirement *r = muster_requirement_new(&m->centre);
  for (int i = 0; i < grid->n; i++)
    if (grid->clock_s[i] >= from_s && grid->clock_s[i] < to_s)
      made_need(r, 0, i, agents);
  return r;
}

static void
exact_cover(void)
{
  g_autoptr(MadeCentre) m = desk(7);
  int full = made_contract(m, "full", 40, 40, 5);
  for (int i = 0; i < 7; i++)
    made_person(m, 0, full);
  g_autoptr(MusterRequirement) need = needs(m, 8 * HOUR, 16 * HOUR, 5);
  g_autoptr(MusterRoster) r = make_checked(m, need, 0, 1);
  ASSERT_CLOSE(r->objective, 7 * 800, 0, 1e-6);
  ASSERT_CLOSE(r->bound, 7 * 800, 0, 1e-3);
  ASSERT_CLOSE(r->understaffed_h + r->overstaffed_h, 0, 0, 1e-9);
  CU_ASSERT_EQUAL(r->duties->len, 35);
}

/* Lunches of an hour in a two-hour window: two people can take turns, one cannot. */
static void
breaks_take_turns(void)
{
  g_autoptr(MadeCentre) m = desk(1);
  MusterBreak *lunch = made_break(m, 0, "lunch", 1, 3600, TRUE);
  lunch->from_s = 3 * HOUR;
  lunch->to_s = 5 * HOUR;
  made_person(m, 0, -1);
  made_person(m, 0, -1);
  g_autoptr(MusterRequirement) need = needs(m, 8 * HOUR, 16 * HOUR, 1);
  for (int i = 0; i < 16; i++)
    if (i < 6 || i >= 10)
      made_need(need, 0, 16 + i, 2);
  g_autoptr(MusterRoster) r = make_checked(m, need, 0, 1);
  ASSERT_CLOSE(r->understaffed_h, 0, 0, 1e-9);
  ASSERT_CLOSE(r->overstaffed_h, 0, 0, 1e-9);
  ASSERT_CLOSE(r->objective, 320, 0, 1e-6);
  ASSERT_CLOSE(r->bound, 320, 0, 1e-3);
}

static void
over_midnight(void)
{
  g_autoptr(MadeCentre) m = desk(4);
  m->start_s[0][0] = 22 * HOUR;
  made_person(m, 0, -1);
  made_rule(m, "rest_between_shifts")->p[0] = 20 * HOUR;
  g_autoptr(MusterRequirement) need = needs(m, 22 * HOUR, 24 * HOUR, 1);
  for (int i = 0; i < m->centre.grid->n; i++)
    if (m->centre.grid->clock_s[i] < 6 * HOUR && i >= 48)
      made_need(need, 0, i, 1);
  g_autoptr(MusterRoster) r = make_checked(m, need, 0, 1);
  CU_ASSERT_EQUAL(r->duties->len, 2);
  CU_ASSERT(blamed(r, "rest between shifts"));
  ASSERT_CLOSE(r->cost, 320, 0, 1e-6);
}

/* The night of 25 October lasts an hour longer: nine hours on queue, nine paid. */
static void
night_of_change(void)
{
  MusterDay saturday = muster_day_from_ymd(2026, 10, 24);
  g_autoptr(MadeCentre) m = made_centre_new("Europe/Berlin", saturday, 2, 1800);
  made_queue(m, "calls");
  made_group(m, "desk", 1, 20);
  made_shift(m, "night", 22 * HOUR, 22 * HOUR, HOUR, 8 * HOUR);
  made_person(m, 0, -1);
  m->centre.price_short_per_h = 60;
  g_autoptr(MusterRequirement) need = muster_requirement_new(&m->centre);
  for (int i = 44; i < 44 + 18; i++)
    made_need(need, 0, i, 1);
  g_autoptr(MusterRoster) r = make_checked(m, need, 0, 1);
  CU_ASSERT_EQUAL(r->duties->len, 1);
  ASSERT_CLOSE(r->paid_h, 9, 0, 1e-9);
  ASSERT_CLOSE(r->objective, 180, 0, 1e-6);
}

static void
everybody_on_leave(void)
{
  g_autoptr(MadeCentre) m = desk(5);
  int full = made_contract(m, "full", 40, 40, 5);
  for (int i = 0; i < 3; i++)
    made_leave(m, made_person(m, 0, full), MONDAY - 3, MONDAY + 30);
  g_autoptr(MusterRequirement) need = needs(m, 8 * HOUR, 16 * HOUR, 2);
  g_autoptr(MusterRoster) r = make_checked(m, need, 0, 1);
  CU_ASSERT_EQUAL(r->duties->len, 0);
  CU_ASSERT(blamed(r, "leave"));
  ASSERT_CLOSE(r->understaffed_h, 80, 0, 1e-9);
}

static void
nobody_has_the_skill(void)
{
  g_autoptr(MadeCentre) m = desk(2);
  made_queue(m, "chats");
  made_person(m, 0, -1);
  g_autoptr(MusterRequirement) need = muster_requirement_new(&m->centre);
  made_need(need, 1, 20, 3);
  g_autoptr(MusterRoster) r = make_checked(m, need, 0, 1);
  CU_ASSERT_EQUAL(r->uncovered->len, 1);
  CU_ASSERT(blamed(r, "skill"));
  ASSERT_CLOSE(r->objective, 90, 0, 1e-6);
  ASSERT_CLOSE(r->bound, 90, 0, 1e-6);
}

/* Forty hours and at most three days of eight: said, and three days are worked. */
static void
contract_cannot_be_met(void)
{
  g_autoptr(MadeCentre) m = desk(7);
  made_person(m, 0, made_contract(m, "odd", 40, 40, 3));
  g_autoptr(MusterRequirement) need = muster_requirement_new(&m->centre);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterRoster) r = muster_roster_make(&m->centre, need, NULL, faults);
  CU_ASSERT_EQUAL(r->duties->len, 3);
  ASSERT_CLOSE(r->cost, 800, 0, 1e-6);
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), 0);
  CU_ASSERT_EQUAL(muster_faults_n(faults), 1);
  CU_ASSERT_PTR_NOT_NULL(strstr(muster_faults_get(faults, 0)->message, "16.00 h too few"));
}

static void
not_enough(void)
{
  g_autoptr(MadeCentre) m = desk(7);
  int full = made_contract(m, "full", 40, 40, 5);
  made_person(m, 0, full);
  g_autoptr(MusterRequirement) need = needs(m, 8 * HOUR, 16 * HOUR, 1);
  g_autoptr(MusterRoster) r = make_checked(m, need, 0, 1);
  ASSERT_CLOSE(r->understaffed_h, 16, 0, 1e-9);
  CU_ASSERT(blamed(r, "hours of the contract"));
}

/* Wages of 20 an hour and a shortage priced at 10: nobody works. */
static void
not_worth_it(void)
{
  g_autoptr(MadeCentre) m = desk(1);
  m->centre.price_short_per_h = 10;
  made_person(m, 0, -1);
  g_autoptr(MusterRequirement) need = needs(m, 8 * HOUR, 16 * HOUR, 1);
  g_autoptr(MusterRoster) r = make_checked(m, need, 0, 1);
  CU_ASSERT_EQUAL(r->duties->len, 0);
  ASSERT_CLOSE(r->objective, 80, 0, 1e-6);
  ASSERT_CLOSE(r->bound, 80, 0, 1e-3);
  CU_ASSERT(blamed(r, "cost more"));
}

/* Two queues and three sets of skills: only one assignment of the pooled agent leaves nothing short. */
static void
shared_skills(void)
{
  g_autoptr(MadeCentre) m = made_centre_new("UTC", MONDAY, 1, 1800);
  made_queue(m, "calls");
  made_queue(m, "chats");
  made_group(m, "callers", 1, 10);
  made_group(m, "both", 3, 12);
  made_group(m, "chatters", 2, 10);
  made_shift(m, "early", 8 * HOUR, 9 * HOUR, HOUR, 4 * HOUR);
  for (int g = 0; g < 3; g++)
    made_person(m, g, -1);
  m->centre.price_short_per_h = 100;
  m->centre.price_over_per_h = 1;
  g_autoptr(MusterRequirement) need = muster_requirement_new(&m->centre);
  for (int i = 16; i < 24; i++) {
    made_need(need, 0, i, 2);
    made_need(need, 1, i, i < 20 ? 1 : 0);
  }
  g_autoptr(MusterRoster) r = make_checked(m, need, 0, 1);
  /* 08:00–12:00: two for calls, and the chatter for two hours of chats, over the other two. */
  ASSERT_CLOSE(r->understaffed_h, 0, 0, 1e-9);
  ASSERT_CLOSE(r->overstaffed_h, 2, 0, 1e-9);
  ASSERT_CLOSE(r->objective, 40 + 48 + 40 + 2, 0, 1e-6);
  ASSERT_CLOSE(r->bound, r->objective, 0, 1e-3);
}

/* A plan to cover: its shifts, whatever the requirement asks. */
static void
cover_a_plan(void)
{
  g_autoptr(MadeCentre) m = desk(2);
  for (int i = 0; i < 3; i++)
    made_person(m, 0, -1);
  g_autoptr(MusterRequirement) need = muster_requirement_new(&m->centre);
  g_autoptr(MusterPlan) plan = muster_plan_new(&m->centre);
  MusterPlanShift shift = {.group = 0, .shift = 0, .day = MONDAY + 1, .count = 2};
  muster_zone_to_utc(m->centre.zone, MONDAY + 1, 8 * HOUR, &shift.start);
  shift.end = shift.start + 8 * HOUR;
  muster_plan_add(plan, &shift);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  MusterRosterOptions options = {.plan = plan, .seed = 1, .jobs = 1};
  g_autoptr(MusterRoster) r = muster_roster_make(&m->centre, need, &options, faults);
  CU_ASSERT_EQUAL(r->duties->len, 2);
  CU_ASSERT_EQUAL(g_array_index(r->duties, MusterDuty, 0).day, MONDAY + 1);
  ASSERT_CLOSE(r->objective, 320, 0, 1e-6);
}

static void
refused(void)
{
  g_autoptr(MadeCentre) m = desk(2);
  made_person(m, 0, -1);
  made_rule(m, "fairness");
  m->centre.seats = 20;
  g_autoptr(MusterRequirement) need = muster_requirement_new(&m->centre);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  CU_ASSERT_PTR_NULL(muster_roster_make(&m->centre, need, NULL, faults));
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), 2);
  g_autofree char *text = muster_faults_render(faults, FALSE);
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "'fairness'"));
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "'seats'"));
}

/* A post of both queues is worked by who serves both, though the others are cheaper and just as many. */
static void
shared_post(void)
{
  g_autoptr(MadeCentre) m = made_centre_new("Europe/Berlin", MONDAY, 1, 1800);
  made_queue(m, "calls");
  made_queue(m, "orders");
  made_group(m, "callers", 1, 20);
  made_group(m, "both", 3, 30);
  made_shift(m, "day", 8 * HOUR, 8 * HOUR, HOUR, 8 * HOUR);
  m->centre.price_short_per_h = 60;
  m->centre.price_over_per_h = 1;
  for (int p = 0; p < 2; p++) {
    made_person(m, 0, -1);
    made_person(m, 1, -1);
  }
  g_autoptr(MusterRequirement) need = muster_requirement_new(&m->centre);
  for (int i = 16; i < 32; i++) {
    made_share(need, 0, 0, i, 1);
    made_share(need, 0, 1, i, 1);
    made_share(need, 1, 1, i, 0);
  }
  g_autoptr(MusterRoster) r = make_checked(m, need, 0, 1);
  ASSERT_CLOSE(r->objective, 8 * 50, 0, 1e-6);
  ASSERT_CLOSE(r->understaffed_h + r->overstaffed_h, 0, 0, 1e-9);
  for (int i = 16; i < 32; i++)
    made_share(need, 1, 1, i, 3);
  g_autoptr(MusterRoster) few = make_checked(m, need, 0, 1);
  ASSERT_CLOSE(few->understaffed_h, 16, 0, 1e-9);
  CU_ASSERT(blamed(few, "of those who serve 'calls' and 'orders', "));
}

void test_small(void);
void
test_small(void)
{
  CU_pSuite suite = CU_add_suite("small", NULL, NULL);
  ADD_TEST(suite, exact_cover);
  ADD_TEST(suite, breaks_take_turns);
  ADD_TEST(suite, over_midnight);
  ADD_TEST(suite, night_of_change);
  ADD_TEST(suite, everybody_on_leave);
  ADD_TEST(suite, nobody_has_the_skill);
  ADD_TEST(suite, contract_cannot_be_met);
  ADD_TEST(suite, not_enough);
  ADD_TEST(suite, not_worth_it);
  ADD_TEST(suite, shared_skills);
  ADD_TEST(suite, cover_a_plan);
  ADD_TEST(suite, refused);
  ADD_TEST(suite, shared_post);
}
