/* The figures that a file states, held against those that its duties give. */
#include "check/check_private.h"

static void
compare(MusterCheck *check, const char *name, double written, double found)
{
  if (!isfinite(written) || fabs(written - found) <= 0.005 + 1e-6 * fabs(found))
    return;
  g_ptr_array_add(check->differences, g_strdup_printf("%s: the file says %.2f, its duties give %.2f", name, written, found));
}

void
check_figures_compare(MusterCheck *check, const CheckFigures *w)
{
  /* A roster from elsewhere states nothing. */
  if (w->cost == 0 && w->penalty == 0 && w->paid_h == 0 && w->understaffed_h == 0 && w->overstaffed_h == 0)
    return;
  compare(check, "cost", w->cost, check->cost);
  compare(check, "penalty", w->penalty, check->penalty);
  compare(check, "objective", w->objective, check->objective);
  compare(check, "paid_h", w->paid_h, check->paid_h);
  compare(check, "understaffed_h", w->understaffed_h, check->understaffed_h);
  compare(check, "overstaffed_h", w->overstaffed_h, check->overstaffed_h);
}
