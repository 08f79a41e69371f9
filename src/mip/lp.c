/* Linear problems on CLP. Rows and columns are gathered and handed over in batches, since each hand-over copies CLP's
 * arrays. Costs and bounds are kept here as well and handed over whole before a solve when one of them changed: CLP
 * notices changes made that way. */
#include "mip/matrix_private.h"
#include "mip/unlinked_private.h"
#include <coin/Clp_C_Interface.h>
#include <limits.h>
#include <string.h>

struct MusterLp {
  Clp_Simplex *clp;
  MusterMipBatch rows, columns;      /* not handed over yet; at most one of them is not empty */
  int n_rows, n_columns;             /* those gathered included */
  GArray *row_lower, *row_upper;     /* double, [n_rows] */
  GArray *lower, *upper, *cost;      /* double, [n_columns] */
  gboolean rows_changed, columns_changed, costs_changed;
  gint64 iterations;
  MusterLpUnlinked unlinked;
};

#define AT(array, i) g_array_index((array), double, (i))

const char *
muster_mip_status_name(MusterMipStatus status)
{
  static const char *const name[] = { "optimal", "infeasible", "unbounded", "limit", "failed" };
  return name[status];
}

MusterLp *
muster_lp_new(void)
{
  MusterLp *lp = g_new0(MusterLp, 1);
  lp->clp = Clp_newModel();
  Clp_setLogLevel(lp->clp, 0);
  Clp_setObjSense(lp->clp, 1);
  muster_mip_batch_init(&lp->rows);
  muster_mip_batch_init(&lp->columns);
  muster_lp_unlinked_init(&lp->unlinked);
  lp->row_lower = g_array_new(FALSE, FALSE, sizeof(double));
  lp->row_upper = g_array_new(FALSE, FALSE, sizeof(double));
  lp->lower = g_array_new(FALSE, FALSE, sizeof(double));
  lp->upper = g_array_new(FALSE, FALSE, sizeof(double));
  lp->cost = g_array_new(FALSE, FALSE, sizeof(double));
  return lp;
}

void
muster_lp_free(MusterLp *lp)
{
  if (lp == NULL)
    return;
  Clp_deleteModel(lp->clp);
  muster_mip_batch_clear(&lp->rows);
  muster_mip_batch_clear(&lp->columns);
  muster_lp_unlinked_clear(&lp->unlinked);
  g_array_unref(lp->row_lower);
  g_array_unref(lp->row_upper);
  g_array_unref(lp->lower);
  g_array_unref(lp->upper);
  g_array_unref(lp->cost);
  g_free(lp);
}

/* Hands the gathered rows or columns over to CLP. */
static void
flush(MusterLp *lp)
{
  MusterMipBatch *b = &lp->rows;
  if (b->n > 0)
    Clp_addRows(lp->clp, b->n, MUSTER_MIP_DATA(b->lower, double), MUSTER_MIP_DATA(b->upper, double),
                MUSTER_MIP_DATA(b->start, int), MUSTER_MIP_DATA(b->index, int), MUSTER_MIP_DATA(b->value, double));
  muster_mip_batch_empty(b);
  b = &lp->columns;
  if (b->n > 0)
    Clp_addColumns(lp->clp, b->n, MUSTER_MIP_DATA(b->lower, double), MUSTER_MIP_DATA(b->upper, double),
                   MUSTER_MIP_DATA(b->cost, double), MUSTER_MIP_DATA(b->start, int), MUSTER_MIP_DATA(b->index, int),
                   MUSTER_MIP_DATA(b->value, double));
  muster_mip_batch_empty(b);
}

int
muster_lp_add_row(MusterLp *lp, double lower, double upper, int n, const int *column, const double *value)
{
  for (int k = 0; k < n; k++)
    g_assert(column[k] >= 0 && column[k] < lp->n_columns);
  if (lp->columns.n > 0)
    flush(lp);
  muster_mip_batch_add(&lp->rows, lower, upper, 0, n, column, value);
  lower = muster_mip_bound(lower);
  upper = muster_mip_bound(upper);
  g_array_append_val(lp->row_lower, lower);
  g_array_append_val(lp->row_upper, upper);
  return lp->n_rows++;
}

