/* Bursts (bursts_private.h). A burst's contacts are the points of a Poisson process like those of an interval: contact k is there when
 * its height lies below the expected number, at a uniform moment of the burst's time; so a burst of more contacts keeps those it had,
 * and no other contact is touched. Of several queues each gets a share as large as its share of the day's demand. */
#include "sim/bursts_private.h"
#include "base/ziggurat_private.h"
#include <string.h>

#define MOST_BURSTS 64
#define MOST_CONTACTS 200000
#define DAY_S 86400.0
/* Numbers in a period: above those of other contacts, by burst, by even and odd days, by contact. */
#define FIRST_NUMBER (G_GUINT64_CONSTANT(1) << 25)
#define BURST_BITS 19
#define BURST_STREAM (G_GUINT64_CONSTANT(1) << 33) /* apart from queues */

static gboolean
is_burst(const MusterEvent *event)
{
  return event->kind != NULL && strcmp(event->kind, "burst") == 0 && event->contacts > 0;
}

/* Each queue's share of what comes on the day, summed up. */
static void
fill_shares(const MusterSim *sim, const MusterEvent *event, int day, double *up_to)
{
  const MusterGrid *grid = sim->centre->grid;
  double weight[MUSTER_MAX_QUEUES], sum = 0, before = 0;
  int n = 0;
  for (int q = 0; q < sim->n_queues; q++) {
    weight[q] = 0;
    for (int i = grid->day_first[day]; (event->queues >> q & 1) && i < grid->day_first[day + 1]; i++)
      weight[q] += sim->demand->queue[q].contacts[i];
    sum += weight[q];
    n += (int) (event->queues >> q & 1);
  }
  for (int q = 0; q < sim->n_queues; q++) {
    double share = sum > 0 ? weight[q] / sum : (double) (event->queues >> q & 1) / n;
    up_to[q] = before += share;
  }
}

static void
add_burst(MusterSim *sim, const MusterEvent *event)
{
  const MusterGrid *grid = sim->centre->grid;
  SimBurst burst = {.event = event, .over = MAX(1, sim_ticks(event->over_s))};
  burst.up_to = g_new0(double, (gsize) grid->n_days * (gsize) sim->n_queues);
  for (int day = 0; day < grid->n_days; day++)
    fill_shares(sim, event, day, burst.up_to + day * sim->n_queues);
  g_array_append_val(sim->bursts, burst);
}

void
sim_bursts_build(MusterSim *sim, MusterFaults *faults)
{
  const MusterCentre *centre = sim->centre;
  for (int i = 0; i < centre->n_events && sim->script == NULL; i++) {
    const MusterEvent *event = &centre->event[i];
    if (!is_burst(event))
      continue;
    if (sim->bursts == NULL)
      sim->bursts = g_array_new(FALSE, FALSE, sizeof(SimBurst));
    if (event->contacts > MOST_CONTACTS)
      muster_faults_error(faults, event->mark, NULL, "the burst '%s' has more contacts than the %d that can be simulated", event->name,
                          MOST_CONTACTS);
    else if (!isnan(event->chance_per_day) && event->over_s > DAY_S)
      muster_faults_error(faults, event->mark, "over: 4 h", "the burst '%s' is drawn each day, and lasts longer than one", event->name);
    else if (sim->bursts->len == MOST_BURSTS)
      muster_faults_error(faults, event->mark, NULL, "more than %d bursts cannot be simulated", MOST_BURSTS);
    else
      add_burst(sim, event);
  }
}

void
sim_bursts_free(MusterSim *sim)
{
  for (guint i = 0; sim->bursts != NULL && i < sim->bursts->len; i++)
    g_free(g_array_index(sim->bursts, SimBurst, i).up_to);
  g_clear_pointer(&sim->bursts, g_array_unref);
}

/* --- a replication ------------------------------------------------------------------------------------------------ */

/* A burst that has begun: on which day of the grid, when, and its draws. */
typedef struct {
  const SimBurst *burst;
  guint64 first_number;
  int day;
  SimTick begin;
  MusterKey key;
} Outbreak;

