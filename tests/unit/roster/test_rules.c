/* Every labour rule is in both rooms or in neither, and a planner's piece keeps what the checker's asks. */
#include "roster_test.h"

static void
paired(void)
{
  const MusterLabourInfo *const *all = muster_labour_all();
  for (int i = 0; all[i] != NULL; i++) {
    CU_ASSERT_EQUAL(muster_roster_has_rule(all[i]->name), muster_check_has_rule(all[i]->name));
    if (muster_roster_has_rule(all[i]->name))
      continue;
    g_autoptr(MadeCentre) m = made_centre_new("UTC", MONDAY, 1, 1800);
    g_autoptr(MusterFaults) faults = muster_faults_new();
    made_rule(m, all[i]->name);
    CU_ASSERT_FALSE(muster_roster_refuse(&m->centre, faults));
    CU_ASSERT_FALSE(muster_check_refuse(&m->centre, faults));
    CU_ASSERT_PTR_NOT_NULL(strstr(muster_faults_get(faults, 0)->message, all[i]->name));
  }
}

/* Everybody is wanted day and night, so that without the rule it would be broken. */
static MusterRoster *
under_pressure(MadeCentre *m)
{
  MusterRequirement *need = muster_requirement_new(&m->centre);
  m->centre.price_short_per_h = 100;
  m->centre.price_over_per_h = 0;
  for (int i = 0; i < m->centre.grid->n; i++)
    made_need(need, 0, i, 3);
  MusterRoster *r = make_checked(m, need, 3000, 1);
  muster_requirement_free(need);
  return r;
}

static MadeCentre *
round_the_clock(void)
{
  MadeCentre *m = made_centre_new("Europe/Berlin", MONDAY, 14, 3600);
  made_queue(m, "calls");
  made_group(m, "desk", 1, 10);
  made_shift(m, "day", 6 * HOUR, 14 * HOUR, 4 * HOUR, 8 * HOUR);
  made_shift(m, "night", 22 * HOUR, 22 * HOUR, HOUR, 8 * HOUR);
  m->length_s[0][1] = 10 * HOUR;
  m->shift[0].n_lengths = 2;
  made_person(m, 0, -1);
  made_person(m, 0, -1);
  return m;
}

/* Without the rule the checker must find breaches of it; with it, none. */
static void
kept_under_pressure(void)
{
  static const struct {
    const char *name;
    double p0, p1;
  } rules[] = {{"rest_between_shifts", 15 * HOUR, NAN}, {"weekly_rest", 48 * HOUR, NAN}, {"days_in_a_row", 3, NAN},
               {"nights_in_a_row", 2, NAN}, {"weekends_off", 1, 2}, {"hours_per_week", 40 * HOUR, NAN},
               {"hours_per_week", 30 * HOUR, 2}, {"hours_per_day", 8 * HOUR, NAN}};
  for (gsize i = 0; i < G_N_ELEMENTS(rules); i++) {
    g_autoptr(MadeCentre) m = round_the_clock();
    if (g_str_equal(rules[i].name, "nights_in_a_row"))
      m->shift[0].days = 0x60; /* days at weekends only, so that nights are wanted */
    g_autoptr(MusterRoster) free_roster = under_pressure(m);
    MusterLabourRule *rule = made_rule(m, rules[i].name);
    rule->p[0] = rules[i].p0;
    if (!isnan(rules[i].p1))
      rule->p[1] = rules[i].p1;
    g_autoptr(MusterCheck) broken = muster_check_roster(&m->centre, free_roster, NULL);
    CU_ASSERT(broken->n_hard > 0);
    if (broken->n_hard == 0)
      g_printerr("%s is not broken without it\n", rules[i].name);
    g_autoptr(MusterRoster) kept = under_pressure(m);
    CU_ASSERT(kept->objective >= free_roster->bound - 1e-6);
    rule->price = 5;
    g_autoptr(MusterRoster) priced = under_pressure(m);
    CU_ASSERT(priced->objective <= kept->objective + 1e-6);
  }
}

/* A wish is met when nothing speaks against it, and paid for when need does. */
static void
wishes(void)
{
  g_autoptr(MadeCentre) m = made_centre_new("UTC", MONDAY, 5, 1800);
  made_queue(m, "calls");
  made_group(m, "desk", 1, 10);
  made_shift(m, "day", 8 * HOUR, 8 * HOUR, HOUR, 8 * HOUR);
  MusterWindow weekdays = {0x1f, 0, 24 * HOUR};
  m->centre.open = (MusterHours) {1, &weekdays};
  int full = made_contract(m, "four", 32, 32, 4);
  made_person(m, 0, full);
  made_person(m, 0, full);
  made_request(m, 0, MONDAY + 2, TRUE, -1);
  made_request(m, 1, MONDAY + 2, TRUE, -1);
  m->centre.price_request_refused = 7;
  m->centre.price_short_per_h = 50;
  m->centre.price_over_per_h = 1;
  g_autoptr(MusterRequirement) need = muster_requirement_new(&m->centre);
  for (int i = 0; i < m->centre.grid->n; i++)
    if (m->centre.grid->clock_s[i] >= 8 * HOUR && m->centre.grid->clock_s[i] < 16 * HOUR)
      made_need(need, 0, i, 1);
  g_autoptr(MusterRoster) r = make_checked(m, need, 0, 1);
  ASSERT_CLOSE(r->understaffed_h, 0, 0, 1e-9);
  ASSERT_CLOSE(r->objective, 640 + 24 + 7, 0, 1e-6);
  ASSERT_CLOSE(r->cost, 640, 0, 1e-6);
}

void test_rules(void);
void
test_rules(void)
{
  CU_pSuite suite = CU_add_suite("rules", NULL, NULL);
  ADD_TEST(suite, paired);
  ADD_TEST(suite, kept_under_pressure);
  ADD_TEST(suite, wishes);
}
