/* Whole numbers from a relaxed answer.
 *
 * The rows of a chain are orders between cumulative counts (chain_rows.c), and ⌊count + offset⌋ keeps every order. So
 * rounding the cumulative counts of shifts and of breaks, all by one rule, gives whole numbers that keep every window and
 * distance; only limits on heads and seats must be looked at again. Shifts are rounded first; with them held, the breaks
 * are relaxed once more and then rounded. */
#include "plan/plan_private.h"
#include <math.h>

#define GRAIN 1e-7 /* the solver's noise: counts this close are one count */

static void
round_list(const int *column, int n, const double *relaxed, double offset, double *value)
{
  double sum = 0, before = 0;
  for (int k = 0; k < n; k++) {
    sum += relaxed[column[k]];
    double whole = MAX(floor(sum + offset + GRAIN), before);
    value[column[k]] = whole - before;
    before = whole;
  }
}

void
muster_plan_round(const MusterPlanProgramme *programme, const double *relaxed, gboolean breaks, double offset, double *value)
{
  for (guint h = 0; h < programme->chains->len; h++) {
    const MusterPlanChain *chain = g_ptr_array_index(programme->chains, h);
    if (!breaks)
      round_list(chain->x, (int) chain->form->len, relaxed, offset, value);
    for (int p = 0; breaks && p < chain->n_slots; p++)
      round_list(chain->b[p], (int) chain->point[p]->len, relaxed, offset, value);
  }
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
