/* Demand that varies: averages against sums made another way, shares of days against the plain formula, and
 * what must hold whatever the numbers. */
#include "staffing/variation_private.h"
#include "staffing_scene.h"

static MusterErlangTargets
targets_of(MusterServiceLevel definition)
{
  MusterErlangTargets targets = MUSTER_ERLANG_NO_TARGETS;
  targets.definition = definition;
  targets.within_s = 20.0;
  targets.short_s = 5.0;
  return targets;
}

/* E f(D·I) by a fine sum over the quantiles of both factors. */
static MusterErlangService
by_quantiles(double day_cv, double interval_cv, const MusterErlangTraffic *traffic, int agents)
{
  enum { MANY = 20000, SOME = 40 };
  double offered = 0.0, good = 0.0, answered = 0.0, abandoned = 0.0, waited = 0.0, busy = 0.0;
  int n_inner = interval_cv > 0.0 ? SOME : 1;
  int n_outer = interval_cv > 0.0 ? MANY / SOME : MANY;
  double node[SOME], weight[SOME];
  n_inner = muster_factor_nodes(interval_cv, SOME, node, weight);
  for (int j = 0; j < n_inner; j++)
    for (int i = 0; i < n_outer; i++) {
      double z = node[j] * muster_factor_quantile(day_cv, (i + 0.5) / n_outer), w = weight[j] / n_outer;
      MusterErlangA a;
      if (!muster_erlang_a(traffic->load_erl * z, traffic->handle_s, traffic->patience_s, agents, 20.0, &a,
                           NULL))
        g_error("out of range");
      offered += w * z;
      good += w * z * a.p_served_within;
      abandoned += w * z * a.p_abandon;
      answered += w * z * (1.0 - a.p_abandon);
      waited += w * z * (1.0 - a.p_abandon) * a.wait_served_s;
      busy += w * a.occupancy;
    }
  return (MusterErlangService){good / offered, abandoned / offered, waited / answered, busy};
}

static void
averages_are_ratios_of_expectations(void)
{
  static const struct {
    double load_erl, day_cv, interval_cv;
    int agents;
  } ROWS[] = {{20.0, 0.2, 0.0, 24},
              {500.0, 0.1, 0.0, 520},
              {50.0, 0.2, 0.05, 55},
              {5.0, 0.6, 0.6, 7},
              {30.0, 1.5, 0.0, 40}};
  g_auto(Scene) s = {0};
  scene_init(&s, 1);
  for (gsize r = 0; r < G_N_ELEMENTS(ROWS); r++) {
    StaffingVariation v;
    staffing_variation_init(&v, ROWS[r].day_cv, ROWS[r].interval_cv);
    MusterErlangTraffic traffic = {ROWS[r].load_erl, 250.0, 180.0};
    MusterErlangTargets targets = targets_of(MUSTER_SL_ANSWERED_OF_OFFERED);
    StaffingSums sums;
    CU_ASSERT_FATAL(
        staffing_varied_sums(&v, &s.made->centre, 0, &traffic, &targets, ROWS[r].agents, &sums, NULL));
    MusterErlangService got = staffing_sums_service(&sums),
                        want = by_quantiles(ROWS[r].day_cv, ROWS[r].interval_cv, &traffic, ROWS[r].agents);
    ASSERT_CLOSE(got.service_level, want.service_level, 0.0, 2e-4);
    ASSERT_CLOSE(got.abandon, want.abandon, 0.0, 4e-4);
    ASSERT_CLOSE(got.asa_s, want.asa_s, 2e-3, 0.0);
    ASSERT_CLOSE(got.occupancy, want.occupancy, 0.0, 2e-4);
  }
}

/* Endless patience and T = 0 of M/M/1: P(no wait) = 1 − ρ below 1, and an exponential factor (cv 1), by hand:
 * ∫ x·(1 − ρx)⁺ e^−x dx = 1 − 2ρ + e^(−1/ρ)·(1 + 2ρ). */
static void
average_of_one_agent_by_hand(void)
{
  g_auto(Scene) s = {0};
  scene_init(&s, 1);
  StaffingVariation v;
  staffing_variation_init(&v, 1.0, 0.0);
  for (double rho = 0.1; rho < 3.0; rho += 0.2) {
    MusterErlangTraffic traffic = {rho, 250.0, INFINITY};
    MusterErlangTargets targets = targets_of(MUSTER_SL_ANSWERED_OF_OFFERED);
    targets.within_s = 0.0;
    StaffingSums sums;
    CU_ASSERT_FATAL(staffing_varied_sums(&v, &s.made->centre, 0, &traffic, &targets, 1, &sums, NULL));
    ASSERT_CLOSE(staffing_sums_service(&sums).service_level,
                 1.0 - 2.0 * rho + exp(-1.0 / rho) * (1.0 + 2.0 * rho), 0.0, 2e-6);
  }
}

/* Every definition lies between 0 and 1 and goes to the plain value as the variation goes. */
static void
small_variation_is_none(void)
{
  g_auto(Scene) s = {0};
  scene_init(&s, 1);
  for (int d = MUSTER_SL_ANSWERED_OF_OFFERED; d <= MUSTER_SL_VIRTUAL_WAIT; d++) {
    MusterErlangTraffic traffic = {40.0, 250.0, 180.0};
    MusterErlangTargets targets = targets_of((MusterServiceLevel) d);
    StaffingSums none, small;
    StaffingVariation v;
    staffing_variation_init(&v, 0.0, 0.0);
    CU_ASSERT_FALSE(staffing_varies(&v));
    CU_ASSERT_FATAL(staffing_varied_sums(&v, &s.made->centre, 0, &traffic, &targets, 42, &none, NULL));
    MusterErlangService plain;
    CU_ASSERT_FATAL(muster_erlang_service(&traffic, &targets, 42, &plain, NULL));
    ASSERT_CLOSE(staffing_sums_service(&none).service_level, plain.service_level, 1e-15, 0.0);
    staffing_variation_init(&v, 1e-5, 1e-6);
    CU_ASSERT_FATAL(staffing_varied_sums(&v, &s.made->centre, 0, &traffic, &targets, 42, &small, NULL));
    ASSERT_CLOSE(staffing_sums_service(&small).service_level, plain.service_level, 0.0, 1e-6);
  }
}

