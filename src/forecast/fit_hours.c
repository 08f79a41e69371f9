/* The same by the hour of the clock: means and chances with their intervals, no laws. */
#include "forecast/fit_private.h"
#include <math.h>

typedef struct {
  double talk_s, talk_squares; /* of talk and after-call work together */
  int talks;
  double waited_s;
  int gave_up;
  double could_return; /* Σ of the chances that a redial would have been seen by now */
  int returned;
} HourSums;

static MusterMeasure
mean_handle(const HourSums *h)
{
  MusterMeasure mean = {NAN, NAN, NAN};
  if (h->talks == 0)
    return mean;
  mean.mean = h->talk_s / h->talks;
  if (h->talks > 1) {
    double variance = fmax(h->talk_squares / h->talks - mean.mean * mean.mean, 0) * h->talks / (h->talks - 1);
    double half = FIT_Z95 * sqrt(variance / h->talks);
    mean.lower = mean.mean - half;
    mean.upper = mean.mean + half;
  }
  return mean;
}

static MusterMeasure
mean_patience(const HourSums *h)
{
  MusterMeasure mean = {NAN, NAN, NAN};
  if (h->gave_up == 0)
    return mean;
  double spread = exp(FIT_Z95 / sqrt(h->gave_up));
  mean.mean = h->waited_s / h->gave_up;
  mean.lower = mean.mean / spread;
  mean.upper = mean.mean * spread;
  return mean;
}

static void
add_redial(const FitScope *scope, const int *next, int i, const MusterFitReturns *redial, HourSums *h)
{
  const MusterLogContact *c = &scope->log->contact[i];
  double seconds;
  if (!redial->fitted || c->customer < 0)
    return;
  h->returned += fit_return_time(scope->log, next, i, redial->window_s, &seconds);
  double left_s = fmin(redial->window_s, scope->log->contact[scope->log->n - 1].start_s - fit_end_of(c));
  h->could_return += muster_dist_cdf(&redial->fit.dist, fmax(left_s, 0));
}

static void
add_contact(const FitScope *scope, const int *next, int i, MusterFitQueue *queue, HourSums *h)
{
  const MusterLogContact *c = &scope->log->contact[i];
  MusterFitHour *hour = &queue->hour[c->hour];
  hour->contacts++;
  if (c->wait_s > 0)
    h->waited_s += c->wait_s;
  if (c->outcome == MUSTER_LOG_ANSWERED) {
    double handle_s = c->talk_s + (isnan(c->after_call_s) ? 0 : c->after_call_s);
    hour->answered++;
    if (handle_s > 0) {
      h->talks++;
      h->talk_s += handle_s;
      h->talk_squares += handle_s * handle_s;
    }
  } else if (c->outcome == MUSTER_LOG_ABANDONED && c->wait_s > 0) {
    hour->abandoned++;
    h->gave_up++;
    add_redial(scope, next, i, &queue->redial, h);
  }
}

void
fit_hours(const FitScope *scope, const int *next, MusterFitQueue *queue)
{
  HourSums sums[MUSTER_FIT_HOURS] = {{0}};
  for (int i = 0; i < scope->log->n; i++)
    if (scope->log->contact[i].queue == scope->queue)
      add_contact(scope, next, i, queue, &sums[scope->log->contact[i].hour]);
  for (int k = 0; k < MUSTER_FIT_HOURS; k++) {
    MusterFitHour *hour = &queue->hour[k];
    hour->abandonment = fit_share(hour->abandoned, hour->answered + hour->abandoned);
    hour->handle_s = mean_handle(&sums[k]);
    hour->patience_s = mean_patience(&sums[k]);
    hour->redial = fit_share(fmin(sums[k].returned, sums[k].could_return), sums[k].could_return);
  }
}
