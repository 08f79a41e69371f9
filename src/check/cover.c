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

/* Bits of the posts that somebody of each set of queues covers. */
static void
cover_masks(const CheckSupply *supply, const GArray *posts, guint64 *mask)
{
  for (guint s = 0; s < supply->set->len; s++) {
    mask[s] = 0;
    for (guint p = 0; p < posts->len; p++)
      if (muster_post_is_covered_by(&g_array_index(posts, MusterPost, p), g_array_index(supply->set, guint64, s)))
        mask[s] |= G_GUINT64_CONSTANT(1) << p;
  }
}

/* Posts beyond 64 that ask for the same queues are one; so many different ones do not fit beside each other. */
static void
join_alike(GArray *posts)
{
  for (guint p = 0; p < posts->len; p++)
    for (guint other = posts->len - 1; other > p; other--) {
      MusterPost *a = &g_array_index(posts, MusterPost, p), *b = &g_array_index(posts, MusterPost, other);
      if (a->queues != b->queues)
        continue;
      a->agents += b->agents;
      a->scheduled += b->scheduled;
      g_array_remove_index(posts, other);
    }
}

/* Hours short and above in one interval. */
static void
cover_interval(const CheckSupply *supply, GArray *posts, int i, double *missing_h, double *surplus_h)
{
  const MusterGrid *grid = supply->centre->grid;
  int n_sets = (int) supply->set->len;
  double on_sum = 0, need_sum = 0, length_h = (double) (grid->start[i + 1] - grid->start[i]) / 3600;
  g_autofree double *on = g_new0(double, n_sets + 1);
  g_autofree double *need = g_new0(double, posts->len + 1);
  g_autofree guint64 *mask = g_new0(guint64, n_sets + 1);
  for (int s = 0; s < n_sets; s++) {
    on[s] = ((const double *) supply->on_s->pdata[s])[i] / 3600 / length_h;
    on_sum += on[s];
  }
  for (guint p = 0; p < posts->len; p++) {
    need[p] = g_array_index(posts, MusterPost, p).scheduled;
    need_sum += need[p];
  }
  cover_masks(supply, posts, mask);
  double met = check_flow(n_sets, on, mask, (int) posts->len, need);
  *missing_h = MAX(0, need_sum - met) * length_h;
  *surplus_h = MAX(0, on_sum - met) * length_h;
}

void
check_cover(const CheckSupply *supply, const MusterRequirement *requirement, double *short_h, double *over_h)
{
  MusterSum missing = {0, 0}, surplus = {0, 0};
  for (int i = 0; i < supply->centre->grid->n; i++) {
    double missing_h, surplus_h;
    g_autoptr(GArray) posts = muster_requirement_posts(requirement, i);
    join_alike(posts);
    cover_interval(supply, posts, i, &missing_h, &surplus_h);
    muster_sum_add(&missing, missing_h);
    muster_sum_add(&surplus, surplus_h);
  }
  *short_h = muster_sum_value(&missing);
  *over_h = muster_sum_value(&surplus);
}
