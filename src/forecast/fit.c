/* Behaviour of every queue of a log. */
#include "forecast/fit_private.h"
#include <math.h>

static const MusterFitOptions standards = {.short_s = 10, .redial_window_s = 2 * 3600, .repeat_window_s = 3 * 86400, .away_gap_s = 1200};

MusterMeasure
fit_share(double hits, double n)
{
  MusterMeasure share = {NAN, NAN, NAN};
  if (!(n > 0))
    return share;
  double p = hits / n, z2 = FIT_Z95 * FIT_Z95, middle = (p + z2 / (2 * n)) / (1 + z2 / n);
  double half = FIT_Z95 * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
  return (MusterMeasure){p, fmax(middle - half, 0), fmin(middle + half, 1)};
}

static void
count(const MusterContactLog *log, int q, MusterFitQueue *queue)
{
  for (int i = 0; i < log->n; i++) {
    const MusterLogContact *c = &log->contact[i];
    if (c->queue != q)
      continue;
    queue->contacts++;
    if (c->outcome == MUSTER_LOG_ANSWERED)
      queue->answered++;
    else if (c->outcome == MUSTER_LOG_OTHER)
      queue->other++;
    else if (c->wait_s > 0)
      queue->abandoned++;
    else
      queue->unwaited++;
  }
  queue->abandonment = fit_share(queue->abandoned, queue->answered + queue->abandoned);
}

MusterFit *
muster_fit(const MusterContactLog *log, const MusterFitOptions *options)
{
  MusterFit *fit = g_new0(MusterFit, 1);
  FitScope scope = {.log = log, .options = options != NULL ? *options : standards};
  if (!(scope.options.short_s > 0))
    scope.options.short_s = standards.short_s;
  if (!(scope.options.redial_window_s > 0))
    scope.options.redial_window_s = standards.redial_window_s;
  if (!(scope.options.repeat_window_s > 0))
    scope.options.repeat_window_s = standards.repeat_window_s;
  if (!(scope.options.away_gap_s > 0))
    scope.options.away_gap_s = standards.away_gap_s;
  fit->n_contacts = log->n;
  fit->n_set_aside = log->n_set_aside;
  fit->first = log->first;
  fit->last = log->last;
  fit->has_after_call = log->has_after_call;
  fit->has_customers = log->has_customers;
  fit->n_queues = log->n_queues;
  fit->queue = g_new0(MusterFitQueue, log->n_queues + 1);
  g_autofree int *next = fit_next_contacts(log);
  g_autoptr(GArray) away = log->n_agents > 0 && !log->has_after_call ? fit_away_times(log, scope.options.away_gap_s) : NULL;
  for (int q = 0; q < log->n_queues; q++) {
    MusterFitQueue *queue = &fit->queue[q];
    queue->name = g_strdup(log->queue[q]);
    scope.queue = q;
    count(log, q, queue);
    fit_times(&scope, queue);
    if (away != NULL)
      fit_away(&scope, away, queue);
    fit_returns(&scope, next, queue);
    fit_hours(&scope, next, queue);
  }
  return fit;
}

static void
clear_returns(MusterFitReturns *returns)
{
  muster_sample_free(returns->sample);
  muster_survival_free(returns->curve);
}

void
muster_fit_free(MusterFit *fit)
{
  if (fit == NULL)
    return;
  for (int q = 0; q < fit->n_queues; q++) {
    MusterFitQueue *queue = &fit->queue[q];
    g_free(queue->name);
    fit_times_clear(&queue->handle);
    fit_times_clear(&queue->after_call);
    fit_times_clear(&queue->patience);
    fit_times_clear(&queue->away);
    muster_survival_free(queue->absent);
    muster_dist_clear(&queue->quiet);
    muster_survival_free(queue->waiting);
    g_array_unref(queue->hazard);
    clear_returns(&queue->redial);
    clear_returns(&queue->repeat);
  }
  g_free(fit->queue);
  g_free(fit);
}