int
muster_lp_add_column(MusterLp *lp, double lower, double upper, double cost, int n, const int *row, const double *value)
{
  for (int k = 0; k < n; k++)
    g_assert(row[k] >= 0 && row[k] < lp->n_rows);
  if (lp->rows.n > 0)
    flush(lp);
  muster_mip_batch_add(&lp->columns, lower, upper, cost, n, row, value);
  lower = muster_mip_bound(lower);
  upper = muster_mip_bound(upper);
  g_array_append_val(lp->lower, lower);
  g_array_append_val(lp->upper, upper);
  g_array_append_val(lp->cost, cost);
  return lp->n_columns++;
}

/* Takes the marked elements out of an array of doubles. */
static void
compact(GArray *array, const gboolean *gone)
{
  guint kept = 0;
  for (guint i = 0; i < array->len; i++)
    if (!gone[i])
      AT(array, kept++) = AT(array, i);
  g_array_set_size(array, kept);
}

void
muster_lp_delete_columns(MusterLp *lp, int n, const int *column)
{
  if (n == 0)
    return;
  flush(lp);
  g_autofree gboolean *gone = g_new0(gboolean, lp->n_columns);
  for (int k = 0; k < n; k++) {
    g_assert(column[k] >= 0 && column[k] < lp->n_columns && !gone[column[k]]);
    gone[column[k]] = TRUE;
  }
  Clp_deleteColumns(lp->clp, n, column);
  compact(lp->lower, gone);
  compact(lp->upper, gone);
  compact(lp->cost, gone);
  lp->n_columns -= n;
}

int
muster_lp_n_rows(const MusterLp *lp)
{
  return lp->n_rows;
}

int
muster_lp_n_columns(const MusterLp *lp)
{
  return lp->n_columns;
}

void
muster_lp_set_cost(MusterLp *lp, int column, double cost)
{
  g_assert(column >= 0 && column < lp->n_columns && cost == cost);
  AT(lp->cost, column) = cost;
  lp->costs_changed = TRUE;
}

void
muster_lp_set_column_bounds(MusterLp *lp, int column, double lower, double upper)
{
  g_assert(column >= 0 && column < lp->n_columns);
  AT(lp->lower, column) = muster_mip_bound(lower);
  AT(lp->upper, column) = muster_mip_bound(upper);
  lp->columns_changed = TRUE;
}

void
muster_lp_set_row_bounds(MusterLp *lp, int row, double lower, double upper)
{
  g_assert(row >= 0 && row < lp->n_rows);
  AT(lp->row_lower, row) = muster_mip_bound(lower);
  AT(lp->row_upper, row) = muster_mip_bound(upper);
  lp->rows_changed = TRUE;
}

double
muster_lp_cost(const MusterLp *lp, int column)
{
  g_assert(column >= 0 && column < lp->n_columns);
  return AT(lp->cost, column);
}

void
muster_lp_column_bounds(const MusterLp *lp, int column, double *lower, double *upper)
{
  g_assert(column >= 0 && column < lp->n_columns);
  *lower = AT(lp->lower, column);
  *upper = AT(lp->upper, column);
}

static void
hand_over_changes(MusterLp *lp)
{
  flush(lp);
  if (lp->rows_changed) {
    Clp_chgRowLower(lp->clp, MUSTER_MIP_DATA(lp->row_lower, double));
    Clp_chgRowUpper(lp->clp, MUSTER_MIP_DATA(lp->row_upper, double));
  }
  if (lp->columns_changed) {
    Clp_chgColumnLower(lp->clp, MUSTER_MIP_DATA(lp->lower, double));
    Clp_chgColumnUpper(lp->clp, MUSTER_MIP_DATA(lp->upper, double));
  }
  if (lp->costs_changed)
    Clp_chgObjCoefficients(lp->clp, MUSTER_MIP_DATA(lp->cost, double));
  lp->rows_changed = lp->columns_changed = lp->costs_changed = FALSE;
}

static MusterMipStatus
status_of(int clp_status)
{
  switch (clp_status) {
  case 0:
    return MUSTER_MIP_OPTIMAL;
  case 1:
    return MUSTER_MIP_INFEASIBLE;
  case 2:
    return MUSTER_MIP_UNBOUNDED;
  case 3:
    return MUSTER_MIP_LIMIT;
  default:
    return MUSTER_MIP_FAILED;
  }
}

