#include "mip/unlinked_private.h"
#include <float.h>

#define AT(array, i) g_array_index((array), double, (i))

void
muster_lp_unlinked_init(MusterLpUnlinked *u)
{
  u->in_use = FALSE;
  u->value = g_array_new(FALSE, TRUE, sizeof(double));
  u->cost = g_array_new(FALSE, TRUE, sizeof(double));
  u->dual = g_array_new(FALSE, TRUE, sizeof(double));
}

void
muster_lp_unlinked_clear(MusterLpUnlinked *u)
{
  g_array_unref(u->value);
  g_array_unref(u->cost);
  g_array_unref(u->dual);
}

/* Where a column of that cost and those bounds goes; ±DBL_MAX: without end. */
static double
best_value(double lower, double upper, double cost)
{
  if (cost > 0)
    return lower;
  if (cost < 0)
    return upper;
  return CLAMP(0, lower, upper);
}

MusterMipStatus
muster_lp_unlinked_solve(MusterLpUnlinked *u, const GArray *lower, const GArray *upper, const GArray *cost,
                         const GArray *row_lower, const GArray *row_upper)
{
  MusterMipStatus status = MUSTER_MIP_OPTIMAL;
  u->objective = 0;
  g_array_set_size(u->value, lower->len);
  g_array_set_size(u->cost, lower->len);
  g_array_set_size(u->dual, 0);
  g_array_set_size(u->dual, row_lower->len);
  for (guint j = 0; j < lower->len; j++) {
    double x = best_value(AT(lower, j), AT(upper, j), AT(cost, j));
    if (x >= DBL_MAX || x <= -DBL_MAX) {
      status = MUSTER_MIP_UNBOUNDED;
      x = 0;
    }
    AT(u->value, j) = x;
    AT(u->cost, j) = AT(cost, j);
    u->objective += AT(cost, j) * x;
  }
  for (guint j = 0; j < lower->len; j++)
    if (AT(lower, j) > AT(upper, j))
      status = MUSTER_MIP_INFEASIBLE;
  for (guint i = 0; i < row_lower->len; i++)
    if (AT(row_lower, i) > 0 || AT(row_upper, i) < 0)
      status = MUSTER_MIP_INFEASIBLE;
  return status;
}
