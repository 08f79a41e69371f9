/* What the simulator cannot honour: refused by name, never ignored. */
#include "sim/problem_private.h"

#define MOST_BACKLOG 1e6 /* cases that wait at the start */

/* A queue remembers one number of waits. */
static gboolean
remembers_twice(const MusterCentre *centre, int queue)
{
  const MusterBalk *balk = &centre->queue[queue].balk;
  for (int i = 0; i < centre->n_callbacks; i++)
    if (centre->callback[i].queue == queue && centre->callback[i].predict == MUSTER_PREDICT_MEAN_OF_LAST && balk->n > 0 &&
        balk->announce == MUSTER_PREDICT_MEAN_OF_LAST && balk->last_n != centre->callback[i].last_n)
      return TRUE;
  return FALSE;
}

static void
refuse_balks(const MusterCentre *centre, MusterFaults *faults)
{
  for (int q = 0; q < centre->n_queues; q++)
    if (remembers_twice(centre, q))
      muster_faults_error(faults, centre->queue[q].mark, "the same `last` in both",
                          "queue '%s' announces one mean of the last waits and offers callbacks by another", centre->queue[q].name);
  for (int q = 0; q < centre->n_queues && centre->lines.count >= 1; q++)
    if ((centre->lines.queues >> q & 1) && centre->queue[q].channel != MUSTER_CHANNEL_VOICE &&
        centre->queue[q].channel != MUSTER_CHANNEL_OUTBOUND)
      muster_faults_error(faults, centre->queue[q].mark, "lines: {queues: [...]} names the queues of calls",
                          "queue '%s' is not of calls: its contacts hold no lines", centre->queue[q].name);
}

static void
refuse_flows(const MusterCentre *centre, MusterFaults *faults)
{
  for (int q = 0; q < centre->n_queues; q++) {
    const MusterQueue *queue = &centre->queue[q];
    if (queue->second_chance > 0 && queue->second_queue >= 0 && centre->queue[queue->second_queue].channel == MUSTER_CHANNEL_CASE)
      muster_faults_error(faults, queue->mark, "ask through a queue of calls", "nobody can be asked at once through the queue of cases '%s'",
                          centre->queue[queue->second_queue].name);
  }
}

/* Counts of offered contacts hold those who were called back too. Where nothing is said of them there were none, as at target. */
static void
tell_of_callbacks(const MusterCentre *centre, const MusterDemand *demand, MusterFaults *faults)
{
  for (int i = 0; i < centre->n_callbacks && demand->counts == MUSTER_COUNTS_OFFERED; i++) {
    const MusterQueue *queue = &centre->queue[centre->callback[i].queue];
    if (isnan(queue->observed_callbacks))
      muster_faults_add(faults, MUSTER_FAULT_WARNING, queue->mark, "write `observed: {callbacks: 5 %}` of the history, or `counts: fresh`",
                        "the counts of offered contacts are taken to hold no callbacks of queue '%s'", queue->name);
  }
}

/* What belongs to work that can wait, at a queue that is served as it comes. */
static void
refuse_for_live(const MusterCentre *centre, const MusterDemand *demand, MusterFaults *faults)
{
  for (int q = 0; q < centre->n_queues; q++) {
    const MusterQueue *queue = &centre->queue[q];
    if (queue->channel == MUSTER_CHANNEL_CASE || queue->channel == MUSTER_CHANNEL_OUTBOUND)
      continue;
    if (queue->has_target && queue->target.finish > 0)
      muster_faults_error(faults, queue->target.mark, "answer: 80 %, within: 20 s",
                          "simulate cannot honour the deadline of the live queue '%s': cases have one", queue->name);
    if (queue->interruptible)
      muster_faults_error(faults, queue->mark, "it belongs to queues of cases",
                          "simulate cannot honour 'interruptible' of the live queue '%s'", queue->name);
    if (queue->escalate_after_s > 0 && demand->counts == MUSTER_COUNTS_OFFERED)
      muster_faults_error(faults, queue->mark, "counts: fresh",
                          "simulate cannot divide what escalates from the live queue '%s' out of counts of offered "
                          "contacts", queue->name);
    for (int b = 0; b < centre->n_backlog; b++)
      if (centre->backlog[b].queue == q && centre->backlog[b].count > 0)
        muster_faults_error(faults, queue->mark, "only work that can wait is carried over",
                            "simulate cannot honour a backlog of the live queue '%s'", queue->name);
  }
}

/* A tier without time is no tier; and what waits at the beginning is made at once, so its number has a bound. */
static void
refuse_cases(const MusterCentre *centre, MusterFaults *faults)
{
  for (int q = 0; q < centre->n_queues && centre->tree != NULL; q++) {
    const MusterQueue *queue = &centre->queue[q];
    if ((queue->escalate_queue >= 0 || queue->escalate_outside >= 0) && !(queue->escalate_after_s > 0))
      muster_faults_error(faults, queue->mark, "after: 2 h", "queue '%s' escalates after no time at all: %s",
                          queue->name, "its contacts would never be served in it");
  }
  double backlog = 0;
  for (int b = 0; b < centre->n_backlog; b++)
    backlog += centre->backlog[b].count;
  if (!(backlog <= MOST_BACKLOG))
    muster_faults_error(faults, (MusterMark){0}, NULL, "a backlog of %.3g cases; at most %.0f can be simulated", backlog,
                        MOST_BACKLOG);
}

gboolean
sim_refuse(const MusterCentre *centre, const MusterDemand *demand, MusterFaults *faults)
{
  guint before = muster_faults_n_errors(faults);
  refuse_flows(centre, faults);
  refuse_balks(centre, faults);
  refuse_for_live(centre, demand, faults);
  refuse_cases(centre, faults);
  if (muster_faults_n_errors(faults) > before)
    return TRUE;
  tell_of_callbacks(centre, demand, faults);
  return FALSE;
}
