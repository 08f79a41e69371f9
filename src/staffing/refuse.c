/* What staffing does not honour is refused by name: nothing that a planner wrote is ignored. */
#include "staffing/staffing_private.h"
#include <math.h>

/* Whatever they say. Supply (on_duty, call_in, overflow, ranks) is no part of a need, and is not looked at.
 */
static const char *const REFUSED[] = {
    "queues.*.ring",
    "queues.*.observed",
    "queues.*.escalate",
    "queues.*.follow_up",
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
  if (centre->queue[queue].has_target && !isnan(t->on_days))
    refuse(centre, queue, "target.on", "it can 'average'", faults);
}

/* Counts of the kind `offered` hold what redials, repeats and transfers brought, at the service of their
 * time. Taken at target, which is where the plan is too, they stand as they are; any other case needs the
 * traffic equations. */
static void
refuse_flows(const MusterCentre *centre, int queue, MusterCounts counts, MusterFaults *faults)
{
  static const char *const HINT = "with 'counts: offered' they are in the counts";
  const MusterQueue *q = &centre->queue[queue];
  if (counts == MUSTER_COUNTS_OFFERED)
    return;
  if (q->n_redial_abandon > 0 || q->n_redial_block > 0)
    refuse(centre, queue, "redial", HINT, faults);
  if (q->repeat_chance > 0.0)
    refuse(centre, queue, "repeat", HINT, faults);
  if (q->n_transfers > 0)
    refuse(centre, queue, "transfer", HINT, faults);
}

static void
refuse_selfservice(const MusterCentre *centre, MusterFaults *faults)
{
  for (int s = 0; s < centre->n_selfservice; s++) {
    const char *name = centre->queue[centre->selfservice[s].queue].name;
    g_autofree char *path = g_strdup_printf("selfservice.\"%s\"", name);
    if (!centre->selfservice[s].counts_before)
      muster_faults_error(faults, muster_centre_mark(centre, path),
                          "with 'demand_counts: before' the share is taken off",
                          "muster staff cannot honour 'selfservice.%s' where demand counts after it", name);
  }
}

void
staffing_refuse(const MusterCentre *centre, const MusterDemand *demand, MusterFaults *faults)
{
  muster_centre_refuse(centre, REFUSED, "staff", faults);
  for (int q = 0; q < centre->n_queues; q++) {
    refuse_channel(&centre->queue[q], faults);
    refuse_target(centre, q, faults);
    refuse_flows(centre, q, demand->counts, faults);
  }
  refuse_selfservice(centre, faults);
}
