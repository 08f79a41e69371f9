/* Several skills: pools cost no more than queues one by one, keep what they promise, and stay above the bound. */
#include "written_centre.h"

enum { OPEN_FROM = 16, HALF_HOURS = 8 };

/* A day of half hours, 08:00-12:00; every queue of 4 min with 2 min of patience and 80 % within 20 s. */
static GString *
begin(void)
{
  return g_string_new("centre: C\ntimezone: UTC\ninterval: 30 min\ncurrency: EUR\n"
                      "horizon: {from: 2026-03-02, to: 2026-03-02}\nopen: {mon: 08:00-12:00}\n"
                      "service_level: answered_within / offered\nqueues:\n");
}

static void
add_queue(GString *text, const char *name, const char *more)
{
  g_string_append_printf(text,
                         "  %s: {handle: {mean: 4 min, distribution: exponential}, patience: {mean: 2 min}, "
                         "target: {answer: 80 %%, within: 20 s}%s}\n",
                         name, more);
}

static void
add_demand(GString *text, int n_queues, const char *const *name, const double *contacts)
{
  g_string_append(text, "demand:\n  queues:\n");
  for (int q = 0; q < n_queues; q++) {
    g_string_append_printf(text, "    %s: {2026-03-02: {from: 08:00, contacts: [", name[q]);
    for (int i = 0; i < HALF_HOURS; i++)
      g_string_append_printf(text, "%s%.2f", i > 0 ? ", " : "", contacts[q * HALF_HOURS + i]);
    g_string_append(text, "]}}\n");
  }
}

static const char *const NAMES[] = {"a", "b", "c", "d"};

/* Two queues of 16 erlangs; `groups` is the section. */
static void
staff_two(Written *w, const char *groups)
{
  double contacts[2 * HALF_HOURS];
  g_autoptr(GString) text = begin();
  add_queue(text, "a", "");
  add_queue(text, "b", "");
  g_string_append_printf(text, "groups:\n%s", groups);
  for (int k = 0; k < 2 * HALF_HOURS; k++)
    contacts[k] = 120;
  add_demand(text, 2, NAMES, contacts);
  written_staff(w, text->str, MUSTER_STAFFING_STATIONARY);
  CU_ASSERT_PTR_NOT_NULL_FATAL(w->staffing);
}

static double
agents_in(const Written *w, int interval)
{
  double sum = 0;
  for (int q = 0; q < w->centre->n_queues; q++)
    sum += w->staffing->requirement->need[q * w->centre->grid->n + interval].agents;
  return sum;
}

/* Who all serve both queues are one station: its number, its bound. */
static void
one_group_is_one_station(void)
{
  MusterErlangTraffic traffic = {32, 240, 120};
  MusterErlangTargets targets = MUSTER_ERLANG_NO_TARGETS;
  MusterErlangNeed together;
  g_auto(Written) w = {0};
  targets.service_level = 0.8;
  targets.within_s = 20;
  CU_ASSERT_FATAL(muster_erlang_agents(&traffic, &targets, &together, NULL));
  staff_two(&w, "  all: {serves: [a, b], cost: 20 / h}\n");
  CU_ASSERT_EQUAL_FATAL(w.staffing->n_pools, 1);
  CU_ASSERT_EQUAL(agents_in(&w, OPEN_FROM), together.agents);
  ASSERT_CLOSE(w.staffing->pool[0].bound[OPEN_FROM], together.agents, 0, 0);
  CU_ASSERT(w.staffing->alone[OPEN_FROM].agents * 2 > together.agents);
  ASSERT_CLOSE(written_need(&w, "a", OPEN_FROM)->service_level, together.service.service_level, 1e-12, 0);
  g_autofree char *why = muster_staffing_explain(w.staffing, w.centre, w.demand, 0, OPEN_FROM);
  CU_ASSERT(strstr(why, "who also serve 'b'") != NULL && strstr(why, "no plan needs fewer than") != NULL);
}

static void
queues_stay_apart_where_it_does_not_pay(void)
{
  g_auto(Written) dear = {0}, apart = {0};
  staff_two(&dear, "  ones: {serves: [a], cost: 20 / h}\n  others: {serves: [b], cost: 20 / h}\n"
                   "  both: {serves: [a, b], cost: 40 / h}\n");
  staff_two(&apart, "  ones: {serves: [a], cost: 20 / h}\n  others: {serves: [b], cost: 20 / h}\n");
  CU_ASSERT_EQUAL(dear.staffing->requirement->shares->len, 0);
  CU_ASSERT_EQUAL(apart.staffing->requirement->shares->len, 0);
  for (int i = 0; i < apart.centre->grid->n; i++)
    CU_ASSERT_EQUAL(agents_in(&dear, i), agents_in(&apart, i));
}

/* Who serves one queue is cheaper and is taken in part: not so many that they idle while the others' contacts wait. */
static void
one_skill_is_used_in_part(void)
{
  g_auto(Written) w = {0};
  staff_two(&w, "  ones: {serves: [a], cost: 20 / h}\n  others: {serves: [b], cost: 20 / h}\n"
                "  both: {serves: [a, b], cost: 21 / h}\n");
  int n;
  double versatile = 0, sum = agents_in(&w, OPEN_FROM);
  const MusterShare *share = muster_requirement_shares(w.staffing->requirement, OPEN_FROM, &n);
  for (int k = 0; k < n; k++)
    versatile += share[k].group == 2 ? share[k].agents : 0;
  CU_ASSERT(versatile > 0 && versatile < sum);
}

