/* Cover: agents on queue against the requirement's `scheduled`, interval by interval. */
#include "check/check_private.h"

CheckSupply *
check_supply_new(const MusterCentre *centre)
{
  CheckSupply *s = g_new0(CheckSupply, 1);
  s->centre = centre;
  s->set = g_array_new(FALSE, FALSE, sizeof(guint64));
  s->on_s = g_ptr_array_new_with_free_func(g_free);
  return s;
}

void
check_supply_free(CheckSupply *supply)
{
  if (supply == NULL)
    return;
  g_array_unref(supply->set);
  g_ptr_array_unref(supply->on_s);
  g_free(supply);
}

static double *
row_of(CheckSupply *supply, guint64 queues)
{
  for (guint i = 0; i < supply->set->len; i++)
    if (g_array_index(supply->set, guint64, i) == queues)
      return supply->on_s->pdata[i];
  g_array_append_val(supply->set, queues);
  g_ptr_array_add(supply->on_s, g_new0(double, MAX(1, supply->centre->grid->n)));
  return supply->on_s->pdata[supply->on_s->len - 1];
}

static void
add_stretch(const MusterGrid *grid, double *row, gint64 start, gint64 end, int count)
{
  int i = start < grid->start[0] ? 0 : muster_grid_find(grid, start);
  for (; i >= 0 && i < grid->n && grid->start[i] < end; i++)
    row[i] += count * (double) MAX(0, MIN(end, grid->start[i + 1]) - MAX(start, grid->start[i]));
}

void
check_supply_add(CheckSupply *supply, const MusterDuty *duty, guint64 queues, int count)
{
  for (int i = 0; i < duty->n_segments; i++) {
    const MusterSegment *s = &duty->segment[i];
    if (s->kind == MUSTER_ACTIVITY_WORK)
      add_stretch(supply->centre->grid, row_of(supply, s->queues != 0 ? s->queues & queues : queues), s->start, s->end,
                  count);
  }
}

void
check_cover(const CheckSupply *supply, const MusterRequirement *requirement, double *short_h, double *over_h)
{
  const MusterGrid *grid = supply->centre->grid;
  int n_sets = (int) supply->set->len, n_queues = requirement->n_queues;
  g_autofree double *on = g_new0(double, n_sets + 1);
  g_autofree double *need = g_new0(double, n_queues + 1);
  MusterSum missing = {0, 0}, surplus = {0, 0};
  for (int i = 0; i < grid->n; i++) {
    double on_sum = 0, need_sum = 0, length_h = (double) (grid->start[i + 1] - grid->start[i]) / 3600;
    for (int s = 0; s < n_sets; s++) {
      on[s] = ((const double *) supply->on_s->pdata[s])[i] / 3600 / length_h;
      on_sum += on[s];
    }
    for (int q = 0; q < n_queues; q++) {
      need[q] = requirement->need[q * grid->n + i].scheduled;
      need_sum += need[q];
    }
    double met = check_flow(n_sets, on, (const guint64 *) (gpointer) supply->set->data, n_queues, need);
    muster_sum_add(&missing, MAX(0, need_sum - met) * length_h);
    muster_sum_add(&surplus, MAX(0, on_sum - met) * length_h);
  }
  *short_h = muster_sum_value(&missing);
  *over_h = muster_sum_value(&surplus);
}
