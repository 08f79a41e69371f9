/* The plan: order, cover, its file and its faults. */
#include "muster_test.h"
#include "random_roster.h"

static MusterPlan *
read_text(const MusterCentre *centre, const char *text, MusterFaults *faults)
{
  g_autoptr(MusterSource) source = muster_source_new("plan.yaml", text, strlen(text));
  return muster_plan_read(centre, source, faults);
}

static gboolean
same_plan(const MusterPlan *a, const MusterPlan *b)
{
  gboolean same = a->cost == b->cost && a->gap == b->gap && a->cut == b->cut && a->bound == b->bound &&
                  a->shifts->len == b->shifts->len;
  for (guint i = 0; same && i < a->shifts->len; i++) {
    const MusterPlanShift *x = &g_array_index(a->shifts, MusterPlanShift, i),
                          *y = &g_array_index(b->shifts, MusterPlanShift, i);
    same = muster_plan_shift_compare(x, y) == 0 && x->count == y->count;
  }
  return same;
}

static void
what_is_written_reads_back(void)
{
  guint32 seed = g_random_int();
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  g_autoptr(SmallCentre) small = small_centre_new();
  for (int round = 0; round < 100; round++) {
    g_autoptr(MusterPlan) plan = muster_plan_new(&small->centre);
    g_autoptr(MusterFaults) faults = muster_faults_new();
    for (int n = g_rand_int_range(rand, 0, 20); n > 0; n--) {
      MusterPlanShift shift;
      random_plan_shift(rand, &small->centre, &shift);
      muster_plan_add(plan, &shift);
    }
    for (guint i = 1; i < plan->shifts->len; i++)
      CU_ASSERT(muster_plan_shift_compare(&g_array_index(plan->shifts, MusterPlanShift, i - 1),
                                          &g_array_index(plan->shifts, MusterPlanShift, i)) <= 0);
    plan->cost = g_rand_double(rand);
    plan->bound = -1.5;
    plan->cut = g_rand_boolean(rand);
    g_autofree char *text = muster_plan_write(plan, &small->centre);
    g_autoptr(MusterPlan) again = read_text(&small->centre, text, faults);
    gboolean same = again != NULL && same_plan(plan, again);
    if (!same) {
      g_autofree char *rendered = muster_faults_render(faults, FALSE);
      g_printerr("seed %u: differs\n%s%s", seed, text, rendered);
    }
    CU_ASSERT(same);
  }
  g_print("seed %u ", seed);
}

/* Cover by hand: a night shift across the change of clocks, with a pause of which half an interval remains.
 */
static void
cover(void)
{
  g_autoptr(SmallCentre) small = small_centre_new();
  g_autoptr(MusterFaults) faults = muster_faults_new();
  const MusterCentre *centre = &small->centre;
  g_autoptr(MusterPlan) plan = read_text(centre,
                                         "shifts:\n- {day: 2026-10-31, group: shop a, shift: 'night, late', "
                                         "start: 22:00, end: 06:00, count: 2,\n"
                                         "   pauses: [{name: lunch, start: 02:15, end: 02:45, paid: no}]}\n",
                                         faults);
  CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
  const MusterPlanShift *shift = &g_array_index(plan->shifts, MusterPlanShift, 0);
  CU_ASSERT_EQUAL(shift->end - shift->start, 9 * 3600);
  CU_ASSERT(isnan(plan->cost));
  int n = centre->grid->n, first = 5 * 48 + 44;
  g_autofree double *out = g_new(double, 2 * n);
  muster_plan_on_queue(plan, centre, out);
  double sum = 0;
  for (int i = 0; i < 2 * n; i++)
    sum += out[i];
  ASSERT_CLOSE(sum, 2 * 17, 1e-12, 0); /* 18 half hours less one of pause */
  CU_ASSERT(out[first] == 2 && out[first - 1] == 0 && out[first + 17] == 2 && out[first + 18] == 0);
  /* 02:15 is five elapsed hours and a quarter behind 22:00, since 01:00 to 02:00 came twice. */
  CU_ASSERT(out[first + 10] == 1 && out[first + 11] == 1 && out[first + 9] == 2);
}

static void
faults_have_places(void)
{
  static const char *const text =
      "plan: {cost: x, coast: 5}\n"
      "shifts:\n"
      "- {day: 2026-10-25, group: shop, shift: day, start: 08:00, end: 16:00}\n"
      "- {day: 2026-10-26, group: shop a, shift: dya, start: 8 o'clock, end: 16:00, count: 0}\n"
      "- {day: 2026-10-26, group: shop a, shift: day, start: 2026-10-27 08:00, end: 16:00}\n"
      "- {day: 2026-10-26, group: shop a, shift: day, start: 08:00, end: 2026-10-26 07:00}\n"
      "- {day: 2026-10-26, group: shop a, shift: day, start: 08:00, end: 2026-10-28 07:00}\n"
      "- {day: 2026-10-26, group: shop a, shift: day, start: 08:00, end: 16:00, pauses: [{name: a, start: "
      "09:00, end: 10:00}, {name: b, start: 09:30, end: 10:30}]}\n"
      "- {day: 2026-10-26, group: shop a, shift: day, start: 08:00, end: 16:00, pauses: [{name: a, start: "
      "17:00, end: 18:00}]}\n"
      "- {day: 2026-10-26, shift: day, start: 08:00, end: 16:00}\n"
      "- 5\n";
  static const char *const wanted[] = {"plan.yaml:1:14: error: cost",
                                       "plan.yaml:1:17: error: unknown key 'coast'",
                                       "plan.yaml:3:9: error: day: '2026-10-25' is outside the horizon",
                                       "plan.yaml:3:28: error: unknown group 'shop'; did you mean 'shop a'?",
                                       "plan.yaml:4:43: error: unknown shift 'dya'; did you mean 'day'?",
                                       "plan.yaml:4:55: error: start: '8 o'clock' is no time",
                                       "plan.yaml:4:85: error: count",
                                       "plan.yaml:5:55: error: start: this is not on the shift's day",
                                       "plan.yaml:6:67: error: end: the shift ends before it starts",
                                       "plan.yaml:7:67: error: end: the shift is longer than a day",
                                       "plan.yaml:8:82: error: the pauses 'a' and 'b' overlap",
                                       "plan.yaml:9:83: error: this is not inside its shift",
                                       "plan.yaml:10:3: error: the key 'group' is missing",
                                       "plan.yaml:11:3: error: shifts"};
  g_autoptr(SmallCentre) small = small_centre_new();
  g_autoptr(MusterFaults) faults = muster_faults_new();
  CU_ASSERT_PTR_NULL(read_text(&small->centre, text, faults));
  g_autofree char *rendered = muster_faults_render(faults, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS(wanted); i++) {
    gboolean there = strstr(rendered, wanted[i]) != NULL;
    if (!there)
      g_printerr("'%s' is not in:\n%s", wanted[i], rendered);
    CU_ASSERT(there);
  }
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), G_N_ELEMENTS(wanted));
}

void test_plan(void);
void
test_plan(void)
{
  CU_pSuite suite = CU_add_suite("plan", NULL, NULL);
  ADD_TEST(suite, what_is_written_reads_back);
  ADD_TEST(suite, cover);
  ADD_TEST(suite, faults_have_places);
}
