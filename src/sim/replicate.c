/* Replications in parallel. Items are batches of consecutive replications; what a thread adds up is whole numbers and what a
 * batch yields has its own place, so any number of threads gives the same bytes. */
#include "sim/moments_private.h"
#include <string.h>
#include <time.h>

#define N_BATCHES 32 /* for the intervals of quantiles */

/* A run that stops by itself looks first after FIRST replications, then after rounds of ROUND batches or more. Batches are of
 * equal size; when there are more than twice N_BATCHES, two become one. So a look comes after a quarter more replications at
 * least: few looks, and intervals that hold nearly as often as those of a fixed number (docs/simulation/measures.md). */
#define FIRST 64
#define ROUND 16

typedef struct {
  SimEngine *engine;
  SimMoments *moments;
  guint64 *count; /* [n_intervals * n_queues * SIM_N_BINS] of a batch; NULL with basic measures */
  double cpu_s;
  guint64 n_contacts;
  GError *error;
} Worker;

typedef struct {
  const MusterSim *sim;
  int n_replications, n_batches; /* of the rounds before */
  int round, round_batches;      /* of this one */
  Worker *worker;                /* [jobs] */
  int jobs;
  double *quantile; /* [batches][n_queue_cells][3], or NULL */
  gint done;        /* replications */
  gint telling;     /* 1 while a thread is in the progress callback: the others do not wait for it */
} Run;

static double
clock_s(clockid_t clock)
{
  struct timespec t;
  clock_gettime(clock, &t);
  return (double) t.tv_sec + 1e-9 * (double) t.tv_nsec;
}

static gsize
n_bins(const MusterSim *sim)
{
  return (gsize) sim->n_intervals * (gsize) sim->n_queues * SIM_N_BINS;
}

static void
worker_start(Worker *worker, const MusterSim *sim)
{
  worker->engine = sim_engine_new(sim);
  worker->moments = sim_moments_new(sim);
  if (!sim->options.all_measures)
    return;
  worker->engine->extras = sim_extras_new(sim, FALSE);
  worker->engine->extras->tally = worker->moments->tally;
  worker->count = g_new(guint64, MAX(n_bins(sim), 1));
}

static void
worker_clear(Worker *worker)
{
  sim_engine_free(worker->engine);
  sim_moments_free(worker->moments);
  g_free(worker->count);
  g_clear_error(&worker->error);
}

static void
tell(Run *run)
{
  int done = g_atomic_int_add(&run->done, 1) + 1;
  const MusterSimOptions *options = &run->sim->options;
  if (options->progress == NULL || !g_atomic_int_compare_and_exchange(&run->telling, 0, 1))
    return;
  options->progress(done, options->replications, options->progress_data);
  g_atomic_int_set(&run->telling, 0);
}

/* The batch's waits: those above zero from the bins, the others as what is left of the cells' counts. */
static void
take_counts(Worker *worker, const MusterSim *sim, const SimQueueMoments *before, int batch, Run *run)
{
  SimExtras *extras = worker->engine->extras;
  gsize n_cells = (gsize) sim->n_intervals * (gsize) sim->n_queues;
  for (gsize c = 0; c < n_cells; c++) {
    const SimQueueMoments *now = &worker->moments->queue[c];
    guint64 *count = worker->count + c * SIM_N_BINS;
    guint32 *bins = extras->bins + c * SIM_N_BINS;
    __int128 resolved = now->sum[SIM_V_RESOLVED] - before[c].sum[SIM_V_RESOLVED];
    __int128 waited = now->sum[SIM_V_WAITED] - before[c].sum[SIM_V_WAITED];
    for (int b = 1; b < SIM_N_BINS; b++)
      count[b] = bins[b];
    count[0] = (guint64) (resolved - waited);
    memset(bins, 0, SIM_N_BINS * sizeof *bins);
    for (int b = 0; b < SIM_N_BINS; b++)
      worker->moments->pooled[c * SIM_N_BINS + (gsize) b] += count[b];
  }
  sim_quantiles(sim, worker->count,
                run->quantile + (gsize) (run->n_batches + batch) * (gsize) worker->moments->n_queue_cells * 3);
}

static void
run_batch(int batch, int thread, gpointer data)
{
  Run *run = data;
  const MusterSim *sim = run->sim;
  Worker *worker = &run->worker[thread];
  if (worker->error != NULL)
    return;
  double start = clock_s(CLOCK_THREAD_CPUTIME_ID);
  if (worker->engine == NULL)
    worker_start(worker, sim);
  gsize n_cells = (gsize) sim->n_intervals * (gsize) sim->n_queues;
  g_autofree SimQueueMoments *before = NULL;
  if (worker->count != NULL)
    before = g_memdup2(worker->moments->queue, MAX(n_cells, 1) * sizeof *before);
  gint64 n = run->round;
  for (int r = (int) (batch * n / run->round_batches); r < (int) ((batch + 1) * n / run->round_batches); r++) {
    if (!sim_engine_run(worker->engine, run->n_replications + r, &worker->error))
      return;
    sim_moments_fold(worker->moments, worker->engine);
    tell(run);
  }
  if (worker->count != NULL)
    take_counts(worker, sim, before, batch, run);
  worker->cpu_s += clock_s(CLOCK_THREAD_CPUTIME_ID) - start;
}