/* People of 20 hours a week each cannot be counted for both queues. */
static void
people_have_hours(void)
{
  g_auto(Written) w = {0};
  staff_two(&w, "  ones: {serves: [a], cost: 20 / h}\n  both: {serves: [a, b], cost: 20 / h}\n"
                "contracts:\n  part: {hours: 20 h / week, shifts: [day]}\n"
                "shifts:\n  day: {start: 08:00, length: [4 h]}\n"
                "people:\n  - {id: p, name: P, group: both, contract: part}\n"
                "  - {id: q, name: Q, group: ones, contract: part}\n");
  CU_ASSERT_EQUAL(w.staffing->requirement->shares->len, 0);
  gboolean said = FALSE;
  for (guint k = 0; k < w.staffing->notes->len; k++)
    said = said || strstr(w.staffing->notes->pdata[k], "too few hours by their contracts") != NULL;
  CU_ASSERT(said);
}

/* --- seeded --- */

/* What holds of any requirement with shares, interval by interval. */
static gboolean
shares_are_sound(const Written *w)
{
  const MusterRequirement *r = w->staffing->requirement;
  gboolean good = TRUE;
  for (int i = 0; i < r->grid->n; i++) {
    int n;
    const MusterShare *share = muster_requirement_shares(r, i, &n);
    g_autofree double *agents = g_new0(double, w->centre->n_groups), *scheduled = g_new0(double, w->centre->n_groups),
                      *contacts = g_new0(double, w->centre->n_queues);
    for (int k = 0; k < n; k++) {
      good = good && share[k].agents == floor(share[k].agents) && share[k].agents >= 0 && share[k].contacts >= 0;
      agents[share[k].group] += share[k].agents;
      scheduled[share[k].group] += share[k].scheduled;
      contacts[share[k].queue] += share[k].contacts;
    }
    for (int g = 0; g < w->centre->n_groups; g++)
      good = good && scheduled[g] == muster_scheduled(agents[g], (double[]){0.1}, 1);
    for (int q = 0; q < w->centre->n_queues && n > 0; q++)
      good = good && (!muster_requirement_is_shared(r, q, i) ||
                      fabs(contacts[q] - w->staffing->alone[q * r->grid->n + i].contacts) < 1e-6);
  }
  return good;
}

static gboolean
pools_are_sound(const Written *w, gboolean versatile)
{
  gboolean good = TRUE;
  for (int p = 0; p < w->staffing->n_pools; p++) {
    const MusterStaffingPool *pool = &w->staffing->pool[p];
    good = good && pool->saved >= 0 && pool->bound_cost <= pool->cost + 1e-6 && pool->bound_h <= pool->agent_h + 1e-9;
    if (versatile) /* somebody of the same price can do everything: then together is never more */
      good = good && pool->agent_h <= pool->alone_h + 1e-9;
  }
  return good;
}

static void
staff_random(Written *w, GRand *rand, MusterStaffingMethod method, gboolean versatile)
{
  int n_queues = g_rand_int_range(rand, 2, 5), n_groups = g_rand_int_range(rand, 1, 4);
  double contacts[4 * HALF_HOURS];
  g_autoptr(GString) text = begin();
  for (int q = 0; q < n_queues; q++)
    add_queue(text, NAMES[q], versatile || g_rand_boolean(rand) ? "" : ", priority: 2");
  g_string_append(text, "groups:\n");
  for (int g = 0; g < n_groups; g++) {
    int skills = g_rand_int_range(rand, 1, 1 << n_queues);
    g_string_append_printf(text, "  g%d: {cost: %d / h, serves: [", g, versatile ? 20 : g_rand_int_range(rand, 18, 24));
    const char *comma = "";
    for (int q = 0; q < n_queues; q++)
      if (skills >> q & 1) {
        g_string_append_printf(text, "%s%s", comma, NAMES[q]);
        comma = ", ";
      }
    g_string_append(text, "]}\n");
  }
  g_string_append(text, "  all: {cost: 20 / h, serves: [a, b");
  g_string_append_printf(text, "%s%s]}\n", n_queues > 2 ? ", c" : "", n_queues > 3 ? ", d" : "");
  for (int k = 0; k < n_queues * HALF_HOURS; k++)
    contacts[k] = g_rand_int_range(rand, 0, 4) == 0 ? 0 : g_rand_double_range(rand, 1, 120);
  g_string_append(text, "shrinkage: {absence: 10 %}\n");
  add_demand(text, n_queues, NAMES, contacts);
  written_staff(w, text->str, method);
}

static void
random_centres(void)
{
  guint32 seed = g_random_int();
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  int pools = 0;
  for (int round = 0; round < 40; round++) {
    g_auto(Written) w = {0};
    gboolean versatile = round % 2 == 0;
    staff_random(&w, rand, round % 8 == 7 ? MUSTER_STAFFING_EXACT_DAY : MUSTER_STAFFING_STATIONARY, versatile);
    gboolean good = w.staffing != NULL && shares_are_sound(&w) && pools_are_sound(&w, versatile);
    pools += w.staffing != NULL ? w.staffing->n_pools : 0;
    if (!good)
      g_printerr("seed %u, round %d: unsound\n", seed, round);
    CU_ASSERT(good);
  }
  CU_ASSERT(pools > 10);
  g_print("seed %u ", seed);
}

void test_skills(void);
void
test_skills(void)
{
  CU_pSuite suite = CU_add_suite("skills", NULL, NULL);
  ADD_TEST(suite, one_group_is_one_station);
  ADD_TEST(suite, queues_stay_apart_where_it_does_not_pay);
  ADD_TEST(suite, one_skill_is_used_in_part);
  ADD_TEST(suite, people_have_hours);
  ADD_TEST(suite, random_centres);
}
