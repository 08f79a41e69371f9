/* A bound on days that hang together across midnight, by Lagrangian relaxation (Geoffrion 1974).
 *
 * What the shifts of one day bring to the next is cut loose: a day sells its people after midnight at a price per crew and
 * interval, the next day buys as many as it likes at that price. In the true plan both are the same people, so what one
 * pays the other earns, and the optima of the days apart cannot add up to more than the plan costs, whatever the prices.
 * The prices are the duals of the programme in which the day was planned, which looks ahead to the next: with them the
 * relaxation loses little, and a day's optimum is finite, since those duals are feasible for it. */
#include "plan/plan_private.h"
#include <math.h>

MusterPlanWorth *
muster_plan_worth_new(const MusterPlanSetup *setup)
{
  int n = setup->n_crews * setup->centre->grid->n;
  MusterPlanWorth *worth = g_new0(MusterPlanWorth, 1);
  worth->price = g_new(double, n + 1);
  for (int k = 0; k < n; k++)
    worth->price[k] = NAN;
  return worth;
}

void
muster_plan_worth_free(MusterPlanWorth *worth)
{
  if (worth == NULL)
    return;
  g_free(worth->price);
  g_free(worth);
}

static double
dual_of(const MusterPlanAnswer *answer, int row)
{
  return row >= 0 && answer->dual != NULL ? answer->dual[row] : 0;
}

void
muster_plan_worth_set(MusterPlanWorth *worth, const MusterPlanProgramme *programme, const MusterPlanAnswer *answer)
{
  const MusterGrid *grid = programme->setup->centre->grid;
  int n = programme->i1 - programme->i0;
  for (int c = 0; c < programme->setup->n_crews; c++)
    for (int i = grid->day_first[programme->day + 1]; i < programme->i1; i++) {
      int place = c * n + i - programme->i0;
      /* Without a row nobody of the day can be there, so nobody is for sale. */
      if (programme->cover_row[place] >= 0)
        worth->price[c * grid->n + i] = dual_of(answer, programme->cover_row[place]) + dual_of(answer, programme->minimum_row[place]);
    }
}

double
muster_plan_part_bound(const MusterPlanSetup *setup, int team, int day, const MusterPlanWorth *worth)
{
  g_autoptr(MusterPlanProgramme) programme = muster_plan_part_new(setup, team, day, worth);
  g_autoptr(MusterLp) lp = muster_mip_relax(programme->mip);
  return muster_lp_solve(lp, MUSTER_LP_FRESH, 0) == MUSTER_MIP_OPTIMAL ? muster_lp_objective(lp) : -INFINITY;
}

static double
sum_of_days(const MusterPlanSetup *setup, int team, const MusterPlanWorth *worth, const double *alone)
{
  double sum = 0;
  for (int d = 0; d < setup->centre->grid->n_days; d++)
    sum += isnan(alone[d]) ? muster_plan_part_bound(setup, team, d, worth) : alone[d];
  return sum;
}

double
muster_plan_bound(const MusterPlanSetup *setup, int team, MusterPlanWorth *worth, const double *alone)
{
  double bound = sum_of_days(setup, team, worth, alone);
  if (!isfinite(bound)) {
    /* Limits on seats after midnight have prices of their own, which are not in these. People for nothing are a weaker
     * bound that always holds. */
    for (int k = 0; k < setup->n_crews * setup->centre->grid->n; k++)
      if (!isnan(worth->price[k]))
        worth->price[k] = 0;
    bound = sum_of_days(setup, team, worth, alone);
  }
  return isfinite(bound) ? MAX(bound, 0) : 0; /* nothing costs less than nothing */
}
