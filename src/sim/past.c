/* Where a simulation starts: with what the days before the horizon still send into it. Contacts that gave up or were answered
 * on those days come back as the traffic equations expect them to, a Poisson number in each interval. */
#include "sim/later_private.h"
#include <string.h>

/* Streams apart from those of contacts and factors; a draw's number has its period and its place among these. */
#define PAST_STREAM (G_GUINT64_CONSTANT(1) << 33)
#define CASE_PAST_STREAM (G_GUINT64_CONSTANT(1) << 34)
enum { REDIALS, REPEATS, AT_OPENING, FOLLOW_UPS = 4, REOPENED }; /* AT_OPENING is added to the others */
#define N_PARTS 4 /* of a stream: the last two kinds have streams of their own */

/* How many intervals before the horizon the warm-up plays itself. */
static int
played(const MusterSim *sim)
{
  int n = 0, first = 0;
  for (int p = 0; p < sim->n_periods; p++)
    n += sim->period[p].warm_up;
  if (n > 0)
    first = sim->period[0].source;
  return MAX(0, n - first);
}

static void
build(MusterSim *sim, MusterFlowKind kind, SimPast *(*of)(SimQueue *))
{
  gsize n = (gsize) sim->n_intervals;
  double *spread, *at_opening;
  if (!muster_flows_past(sim->flows, kind, played(sim), &spread, &at_opening))
    return;
  for (int q = 0; q < sim->n_queues; q++)
    *of(&sim->queue[q]) = (SimPast){g_memdup2(spread + (gsize) q * n, n * sizeof *spread),
                                    g_memdup2(at_opening + (gsize) q * n, n * sizeof *at_opening)};
  g_free(spread);
  g_free(at_opening);
}

static SimPast *
redials_of(SimQueue *queue)
{
  return &queue->redials_before;
}

static SimPast *
repeats_of(SimQueue *queue)
{
  return &queue->repeats_before;
}

static SimPast *
follow_ups_of(SimQueue *queue)
{
  return &queue->follow_ups_before;
}

static SimPast *
reopened_of(SimQueue *queue)
{
  return &queue->reopened_before;
}

void
sim_past_build(MusterSim *sim)
{
  build(sim, MUSTER_FLOW_REDIALS, redials_of);
  build(sim, MUSTER_FLOW_REPEATS, repeats_of);
  build(sim, MUSTER_FLOW_FOLLOW_UPS, follow_ups_of);
  build(sim, MUSTER_FLOW_REOPENED, reopened_of);
}

void
sim_past_clear(SimPast *past)
{
  g_clear_pointer(&past->spread, g_free);
  g_clear_pointer(&past->at_opening, g_free);
}

/* Sends so many of them on their way, at their own moment of the period, or at its first open one. */
static void
send_part(SimEngine *e, const SimPeriod *period, int queue, SimCause cause, int part, double expected)
{
  const SimSpans *open = &e->sim->queue[queue].open;
  if (!(expected > 0))
    return;
  gboolean at_opening = (part & AT_OPENING) != 0;
  guint64 first = part < N_PARTS ? PAST_STREAM : CASE_PAST_STREAM;
  MusterKey stream = muster_key(muster_key(e->key, first + (guint64) queue), period->number * (guint64) N_PARTS + (guint64) (part % N_PARTS));
  gint64 n = muster_draw_poisson(stream, MUSTER_DRAW_COUNT, expected);
  for (gint64 k = 0; k < n; k++) {
    MusterKey key = muster_key(stream, (guint64) k);
    double share = at_opening ? 0 : muster_draw_uniform(key, MUSTER_DRAW_ARRIVAL);
    SimTick t = sim_spans_next(open, period->start + (SimTick) (share * (double) (period->end - period->start)));
    if (t >= period->end) /* behind the last open moment of the interval: it opens earlier in it */
      t = MIN(sim_spans_next(open, period->start), period->end - 1);
    SimArrival back = {t, key, (guint32) queue, cause == SIM_REDIAL, (guint16) cause};
    sim_later_push(e, (SimLater){.arrival = back, .place = t, .kind = SIM_LATER_ARRIVAL});
  }
}

static void
send(SimEngine *e, const SimPeriod *period, int queue, SimCause cause, int part, const SimPast *past)
{
  if (past->spread == NULL)
    return;
  send_part(e, period, queue, cause, part, past->spread[period->source]);
  send_part(e, period, queue, cause, part + AT_OPENING, past->at_opening[period->source]);
}

void
sim_past_begin(SimEngine *e, const SimPeriod *period)
{
  if (period->warm_up || e->sim->script != NULL)
    return;
  for (int q = 0; q < e->sim->n_queues; q++) {
    const SimQueue *queue = &e->sim->queue[q];
    send(e, period, q, SIM_REDIAL, REDIALS, &queue->redials_before);
    send(e, period, q, SIM_REPEAT, REPEATS, &queue->repeats_before);
    send(e, period, q, SIM_FOLLOW_UP, FOLLOW_UPS, &queue->follow_ups_before);
    send(e, period, q, SIM_REOPENED, REOPENED, &queue->reopened_before);
  }
}
