#include "sim/tally_private.h"
#include "sim/extras_private.h"
#include <stdlib.h>

SimTally *
sim_tally_new(const MusterSim *sim)
{
  SimTally *t = g_new0(SimTally, 1);
  t->n_queues = sim->n_queues;
  t->n_groups = sim->n_groups;
  t->queue = g_new0(SimQueueTally, MAX(sim->n_queues, 1));
  t->group = g_new0(SimGroupTally, MAX(sim->n_groups, 1));
  const double *to_s = muster_histogram_times_s(&t->n_times);
  g_assert(t->n_times <= SIM_TALLY_BINS);
  for (int b = 0; b < t->n_times; b++)
    t->edge[b] = isinf(to_s[b]) ? G_MAXINT64 : (SimTick) (to_s[b] * SIM_TICKS_PER_S);
  for (int k = 1, b = 1; k < SIM_N_BINS; k++) {
    while (sim_bin(t->edge[b]) < k)
      b++;
    t->first[k] = (guint8) b;
  }
  return t;
}

void
sim_tally_free(SimTally *t)
{
  if (t == NULL)
    return;
  for (int q = 0; q < t->n_queues; q++) {
    g_free(t->queue[q].in_order.at);
    g_free(t->queue[q].late.at);
    g_free(t->queue[q].length.ticks);
  }
  for (int g = 0; g < t->n_groups; g++)
    g_free(t->group[g].busy.ticks);
  g_free(t->queue);
  g_free(t->group);
  g_free(t);
}

/* --- while it runs ------------------------------------------------------------------------------------------------ */

G_NO_INLINE static void
add_new_level(SimLevels *l, gint64 level, SimTick time)
{
  gint64 n = MAX(16, 2 * level);
  l->ticks = g_renew(SimTick, l->ticks, n);
  for (; l->n < n; l->n++)
    l->ticks[l->n] = 0;
  l->ticks[level] += time;
}

static inline void
add_time(SimLevels *l, gint64 level, SimTick time)
{
  if (G_UNLIKELY(level >= l->n))
    add_new_level(l, level, time);
  else
    l->ticks[level] += time;
}

void
sim_tally_begin(SimEngine *e)
{
  SimTally *t = e->extras->tally;
  for (int q = 0; q < t->n_queues; q++) {
    t->queue[q].in_order.n = t->queue[q].late.n = 0;
    t->queue[q].waiting = 0;
  }
  for (int g = 0; g < t->n_groups; g++)
    t->group[g].counts = FALSE;
  t->counts = FALSE;
}

G_NO_INLINE static void
more_changes(SimChanges *c)
{
  c->capacity = MAX(256, 2 * c->capacity);
  c->at = g_renew(gint64, c->at, c->capacity);
}

void
sim_tally_waits(SimEngine *e, int queue, gboolean more, SimTick when)
{
  SimTally *t = e->extras->tally;
  if (t == NULL || !t->counts)
    return;
  SimQueueTally *q = &t->queue[queue];
  SimChanges *c = &q->in_order;
  gint64 change = 2 * when + more;
  if (c->n > 0 && change < c->at[c->n - 1])
    c = &q->late;
  if (G_UNLIKELY(c->n == c->capacity))
    more_changes(c);
  c->at[c->n++] = change;
}

void
sim_tally_busy(SimEngine *e, int group, gint64 busy, SimTick now)
{
  SimTally *t = e->extras->tally;
  if (t == NULL)
    return;
  SimLevels *l = &t->group[group].busy;
  SimTick time = now - l->since;
  l->since = now;
  if (!t->group[group].counts || (busy == 0 && e->group[group].n_present == 0))
    return;
  add_time(l, busy, time);
}

static int
by_time(gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;
  return (x > y) - (x < y);
}

/* The period's changes in order, into the levels. */
static void
settle(SimQueueTally *q, SimTick end)
{
  const gint64 *a = q->in_order.at, *b = q->late.at, *a_end = a + q->in_order.n, *b_end = b + q->late.n;
  gint64 waiting = q->waiting;
  SimTick since = q->length.since;
  if (q->late.n > 0)
    qsort(q->late.at, q->late.n, sizeof *b, by_time);
  while (a < a_end || b < b_end) {
    gint64 change = a == a_end || (b < b_end && *b < *a) ? *b++ : *a++;
    SimTick when = CLAMP(change >> 1, since, end);
    if (waiting > 0)
      add_time(&q->length, waiting, when - since);
    since = when;
    waiting += (change & 1) != 0 ? 1 : -1;
  }
  if (waiting > 0)
    add_time(&q->length, waiting, end - since);
  q->in_order.n = q->late.n = 0;
}

