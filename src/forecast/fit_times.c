/* Handle times, after-call work and patience of one queue. */
#include "forecast/fit_private.h"
#include <math.h>
#include <string.h>

#define LEAST_TIMES 10          /* ended ones, to fit a law to */
#define LEAST_SHORT_SHARE 0.005 /* fewer very short contacts are no atom */
#define HARDLY_BETTER 2         /* in AIC */
#define LEAST_GAIN 10           /* in AIC, before a mixture is believed */

static const double hazard_edges_s[] = {0, 5, 10, 20, 30, 45, 60, 75, 90, 120, 150, 180, 240, 300, 450, 600, 900, 1800, 3600};

void
fit_times_clear(MusterFitTimes *times)
{
  muster_sample_free(times->sample);
}

/* Mean of the times, with its normal interval. */
static MusterMeasure
mean_of(const double *value_s, int n)
{
  MusterMeasure mean = {NAN, NAN, NAN};
  MusterSum sum = {0, 0}, squares = {0, 0};
  if (n == 0)
    return mean;
  for (int i = 0; i < n; i++)
    muster_sum_add(&sum, value_s[i]);
  mean.mean = muster_sum_value(&sum) / n;
  for (int i = 0; i < n; i++)
    muster_sum_add(&squares, (value_s[i] - mean.mean) * (value_s[i] - mean.mean));
  if (n > 1) {
    double half = FIT_Z95 * sqrt(muster_sum_value(&squares) / (n - 1) / n);
    mean.lower = mean.mean - half;
    mean.upper = mean.mean + half;
  }
  return mean;
}

/* All time over the ends: an exponential time's most likely mean. */
static MusterMeasure
mean_to_end(double total_s, int ended)
{
  MusterMeasure mean = {NAN, NAN, NAN};
  if (ended > 0 && total_s > 0) {
    double spread = exp(FIT_Z95 / sqrt(ended));
    mean = (MusterMeasure){total_s / ended, total_s / ended / spread, total_s / ended * spread};
  }
  return mean;
}

/* A law of fewer parameters is taken when the best one is hardly better. */
void
fit_laws(MusterFitTimes *times)
{
  if (muster_sample_n_ended(times->sample) >= LEAST_TIMES)
    times->n_fits = muster_sample_fit_all(times->sample, NULL, times->fit);
  for (int i = 1; i < times->n_fits; i++)
    if (times->fit[i].n_params < times->fit[0].n_params && times->fit[i].aic < times->fit[0].aic + HARDLY_BETTER) {
      MusterDistFit simpler = times->fit[i];
      memmove(&times->fit[1], &times->fit[0], (gsize) i * sizeof simpler);
      times->fit[0] = simpler;
      break;
    }
}

/* Times above 0 of the queue's answered contacts; the others are counted. */
static void
fit_work(const FitScope *scope, gboolean after_call, MusterFitTimes *times, int *zero)
{
  const MusterContactLog *log = scope->log;
  g_autofree double *value_s = g_new(double, MAX(log->n, 1));
  int n = 0;
  for (int i = 0; i < log->n; i++) {
    const MusterLogContact *c = &log->contact[i];
    double value = after_call ? c->after_call_s : c->talk_s;
    if (c->queue != scope->queue || isnan(value))
      continue;
    if (value > 0)
      value_s[n++] = value;
    else if (zero != NULL)
      (*zero)++;
  }
  times->sample = muster_sample_new(value_s, NULL, n);
  times->seen_mean_s = mean_of(value_s, n);
  fit_laws(times);
}

/* Handle times from `below_s` on, and how many are shorter. */
static MusterSample *
without_short(const FitScope *scope, double below_s, int *under)
{
  const MusterContactLog *log = scope->log;
  g_autofree double *rest_s = g_new(double, MAX(log->n, 1));
  int n = 0;
  for (int i = 0; i < log->n; i++) {
    const MusterLogContact *c = &log->contact[i];
    if (c->queue != scope->queue || !(c->talk_s > 0))
      continue;
    if (c->talk_s < below_s)
      (*under)++;
    else
      rest_s[n++] = c->talk_s;
  }
  return muster_sample_new(rest_s, NULL, n);
}

