/* Quantiles of every queue cell from the histograms by interval and queue. */
#include "sim/moments_private.h"
#include <string.h>

static const double shares[3] = {0.50, 0.90, 0.95};

static void
put(const guint64 *count, double *out)
{
  for (int k = 0; k < 3; k++)
    out[k] = sim_histogram_quantile(count, shares[k]);
}

static void
add(guint64 *to, const guint64 *from)
{
  for (int b = 0; b < SIM_N_BINS; b++)
    to[b] += from[b];
}

void
sim_quantiles(const MusterSim *sim, const guint64 *count, double *out)
{
  const MusterGrid *grid = sim->centre->grid;
  gsize n_sums = (gsize) (grid->n_days + 1) * (gsize) sim->n_queues;
  g_autofree guint64 *sum = g_new0(guint64, (n_sums + 2) * SIM_N_BINS);
  guint64 *day = sum, *queue = sum + (gsize) grid->n_days * (gsize) sim->n_queues * SIM_N_BINS;
  guint64 *total = sum + n_sums * SIM_N_BINS, *all = total + SIM_N_BINS;
  for (int i = 0; i < sim->n_intervals; i++) {
    memset(all, 0, SIM_N_BINS * sizeof *all);
    for (int q = 0; q < sim->n_queues; q++) {
      const guint64 *here = count + ((gsize) i * (gsize) sim->n_queues + (gsize) q) * SIM_N_BINS;
      put(here, &out[3 * sim_at_interval(sim, i, q)]);
      add(all, here);
      add(day + ((gsize) grid->day_of[i] * (gsize) sim->n_queues + (gsize) q) * SIM_N_BINS, here);
      add(queue + (gsize) q * SIM_N_BINS, here);
    }
    put(all, &out[3 * sim_at_interval_total(sim, i)]);
    add(total, all);
  }
  for (int d = 0; d < grid->n_days; d++)
    for (int q = 0; q < sim->n_queues; q++)
      put(day + ((gsize) d * (gsize) sim->n_queues + (gsize) q) * SIM_N_BINS,
          &out[3 * sim_at_day(sim, d, q)]);
  for (int q = 0; q < sim->n_queues; q++)
    put(queue + (gsize) q * SIM_N_BINS, &out[3 * sim_at_queue(sim, q)]);
  put(total, &out[3 * sim_at_total(sim)]);
  for (int c = 0; c < MUSTER_N_CLASSES; c++) {
    memset(all, 0, SIM_N_BINS * sizeof *all);
    for (int q = 0; q < sim->n_queues; q++)
      if ((int) muster_class_of(sim->centre->queue[q].channel) == c)
        add(all, queue + (gsize) q * SIM_N_BINS);
    put(all, &out[3 * sim_at_class(sim, (MusterClass) c)]);
  }
}
