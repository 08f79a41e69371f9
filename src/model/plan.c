/* Plan: the value. Its YAML is in plan_yaml.c. */
#include <muster/model/plan.h>
#include "model/on_queue_private.h"
#include <string.h>

void
muster_plan_shift_clear(MusterPlanShift *shift)
{
  for (int i = 0; i < shift->n_pauses; i++)
    g_free(shift->pause[i].name);
  g_free(shift->pause);
  *shift = (MusterPlanShift){0};
}

MusterPlan *
muster_plan_new(const MusterCentre *centre)
{
  MusterPlan *plan = g_new0(MusterPlan, 1);
  plan->grid = muster_grid_ref(centre->grid);
  plan->shifts = g_array_new(FALSE, FALSE, sizeof(MusterPlanShift));
  g_array_set_clear_func(plan->shifts, (GDestroyNotify) muster_plan_shift_clear);
  return plan;
}

void
muster_plan_free(MusterPlan *plan)
{
  if (plan == NULL)
    return;
  g_array_unref(plan->shifts);
  muster_grid_unref(plan->grid);
  g_free(plan);
}

#define COMPARE(a, b)                                                                                        \
  if ((a) != (b))                                                                                            \
  return (a) < (b) ? -1 : 1

static int
compare_pauses(const MusterPlanShift *a, const MusterPlanShift *b)
{
  for (int i = 0; i < MIN(a->n_pauses, b->n_pauses); i++) {
    const MusterPause *x = &a->pause[i], *y = &b->pause[i];
    COMPARE(x->start, y->start);
    COMPARE(x->end, y->end);
    COMPARE(x->paid, y->paid);
    int names = strcmp(x->name, y->name);
    if (names != 0)
      return names;
  }
  COMPARE(a->n_pauses, b->n_pauses);
  return 0;
}

int
muster_plan_shift_compare(const MusterPlanShift *a, const MusterPlanShift *b)
{
  COMPARE(a->day, b->day);
  COMPARE(a->group, b->group);
  COMPARE(a->start, b->start);
  COMPARE(a->end, b->end);
  COMPARE(a->shift, b->shift);
  return compare_pauses(a, b);
}

void
muster_plan_add(MusterPlan *plan, const MusterPlanShift *shift)
{
  /* Behind all that are not greater: shifts mostly come in order, and equal ones keep theirs. */
  guint at = plan->shifts->len;
  if (at > 0 && muster_plan_shift_compare(&g_array_index(plan->shifts, MusterPlanShift, at - 1), shift) > 0) {
    guint low = 0;
    while (low < at) {
      guint middle = low + (at - low) / 2;
      if (muster_plan_shift_compare(&g_array_index(plan->shifts, MusterPlanShift, middle), shift) > 0)
        at = middle;
      else
        low = middle + 1;
    }
  }
  g_array_insert_vals(plan->shifts, at, shift, 1);
}

void
muster_plan_on_queue(const MusterPlan *plan, const MusterCentre *centre, double *out)
{
  int n = plan->grid->n;
  memset(out, 0, sizeof *out * (gsize) centre->n_groups * (gsize) n);
  for (guint k = 0; k < plan->shifts->len; k++) {
    const MusterPlanShift *shift = &g_array_index(plan->shifts, MusterPlanShift, k);
    double *row = out + (gsize) shift->group * (gsize) n;
    gint64 from = shift->start;
    for (int i = 0; i < shift->n_pauses; i++) {
      model_cover(plan->grid, from, shift->pause[i].start, shift->count, row);
      from = MAX(from, shift->pause[i].end);
    }
    model_cover(plan->grid, from, shift->end, shift->count, row);
  }
}
