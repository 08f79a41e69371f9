/* Replications in parallel. Items are batches of consecutive replications; what a thread adds up is whole numbers and what a
 * batch yields has its own place, so any number of threads gives the same bytes. */
#include "sim/moments_private.h"
#include <string.h>
#include <time.h>

#define N_BATCHES 32 /* for the intervals of quantiles */

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
  int n_batches;
  Worker *worker;   /* [jobs] */
  double *quantile; /* [n_batches][n_queue_cells][3] */
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
                run->quantile + (gsize) batch * (gsize) worker->moments->n_queue_cells * 3);
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
  gint64 n = sim->options.replications;
  for (int r = (int) (batch * n / run->n_batches); r < (int) ((batch + 1) * n / run->n_batches); r++) {
    if (!sim_engine_run(worker->engine, r, &worker->error))
      return;
    sim_moments_fold(worker->moments, worker->engine);
    tell(run);
  }
  if (worker->count != NULL)
    take_counts(worker, sim, before, batch, run);
  worker->cpu_s += clock_s(CLOCK_THREAD_CPUTIME_ID) - start;
}

static SimMoments *
merged(Run *run, int jobs, MusterSimTiming *timing, GError **error)
{
  SimMoments *all = sim_moments_new(run->sim);
  for (int t = 0; t < jobs; t++) {
    Worker *worker = &run->worker[t];
    if (worker->error != NULL) {
      g_clear_error(error);
      g_propagate_error(error, g_steal_pointer(&worker->error));
      g_clear_pointer(&all, sim_moments_free);
      return NULL;
    }
    if (worker->engine == NULL)
      continue;
    sim_moments_merge(all, worker->moments, run->sim);
    timing->contacts += worker->engine->n_contacts;
    timing->cpu_s += worker->cpu_s;
  }
  return all;
}

MusterOutcome *
muster_sim_run(const MusterSim *sim, MusterSimTiming *timing, GError **error)
{
  MusterSimTiming ours = {0};
  double wall = clock_s(CLOCK_MONOTONIC);
  int n = sim->options.replications, jobs = muster_parallel_jobs(sim->options.jobs);
  Run run = {.sim = sim, .n_batches = sim->options.all_measures ? MIN(n, N_BATCHES) : n};
  run.worker = g_new0(Worker, jobs);
  if (sim->options.all_measures)
    run.quantile = g_new(double, (gsize) run.n_batches *((gsize) sim_at_total(sim) + 1) * 3);
  muster_parallel_for(run.n_batches, jobs, run_batch, &run);
  if (sim->options.progress != NULL)
    sim->options.progress(n, n, sim->options.progress_data);

  SimMoments *all = merged(&run, jobs, &ours, error);
  MusterOutcome *outcome = all == NULL ? NULL : sim_estimate(sim, all, n, run.quantile, run.n_batches);
  sim_moments_free(all);
  for (int t = 0; t < jobs; t++)
    worker_clear(&run.worker[t]);
  g_free(run.worker);
  g_free(run.quantile);
  ours.wall_s = clock_s(CLOCK_MONOTONIC) - wall;
  if (timing != NULL)
    *timing = ours;
  return outcome;
}
