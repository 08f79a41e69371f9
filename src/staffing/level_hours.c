/* The clock of a queue whose work can wait. */
#include "staffing/level_private.h"
#include <math.h>

void
level_hours_init(LevelHours *h, const MusterCentre *centre, int queue)
{
  const MusterGrid *grid = centre->grid;
  *h = (LevelHours){
      .grid = grid,
      .counts_open = centre->queue[queue].clock_open_hours,
      .open_s = g_new(double, grid->n),
      .open_before_s = g_new0(double, grid->n + 1),
      .next_open = g_new(int, grid->n + 1),
      .opens_again = muster_centre_next_opening(centre, queue, grid->start[grid->n]),
  };
  h->next_open[grid->n] = grid->n;
  for (int i = 0; i < grid->n; i++) {
    h->open_s[i] = muster_centre_open_s(centre, queue, i);
    h->open_before_s[i + 1] = h->open_before_s[i] + h->open_s[i];
    if (h->open_s[i] > 0.0)
      h->last_day = grid->day_first[grid->day_of[i]];
  }
  for (int i = grid->n - 1; i >= 0; i--)
    h->next_open[i] = h->open_s[i] > 0.0 ? i : h->next_open[i + 1];
}

void
level_hours_clear(LevelHours *h)
{
  g_free(h->open_s);
  g_free(h->open_before_s);
  g_free(h->next_open);
  *h = (LevelHours){0};
}

int
level_hours_due_open(const LevelHours *h, int boundary, double after_s, gboolean *beyond)
{
  double until_s = h->open_before_s[boundary] + after_s;
  int low = boundary, high = h->grid->n;
  *beyond = until_s > h->open_before_s[high];
  while (low < high) {
    int middle = (low + high + 1) / 2;
    if (h->open_before_s[middle] <= until_s)
      low = middle;
    else
      high = middle - 1;
  }
  return low;
}

int
level_hours_due(const LevelHours *h, int interval, double after_s, gboolean *beyond)
{
  const gint64 *start = h->grid->start;
  int low = interval, high = h->grid->n;
  if (h->counts_open)
    return level_hours_due_open(h, interval, after_s, beyond);
  double until = (double) start[interval] + after_s;
  *beyond = until > (double) h->opens_again;
  while (low < high) {
    int middle = (low + high + 1) / 2;
    if ((double) start[middle] <= until)
      low = middle;
    else
      high = middle - 1;
  }
  return low;
}
