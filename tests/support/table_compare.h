/* Results held against a table of high precision, each number to 1e-10 of itself. */
#pragma once
#include "table.h"

static const double ALLOWED = 1e-10;

static inline void
compare(const Table *table, guint row, const char *column, double got, double *worst)
{
  double want = table_number(table, row, column), part = fabs(got - want) / (fabs(want) * ALLOWED + 1e-300);
  if (!(part <= 1.0))
    g_printerr("row %u, %s: %.17g, want %.17g\n", row + 2, column, got, want);
  CU_ASSERT(part <= 1.0);
  *worst = fmax(*worst, part);
}
