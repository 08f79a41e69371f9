#include "model/on_queue_private.h"

void
model_cover(const MusterGrid *grid, gint64 start, gint64 end, double people, double *out)
{
  start = MAX(start, grid->start[0]);
  end = MIN(end, grid->start[grid->n]);
  if (start >= end)
    return;
  for (int i = muster_grid_find(grid, start); i >= 0 && i < grid->n && grid->start[i] < end; i++) {
    gint64 from = MAX(start, grid->start[i]), to = MIN(end, grid->start[i + 1]);
    out[i] += people * (double) (to - from) / grid->interval_s;
  }
}
