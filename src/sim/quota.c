/* Quotas: every customer so often in a month or week. The contacts come up evenly over the open hours of the period, as the
 * levelling counts them (docs/levelling.md), and are due at its last closing in the horizon. */
#include "sim/lists_private.h"

/* Adds n contacts, evenly over the open time of [from, to). */
static void
spread(GArray *points, const SimSpans *open, SimTick from, SimTick to, gint64 n)
{
  SimTick total = sim_spans_overlap(open, from, to), before = 0, due = from;
  for (int i = 0; i < open->n; i++)
    if (open->span[i].from < to)
      due = MAX(due, MIN(open->span[i].to, to));
  gint64 k = 0;
  for (int i = 0; i < open->n && total > 0; i++) {
    SimTick start = MAX(open->span[i].from, from), length = MIN(open->span[i].to, to) - start;
    for (; length > 0 && k < n; k++) {
      SimTick offset = (SimTick) (((double) k + 0.5) / (double) n * (double) total);
      if (offset >= before + length)
        break;
      SimQuotaPoint point = {start + offset - before, due};
      g_array_append_val(points, point);
    }
    before += MAX(length, 0);
  }
}

GArray *
sim_quota_build(const MusterSim *sim, int q)
{
  const MusterGrid *grid = sim->centre->grid;
  GArray *points = g_array_new(FALSE, FALSE, sizeof(SimQuotaPoint));
  g_autoptr(GArray) parts = muster_quota_parts(sim->centre, q);
  for (guint i = 0; i < parts->len; i++) {
    const MusterQuotaPart *part = &g_array_index(parts, MusterQuotaPart, i);
    spread(points, &sim->queue[q].open, sim_tick_of_utc(sim, grid->start[grid->day_first[part->from - grid->first_day]]),
           sim_tick_of_utc(sim, grid->start[grid->day_first[part->to - grid->first_day]]), llround(part->contacts));
  }
  return points;
}
