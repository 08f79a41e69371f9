/* Rows or columns gathered one at a time: what the solvers take in one batch. */
#pragma once
#include <muster/mip.h>

typedef struct {
  int n;
  GArray *lower, *upper, *cost; /* double, [n]; cost is unused for rows */
  GArray *start;                /* int, [n + 1] */
  GArray *index;                /* int */
  GArray *value;                /* double */
} MusterMipBatch;

void muster_mip_batch_init(MusterMipBatch *batch);
void muster_mip_batch_clear(MusterMipBatch *batch);  /* frees */
void muster_mip_batch_empty(MusterMipBatch *batch);  /* keeps the memory */
/* Entries of value 0 are left out. */
void muster_mip_batch_add(MusterMipBatch *batch, double lower, double upper, double cost, int n, const int *index,
                          const double *value);
/* Bounds as the solvers know them: anything at MUSTER_MIP_INFINITY or beyond is DBL_MAX. */
double muster_mip_bound(double bound);

#define MUSTER_MIP_DATA(array, type) ((type *) (void *) (array)->data)
