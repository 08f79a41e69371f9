/* What the centre says of cases, in ticks: deadlines, limits of a tier, and the clock they run by. */
#include "sim/problem_private.h"

static const MusterDist *
given(const MusterDist *dist)
{
  return dist->info != NULL ? dist : NULL;
}

void
sim_case_rules_build(MusterSim *sim, int q)
{
  const MusterQueue *queue = &sim->centre->queue[q];
  SimQueue *out = &sim->queue[q];
  SimCaseRules *rules = &out->rules;
  *rules = (SimCaseRules){.within = -1, .escalate_after = -1, .escalate_to = -1};
  out->is_case = queue->channel == MUSTER_CHANNEL_CASE;
  if (queue->has_target && queue->target.finish > 0)
    rules->within = sim_ticks(queue->target.finish_within_s);
  rules->open_clock = queue->clock_open_hours;
  rules->interruptible = out->is_case && queue->interruptible;
  if (queue->escalate_after_s > 0 && (queue->escalate_queue >= 0 || queue->escalate_outside >= 0)) {
    rules->escalate_after = sim_ticks(queue->escalate_after_s);
    rules->escalate_to = queue->escalate_queue;
    if (queue->escalate_queue < 0)
      rules->outside = given(&sim->centre->outside[queue->escalate_outside].answers_in);
  }
  rules->leads_on = queue->follow_up_chance > 0 || queue->reopen_chance > 0;
  rules->follow_up = queue->follow_up_chance;
  rules->follow_up_queue = queue->follow_up_queue;
  rules->follow_up_delay = given(&queue->follow_up_delay);
  rules->reopen = queue->reopen_chance;
  rules->reopen_delay = given(&queue->reopen_delay);
  out->is_noted = out->is_case || rules->escalate_after >= 0;
  if (out->is_case)
    sim->cases |= G_GUINT64_CONSTANT(1) << q;
  sim->interrupts = sim->interrupts || rules->interruptible;
}

SimTick
sim_clock_after(const SimQueue *queue, SimTick from, SimTick amount)
{
  if (!queue->rules.open_clock || from + amount < 0)
    return MIN(from + amount, SIM_NEVER);
  if (from < 0) { /* an age counts by the queue's own clock */
    amount += from;
    from = 0;
  }
  for (int i = 0; i < queue->open.n; i++) {
    const SimSpan *span = &queue->open.span[i];
    if (span->to <= from)
      continue;
    SimTick begin = MAX(from, span->from);
    if (amount <= span->to - begin)
      return begin + amount;
    amount -= span->to - begin;
  }
  return SIM_NEVER;
}

SimTick
sim_due(const SimQueue *queue, SimTick from)
{
  return queue->rules.within < 0 ? SIM_NEVER : sim_clock_after(queue, from, queue->rules.within);
}
