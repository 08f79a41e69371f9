/* Small linear problems whose optimum and duals are known by hand. */
#include "muster_test.h"
#include <muster/mip.h>

#define INF MUSTER_MIP_INFINITY

/* min −3x − 5y; x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18: x 2, y 6, −36, duals 0, −1.5, −1 (Hillier & Lieberman's glass company). */
static MusterLp *
glass(void)
{
  MusterLp *lp = muster_lp_new();
  muster_lp_add_column(lp, 0, INF, -3, 0, NULL, NULL);
  muster_lp_add_column(lp, 0, INF, -5, 0, NULL, NULL);
  muster_lp_add_row(lp, -INF, 4, 1, (int[]){ 0 }, (double[]){ 1 });
  muster_lp_add_row(lp, -INF, 12, 1, (int[]){ 1 }, (double[]){ 2 });
  muster_lp_add_row(lp, -INF, 18, 2, (int[]){ 0, 1 }, (double[]){ 3, 2 });
  return lp;
}

static void
check_glass(MusterLp *lp, MusterLpMethod method)
{
  CU_ASSERT_EQUAL(muster_lp_solve(lp, method, 0), MUSTER_MIP_OPTIMAL);
  ASSERT_CLOSE(muster_lp_objective(lp), -36, 1e-9, 0);
  ASSERT_CLOSE(muster_lp_values(lp)[0], 2, 1e-9, 0);
  ASSERT_CLOSE(muster_lp_values(lp)[1], 6, 1e-9, 0);
  ASSERT_CLOSE(muster_lp_duals(lp)[0], 0, 0, 1e-9);
  ASSERT_CLOSE(muster_lp_duals(lp)[1], -1.5, 1e-9, 0);
  ASSERT_CLOSE(muster_lp_duals(lp)[2], -1, 1e-9, 0);
  ASSERT_CLOSE(muster_lp_reduced_costs(lp)[0], 0, 0, 1e-9);
}

static void
known_optimum_and_duals(void)
{
  for (int method = MUSTER_LP_PRIMAL; method <= MUSTER_LP_FRESH; method++) {
    g_autoptr(MusterLp) lp = glass();
    check_glass(lp, (MusterLpMethod) method);
  }
}

static void
covering_duals_are_positive(void)
{
  g_autoptr(MusterLp) lp = muster_lp_new();
  muster_lp_add_row(lp, 4, INF, 0, NULL, NULL);
  muster_lp_add_column(lp, 0, INF, 3, 1, (int[]){ 0 }, (double[]){ 2 });
  muster_lp_add_column(lp, 0, INF, 5, 1, (int[]){ 0 }, (double[]){ 2 });
  CU_ASSERT_EQUAL(muster_lp_solve(lp, MUSTER_LP_DUAL, 0), MUSTER_MIP_OPTIMAL);
  ASSERT_CLOSE(muster_lp_objective(lp), 6, 1e-12, 0);
  ASSERT_CLOSE(muster_lp_duals(lp)[0], 1.5, 1e-12, 0);
  ASSERT_CLOSE(muster_lp_reduced_costs(lp)[1], 2, 1e-12, 0);
}

/* Cutting stock by columns (Gilmore & Gomory 1961): 44, 3, 48 pieces of lengths 81, 70, 68 from rolls of 218. */
static void
grows_by_columns(void)
{
  g_autoptr(MusterLp) lp = muster_lp_new();
  const double demand[3] = { 44, 3, 48 };
  for (int i = 0; i < 3; i++)
    muster_lp_add_row(lp, demand[i], INF, 0, NULL, NULL);
  for (int i = 0; i < 3; i++)
    muster_lp_add_column(lp, 0, INF, 1, 1, &i, (double[]){ 1 });
  CU_ASSERT_EQUAL(muster_lp_solve(lp, MUSTER_LP_PRIMAL, 0), MUSTER_MIP_OPTIMAL);
  ASSERT_CLOSE(muster_lp_objective(lp), 95, 1e-12, 0);
  double last = 95;
  for (int round = 0; round < 20; round++) {
    const double *dual = muster_lp_duals(lp);
    double best = 1 + 1e-9;
    int pattern[3] = { 0 };
    for (int a = 0; a <= 2; a++)
      for (int b = 0; b <= 3; b++)
        for (int c = 0; c <= 3; c++)
          if (81 * a + 70 * b + 68 * c <= 218 && a * dual[0] + b * dual[1] + c * dual[2] > best) {
            best = a * dual[0] + b * dual[1] + c * dual[2];
            pattern[0] = a, pattern[1] = b, pattern[2] = c;
          }
    if (best <= 1 + 1e-9)
      break;
    muster_lp_add_column(lp, 0, INF, 1, 3, (int[]){ 0, 1, 2 }, (double[]){ pattern[0], pattern[1], pattern[2] });
    CU_ASSERT_EQUAL(muster_lp_solve(lp, MUSTER_LP_PRIMAL, 0), MUSTER_MIP_OPTIMAL);
    CU_ASSERT(muster_lp_objective(lp) <= last + 1e-9);
    last = muster_lp_objective(lp);
  }
  /* 24 rolls of (1, 0, 2), 10 of (2, 0, 0) and one of (0, 3, 0). */
  ASSERT_CLOSE(last, 35, 1e-9, 0);
}