/* The likelihood of a mixture that splits at `below_s`: times under it are a share of all, each as likely as the other; the
 * others are of one kind, beyond it. That kind has times under the split as well: what is more of them is the atom. */
static void
fit_short(const FitScope *scope, MusterFitQueue *queue)
{
  MusterFitShort *brief = &queue->brief;
  double below_s = scope->options.short_s;
  int under = 0;
  g_autoptr(MusterSample) rest = without_short(scope, below_s, &under);
  int n = muster_sample_n_ended(rest);
  brief->below_s = below_s;
  brief->aic = INFINITY;
  if (under == 0 || n < 2 || queue->handle.n_fits == 0)
    return;
  double edge_s = below_s - muster_sample_grain_s(queue->handle.sample) / 2;
  MusterDistFit fit[MUSTER_FIT_MOST];
  MusterFitRules rules = {.after_s = edge_s};
  MusterDist flat;
  const double ends_s[MUSTER_DIST_MAX_PARAMS] = {0, edge_s};
  g_autofree char *why = NULL;
  if (muster_sample_fit_all(rest, &rules, fit) == 0 ||
      !muster_dist_make_params(&flat, muster_dist_find("uniform"), ends_s, &why))
    return;
  double all = n + under, share = under / all, body = muster_dist_cdf(&fit[0].dist, edge_s);
  double log_likelihood = fit[0].log_likelihood + n * log(1 - share) + under * log(share) +
                          muster_sample_log_likelihood(queue->handle.sample, &flat, edge_s);
  brief->rest = fit[0];
  brief->share = fit_share(under, all);
  brief->share.mean = (share - body) / (1 - body);
  brief->share.lower = fmax((brief->share.lower - body) / (1 - body), 0);
  brief->share.upper = fmax((brief->share.upper - body) / (1 - body), 0);
  brief->aic = 2 * (fit[0].n_params + 1) - 2 * log_likelihood;
  brief->found = brief->share.mean >= LEAST_SHORT_SHARE && brief->aic < queue->handle.fit[0].aic - LEAST_GAIN;
}

/* Waits above 0: abandoned ones ended, the others are longer. */
static void
fit_patience(const FitScope *scope, MusterFitQueue *queue)
{
  const MusterContactLog *log = scope->log;
  g_autofree double *value_s = g_new(double, MAX(log->n, 1));
  g_autofree gboolean *longer = g_new(gboolean, MAX(log->n, 1));
  double total_s = 0;
  int n = 0, ended = 0;
  for (int i = 0; i < log->n; i++) {
    const MusterLogContact *c = &log->contact[i];
    if (c->queue != scope->queue || !(c->wait_s > 0))
      continue;
    longer[n] = c->outcome != MUSTER_LOG_ABANDONED;
    ended += !longer[n];
    total_s += c->wait_s;
    value_s[n++] = c->wait_s;
  }
  queue->patience.sample = muster_sample_new(value_s, longer, n);
  queue->patience.seen_mean_s = mean_to_end(total_s, ended);
  fit_laws(&queue->patience);
  queue->waiting = muster_sample_survival(queue->patience.sample);
  queue->hazard = g_array_new(FALSE, FALSE, sizeof(MusterHazard));
  for (gsize i = 0; i + 1 < G_N_ELEMENTS(hazard_edges_s); i++) {
    MusterHazard hazard = muster_sample_hazard(queue->patience.sample, hazard_edges_s[i], hazard_edges_s[i + 1]);
    if (hazard.exposed_s > 0)
      g_array_append_val(queue->hazard, hazard);
  }
}

void
fit_times(const FitScope *scope, MusterFitQueue *queue)
{
  fit_work(scope, FALSE, &queue->handle, &queue->no_talk);
  fit_short(scope, queue);
  if (scope->log->has_after_call)
    fit_work(scope, TRUE, &queue->after_call, NULL);
  fit_patience(scope, queue);
}
