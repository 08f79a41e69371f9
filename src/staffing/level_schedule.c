/* What comes after the programme: minima of groups that do nothing live, and rounding. The people of a group
 * are rounded up once per interval, so that fractions of levelled work do not each become a person. */
#include "staffing/level_private.h"
#include <math.h>

static const double TRIFLE = 1e-4; /* of an agent: nobody comes for that */

typedef struct {
  double agents, scheduled; /* of a group so far */
} Sum;

/* What a group's live rows come to; theirs are rounded already. */
static Sum
live_sum(MusterStaffing *staffing, const MusterCentre *centre, int group, int interval)
{
  Sum sum = {0};
  int n_shares;
  const MusterShare *share = muster_requirement_shares(staffing->requirement, interval, &n_shares);
  for (int k = 0; k < n_shares; k++)
    if (share[k].group == group) {
      sum.agents += share[k].agents;
      sum.scheduled += share[k].scheduled;
    }
  for (int q = 0; q < centre->n_queues; q++) {
    if (staffing->requirement->group[q] != group || staffing_can_wait(&centre->queue[q]) ||
        muster_requirement_is_shared(staffing->requirement, q, interval))
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

/* The queue that takes what a group's minimum is more than its work: its first that is open, where it has
 * nothing live. NULL: none. */
static const LevelQueue *
minimum_taker(const struct MusterLevelled *l, int group, int interval)
{
  const LevelProblem *p = l->problem;
  gsize cell = (gsize) group * (gsize) p->n + (gsize) interval;
  if (!(p->least[cell] > 0.0) || p->live[cell] > 0.0)
    return NULL;
  for (int k = 0; k < l->n_queues; k++)
    for (int s = l->queue[k].first_stream; s < l->queue[k].first_stream + l->queue[k].n_streams; s++)
      if (p->speed[s * p->n_groups + group] > 0.0 &&
          p->open_s[(gsize) s * (gsize) p->n + (gsize) interval] > 0.0)
        return &l->queue[k];
  return NULL;
}

void
level_minimum(MusterStaffing *staffing)
{
  const struct MusterLevelled *l = staffing->levelled;
  const LevelProblem *p = l->problem;
  for (int g = 0; g < p->n_groups; g++)
    for (int i = 0; i < p->n; i++) {
      const LevelQueue *taker = minimum_taker(l, g, i);
      double more = p->least[(gsize) g * (gsize) p->n + (gsize) i];
      for (int k = 0; k < l->n_queues; k++)
        more -= levelled_agents(l, &l->queue[k], g, i);
      if (taker == NULL || !(more > TRIFLE))
        continue;
      MusterNeed *need = staffing_need(staffing, taker->queue, i);
      need->agents = round((need->agents + more) * 1e6) / 1e6;
      need->binding = MUSTER_BINDING_MINIMUM;
    }
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
  const LevelQueue *taker = minimum_taker(l, group, interval);
  Sum sum = live_sum(staffing, centre, group, interval);
  for (int k = 0; k < l->n_queues; k++) {
    double agents = levelled_agents(l, &l->queue[k], group, interval);
    if (agents > 0.0)
      staffing_need(staffing, l->queue[k].queue, interval)->scheduled +=
          rounded_once(&sum, agents, share, n_shares);
  }
  if (taker == NULL)
    return;
  double more = l->problem->least[(gsize) group * (gsize) l->problem->n + (gsize) interval] - sum.agents;
  staffing_need(staffing, taker->queue, interval)->scheduled +=
      rounded_once(&sum, MAX(more, 0.0), share, n_shares);
}

void
level_schedule(MusterStaffing *staffing, const MusterCentre *centre)
{
  g_autofree double *share = g_new(double, centre->n_shrinkage + 1);
  int n_shares = muster_centre_shrinkage_shares(centre, share);
  for (int i = 0; i < centre->grid->n; i++) {
    for (int k = 0; k < staffing->levelled->n_queues; k++)
      staffing_need(staffing, staffing->levelled->queue[k].queue, i)->scheduled = 0.0;
    for (int g = 0; g < centre->n_groups; g++)
      schedule_group(staffing, centre, g, i, share, n_shares);
  }
}
