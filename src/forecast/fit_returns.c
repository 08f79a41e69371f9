/* Who comes back: redials after abandoned contacts, repeats after answered ones. */
#include "forecast/fit_private.h"
#include <math.h>

#define LEAST_RETURNS 10 /* to fit anything to */
#define LEAST_WITHIN 0.8 /* of the delays, within the window */
#define LEAST_ATTEMPTS 30 /* abandoned ones, for a chance of their own */

double
fit_end_of(const MusterLogContact *c)
{
  return c->start_s + c->wait_s + (isnan(c->talk_s) ? 0 : c->talk_s);
}

int *
fit_next_contacts(const MusterContactLog *log)
{
  int *next = g_new(int, MAX(log->n, 1));
  g_autoptr(GHashTable) seen = g_hash_table_new(g_int64_hash, g_int64_equal);
  g_autofree gint64 *key = g_new(gint64, MAX(log->n, 1));
  for (int i = log->n - 1; i >= 0; i--) {
    const MusterLogContact *c = &log->contact[i];
    next[i] = -1;
    if (c->customer < 0)
      continue;
    key[i] = (gint64) c->customer * log->n_queues + c->queue;
    gpointer later = g_hash_table_lookup(seen, &key[i]);
    next[i] = later != NULL ? GPOINTER_TO_INT(later) - 1 : -1;
    g_hash_table_replace(seen, &key[i], GINT_TO_POINTER(i + 1));
  }
  return next;
}

gboolean
fit_return_time(const MusterContactLog *log, const int *next, int i, double window_s, double *seconds)
{
  double end_s = fit_end_of(&log->contact[i]), last_s = log->contact[log->n - 1].start_s;
  double seen_s = fmin(window_s, fmax(last_s - end_s, 0));
  double back_s = next[i] >= 0 ? fmax(log->contact[next[i]].start_s - end_s, 0) : INFINITY;
  *seconds = fmin(back_s, seen_s);
  return back_s <= seen_s;
}

/* The kind with the least AIC of those whose delays the window holds: of slower ones chance and delay cannot be told apart. */
static void
fit_chance(MusterFitReturns *returns)
{
  MusterFitRules rules = {.may_not_end = TRUE};
  MusterDistFit fit[MUSTER_FIT_MOST];
  int n = returns->returned >= LEAST_RETURNS ? muster_sample_fit_all(returns->sample, &rules, fit) : 0;
  for (int i = 0; i < n && !returns->fitted; i++) {
    returns->fit = fit[i];
    returns->fitted = isfinite(fit[i].chance.lower) && muster_dist_cdf(&fit[i].dist, returns->window_s) >= LEAST_WITHIN;
  }
}

static void
fit_one(const FitScope *scope, const int *next, MusterLogOutcome outcome, double window_s, MusterFitReturns *returns)
{
  const MusterContactLog *log = scope->log;
  g_autofree double *value_s = g_new(double, MAX(log->n, 1));
  g_autofree gboolean *longer = g_new(gboolean, MAX(log->n, 1));
  returns->window_s = window_s;
  for (int i = 0; i < log->n; i++) {
    const MusterLogContact *c = &log->contact[i];
    if (c->queue != scope->queue || c->customer < 0 || c->outcome != outcome || (outcome == MUSTER_LOG_ABANDONED && !(c->wait_s > 0)))
      continue;
    longer[returns->n] = !fit_return_time(log, next, i, window_s, &value_s[returns->n]);
    returns->returned += !longer[returns->n];
    returns->n++;
  }
  if (returns->n == 0)
    return;
  returns->sample = muster_sample_new(value_s, longer, returns->n);
  returns->curve = muster_sample_survival(returns->sample);
  fit_chance(returns);
}

static gboolean
gave_up(const MusterLogContact *c, int queue)
{
  return c->queue == queue && c->customer >= 0 && c->outcome == MUSTER_LOG_ABANDONED && c->wait_s > 0;
}

/* The delays are the queue's: whether somebody comes back may change with the attempt, how soon is not told apart. The last attempt
 * that has enough contacts stands for all that follow. */
static void
fit_attempts(const FitScope *scope, const int *next, MusterFitQueue *queue)
{
  const MusterContactLog *log = scope->log;
  const MusterFitReturns *redial = &queue->redial;
  double could[MUSTER_FIT_ATTEMPTS + 1] = {0}, came[MUSTER_FIT_ATTEMPTS + 1] = {0};
  g_autofree guint8 *attempt = g_new0(guint8, MAX(log->n, 1)); /* how many came before */
  if (!redial->fitted)
    return;
  for (int i = 0; i < log->n; i++) {
    double seconds;
    if (!gave_up(&log->contact[i], scope->queue))
      continue;
    gboolean back = fit_return_time(log, next, i, redial->window_s, &seconds);
    double left_s = fmin(redial->window_s, log->contact[log->n - 1].start_s - fit_end_of(&log->contact[i]));
    int k = MIN(attempt[i], MUSTER_FIT_ATTEMPTS - 1);
    came[k] += back;
    could[k] += muster_dist_cdf(&redial->fit.dist, fmax(left_s, 0));
    if (back)
      attempt[next[i]] = (guint8) MIN(attempt[i] + 1, G_MAXUINT8);
  }
  int n = MUSTER_FIT_ATTEMPTS;
  for (; n > 1 && could[n - 1] < LEAST_ATTEMPTS; n--) {
    could[n - 2] += could[n - 1];
    came[n - 2] += came[n - 1];
  }
  queue->n_attempts = n;
  for (int k = 0; k < n; k++)
    queue->redial_after[k] = fit_share(fmin(came[k], could[k]), could[k]);
}

void
fit_returns(const FitScope *scope, const int *next, MusterFitQueue *queue)
{
  if (!scope->log->has_customers)
    return;
  fit_one(scope, next, MUSTER_LOG_ABANDONED, scope->options.redial_window_s, &queue->redial);
  fit_one(scope, next, MUSTER_LOG_ANSWERED, scope->options.repeat_window_s, &queue->repeat);
  fit_attempts(scope, next, queue);
}
