/* Linear and integer programmes.
 *
 * MusterLp is a linear problem (min c x, row bounds, column bounds) that grows by rows and columns between solves and
 * starts each solve from the last basis: for column generation. MusterMip is an integer programme that is built once and
 * solved once by branch and cut. Infeasible, unbounded and "a limit was met" are results, not errors.
 *
 * Costs are minimised. MUSTER_MIP_INFINITY (or more) and its negative mean "no bound". Limits count work (iterations,
 * nodes), never seconds, so the same programme gives the same answer. The solvers are CLP and CBC; no other room sees
 * their headers. Nothing is printed.
 *
 * Threads: different MusterLp may be used in different threads at once. CBC keeps static state while it solves, so
 * muster_mip_solve() calls wait for one another; they are safe, but do not run side by side.
 *
 * Programmer faults (an index out of range, a bound that is not a number) are asserts.
 */
#pragma once
#include <muster/base/api.h>

G_BEGIN_DECLS

#define MUSTER_MIP_INFINITY 1e30

typedef enum {
  MUSTER_MIP_OPTIMAL,
  MUSTER_MIP_INFEASIBLE,
  MUSTER_MIP_UNBOUNDED,
  MUSTER_MIP_LIMIT,  /* stopped by the limit given; of a MIP the best found, if any, is in the result */
  MUSTER_MIP_FAILED, /* numerical trouble: nothing of the answer may be used */
} MusterMipStatus;
MUSTER_API const char *muster_mip_status_name(MusterMipStatus status);

/* --- linear problems that grow --------------------------------------------------------------------------------- */

typedef struct MusterLp MusterLp;
MUSTER_API MusterLp *muster_lp_new(void); /* no rows, no columns; (transfer full) */
MUSTER_API void muster_lp_free(MusterLp *lp);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterLp, muster_lp_free)

/* Adds lower ≤ Σ value[k] · x[column[k]] ≤ upper, k < n, over columns that exist; columns must differ. n may be 0. Returns
 * its index. A new row enters the basis as its slack. Adding one at a time is cheap: additions are gathered. */
MUSTER_API int muster_lp_add_row(MusterLp *lp, double lower, double upper, int n, const int *column, const double *value);
/* Adds a column with its entries in rows that exist; rows must differ. Returns its index. It starts non-basic at a bound. */
MUSTER_API int muster_lp_add_column(MusterLp *lp, double lower, double upper, double cost, int n, const int *row,
                                    const double *value);
/* Removes columns (indexes must differ); those behind move up. Basic ones may go too, the next solve mends the basis. */
MUSTER_API void muster_lp_delete_columns(MusterLp *lp, int n, const int *column);
MUSTER_API int muster_lp_n_rows(const MusterLp *lp);
MUSTER_API int muster_lp_n_columns(const MusterLp *lp);

MUSTER_API void muster_lp_set_cost(MusterLp *lp, int column, double cost);
MUSTER_API void muster_lp_set_column_bounds(MusterLp *lp, int column, double lower, double upper);
MUSTER_API void muster_lp_set_row_bounds(MusterLp *lp, int row, double lower, double upper);
MUSTER_API double muster_lp_cost(const MusterLp *lp, int column);
MUSTER_API void muster_lp_column_bounds(const MusterLp *lp, int column, double *lower, double *upper);

typedef enum {
  MUSTER_LP_PRIMAL, /* after columns were added or costs changed */
  MUSTER_LP_DUAL,   /* after rows were added or bounds changed */
  MUSTER_LP_FRESH,  /* presolve and no warm start: a first solve of a large problem */
} MusterLpMethod;
/* Solves; at most `max_iterations` simplex steps (0: no limit). The readers below speak of the last solve and are valid
 * until something is added or removed. */
MUSTER_API MusterMipStatus muster_lp_solve(MusterLp *lp, MusterLpMethod method, gint64 max_iterations);
MUSTER_API double muster_lp_objective(const MusterLp *lp);
MUSTER_API gint64 muster_lp_iterations(const MusterLp *lp); /* of the last solve */
MUSTER_API const double *muster_lp_values(const MusterLp *lp);        /* [n_columns]; (transfer none) */
MUSTER_API const double *muster_lp_duals(const MusterLp *lp);         /* [n_rows], ≥ 0 where a lower bound holds; (transfer none) */
MUSTER_API const double *muster_lp_reduced_costs(const MusterLp *lp); /* [n_columns], cost − Σ dual · entry; (transfer none) */

/* The basis, to come back to: one byte per column, then one per row; opaque. (transfer full) */
MUSTER_API GBytes *muster_lp_basis(MusterLp *lp);
/* Takes a basis of as many columns and rows as there were when it was saved; those added since start non-basic / as slack. */
MUSTER_API void muster_lp_set_basis(MusterLp *lp, GBytes *basis, int n_columns, int n_rows);

/* --- integer programmes ------------------------------------------------------------------------------------------ */

typedef struct MusterMip MusterMip;
MUSTER_API MusterMip *muster_mip_new(void); /* (transfer full) */
MUSTER_API void muster_mip_free(MusterMip *mip);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterMip, muster_mip_free)
MUSTER_API int muster_mip_add_column(MusterMip *mip, double lower, double upper, double cost, gboolean integer);
MUSTER_API int muster_mip_add_row(MusterMip *mip, double lower, double upper, int n, const int *column, const double *value);
MUSTER_API int muster_mip_n_rows(const MusterMip *mip);
MUSTER_API int muster_mip_n_columns(const MusterMip *mip);

typedef struct {
  int max_nodes; /* of the search tree; 0: no limit */
  double gap;    /* stop when (objective − bound) / |objective| is no more; 0: to the end */
  gboolean cuts_off; /* no cutting planes */
} MusterMipLimits;

typedef struct {
  MusterMipStatus status; /* OPTIMAL: within limits->gap, proven */
  gboolean found;         /* value[] and objective hold a solution */
  double objective;       /* Σ cost · value, computed here from `value` */
  double bound;           /* no solution costs less; −infinity is −MUSTER_MIP_INFINITY */
  double gap;             /* (objective − bound) / |objective|; 0 when they are equal; NaN when nothing was found */
  int nodes;
  int n;
  double *value;          /* [n]; integer columns are whole */
} MusterMipResult;
/* Solves. Always returns a result; NULL limits: to the end. (transfer full) */
MUSTER_API MusterMipResult *muster_mip_solve(const MusterMip *mip, const MusterMipLimits *limits);
MUSTER_API void muster_mip_result_free(MusterMipResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterMipResult, muster_mip_result_free)
/* The linear relaxation as a problem of its own, same columns and rows in order. (transfer full) */
MUSTER_API MusterLp *muster_mip_relax(const MusterMip *mip);

G_END_DECLS
