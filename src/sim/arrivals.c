/* Arrivals of one period, all queues, in order of time.
 *
 * Of each queue and interval they are the points below the height of the expected contacts in a Poisson process over
 * (time in the interval) × (height): contact k stands at height E_1 + … + E_k with its own exponential steps, and at its own
 * uniform time. So the count is Poisson, the times given the count are uniform, and a contact's number, time and every other
 * draw are its own: with more demand the contacts there were keep their times and more stand between them; a change in one
 * interval or queue leaves the others alone. The price is a sort, by buckets, of one interval at a time.
 *
 * `arrivals: fixed` takes the first so many contacts instead: the expected number, its fraction rounded up with that chance. Where rates
 * are not constant, the uniform time becomes the moment by which that share of the interval's contacts has come.
 *
 * While they are sorted, arrivals are words: ticks since the period's start, queue, number. So equal times stay in that order.
 */
#include "base/ziggurat_private.h"
#include "sim/bursts_private.h"
#include "sim/replay_private.h"
#include "sim/shapes_private.h"
#include <string.h>

#define NUMBER_BITS 26
#define QUEUE_BITS 6 /* MUSTER_MAX_QUEUES */
#define TIME_SHIFT (NUMBER_BITS + QUEUE_BITS)
#define LAST_NUMBER ((G_GUINT64_CONSTANT(1) << NUMBER_BITS) - 1) /* 67 million in one interval: no memory holds as many */
G_STATIC_ASSERT(MUSTER_MAX_QUEUES <= 1 << QUEUE_BITS);
G_STATIC_ASSERT(3600 * (gint64) SIM_TICKS_PER_S < (G_GINT64_CONSTANT(1) << (64 - TIME_SHIFT))); /* no period is longer */

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

void
sim_arrivals_reserve(SimEngine *e, gsize n)
{
  if (n <= e->arrival_capacity)
    return;
  gsize capacity = MAX(n, 2 * e->arrival_capacity);
  e->drawn = g_renew(guint64, e->drawn, capacity);
  e->ordered = g_renew(guint64, e->ordered, capacity);
  e->sorted = g_renew(SimArrival, e->sorted, capacity);
  e->arrival_capacity = capacity;
}

/* Two to four buckets per arrival that is expected, each a slice of the period. */
static void
begin_buckets(SimEngine *e, const SimPeriod *period, double expected)
{
  SimTick length = period->end - period->start;
  double least = MIN(2 * expected + 1, (double) length); /* a slice is a tick at least */
  int shift = 0;
  while ((double) (length >> (shift + 1)) >= least)
    shift++;
  gsize buckets = (gsize) (length >> shift) + 1;
  if (buckets + 2 > e->bucket_capacity) {
    e->bucket_capacity = 2 * (buckets + 2);
    e->bucket = g_renew(guint32, e->bucket, e->bucket_capacity);
  }
  memset(e->bucket, 0, (buckets + 2) * sizeof *e->bucket);
  e->n_buckets = buckets;
  e->bucket_shift = TIME_SHIFT + shift;
}

/* Appends the queue's arrivals to those drawn, and counts them into the buckets one to the right of theirs. */
static gsize
generate_queue(SimEngine *e, const SimPeriod *period, int queue, MusterKey stream, double expected, GArray *parts, gsize n)
{
  const SimShape *shape = e->sim->queue[queue].shape != NULL && !period->warm_up ? &e->sim->queue[queue].shape[period->source] : NULL;
  const gboolean fixed = e->sim->centre->simulate.arrivals == MUSTER_ARRIVALS_FIXED;
  if (fixed)
    expected = floor(expected + muster_draw_uniform(stream, MUSTER_DRAW_COUNT));
  SimTick open = open_parts(&e->sim->queue[queue].open, period, parts);
  const SimTick first = g_array_index(parts, SimTick, 0), start = period->start;
  const int shift = e->bucket_shift;
  guint32 *right = e->bucket + 1;
  double height = 0;
  for (guint64 k = 0; k <= LAST_NUMBER; k++) {
    MusterKey key = muster_key(stream, k);
    height = fixed ? (double) k : height + muster_exponential_inline(key, MUSTER_DRAW_COUNT);
    if (height >= expected)
      break;
    guint64 bits = muster_draw_bits(key, MUSTER_DRAW_ARRIVAL);
    SimTick offset = (SimTick) ((unsigned __int128) bits * (guint64) open >> 64);
    if (G_UNLIKELY(shape != NULL))
      offset = sim_shape_offset(shape, bits, open);
    SimTick t = parts->len == 1 ? first + offset : moment(parts, offset);
    if (G_UNLIKELY(n == e->arrival_capacity))
      sim_arrivals_reserve(e, n + 1);
    guint64 packed = (guint64) (t - start) << TIME_SHIFT | (guint64) queue << NUMBER_BITS | k;
    e->drawn[n++] = packed;
    right[packed >> shift]++;
  }
  return n;
}