/* A uniform moment of the day's opening hours; SIM_NEVER on a closed day. */
static SimTick
moment_of_day(const MusterSim *sim, int day, MusterKey key)
{
  const MusterGrid *grid = sim->centre->grid;
  SimTick from = sim_tick_of_utc(sim, grid->start[grid->day_first[day]]),
          to = sim_tick_of_utc(sim, grid->start[grid->day_first[day + 1]]), open = sim_spans_overlap(&sim->open, from, to);
  SimTick offset = (SimTick) ((double) open * muster_draw_uniform(key, MUSTER_DRAW_ARRIVAL));
  for (int i = 0; i < sim->open.n && open > 0; i++) {
    SimTick begin = MAX(from, sim->open.span[i].from), end = MIN(to, sim->open.span[i].to);
    if (begin < end && offset < end - begin)
      return begin + offset;
    offset -= MAX(0, end - begin);
  }
  return SIM_NEVER;
}

/* When the burst comes on that day; SIM_NEVER: it does not. */
static SimTick
begins_on(const MusterSim *sim, const Outbreak *o)
{
  const MusterEvent *event = o->burst->event;
  if (!(muster_draw_uniform(o->key, MUSTER_DRAW_OTHER) < event->chance_per_day))
    return SIM_NEVER;
  SimTick t = moment_of_day(sim, o->day, o->key);
  if (t == SIM_NEVER || (event->start != G_MININT64 && t < sim_tick_of_utc(sim, event->start)) ||
      (event->end != G_MININT64 && t >= sim_tick_of_utc(sim, event->end)))
    return SIM_NEVER;
  return t;
}

static gboolean
comes_then(const MusterSim *sim, int queue, SimTick t)
{
  MusterChannel channel = sim->centre->queue[queue].channel;
  return channel == MUSTER_CHANNEL_CASE || channel == MUSTER_CHANNEL_OUTBOUND || sim_spans_next(&sim->queue[queue].open, t) == t;
}

static void
generate(SimEngine *e, const SimPeriod *period, const Outbreak *o, SimBurstTake take, gpointer data)
{
  const MusterSim *sim = e->sim;
  const double *up_to = o->burst->up_to + o->day * sim->n_queues;
  gboolean fixed = sim->centre->simulate.arrivals == MUSTER_ARRIVALS_FIXED;
  double expected = o->burst->event->contacts, height = 0;
  if (fixed)
    expected = floor(expected + muster_draw_uniform(o->key, MUSTER_DRAW_COUNT));
  for (guint64 k = 0; k < (1 << (BURST_BITS - 1)); k++) {
    MusterKey key = muster_key(o->key, k);
    height += fixed ? 1 : muster_exponential_inline(key, MUSTER_DRAW_COUNT);
    if (fixed ? height > expected : height >= expected)
      break;
    SimTick t = o->begin + (SimTick) ((double) o->burst->over * muster_draw_uniform(key, MUSTER_DRAW_ARRIVAL));
    if (t < period->start || t >= period->end)
      continue;
    double u = muster_draw_uniform(key, MUSTER_DRAW_OTHER);
    int queue = 0;
    while (queue + 1 < sim->n_queues && u >= up_to[queue])
      queue++;
    if (comes_then(sim, queue, t))
      take(e, queue, t, o->first_number + k, data);
  }
}

static gboolean
meets(const Outbreak *o, const SimPeriod *period)
{
  return o->begin < period->end && o->begin + o->burst->over > period->start;
}

void
sim_bursts_generate(SimEngine *e, const SimPeriod *period, SimBurstTake take, gpointer data)
{
  const MusterSim *sim = e->sim;
  const MusterGrid *grid = sim->centre->grid;
  int last = grid->day_of[period->source];
  for (guint i = 0; i < sim->bursts->len && !period->warm_up; i++) {
    const SimBurst *burst = &g_array_index(sim->bursts, SimBurst, i);
    MusterKey stream = muster_key(e->key, BURST_STREAM + i);
    Outbreak o = {.burst = burst, .first_number = FIRST_NUMBER + ((guint64) i << BURST_BITS)};
    if (isnan(burst->event->chance_per_day)) {
      o.begin = sim_tick_of_utc(sim, burst->event->start);
      o.key = muster_key(stream, 0);
      int interval = muster_grid_find(grid, burst->event->start);
      o.day = interval >= 0 ? grid->day_of[interval] : 0;
      if (meets(&o, period))
        generate(e, period, &o, take, data);
      continue;
    }
    for (o.day = MAX(0, last - 1); o.day <= last; o.day++) { /* yesterday's may still go on */
      o.key = muster_key(stream, (guint64) o.day + 1);
      o.begin = begins_on(sim, &o);
      o.first_number = FIRST_NUMBER + ((guint64) i << BURST_BITS) + ((guint64) (o.day & 1) << (BURST_BITS - 1));
      if (o.begin != SIM_NEVER && meets(&o, period))
        generate(e, period, &o, take, data);
    }
  }
}
