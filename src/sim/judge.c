/* How a replication is judged beside its counts: opinions and money of each cell, and targets missed by intervals and days. */
#include "sim/extras_private.h"
#include "sim/moments_private.h"
#include "sim/opinions_private.h"

void
sim_judge_cell(const SimQueue *queue, SimQueueValues *v)
{
  gint64 *x = v->x;
  x[SIM_V_REVENUE] = x[SIM_V_ANSWERED] * queue->value_answered;
  x[SIM_V_VALUE_LOST] = x[SIM_V_LOST] * queue->value_lost;
  if (queue->opinions == NULL)
    return;
  x[SIM_V_SATISFIED] += x[SIM_V_LOST] * sim_opinions_lost(queue->opinions, FALSE);
  x[SIM_V_COMPLAINTS] += x[SIM_V_LOST] * sim_opinions_lost(queue->opinions, TRUE);
  if (sim_opinions_ask(queue->opinions, FALSE))
    x[SIM_V_JUDGED] = (x[SIM_V_ANSWERED] + x[SIM_V_LOST]) * SIM_MILLION;
}

/* --- targets ------------------------------------------------------------------------------------------------------ */

/* Against what was promised for the queue, whatever of it there is; what nothing came to of is not judged. */
static void
judge_target(const MusterTarget *target, SimQueueValues *v)
{
  const gint64 *x = v->x;
  gboolean missed = (double) x[SIM_V_SERVICE] < target->answer * (double) x[SIM_V_SERVICE_OF] ||
                    (double) x[SIM_V_ABANDONED] > target->abandon * (double) x[SIM_V_RESOLVED] ||
                    sim_seconds((double) x[SIM_V_WAIT_ANSWERED]) > target->asa_s * (double) x[SIM_V_ANSWERED] ||
                    (double) x[SIM_V_FINISHED_IN_TIME] < target->finish * (double) x[SIM_V_PROMISED];
  v->x[SIM_V_MISSED] = x[SIM_V_RESOLVED] > 0 && missed;
  v->x[SIM_V_DUE] = x[SIM_V_RESOLVED] > 0;
}

static void
count_target(SimQueueValues *to, const SimQueueValues *from)
{
  to->x[SIM_V_MISSED] += from->x[SIM_V_MISSED];
  to->x[SIM_V_DUE] += from->x[SIM_V_DUE];
}

void
sim_judge_targets(const MusterSim *sim, SimQueueValues *values)
{
  for (int q = 0; q < sim->n_queues; q++) {
    const MusterQueue *queue = &sim->centre->queue[q];
    if (!queue->has_target)
      continue;
    for (int i = 0; i < sim->n_intervals; i++) {
      SimQueueValues *here = &values[sim_at_interval(sim, i, q)];
      judge_target(&queue->target, here);
      count_target(&values[sim_at_interval_total(sim, i)], here);
    }
    for (int d = 0; d < sim->centre->grid->n_days; d++) {
      SimQueueValues *here = &values[sim_at_day(sim, d, q)];
      judge_target(&queue->target, here);
      count_target(&values[sim_at_queue(sim, q)], here);
      count_target(&values[sim_at_total(sim)], here);
    }
  }
}

/* --- money -------------------------------------------------------------------------------------------------------- */

/* A group's cost falls on its queues by the time it works for each; that of a group which has not worked, on the total alone. */
static void
share_cost(const MusterSim *sim, SimMoments *m, const SimFlow *flow, int group)
{
  double worked = 0;
  double cost = (double) m->group_values[sim_at_group(sim, group)].x[SIM_W_COST] * (SIM_VALUE / SIM_MONEY);
  for (int q = 0; q < sim->n_queues; q++)
    worked += (double) flow[q * sim->n_groups + group].handle;
  for (int q = 0; worked > 0 && q < sim->n_queues; q++)
    m->queue_values[sim_at_queue(sim, q)].x[SIM_V_STAFF_COST] +=
        llround(cost * ((double) flow[q * sim->n_groups + group].handle / worked));
}

static void
settle(SimQueueValues *v)
{
  v->x[SIM_V_MARGIN] = v->x[SIM_V_REVENUE] - v->x[SIM_V_VALUE_LOST] - v->x[SIM_V_STAFF_COST];
}

void
sim_judge_money(const MusterSim *sim, SimMoments *m, const SimFlow *flow)
{
  for (int g = 0; g < sim->n_groups; g++)
    share_cost(sim, m, flow, g);
  for (int q = 0; q < sim->n_queues; q++)
    settle(&m->queue_values[sim_at_queue(sim, q)]);
  SimQueueValues *total = &m->queue_values[sim_at_total(sim)];
  total->x[SIM_V_STAFF_COST] =
      llround((double) m->group_values[sim_at_group_total(sim)].x[SIM_W_COST] * (SIM_VALUE / SIM_MONEY));
  settle(total);
}
