/* Whole numbers from a relaxed answer.
 *
 * The rows of a chain are orders between cumulative counts (chain_rows.c), and ⌊count + offset⌋ keeps every order. So
 * rounding the cumulative counts of shifts and of breaks, all by one rule, gives whole numbers that keep every window and
 * distance; only limits on heads and seats must be looked at again. For the same reason some counts may be rounded and held
 * while the rest is relaxed once more: a way to finish is always left. */
#include "plan/plan_private.h"
#include <math.h>

#define GRAIN 1e-7 /* the solver's noise: counts this close are one count */

/* Rounds columns [from, to); those before are whole already, in `relaxed` as well. */
static void
round_list(const int *column, int from, int to, const double *relaxed, double offset, double *value)
{
  double sum = 0, before = 0;
  for (int k = 0; k < to; k++) {
    sum += relaxed[column[k]];
    if (k >= from)
      value[column[k]] = MAX(floor(sum + offset + GRAIN) - before, 0);
    before += value[column[k]];
  }
}

void
muster_plan_round(const MusterPlanProgramme *programme, const double *relaxed, MusterPlanPiece piece, double offset, double *value)
{
  for (guint h = 0; h < programme->chains->len; h++) {
    const MusterPlanChain *chain = g_ptr_array_index(programme->chains, h);
    for (int p = -1; p < chain->n_slots; p++) {
      const int *column;
      int from, to;
      if (muster_plan_piece(chain, p, piece, &column, &from, &to))
        round_list(column, from, to, relaxed, offset, value);
    }
  }
}

gboolean
muster_plan_piece(const MusterPlanChain *chain, int slot, MusterPlanPiece piece, const int **column, int *from, int *to)
{
  int n = slot < 0 ? (int) chain->form->len : (int) chain->point[slot]->len;
  if (piece.breaks != (slot >= 0))
    return FALSE;
  *column = slot < 0 ? chain->x : chain->b[slot];
  *from = n * piece.part / piece.parts;
  *to = n * (piece.part + 1) / piece.parts;
  return *to > *from;
}

static gboolean
within_seats(const MusterPlanProgramme *programme, const double *value)
{
  double seats = programme->setup->centre->seats;
  if (!isfinite(seats))
    return TRUE;
  for (int i = programme->i0; i < programme->i1; i++) {
    const GArray *list = programme->present[i - programme->i0];
    double people = programme->carry != NULL ? programme->carry->present[i] : 0, added = 0;
    for (guint k = 0; k < list->len; k++)
      added += value[g_array_index(list, MusterPlanEntry, k).column];
    if (added > GRAIN && people + added > seats + GRAIN)
      return FALSE;
  }
  return TRUE;
}

static gboolean
within_heads(const MusterPlanProgramme *programme, const double *value)
{
  const MusterPlanSetup *setup = programme->setup;
  for (int c = 0; c < setup->n_crews; c++) {
    double shifts = 0;
    for (guint h = 0; h < programme->chains->len; h++) {
      const MusterPlanChain *chain = g_ptr_array_index(programme->chains, h);
      for (guint k = 0; chain->crew == c && k < chain->form->len; k++)
        shifts += value[chain->x[k]];
    }
    if (shifts > muster_plan_heads(setup, c, programme->day) + GRAIN)
      return FALSE;
  }
  return TRUE;
}

gboolean
muster_plan_lawful(const MusterPlanProgramme *programme, const double *value)
{
  for (guint h = 0; h < programme->chains->len; h++) {
    const MusterPlanChain *chain = g_ptr_array_index(programme->chains, h);
    g_autoptr(GArray) units = muster_plan_deal_out(chain, value);
    if (units == NULL)
      return FALSE;
  }
  return within_heads(programme, value) && within_seats(programme, value);
}
