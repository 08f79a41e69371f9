/* What the variation of demand does to a need, in sentences. */
#include "staffing/variation_private.h"
#include "staffing/staffing_private.h"
#include <math.h>

static char *
factors_text(const MusterDemand *demand)
{
  g_autofree char *day = muster_format_share(demand->day_cv),
                  *interval = muster_format_share(demand->interval_cv);
  if (!(demand->interval_cv > 0.0))
    return g_strdup_printf("by %s from day to day", day);
  if (!(demand->day_cv > 0.0))
    return g_strdup_printf("by %s from interval to interval", interval);
  return g_strdup_printf("by %s from day to day and by %s from interval to interval", day, interval);
}

/* The factor that a share of days stays below, in two decimals. */
char *
staffing_share_of_days_text(const MusterStaffing *staffing, double share)
{
  g_autofree char *days = muster_format_share(share);
  return g_strdup_printf("on %s of days: up to %.2f times the mean demand", days,
                         staffing_variation_quantile(staffing->variation, share));
}

static void
note_queue(MusterStaffing *staffing, const MusterCentre *centre, int queue)
{
  const MusterQueue *q = &centre->queue[queue];
  if (!q->has_target || isnan(q->target.on_days))
    return;
  g_autofree char *text = staffing_share_of_days_text(staffing, q->target.on_days);
  if (staffing_varies(staffing->variation))
    staffing_note(staffing, "queue '%s': the targets hold %s", q->name, text);
  else
    staffing_note(staffing, "queue '%s': its demand has no variation, so a share of days is every day",
                  q->name);
}

static gboolean
any_on_average(const MusterCentre *centre)
{
  for (int q = 0; q < centre->n_queues; q++)
    if (centre->queue[q].has_target && isnan(centre->queue[q].target.on_days))
      return TRUE;
  return FALSE;
}

void
staffing_note_variation(MusterStaffing *staffing, const MusterCentre *centre, const MusterDemand *demand)
{
  for (int q = 0; q < centre->n_queues; q++)
    note_queue(staffing, centre, q);
  if (!(demand->day_cv > 0.0 || demand->interval_cv > 0.0))
    return;
  g_autofree char *factors = factors_text(demand);
  if (!staffing_varies(staffing->variation)) {
    staffing_note(staffing, "demand varies %s; the need is that of its mean", factors);
    return;
  }
  if (any_on_average(centre))
    staffing_note(staffing, "demand varies %s; the targets hold on average over all contacts of all days",
                  factors);
  if (demand->between_queues > 0.0 && centre->n_queues > 1)
    staffing_note(staffing,
                  "queues that have busy days together ('between_queues') would matter to agents that they "
                  "share; each queue is staffed with agents of its own");
}
