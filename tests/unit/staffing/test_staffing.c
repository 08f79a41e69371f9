/* Staffing: requirement per interval and queue, which target binds, minima and shrinkage, what is refused,
 * and why a number is what it is. */
#include "staffing_scene.h"

/* Each open interval is the formula's answer to its load; closed ones need nobody. */
static void
stationary_is_the_formula(void)
{
  g_auto(Scene) s = {0};
  scene_init(&s, 1);
  g_autoptr(MusterStaffing) staffing = staff(&s, MUSTER_STAFFING_STATIONARY);
  CU_ASSERT_STRING_EQUAL(staffing->requirement->method, "stationary");
  for (int i = 0; i < QUARTERS; i++) {
    const MusterNeed *need = &staffing->requirement->need[i];
    if (i < 32 || i >= 80) {
      CU_ASSERT(need->agents == 0.0 && need->scheduled == 0.0 && isnan(need->service_level) &&
                need->binding == MUSTER_BINDING_NONE);
      continue;
    }
    double load = s.demand->queue[0].contacts[i] * 250.0 / 900.0;
    ASSERT_CLOSE(need->load_erl, load, 1e-12, 0.0);
    MusterErlangA on, under;
    CU_ASSERT(muster_erlang_a(load, 250.0, 180.0, (int) need->agents, 20.0, &on, NULL));
    CU_ASSERT(muster_erlang_a(load, 250.0, 180.0, (int) need->agents - 1, 20.0, &under, NULL));
    CU_ASSERT(on.p_served_within >= 0.8 && under.p_served_within < 0.8);
    ASSERT_CLOSE(need->service_level, on.p_served_within, 1e-12, 0.0);
    ASSERT_CLOSE(need->abandonment, on.p_abandon, 1e-12, 0.0);
    ASSERT_CLOSE(need->asa_s, on.wait_served_s, 1e-11, 0.0);
    ASSERT_CLOSE(need->occupancy, on.occupancy, 1e-12, 0.0);
    CU_ASSERT_EQUAL(need->binding, MUSTER_BINDING_SERVICE_LEVEL);
  }
}

/* Each target alone binds under its own name; together the largest of their numbers is taken. */
static void
targets_bind_by_name(void)
{
  g_auto(Scene) s = {0};
  scene_init(&s, 1);
  MusterTarget *t = &s.made->queue[0].target;
  const MusterTarget none = {.answer = NAN,
                             .within_s = NAN,
                             .abandon = NAN,
                             .asa_s = NAN,
                             .occupancy = NAN,
                             .finish = NAN,
                             .finish_within_s = NAN,
                             .per = MUSTER_PER_INTERVAL,
                             .on_days = NAN};
  MusterTarget alone[4] = {none, none, none, none}, all = none;
  all.answer = alone[0].answer = 0.8;
  all.within_s = alone[0].within_s = 20.0;
  all.abandon = alone[1].abandon = 0.01;
  all.asa_s = alone[2].asa_s = 4.0;
  all.occupancy = alone[3].occupancy = 0.7;
  const MusterBinding names[] = {MUSTER_BINDING_SERVICE_LEVEL, MUSTER_BINDING_ABANDON, MUSTER_BINDING_ASA,
                                 MUSTER_BINDING_OCCUPANCY};
  double largest[QUARTERS] = {0};
  for (int k = 0; k < 4; k++) {
    *t = alone[k];
    g_autoptr(MusterStaffing) staffing = staff(&s, MUSTER_STAFFING_STATIONARY);
    for (int i = 32; i < 80; i++) {
      CU_ASSERT_EQUAL(staffing->requirement->need[i].binding, names[k]);
      largest[i] = fmax(largest[i], staffing->requirement->need[i].agents);
    }
  }
  *t = all;
  g_autoptr(MusterStaffing) staffing = staff(&s, MUSTER_STAFFING_STATIONARY);
  for (int i = 32; i < 80; i++)
    CU_ASSERT_EQUAL(staffing->requirement->need[i].agents, largest[i]);
}

