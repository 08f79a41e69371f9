#include "mip/matrix_private.h"
#include <float.h>
#include <math.h>

double
muster_mip_bound(double bound)
{
  g_assert(!isnan(bound));
  if (bound >= MUSTER_MIP_INFINITY)
    return DBL_MAX;
  if (bound <= -MUSTER_MIP_INFINITY)
    return -DBL_MAX;
  return bound;
}

void
muster_mip_batch_init(MusterMipBatch *batch)
{
  int zero = 0;
  batch->n = 0;
  batch->lower = g_array_new(FALSE, FALSE, sizeof(double));
  batch->upper = g_array_new(FALSE, FALSE, sizeof(double));
  batch->cost = g_array_new(FALSE, FALSE, sizeof(double));
  batch->start = g_array_new(FALSE, FALSE, sizeof(int));
  batch->index = g_array_new(FALSE, FALSE, sizeof(int));
  batch->value = g_array_new(FALSE, FALSE, sizeof(double));
  g_array_append_val(batch->start, zero);
}

void
muster_mip_batch_clear(MusterMipBatch *batch)
{
  g_array_unref(batch->lower);
  g_array_unref(batch->upper);
  g_array_unref(batch->cost);
  g_array_unref(batch->start);
  g_array_unref(batch->index);
  g_array_unref(batch->value);
}

void
muster_mip_batch_empty(MusterMipBatch *batch)
{
  batch->n = 0;
  g_array_set_size(batch->lower, 0);
  g_array_set_size(batch->upper, 0);
  g_array_set_size(batch->cost, 0);
  g_array_set_size(batch->start, 1);
  g_array_set_size(batch->index, 0);
  g_array_set_size(batch->value, 0);
}

void
muster_mip_batch_add(MusterMipBatch *batch, double lower, double upper, double cost, int n, const int *index,
                     const double *value)
{
  g_assert(isfinite(cost));
  lower = muster_mip_bound(lower);
  upper = muster_mip_bound(upper);
  g_array_append_val(batch->lower, lower);
  g_array_append_val(batch->upper, upper);
  g_array_append_val(batch->cost, cost);
  for (int k = 0; k < n; k++) {
    g_assert(isfinite(value[k]));
    if (value[k] == 0)
      continue;
    g_array_append_val(batch->index, index[k]);
    g_array_append_val(batch->value, value[k]);
  }
  int end = (int) batch->index->len;
  g_array_append_val(batch->start, end);
  batch->n++;
}
