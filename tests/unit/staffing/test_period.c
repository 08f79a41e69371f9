/* Targets of a day or a week as a whole: on target in total, never dearer than interval by interval, with a
 * bound that is not passed. */
#include "staffing_scene.h"

static double
paid(const MusterStaffing *staffing)
{
  double sum = 0.0;
  for (int i = 0; i < staffing->requirement->grid->n; i++)
    sum += staffing->requirement->need[i].agents;
  return sum;
}

/* Service level of the intervals from .. to − 1 by what the rows say (answered within / offered). */
static double
level_of_rows(const MusterStaffing *staffing, int from, int to)
{
  double good = 0.0, all = 0.0;
  for (int i = from; i < to; i++) {
    const MusterNeed *need = &staffing->requirement->need[i];
    if (need->contacts > 0.0) {
      good += need->contacts * need->service_level;
      all += need->contacts;
    }
  }
  return good / all;
}

static MusterStaffingMethod
method_at(int place)
{
  static const char *const NAMES[] = {"stationary", "lagged", "modified-offered-load", "exact-day"};
  MusterStaffingMethod method;
  g_assert_true(muster_staffing_method_parse(NAMES[place], &method));
  return method;
}

static void
a_day_needs_no_more_than_its_intervals(void)
{
  for (int m = 0; m < 4; m++) {
    g_auto(Scene) s = {0};
    scene_init(&s, 1);
    g_autoptr(MusterStaffing) intervals = staff(&s, method_at(m));
    s.made->queue[0].target.per = MUSTER_PER_DAY;
    g_autoptr(MusterStaffing) day = staff(&s, method_at(m));
    CU_ASSERT_EQUAL_FATAL(day->n_periods, 1);
    const MusterPeriod *p = &day->period[0];
    CU_ASSERT(p->first == 0 && p->n == QUARTERS && p->binding == MUSTER_BINDING_SERVICE_LEVEL);
    CU_ASSERT(p->service_level >= 0.8 && p->service_level < 0.802);
    ASSERT_CLOSE(level_of_rows(day, 0, QUARTERS), p->service_level, 1e-9, 0.0);
    CU_ASSERT_EQUAL(p->agent_intervals, paid(day));
    CU_ASSERT(paid(day) < paid(intervals));
    if (m < 3)
      CU_ASSERT(p->bound == paid(day)); /* one target: proven least */
    g_print("%s: %g agent-intervals interval by interval, %g as a day\n", day->requirement->method,
            paid(intervals), paid(day));
  }
}

/* Nothing can be taken from an exact day as a whole: one agent less anywhere breaks it. */
static void
an_exact_day_has_no_agent_to_spare(void)
{
  g_auto(Scene) s = {0};
  scene_init(&s, 1);
  for (int i = 0; i < 32; i++)
    s.demand->queue[0].contacts[i + 32] *= 0.2;
  s.made->queue[0].target.per = MUSTER_PER_DAY;
  g_autoptr(MusterStaffing) day = staff(&s, MUSTER_STAFFING_EXACT_DAY);
  CU_ASSERT_FATAL(day->n_periods == 1 && day->period[0].service_level >= 0.8);
  double rate[48], handle[48];
  int agents[48];
  MusterDayInterval out[48];
  for (int i = 0; i < 48; i++) {
    rate[i] = s.demand->queue[0].contacts[32 + i] / 900.0;
    handle[i] = 250.0;
    agents[i] = (int) day->requirement->need[32 + i].agents;
  }
  MusterDayInput input = {.n = 48,
                          .interval_s = 900,
                          .arrival_per_s = rate,
                          .handle_s = handle,
                          .agents = agents,
                          .patience_s = 180.0,
                          .within_s = 20.0,
                          .drop = MUSTER_DAY_EXH_IDLE};
  for (int less = -1; less < 48; less++) {
    double good = 0.0, all = 0.0;
    if (less >= 0 && agents[less] == 1)
      continue;
    if (less >= 0)
      agents[less]--;
    CU_ASSERT_FATAL(muster_day_solve(&input, out, NULL));
    if (less >= 0)
      agents[less]++;
    for (int i = 0; i < 48; i++) {
      good += out[i].arrivals * out[i].sl_answered;
      all += out[i].arrivals;
    }
    CU_ASSERT(less < 0 ? good / all >= 0.8 - 1e-9 : good / all < 0.8 + 1e-6);
  }
}