static void
shrinkage_and_minimum(void)
{
  g_auto(Scene) s = {0};
  scene_init(&s, 2);
  MusterShrinkage shrinkage[] = {{.name = (char *) "absence", .share = 0.3, .late_chance = NAN},
                                 {.name = (char *) "breaks", .share = NAN, .placed = TRUE}};
  s.made->centre.n_shrinkage = 2;
  s.made->centre.shrinkage = shrinkage;
  s.made->group[0].has_minimum = TRUE;
  s.made->group[0].minimum.constant = 21.0;
  for (int i = 0; i < QUARTERS; i++)
    s.demand->queue[0].contacts[i] = s.demand->queue[1].contacts[i] = 0.0;
  g_autoptr(MusterStaffing) staffing = staff(&s, MUSTER_STAFFING_STATIONARY);
  const MusterNeed *sales = staffing->requirement->need, *support = sales + QUARTERS;
  CU_ASSERT(sales[40].agents == 21.0 && sales[40].scheduled == 30.0 &&
            sales[40].binding == MUSTER_BINDING_MINIMUM);
  CU_ASSERT(support[40].agents == 0.0 && support[40].scheduled == 0.0);
  CU_ASSERT(sales[10].agents == 0.0 && isnan(sales[40].service_level));
}

/* Promotion at noon: the lagged load peaks later; the exact day keeps every interval on target where
 * stationary numbers do not. */
static void
methods_differ_where_they_should(void)
{
  g_auto(Scene) s = {0};
  scene_init(&s, 1);
  for (int i = 48; i < 52; i++)
    s.demand->queue[0].contacts[i] = 300.0;
  g_autoptr(MusterStaffing) plain = staff(&s, MUSTER_STAFFING_STATIONARY);
  g_autoptr(MusterStaffing) lagged = staff(&s, MUSTER_STAFFING_LAGGED);
  g_autoptr(MusterStaffing) exact = staff(&s, MUSTER_STAFFING_EXACT_DAY);
  CU_ASSERT(lagged->requirement->need[48].agents < plain->requirement->need[48].agents);
  CU_ASSERT(lagged->requirement->need[52].agents > plain->requirement->need[52].agents);
  ASSERT_CLOSE(lagged->requirement->need[52].load_erl,
               (250.0 / 900.0) * 300.0 * 250.0 / 900.0 +
                   (650.0 / 900.0) * plain->requirement->need[52].load_erl,
               1e-12, 0.0);
  int differ = 0;
  for (int i = 32; i < 80; i++) {
    CU_ASSERT(exact->requirement->need[i].service_level >= 0.8);
    differ += exact->requirement->need[i].agents != plain->requirement->need[i].agents;
  }
  CU_ASSERT(differ > 0);
}

enum { SHORT = 8 };

/* Share answered in time of the contacts of interval i, from a whole day solved afresh. */
static double
level_of(const double *rate, const int *agents, int i)
{
  double handle[SHORT];
  for (int k = 0; k < SHORT; k++)
    handle[k] = 250.0;
  MusterDayInput input = {SHORT, 900.0, rate, handle, agents, 180.0, 20.0, MUSTER_DAY_EXH_IDLE};
  MusterDayInterval out[SHORT];
  CU_ASSERT_FATAL(muster_day_solve(&input, out, NULL));
  return out[i].sl_answered;
}

/* The rule by counting up from nobody: the least staff for each interval with the same in
 * all that follow, then one pass that raises. */
