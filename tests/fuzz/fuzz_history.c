/* Any bytes as an ACD's history: read, render what is said, forecast if it is accepted; nothing but finite
 * numbers may come out. */
#include "fuzz.h"
#include <math.h>
#include <muster/forecast.h>
#include <string.h>

static const char *const names[] = {"sales", "service"};

/* A week of two queues in a zone with changes of the clock. */
static void
make_centre(MusterCentre *centre, MusterQueue queue[2])
{
  memset(centre, 0, sizeof *centre);
  memset(queue, 0, 2 * sizeof *queue);
  centre->zone = muster_zone_new("America/New_York", NULL);
  centre->interval_s = 1800;
  centre->from = muster_day_from_ymd(2026, 3, 2);
  centre->to = centre->from + 6;
  centre->grid = muster_grid_new(centre->zone, centre->from, 7, 1800, NULL);
  centre->n_queues = 2;
  centre->queue = queue;
  for (int q = 0; q < 2; q++) {
    char *why = NULL;
    queue[q].name = (char *) names[q];
    if (!muster_dist_make(&queue[q].handle, NULL, 180, NAN, TRUE, &why))
      g_error("%s", why);
  }
}

static void
check_demand(const MusterDemand *demand)
{
  for (int q = 0; q < demand->n_queues; q++)
    for (int i = 0; i < demand->grid->n; i++) {
      const MusterDemandQueue *d = &demand->queue[q];
      if (!isfinite(d->contacts[i]) || d->contacts[i] < 0 || !isfinite(d->lo95[i]) || !isfinite(d->hi95[i]))
        g_error("queue %d, interval %d: %g contacts (%g to %g)", q, i, d->contacts[i], d->lo95[i],
                d->hi95[i]);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  MusterCentre centre;
  MusterQueue queue[2];
  make_centre(&centre, queue);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterSource) source = muster_source_new("acd.csv", (const char *) data, size);
  g_autoptr(MusterHistory) history = muster_history_read_source(&centre, source, faults);
  if (history == NULL && muster_faults_n_errors(faults) == 0)
    g_error("no history and no fault");
  g_autoptr(MusterDemand) demand =
      history != NULL ? muster_forecast(history, &centre, MUSTER_DAY_NONE, NULL, faults) : NULL;
  if (demand != NULL)
    check_demand(demand);
  g_autofree char *said = muster_faults_render(faults, FALSE);
  muster_grid_unref(centre.grid);
  muster_zone_unref(centre.zone);
  return 0;
}
