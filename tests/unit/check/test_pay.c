/* Money: premiums, contract hours not worked, overtime in order of time. */
#include "check_test.h"

#define MONDAY 20766 /* 2026-11-09 */

static MadeCentre *
one_person(void)
{
  MadeCentre *m = made_centre_new("UTC", MONDAY, 7, 1800);
  made_queue(m, "calls");
  made_group(m, "desk", 1, 10);
  made_shift(m, "night", 20 * HOUR, 20 * HOUR, HOUR, 8 * HOUR);
  made_shift(m, "day", 8 * HOUR, 8 * HOUR, HOUR, 8 * HOUR);
  made_person(m, 0, -1);
  return m;
}

static double
cost_of(const MadeCentre *m, const MusterRoster *r)
{
  g_autoptr(MusterCheck) check = muster_check_roster(&m->centre, r, NULL);
  return check->cost;
}

/* 20:00–04:00: two hours plain and six of the night; the last four on a holiday, whose premium the night's multiplies. */
static void
night_and_holiday(void)
{
  g_autoptr(MadeCentre) m = one_person();
  m->night = (MusterWindow) {0x7f, 22 * HOUR, 30 * HOUR};
  m->centre.pay_night = (MusterNightPay) {{1, &m->night}, 1.15};
  g_autoptr(MusterRoster) r = muster_roster_new(&m->centre);
  add_duty(r, m, 0, 0, MONDAY, 20 * HOUR, 28 * HOUR);
  ASSERT_CLOSE(cost_of(m, r), 10 * (2 + 6 * 1.15), 0, 1e-9);
  m->special[0] = (MusterSpecialDay) {.day = MONDAY + 1, .name = (char *) "feast"};
  m->centre.n_special_days = 1;
  m->centre.pay_holiday = 3;
  ASSERT_CLOSE(cost_of(m, r), 10 * (2 + 2 * 1.15 + 4 * 1.15 * 3), 0, 1e-9);
  m->night.days = 1 << 1; /* nights of Tuesday only */
  ASSERT_CLOSE(cost_of(m, r), 10 * (4 + 4 * 3), 0, 1e-9);
}

static void
guaranteed_and_overtime(void)
{
  g_autoptr(MadeCentre) m = one_person();
  m->person[0].contract = made_contract(m, "part", 16, 20, 2);
  m->centre.pay_overtime = 1.5;
  m->centre.pay_rest_day = 2;
  g_autoptr(MusterRoster) r = muster_roster_new(&m->centre);
  ASSERT_CLOSE(cost_of(m, r), 160, 0, 1e-9);
  add_duty(r, m, 0, 1, MONDAY, 8 * HOUR, 16 * HOUR);
  ASSERT_CLOSE(cost_of(m, r), 160, 0, 1e-9);
  add_duty(r, m, 0, 1, MONDAY + 1, 8 * HOUR, 16 * HOUR);
  ASSERT_CLOSE(cost_of(m, r), 160, 0, 1e-9);
  /* The third day is one too many: all of it at the rest day's rate, the highest. */
  add_duty(r, m, 0, 1, MONDAY + 2, 8 * HOUR, 16 * HOUR);
  ASSERT_CLOSE(cost_of(m, r), 160 + 8 * 20, 0, 1e-9);
  m->centre.pay_rest_day = 1;
  ASSERT_CLOSE(cost_of(m, r), 160 + 4 * 10 + 4 * 15, 0, 1e-9);
}

static void
daily_overtime(void)
{
  g_autoptr(MadeCentre) m = one_person();
  m->centre.pay_overtime = 1.5;
  made_rule(m, "hours_per_day")->p[1] = 6 * HOUR;
  g_autoptr(MusterRoster) r = muster_roster_new(&m->centre);
  add_duty(r, m, 0, 1, MONDAY, 8 * HOUR, 16 * HOUR);
  ASSERT_CLOSE(cost_of(m, r), 60 + 2 * 15, 0, 1e-9);
}

void test_pay(void);
void
test_pay(void)
{
  CU_pSuite suite = CU_add_suite("pay", NULL, NULL);
  ADD_TEST(suite, night_and_holiday);
  ADD_TEST(suite, guaranteed_and_overtime);
  ADD_TEST(suite, daily_overtime);
}
