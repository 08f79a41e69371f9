/* A programme's answer: its relaxation rounded in several ways, and where that is not close enough to the bound, branch
 * and cut. Everything is limited by counts of work, so that the answer is the same again. */
#include "plan/plan_private.h"
#include <math.h>
#include <string.h>

#define STANDARD_NODES 60

/* Rounding rules tried; which one falls best on a day is chance. */
static const double SHIFT_OFFSETS[] = { 0.5, 0.3, 0.7, 0.1, 0.9, 0.4, 0.6, 0.2, 0.8, 0.999 };
static const double BREAK_OFFSETS[] = { 0.5, 0.2, 0.8 };

/* Bounds of columns of the relaxation: at `value`, or free again. */
static void
hold(MusterLp *lp, const int *column, guint n, const double *value, gboolean free)
{
  for (guint k = 0; k < n; k++)
    muster_lp_set_column_bounds(lp, column[k], free ? 0 : value[column[k]], free ? MUSTER_MIP_INFINITY : value[column[k]]);
}

/* Holds the shifts of all chains at `value`, and their breaks too or not; then the rest at its best for them. Infinite
 * when that cannot be had. */
static double
objective_of(const MusterPlanProgramme *programme, MusterLp *lp, const double *value, gboolean breaks)
{
  for (guint h = 0; h < programme->chains->len; h++) {
    const MusterPlanChain *chain = g_ptr_array_index(programme->chains, h);
    hold(lp, chain->x, chain->form->len, value, FALSE);
    for (int p = 0; p < chain->n_slots; p++)
      hold(lp, chain->b[p], chain->point[p]->len, value, !breaks);
  }
  return muster_lp_solve(lp, MUSTER_LP_DUAL, 0) == MUSTER_MIP_OPTIMAL ? muster_lp_objective(lp) : INFINITY;
}

static gboolean
close_enough(double objective, double bound, double gap)
{
  return isfinite(objective) && objective - bound <= gap * fabs(objective) + 1e-9;
}

/* Keeps `value` when it is better than the best. */
static void
offer(const MusterPlanProgramme *programme, MusterLp *lp, const double *value, double *best, MusterPlanAnswer *answer)
{
  if (!muster_plan_lawful(programme, value))
    return;
  double objective = objective_of(programme, lp, value, TRUE);
  if (objective >= *best)
    return;
  *best = objective;
  memcpy(answer->value, value, sizeof(double) * (gsize) muster_mip_n_columns(programme->mip));
}

/* Rounds the relaxed shifts in several ways, and for each the breaks that go best with them. */
static void
round_off(const MusterPlanProgramme *programme, MusterLp *lp, const double *relaxed, double *best, MusterPlanAnswer *answer)
{
  gsize n = (gsize) muster_mip_n_columns(programme->mip);
  double gap = programme->setup->options.gap;
  g_autofree double *value = g_new0(double, n);
  g_autofree double *with_shifts = g_new0(double, n);
  for (gsize k = 0; k < G_N_ELEMENTS(SHIFT_OFFSETS) && !close_enough(*best, answer->bound, gap); k++) {
    muster_plan_round(programme, relaxed, FALSE, SHIFT_OFFSETS[k], value);
    if (objective_of(programme, lp, value, FALSE) >= *best)
      continue;
    memcpy(with_shifts, muster_lp_values(lp), n * sizeof(double));
    for (gsize b = 0; b < G_N_ELEMENTS(BREAK_OFFSETS); b++) {
      muster_plan_round(programme, with_shifts, TRUE, BREAK_OFFSETS[b], value);
      offer(programme, lp, value, best, answer);
    }
  }
}

static void
branch(const MusterPlanProgramme *programme, MusterLp *lp, double *best, MusterPlanAnswer *answer)
{
  const MusterPlanOptions *options = &programme->setup->options;
  MusterMipLimits limits = { .gap = options->gap, .max_nodes = options->max_nodes > 0 ? options->max_nodes : STANDARD_NODES };
  g_autoptr(MusterMipResult) result = muster_mip_solve(programme->mip, &limits);
  if (result->status == MUSTER_MIP_OPTIMAL || result->status == MUSTER_MIP_LIMIT)
    answer->bound = MAX(answer->bound, result->bound);
  if (result->found)
    offer(programme, lp, result->value, best, answer);
}

void
muster_plan_solve(const MusterPlanProgramme *programme, MusterPlanAnswer *answer)
{
  gsize n = (gsize) muster_mip_n_columns(programme->mip);
  g_autofree double *relaxed = g_new0(double, n + 1);
  g_autoptr(MusterLp) lp = muster_mip_relax(programme->mip);
  double best = INFINITY, gap = programme->setup->options.gap;
  answer->value = g_new0(double, n + 1); /* nobody at all is always lawful */
  answer->bound = 0;                     /* nothing costs less than nothing */
  answer->cut = FALSE;
  answer->dual = NULL;
  if (n == 0)
    return;
  if (muster_lp_solve(lp, MUSTER_LP_FRESH, 0) == MUSTER_MIP_OPTIMAL) {
    answer->bound = MAX(0, muster_lp_objective(lp));
    memcpy(relaxed, muster_lp_values(lp), n * sizeof(double));
    answer->dual = g_memdup2(muster_lp_duals(lp), sizeof(double) * (gsize) muster_mip_n_rows(programme->mip));
    round_off(programme, lp, relaxed, &best, answer);
  }
  if (!close_enough(best, answer->bound, gap))
    branch(programme, lp, &best, answer);
  answer->bound = MIN(answer->bound, best);
  answer->cut = !close_enough(best, answer->bound, gap);
}
