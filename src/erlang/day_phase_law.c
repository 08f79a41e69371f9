/* Laws of the day with phases: memory, and what a change of staff does. */
#include "erlang/day_phase_private.h"
#include <string.h>

void
phase_law_clear(PhaseLaw *law)
{
  for (int j = 0; j < law->n_rows; j++)
    g_free(law->row[j]);
  *law = (PhaseLaw){0};
}

void
phase_law_reserve(PhaseLaw *law, int hi)
{
  int size = hi + 2 * PHASE_PAD + 1;
  if (size <= law->size)
    return;
  size += size / 2;
  for (int j = 0; j < law->n_rows; j++) {
    law->row[j] = g_renew(double, law->row[j], size);
    memset(law->row[j] + law->size, 0, (gsize) (size - law->size) * sizeof(double));
  }
  law->size = size;
}

void
phase_law_zero(PhaseLaw *law, int n_rows, int hi)
{
  if (law->n_rows != n_rows) {
    phase_law_clear(law);
    law->n_rows = n_rows;
  }
  phase_law_reserve(law, hi);
  for (int j = 0; j < n_rows; j++)
    memset(law->row[j], 0, (gsize) law->size * sizeof(double));
  law->lo = hi + 1;
  law->hi = -1;
}

void
phase_law_init(PhaseLaw *law, int n_rows)
{
  *law = (PhaseLaw){0};
  phase_law_zero(law, n_rows, 16);
  law->lo = law->hi = 0;
  phase_row(law, 0)[0] = 1.0;
}

void
phase_law_copy(PhaseLaw *to, const PhaseLaw *from)
{
  phase_law_zero(to, from->n_rows, from->hi);
  for (int j = 0; j < from->n_rows && from->hi >= from->lo; j++)
    memcpy(phase_row(to, j) + from->lo, phase_row(from, j) + from->lo, (gsize) (from->hi - from->lo + 1) * sizeof(double));
  to->lo = from->lo;
  to->hi = from->hi;
}

DAY_WIDE static void
add(double *restrict to, const double *restrict from, double weight, int lo, int hi)
{
  for (int n = lo; n <= hi; n++)
    to[n] += weight * from[n];
}

void
phase_law_add(PhaseLaw *to, const PhaseLaw *from, double weight)
{
  phase_law_reserve(to, from->hi);
  for (int j = 0; j < from->n_rows; j++)
    add(phase_row(to, j), phase_row(from, j), weight, from->lo, from->hi);
  to->lo = MIN(to->lo, from->lo);
  to->hi = MAX(to->hi, from->hi);
}

void
phase_change_staff(PhaseLaw *law, int before, int after)
{
  if (after >= before)
    return;
  for (int n = MAX(law->lo, after + 1); n <= law->hi; n++) {
    int busy = MIN(n, before), gone = busy - after;
    for (int j = 0; j < law->n_rows; j++) {
      double stays = j == 0 ? 1.0 : (double) after / busy, value = phase_row(law, j)[n];
      phase_row(law, j)[n] = 0.0;
      phase_row(law, j)[n - gone] += value * stays;
    }
  }
  law->lo = MIN(law->lo, after);
  law->hi = law->hi > before ? law->hi - (before - after) : MIN(law->hi, after);
}
