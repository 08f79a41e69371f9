/* What staffing does not honour is refused by name: nothing that a planner wrote is ignored. */
#include "staffing/staffing_private.h"
#include <math.h>

/* Whatever they say. Supply (on_duty, call_in, overflow, ranks) is no part of a need, and is not looked at.
 */
static const char *const REFUSED[] = {
    "queues.*.balk",
    "queues.*.second_agent",
    "routing.callback",
    "routing.keep_idle",
    "routing.same_agent",
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

/* Work that can wait has one promise, and a quota is the plan's own: nothing follows from it. */
static void
refuse_for_levelling(const MusterCentre *centre, int queue, MusterFaults *faults)
{
  const MusterQueue *q = &centre->queue[queue];
  const MusterTarget *t = &q->target;
  if (q->has_reach_by_hour)
    refuse(centre, queue, "reach_by_hour", "give the mean of the day as `reach`: hours are what it levels", faults);
  if (q->has_target && !isnan(t->answer))
    refuse(centre, queue, "target.answer", "work that can wait is promised by 'finish'", faults);
  if (q->has_target && !isnan(t->asa_s))
    refuse(centre, queue, "target.asa", "work that can wait is promised by 'finish'", faults);
  if (q->has_target && !isnan(t->occupancy))
    refuse(centre, queue, "target.occupancy", "it belongs to the live queues whose idle time is used",
           faults);
  if (q->has_target && t->per != MUSTER_PER_INTERVAL)
    refuse(centre, queue, "target.per", "the share of cases done in time is that of the whole horizon", faults);
  if (q->has_target && !isnan(t->on_days))
    refuse(centre, queue, "target.on", "work that can wait is levelled for the mean of its arrivals", faults);
  if (q->escalate_queue >= 0 && !staffing_can_wait(&centre->queue[q->escalate_queue]))
    refuse(centre, queue, "escalate", "the next tier is a queue of cases, or outside", faults);
  if (!(q->quota_customers > 0.0))
    return;
  if (q->quota_each.is_time)
    refuse(centre, queue, "quota.each", "write a number of contacts, like '2 / month'", faults);
  if (q->n_transfers > 0 || q->follow_up_chance > 0.0 || q->repeat_chance > 0.0)
    refuse(centre, queue, "quota", "with transfers, follow-ups or repeats write its contacts as demand",
           faults);
}

/* Keys of work that can wait, at a queue that is served as it comes. */
static void
refuse_for_live(const MusterCentre *centre, int queue, MusterFaults *faults)
{
  const MusterQueue *q = &centre->queue[queue];
  if (q->after_call_quiet.info != NULL)
    refuse(centre, queue, "after_call_quiet", "leave it out: `after_call` is what agents need while others wait", faults);
  if (q->transfer_waits && q->n_transfers > 0)
    refuse(centre, queue, "transfer.agent_waits", "leave it out, and put the time spent waiting into the handle time", faults);
  if (q->ring_s > 0.0)
    refuse(centre, queue, "ring", "put it into the handle time, and take it from the target's time", faults);
  if (q->escalate_queue >= 0 || q->escalate_outside >= 0)
    refuse(centre, queue, "escalate", "cases escalate; calls and chats overflow", faults);
  for (int b = 0; b < centre->n_backlog; b++) {
    g_autofree char *path = g_strdup_printf("initial.backlog.\"%s\"", q->name);
    if (centre->backlog[b].queue == queue)
      muster_faults_error(faults, muster_centre_mark(centre, path), "only work that can wait is carried over",
                          "muster staff cannot honour a backlog of the live queue '%s'", q->name);
  }
}

static void
refuse_target(const MusterCentre *centre, int queue, MusterFaults *faults)
{
  const MusterTarget *t = &centre->queue[queue].target;
  if (centre->queue[queue].has_target && t->per == MUSTER_PER_WEEK && !isnan(t->on_days))
    refuse(centre, queue, "target.on", "a share of days is of days: it goes with 'per: day' or 'per: interval'", faults);
}

/* A method that follows the queue through each interval would follow it for hours where it turns over so often; and
 * there each interval is in its steady state. */
void
staffing_refuse_too_quick(const MusterCentre *centre, MusterFaults *faults)
{
  static const double MOST_TURNS = 20000.0; /* of a handle time or patience in an interval */
  for (int q = 0; q < centre->n_queues; q++) {
    const MusterQueue *queue = &centre->queue[q];
    double quickest_s = queue->handle.mean_s;
    if (queue->patience.info != NULL)
      quickest_s = fmin(quickest_s, queue->patience.mean_s);
    if (staffing_can_wait(queue) || !queue->has_target || quickest_s * MOST_TURNS >= centre->interval_s)
      continue;
    muster_faults_error(faults, queue->mark, "--method stationary is right there: nothing is left over between intervals",
                        "queue '%s': handle time or patience is more than %.0f times shorter than an interval", queue->name,
                        MOST_TURNS);
  }
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
    if (staffing_can_wait(&centre->queue[q]))
      refuse_for_levelling(centre, q, faults);
    else
      refuse_for_live(centre, q, faults);
    refuse_target(centre, q, faults);
  }
}
