/* The steady state of the arrivals of a mean handle time ago (Green, Kolesar & Soares 2001, *Improving the
 * SIPP approach for staffing service systems that have cyclic demands*). */
#include "staffing/method_private.h"
#include <math.h>

/* The mean of the rate one handle time earlier; what came before the grid counts as none. */
static double
lagged_rate(const MusterCentre *centre, const MusterDemand *demand, int queue, int interval, double handle_s)
{
  double lag = handle_s / centre->grid->interval_s, whole = floor(lag), part = lag - whole, rate = 0.0;
  if (whole > interval)
    return 0.0;
  int later = interval - (int) whole;
  if (muster_centre_open_s(centre, queue, later) > 0.0)
    rate += (1.0 - part) * staffing_rate(centre, demand, queue, later);
  if (later > 0)
    rate += part * staffing_rate(centre, demand, queue, later - 1);
  return rate;
}

static void
loads(const MusterCentre *centre, const MusterDemand *demand, int queue, G_GNUC_UNUSED int group,
      const double *handle_s, double *load_erl)
{
  for (int i = 0; i < centre->grid->n; i++)
    load_erl[i] = handle_s[i] > 0.0 ? handle_s[i] * lagged_rate(centre, demand, queue, i, handle_s[i]) : 0.0;
}

const StaffingMethod staffing_method_lagged = {
    .info = {.name = "lagged",
             .summary = "the steady state, with the arrivals of one mean handle time earlier"},
    .loads = loads,
    .varies = TRUE,
    .load_text = "the arrivals being those of one handle time earlier",
};
