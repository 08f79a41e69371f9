/* The requirement's CSV: what is written reads back; from elsewhere it needs little; faults have places. */
#include "muster_test.h"
#include "small_centre.h"

static MusterRequirement *
read_text(const MusterCentre *centre, const char *text, MusterFaults *faults)
{
  g_autoptr(MusterSource) source = muster_source_new("req.csv", text, strlen(text));
  return muster_requirement_read(centre, source, faults);
}

static void
random_need(GRand *rand, MusterNeed *need, gboolean live)
{
  need->contacts = g_rand_int_range(rand, 0, 3) * g_rand_double(rand) * 100;
  need->handle_mean_s = g_rand_int_range(rand, 60, 600);
  need->load_erl = need->contacts * need->handle_mean_s / 1800;
  need->agents = live ? ceil(need->load_erl) : need->load_erl;
  need->scheduled = need->agents / 0.9;
  need->service_level = need->contacts > 0 ? g_rand_double(rand) : NAN;
  need->abandonment = need->contacts > 0 ? g_rand_double(rand) : NAN;
  need->asa_s = need->contacts > 0 ? g_rand_double(rand) * 60 : NAN;
  need->occupancy = need->contacts > 0 ? g_rand_double(rand) : NAN;
  need->binding = (MusterBinding) g_rand_int_range(rand, 0, MUSTER_BINDING_LOAD + 1);
}

static gboolean
same(double a, double b)
{
  return a == b || (isnan(a) && isnan(b));
}

static gboolean
same_need(const MusterNeed *a, const MusterNeed *b)
{
  return same(a->contacts, b->contacts) && same(a->handle_mean_s, b->handle_mean_s) &&
         same(a->load_erl, b->load_erl) && same(a->agents, b->agents) && same(a->scheduled, b->scheduled) &&
         same(a->service_level, b->service_level) && same(a->abandonment, b->abandonment) &&
         same(a->asa_s, b->asa_s) && same(a->occupancy, b->occupancy) && a->binding == b->binding;
}

static void
what_is_written_reads_back(void)
{
  guint32 seed = g_random_int();
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  g_autoptr(SmallCentre) small = small_centre_new();
  MusterCentre *centre = &small->centre;
  for (int round = 0; round < 20; round++) {
    g_autoptr(MusterRequirement) requirement = muster_requirement_new(centre);
    g_autoptr(MusterFaults) faults = muster_faults_new();
    int n = centre->n_queues * centre->grid->n;
    for (int k = 0; k < n; k++)
      if (g_rand_boolean(rand))
        random_need(rand, &requirement->need[k], k < 2 * centre->grid->n);
    requirement->group[1] = 1;
    g_free(requirement->method);
    requirement->method = g_strdup("stationary, by \"hand\"");
    g_autofree char *text = muster_requirement_write(requirement, centre);
    g_autoptr(MusterRequirement) again = read_text(centre, text, faults);
    gboolean good =
        again != NULL && muster_faults_n(faults) == 0 && g_str_equal(again->method, requirement->method);
    for (int k = 0; good && k < n; k++)
      good = same_need(&requirement->need[k], &again->need[k]);
    for (int q = 0; good && q < centre->n_queues; q++)
      good = requirement->group[q] == again->group[q];
    if (!good) {
      g_autofree char *rendered = muster_faults_render(faults, FALSE);
      g_printerr("seed %u: differs\n%.400s\n%s", seed, text, rendered);
    }
    CU_ASSERT(good);
  }
  g_print("seed %u ", seed);
}