static void
grows_by_rows(void)
{
  g_autoptr(MusterLp) lp = glass();
  check_glass(lp, MUSTER_LP_PRIMAL);
  muster_lp_add_row(lp, -INF, 5, 2, (int[]){ 0, 1 }, (double[]){ 0, 1 }); /* y ≤ 5: x 8/3 */
  CU_ASSERT_EQUAL(muster_lp_solve(lp, MUSTER_LP_DUAL, 0), MUSTER_MIP_OPTIMAL);
  ASSERT_CLOSE(muster_lp_objective(lp), -33, 1e-9, 0);
  CU_ASSERT(muster_lp_iterations(lp) <= 2);
  muster_lp_set_row_bounds(lp, 3, -INF, INF);
  check_glass(lp, MUSTER_LP_PRIMAL);
}

static void
changes_of_costs_and_bounds(void)
{
  g_autoptr(MusterLp) lp = glass();
  check_glass(lp, MUSTER_LP_PRIMAL);
  muster_lp_set_cost(lp, 1, 0);
  CU_ASSERT_EQUAL(muster_lp_cost(lp, 1), 0);
  CU_ASSERT_EQUAL(muster_lp_solve(lp, MUSTER_LP_PRIMAL, 0), MUSTER_MIP_OPTIMAL);
  ASSERT_CLOSE(muster_lp_objective(lp), -12, 1e-9, 0);
  muster_lp_set_column_bounds(lp, 0, 0, 1);
  CU_ASSERT_EQUAL(muster_lp_solve(lp, MUSTER_LP_DUAL, 0), MUSTER_MIP_OPTIMAL);
  ASSERT_CLOSE(muster_lp_objective(lp), -3, 1e-9, 0);
  muster_lp_set_column_bounds(lp, 0, 0, INF);
  muster_lp_set_cost(lp, 1, -5);
  check_glass(lp, MUSTER_LP_PRIMAL);
}

static void
columns_go_away(void)
{
  g_autoptr(MusterLp) lp = glass();
  int extra = muster_lp_add_column(lp, 0, INF, -100, 1, (int[]){ 2 }, (double[]){ 1 });
  CU_ASSERT_EQUAL(muster_lp_solve(lp, MUSTER_LP_PRIMAL, 0), MUSTER_MIP_OPTIMAL);
  ASSERT_CLOSE(muster_lp_objective(lp), -1800, 1e-9, 0);
  muster_lp_delete_columns(lp, 1, &extra);
  CU_ASSERT_EQUAL(muster_lp_n_columns(lp), 2);
  check_glass(lp, MUSTER_LP_PRIMAL);
  muster_lp_delete_columns(lp, 1, (int[]){ 0 });
  CU_ASSERT_EQUAL(muster_lp_solve(lp, MUSTER_LP_PRIMAL, 0), MUSTER_MIP_OPTIMAL);
  ASSERT_CLOSE(muster_lp_objective(lp), -30, 1e-9, 0);
}

static void
infeasible_and_unbounded_are_results(void)
{
  for (int method = MUSTER_LP_PRIMAL; method <= MUSTER_LP_FRESH; method++) {
    g_autoptr(MusterLp) lp = glass();
    muster_lp_add_row(lp, 100, INF, 2, (int[]){ 0, 1 }, (double[]){ 1, 1 });
    CU_ASSERT_EQUAL(muster_lp_solve(lp, (MusterLpMethod) method, 0), MUSTER_MIP_INFEASIBLE);
    g_autoptr(MusterLp) open = muster_lp_new();
    muster_lp_add_column(open, 0, INF, -1, 0, NULL, NULL);
    muster_lp_add_column(open, 0, INF, -1, 0, NULL, NULL);
    muster_lp_add_row(open, -INF, 3, 2, (int[]){ 0, 1 }, (double[]){ 1, -1 });
    CU_ASSERT_EQUAL(muster_lp_solve(open, (MusterLpMethod) method, 0), MUSTER_MIP_UNBOUNDED);
    muster_lp_set_column_bounds(open, 1, 0, 10); /* and mends */
    CU_ASSERT_EQUAL(muster_lp_solve(open, (MusterLpMethod) method, 0), MUSTER_MIP_OPTIMAL);
    ASSERT_CLOSE(muster_lp_objective(open), -23, 1e-9, 0);
  }
}

