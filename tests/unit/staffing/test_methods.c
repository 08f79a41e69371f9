/* The table of methods, and the modified offered load against loads worked out by hand. */
#include "staffing_scene.h"
#include <string.h>

static void
every_method_has_its_name(void)
{
  const MusterStaffingMethodInfo *const *all = muster_staffing_methods();
  for (int m = 0; all[m] != NULL; m++) {
    MusterStaffingMethod found = (MusterStaffingMethod) -1;
    CU_ASSERT(muster_staffing_method_parse(all[m]->name, &found) && (int) found == m);
    CU_ASSERT_STRING_EQUAL(muster_staffing_method_name((MusterStaffingMethod) m), all[m]->name);
    CU_ASSERT(strlen(all[m]->summary) > 10);
  }
  CU_ASSERT_STRING_EQUAL(muster_staffing_method_nearest("exactday"), "exact-day");
  CU_ASSERT_PTR_NULL(muster_staffing_method_nearest("by guess"));
}

static MusterStaffingMethod
offered_load(void)
{
  MusterStaffingMethod method;
  g_assert_true(muster_staffing_method_parse("modified-offered-load", &method));
  return method;
}

/* One burst in the interval from 12:00 (place 48), at rate 1/s. */
static void
burst(Scene *s, const char *distribution, double mean_s, double cv)
{
  char *why = NULL;
  if (!muster_dist_make(&s->made->queue[0].handle, distribution, mean_s, cv, TRUE, &why))
    g_error("%s", why);
  for (int i = 0; i < QUARTERS; i++)
    s->demand->queue[0].contacts[i] = i == 48 ? 900.0 : i > 48 && i < 80 ? 1e-9 : 0.0;
}

/* 600 s fixed: in the first interval the number busy climbs for 600 s to 600 and stays; in the second it
 * falls from 600 to 0 within 600 s; then nothing. */
static void
offered_load_of_fixed_times(void)
{
  g_auto(Scene) s = {0};
  scene_init(&s, 1);
  burst(&s, "fixed", 600.0, NAN);
  g_autoptr(MusterStaffing) staffing = staff(&s, offered_load());
  const MusterNeed *need = staffing->requirement->need;
  ASSERT_CLOSE(need[48].load_erl, (600.0 * 300.0 + 300.0 * 600.0) / 900.0, 1e-9, 0.0);
  ASSERT_CLOSE(need[49].load_erl, 600.0 * 300.0 / 900.0, 1e-9, 0.0);
  ASSERT_CLOSE(need[50].load_erl, 0.0, 0.0, 1e-6);
  CU_ASSERT(need[49].agents > 190.0);
}

/* Exponential: m' = λ − m/h, so that 900 s climb to h(1 − e) and then decay; means by hand. */
static void
offered_load_of_exponential_times(void)
{
  g_auto(Scene) s = {0};
  scene_init(&s, 1);
  burst(&s, "exponential", 300.0, NAN);
  g_autoptr(MusterStaffing) staffing = staff(&s, offered_load());
  double e = exp(-3.0), top = 300.0 * (1.0 - e);
  ASSERT_CLOSE(staffing->requirement->need[48].load_erl, 300.0 - 100.0 * (1.0 - e), 1e-9, 0.0);
  for (int k = 1; k < 6; k++)
    ASSERT_CLOSE(staffing->requirement->need[48 + k].load_erl, top * pow(e, k - 1) / 3.0 * (1.0 - e), 1e-8,
                 1e-6);
}

/* All of the work is seen in the end, whatever the law; a wider law sees it later. */
static void
offered_load_is_all_of_the_work(void)
{
  static const char *const KINDS[] = {"fixed", "erlang", "exponential", "lognormal", "hyperexponential"};
  static const double CVS[] = {NAN, 0.5, NAN, 1.2, 2.0};
  double late_before = -1.0;
  for (gsize k = 0; k < G_N_ELEMENTS(KINDS); k++) {
    g_auto(Scene) s = {0};
    scene_init(&s, 1);
    burst(&s, KINDS[k], 400.0, CVS[k]);
    g_autoptr(MusterStaffing) staffing = staff(&s, offered_load());
    double sum = 0.0, late = 0.0;
    for (int i = 48; i < 80; i++) {
      sum += staffing->requirement->need[i].load_erl;
      late += (i - 48) * staffing->requirement->need[i].load_erl;
    }
    ASSERT_CLOSE(sum, 400.0, 1e-5, 0.0);
    CU_ASSERT(late > late_before);
    late_before = late;
  }
}

/* Nothing is carried over a closed hour, and a day that never changes is the stationary one in the end. */
static void
offered_load_begins_empty(void)
{
  g_auto(Scene) s = {0};
  scene_init(&s, 1);
  for (int i = 32; i < 80; i++)
    s.demand->queue[0].contacts[i] = 90.0;
  g_autoptr(MusterStaffing) plain = staff(&s, MUSTER_STAFFING_STATIONARY);
  g_autoptr(MusterStaffing) moved = staff(&s, offered_load());
  CU_ASSERT_STRING_EQUAL(moved->requirement->method, "modified-offered-load");
  CU_ASSERT(moved->requirement->need[31].load_erl == 0.0 && moved->requirement->need[80].load_erl == 0.0);
  CU_ASSERT(moved->requirement->need[32].load_erl < 0.8 * plain->requirement->need[32].load_erl);
  ASSERT_CLOSE(moved->requirement->need[70].load_erl, plain->requirement->need[70].load_erl, 1e-9, 0.0);
  CU_ASSERT_EQUAL(moved->requirement->need[70].agents, plain->requirement->need[70].agents);
}

void test_methods(void);
void
test_methods(void)
{
  CU_pSuite suite = CU_add_suite("methods", NULL, NULL);
  ADD_TEST(suite, every_method_has_its_name);
  ADD_TEST(suite, offered_load_of_fixed_times);
  ADD_TEST(suite, offered_load_of_exponential_times);
  ADD_TEST(suite, offered_load_is_all_of_the_work);
  ADD_TEST(suite, offered_load_begins_empty);
}
