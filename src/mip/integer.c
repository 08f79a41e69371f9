/* Integer programmes on CBC. What CBC says of its answer is checked: the objective is computed from the values, a
 * solution that breaks a row is thrown away, and the gap comes from objective and bound. */
#include "mip/matrix_private.h"
#include <coin/Cbc_C_Interface.h>
#include <float.h>
#include <math.h>

/* How far a row may be off, as a share of its size: CBC works to 1e-7 absolute on scaled rows. */
#define ROW_TOLERANCE 1e-5

struct MusterMip {
  MusterMipBatch rows, columns; /* columns carry bounds and costs only, the matrix is in the rows */
  GArray *integer;              /* gboolean, [columns.n] */
};

/* CbcMain1 reads its arguments through static variables (CbcOrClpRead_mode): one solve at a time in the process. */
static GMutex cbc_lock;

MusterMip *
muster_mip_new(void)
{
  MusterMip *mip = g_new0(MusterMip, 1);
  muster_mip_batch_init(&mip->rows);
  muster_mip_batch_init(&mip->columns);
  mip->integer = g_array_new(FALSE, FALSE, sizeof(gboolean));
  return mip;
}

void
muster_mip_free(MusterMip *mip)
{
  if (mip == NULL)
    return;
  muster_mip_batch_clear(&mip->rows);
  muster_mip_batch_clear(&mip->columns);
  g_array_unref(mip->integer);
  g_free(mip);
}

int
muster_mip_add_column(MusterMip *mip, double lower, double upper, double cost, gboolean integer)
{
  muster_mip_batch_add(&mip->columns, lower, upper, cost, 0, NULL, NULL);
  g_array_append_val(mip->integer, integer);
  return mip->columns.n - 1;
}

int
muster_mip_add_row(MusterMip *mip, double lower, double upper, int n, const int *column, const double *value)
{
  for (int k = 0; k < n; k++)
    g_assert(column[k] >= 0 && column[k] < mip->columns.n);
  muster_mip_batch_add(&mip->rows, lower, upper, 0, n, column, value);
  return mip->rows.n - 1;
}

int
muster_mip_n_rows(const MusterMip *mip)
{
  return mip->rows.n;
}

int
muster_mip_n_columns(const MusterMip *mip)
{
  return mip->columns.n;
}

MusterLp *
muster_mip_relax(const MusterMip *mip)
{
  MusterLp *lp = muster_lp_new();
  const double *lower = MUSTER_MIP_DATA(mip->columns.lower, double), *upper = MUSTER_MIP_DATA(mip->columns.upper, double);
  const double *cost = MUSTER_MIP_DATA(mip->columns.cost, double);
  for (int j = 0; j < mip->columns.n; j++)
    muster_lp_add_column(lp, lower[j], upper[j], cost[j], 0, NULL, NULL);
  const int *start = MUSTER_MIP_DATA(mip->rows.start, int), *index = MUSTER_MIP_DATA(mip->rows.index, int);
  const double *value = MUSTER_MIP_DATA(mip->rows.value, double);
  lower = MUSTER_MIP_DATA(mip->rows.lower, double);
  upper = MUSTER_MIP_DATA(mip->rows.upper, double);
  for (int i = 0; i < mip->rows.n; i++)
    muster_lp_add_row(lp, lower[i], upper[i], start[i + 1] - start[i], index + start[i], value + start[i]);
  return lp;
}

/* Turns the gathered rows into the columns that CBC takes, and loads them. */
static void
load(Cbc_Model *model, const MusterMip *mip)
{
  int n = mip->columns.n, m = mip->rows.n;
  const int *row_start = MUSTER_MIP_DATA(mip->rows.start, int), *column = MUSTER_MIP_DATA(mip->rows.index, int);
  const double *entry = MUSTER_MIP_DATA(mip->rows.value, double);
  int n_entries = row_start[m];
  g_autofree int *start = g_new0(int, n + 2);
  g_autofree int *index = g_new(int, n_entries + 1);
  g_autofree double *value = g_new(double, n_entries + 1);
  for (int k = 0; k < n_entries; k++)
    start[column[k] + 2]++;
  for (int j = 0; j < n; j++)
    start[j + 2] += start[j + 1];
  for (int i = 0; i < m; i++)
    for (int k = row_start[i]; k < row_start[i + 1]; k++) {
      int to = start[column[k] + 1]++;
      index[to] = i;
      value[to] = entry[k];
    }
  Cbc_loadProblem(model, n, m, start, index, value, MUSTER_MIP_DATA(mip->columns.lower, double),
                  MUSTER_MIP_DATA(mip->columns.upper, double), MUSTER_MIP_DATA(mip->columns.cost, double),
                  MUSTER_MIP_DATA(mip->rows.lower, double), MUSTER_MIP_DATA(mip->rows.upper, double));
  for (int j = 0; j < n; j++)
    if (g_array_index(mip->integer, gboolean, j))
      Cbc_setInteger(model, j);
}

