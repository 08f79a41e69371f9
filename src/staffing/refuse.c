/* What staffing does not honour is refused by name: nothing that a planner wrote is ignored. */
#include "staffing/staffing_private.h"
#include <math.h>

static void
refuse(MusterFaults *faults, MusterMark mark, const char *what, const char *key)
{
  muster_faults_error(faults, mark, "take it out for this command", "'%s.%s' is not honoured by staff yet", what, key);
}

static void
refuse_channel(const MusterQueue *queue, MusterFaults *faults)
{
  static const char *const NAMES[] = {"voice", "chat", "case", "counter", "outbound"};
  if (queue->channel != MUSTER_CHANNEL_VOICE)
    muster_faults_error(faults, queue->mark, "staff a centre without this queue", "queue '%s': channel '%s' is not staffed yet",
                        queue->name, NAMES[queue->channel]);
}

static void
refuse_target(const MusterQueue *queue, MusterFaults *faults)
{
  const MusterTarget *t = &queue->target;
  if (!queue->has_target)
    return;
  if (t->per != MUSTER_PER_INTERVAL)
    refuse(faults, t->mark, queue->name, "target.per");
  if (!isnan(t->on_days))
    refuse(faults, t->mark, queue->name, "target.on");
  if (!isnan(t->finish))
    refuse(faults, t->mark, queue->name, "target.finish");
}

/* Counts of the kind `offered` hold what redials, repeats and transfers brought, at the service of their time. Taken at
 * target, which is where the plan is too, they stand as they are; any other case needs the traffic equations. */
static void
refuse_flows(const MusterQueue *queue, MusterCounts counts, MusterFaults *faults)
{
  if (!isnan(queue->observed_abandonment) || !isnan(queue->observed_contained))
    refuse(faults, queue->mark, queue->name, "observed");
  if (counts == MUSTER_COUNTS_OFFERED)
    return;
  if (queue->n_redial_abandon > 0 || queue->n_redial_block > 0)
    refuse(faults, queue->mark, queue->name, "redial");
  if (queue->repeat_chance > 0.0)
    refuse(faults, queue->mark, queue->name, "repeat");
  if (queue->n_transfers > 0)
    refuse(faults, queue->mark, queue->name, "transfer");
}

static void
refuse_in_centre(const MusterCentre *centre, MusterFaults *faults)
{
  const struct {
    gboolean given;
    const char *key;
  } keys[] = {
    {!isnan(centre->lines.count), "lines"},
    {centre->n_callbacks > 0, "routing.callback"},
    {centre->n_keep_idle > 0, "routing.keep_idle"},
    {centre->same_agent_queues != 0, "routing.same_agent"},
    {centre->n_backlog > 0, "initial.backlog"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
    if (keys[i].given)
      muster_faults_error(faults, (MusterMark){.source = centre->source}, "take it out for this command",
                          "'%s' is not honoured by staff yet", keys[i].key);
  for (int s = 0; s < centre->n_selfservice; s++)
    if (!centre->selfservice[s].counts_before)
      muster_faults_error(faults, (MusterMark){.source = centre->source}, "with 'demand_counts: before' the share is taken off",
                          "'selfservice.%s' with 'demand_counts: after' is not honoured by staff yet",
                          centre->queue[centre->selfservice[s].queue].name);
}

/* The exact day has the service level of two definitions only, and no mean wait of the answered. */
static void
refuse_for_exact_day(const MusterCentre *centre, const MusterQueue *queue, MusterFaults *faults)
{
  if (!queue->has_target)
    return;
  if (!isnan(queue->target.answer) && centre->service_level != MUSTER_SL_ANSWERED_OF_OFFERED &&
      centre->service_level != MUSTER_SL_VIRTUAL_WAIT)
    muster_faults_error(faults, queue->target.mark, "use 'stationary', or another definition",
                        "method 'exact-day' does not have this definition of service level yet");
  if (!isnan(queue->target.asa_s))
    muster_faults_error(faults, queue->target.mark, "use 'stationary'", "'%s.target.asa' is not honoured by 'exact-day' yet", queue->name);
}

void
staffing_refuse(const MusterCentre *centre, const MusterDemand *demand, MusterStaffingMethod method, MusterFaults *faults)
{
  for (int q = 0; q < centre->n_queues; q++) {
    const MusterQueue *queue = &centre->queue[q];
    refuse_channel(queue, faults);
    refuse_target(queue, faults);
    refuse_flows(queue, demand->counts, faults);
    if (queue->ring_s > 0.0)
      refuse(faults, queue->mark, queue->name, "ring");
    if (queue->escalate_queue >= 0 || queue->escalate_outside >= 0)
      refuse(faults, queue->mark, queue->name, "escalate");
    if (queue->follow_up_chance > 0.0)
      refuse(faults, queue->mark, queue->name, "follow_up");
    if (queue->reopen_chance > 0.0)
      refuse(faults, queue->mark, queue->name, "reopen");
    if (method == MUSTER_STAFFING_EXACT_DAY)
      refuse_for_exact_day(centre, queue, faults);
  }
  refuse_in_centre(centre, faults);
}
