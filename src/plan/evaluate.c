/* The totals of a plan, from its shifts alone: money of each shift, people on queue per interval, and how they would best be
 * shared out over the queues. Knows nothing of the programme that made the plan. */
#include "plan/plan_private.h"
#include <math.h>

/* One interval's sharing out as a linear problem; its bounds change from interval to interval. */
typedef struct {
  MusterLp *lp;
  int *group_row, *idle;   /* [n_groups] */
  int *queue_row, *missing; /* [n_queues] */
} Sharing;

static void
sharing_init(Sharing *sharing, const MusterCentre *centre, const MusterPlanPrices *prices)
{
  sharing->lp = muster_lp_new();
  sharing->group_row = g_new(int, centre->n_groups + 1);
  sharing->idle = g_new(int, centre->n_groups + 1);
  sharing->queue_row = g_new(int, centre->n_queues + 1);
  sharing->missing = g_new(int, centre->n_queues + 1);
  for (int g = 0; g < centre->n_groups; g++)
    sharing->group_row[g] = muster_lp_add_row(sharing->lp, 0, 0, 0, NULL, NULL);
  for (int q = 0; q < centre->n_queues; q++)
    sharing->queue_row[q] = muster_lp_add_row(sharing->lp, 0, 0, 0, NULL, NULL);
  for (int q = 0; q < centre->n_queues; q++)
    sharing->missing[q] = muster_lp_add_column(sharing->lp, 0, MUSTER_MIP_INFINITY, prices->short_per_h, 1,
                                               &sharing->queue_row[q], (double[]){ 1 });
  for (int g = 0; g < centre->n_groups; g++) {
    sharing->idle[g] = muster_lp_add_column(sharing->lp, 0, MUSTER_MIP_INFINITY, prices->over_per_h, 1,
                                            &sharing->group_row[g], (double[]){ 1 });
    for (int k = 0; k < centre->group[g].n_serves; k++) {
      const MusterServes *s = &centre->group[g].serves[k];
      if (muster_plan_covers(centre, s))
        muster_lp_add_column(sharing->lp, 0, MUSTER_MIP_INFINITY, 0, 2,
                             (int[]){ sharing->group_row[g], sharing->queue_row[s->queue] },
                             (double[]){ 1, s->pace > 0 ? s->pace : 1 });
    }
  }
}

static void
sharing_clear(Sharing *sharing)
{
  muster_lp_free(sharing->lp);
  g_free(sharing->group_row);
  g_free(sharing->idle);
  g_free(sharing->queue_row);
  g_free(sharing->missing);
}

/* Agents missing and idle in interval i. FALSE when the solver gives up (it has no reason to). */
static gboolean
share_interval(Sharing *sharing, const MusterCentre *centre, const MusterRequirement *r, const double *on_queue, int i,
               double *missing, double *idle)
{
  int n = centre->grid->n;
  for (int g = 0; g < centre->n_groups; g++) {
    double people = MAX(on_queue[g * n + i], 0);
    muster_lp_set_row_bounds(sharing->lp, sharing->group_row[g], people, people);
  }
  for (int q = 0; q < centre->n_queues; q++) {
    double need = MAX(r->need[q * n + i].scheduled, 0);
    muster_lp_set_row_bounds(sharing->lp, sharing->queue_row[q], need, need);
  }
  if (muster_lp_solve(sharing->lp, MUSTER_LP_DUAL, 0) != MUSTER_MIP_OPTIMAL)
    return FALSE;
  const double *value = muster_lp_values(sharing->lp);
  *missing = *idle = 0;
  for (int q = 0; q < centre->n_queues; q++)
    *missing += value[sharing->missing[q]];
  for (int g = 0; g < centre->n_groups; g++)
    *idle += value[sharing->idle[g]];
  return TRUE;
}

static double
minimum_missing(const MusterPlanSetup *setup, const double *on_queue, int i)
{
  double sum = 0;
  for (int c = 0; c < setup->n_crews; c++) {
    const MusterPlanCrew *crew = &setup->crew[c]; /* one with a minimum has one group */
    if (crew->minimum == NULL)
      continue;
    double want = muster_plan_minimum(setup->centre, crew->minimum, crew, i);
    sum += MAX(want - on_queue[crew->group[0] * setup->centre->grid->n + i], 0);
  }
  return sum;
}

static void
count_pay(MusterPlan *plan, const MusterCentre *centre)
{
  MusterSum cost = { 0 }, paid_s = { 0 };
  for (guint k = 0; k < plan->shifts->len; k++) {
    const MusterPlanShift *s = &g_array_index(plan->shifts, MusterPlanShift, k);
    double seconds = (double) (s->end - s->start), weighted_s = muster_plan_weighted_s(centre, s->start, s->end);
    for (int p = 0; p < s->n_pauses; p++)
      if (!s->pause[p].paid) {
        seconds -= (double) (s->pause[p].end - s->pause[p].start);
        weighted_s -= muster_plan_weighted_s(centre, s->pause[p].start, s->pause[p].end);
      }
    double per_h = centre->group[s->group].cost_per_h;
    muster_sum_add(&paid_s, s->count * seconds);
    muster_sum_add(&cost, s->count * weighted_s / 3600 * (isfinite(per_h) ? per_h : 0));
  }
  plan->paid_h = muster_sum_value(&paid_s) / 3600;
  plan->cost = muster_sum_value(&cost);
}

void
muster_plan_evaluate(MusterPlan *plan, const MusterCentre *centre, const MusterRequirement *requirement)
{
  MusterPlanOptions options;
  muster_plan_options_init(&options);
  g_autoptr(MusterPlanSetup) setup = muster_plan_setup_new(centre, requirement, &options);
  g_autofree double *on_queue = g_new0(double, (gsize) centre->n_groups * (gsize) centre->grid->n + 1);
  double hours = centre->interval_s / 3600.0;
  MusterSum missing = { 0 }, idle = { 0 }, below = { 0 };
  Sharing sharing;
  count_pay(plan, centre);
  muster_plan_on_queue(plan, centre, on_queue);
  sharing_init(&sharing, centre, &setup->prices);
  for (int i = 0; i < centre->grid->n; i++) {
    double m = 0, s = 0;
    if (!share_interval(&sharing, centre, requirement, on_queue, i, &m, &s))
      g_warning("interval %d could not be shared out over the queues", i);
    muster_sum_add(&missing, m);
    muster_sum_add(&idle, s);
    muster_sum_add(&below, minimum_missing(setup, on_queue, i));
  }
  sharing_clear(&sharing);
  plan->understaffed_h = muster_sum_value(&missing) * hours;
  plan->overstaffed_h = muster_sum_value(&idle) * hours;
  plan->penalty = plan->understaffed_h * setup->prices.short_per_h + plan->overstaffed_h * setup->prices.over_per_h +
                  muster_sum_value(&below) * hours * setup->prices.minimum_per_h;
  plan->objective = plan->cost + plan->penalty;
  plan->gap = plan->objective > 0 ? MAX(plan->objective - plan->bound, 0) / plan->objective : 0;
}