static void
from_elsewhere(void)
{
  g_autoptr(SmallCentre) small = small_centre_new();
  g_autoptr(MusterFaults) faults = muster_faults_new();
  MusterShrinkage shrinkage = {.name = (char *) "absence", .share = 0.3, .late_chance = NAN};
  small->centre.n_shrinkage = 1;
  small->centre.shrinkage = &shrinkage;
  g_autoptr(MusterRequirement) requirement = read_text(
      &small->centre,
      "Start;Queue;Required;Contacts\n2026-10-26 08:00;sales;21;90\n2026-11-01 01:30-05:00;sales;2;\n",
      faults);
  CU_ASSERT_PTR_NOT_NULL_FATAL(requirement);
  const MusterNeed *need = &requirement->need[16];
  CU_ASSERT(need->agents == 21 && need->scheduled == 30 && need->contacts == 90 &&
            need->handle_mean_s == 200);
  ASSERT_CLOSE(need->load_erl, 10, 1e-15, 0);
  CU_ASSERT(isnan(need->service_level));
  CU_ASSERT_STRING_EQUAL(requirement->method, "given");
  /* The second half past one of the night with 25 hours. */
  CU_ASSERT_EQUAL(requirement->need[6 * 48 + 5].agents, 2);
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), 0);
  CU_ASSERT_EQUAL(muster_faults_n(faults), 3); /* each queue has open intervals without a row */
}

static void
faults_have_places(void)
{
  static const char *const text = "start,queue,group,agents,service_level,binding,method,scheduled\n"
                                  "2026-10-26 08:10,sales,shop a,5,0.8,load,m,\n"
                                  "2026-10-25 08:00,salse,shop c,-5,80,lod,m,\n"
                                  "2026-10-26 08:00,sales,shop a,5.5,,,m,\n"
                                  "2026-10-26 08:00,sales,团队:b,,,,other,-1\n"
                                  "2026-11-09 00:00,cases,,2.5,,,,x\n";
  static const char *const wanted[] = {
      "req.csv:2:1: error: '2026-10-26 08:10' is not the start of an interval; it lies in the interval that "
      "starts at 2026-10-26T08:00:00-04:00",
      "req.csv:3:1: error: '2026-10-25 08:00' is outside the horizon; the horizon is 2026-10-26 to "
      "2026-11-08",
      "req.csv:3:18: error: unknown queue 'salse'; did you mean 'sales'?",
      "req.csv:3:24: error: unknown group 'shop c'; did you mean 'shop a'?",
      "req.csv:3:31: error: '-5' is negative",
      "req.csv:3:34: error: '80' is more than 1; a share is written 0.8 here",
      "req.csv:3:37: error: 'lod' is no target",
      "req.csv:4:31: error: '5.5' agents; a live queue needs whole agents",
      "req.csv:5:1: error: a second row for 'sales' and this interval",
      "req.csv:5:24: error: the queue 'sales' had another group before",
      "req.csv:5:29: error: the field 'agents' is empty",
      "req.csv:5:32: error: the method of queue 'sales' was 'm' before",
      "req.csv:5:38: error: '-1' is negative",
      "req.csv:6:1: error: '2026-11-09 00:00' is outside the horizon",
      "req.csv:6:32: error: 'x' is no number"};
  g_autoptr(SmallCentre) small = small_centre_new();
  g_autoptr(MusterFaults) faults = muster_faults_new();
  CU_ASSERT_PTR_NULL(read_text(&small->centre, text, faults));
  CU_ASSERT_PTR_NULL(read_text(&small->centre, "start,qeue,agents\n", faults));
  g_autofree char *rendered = muster_faults_render(faults, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS(wanted); i++) {
    gboolean there = strstr(rendered, wanted[i]) != NULL;
    if (!there)
      g_printerr("'%s' is not in:\n%s", wanted[i], rendered);
    CU_ASSERT(there);
  }
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), G_N_ELEMENTS(wanted) + 2);
}

void test_requirement(void);
void
test_requirement(void)
{
  CU_pSuite suite = CU_add_suite("requirement", NULL, NULL);
  ADD_TEST(suite, what_is_written_reads_back);
  ADD_TEST(suite, from_elsewhere);
  ADD_TEST(suite, faults_have_places);
}
