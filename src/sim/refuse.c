/* What the simulator cannot honour yet: refused by name, never ignored. */
#include "sim/problem_private.h"

static const char *const refused[] = {
  "queues.*.concurrency",
  "queues.*.escalate",
  "queues.*.follow_up",
  "queues.*.interruptible",
  "queues.*.quota",
  "queues.*.redial",
  "queues.*.reopen",
  "queues.*.repeat",
  "queues.*.transfer",
  "groups.*.blend_idle",
  "groups.*.call_in",
  "routing.callback",
  "routing.join",
  "routing.keep_idle",
  "routing.overflow",
  "routing.same_agent",
  "initial",
  "lines",
  "outside",
  "selfservice",
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
      muster_faults_error(faults, queue->mark, NULL, "simulate cannot honour channel '%s' of queue '%s' yet", names[queue->channel], queue->name);
  }
}

gboolean
sim_refuse(const MusterCentre *centre, MusterFaults *faults)
{
  guint before = muster_faults_n_errors(faults);
  MusterMark nowhere = {0};
  refuse_channels(centre, faults);
  if (centre->simulate.shift_end != MUSTER_SHIFT_END_FINISH)
    muster_faults_error(faults, nowhere, NULL, "simulate cannot honour simulate.shift_end '%s' yet; it can 'finish'",
                        centre->simulate.shift_end == MUSTER_SHIFT_END_HAND_BACK ? "hand_back" : "until_relieved");
  return muster_faults_n_errors(faults) > before;
}
