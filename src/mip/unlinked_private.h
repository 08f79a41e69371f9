/* A linear problem without rows or without columns: CLP 1.17 does not survive it. */
#pragma once
#include <muster/mip.h>

typedef struct {
  gboolean in_use;         /* the last solve was of this kind */
  double objective;
  GArray *value;           /* double, [n_columns] */
  GArray *cost;            /* double, [n_columns]: the reduced costs */
  GArray *dual;            /* double, [n_rows], zeros */
} MusterLpUnlinked;

void muster_lp_unlinked_init(MusterLpUnlinked *u);
void muster_lp_unlinked_clear(MusterLpUnlinked *u);
/* Every column goes to its cheaper bound; every row holds 0. Arrays of double, bounds as the solvers know them. */
MusterMipStatus muster_lp_unlinked_solve(MusterLpUnlinked *u, const GArray *lower, const GArray *upper, const GArray *cost,
                                         const GArray *row_lower, const GArray *row_upper);