static void
exact_day_follows_the_rule(void)
{
  g_auto(Scene) s = {0};
  scene_init(&s, 1);
  const double contacts[SHORT] = {12, 30, 55, 20, 18, 60, 10, 4};
  double rate[SHORT];
  int agents[SHORT];
  s.window.to_s = 10 * 3600;
  for (int i = 0; i < QUARTERS; i++)
    s.demand->queue[0].contacts[i] = i >= 32 && i < 32 + SHORT ? contacts[i - 32] : 0.0;
  for (int i = 0; i < SHORT; i++)
    rate[i] = contacts[i] / 900.0;
  for (int i = 0; i < SHORT; i++)
    for (int n = 1; n == 1 || level_of(rate, agents, i) < 0.8; n++)
      for (int k = i; k < SHORT; k++)
        agents[k] = n;
  for (int i = 0; i < SHORT; i++)
    while (level_of(rate, agents, i) < 0.8)
      agents[i]++;
  g_autoptr(MusterStaffing) exact = staff(&s, MUSTER_STAFFING_EXACT_DAY);
  for (int i = 0; i < SHORT; i++) {
    CU_ASSERT_EQUAL(exact->requirement->need[32 + i].agents, agents[i]);
    CU_ASSERT(exact->requirement->need[32 + i].service_level >= 0.8);
  }
}

static void
impossible_targets_are_results(void)
{
  g_auto(Scene) s = {0};
  scene_init(&s, 1);
  s.made->queue[0].target.answer = 1.0;
  s.made->queue[0].target.occupancy = 0.85;
  for (int method = 0; method < 3; method++) {
    g_autoptr(MusterStaffing) staffing = staff(&s, (MusterStaffingMethod) method);
    CU_ASSERT_EQUAL_FATAL(staffing->n_unmet, 1);
    const MusterUnmet *unmet = &staffing->unmet[0];
    CU_ASSERT(unmet->queue == 0 && unmet->target == MUSTER_BINDING_SERVICE_LEVEL && unmet->first == 32 &&
              unmet->n == 48);
    CU_ASSERT(strstr(unmet->why, "100 %") != NULL);
    CU_ASSERT_EQUAL(staffing->requirement->need[50].binding, MUSTER_BINDING_OCCUPANCY);
  }
}

static void
expect_fault(const Scene *s, MusterStaffingMethod method, const char *words)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterStaffing) staffing = muster_staffing_new(&s->made->centre, s->demand, method, faults);
  g_autofree char *text = muster_faults_render(faults, FALSE);
  CU_ASSERT_PTR_NULL(staffing);
  if (strstr(text, words) == NULL)
    g_printerr("no '%s' in: %s", words, text);
  CU_ASSERT_PTR_NOT_NULL(strstr(text, words));
}

static void
what_is_not_honoured_is_refused(void)
{
  g_auto(Scene) s = {0};
  scene_init(&s, 2);
  MusterQueue *q = &s.made->queue[1];
  q->channel = MUSTER_CHANNEL_CASE;
  expect_fault(&s, MUSTER_STAFFING_STATIONARY, "'queues.support.target.answer'");
  q->channel = MUSTER_CHANNEL_VOICE;
  q->target.per = MUSTER_PER_WEEK;
  q->target.on_days = 0.9;
  expect_fault(&s, MUSTER_STAFFING_STATIONARY, "'queues.support.target.on'");
  q->target.on_days = NAN;
  q->target.per = MUSTER_PER_INTERVAL;
  q->handle.mean_s = 1e-20;
  expect_fault(&s, MUSTER_STAFFING_STATIONARY, "queue 'support': ");
}

