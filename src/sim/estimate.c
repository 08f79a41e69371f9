/* Moments → the outcome: means and ratios of sums with their 95 % intervals (semantics, "Estimates"). */
#include "sim/moments_private.h"
#include "sim/tally_private.h"

#define COARSE_PER_S (SIM_TICKS_PER_S / (1 << SIM_COARSE_BITS))

/* Replications, and Student's quantile for so many. */
typedef struct {
  int n;
  double student;
} Sample;

static MusterMeasure
scaled(MusterMeasure m, double factor)
{
  return (MusterMeasure){m.mean * factor, m.lower * factor, m.upper * factor};
}

/* Σnum / Σden. Sums are exact, in ticks where they are times; squares and products are coarser there. */
static MusterMeasure
ratio(const Sample *n, __int128 num, gboolean num_time, __int128 den, gboolean den_time, __int128 num2,
      __int128 product, __int128 den2)
{
  double num_unit = num_time ? 1.0 / (1 << SIM_COARSE_BITS) : 1,
         den_unit = den_time ? 1.0 / (1 << SIM_COARSE_BITS) : 1;
  MusterMeasure m =
      muster_ratio_interval_student(n->student, n->n, (double) num * num_unit, (double) den * den_unit,
                                    (double) num2, (double) product, (double) den2);
  return num_time && !den_time ? scaled(m, 1 / COARSE_PER_S) : m;
}

static MusterMeasure
mean(const Sample *n, __int128 sum, __int128 square, gboolean time)
{
  return ratio(n, sum, time, n->n, FALSE, square, time ? sum >> SIM_COARSE_BITS : sum, n->n);
}

static MusterMeasure
queue_mean(const Sample *n, const SimQueueMoments *m, SimQueueValue v)
{
  return mean(n, m->sum[v], m->square[v], v < SIM_V_FIRST_COUNT);
}

static MusterMeasure
queue_ratio(const Sample *n, const SimQueueMoments *m, SimQueuePair pair)
{
  SimQueueValue num = sim_queue_pair[pair][0], den = sim_queue_pair[pair][1];
  return ratio(n, m->sum[num], num < SIM_V_FIRST_COUNT, m->sum[den], den < SIM_V_FIRST_COUNT,
               m->square[num], m->product[pair], m->square[den]);
}

static MusterMeasure
group_mean(const Sample *n, const SimGroupMoments *m, SimGroupValue w)
{
  return mean(n, m->sum[w], m->square[w], w < SIM_W_FIRST_COUNT);
}

static MusterMeasure
group_ratio(const Sample *n, const SimGroupMoments *m, SimGroupPair pair)
{
  SimGroupValue num = sim_group_pair[pair][0], den = sim_group_pair[pair][1];
  return ratio(n, m->sum[num], num < SIM_W_FIRST_COUNT, m->sum[den], den < SIM_W_FIRST_COUNT, m->square[num],
               m->product[pair], m->square[den]);
}