static SimMoments *
merged(const Run *run, GError **error)
{
  SimMoments *all = sim_moments_new(run->sim);
  for (int t = 0; t < run->jobs; t++) {
    Worker *worker = &run->worker[t];
    if (worker->error != NULL) {
      g_clear_error(error);
      g_propagate_error(error, g_steal_pointer(&worker->error));
      g_clear_pointer(&all, sim_moments_free);
      return NULL;
    }
    if (worker->engine != NULL)
      sim_moments_merge(all, worker->moments, run->sim);
  }
  return all;
}

static gsize
quantiles_of_batch(const MusterSim *sim)
{
  return (gsize) sim_n_queue_cells(sim) * 3;
}

/* So many further replications in so many batches, and what is known then. */
static MusterOutcome *
run_round(Run *run, int replications, int batches, GError **error)
{
  const MusterSim *sim = run->sim;
  run->round = replications;
  run->round_batches = batches;
  if (sim->options.all_measures)
    run->quantile =
        g_renew(double, run->quantile, (gsize) (run->n_batches + batches) * quantiles_of_batch(sim));
  muster_parallel_for(batches, run->jobs, run_batch, run);
  run->n_replications += replications;
  run->n_batches += batches;
  SimMoments *all = merged(run, error);
  MusterOutcome *outcome =
      all == NULL ? NULL : sim_estimate(sim, all, run->n_replications, run->quantile, run->n_batches);
  sim_moments_free(all);
  return outcome;
}

/* Two batches become one: its quantiles are the mean of theirs, or the one that is known. */
static void
halve_batches(Run *run)
{
  gsize n = quantiles_of_batch(run->sim);
  run->n_batches /= 2;
  for (int b = 0; run->quantile != NULL && b < run->n_batches; b++) {
    double *to = run->quantile + (gsize) b * n;
    const double *first = run->quantile + (gsize) (2 * b) * n, *second = first + n;
    for (gsize k = 0; k < n; k++)
      to[k] = isnan(first[k]) ? second[k] : isnan(second[k]) ? first[k] : (first[k] + second[k]) / 2;
  }
}

/* Notes what was reached; TRUE when all hold. *times: about how many times the replications would do. */
static gboolean
judge(const MusterSim *sim, MusterOutcome *outcome, double *times)
{
  gboolean held = TRUE;
  *times = 1;
  outcome->n_precisions = sim->options.n_precisions;
  outcome->precision = g_memdup2(sim->options.precision, (gsize) outcome->n_precisions * sizeof *outcome->precision);
  for (int k = 0; k < outcome->n_precisions; k++) {
    MusterPrecision *p = &outcome->precision[k];
    if (muster_precision_held(p, outcome))
      continue;
    double excess = p->reached / p->allowed;
    *times = MAX(*times, isfinite(excess) ? excess * excess : 2);
    held = FALSE;
  }
  return held;
}

/* Rounds until the precision is reached or the cap met. */
static MusterOutcome *
run_until(Run *run, GError **error)
{
  int cap = run->sim->options.replications, size = FIRST / N_BATCHES, n = MIN(FIRST, cap);
  for (;;) {
    MusterOutcome *outcome = run_round(run, n, (n + size - 1) / size, error);
    double times;
    if (outcome == NULL || judge(run->sim, outcome, &times) || run->n_replications >= cap)
      return outcome;
    muster_outcome_free(outcome);
    for (; run->n_batches > 2 * N_BATCHES; size *= 2)
      halve_batches(run);
    double more = 0.9 * (times - 1) * run->n_replications;
    int step = ROUND * size, rounds = (int) CLAMP(more / step, 1, MAX(1, run->n_replications / step));
    n = MIN(rounds * step, cap - run->n_replications);
  }
}

MusterOutcome *
muster_sim_run(const MusterSim *sim, MusterSimTiming *timing, GError **error)
{
  MusterSimTiming ours = {0};
  double wall = clock_s(CLOCK_MONOTONIC);
  int n = sim->options.replications;
  Run run = {.sim = sim, .jobs = muster_parallel_jobs(sim->options.jobs)};
  run.worker = g_new0(Worker, run.jobs);
  MusterOutcome *outcome = sim->options.n_precisions > 0
                               ? run_until(&run, error)
                               : run_round(&run, n, sim->options.all_measures ? MIN(n, N_BATCHES) : n, error);
  if (sim->options.progress != NULL)
    sim->options.progress(run.n_replications, run.n_replications, sim->options.progress_data);
  for (int t = 0; t < run.jobs; t++) {
    ours.contacts += run.worker[t].engine != NULL ? run.worker[t].engine->n_contacts : 0;
    ours.cpu_s += run.worker[t].cpu_s;
    worker_clear(&run.worker[t]);
  }
  g_free(run.worker);
  g_free(run.quantile);
  ours.wall_s = clock_s(CLOCK_MONOTONIC) - wall;
  if (timing != NULL)
    *timing = ours;
  return outcome;
}