/* A week of unlike days: the week as a whole needs no more than its days. */
static void
a_week_needs_no_more_than_its_days(void)
{
  g_auto(Scene) s = {0};
  scene_init_days(&s, 1, 9); /* Monday to the Tuesday after */
  for (int i = 0; i < s.made->centre.grid->n; i++)
    s.demand->queue[0].contacts[i] = muster_centre_open_s(&s.made->centre, 0, i) > 0.0
                                         ? 10.0 + 12.0 * s.made->centre.grid->day_of[i]
                                         : 0.0;
  double before = INFINITY;
  static const MusterPer PERS[] = {MUSTER_PER_INTERVAL, MUSTER_PER_DAY, MUSTER_PER_WEEK};
  static const int PERIODS[] = {0, 9, 2};
  for (int k = 0; k < 3; k++) {
    s.made->queue[0].target.per = PERS[k];
    g_autoptr(MusterStaffing) staffing = staff(&s, MUSTER_STAFFING_STATIONARY);
    CU_ASSERT_EQUAL(staffing->n_periods, PERIODS[k]);
    CU_ASSERT(paid(staffing) <= before);
    before = paid(staffing);
    for (int p = 0; p < staffing->n_periods; p++)
      CU_ASSERT(staffing->period[p].service_level >= 0.8 &&
                staffing->period[p].bound == staffing->period[p].agent_intervals);
    if (PERS[k] == MUSTER_PER_WEEK)
      CU_ASSERT(staffing->period[0].n == 7 * QUARTERS && staffing->period[1].n == 2 * QUARTERS);
  }
}

/* Several targets, all definitions: each kept by the day, none passed below the bound. */
static void
all_targets_of_a_day_hold(void)
{
  for (int d = MUSTER_SL_ANSWERED_OF_OFFERED; d <= MUSTER_SL_VIRTUAL_WAIT; d++) {
    g_auto(Scene) s = {0};
    scene_init(&s, 1);
    s.made->centre.service_level = (MusterServiceLevel) d;
    s.made->centre.short_abandon_s = 5.0;
    MusterTarget *t = &s.made->queue[0].target;
    t->per = MUSTER_PER_DAY;
    t->abandon = 0.03;
    t->asa_s = 12.0;
    t->occupancy = 0.88;
    g_autoptr(MusterStaffing) day = staff(&s, MUSTER_STAFFING_STATIONARY);
    const MusterPeriod *p = &day->period[0];
    CU_ASSERT(p->service_level >= 0.8 - 1e-12 && p->abandonment <= 0.03 + 1e-12 && p->asa_s <= 12.0 + 1e-9 &&
              p->occupancy <= 0.88 + 1e-12);
    CU_ASSERT(p->bound <= p->agent_intervals && p->agent_intervals - p->bound <= 2.0);
  }
}

/* A group's minimum holds in every open interval, and is named; without patience the load is caught up with.
 */
static void
least_numbers_hold(void)
{
  g_auto(Scene) s = {0};
  scene_init(&s, 1);
  for (int i = 32; i < 40; i++)
    s.demand->queue[0].contacts[i] = 1.0;
  s.made->queue[0].target.per = MUSTER_PER_DAY;
  s.made->group[0].has_minimum = TRUE;
  s.made->group[0].minimum.constant = 3.0;
  g_autoptr(MusterStaffing) day = staff(&s, MUSTER_STAFFING_STATIONARY);
  for (int i = 32; i < 80; i++)
    CU_ASSERT(day->requirement->need[i].agents >= 3.0);
  CU_ASSERT_EQUAL(day->requirement->need[33].binding, MUSTER_BINDING_MINIMUM);
  s.made->group[0].has_minimum = FALSE;
  s.made->queue[0].patience = (MusterDist){0};
  g_autoptr(MusterStaffing) endless = staff(&s, MUSTER_STAFFING_STATIONARY);
  for (int i = 32; i < 80; i++)
    CU_ASSERT(endless->requirement->need[i].agents > endless->requirement->need[i].load_erl);
}

/* Nine days in ten need more than the average, which needs more than a day like any other. */
static void
variation_of_a_day(void)
{
  g_auto(Scene) s = {0};
  scene_init(&s, 1);
  s.made->queue[0].target.per = MUSTER_PER_DAY;
  g_autoptr(MusterStaffing) plain = staff(&s, MUSTER_STAFFING_STATIONARY);
  s.demand->day_cv = 0.15;
  s.demand->interval_cv = 0.05;
  g_autoptr(MusterStaffing) average = staff(&s, MUSTER_STAFFING_STATIONARY);
  s.made->queue[0].target.on_days = 0.9;
  g_autoptr(MusterStaffing) nine = staff(&s, MUSTER_STAFFING_STATIONARY);
  CU_ASSERT(paid(plain) < paid(average) && paid(average) < paid(nine));
  CU_ASSERT(average->period[0].service_level >= 0.8 && nine->period[0].service_level >= 0.8);
  CU_ASSERT(level_of_rows(nine, 0, QUARTERS) > 0.83); /* of all days together */
}

void test_period(void);
void
test_period(void)
{
  CU_pSuite suite = CU_add_suite("period", NULL, NULL);
  ADD_TEST(suite, a_day_needs_no_more_than_its_intervals);
  ADD_TEST(suite, an_exact_day_has_no_agent_to_spare);
  ADD_TEST(suite, a_week_needs_no_more_than_its_days);
  ADD_TEST(suite, all_targets_of_a_day_hold);
  ADD_TEST(suite, least_numbers_hold);
  ADD_TEST(suite, variation_of_a_day);
}