/* `averaged_s`: the time over which the queue length is averaged. */
static void
queue_cell(MusterQueueCell *cell, const SimQueueMoments *m, const Sample *n, double averaged_s, gboolean all)
{
  MusterMeasure *out = cell->m;
#define X(value, measure, ...) out[MUSTER_MEASURE_##measure] = queue_mean(n, m, SIM_V_##value);
  SIM_QUEUE_COUNTS(X)
  SIM_QUEUE_DERIVED(X)
#undef X
#define X(value, measure, unit)                                                                              \
  out[MUSTER_MEASURE_##measure] = scaled(queue_mean(n, m, SIM_V_##value), 1.0 / (unit));
  SIM_QUEUE_JUDGED(X)
#undef X
#define X(measure, ...) out[MUSTER_MEASURE_##measure] = queue_ratio(n, m, SIM_PAIR_##measure);
  SIM_QUEUE_RATIOS(X)
#undef X
  if (averaged_s > 0)
    out[MUSTER_MEASURE_QUEUE_LENGTH_MEAN] = scaled(queue_mean(n, m, SIM_V_AREA), 1 / averaged_s);
  if (all) {
    out[MUSTER_MEASURE_QUEUE_LENGTH_MAX] = queue_mean(n, m, SIM_V_LENGTH_MAX);
    if (m->sum[SIM_V_RESOLVED] > 0)
      out[MUSTER_MEASURE_WAIT_MAX] = queue_mean(n, m, SIM_V_WAIT_MAX);
  }
}

static void
group_cell(MusterGroupCell *cell, const SimGroupMoments *m, const Sample *n)
{
  MusterMeasure *out = cell->m;
#define X(value, measure, unit) out[MUSTER_GROUP_##measure] = scaled(group_mean(n, m, SIM_W_##value), 1.0 / (unit));
  SIM_GROUP_TIMES(X)
  SIM_GROUP_COUNTS(X)
#undef X
#define X(measure, ...) out[MUSTER_GROUP_##measure] = group_ratio(n, m, SIM_GROUP_PAIR_##measure);
  SIM_GROUP_RATIOS(X)
#undef X
  out[MUSTER_GROUP_IDLE] = group_mean(n, m, SIM_W_IDLE);
}

/* --- quantiles ---------------------------------------------------------------------------------------------------- */

/* The pooled quantile, with an interval from the spread of the batches' own. */
static MusterMeasure
quantile(double pooled, const double *batch, gsize stride, int n_batches)
{
  g_autofree double *value = g_new(double, MAX(n_batches, 1));
  int n = 0;
  for (int b = 0; b < n_batches; b++)
    if (!isnan(batch[(gsize) b * stride]))
      value[n++] = batch[(gsize) b * stride];
  MusterMeasure spread = muster_mean_interval(value, n);
  double half = n > 1 ? (spread.upper - spread.lower) / 2 : NAN;
  return (MusterMeasure){pooled, MAX(0, pooled - half), pooled + half};
}

static void
cell_quantiles(MusterQueueCell *cell, int at, const SimMoments *m, const double *pooled,
               const double *batches, int n_batches)
{
  static const MusterQueueMeasureId id[3] = {MUSTER_MEASURE_WAIT_P50, MUSTER_MEASURE_WAIT_P90,
                                             MUSTER_MEASURE_WAIT_P95};
  gsize stride = (gsize) m->n_queue_cells * 3;
  for (int k = 0; k < 3; k++)
    if (!isnan(pooled[3 * at + k]))
      cell->m[id[k]] = quantile(pooled[3 * at + k], batches + 3 * at + k, stride, n_batches);
}

/* --- the outcome --------------------------------------------------------------------------------------------------- */

typedef struct {
  const MusterSim *sim;
  const SimMoments *m;
  Sample n;
  const double *pooled, *batches; /* quantiles, or NULL */
  int n_batches;
} Estimate;

static void
estimate_queue(const Estimate *e, MusterQueueCell *cell, int at, double averaged_s)
{
  queue_cell(cell, &e->m->queue[at], &e->n, averaged_s, e->sim->options.all_measures);
  if (e->pooled != NULL)
    cell_quantiles(cell, at, e->m, e->pooled, e->batches, e->n_batches);
}

/* What only queues and the total have. */
static void
estimate_money(const Estimate *e, MusterQueueCell *cell, int at)
{
#define X(value, measure, unit)                                                                              \
  cell->m[MUSTER_MEASURE_##measure] = scaled(queue_mean(&e->n, &e->m->queue[at], SIM_V_##value), 1.0 / (unit));
  if (e->sim->options.all_measures) {
    SIM_QUEUE_MONEY(X)
  }
#undef X
}

static double
open_s(const MusterSim *sim, int queue, int interval)
{
  const MusterGrid *grid = sim->centre->grid;
  SimTick from = sim_tick_of_utc(sim, grid->start[interval]),
          to = sim_tick_of_utc(sim, grid->start[interval + 1]);
  return sim_seconds((double) sim_spans_overlap(&sim->queue[queue].open, from, to));
}

/* A queue's length is averaged over the time it is open; in a closed interval, where some may wait all the same, over all of it. */
static void
estimate_queues(const Estimate *e, MusterOutcome *out)
{
  const MusterSim *sim = e->sim;
  const MusterGrid *grid = sim->centre->grid;
  g_autofree double *day = g_new0(double, grid->n_days *MAX(sim->n_queues, 1)),
                    *queue = g_new0(double, MAX(sim->n_queues, 1));
  double total = 0, class[MUSTER_N_CLASSES] = {0};
  for (int i = 0; i < grid->n; i++) {
    double longest = 0, of_class[MUSTER_N_CLASSES] = {0}, length = (double) (grid->start[i + 1] - grid->start[i]);
    for (int q = 0; q < sim->n_queues; q++) {
      double open = open_s(sim, q, i);
      estimate_queue(e, &out->queue_interval[(gsize) q * (gsize) grid->n + (gsize) i],
                     sim_at_interval(sim, i, q), open > 0 ? open : length);
      day[q * grid->n_days + grid->day_of[i]] += open;
      queue[q] += open;
      longest = MAX(longest, open);
      double *here = &of_class[muster_class_of(sim->centre->queue[q].channel)];
      *here = MAX(*here, open);
    }
    estimate_queue(e, &out->total_interval[i], sim_at_interval_total(sim, i), longest > 0 ? longest : length);
    total += longest;
    for (int c = 0; c < MUSTER_N_CLASSES; c++)
      class[c] += of_class[c];
  }
  for (int q = 0; q < sim->n_queues; q++) {
    for (int d = 0; d < grid->n_days; d++)
      estimate_queue(e, &out->queue_day[q * grid->n_days + d], sim_at_day(sim, d, q),
                     day[q * grid->n_days + d]);
    estimate_queue(e, &out->queue[q], sim_at_queue(sim, q), queue[q]);
    estimate_money(e, &out->queue[q], sim_at_queue(sim, q));
  }
  estimate_queue(e, &out->total, sim_at_total(sim), total);
  estimate_money(e, &out->total, sim_at_total(sim));
  for (int q = 0; out->mixed && q < sim->n_queues; q++) {
    MusterClass c = muster_class_of(sim->centre->queue[q].channel);
    estimate_queue(e, &out->class_total[c], sim_at_class(sim, c), class[c]);
    muster_measure_unknown(&out->class_total[c].m[MUSTER_MEASURE_QUEUE_LENGTH_MAX]); /* of several lines together nobody looked */
  }
}

static void
estimate_groups(const Estimate *e, MusterOutcome *out)
{
  const MusterSim *sim = e->sim;
  for (int g = 0; g < sim->n_groups; g++) {
    for (int i = 0; i < sim->n_intervals; i++)
      group_cell(&out->group_interval[(gsize) g * (gsize) sim->n_intervals + (gsize) i],
                 &e->m->group[sim_at_group_interval(sim, i, g)], &e->n);
    for (int d = 0; d < out->grid->n_days; d++)
      group_cell(&out->group_day[g * out->grid->n_days + d], &e->m->group[sim_at_group_day(sim, d, g)], &e->n);
    group_cell(&out->group[g], &e->m->group[sim_at_group(sim, g)], &e->n);
  }
  group_cell(&out->total_group, &e->m->group[sim_at_group_total(sim)], &e->n);
}

static void
estimate_persons(const Estimate *e, MusterOutcome *out)
{
  const MusterSim *sim = e->sim;
  out->n_people = sim->n_agents;
  out->person = g_new0(MusterGroupCell, MAX(sim->n_agents, 1));
  out->n_grades = sim->n_grades;
  out->grade = g_new0(MusterGroupCell, MAX(sim->n_grades, 1));
  out->grade_name = g_new0(char *, sim->n_grades + 1);
  for (int p = 0; p < sim->n_agents; p++)
    group_cell(&out->person[p], &e->m->person[p], &e->n);
  for (int g = 0; g < sim->n_grades; g++) {
    out->grade_name[g] = g_strdup(sim->grade_name[g]);
    group_cell(&out->grade[g], &e->m->grade[g], &e->n);
  }
}

static void
estimate_flows(const Estimate *e, MusterOutcome *out)
{
  const MusterSim *sim = e->sim;
  out->flow = g_new0(MusterFlow, MAX(e->m->n_flows, 1));
  for (int k = 0; k < e->m->n_flows; k++) {
    const SimFlowMoments *m = &e->m->flow[k];
    if (m->answered == 0)
      continue;
    out->flow[out->n_flows++] = (MusterFlow){
        .queue = k / sim->n_groups,
        .group = k % sim->n_groups,
        .answered = mean(&e->n, m->answered, m->answered2, FALSE),
        .handle_s = mean(&e->n, m->handle, m->handle2, TRUE),
    };
  }
}

/* Measures of a feature appear when the centre uses it. */
static void
show(const MusterSim *sim, MusterOutcome *out)
{
  for (int id = 0; id < MUSTER_N_QUEUE_MEASURES; id++)
    out->shown[id] = sim_uses(sim, muster_queue_measure_info((MusterQueueMeasureId) id)->feature);
  for (int id = 0; id < MUSTER_N_GROUP_MEASURES; id++)
    out->group_shown[id] = sim_uses(sim, muster_group_measure_info((MusterGroupMeasureId) id)->feature);
}

MusterOutcome *
sim_estimate(const MusterSim *sim, const SimMoments *moments, int n, const double *batches, int n_batches)
{
  MusterOutcome *out = muster_outcome_new(sim->centre);
  out->seed = sim->options.seed;
  out->replications = n;
  out->service_level = sim->centre->service_level;
  out->all_measures = sim->options.all_measures;
  g_free(out->staff_source);
  out->staff_source = g_strdup(sim->staff_source);
  g_autofree double *pooled = NULL;
  if (batches != NULL) {
    pooled = g_new(double, (gsize) moments->n_queue_cells * 3);
    sim_quantiles(sim, moments->pooled, pooled);
  }
  Estimate e = {sim, moments, {n, muster_interval_student(n)}, pooled, batches, n_batches};
  show(sim, out);
  estimate_queues(&e, out);
  if (moments->control != NULL)
    sim_control(sim, moments, n, out);
  out->controls = sim->options.controls;
  estimate_groups(&e, out);
  if (moments->person != NULL)
    estimate_persons(&e, out);
  sim_keep_possible(out);
  if (moments->flow != NULL)
    estimate_flows(&e, out);
  if (moments->tally != NULL)
    sim_tally_estimate(sim, moments->tally, n, out);
  return out;
}
