/* What the simulator cannot honour yet: refused by name, never ignored. */
#include "sim/problem_private.h"

static const char *const refused[] = {
    "queues.*.concurrency",
    "queues.*.escalate",
    "queues.*.follow_up",
    "queues.*.interruptible",
    "queues.*.quota",
    "queues.*.reopen",
    "groups.*.blend_idle",
    "routing.same_agent",
    "initial",
    "outside",
    NULL,
};

const char *const *
muster_sim_refused(void)
{
  return refused;
}

static void
refuse_channels(const MusterCentre *centre, MusterFaults *faults)
{
  static const char *const names[] = {"voice", "chat", "case", "counter", "outbound"};
  for (int q = 0; q < centre->n_queues; q++) {
    const MusterQueue *queue = &centre->queue[q];
    if (queue->channel != MUSTER_CHANNEL_VOICE && queue->channel != MUSTER_CHANNEL_CHAT)
      muster_faults_error(faults, queue->mark, NULL, "simulate cannot honour channel '%s' of queue '%s' yet",
                          names[queue->channel], queue->name);
  }
}

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
    if ((centre->lines.queues >> q & 1) && centre->queue[q].channel != MUSTER_CHANNEL_VOICE)
      muster_faults_error(faults, centre->queue[q].mark, NULL, "simulate cannot honour lines of queue '%s', which is not of calls",
                          centre->queue[q].name);
}

static void
refuse_flows(const MusterCentre *centre, const MusterDemand *demand, MusterFaults *faults)
{
  for (int q = 0; q < centre->n_queues; q++) {
    const MusterQueue *queue = &centre->queue[q];
    for (int i = 0; i < queue->n_transfers; i++)
      if (queue->transfer[i].queue < 0)
        muster_faults_error(faults, queue->mark, NULL,
                            "simulate cannot honour the transfer of queue '%s' to the outside yet",
                            queue->name);
  }
  for (int i = 0; i < centre->n_callbacks && demand->counts == MUSTER_COUNTS_OFFERED; i++) {
    const MusterQueue *queue = &centre->queue[centre->callback[i].queue];
    if (isnan(queue->observed_callbacks))
      muster_faults_error(faults, queue->mark, "write `observed: {callbacks: 5 %}` of the history, or `counts: fresh`",
                          "counts of offered contacts hold the callbacks of queue '%s' too: how many is not said",
                          queue->name);
  }
}

/* A contact that waits for one agent stands in no line, so it knows nothing of places kept there. Nor does it, or a reserve that comes,
 * stand in the line of a group. */
static void
refuse_beside_lines(const MusterCentre *centre, MusterFaults *faults)
{
  MusterMark nowhere = {0};
  for (int i = 0; i < centre->n_callbacks && centre->same_agent_queues != 0; i++)
    if (centre->callback[i].in_turn)
      muster_faults_error(faults, nowhere, NULL,
                          "simulate cannot honour routing.same_agent beside callbacks with `call: in_turn` yet");
  if (centre->join.name == NULL)
    return;
  if (centre->same_agent_queues != 0)
    muster_faults_error(faults, nowhere, NULL, "simulate cannot honour routing.same_agent beside routing.join yet");
  for (int g = 0; g < centre->n_groups; g++)
    if (centre->group[g].call_in.given)
      muster_faults_error(faults, centre->group[g].mark, NULL, "simulate cannot honour call_in of '%s' beside routing.join yet",
                          centre->group[g].name);
}

gboolean
sim_refuse(const MusterCentre *centre, const MusterDemand *demand, MusterFaults *faults)
{
  guint before = muster_faults_n_errors(faults);
  MusterMark nowhere = {0};
  if (centre->tree != NULL) /* read from a file */
    muster_centre_refuse(centre, refused, "simulate", faults);
  refuse_channels(centre, faults);
  refuse_flows(centre, demand, faults);
  refuse_balks(centre, faults);
  if (centre->simulate.shift_end == MUSTER_SHIFT_END_HAND_BACK)
    muster_faults_error(faults, nowhere, NULL,
                        "simulate cannot honour simulate.shift_end 'hand_back' yet; it can 'finish' and 'until_relieved'");
  refuse_beside_lines(centre, faults);
  return muster_faults_n_errors(faults) > before;
}
