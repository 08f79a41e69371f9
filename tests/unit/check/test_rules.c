/* Planted faults: for each rule a roster that breaks it, and only it. */
#include "check_test.h"

#define MONDAY 20766 /* 2026-11-09 */

/* Two weeks, a day form 08:00–16:00 and a night form 22:00–06:00, one person without a contract. */
static MadeCentre *
two_weeks(void)
{
  MadeCentre *m = made_centre_new("Europe/Berlin", MONDAY, 14, 1800);
  made_queue(m, "calls");
  made_queue(m, "chats");
  made_group(m, "desk", 1, 20);
  made_shift(m, "day", 8 * HOUR, 8 * HOUR, HOUR, 8 * HOUR);
  made_shift(m, "night", 22 * HOUR, 22 * HOUR, HOUR, 8 * HOUR);
  made_person(m, 0, -1);
  return m;
}

static void
day_shift(MusterRoster *r, const MadeCentre *m, int day)
{
  add_duty(r, m, 0, 0, MONDAY + day, 8 * HOUR, 16 * HOUR);
}

static void
night_shift(MusterRoster *r, const MadeCentre *m, int day)
{
  add_duty(r, m, 0, 1, MONDAY + day, 22 * HOUR, 30 * HOUR);
}

static void
all_rules(MadeCentre *m)
{
  made_rule(m, "rest_between_shifts");
  made_rule(m, "weekly_rest");
  made_rule(m, "days_in_a_row");
  made_rule(m, "nights_in_a_row");
  made_rule(m, "weekends_off")->p[0] = 1;
  m->labour[4].p[1] = 2;
  made_rule(m, "hours_per_week");
  made_rule(m, "hours_per_day");
  made_rule(m, "shifts_per_day");
}

static void
lawful(void)
{
  g_autoptr(MadeCentre) m = two_weeks();
  all_rules(m);
  g_autoptr(MusterRoster) r = muster_roster_new(&m->centre);
  for (int d = 0; d < 5; d++)
    day_shift(r, m, d);
  for (int d = 7; d < 11; d++)
    night_shift(r, m, d);
  expect(m, r, "");
}

static void
rest(void)
{
  g_autoptr(MadeCentre) m = two_weeks();
  all_rules(m);
  g_autoptr(MusterRoster) r = muster_roster_new(&m->centre);
  night_shift(r, m, 0);
  day_shift(r, m, 1);
  expect(m, r, "rest_between_shifts");
  m->labour[0].price = 12;
  g_autoptr(MusterCheck) check = muster_check_roster(&m->centre, r, NULL);
  CU_ASSERT_EQUAL(check->n_hard, 0);
  ASSERT_CLOSE(check->penalty, 12, 0, 0);
}

static void
weekly_rest(void)
{
  g_autoptr(MadeCentre) m = two_weeks();
  made_rule(m, "weekly_rest");
  g_autoptr(MusterRoster) r = muster_roster_new(&m->centre);
  for (int d = 0; d < 7; d++)
    day_shift(r, m, d);
  expect(m, r, ""); /* the rest that begins on Sunday is the week's */
  day_shift(r, m, 7);
  expect(m, r, "weekly_rest");
}

static void
streak_of_days(void)
{
  g_autoptr(MadeCentre) m = two_weeks();
  all_rules(m);
  g_autoptr(MusterRoster) r = muster_roster_new(&m->centre);
  for (int d = 1; d < 6; d++)
    day_shift(r, m, d);
  day_shift(r, m, 7);
  expect(m, r, "");
  m->labour[2].p[0] = 4;
  expect(m, r, "days_in_a_row");
}

static void
streak_of_nights(void)
{
  g_autoptr(MadeCentre) m = two_weeks();
  all_rules(m);
  g_autoptr(MusterRoster) r = muster_roster_new(&m->centre);
  for (int d = 0; d < 5; d++)
    night_shift(r, m, d);
  /* The fifth ends on Saturday at six: a weekend, the only one worked. */
  expect(m, r, "nights_in_a_row");
}

static void
weekends(void)
{
  g_autoptr(MadeCentre) m = two_weeks();
  all_rules(m);
  g_autoptr(MusterRoster) r = muster_roster_new(&m->centre);
  day_shift(r, m, 5);
  night_shift(r, m, 11); /* Friday night reaches into the second weekend */
  expect(m, r, "weekends_off");
}

static void
hours(void)
{
  g_autoptr(MadeCentre) m = two_weeks();
  all_rules(m);
  g_autoptr(MusterRoster) r = muster_roster_new(&m->centre);
  for (int d = 0; d < 5; d++)
    day_shift(r, m, d);
  m->labour[5].p[0] = 39 * HOUR;
  expect(m, r, "hours_per_week");
  m->labour[5].p[0] = 48 * HOUR;
  m->labour[6].p[0] = 7.5 * HOUR;
  expect(m, r, "hours_per_day hours_per_day hours_per_day hours_per_day hours_per_day");
}

