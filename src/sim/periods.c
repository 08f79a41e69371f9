/* Cuts time into periods: pieces of warm-up, then intervals. Fixes tick 0. */
#include "sim/problem_private.h"

#define WARM_UP_NUMBER (1u << 24) /* keys of warm-up pieces stay apart from those of intervals */

/* The first interval in which a queue or the centre is open; 0 when none ever is. Uses hours as of now. */
static int
first_open(const MusterSim *sim)
{
  const MusterGrid *grid = sim->centre->grid;
  for (int i = 0; i < grid->n; i++) {
    SimTick from = sim_tick_of_utc(sim, grid->start[i]), to = sim_tick_of_utc(sim, grid->start[i + 1]);
    if (sim_spans_meet(&sim->open, from, to))
      return i;
    for (int q = 0; q < sim->n_queues; q++)
      if (sim_spans_meet(&sim->queue[q].open, from, to))
        return i;
  }
  return 0;
}

static void
build_hours(MusterSim *sim)
{
  sim_spans_clear(&sim->open);
  sim->open = sim_hours_open(sim, -1);
  for (int q = 0; q < sim->n_queues; q++) {
    sim_spans_clear(&sim->queue[q].open);
    sim->queue[q].open = sim_hours_open(sim, q);
  }
}

void
sim_periods_build(MusterSim *sim)
{
  const MusterGrid *grid = sim->centre->grid;
  sim->origin_s = grid->start[0];
  build_hours(sim);
  int first = first_open(sim);
  gint64 warm_up_s = (gint64) ceil(sim->centre->simulate.warm_up_s);
  if (warm_up_s > 0) {
    sim->origin_s = grid->start[first] - warm_up_s;
    build_hours(sim); /* again: tick 0 has moved */
  } else {
    first = 0;
  }

  int n_warm = (int) ((warm_up_s + grid->interval_s - 1) / grid->interval_s);
  sim->n_periods = n_warm + grid->n - first;
  sim->period = g_new0(SimPeriod, sim->n_periods);
  SimTick step = sim_ticks(grid->interval_s), begin = sim_tick_of_utc(sim, grid->start[first]);
  for (int w = 0; w < n_warm; w++) /* whole pieces end where the horizon begins; the first may be shorter */
    sim->period[w] = (SimPeriod){
        .start = MAX(0, begin - (n_warm - w) * step),
        .end = begin - (n_warm - w - 1) * step,
        .row = grid->n,
        .source = first,
        .number = WARM_UP_NUMBER + (guint32) (n_warm - w),
        .warm_up = TRUE,
    };
  for (int i = first; i < grid->n; i++)
    sim->period[n_warm + i - first] = (SimPeriod){
        .start = sim_tick_of_utc(sim, grid->start[i]),
        .end = sim_tick_of_utc(sim, grid->start[i + 1]),
        .row = i,
        .source = i,
        .number = (guint32) i,
    };
  sim->end = sim_tick_of_utc(sim, grid->start[grid->n]);
}