/* Without variation the requirement is the plain one to the bit, whatever share of days is asked. */
static void
no_variation_changes_no_bit(void)
{
  g_auto(Scene) s = {0};
  scene_init(&s, 1);
  g_autoptr(MusterStaffing) plain = staff(&s, MUSTER_STAFFING_STATIONARY);
  s.made->queue[0].target.on_days = 0.9;
  g_autoptr(MusterStaffing) share = staff(&s, MUSTER_STAFFING_STATIONARY);
  s.made->queue[0].target.on_days = NAN;
  s.demand->day_cv = 1e-7;
  g_autoptr(MusterStaffing) small = staff(&s, MUSTER_STAFFING_STATIONARY);
  for (int i = 0; i < QUARTERS; i++) {
    CU_ASSERT(memcmp(&plain->requirement->need[i], &share->requirement->need[i], sizeof(MusterNeed)) == 0);
    CU_ASSERT_EQUAL(plain->requirement->need[i].agents, small->requirement->need[i].agents);
  }
}

/* More days kept never need fewer agents; half of the days need what the median asks; the mean lies between.
 */
static void
shares_of_days_rise(void)
{
  static const double SHARES[] = {0.5, 0.7, 0.8, 0.9, 0.95, 0.99};
  g_auto(Scene) s = {0};
  scene_init(&s, 1);
  s.demand->day_cv = 0.2;
  s.demand->interval_cv = 0.05;
  double before[QUARTERS] = {0};
  for (gsize k = 0; k < G_N_ELEMENTS(SHARES); k++) {
    s.made->queue[0].target.on_days = SHARES[k];
    g_autoptr(MusterStaffing) staffing = staff(&s, MUSTER_STAFFING_STATIONARY);
    for (int i = 32; i < 80; i++) {
      CU_ASSERT(staffing->requirement->need[i].agents >= before[i]);
      before[i] = staffing->requirement->need[i].agents;
    }
  }
  s.made->queue[0].target.on_days = NAN;
  g_autoptr(MusterStaffing) average = staff(&s, MUSTER_STAFFING_STATIONARY);
  s.demand->day_cv = s.demand->interval_cv = 0.0;
  g_autoptr(MusterStaffing) plain = staff(&s, MUSTER_STAFFING_STATIONARY);
  for (int i = 32; i < 80; i++) {
    CU_ASSERT(average->requirement->need[i].agents > plain->requirement->need[i].agents);
    CU_ASSERT(average->requirement->need[i].agents < before[i]);
    CU_ASSERT(average->requirement->need[i].service_level >= 0.8);
  }
}

/* The number for 90 % of days is the plain one at the demand that nine days in ten stay below: cv 20 % has
 * its 90 % quantile at 63.167 / 50 (chi-square, 50 degrees of freedom). */
static void
a_share_of_days_by_hand(void)
{
  g_auto(Scene) s = {0};
  scene_init(&s, 1);
  s.demand->day_cv = 0.2;
  s.made->queue[0].target.on_days = 0.9;
  g_autoptr(MusterStaffing) staffing = staff(&s, MUSTER_STAFFING_STATIONARY);
  MusterErlangTraffic traffic = {staffing->requirement->need[56].load_erl * 63.1671 / 50.0, 250.0, 180.0};
  MusterErlangTargets targets = targets_of(MUSTER_SL_ANSWERED_OF_OFFERED);
  targets.service_level = 0.8;
  MusterErlangNeed need;
  CU_ASSERT_FATAL(muster_erlang_agents(&traffic, &targets, &need, NULL));
  CU_ASSERT_EQUAL(staffing->requirement->need[56].agents, need.agents);
}

/* Without patience some days overflow: a mean wait of all cannot be promised, a service level can. */
static void
endless_patience(void)
{
  g_auto(Scene) s = {0};
  scene_init(&s, 1);
  s.demand->day_cv = 0.2;
  s.made->queue[0].patience = (MusterDist){0};
  s.made->queue[0].target.asa_s = 10.0;
  g_autoptr(MusterStaffing) staffing = staff(&s, MUSTER_STAFFING_STATIONARY);
  CU_ASSERT(staffing->n_unmet == 1 && staffing->unmet[0].target == MUSTER_BINDING_ASA &&
            staffing->unmet[0].n == 48);
  for (int i = 32; i < 80; i++) {
    const MusterNeed *need = &staffing->requirement->need[i];
    CU_ASSERT(need->service_level >= 0.8 && need->agents > need->load_erl &&
              need->agents < 2.0 * need->load_erl + 9.0);
  }
}

void test_variation(void);
void
test_variation(void)
{
  CU_pSuite suite = CU_add_suite("variation", NULL, NULL);
  ADD_TEST(suite, averages_are_ratios_of_expectations);
  ADD_TEST(suite, average_of_one_agent_by_hand);
  ADD_TEST(suite, small_variation_is_none);
  ADD_TEST(suite, no_variation_changes_no_bit);
  ADD_TEST(suite, shares_of_days_rise);
  ADD_TEST(suite, a_share_of_days_by_hand);
  ADD_TEST(suite, endless_patience);
}
