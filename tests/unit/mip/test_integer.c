/* Integer programmes against known optima and against trying every point. */
#include "muster_test.h"
#include <muster/base/random.h>
#include <muster/mip.h>
#include <string.h>

#define INF MUSTER_MIP_INFINITY

static void
known_knapsack(void)
{
  /* max 10a + 13b + 7c + 11d, 5a + 6b + 4c + 5d ≤ 15, each 0 or 1: b, c and d weigh 15 and give 31. */
  g_autoptr(MusterMip) mip = muster_mip_new();
  const double worth[4] = { 10, 13, 7, 11 };
  for (int j = 0; j < 4; j++)
    muster_mip_add_column(mip, 0, 1, -worth[j], TRUE);
  muster_mip_add_row(mip, -INF, 15, 4, (int[]){ 0, 1, 2, 3 }, (double[]){ 5, 6, 4, 5 });
  g_autoptr(MusterMipResult) r = muster_mip_solve(mip, NULL);
  CU_ASSERT_EQUAL(r->status, MUSTER_MIP_OPTIMAL);
  CU_ASSERT_EQUAL(r->objective, -31);
  ASSERT_CLOSE(r->bound, -31, 1e-9, 0);
  ASSERT_CLOSE(r->gap, 0, 0, 1e-9);
  CU_ASSERT_EQUAL(r->value[0], 0);
  CU_ASSERT_EQUAL(r->value[1], 1);
}

static void
mixed_and_without_integers(void)
{
  for (int integer = 0; integer <= 1; integer++) {
    g_autoptr(MusterMip) mip = muster_mip_new();
    muster_mip_add_column(mip, 0, INF, 1, integer);
    muster_mip_add_column(mip, 0, INF, 3, FALSE);
    muster_mip_add_row(mip, 2.5, INF, 2, (int[]){ 0, 1 }, (double[]){ 1, 1 });
    muster_mip_add_row(mip, -INF, 2.9, 1, (int[]){ 0 }, (double[]){ 1 });
    g_autoptr(MusterMipResult) r = muster_mip_solve(mip, NULL);
    CU_ASSERT_EQUAL(r->status, MUSTER_MIP_OPTIMAL);
    ASSERT_CLOSE(r->objective, integer ? 3.5 : 2.5, 1e-9, 0);
  }
}

static void
infeasible_unbounded_empty(void)
{
  g_autoptr(MusterMip) none = muster_mip_new();
  g_autoptr(MusterMipResult) r = muster_mip_solve(none, NULL);
  CU_ASSERT_EQUAL(r->status, MUSTER_MIP_OPTIMAL);
  CU_ASSERT_EQUAL(r->objective, 0);

  g_autoptr(MusterMip) free_columns = muster_mip_new();
  muster_mip_add_column(free_columns, 0.5, 3.5, -1, TRUE);
  g_autoptr(MusterMipResult) f = muster_mip_solve(free_columns, NULL);
  CU_ASSERT_EQUAL(f->status, MUSTER_MIP_OPTIMAL);
  CU_ASSERT_EQUAL(f->objective, -3);

  g_autoptr(MusterMip) odd = muster_mip_new(); /* 2x + 2y = 3 has fractional solutions only */
  muster_mip_add_column(odd, 0, 10, 1, TRUE);
  muster_mip_add_column(odd, 0, 10, 1, TRUE);
  muster_mip_add_row(odd, 3, 3, 2, (int[]){ 0, 1 }, (double[]){ 2, 2 });
  g_autoptr(MusterMipResult) o = muster_mip_solve(odd, NULL);
  CU_ASSERT_EQUAL(o->status, MUSTER_MIP_INFEASIBLE);
  CU_ASSERT_FALSE(o->found);
  CU_ASSERT(isnan(o->gap));

  g_autoptr(MusterMip) open = muster_mip_new();
  muster_mip_add_column(open, 0, INF, -1, TRUE);
  muster_mip_add_row(open, 0, INF, 1, (int[]){ 0 }, (double[]){ 1 });
  g_autoptr(MusterMipResult) u = muster_mip_solve(open, NULL);
  CU_ASSERT_EQUAL(u->status, MUSTER_MIP_UNBOUNDED);
}

/* A random covering programme: n columns 0..cap, m rows. Every number from the seed. */
static MusterMip *
covering(MusterKey key, int n, int m, double cap, gboolean fractional_costs)
{
  MusterMip *mip = muster_mip_new();
  g_autofree int *column = g_new(int, n);
  g_autofree double *value = g_new(double, n);
  for (int j = 0; j < n; j++) {
    guint64 bits = muster_draw_bits(muster_key(key, (guint64) j), MUSTER_DRAW_OTHER);
    column[j] = muster_mip_add_column(mip, 0, cap, 5 + (double) (bits % 20) + (fractional_costs ? (double) (bits >> 40) * 1e-8 : 0), TRUE);
  }
  for (int i = 0; i < m; i++) {
    double most = 0;
    for (int j = 0; j < n; j++) {
      guint64 bits = muster_draw_bits(muster_key(key, (guint64) (1000 + i * n + j)), MUSTER_DRAW_OTHER);
      value[j] = bits % 3 == 0 ? 1 + (double) (bits >> 8 & 7) : 0;
      most += value[j] * cap;
    }
    muster_mip_add_row(mip, floor(most * 0.55), INF, n, column, value);
  }
  return mip;
}

