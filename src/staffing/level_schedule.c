/* Rounding: the people of a group are rounded up once per interval, so that fractions of levelled work do not
 * each become a person. */
#include "staffing/level_private.h"
#include <math.h>

static const double TRIFLE = 1e-4; /* of an agent: nobody comes for that */

typedef struct {
  double agents, scheduled; /* of a group so far */
} Sum;

/* What the live rows of a group come to; theirs are rounded already. */
static Sum
live_sum(MusterStaffing *staffing, const MusterCentre *centre, int group, int interval)
{
  Sum sum = {0};
  for (int q = 0; q < centre->n_queues; q++) {
    if (staffing->requirement->group[q] != group || staffing_can_wait(&centre->queue[q]))
      continue;
    const MusterNeed *need = staffing_need(staffing, q, interval);
    sum.agents += need->agents;
    sum.scheduled += need->scheduled;
  }
  return sum;
}

static double
levelled_agents(const struct MusterLevelled *l, const LevelQueue *q, int group, int interval)
{
  double agents = 0.0;
  for (int s = q->first_stream; s < q->first_stream + q->n_streams; s++)
    agents += l->plan->agents[level_at(l->problem, s, group, interval)];
  return agents;
}

/* What the group's people, all together and rounded up, are more by `agents`. */
static double
rounded_once(Sum *sum, double agents, const double *share, int n_shares)
{
  sum->agents += agents;
  double more = muster_scheduled(MAX(sum->agents - TRIFLE, 0.0), share, n_shares) - sum->scheduled;
  sum->scheduled += MAX(more, 0.0);
  return MAX(more, 0.0);
}

static void
schedule_group(MusterStaffing *staffing, const MusterCentre *centre, int group, int interval,
               const double *share, int n_shares)
{
  const struct MusterLevelled *l = staffing->levelled;
  Sum sum = live_sum(staffing, centre, group, interval);
  for (int k = 0; k < l->n_queues; k++) {
    MusterNeed *need = staffing_need(staffing, l->queue[k].queue, interval);
    double agents = levelled_agents(l, &l->queue[k], group, interval);
    if (agents > 0.0)
      need->scheduled += rounded_once(&sum, agents, share, n_shares);
  }
  for (int k = 0; k < l->n_queues;
       k++) { /* the group's minimum, where a queue that can wait had to take it */
    MusterNeed *need = staffing_need(staffing, l->queue[k].queue, interval);
    if (need->binding != MUSTER_BINDING_MINIMUM || staffing->requirement->group[l->queue[k].queue] != group)
      continue;
    double least = muster_steps_at(&centre->group[group].minimum, centre->grid, interval);
    need->scheduled += rounded_once(&sum, MAX(least - sum.agents, 0.0), share, n_shares);
  }
}

void
staffing_level_schedule(MusterStaffing *staffing, const MusterCentre *centre)
{
  if (staffing->levelled == NULL)
    return;
  g_autofree double *share = g_new(double, centre->n_shrinkage + 1);
  int n_shares = muster_centre_shrinkage_shares(centre, share);
  for (int i = 0; i < centre->grid->n; i++) {
    for (int k = 0; k < staffing->levelled->n_queues; k++)
      staffing_need(staffing, staffing->levelled->queue[k].queue, i)->scheduled = 0.0;
    for (int g = 0; g < centre->n_groups; g++)
      schedule_group(staffing, centre, g, i, share, n_shares);
  }
}