void
sim_tally_flush(SimEngine *e, SimTick now)
{
  SimTally *t = e->extras->tally;
  if (t == NULL)
    return;
  for (int q = 0; t->counts && q < t->n_queues; q++)
    settle(&t->queue[q], now);
  for (int g = 0; g < t->n_groups; g++)
    sim_tally_busy(e, g, e->group[g].n_busy, now);
}

void
sim_tally_period(SimEngine *e, SimTick now)
{
  const MusterSim *sim = e->sim;
  SimTally *t = e->extras->tally;
  if (t == NULL)
    return;
  t->counts = e->row < (guint32) sim->n_intervals;
  for (int q = 0; q < t->n_queues; q++) {
    t->queue[q].waiting = e->line[q].n_live;
    t->queue[q].length.since = now;
  }
  for (int g = 0; g < t->n_groups; g++) {
    gsize at = (gsize) g * (gsize) sim->n_periods + (gsize) e->period;
    t->group[g].counts = t->counts && (sim->level == NULL || sim->staffed[at]);
    t->group[g].busy.since = now;
  }
}

/* --- over replications -------------------------------------------------------------------------------------------- */

static void
merge_levels(SimLevels *to, const SimLevels *from)
{
  for (gint64 k = 0; k < from->n; k++)
    if (from->ticks[k] != 0)
      add_time(to, k, from->ticks[k]);
}

void
sim_tally_merge(SimTally *to, const SimTally *from)
{
  for (int q = 0; q < to->n_queues; q++) {
    const SimQueueTally *one = &from->queue[q];
    SimQueueTally *all = &to->queue[q];
    for (int b = 0; b < to->n_times; b++) {
      all->answered[b] += one->answered[b];
      all->abandoned[b] += one->abandoned[b];
      all->handle[b] += one->handle[b];
    }
    merge_levels(&all->length, &one->length);
  }
  for (int g = 0; g < to->n_groups; g++)
    merge_levels(&to->group[g].busy, &from->group[g].busy);
}

static void
times(MusterOutcome *out, MusterHistogramId id, int queue, const guint64 *count, int n)
{
  MusterHistogram h = {.id = id, .place = queue};
  const double *to_s = muster_histogram_times_s(&h.n);
  h.to = g_memdup2(to_s, (gsize) h.n * sizeof *to_s);
  h.value = g_new(double, h.n);
  for (int b = 0; b < h.n; b++)
    h.value[b] = (double) count[b] / n;
  muster_outcome_add_histogram(out, h);
}

static void
levels(MusterOutcome *out, MusterHistogramId id, int place, const SimLevels *l, SimTick none)
{
  gint64 most = l->n - 1;
  while (most > 0 && l->ticks[most] == 0)
    most--;
  double all = (double) none;
  for (gint64 k = 0; k <= most; k++)
    all += (double) l->ticks[k];
  if (!(all > 0))
    return;
  MusterHistogram h = {.id = id, .place = place};
  h.to = muster_histogram_numbers((int) MAX(most, 0), id == MUSTER_HISTOGRAM_BUSY, &h.n);
  h.value = g_new0(double, h.n);
  h.value[0] = (double) none / all;
  for (gint64 k = 0, b = 0; k <= most; k++) {
    b += (double) k > h.to[b];
    h.value[b] += (double) l->ticks[k] / all;
  }
  muster_outcome_add_histogram(out, h);
}

/* How long the queue was open and nobody waited. */
static SimTick
nobody_waits(const MusterSim *sim, int queue, const SimLevels *l, int n)
{
  const MusterGrid *grid = sim->centre->grid;
  SimTick open = sim_spans_overlap(&sim->queue[queue].open, sim_tick_of_utc(sim, grid->start[0]), sim->end) * n;
  for (gint64 k = 0; k < l->n; k++)
    open -= l->ticks[k];
  return MAX(open, 0);
}

void
sim_tally_estimate(const MusterSim *sim, const SimTally *t, int n, MusterOutcome *out)
{
  for (int q = 0; q < t->n_queues; q++) {
    const SimQueueTally *tally = &t->queue[q];
    times(out, MUSTER_HISTOGRAM_WAIT_ANSWERED, q, tally->answered, n);
    times(out, MUSTER_HISTOGRAM_WAIT_ABANDONED, q, tally->abandoned, n);
    times(out, MUSTER_HISTOGRAM_HANDLE, q, tally->handle, n);
    levels(out, MUSTER_HISTOGRAM_QUEUE_LENGTH, q, &tally->length, nobody_waits(sim, q, &tally->length, n));
  }
  for (int g = 0; g < t->n_groups; g++)
    levels(out, MUSTER_HISTOGRAM_BUSY, g, &t->group[g].busy, 0);
}