/* The least cost over all points, by trying them; covers the same draws as covering(). */
static double
try_all(MusterKey key, int n, int m, int cap)
{
  double best = INFINITY;
  int points = (int) pow(cap + 1, n);
  for (int p = 0; p < points; p++) {
    double cost = 0, x[8];
    for (int j = 0, rest = p; j < n; j++, rest /= cap + 1) {
      guint64 bits = muster_draw_bits(muster_key(key, (guint64) j), MUSTER_DRAW_OTHER);
      x[j] = rest % (cap + 1);
      cost += x[j] * (5 + (double) (bits % 20) + (double) (bits >> 40) * 1e-8);
    }
    gboolean fits = TRUE;
    for (int i = 0; i < m && fits; i++) {
      double most = 0, sum = 0;
      for (int j = 0; j < n; j++) {
        guint64 bits = muster_draw_bits(muster_key(key, (guint64) (1000 + i * n + j)), MUSTER_DRAW_OTHER);
        double v = bits % 3 == 0 ? 1 + (double) (bits >> 8 & 7) : 0;
        most += v * cap;
        sum += v * x[j];
      }
      fits = sum >= floor(most * 0.55);
    }
    if (fits)
      best = MIN(best, cost);
  }
  return best;
}

static void
agrees_with_trying_all(void)
{
  const guint64 seed = 20260929;
  for (guint64 c = 0; c < 12; c++) {
    MusterKey key = muster_key(seed, c);
    double want = try_all(key, 6, 5, 3);
    g_autoptr(MusterMip) mip = covering(key, 6, 5, 3, TRUE);
    g_autoptr(MusterMipResult) r = muster_mip_solve(mip, NULL);
    if (r->status != MUSTER_MIP_OPTIMAL || fabs(r->objective - want) > 1e-6)
      g_printerr("seed %" G_GUINT64_FORMAT " case %" G_GUINT64_FORMAT "\n", seed, c);
    CU_ASSERT_EQUAL(r->status, MUSTER_MIP_OPTIMAL);
    ASSERT_CLOSE(r->objective, want, 1e-9, 0);
    CU_ASSERT(r->bound <= want + 1e-6);
  }
}

/* With a gap or a node limit the bound must still lie below the true optimum, and the answer above it. */
static void
bounds_are_honest_when_stopped_early(void)
{
  const guint64 seed = 7;
  for (guint64 c = 0; c < 4; c++) {
    g_autoptr(MusterMip) mip = covering(muster_key(seed, c), 20, 10, 4, TRUE);
    g_autoptr(MusterMipResult) full = muster_mip_solve(mip, NULL);
    CU_ASSERT_EQUAL(full->status, MUSTER_MIP_OPTIMAL);
    const MusterMipLimits limits[] = { { .gap = 0.005 }, { .gap = 0.03 }, { .gap = 0.2 }, { .max_nodes = 1 }, { .max_nodes = 10 } };
    for (gsize k = 0; k < G_N_ELEMENTS(limits); k++) {
      g_autoptr(MusterMipResult) r = muster_mip_solve(mip, &limits[k]);
      CU_ASSERT(r->bound <= full->objective + 1e-6);
      if (!r->found)
        continue;
      CU_ASSERT(r->objective >= full->objective - 1e-6);
      if (limits[k].gap > 0)
        CU_ASSERT(r->gap <= limits[k].gap + 1e-9);
    }
  }
}

static void *
solve_one(void *data)
{
  g_autoptr(MusterMip) mip = covering(muster_key(99, (guint64) GPOINTER_TO_INT(data) % 2), 20, 10, 4, TRUE);
  return muster_mip_solve(mip, &(MusterMipLimits){ .max_nodes = 50 });
}

static void
same_bytes_again_and_in_threads(void)
{
  GThread *thread[4];
  for (int i = 0; i < 4; i++)
    thread[i] = g_thread_new("solve", solve_one, GINT_TO_POINTER(i));
  MusterMipResult *r[4];
  for (int i = 0; i < 4; i++)
    r[i] = g_thread_join(thread[i]);
  for (int i = 0; i < 2; i++) {
    CU_ASSERT_EQUAL(r[i]->objective, r[i + 2]->objective);
    CU_ASSERT_EQUAL(r[i]->bound, r[i + 2]->bound);
    CU_ASSERT(memcmp(r[i]->value, r[i + 2]->value, sizeof(double) * (gsize) r[i]->n) == 0);
  }
  for (int i = 0; i < 4; i++)
    muster_mip_result_free(r[i]);
}

void test_integer(void);
void
test_integer(void)
{
  CU_pSuite suite = CU_add_suite("integer", NULL, NULL);
  ADD_TEST(suite, known_knapsack);
  ADD_TEST(suite, mixed_and_without_integers);
  ADD_TEST(suite, infeasible_unbounded_empty);
  ADD_TEST(suite, agrees_with_trying_all);
  ADD_TEST(suite, bounds_are_honest_when_stopped_early);
  ADD_TEST(suite, same_bytes_again_and_in_threads);
}