typedef struct {
  const SimPeriod *period;
  gsize n;
} Drawn;

/* A burst's contact among those drawn. */
static void
take_burst(SimEngine *e, int queue, SimTick t, guint64 number, gpointer data)
{
  Drawn *drawn = data;
  const SimPeriod *period = drawn->period;
  sim_arrivals_reserve(e, drawn->n + 1);
  guint64 packed = (guint64) (t - period->start) << TIME_SHIFT | (guint64) queue << NUMBER_BITS | number;
  e->drawn[drawn->n++] = packed;
  e->bucket[1 + (packed >> e->bucket_shift)]++;
  e->cell[(gsize) period->row * (gsize) e->sim->n_queues + (gsize) queue].x[SIM_Q_ARRIVED]++;
}

/* Into the buckets, then by insertion. */
static void
sort(SimEngine *e, gsize n)
{
  const int shift = e->bucket_shift;
  const guint64 *drawn = e->drawn;
  guint64 *ordered = e->ordered;
  guint32 *bucket = e->bucket;
  for (gsize b = 1; b <= e->n_buckets; b++)
    bucket[b] += bucket[b - 1];
  for (gsize i = 0; i < n; i++)
    ordered[bucket[drawn[i] >> shift]++] = drawn[i];
  for (gsize i = 1; i < n; i++) {
    guint64 x = ordered[i];
    gsize j = i;
    for (; j > 0 && ordered[j - 1] > x; j--)
      ordered[j] = ordered[j - 1];
    ordered[j] = x;
  }
}

static void
unpack(SimEngine *e, const SimPeriod *period, const MusterKey *stream, gsize n)
{
  const guint64 *ordered = e->ordered;
  SimArrival *sorted = e->sorted;
  for (gsize i = 0; i < n; i++) {
    guint32 queue = (guint32) (ordered[i] >> NUMBER_BITS) & ((1 << QUEUE_BITS) - 1);
    sorted[i] = (SimArrival){.t = period->start + (SimTick) (ordered[i] >> TIME_SHIFT),
                             .key = muster_key(stream[queue], ordered[i] & LAST_NUMBER),
                             .queue = queue,
                             .cause = SIM_FRESH};
  }
  sorted[n].t = SIM_NEVER;
  e->arrival = sorted;
}

void
sim_arrivals_none(SimEngine *e)
{
  sim_arrivals_reserve(e, 64);
  e->sorted[0].t = SIM_NEVER;
  e->arrival = e->sorted;
}

void
sim_arrivals_generate(SimEngine *e, const SimPeriod *period)
{
  if (e->sim->script != NULL) {
    sim_replay(e, period);
    return;
  }
  const MusterSim *sim = e->sim;
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, 2 * sizeof(SimTick));
  double expected[MUSTER_MAX_QUEUES], total = 0;
  MusterKey stream[MUSTER_MAX_QUEUES];
  for (int q = 0; q < sim->n_queues; q++)
    total += expected[q] = sim_expected(e, period, q);
  sim_arrivals_none(e);
  begin_buckets(e, period, total);
  gsize n = 0;
  for (int q = 0; q < sim->n_queues; q++) {
    stream[q] = muster_key(muster_key(e->key, (guint64) q), period->number);
    if (expected[q] <= 0)
      continue;
    gsize before = n;
    n = generate_queue(e, period, q, stream[q], expected[q], parts, n);
    e->cell[(gsize) period->row * (gsize) sim->n_queues + (gsize) q].x[SIM_Q_ARRIVED] +=
        (gint64) (n - before);
  }
  if (G_UNLIKELY(sim->bursts != NULL)) {
    Drawn drawn = {period, n};
    sim_bursts_generate(e, period, take_burst, &drawn);
    n = drawn.n;
  }
  sim_arrivals_reserve(e, n + 1);
  sort(e, n);
  unpack(e, period, stream, n);
  e->n_contacts += n;
}
