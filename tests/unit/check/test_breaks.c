/* Breaks of a duty: one planted fault for each thing that a form says of them. */
#include "check_test.h"

#define MONDAY 20766 /* 2026-11-09 */

/* 08:00–16:30, an unpaid lunch between the third and the fifth hour, two paid rests, 90 min apart. */
static MadeCentre *
with_breaks(void)
{
  MadeCentre *m = made_centre_new("UTC", MONDAY, 7, 900);
  made_queue(m, "calls");
  made_group(m, "desk", 1, 20);
  int s = made_shift(m, "day", 8 * HOUR, 8 * HOUR, HOUR, 8.5 * HOUR);
  MusterBreak *lunch = made_break(m, s, "lunch", 1, 1800, FALSE);
  lunch->from_s = 3 * HOUR;
  lunch->to_s = 5 * HOUR;
  made_break(m, s, "rest", 2, 900, TRUE)->apart_s = 5400;
  made_person(m, 0, -1);
  return m;
}

/* Segments from breaks at minutes after the start; lunch is the second of the three. */
static MusterRoster *
roster_with(const MadeCentre *m, const int at_min[3])
{
  MusterRoster *r = muster_roster_new(&m->centre);
  add_duty(r, m, 0, 0, MONDAY, 8 * HOUR, 16 * HOUR + 1800);
  MusterDuty *d = duty_at(r, 0);
  g_free(d->segment);
  d->segment = g_new0(MusterSegment, 7);
  d->n_segments = 7;
  gint64 at = d->start;
  for (int i = 0; i < 3; i++) {
    gint64 from = d->start + at_min[i] * 60, to = from + (i == 1 ? 1800 : 900);
    d->segment[2 * i] = seg(MUSTER_ACTIVITY_WORK, NULL, at, from, TRUE);
    d->segment[2 * i + 1] = seg(MUSTER_ACTIVITY_BREAK, i == 1 ? "lunch" : "rest", from, to, i != 1);
    at = to;
  }
  d->segment[6] = seg(MUSTER_ACTIVITY_WORK, NULL, at, d->end, TRUE);
  return r;
}

static void
sound(void)
{
  g_autoptr(MadeCentre) m = with_breaks();
  g_autoptr(MusterRoster) r = roster_with(m, (int[3]) {90, 195, 330});
  expect(m, r, "");
  g_autoptr(MusterCheck) check = muster_check_roster(&m->centre, r, NULL);
  ASSERT_CLOSE(check->paid_h, 8, 0, 1e-9);
  ASSERT_CLOSE(check->cost, 160, 0, 1e-9);
}

static void
planted(void)
{
  g_autoptr(MadeCentre) m = with_breaks();
  g_autoptr(MusterRoster) early = roster_with(m, (int[3]) {45, 165, 330});
  expect(m, early, "break_window");
  g_autoptr(MusterRoster) late = roster_with(m, (int[3]) {90, 285, 420});
  expect(m, late, "break_window");
  g_autoptr(MusterRoster) near_lunch = roster_with(m, (int[3]) {120, 195, 330});
  expect(m, near_lunch, "break_apart");
  g_autoptr(MusterRoster) unpaid = roster_with(m, (int[3]) {90, 195, 330});
  duty_at(unpaid, 0)->segment[1].paid = FALSE;
  expect(m, unpaid, "break_paid");
  g_autoptr(MusterRoster) shorter = roster_with(m, (int[3]) {90, 195, 330});
  duty_at(shorter, 0)->segment[3].end -= 300;
  duty_at(shorter, 0)->segment[4].start -= 300;
  expect(m, shorter, "break_length");
  g_autoptr(MusterRoster) none = roster_with(m, (int[3]) {90, 195, 330});
  duty_at(none, 0)->segment[5].kind = MUSTER_ACTIVITY_WORK;
  expect(m, none, "break_count");
}

static void
plan_shifts(void)
{
  g_autoptr(MadeCentre) m = with_breaks();
  g_autoptr(MusterRoster) r = roster_with(m, (int[3]) {90, 195, 330});
  const MusterDuty *d = duty_at(r, 0);
  MusterPause pause[3];
  for (int i = 0; i < 3; i++)
    pause[i] = (MusterPause) {d->segment[2 * i + 1].name, d->segment[2 * i + 1].start, d->segment[2 * i + 1].end,
                              d->segment[2 * i + 1].paid};
  MusterPlanShift shift = {0, 0, MONDAY, d->start, d->end, 3, 3, pause};
  MusterPlan plan = {.grid = m->centre.grid, .shifts = g_array_new(FALSE, FALSE, sizeof(MusterPlanShift)),
                     .cost = 480, .objective = 480, .paid_h = 24};
  g_array_append_val(plan.shifts, shift);
  g_autoptr(MusterCheck) sound = muster_check_plan(&m->centre, &plan, NULL);
  CU_ASSERT_EQUAL(sound->violations->len, 0);
  CU_ASSERT_EQUAL(sound->differences->len, 0);
  pause[1].start -= HOUR;
  pause[1].end -= HOUR;
  plan.cost = 500;
  g_autoptr(MusterCheck) wrong = muster_check_plan(&m->centre, &plan, NULL);
  CU_ASSERT(wrong->violations->len >= 1);
  CU_ASSERT_EQUAL(wrong->differences->len, 1);
  g_array_unref(plan.shifts);
}

void test_breaks(void);
void
test_breaks(void)
{
  CU_pSuite suite = CU_add_suite("breaks", NULL, NULL);
  ADD_TEST(suite, sound);
  ADD_TEST(suite, planted);
  ADD_TEST(suite, plan_shifts);
}
