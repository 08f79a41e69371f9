/* Interval grids over whole local days. */
#include <muster/base/clock.h>

#define MOST_DAYS 36600 /* a century: beyond it lies a mistyped year */

static gboolean
is_interval(int interval_s)
{
  return interval_s == 300 || interval_s == 600 || interval_s == 900 || interval_s == 1800 ||
         interval_s == 3600;
}

/* Sets the error of a day whose length the interval does not divide. */
static void
refuse_day(const MusterZone *zone, MusterDay day, int interval_s, gint64 length_s, GError **error)
{
  g_autofree char *date = muster_day_format(day);
  g_set_error(error, MUSTER_INPUT_ERROR, MUSTER_INPUT_ERROR_FAULTS,
              "an interval of %d min does not divide %s in %s, whose clock change makes it %d min long",
              interval_s / 60, date, muster_zone_name(zone), (int) (length_s / 60));
}

/* Fills start, day_of and clock_s from the days' first instants. */
static void
fill(MusterGrid *grid, const gint64 *midnight)
{
  int n = 0;
  for (int d = 0; d < grid->n_days; d++) {
    grid->day_first[d] = n;
    for (gint64 t = midnight[d]; t < midnight[d + 1]; t += grid->interval_s, n++) {
      MusterDay day;
      grid->start[n] = t;
      grid->day_of[n] = d;
      muster_zone_to_local(grid->zone, t, &day, &grid->clock_s[n], NULL);
    }
  }
  grid->day_first[grid->n_days] = n;
  grid->start[n] = midnight[grid->n_days];
}

MusterGrid *
muster_grid_new(MusterZone *zone, MusterDay first, int n_days, int interval_s, GError **error)
{
  if (!is_interval(interval_s) || n_days < 1 || n_days > MOST_DAYS) {
    g_set_error(error, MUSTER_INPUT_ERROR, MUSTER_INPUT_ERROR_FAULTS,
                is_interval(interval_s) ? "a grid of %d days; from 1 to 36600 fit"
                                        : "an interval of %d s; 5, 10, 15, 30 or 60 min fit",
                is_interval(interval_s) ? n_days : interval_s);
    return NULL;
  }
  g_autofree gint64 *midnight = g_new(gint64, (gsize) n_days + 1);
  for (int d = 0; d <= n_days; d++) {
    muster_zone_to_utc(zone, first + d, 0, &midnight[d]);
    gint64 length_s = d > 0 ? midnight[d] - midnight[d - 1] : 0;
    if (length_s % interval_s != 0) {
      refuse_day(zone, first + d - 1, interval_s, length_s, error);
      return NULL;
    }
  }
  MusterGrid *grid = g_new0(MusterGrid, 1);
  grid->ref_count = 1;
  grid->zone = muster_zone_ref(zone);
  grid->first_day = first;
  grid->n_days = n_days;
  grid->interval_s = interval_s;
  grid->n = (int) ((midnight[n_days] - midnight[0]) / interval_s);
  grid->start = g_new(gint64, (gsize) grid->n + 1);
  grid->day_first = g_new(int, (gsize) n_days + 1);
  grid->day_of = g_new(int, (gsize) grid->n + 1);
  grid->clock_s = g_new(int, (gsize) grid->n + 1);
  fill(grid, midnight);
  return grid;
}

MusterGrid *
muster_grid_ref(MusterGrid *grid)
{
  g_atomic_int_inc(&grid->ref_count);
  return grid;
}

void
muster_grid_unref(MusterGrid *grid)
{
  if (grid == NULL || !g_atomic_int_dec_and_test(&grid->ref_count))
    return;
  muster_zone_unref(grid->zone);
  g_free(grid->start);
  g_free(grid->day_first);
  g_free(grid->day_of);
  g_free(grid->clock_s);
  g_free(grid);
}

int
muster_grid_find(const MusterGrid *grid, gint64 utc)
{
  if (utc < grid->start[0] || utc >= grid->start[grid->n])
    return -1;
  return (int) ((utc - grid->start[0]) / grid->interval_s);
}
