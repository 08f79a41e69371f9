/* From arrivals, backlog and quotas to streams of work with what is due when. */
#include "staffing/level_private.h"
#include <math.h>

double
level_queue_kept(const LevelQueue *q, int interval)
{
  if (!(q->contacts[interval] > 0.0) || q->due[interval] == LEVEL_BEYOND)
    return NAN;
  return q->due[interval] == LEVEL_LATE ? 0.0 : q->in_time;
}

/* Adds work that can be begun from boundary `come` on, due at boundary `due` (behind the last: not in the
 * horizon). */
static void
put(LevelStream *s, int n, int come, int due, double work)
{
  s->come[MIN(come, n)] += work;
  if (due <= n)
    s->due[due] += work;
}

static void
sum_up(LevelStream *s, int n)
{
  for (int i = 0; i < n; i++) {
    s->come[i + 1] += s->come[i];
    s->due[i + 1] += s->due[i];
  }
}

/* What has come before the last day begins is done by the end of the horizon, even if it is due later or
 * never: a plan that pushes its work behind its own end would look cheap for nothing. Of the last day's it
 * may. */
static int
due_beyond(const LevelHours *h, int come)
{
  return come <= h->last_day && h->next_open[come] < h->grid->n ? h->grid->n : LEVEL_BEYOND;
}

/* --- which arrivals can be done in time --- */

/* Deadline of what arrived at boundary `from` and can be begun at `come`. */
static int
due_of(const LevelQueue *q, const LevelHours *h, int from, int come)
{
  gboolean beyond;
  if (isinf(q->within_s))
    return LEVEL_BEYOND;
  int due = level_hours_due(h, from, q->within_s, &beyond);
  return beyond ? LEVEL_BEYOND : h->next_open[come] < due ? due : LEVEL_LATE;
}

void
level_queue_classify(LevelQueue *q, const LevelHours *h)
{
  int n = h->grid->n;
  q->first_late = -1;
  for (int i = 0; i < n; i++) {
    q->due[i] = due_of(q, h, i, i + 1);
    if (q->due[i] == LEVEL_BEYOND || !(q->contacts[i] > 0.0))
      continue;
    q->n_asked += q->contacts[i];
    if (q->due[i] != LEVEL_LATE)
      continue;
    q->n_late += q->contacts[i];
    q->intervals_late++;
    if (q->first_late < 0)
      q->first_late = i;
  }
  double may_be_late = (1.0 - q->share) * q->n_asked - q->n_late, can = q->n_asked - q->n_late;
  q->in_time = may_be_late > 0.0 && can > 0.0 ? 1.0 - may_be_late / can : 1.0;
}

/* --- streams --- */

/* What is late is done within as much open time again, counted from its deadline; late or not, something is
 * open then. */
static int
due_late(const LevelQueue *q, const LevelHours *h, int from, int come)
{
  gboolean beyond, later;
  int n = h->grid->n, open = h->next_open[come], due = level_hours_due(h, from, q->within_s, &beyond);
  due = level_hours_due_open(h, MAX(due, come), q->within_s, &later);
  if (beyond || later || open >= n)
    return due_beyond(h, come);
  return MIN(MAX(due, open + 1), n);
}

static void
add_promised(const LevelQueue *q, const LevelHours *h, LevelStream *s)
{
  int n = h->grid->n;
  for (int i = 0; i < n; i++) {
    double work = q->contacts[i] * q->work_s[i];
    if (q->due[i] == LEVEL_BEYOND)
      put(s, n, i + 1, due_beyond(h, i + 1), work);
    else if (q->due[i] != LEVEL_LATE)
      put(s, n, i + 1, q->due[i], q->in_time * work);
  }
}

static double
late_work(const LevelQueue *q, int interval)
{
  double work = q->contacts[interval] * q->work_s[interval];
  return q->due[interval] == LEVEL_BEYOND ? 0.0
         : q->due[interval] == LEVEL_LATE ? work
                                          : (1.0 - q->in_time) * work;
}

static void
add_late(const LevelQueue *q, const LevelHours *h, LevelStream *s)
{
  for (int i = 0; i < h->grid->n; i++)
    if (late_work(q, i) > 0.0)
      put(s, h->grid->n, i + 1, due_late(q, h, i, i + 1), late_work(q, i));
}

/* Handed to an outside department when the tier's time is over; with its answer, which takes its mean time,
 * the case is finished here, as late work is. */