/* From a file: each key that is not honoured is refused at its own place. */
static void
keys_are_refused_at_their_place(void)
{
  static const char TEXT[] = "centre: made\n"
                             "timezone: Europe/Berlin\n"
                             "interval: 15 min\n"
                             "horizon: {from: 2026-11-09, to: 2026-11-09}\nopen: {mon-sun: 08:00-20:00}\n"
                             "service_level: answered_within / offered\n"
                             "queues:\n"
                             "  sales:\n"
                             "    channel: voice\n"
                             "    handle: {mean: 4 min}\n"
                             "    ring: 4 s\n"
                             "    target:\n"
                             "      answer: 80 %\n"
                             "      within: 20 s\n"
                             "      per: week\n"
                             "      on: 90 % of days\n"
                             "groups:\n"
                             "  shop: {serves: [sales], on_duty: 3}\n"
                             "routing: {same_agent: {queues: [sales], wait_up_to: 2 min}}\n";
  g_autoptr(MusterSource) source = muster_source_new("made.yaml", TEXT, sizeof TEXT - 1);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterCentre) centre = muster_centre_read_source(source, NULL, NULL, faults);
  if (centre == NULL) {
    g_autofree char *why = muster_faults_render(faults, FALSE);
    g_printerr("%s", why);
  }
  CU_ASSERT_PTR_NOT_NULL_FATAL(centre);
  g_autoptr(MusterDemand) demand = muster_demand_new(centre);
  g_autoptr(MusterStaffing) staffing =
      muster_staffing_new(centre, demand, MUSTER_STAFFING_STATIONARY, faults);
  CU_ASSERT_PTR_NULL(staffing);
  g_autofree char *text = muster_faults_render(faults, FALSE);
  const char *const words[] = {"made.yaml:11:5: error: muster staff cannot honour 'queues.sales.ring'",
                               "made.yaml:16:7: error: muster staff cannot honour 'queues.sales.target.on'",
                               "made.yaml:19:11: error: muster staff cannot honour 'routing.same_agent'"};
  for (guint i = 0; i < G_N_ELEMENTS(words); i++)
    CU_ASSERT_PTR_NOT_NULL(strstr(text, words[i]));
  if (CU_get_number_of_failures() > 0)
    g_printerr("%s", text);
}

static void
a_number_is_explained(void)
{
  g_auto(Scene) s = {0};
  scene_init(&s, 1);
  MusterShrinkage shrinkage[] = {{.name = (char *) "absence", .share = 0.1, .late_chance = NAN}};
  s.made->centre.n_shrinkage = 1;
  s.made->centre.shrinkage = shrinkage;
  s.demand->queue[0].contacts[40] = 90.0;
  g_autoptr(MusterStaffing) staffing = staff(&s, MUSTER_STAFFING_STATIONARY);
  g_autofree char *open = muster_staffing_explain(staffing, &s.made->centre, s.demand, 0, 40);
  g_autofree char *closed = muster_staffing_explain(staffing, &s.made->centre, s.demand, 0, 10);
  const char *const words[] = {"sales, 2026-11-09T10:00:00+01:00: 28 agents",
                               "90 × 250 s / 900 s = 25 erlangs",
                               "Erlang A, M/M/28+M at 25 erlangs, mean patience 3 min",
                               "80 % within 20 s (answered_within / offered)",
                               "(one less)",
                               "the service level binds",
                               "32 = 28 / (1 − 10 %)"};
  for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
    if (strstr(open, words[i]) == NULL)
      g_printerr("no '%s' in:\n%s", words[i], open);
    CU_ASSERT_PTR_NOT_NULL(strstr(open, words[i]));
  }
  CU_ASSERT_PTR_NOT_NULL(strstr(closed, "closed"));
}

void test_staffing(void);
void
test_staffing(void)
{
  CU_pSuite suite = CU_add_suite("staffing", NULL, NULL);
  ADD_TEST(suite, stationary_is_the_formula);
  ADD_TEST(suite, targets_bind_by_name);
  ADD_TEST(suite, shrinkage_and_minimum);
  ADD_TEST(suite, methods_differ_where_they_should);
  ADD_TEST(suite, exact_day_follows_the_rule);
  ADD_TEST(suite, impossible_targets_are_results);
  ADD_TEST(suite, what_is_not_honoured_is_refused);
  ADD_TEST(suite, keys_are_refused_at_their_place);
  ADD_TEST(suite, a_number_is_explained);
}
