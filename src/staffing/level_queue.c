/* A queue of work that can wait: what arrives, what is promised for it, and what becomes of it. */
#include "staffing/level_private.h"
#include <math.h>

/* --- arrivals --- */

static double
work_of(const MusterCentre *centre, const MusterDemand *demand, int queue, int interval)
{
  const MusterQueue *q = &centre->queue[queue];
  double handle_s = staffing_handle_s(centre, demand, -1, queue, interval);
  return q->channel == MUSTER_CHANNEL_OUTBOUND ? muster_flows_attempt_s(q, handle_s) : handle_s;
}

void
level_queue_init(LevelQueue *q, const MusterCentre *centre, const MusterDemand *demand, int index)
{
  int n = centre->grid->n;
  *q = (LevelQueue){
      .queue = index,
      .within_s = INFINITY,
      .share = 1.0,
      .outside = -1,
      .in_time = 1.0,
      .contacts = g_new0(double, n),
      .work_s = g_new0(double, n),
      .due = g_new0(int, n),
      .first_late = -1,
      .slack_s = NAN,
      .tightest = -1,
  };
  for (int i = 0; i < n; i++) {
    q->contacts[i] = staffing_contacts(centre, demand, index, i);
    q->work_s[i] = work_of(centre, demand, index, i);
  }
}

void
level_queue_clear(LevelQueue *q)
{
  g_free(q->contacts);
  g_free(q->quota);
  g_free(q->quota_due);
  g_free(q->work_s);
  g_free(q->due);
  *q = (LevelQueue){0};
}

/* --- the promise --- */

/* Share of cases that are finished in time when each is handled `within_s` after it came: those that are then
 * passed on to departments outside only if their answer comes in what is left. */
static double
kept_when_handled(const MusterCentre *centre, const MusterQueue *q, double within_s)
{
  double kept = 1.0;
  for (int i = 0; i < q->n_transfers; i++)
    if (q->transfer[i].outside >= 0)
      kept -=
          q->transfer[i].share * (1.0 - muster_dist_cdf(&centre->outside[q->transfer[i].outside].answers_in,
                                                        q->target.finish_within_s - within_s));
  return kept;
}

/* The promise includes the wait for outside departments: either their cases are the ones that may be late, or
 * all cases are handled early enough (nobody knows which will need them). */
static void
leave_time_outside(LevelQueue *q, const MusterCentre *centre)
{
  const MusterQueue *queue = &centre->queue[q->queue];
  double low = 0.0, high = queue->target.finish_within_s, kept = kept_when_handled(centre, queue, high);
  if (kept >= 1.0)
    return;
  if (kept >= q->share) {
    q->share /= kept;
    return;
  }
  for (int step = 0; step < 60; step++) {
    double middle = (low + high) / 2.0;
    if (kept_when_handled(centre, queue, middle) >= q->share)
      low = middle;
    else
      high = middle;
  }
  q->within_s = round(low); /* whole seconds, or a boundary of the grid would be missed by nothing */
  q->share = 1.0;
}

void
level_queue_promise(LevelQueue *q, const MusterCentre *centre)
{
  const MusterQueue *queue = &centre->queue[q->queue];
  if (queue->has_target && !isnan(queue->target.finish)) {
    q->within_s = queue->target.finish_within_s;
    q->share = queue->target.finish;
    leave_time_outside(q, centre);
  }
  if (queue->escalate_queue < 0 && queue->escalate_outside < 0)
    return;
  q->within_s = MIN(q->within_s, queue->escalate_after_s);
  q->hands_on = queue->escalate_queue >= 0;
  q->outside = queue->escalate_outside;
}

/* --- what becomes of it --- */

/* Boundary by which so much of the stream is done; the curve rises evenly within an interval, its end is
 * taken. */
static int
done_by(const LevelPlan *plan, int stream, int n, double work)
{
  const double *done = plan->done + (gsize) stream * (gsize) (n + 1);
  int low = 0, high = n + 1;
  while (low < high) {
    int middle = (low + high) / 2;
    if (middle > n || done[middle] >= work - 1e-6 * (1.0 + work))
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

/* The oldest first, so an interval's arrivals are done when the curve of done work has reached all that had
 * come. */
static void
find_slack(LevelQueue *q, const LevelProblem *p, const LevelPlan *plan, const MusterGrid *grid)
{
  const LevelStream *s = &p->stream[q->first_stream];
  for (int i = 0; i < p->n; i++) {
    if (q->due[i] < 0 || q->due[i] > p->n || !(q->contacts[i] > 0.0))
      continue;
    int done = done_by(plan, q->first_stream, p->n, s->come[i + 1]);
    double slack_s = (double) (grid->start[q->due[i]] - grid->start[MIN(done, p->n)]);
    if (isnan(q->slack_s) || slack_s < q->slack_s) {
      q->slack_s = slack_s;
      q->tightest = i;
    }
  }
}

void
level_queue_outcome(LevelQueue *q, const LevelProblem *p, const LevelPlan *plan, const MusterGrid *grid)
{
  for (int s = q->first_stream; s < q->first_stream + q->n_streams; s++) {
    double left = p->stream[s].come[p->n] - plan->done[(gsize) s * (gsize) (p->n + 1) + (gsize) p->n];
    left = MAX(left, 0.0) / q->work_s[p->n - 1];
    q->n_left += left;
    q->n_left_late += p->stream[s].promised ? 0.0 : left;
  }
  if (q->n_streams > 0 && p->stream[q->first_stream].promised)
    find_slack(q, p, plan, grid);
}
