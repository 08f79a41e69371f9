/* What staffing does not honour is refused by name: nothing that a planner wrote is ignored. */
#include "staffing/staffing_private.h"
#include <math.h>

/* Whatever they say. Supply (on_duty, call_in, overflow, ranks) is no part of a need, and is not looked at.
 */
static const char *const REFUSED[] = {
    "queues.*.ring",
    "queues.*.escalate",
    "queues.*.reopen",
    "queues.*.target.finish",
    "lines",
    "routing.callback",
    "routing.keep_idle",
    "routing.same_agent",
    "initial",
    NULL,
};

/* The fault of a queue's key that is honoured with some values only. */
static void
refuse(const MusterCentre *centre, int queue, const char *key, const char *hint, MusterFaults *faults)
{
  g_autofree char *path = g_strdup_printf("queues.\"%s\".%s", centre->queue[queue].name, key);
  MusterMark mark = centre->tree != NULL ? muster_centre_mark(centre, path) : centre->queue[queue].mark;
  muster_faults_error(faults, mark, hint, "muster staff cannot honour 'queues.%s.%s'",
                      centre->queue[queue].name, key);
}

static void
refuse_channel(const MusterQueue *queue, MusterFaults *faults)
{
  static const char *const NAMES[] = {"voice", "chat", "case", "counter", "outbound"};
  if (queue->channel == MUSTER_CHANNEL_CASE || queue->channel == MUSTER_CHANNEL_OUTBOUND)
    muster_faults_error(faults, queue->mark, "staff a centre without this queue",
                        "queue '%s': channel '%s' is not staffed yet", queue->name, NAMES[queue->channel]);
}

static void
refuse_target(const MusterCentre *centre, int queue, MusterFaults *faults)
{
  const MusterTarget *t = &centre->queue[queue].target;
  if (centre->queue[queue].has_target && t->per != MUSTER_PER_INTERVAL)
    refuse(centre, queue, "target.per", "it can 'interval'", faults);
}

void
staffing_refuse_share_of_days(const MusterCentre *centre, const char *method, MusterFaults *faults)
{
  g_autofree char *hint =
      g_strdup_printf("method '%s' can 'average'; 'stationary' can any share of days", method);
  for (int q = 0; q < centre->n_queues; q++)
    if (centre->queue[q].has_target && !isnan(centre->queue[q].target.on_days))
      refuse(centre, q, "target.on", hint, faults);
}

void
staffing_refuse(const MusterCentre *centre, MusterFaults *faults)
{
  muster_centre_refuse(centre, REFUSED, "staff", faults);
  for (int q = 0; q < centre->n_queues; q++) {
    refuse_channel(&centre->queue[q], faults);
    refuse_target(centre, q, faults);
  }
}
