/* A programme's answer: its relaxation rounded in several ways, then piece by piece, and where that is not close enough to
 * the bound, branch and cut. Everything is limited by counts of work, so that the answer is the same again. */
#include "plan/plan_private.h"
#include <math.h>
#include <string.h>

#define STANDARD_NODES 60
#define DIVE_PARTS 12

/* Rounding rules tried; which one falls best on a day is chance. */
static const double SHIFT_OFFSETS[] = { 0.5, 0.3, 0.7, 0.1, 0.9, 0.4, 0.6, 0.2, 0.8, 0.999 };
static const double BREAK_OFFSETS[] = { 0.5, 0.2, 0.8 };
static const double DIVE_OFFSETS[] = { 0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75 };

static const MusterPlanPiece ALL_SHIFTS = { FALSE, 0, 1 }, ALL_BREAKS = { TRUE, 0, 1 };

/* Holds the columns of a piece at `value` in the relaxation, or lets them go (NULL). */
static void
hold(const MusterPlanProgramme *programme, MusterLp *lp, MusterPlanPiece piece, const double *value)
{
  for (guint h = 0; h < programme->chains->len; h++) {
    const MusterPlanChain *chain = g_ptr_array_index(programme->chains, h);
    for (int p = -1; p < chain->n_slots; p++) {
      const int *column;
      int from, to;
      if (!muster_plan_piece(chain, p, piece, &column, &from, &to))
        continue;
      for (int k = from; k < to; k++)
        muster_lp_set_column_bounds(lp, column[k], value != NULL ? value[column[k]] : 0,
                                    value != NULL ? value[column[k]] : MUSTER_MIP_INFINITY);
    }
  }
}

/* The best for what is held; infinite when that cannot be had. */
static double
best_for_held(MusterLp *lp)
{
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
  hold(programme, lp, ALL_SHIFTS, value);
  hold(programme, lp, ALL_BREAKS, value);
  double objective = best_for_held(lp);
  if (objective >= *best)
    return;
  *best = objective;
  memcpy(answer->value, value, sizeof(double) * (gsize) muster_mip_n_columns(programme->mip));
}

/* Rounds all shifts in several ways, and for each the breaks that go best with them. */
static void
round_off(const MusterPlanProgramme *programme, MusterLp *lp, const double *relaxed, double *best, MusterPlanAnswer *answer)
{
  gsize n = (gsize) muster_mip_n_columns(programme->mip);
  double gap = programme->setup->options.gap;
  g_autofree double *value = g_new0(double, n);
  g_autofree double *with_shifts = g_new0(double, n);
  for (gsize k = 0; k < G_N_ELEMENTS(SHIFT_OFFSETS) && !close_enough(*best, answer->bound, gap); k++) {
    muster_plan_round(programme, relaxed, ALL_SHIFTS, SHIFT_OFFSETS[k], value);
    hold(programme, lp, ALL_SHIFTS, value);
    hold(programme, lp, ALL_BREAKS, NULL);
    if (best_for_held(lp) >= *best)
      continue;
    memcpy(with_shifts, muster_lp_values(lp), n * sizeof(double));
    for (gsize b = 0; b < G_N_ELEMENTS(BREAK_OFFSETS); b++) {
      muster_plan_round(programme, with_shifts, ALL_BREAKS, BREAK_OFFSETS[b], value);
      offer(programme, lp, value, best, answer);
    }
  }
}

/* Rounds piece by piece along the day, so that what comes later makes up for what was rounded before. */
static void
dive(const MusterPlanProgramme *programme, MusterLp *lp, const double *relaxed, double *best, MusterPlanAnswer *answer)
{
  gsize n = (gsize) muster_mip_n_columns(programme->mip);
  double gap = programme->setup->options.gap;
  g_autofree double *value = g_new0(double, n);
  g_autofree double *now = g_new0(double, n);
  for (gsize k = 0; k < G_N_ELEMENTS(DIVE_OFFSETS) && !close_enough(*best, answer->bound, gap); k++) {
    double objective = 0;
    memcpy(now, relaxed, n * sizeof(double));
    hold(programme, lp, ALL_SHIFTS, NULL);
    hold(programme, lp, ALL_BREAKS, NULL);
    for (int step = 0; step < 2 * DIVE_PARTS && objective < *best; step++) {
      MusterPlanPiece piece = { step >= DIVE_PARTS, step % DIVE_PARTS, DIVE_PARTS };
      muster_plan_round(programme, now, piece, DIVE_OFFSETS[k], value);
      hold(programme, lp, piece, value);
      objective = best_for_held(lp);
      if (isfinite(objective))
        memcpy(now, muster_lp_values(lp), n * sizeof(double));
    }
    if (objective < *best)
      offer(programme, lp, value, best, answer);
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
    dive(programme, lp, relaxed, &best, answer);
  }
  if (!close_enough(best, answer->bound, gap))
    branch(programme, lp, &best, answer);
  answer->bound = MIN(answer->bound, best);
  answer->cut = !close_enough(best, answer->bound, gap);
}