static void
add_outside(const LevelQueue *q, const MusterCentre *centre, const LevelHours *h, LevelStream *s)
{
  double away_s = q->within_s + centre->outside[q->outside].answers_in.mean_s;
  const MusterGrid *grid = h->grid;
  for (int i = 0; i < grid->n; i++) {
    double back = (double) grid->start[i + 1] + away_s;
    int come = i + 1;
    while (come < grid->n && (double) grid->start[come] < back)
      come++;
    if ((double) grid->start[come] < back)
      come = grid->n + 1; /* answered behind the horizon */
    if (late_work(q, i) > 0.0 && come <= grid->n)
      put(s, grid->n, come, due_late(q, h, come, come), late_work(q, i));
  }
}

/* Cases carried in, by their age: older ones are due sooner, and those that are late already go to `late`. */
static void
add_backlog(LevelQueue *q, const MusterCentre *centre, const LevelHours *h, LevelStream *promised,
            LevelStream *late)
{
  int n = h->grid->n, open = h->next_open[0];
  for (int b = 0; b < centre->n_backlog; b++) {
    const MusterBacklog *backlog = &centre->backlog[b];
    if (backlog->queue != q->queue)
      continue;
    double younger = 1.0; /* share whose deadline is not before boundary i */
    q->n_backlog += backlog->count;
    for (int i = 0; i <= n && younger > 0.0; i++) {
      double clock_s = i == n           ? INFINITY
                       : h->counts_open ? h->open_before_s[i + 1]
                                        : (double) (h->grid->start[i + 1] - h->grid->start[0]);
      double next =
          isinf(q->within_s) || i == n ? 0.0 : muster_dist_cdf(&backlog->age, q->within_s - clock_s);
      double count = backlog->count * (isinf(q->within_s) ? (i == n ? 1.0 : 0.0) : younger - next),
             work = count * q->work_s[0];
      younger = isinf(q->within_s) ? younger : next;
      if (!(count > 0.0))
        continue;
      if (i > open || (i == n && open < n))
        put(promised, n, 0, i, work);
      else if (open < n)
        put(late, n, 0, MAX(due_late(q, h, 0, 0), open + 1), work);
      q->n_overdue += i > open || open >= n ? 0.0 : count;
    }
  }
}

static void
add_quota(const LevelQueue *q, const LevelHours *h, LevelStream *s)
{
  for (int i = 0; i < h->grid->n; i++)
    if (q->quota[i] > 0.0)
      put(s, h->grid->n, i, q->quota_due[i], q->quota[i] * q->work_s[i]);
}

static double
handle_s(const MusterCentre *centre, int queue, const MusterDist *own)
{
  const MusterQueue *q = &centre->queue[queue];
  return (own != NULL && own->info != NULL ? own->mean_s : q->handle.mean_s) +
         (q->after_call.info != NULL ? q->after_call.mean_s : 0.0);
}

/* A further stream of the queue, with who serves it and when. */
static int
new_stream(LevelQueue *q, const MusterCentre *centre, const LevelHours *h, LevelProblem *p, gboolean promised)
{
  int s = p->n_streams;
  level_problem_add(p, q->queue)->promised = promised;
  p->interruptible[s] = centre->queue[q->queue].interruptible;
  for (int i = 0; i < p->n; i++)
    p->open_s[(gsize) s * (gsize) p->n + (gsize) i] = h->open_s[i];
  for (int g = 0; g < p->n_groups; g++)
    for (int k = 0; k < centre->group[g].n_serves; k++) {
      const MusterServes *serves = &centre->group[g].serves[k];
      if (serves->queue == q->queue && muster_serves_counts(centre, serves))
        p->speed[s * p->n_groups + g] =
            serves->pace * handle_s(centre, q->queue, NULL) / handle_s(centre, q->queue, &serves->handle);
    }
  q->n_streams++;
  return s;
}

/* Streams with nothing in them are left out. */
static void
drop_empty(LevelQueue *q, LevelProblem *p)
{
  while (q->n_streams > 0 && !(p->stream[p->n_streams - 1].come[p->n] > 0.0)) {
    level_problem_drop(p);
    q->n_streams--;
  }
}

void
level_queue_streams(LevelQueue *q, const MusterCentre *centre, const LevelHours *h, LevelProblem *p)
{
  q->first_stream = p->n_streams;
  int promised = new_stream(q, centre, h, p, TRUE), late = new_stream(q, centre, h, p, FALSE);
  add_promised(q, h, &p->stream[promised]);
  if (q->outside >= 0)
    add_outside(q, centre, h, &p->stream[late]);
  else if (!q->hands_on)
    add_late(q, h, &p->stream[late]);
  add_backlog(q, centre, h, &p->stream[promised], &p->stream[late]);
  sum_up(&p->stream[promised], p->n);
  sum_up(&p->stream[late], p->n);
  drop_empty(q, p);
  if (q->quota == NULL)
    return;
  int quota = new_stream(q, centre, h, p, TRUE);
  add_quota(q, h, &p->stream[quota]);
  sum_up(&p->stream[quota], p->n);
  drop_empty(q, p);
}