static void
run(MusterLp *lp, MusterLpMethod method)
{
  if (method == MUSTER_LP_FRESH) {
    Clp_Solve *options = ClpSolve_new();
    ClpSolve_setSolveType(options, 1, -1);
    ClpSolve_setPresolveType(options, 0, -1);
    Clp_initialSolveWithOptions(lp->clp, options);
    ClpSolve_delete(options);
  } else if (method == MUSTER_LP_DUAL) {
    Clp_dual(lp->clp, 0);
  } else {
    Clp_primal(lp->clp, 0);
  }
}

MusterMipStatus
muster_lp_solve(MusterLp *lp, MusterLpMethod method, gint64 max_iterations)
{
  lp->unlinked.in_use = lp->n_rows == 0 || lp->n_columns == 0;
  if (lp->unlinked.in_use) {
    lp->iterations = 0;
    return muster_lp_unlinked_solve(&lp->unlinked, lp->lower, lp->upper, lp->cost, lp->row_lower, lp->row_upper);
  }
  hand_over_changes(lp);
  Clp_setNumberIterations(lp->clp, 0);
  Clp_setMaximumIterations(lp->clp, max_iterations > 0 && max_iterations < INT_MAX ? (int) max_iterations : INT_MAX);
  run(lp, method);
  /* After presolve CLP can come back with small infeasibilities, and the dual can stop undecided: the primal from that
   * basis settles both. */
  if (Clp_status(lp->clp) == 4 || (Clp_status(lp->clp) == 0 && Clp_secondaryStatus(lp->clp) > 1))
    Clp_primal(lp->clp, 0);
  lp->iterations = Clp_numberIterations(lp->clp);
  return status_of(Clp_status(lp->clp));
}

double
muster_lp_objective(const MusterLp *lp)
{
  return lp->unlinked.in_use ? lp->unlinked.objective : Clp_objectiveValue(lp->clp);
}

gint64
muster_lp_iterations(const MusterLp *lp)
{
  return lp->iterations;
}

const double *
muster_lp_values(const MusterLp *lp)
{
  return lp->unlinked.in_use ? MUSTER_MIP_DATA(lp->unlinked.value, double) : Clp_getColSolution(lp->clp);
}

const double *
muster_lp_duals(const MusterLp *lp)
{
  return lp->unlinked.in_use ? MUSTER_MIP_DATA(lp->unlinked.dual, double) : Clp_getRowPrice(lp->clp);
}

const double *
muster_lp_reduced_costs(const MusterLp *lp)
{
  return lp->unlinked.in_use ? MUSTER_MIP_DATA(lp->unlinked.cost, double) : Clp_getReducedCost(lp->clp);
}

GBytes *
muster_lp_basis(MusterLp *lp)
{
  hand_over_changes(lp);
  gsize n = (gsize) (lp->n_columns + lp->n_rows);
  if (!Clp_statusExists(lp->clp)) /* never solved: all slack */
    return g_bytes_new(NULL, 0);
  return g_bytes_new(Clp_statusArray(lp->clp), n);
}

void
muster_lp_set_basis(MusterLp *lp, GBytes *basis, int n_columns, int n_rows)
{
  enum { BASIC = 1, AT_UPPER = 2, AT_LOWER = 3 };
  gsize size;
  const unsigned char *old = g_bytes_get_data(basis, &size);
  g_assert(size == 0 || (n_columns <= lp->n_columns && n_rows <= lp->n_rows && size == (gsize) (n_columns + n_rows)));
  if (size == 0)
    n_columns = n_rows = 0;
  hand_over_changes(lp);
  g_autofree unsigned char *status = g_new(unsigned char, lp->n_columns + lp->n_rows + 1);
  for (int j = 0; j < lp->n_columns; j++)
    status[j] = j < n_columns ? old[j] : AT(lp->lower, j) > -1e300 ? AT_LOWER : AT(lp->upper, j) < 1e300 ? AT_UPPER : 0;
  for (int i = 0; i < lp->n_rows; i++)
    status[lp->n_columns + i] = i < n_rows ? old[n_columns + i] : BASIC;
  Clp_copyinStatus(lp->clp, status);
}