static void
twice_a_day(void)
{
  g_autoptr(MadeCentre) m = two_weeks();
  made_rule(m, "shifts_per_day");
  g_autoptr(MusterRoster) r = muster_roster_new(&m->centre);
  day_shift(r, m, 0);
  night_shift(r, m, 0);
  expect(m, r, "shifts_per_day");
}

static void
wishes(void)
{
  g_autoptr(MadeCentre) m = two_weeks();
  m->centre.price_request_refused = 7;
  made_request(m, 0, MONDAY, TRUE, -1);
  made_request(m, 0, MONDAY + 1, FALSE, 1);
  made_request(m, 0, MONDAY + 2, FALSE, -1);
  g_autoptr(MusterRoster) r = muster_roster_new(&m->centre);
  day_shift(r, m, 0);
  day_shift(r, m, 1);
  day_shift(r, m, 2);
  expect(m, r, "requests requests");
  g_autoptr(MusterCheck) check = muster_check_roster(&m->centre, r, NULL);
  ASSERT_CLOSE(check->penalty, 14, 0, 0);
}

/* Structure: one planted fault each. */
static void
structure(void)
{
  static const struct {
    const char *rule;
    int what;
  } faults[] = {{"person", 0}, {"group", 1}, {"day", 2}, {"horizon", 3}, {"segments", 4}, {"skill", 5},
                {"leave", 6}, {"overlap", 7}, {"shift_form", 8}, {"shift_day", 9}, {"shift_start", 10}, {"shift_length", 11}};
  for (gsize i = 0; i < G_N_ELEMENTS(faults); i++) {
    g_autoptr(MadeCentre) m = two_weeks();
    made_group(m, "other", 1, 20);
    g_autoptr(MusterRoster) r = muster_roster_new(&m->centre);
    day_shift(r, m, faults[i].what == 3 ? 14 : 1);
    MusterDuty *d = duty_at(r, 0);
    switch (faults[i].what) {
    case 0: d->person = 1; break;
    case 1: d->group = 1; break;
    case 2: add_duty(r, m, 0, 1, MONDAY + 3, 22 * HOUR, 30 * HOUR); duty_at(r, 1)->day++; break;
    case 4: d->segment[0].end -= HOUR; break;
    case 5: d->segment[0].queues = 2; break;
    case 6: made_leave(m, 0, MONDAY + 1, MONDAY + 4); break;
    case 7: day_shift(r, m, 1); break;
    case 8: d->shift = -1; break;
    case 9: m->shift[0].days = 1; break;
    case 10: m->start_s[0][0] = 9 * HOUR; break;
    case 11: m->length_s[0][0] = 7 * HOUR; break;
    default: break;
    }
    expect(m, r, faults[i].what == 2 ? "day shift_start" : faults[i].rule);
  }
}

/* 22:00 to 06:00 lasts nine hours in the night the clock goes back, and the rest after it is an hour shorter. */
static void
night_of_change(void)
{
  MusterDay saturday = muster_day_from_ymd(2026, 10, 24);
  g_autoptr(MadeCentre) m = made_centre_new("Europe/Berlin", saturday - 5, 14, 1800);
  made_queue(m, "calls");
  made_group(m, "desk", 1, 20);
  made_shift(m, "night", 22 * HOUR, 22 * HOUR, HOUR, 8 * HOUR);
  made_shift(m, "late", 17 * HOUR, 17 * HOUR, HOUR, 6 * HOUR);
  made_person(m, 0, -1);
  made_rule(m, "hours_per_day")->p[0] = 8 * HOUR;
  g_autoptr(MusterRoster) r = muster_roster_new(&m->centre);
  add_duty(r, m, 0, 0, saturday, 22 * HOUR, 30 * HOUR);
  expect(m, r, "hours_per_day");
  m->labour[0].p[0] = 9 * HOUR;
  made_rule(m, "rest_between_shifts")->p[0] = 11 * HOUR;
  add_duty(r, m, 0, 1, saturday + 1, 17 * HOUR, 23 * HOUR);
  expect(m, r, "");
  g_autoptr(MusterCheck) check = muster_check_roster(&m->centre, r, NULL);
  ASSERT_CLOSE(check->paid_h, 15, 0, 1e-9);
}

void test_rules(void);
void
test_rules(void)
{
  CU_pSuite suite = CU_add_suite("rules", NULL, NULL);
  ADD_TEST(suite, lawful);
  ADD_TEST(suite, rest);
  ADD_TEST(suite, weekly_rest);
  ADD_TEST(suite, streak_of_days);
  ADD_TEST(suite, streak_of_nights);
  ADD_TEST(suite, weekends);
  ADD_TEST(suite, hours);
  ADD_TEST(suite, twice_a_day);
  ADD_TEST(suite, wishes);
  ADD_TEST(suite, structure);
  ADD_TEST(suite, night_of_change);
}