/* Beale's example (1955), on which the textbook simplex goes in circles; optimum −1/20. */
static void
degenerate_does_not_cycle(void)
{
  for (int method = MUSTER_LP_PRIMAL; method <= MUSTER_LP_FRESH; method++) {
    g_autoptr(MusterLp) lp = muster_lp_new();
    const double cost[4] = { -0.75, 150, -0.02, 6 };
    for (int j = 0; j < 4; j++)
      muster_lp_add_column(lp, 0, INF, cost[j], 0, NULL, NULL);
    const int all[4] = { 0, 1, 2, 3 };
    muster_lp_add_row(lp, -INF, 0, 4, all, (double[]){ 0.25, -60, -1.0 / 25, 9 });
    muster_lp_add_row(lp, -INF, 0, 4, all, (double[]){ 0.5, -90, -1.0 / 50, 3 });
    muster_lp_add_row(lp, -INF, 1, 4, all, (double[]){ 0, 0, 1, 0 });
    CU_ASSERT_EQUAL(muster_lp_solve(lp, (MusterLpMethod) method, 0), MUSTER_MIP_OPTIMAL);
    ASSERT_CLOSE(muster_lp_objective(lp), -0.05, 1e-9, 0);
  }
}

static void
empty_problems(void)
{
  for (int method = MUSTER_LP_PRIMAL; method <= MUSTER_LP_FRESH; method++) {
    g_autoptr(MusterLp) lp = muster_lp_new();
    CU_ASSERT_EQUAL(muster_lp_solve(lp, (MusterLpMethod) method, 0), MUSTER_MIP_OPTIMAL);
    CU_ASSERT_EQUAL(muster_lp_objective(lp), 0);
    muster_lp_add_column(lp, 1, 5, 2, 0, NULL, NULL); /* no rows: each column at its cheaper bound */
    muster_lp_add_column(lp, 1, 5, -2, 0, NULL, NULL);
    CU_ASSERT_EQUAL(muster_lp_solve(lp, (MusterLpMethod) method, 0), MUSTER_MIP_OPTIMAL);
    ASSERT_CLOSE(muster_lp_objective(lp), -8, 1e-12, 0);
    g_autoptr(MusterLp) rows = muster_lp_new();
    muster_lp_add_row(rows, -INF, 1, 0, NULL, NULL);
    CU_ASSERT_EQUAL(muster_lp_solve(rows, (MusterLpMethod) method, 0), MUSTER_MIP_OPTIMAL);
    muster_lp_set_row_bounds(rows, 0, 1, INF);
    CU_ASSERT_EQUAL(muster_lp_solve(rows, (MusterLpMethod) method, 0), MUSTER_MIP_INFEASIBLE);
  }
}

static void
iteration_limit_is_a_result(void)
{
  g_autoptr(MusterLp) lp = muster_lp_new();
  int row[40];
  double value[40];
  for (int i = 0; i < 40; i++)
    row[i] = muster_lp_add_row(lp, 10 + i % 7, INF, 0, NULL, NULL);
  for (int j = 0; j < 60; j++) {
    for (int i = 0; i < 40; i++)
      value[i] = (i * 7 + j * 13) % 11;
    muster_lp_add_column(lp, 0, INF, 5 + j % 9, 40, row, value);
  }
  CU_ASSERT_EQUAL(muster_lp_solve(lp, MUSTER_LP_DUAL, 2), MUSTER_MIP_LIMIT);
  CU_ASSERT(muster_lp_iterations(lp) <= 3);
  CU_ASSERT_EQUAL(muster_lp_solve(lp, MUSTER_LP_DUAL, 0), MUSTER_MIP_OPTIMAL);
  /* Strong duality: Σ dual · row bound is the objective. */
  double dual = 0;
  for (int i = 0; i < 40; i++)
    dual += muster_lp_duals(lp)[i] * (10 + i % 7);
  ASSERT_CLOSE(dual, muster_lp_objective(lp), 1e-9, 0);
}

static void
basis_comes_back(void)
{
  g_autoptr(MusterLp) lp = glass();
  check_glass(lp, MUSTER_LP_PRIMAL);
  g_autoptr(GBytes) basis = muster_lp_basis(lp);
  muster_lp_set_cost(lp, 1, 50);
  CU_ASSERT_EQUAL(muster_lp_solve(lp, MUSTER_LP_PRIMAL, 0), MUSTER_MIP_OPTIMAL);
  muster_lp_set_cost(lp, 1, -5);
  muster_lp_add_column(lp, 0, INF, 7, 1, (int[]){ 0 }, (double[]){ 1 });
  muster_lp_add_row(lp, -INF, 100, 1, (int[]){ 0 }, (double[]){ 1 });
  muster_lp_set_basis(lp, basis, 2, 3);
  check_glass(lp, MUSTER_LP_PRIMAL);
  CU_ASSERT_EQUAL(muster_lp_iterations(lp), 0);
}

void test_lp(void);
void
test_lp(void)
{
  CU_pSuite suite = CU_add_suite("lp", NULL, NULL);
  ADD_TEST(suite, known_optimum_and_duals);
  ADD_TEST(suite, covering_duals_are_positive);
  ADD_TEST(suite, grows_by_columns);
  ADD_TEST(suite, grows_by_rows);
  ADD_TEST(suite, changes_of_costs_and_bounds);
  ADD_TEST(suite, columns_go_away);
  ADD_TEST(suite, infeasible_and_unbounded_are_results);
  ADD_TEST(suite, degenerate_does_not_cycle);
  ADD_TEST(suite, empty_problems);
  ADD_TEST(suite, iteration_limit_is_a_result);
  ADD_TEST(suite, basis_comes_back);
}
