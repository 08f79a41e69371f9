/* Cover: hours short and over, agents given to queues as well as can be; figures that do not fit the duties. */
#include "check_test.h"

#define MONDAY 20766 /* 2026-11-09 */

/* One of each: calls only, both, chats only, 08:00–09:00. */
static MadeCentre *
three_groups(void)
{
  MadeCentre *m = made_centre_new("UTC", MONDAY, 1, 1800);
  made_queue(m, "calls");
  made_queue(m, "chats");
  made_group(m, "callers", 1, 10);
  made_group(m, "both", 3, 10);
  made_group(m, "chatters", 2, 10);
  made_shift(m, "hour", 8 * HOUR, 8 * HOUR, HOUR, HOUR);
  m->centre.price_short_per_h = 50;
  m->centre.price_over_per_h = 4;
  return m;
}

static void
pooled(void)
{
  g_autoptr(MadeCentre) m = three_groups();
  g_autoptr(MusterRoster) r = muster_roster_new(&m->centre);
  for (int g = 0; g < 3; g++)
    add_duty(r, m, made_person(m, g, -1), 0, MONDAY, 8 * HOUR, 9 * HOUR);
  g_autoptr(MusterRequirement) need = muster_requirement_new(&m->centre);
  made_need(need, 0, 16, 2);
  made_need(need, 1, 16, 1);
  made_need(need, 0, 17, 1);
  made_need(need, 1, 17, 3);
  g_autoptr(MusterCheck) check = muster_check_roster(&m->centre, r, need);
  /* 08:00 all three are used; 08:30 the two chatters and one caller of 1 + 3. */
  ASSERT_CLOSE(check->understaffed_h, 0.5, 0, 1e-9);
  ASSERT_CLOSE(check->overstaffed_h, 0, 0, 1e-9);
  ASSERT_CLOSE(check->penalty, 25, 0, 1e-9);
  made_need(need, 1, 17, 0.25);
  g_autoptr(MusterCheck) fewer = muster_check_roster(&m->centre, r, need);
  ASSERT_CLOSE(fewer->understaffed_h, 0, 0, 1e-9);
  ASSERT_CLOSE(fewer->overstaffed_h, 0.875, 0, 1e-9);
  ASSERT_CLOSE(fewer->penalty, 3.5, 0, 1e-9);
}

/* A segment that names a queue serves that one only. */
static void
named_queue(void)
{
  g_autoptr(MadeCentre) m = three_groups();
  g_autoptr(MusterRoster) r = muster_roster_new(&m->centre);
  add_duty(r, m, made_person(m, 1, -1), 0, MONDAY, 8 * HOUR, 9 * HOUR);
  duty_at(r, 0)->segment[0].queues = 1;
  g_autoptr(MusterRequirement) need = muster_requirement_new(&m->centre);
  made_need(need, 1, 16, 1);
  g_autoptr(MusterCheck) check = muster_check_roster(&m->centre, r, need);
  CU_ASSERT_EQUAL(check->violations->len, 0);
  ASSERT_CLOSE(check->understaffed_h, 0.5, 0, 1e-9);
  ASSERT_CLOSE(check->overstaffed_h, 1, 0, 1e-9);
}

static void
stated_figures(void)
{
  g_autoptr(MadeCentre) m = three_groups();
  g_autoptr(MusterRoster) r = muster_roster_new(&m->centre);
  add_duty(r, m, made_person(m, 0, -1), 0, MONDAY, 8 * HOUR, 9 * HOUR);
  g_autoptr(MusterRequirement) need = muster_requirement_new(&m->centre);
  made_need(need, 0, 16, 2);
  made_need(need, 0, 17, 1);
  r->cost = 10;
  r->penalty = 25;
  r->objective = 35;
  r->paid_h = 1;
  r->understaffed_h = 0.5;
  g_autoptr(MusterCheck) right = muster_check_roster(&m->centre, r, need);
  CU_ASSERT_EQUAL(right->differences->len, 0);
  r->cost = 9;
  r->understaffed_h = 0;
  g_autoptr(MusterCheck) wrong = muster_check_roster(&m->centre, r, need);
  CU_ASSERT_EQUAL(wrong->differences->len, 2);
}

/* Three people, as many as are asked for: but two of them must be able to do both. */
static void
wrong_mix(void)
{
  g_autoptr(MadeCentre) m = three_groups();
  g_autoptr(MusterRoster) wrong = muster_roster_new(&m->centre);
  g_autoptr(MusterRoster) right = muster_roster_new(&m->centre);
  int caller = made_person(m, 0, -1), both = made_person(m, 1, -1), chatter = made_person(m, 2, -1),
      other = made_person(m, 1, -1);
  g_autoptr(MusterRequirement) need = muster_requirement_new(&m->centre);
  made_share(need, 0, 0, 16, 1);
  made_share(need, 0, 1, 16, 1);
  made_share(need, 1, 1, 16, 1);
  made_need(need, 0, 17, 2);
  made_need(need, 1, 17, 1);
  add_duty(wrong, m, caller, 0, MONDAY, 8 * HOUR, 9 * HOUR);
  add_duty(wrong, m, both, 0, MONDAY, 8 * HOUR, 9 * HOUR);
  add_duty(wrong, m, chatter, 0, MONDAY, 8 * HOUR, 9 * HOUR);
  g_autoptr(MusterCheck) found = muster_check_roster(&m->centre, wrong, need);
  ASSERT_CLOSE(found->understaffed_h, 0.5, 0, 1e-9);
  ASSERT_CLOSE(found->overstaffed_h, 0.5, 0, 1e-9);
  add_duty(right, m, caller, 0, MONDAY, 8 * HOUR, 9 * HOUR);
  add_duty(right, m, both, 0, MONDAY, 8 * HOUR, 9 * HOUR);
  add_duty(right, m, other, 0, MONDAY, 8 * HOUR, 9 * HOUR);
  g_autoptr(MusterCheck) nothing = muster_check_roster(&m->centre, right, need);
  ASSERT_CLOSE(nothing->understaffed_h, 0, 0, 1e-9);
  ASSERT_CLOSE(nothing->overstaffed_h, 0, 0, 1e-9);
}

void test_cover(void);
void
test_cover(void)
{
  CU_pSuite suite = CU_add_suite("cover", NULL, NULL);
  ADD_TEST(suite, pooled);
  ADD_TEST(suite, named_queue);
  ADD_TEST(suite, stated_figures);
  ADD_TEST(suite, wrong_mix);
}
