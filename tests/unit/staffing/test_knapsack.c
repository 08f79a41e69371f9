/* The knapsack against trying every choice. */
#include "muster_test.h"
#include "staffing/knapsack_private.h"

enum { ITEMS = 5, CHOICES = 5 };

typedef struct {
  Knapsack k;
  int lo[ITEMS], step[ITEMS], count[ITEMS], offset[ITEMS];
  double surplus[KNAPSACK_TARGETS][ITEMS * CHOICES];
} Made;

/* Surpluses that rise with the choice, S-shaped or straight at random; total within reach or (one in ten)
 * not. */
static void
make(Made *m, GRand *random, int n_targets)
{
  m->k = (Knapsack){.n_items = ITEMS,
                    .n_targets = n_targets,
                    .lo = m->lo,
                    .step = m->step,
                    .count = m->count,
                    .offset = m->offset};
  for (int t = 0; t < n_targets; t++)
    m->k.surplus[t] = m->surplus[t];
  for (int i = 0; i < ITEMS; i++) {
    m->lo[i] = g_rand_int_range(random, 0, 4);
    m->step[i] = 1;
    m->count[i] = g_rand_int_range(random, 1, CHOICES + 1);
    m->offset[i] = i * CHOICES;
    for (int t = 0; t < n_targets; t++) {
      double level = -g_rand_double_range(random, 0.0, 6.0);
      for (int c = 0; c < CHOICES; c++) {
        m->surplus[t][i * CHOICES + c] = level;
        level += g_rand_double_range(random, 0.0, 4.0);
      }
    }
  }
}

/* The least cost of all that keep every target; INFINITY: none does. */
static double
by_trying(const Made *m)
{
  double best = INFINITY;
  int choice[ITEMS] = {0};
  for (;;) {
    double cost, total[KNAPSACK_TARGETS];
    gboolean kept = TRUE;
    knapsack_sum(&m->k, choice, &cost, total);
    for (int t = 0; t < m->k.n_targets; t++)
      kept = kept && total[t] >= 0.0;
    if (kept)
      best = MIN(best, cost);
    int i = 0;
    while (i < ITEMS && ++choice[i] == m->count[i])
      choice[i++] = 0;
    if (i == ITEMS)
      return best;
  }
}

static void
check(guint32 seed, int n_targets, int *exact, int *some)
{
  g_autoptr(GRand) random = g_rand_new_with_seed(seed);
  Made m;
  make(&m, random, n_targets);
  g_auto(KnapsackResult) r = {0};
  knapsack_solve(&m.k, &r);
  double best = by_trying(&m), cost, total[KNAPSACK_TARGETS];
  gboolean good = r.feasible == isfinite(best);
  if (good && r.feasible) {
    knapsack_sum(&m.k, r.choice, &cost, total);
    good = cost == r.cost && r.cost >= best && r.bound <= best;
    for (int t = 0; t < n_targets; t++)
      good = good && total[t] >= -1e-9 && total[t] == r.total[t];
    if (n_targets == 1)
      good = good && r.cost == best && r.bound == best;
    *exact += r.cost == best;
    *some += 1;
  }
  if (!good)
    g_printerr("seed %u, %d targets: found %g, bound %g, by trying %g\n", seed, n_targets, r.cost, r.bound,
               best);
  CU_ASSERT(good);
}

static void
one_target_is_exact(void)
{
  int exact = 0, some = 0;
  for (guint32 seed = 0; seed < 500; seed++)
    check(seed, 1, &exact, &some);
}

/* Several: never below the bound, on target, and nearly always the best there is. */
static void
several_targets_are_near(void)
{
  int exact = 0, some = 0;
  for (guint32 seed = 1000; seed < 1500; seed++)
    check(seed, 2 + (int) (seed % 3), &exact, &some);
  g_print("several targets: the best found in %d of %d\n", exact, some);
  CU_ASSERT(exact >= some * 9 / 10);
}

static void
nothing_asked_costs_the_least(void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed(7);
  Made m;
  make(&m, random, 0);
  g_auto(KnapsackResult) r = {0};
  knapsack_solve(&m.k, &r);
  double least = 0.0;
  for (int i = 0; i < ITEMS; i++)
    least += m.lo[i];
  CU_ASSERT(r.feasible && r.cost == least && r.bound == least);
}

void test_knapsack(void);
void
test_knapsack(void)
{
  CU_pSuite suite = CU_add_suite("knapsack", NULL, NULL);
  ADD_TEST(suite, one_target_is_exact);
  ADD_TEST(suite, several_targets_are_near);
  ADD_TEST(suite, nothing_asked_costs_the_least);
}
