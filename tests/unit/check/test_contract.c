/* Contracts: hours and days per span, leave and holidays credited, part of a span. */
#include "check_test.h"

#define MONDAY 20766 /* 2026-11-09 */

static MadeCentre *
full_timer(int n_days)
{
  MadeCentre *m = made_centre_new("UTC", MONDAY, n_days, 1800);
  made_queue(m, "calls");
  made_group(m, "desk", 1, 20);
  made_shift(m, "day", 8 * HOUR, 8 * HOUR, HOUR, 8 * HOUR);
  made_shift(m, "half", 8 * HOUR, 8 * HOUR, HOUR, 4 * HOUR);
  made_contract(m, "full", 40, 40, 5);
  made_person(m, 0, 0);
  return m;
}

static MusterRoster *
days_of(const MadeCentre *m, int shift, int from, int to)
{
  MusterRoster *r = muster_roster_new(&m->centre);
  for (int d = from; d <= to; d++)
    add_duty(r, m, 0, shift, MONDAY + d, 8 * HOUR, (shift == 0 ? 16 : 12) * HOUR);
  return r;
}

static void
hours_and_days(void)
{
  g_autoptr(MadeCentre) m = full_timer(7);
  g_autoptr(MusterRoster) right = days_of(m, 0, 0, 4);
  expect(m, right, "");
  g_autoptr(MusterRoster) less = days_of(m, 0, 0, 3);
  expect(m, less, "contract_hours_owed");
  g_autoptr(MusterRoster) days = days_of(m, 1, 0, 5);
  expect(m, days, "contract_hours_owed contract_days");
  m->contract[0].days.lo = m->contract[0].days.hi = 6;
  g_autoptr(MusterRoster) more = days_of(m, 0, 0, 5);
  expect(m, more, "contract_hours");
  m->contract[0].shifts = 2;
  expect(m, right, "contract_shift contract_shift contract_shift contract_shift contract_shift");
}

static void
least_days(void)
{
  g_autoptr(MadeCentre) m = full_timer(7);
  m->contract[0].hours = (MusterPerSpan) {NAN, NAN, TRUE, 1, 'w'};
  m->contract[0].days = (MusterPerSpan) {4, 5, FALSE, 1, 'w'};
  g_autoptr(MusterRoster) three = days_of(m, 0, 0, 2);
  expect(m, three, "contract_days_owed");
}

/* Leave is credited: two days of five leave 24 hours, and their pay. */
static void
leave(void)
{
  g_autoptr(MadeCentre) m = full_timer(7);
  made_leave(m, 0, MONDAY, MONDAY + 1);
  g_autoptr(MusterRoster) three = days_of(m, 0, 2, 4);
  expect(m, three, "");
  g_autoptr(MusterCheck) check = muster_check_roster(&m->centre, three, NULL);
  ASSERT_CLOSE(check->cost, 800, 0, 1e-9);
  ASSERT_CLOSE(check->paid_h, 24, 0, 1e-9);
  g_autoptr(MusterRoster) four = days_of(m, 0, 2, 5);
  expect(m, four, "contract_days contract_hours");
}

/* Open Monday to Friday, horizon of twelve days: both weeks count in full; a closed holiday is credited. */
static void
part_of_a_week(void)
{
  g_autoptr(MadeCentre) m = full_timer(12);
  MusterWindow weekdays = {0x1f, 8 * HOUR, 18 * HOUR};
  m->centre.open = (MusterHours) {1, &weekdays};
  g_autoptr(MusterRoster) r = days_of(m, 0, 0, 4);
  for (int d = 7; d < 12; d++)
    add_duty(r, m, 0, 0, MONDAY + d, 8 * HOUR, 16 * HOUR);
  expect(m, r, "");
  m->special[0] = (MusterSpecialDay) {.day = MONDAY + 11, .name = (char *) "feast", .closed = TRUE};
  m->centre.n_special_days = 1;
  expect(m, r, "contract_days contract_hours");
  g_array_set_size(r->duties, 9);
  expect(m, r, "");
}

void test_contract(void);
void
test_contract(void)
{
  CU_pSuite suite = CU_add_suite("contract", NULL, NULL);
  ADD_TEST(suite, hours_and_days);
  ADD_TEST(suite, least_days);
  ADD_TEST(suite, leave);
  ADD_TEST(suite, part_of_a_week);
}