/* Takes CBC's solution over, integers made whole; FALSE when it then breaks a row or a bound. */
static gboolean
take_solution(const MusterMip *mip, const double *solution, MusterMipResult *result)
{
  for (int j = 0; j < result->n; j++) {
    double x = solution[j], lower = g_array_index(mip->columns.lower, double, j);
    double upper = g_array_index(mip->columns.upper, double, j);
    x = g_array_index(mip->integer, gboolean, j) ? round(x) : CLAMP(x, lower, upper);
    if (!isfinite(x) || x < lower || x > upper || fabs(x - solution[j]) > ROW_TOLERANCE * MAX(1, fabs(x)))
      return FALSE;
    result->value[j] = x + 0.0; /* no negative zero */
  }
  const int *start = MUSTER_MIP_DATA(mip->rows.start, int), *index = MUSTER_MIP_DATA(mip->rows.index, int);
  const double *entry = MUSTER_MIP_DATA(mip->rows.value, double);
  for (int i = 0; i < mip->rows.n; i++) {
    double sum = 0, size = 1;
    for (int k = start[i]; k < start[i + 1]; k++) {
      sum += entry[k] * result->value[index[k]];
      size = MAX(size, fabs(entry[k] * result->value[index[k]]));
    }
    if (sum < g_array_index(mip->rows.lower, double, i) - ROW_TOLERANCE * size ||
        sum > g_array_index(mip->rows.upper, double, i) + ROW_TOLERANCE * size)
      return FALSE;
  }
  double objective = 0;
  for (int j = 0; j < result->n; j++)
    objective += g_array_index(mip->columns.cost, double, j) * result->value[j];
  result->objective = objective;
  return TRUE;
}

/* The linear relaxation; with `as_answer` its solution is the answer (no integers to decide). */
static void
solve_linear(const MusterMip *mip, gboolean as_answer, MusterMipResult *result)
{
  g_autoptr(MusterLp) lp = muster_mip_relax(mip);
  result->status = muster_lp_solve(lp, MUSTER_LP_DUAL, 0);
  if (result->status != MUSTER_MIP_OPTIMAL)
    return;
  result->bound = muster_lp_objective(lp);
  if (!as_answer)
    return;
  result->found = take_solution(mip, muster_lp_values(lp), result);
  if (result->found)
    result->bound = MIN(result->bound, result->objective);
  else
    result->status = MUSTER_MIP_FAILED;
}

static gboolean
is_linear(const MusterMip *mip)
{
  for (guint j = 0; j < mip->integer->len; j++)
    if (g_array_index(mip->integer, gboolean, j))
      return FALSE;
  return TRUE;
}

static void
set_limits(Cbc_Model *model, const MusterMipLimits *limits)
{
  Cbc_setLogLevel(model, 0);
  Cbc_setParameter(model, "log", "0");
  Cbc_setParameter(model, "timeMode", "elapsed");
  if (limits == NULL)
    return;
  if (limits->max_nodes > 0)
    Cbc_setMaximumNodes(model, limits->max_nodes);
  if (limits->gap > 0)
    Cbc_setAllowableFractionGap(model, limits->gap);
  if (limits->cuts_off)
    Cbc_setParameter(model, "cuts", "off");
}

static void
read_answer(Cbc_Model *model, const MusterMip *mip, MusterMipResult *result)
{
  result->nodes = Cbc_getNodeCount(model);
  result->bound = CLAMP(Cbc_getBestPossibleObjValue(model), -MUSTER_MIP_INFINITY, MUSTER_MIP_INFINITY);
  const double *solution = Cbc_bestSolution(model);
  if (solution != NULL)
    result->found = take_solution(mip, solution, result);
  if (result->found) {
    result->bound = MIN(result->bound, result->objective);
    result->status = Cbc_status(model) == 0 ? MUSTER_MIP_OPTIMAL : MUSTER_MIP_LIMIT;
  } else if (Cbc_isContinuousUnbounded(model)) {
    result->status = MUSTER_MIP_UNBOUNDED;
  } else if (Cbc_isProvenInfeasible(model)) {
    result->status = MUSTER_MIP_INFEASIBLE;
  } else {
    result->status = Cbc_status(model) == 1 ? MUSTER_MIP_LIMIT : MUSTER_MIP_FAILED;
  }
}

static void
solve_integer(const MusterMip *mip, const MusterMipLimits *limits, MusterMipResult *result)
{
  double relaxed = result->bound;
  g_mutex_lock(&cbc_lock);
  Cbc_Model *model = Cbc_newModel();
  load(model, mip);
  set_limits(model, limits);
  Cbc_solve(model);
  read_answer(model, mip, result);
  Cbc_deleteModel(model);
  g_mutex_unlock(&cbc_lock);
  if (result->found)
    result->bound = MIN(MAX(result->bound, relaxed), result->objective);
}

MusterMipResult *
muster_mip_solve(const MusterMip *mip, const MusterMipLimits *limits)
{
  MusterMipResult *result = g_new0(MusterMipResult, 1);
  result->n = mip->columns.n;
  result->value = g_new0(double, result->n + 1);
  result->bound = -MUSTER_MIP_INFINITY;
  result->gap = NAN;
  gboolean linear = is_linear(mip);
  /* The relaxation first: it says infeasible and unbounded reliably, where CBC's front end is vague. */
  solve_linear(mip, linear, result);
  if (!linear && result->status == MUSTER_MIP_OPTIMAL)
    solve_integer(mip, limits, result);
  if (result->found) {
    double room = result->objective - result->bound;
    result->gap = room <= 0 ? 0 : room / MAX(fabs(result->objective), DBL_MIN);
  }
  return result;
}

void
muster_mip_result_free(MusterMipResult *result)
{
  if (result == NULL)
    return;
  g_free(result->value);
  g_free(result);
}
