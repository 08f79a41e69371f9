/* Arrivals of one period, all queues, in order of time.
 *
 * Of each queue and interval they are the points below the height of the expected contacts in a Poisson process over
 * (time in the interval) × (height): contact k stands at height E_1 + … + E_k with its own exponential steps, and at its own
 * uniform time. So the count is Poisson, the times given the count are uniform, and a contact's number, time and every other
 * draw are its own: with more demand the contacts there were keep their times and more stand between them; a change in one
 * interval or queue leaves the others alone. The price is a sort, by buckets, of one interval at a time.
 */
#include "base/ziggurat_private.h"
#include "sim/engine_private.h"
#include <string.h>

/* Parts of the period in which the queue is open; the whole of it when it never is. Returns their total length. */
static SimTick
open_parts(const SimSpans *open, const SimPeriod *period, GArray *parts)
{
  SimTick total = 0;
  g_array_set_size(parts, 0);
  for (int i = 0; i < open->n; i++) {
    SimTick part[2] = {MAX(open->span[i].from, period->start), MIN(open->span[i].to, period->end)};
    if (part[0] >= part[1])
      continue;
    g_array_append_vals(parts, part, 1);
    total += part[1] - part[0];
  }
  if (total == 0) {
    SimTick whole[2] = {period->start, period->end};
    g_array_append_vals(parts, whole, 1);
    total = period->end - period->start;
  }
  return total;
}

/* A share of the open time, as a moment. */
static SimTick
moment(const GArray *parts, SimTick offset)
{
  for (guint i = 0; i < parts->len; i++) {
    const SimTick *part = (const SimTick *) (gpointer) (parts->data + (gsize) i * 2 * sizeof(SimTick));
    SimTick length = part[1] - part[0];
    if (offset < length)
      return part[0] + offset;
    offset -= length;
  }
  g_assert_not_reached();
}

static void
reserve(SimEngine *e, gsize n)
{
  if (n <= e->arrival_capacity)
    return;
  gsize capacity = MAX(n, 2 * e->arrival_capacity);
  e->unsorted = g_renew(SimArrival, e->unsorted, capacity);
  e->sorted = g_renew(SimArrival, e->sorted, capacity);
  e->arrival_capacity = capacity;
}

/* Two buckets per arrival that is expected, each a slice of the period. */
static void
begin_buckets(SimEngine *e, const SimPeriod *period, double expected)
{
  gsize buckets = 2 * (gsize) expected + 1;
  if (buckets + 2 > e->bucket_capacity) {
    e->bucket_capacity = 2 * (buckets + 2);
    e->bucket = g_renew(guint32, e->bucket, e->bucket_capacity);
  }
  memset(e->bucket, 0, (buckets + 2) * sizeof *e->bucket);
  e->n_buckets = buckets;
  e->bucket_scale = (double) buckets / (double) (period->end - period->start);
}

static inline gsize
bucket_of(SimTick since_start, double scale)
{
  return (gsize) (gint64) ((double) since_start * scale);
}

/* Appends the queue's arrivals to the unsorted ones, and counts them into the buckets one to the right of theirs. */
static gsize
generate_queue(SimEngine *e, const SimPeriod *period, int queue, double expected, GArray *parts, gsize n)
{
  SimTick open = open_parts(&e->sim->queue[queue].open, period, parts);
  const SimTick first = g_array_index(parts, SimTick, 0);
  MusterKey stream = muster_key(muster_key(e->key, (guint64) queue), period->number);
  const SimTick start = period->start;
  const double scale = e->bucket_scale;
  guint32 *right = e->bucket + 1;
  double height = 0;
  for (guint64 k = 0;; k++) {
    MusterKey key = muster_key(stream, k);
    height += muster_exponential_inline(key, MUSTER_DRAW_COUNT);
    if (height >= expected)
      break;
    SimTick offset =
        (SimTick) ((unsigned __int128) muster_draw_bits(key, MUSTER_DRAW_ARRIVAL) * (guint64) open >> 64);
    SimTick t = parts->len == 1 ? first + offset : moment(parts, offset);
    if (G_UNLIKELY(n == e->arrival_capacity))
      reserve(e, n + 1);
    e->unsorted[n++] = (SimArrival){.t = t, .key = key, .queue = (guint32) queue, .cause = SIM_FRESH};
    right[bucket_of(t - start, scale)]++;
  }
  return n;
}

/* Sorts by time: into the buckets, then by insertion. Equal times stay in order of queue and number. */
static void
sort(SimEngine *e, const SimPeriod *period, gsize n)
{
  const SimTick start = period->start;
  const double scale = e->bucket_scale;
  const SimArrival *unsorted = e->unsorted;
  SimArrival *sorted = e->sorted;
  guint32 *bucket = e->bucket;
  for (gsize b = 1; b <= e->n_buckets; b++)
    bucket[b] += bucket[b - 1];
  for (gsize i = 0; i < n; i++)
    sorted[bucket[bucket_of(unsorted[i].t - start, scale)]++] = unsorted[i];
  for (gsize i = 1; i < n; i++) {
    if (sorted[i - 1].t <= sorted[i].t)
      continue;
    SimArrival x = sorted[i];
    gsize j = i;
    for (; j > 0 && sorted[j - 1].t > x.t; j--)
      sorted[j] = sorted[j - 1];
    sorted[j] = x;
  }
}

void
sim_arrivals_none(SimEngine *e)
{
  reserve(e, 64);
  e->sorted[0].t = SIM_NEVER;
  e->arrival = e->sorted;
}

/* The scripted contacts of the period. */
static void
replay(SimEngine *e, const SimPeriod *period)
{
  const GArray *script = e->sim->script;
  gsize n = 0;
  reserve(e, (gsize) script->len + 1);
  for (guint i = 0; i < script->len; i++) {
    const SimScripted *s = &g_array_index(script, SimScripted, i);
    if (s->t < period->start || s->t >= period->end)
      continue;
    e->sorted[n++] = (SimArrival){s->t, muster_key(muster_key(e->key, (guint64) s->queue), i),
                                  (guint32) s->queue, 0, SIM_FRESH};
    e->cell[(gsize) period->row * (gsize) e->sim->n_queues + (gsize) s->queue].x[SIM_Q_ARRIVED]++;
  }
  e->sorted[n].t = SIM_NEVER;
  e->arrival = e->sorted;
  e->n_contacts += n;
}

void
sim_arrivals_generate(SimEngine *e, const SimPeriod *period)
{
  if (e->sim->script != NULL) {
    replay(e, period);
    return;
  }
  const MusterSim *sim = e->sim;
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, 2 * sizeof(SimTick));
  double expected[MUSTER_MAX_QUEUES], total = 0;
  for (int q = 0; q < sim->n_queues; q++)
    total += expected[q] = sim_expected(e, period, q);
  sim_arrivals_none(e);
  begin_buckets(e, period, total);
  gsize n = 0;
  for (int q = 0; q < sim->n_queues; q++) {
    if (expected[q] <= 0)
      continue;
    gsize before = n;
    n = generate_queue(e, period, q, expected[q], parts, n);
    e->cell[(gsize) period->row * (gsize) sim->n_queues + (gsize) q].x[SIM_Q_ARRIVED] +=
        (gint64) (n - before);
  }
  reserve(e, n + 1);
  sort(e, period, n);
  e->sorted[n].t = SIM_NEVER;
  e->arrival = e->sorted;
  e->n_contacts += n;
}
