/* Bursts that are known to come are staffed for: their expected contacts are added to the demand, evenly over the burst's time, each
 * queue's share as large as its share of the day's demand (as the simulator has it). Bursts that only may come are not: a need that
 * holds on the days without them is what a planner asks for. */
#include "staffing/staffing_private.h"
#include <math.h>
#include <string.h>

static gboolean
is_burst(const MusterEvent *event)
{
  return event->kind != NULL && strcmp(event->kind, "burst") == 0 && event->contacts > 0;
}

static gboolean
is_known(const MusterEvent *event)
{
  return is_burst(event) && isnan(event->chance_per_day) && event->start != G_MININT64;
}

gboolean
staffing_knows_bursts(const MusterCentre *centre)
{
  for (int i = 0; i < centre->n_events; i++)
    if (is_known(&centre->event[i]))
      return TRUE;
  return FALSE;
}

/* The queue's share of the burst, by the demand of the day on which it begins. */
static double
share_of(const MusterDemand *demand, const MusterEvent *event, int queue)
{
  const MusterGrid *grid = demand->grid;
  int at = muster_grid_find(grid, event->start), day = at >= 0 ? grid->day_of[at] : 0, n = 0;
  double own = 0, sum = 0;
  for (int q = 0; q < demand->n_queues; q++) {
    if (!(event->queues >> q & 1))
      continue;
    n++;
    for (int i = grid->day_first[day]; i < grid->day_first[day + 1]; i++) {
      sum += demand->queue[q].contacts[i];
      own += q == queue ? demand->queue[q].contacts[i] : 0;
    }
  }
  if (!(event->queues >> queue & 1))
    return 0;
  return sum > 0 ? own / sum : 1.0 / n;
}

/* Of the burst's time, the part that lies in the interval and finds the queue open; cases and lists take what comes at any time. */
static double
part_in(const MusterCentre *centre, const MusterEvent *event, int queue, int i)
{
  const MusterGrid *grid = centre->grid;
  double over_s = fmax(event->over_s, 1), length_s = (double) (grid->start[i + 1] - grid->start[i]);
  double from = fmax((double) event->start, (double) grid->start[i]);
  double to = fmin((double) event->start + over_s, (double) grid->start[i + 1]);
  MusterChannel channel = centre->queue[queue].channel;
  gboolean any_time = channel == MUSTER_CHANNEL_CASE || channel == MUSTER_CHANNEL_OUTBOUND;
  double open = any_time ? 1 : muster_centre_open_s(centre, queue, i) / length_s;
  return fmax(to - from, 0) / over_s * open;
}

static void
copy_queue(MusterDemandQueue *to, const MusterDemandQueue *from, int n)
{
  memcpy(to->contacts, from->contacts, (gsize) n * sizeof(double));
  if (from->handle_mean_s != NULL)
    to->handle_mean_s = g_memdup2(from->handle_mean_s, (gsize) n * sizeof(double));
}

MusterDemand *
staffing_with_bursts(const MusterCentre *centre, const MusterDemand *demand)
{
  if (!staffing_knows_bursts(centre))
    return NULL;
  MusterDemand *with = muster_demand_new(centre);
  with->counts = demand->counts;
  with->day_cv = demand->day_cv;
  with->interval_cv = demand->interval_cv;
  with->between_queues = demand->between_queues;
  for (int q = 0; q < demand->n_queues; q++)
    copy_queue(&with->queue[q], &demand->queue[q], demand->grid->n);
  for (int e = 0; e < centre->n_events; e++)
    for (int q = 0; is_known(&centre->event[e]) && q < demand->n_queues; q++) {
      double contacts = centre->event[e].contacts * share_of(demand, &centre->event[e], q);
      for (int i = 0; contacts > 0 && i < demand->grid->n; i++)
        with->queue[q].contacts[i] += contacts * part_in(centre, &centre->event[e], q, i);
    }
  return with;
}

gboolean
staffing_refuse_bursts(const MusterCentre *centre, const MusterDemand *demand, MusterFaults *faults)
{
  if (demand->counts == MUSTER_COUNTS_FRESH || !staffing_knows_bursts(centre))
    return FALSE;
  g_autoptr(MusterFlows) flows = muster_flows_new(centre, demand, faults);
  gboolean divided = flows != NULL && flows->any;
  for (int e = 0; e < centre->n_events && divided; e++)
    if (is_known(&centre->event[e]))
      muster_faults_error(faults, centre->event[e].mark, "counts: fresh",
                          "muster staff cannot add the new contacts of the burst '%s' to counts of offered ones, out of which flows are divided",
                          centre->event[e].name);
  return divided;
}

void
staffing_note_bursts(MusterStaffing *staffing, const MusterCentre *centre)
{
  for (int e = 0; e < centre->n_events; e++) {
    const MusterEvent *event = &centre->event[e];
    g_autofree char *contacts = muster_format_number(event->contacts);
    if (is_known(event))
      staffing_note(staffing, "the %s contacts of the burst '%s' are staffed for", contacts, event->name);
    else if (is_burst(event))
      staffing_note(staffing, "the burst '%s' only may come: it is not staffed for; simulate shows what it does", event->name);
  }
}
