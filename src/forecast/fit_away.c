/* How long agents are away between contacts, seen where somebody waits for them; and where nobody waited when they ended the last
 * one, as far as those who come later show it. */
#include "forecast/fit_private.h"
#include <math.h>
#include <stdlib.h>

#define MOST_QUEUES 64 /* of whom an agent's are told, as bits */
#define NEAR_S 3600.0   /* an agent can take what was taken so long before or after */
#define LEAST_QUIET 300 /* times, for a distribution of the queue's own */
#define QUIET_VALUES 81 /* of it */
#define CLOCK_S 1.0     /* many systems count in whole seconds */

/* A contact in an agent's hands. */
typedef struct {
  double start_s, end_s;
  int agent, queue;
  MusterDay day;
  gboolean waited;
} Service;

/* A stretch in which a contact waits; by from_s. */
typedef struct {
  double from_s, to_s;
  int queue;
} Wait;

typedef struct {
  GArray *services; /* by agent, then start */
  GArray *waits;
  double longest_s; /* wait */
} Scene;

static int
compare_services(gconstpointer a, gconstpointer b)
{
  const Service *x = a, *y = b;
  if (x->agent != y->agent)
    return x->agent < y->agent ? -1 : 1;
  return (x->start_s > y->start_s) - (x->start_s < y->start_s);
}

static void
scene_init(Scene *scene, const MusterContactLog *log)
{
  scene->services = g_array_new(FALSE, FALSE, sizeof(Service));
  scene->waits = g_array_new(FALSE, FALSE, sizeof(Wait));
  scene->longest_s = 0;
  for (int i = 0; i < log->n; i++) {
    const MusterLogContact *c = &log->contact[i];
    if (c->queue >= MOST_QUEUES)
      continue;
    if (c->wait_s > 0) {
      Wait wait = {c->start_s, c->start_s + c->wait_s, c->queue};
      g_array_append_val(scene->waits, wait);
      scene->longest_s = fmax(scene->longest_s, c->wait_s);
    }
    if (c->agent >= 0 && c->talk_s >= 0) {
      double start_s = c->start_s + c->wait_s;
      Service service = {start_s, start_s + c->talk_s, c->agent, c->queue, c->day, c->wait_s > 0};
      g_array_append_val(scene->services, service);
    }
  }
  g_array_sort(scene->services, compare_services);
}

/* The first wait that begins at t_s or later. */
static guint
first_wait(const Scene *scene, double t_s)
{
  guint low = 0, high = scene->waits->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (g_array_index(scene->waits, Wait, middle).from_s < t_s)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Until when, from t_s on, somebody waits at one of the queues without a moment between, looked at until `limit_s`. */
static double
waited_until(const Scene *scene, guint64 queues, double t_s, double limit_s)
{
  double until_s = t_s;
  for (guint i = first_wait(scene, t_s - scene->longest_s); i < scene->waits->len && until_s < limit_s; i++) {
    const Wait *wait = &g_array_index(scene->waits, Wait, i);
    if (wait->from_s > until_s)
      break;
    if ((queues >> wait->queue & 1) != 0)
      until_s = fmax(until_s, wait->to_s);
  }
  return until_s;
}

/* The last moment before to_s at which somebody waited at one of the queues; from_s when nobody did. */
static double
last_waited(const Scene *scene, guint64 queues, double from_s, double to_s)
{
  double last_s = from_s;
  for (guint i = first_wait(scene, from_s - scene->longest_s); i < scene->waits->len; i++) {
    const Wait *wait = &g_array_index(scene->waits, Wait, i);
    if (wait->from_s >= to_s)
      break;
    if ((queues >> wait->queue & 1) != 0)
      last_s = fmax(last_s, fmin(wait->to_s, to_s));
  }
  return last_s;
}

/* What the agent of services[at] took about the time of its end, among services[from] to services[end − 1] of the agent's day. */
static guint64
queues_near(const GArray *services, guint from, guint end, guint at)
{
  double moment_s = g_array_index(services, Service, at).end_s;
  guint64 queues = 0;
  for (guint i = from; i < end; i++) {
    const Service *s = &g_array_index(services, Service, i);
    if (s->end_s >= moment_s - NEAR_S && s->start_s <= moment_s + NEAR_S)
      queues |= (guint64) 1 << s->queue;
  }
  return queues;
}

/* The first service of another agent or day behind services[from]. */
static guint
day_end(const GArray *services, guint from)
{
  const Service *first = &g_array_index(services, Service, from);
  guint end = from;
  while (end < services->len && g_array_index(services, Service, end).agent == first->agent &&
         g_array_index(services, Service, end).day == first->day)
    end++;
  return end;
}

/* Somebody waited when the last contact ended: the agent was away until the next was taken, or at least as long as others
 * waited. Nobody did: away for as long as somebody waited later in vain at least, and until the next contact at most; if that had
 * waited as well, for just so long. */
static void
add_between(const Scene *scene, const Service *last, const Service *next, guint64 queues, GArray *times)
{
  double away_s = fmax(next->start_s - last->end_s, 0);
  double until_s = waited_until(scene, queues, last->end_s, next->start_s + CLOCK_S);
  FitAway away = {.queue = last->queue, .seconds = away_s};
  if (until_s > last->end_s) {
    away.longer = next->start_s > until_s + CLOCK_S;
    if (away.longer)
      away.seconds = until_s - last->end_s;
  } else {
    away.quiet = TRUE;
    away.after_s = fmin(last_waited(scene, queues, last->end_s, next->start_s) - last->end_s, away_s);
    if (next->waited && away_s - away.after_s <= CLOCK_S)
      away.after_s = away_s;
  }
  g_array_append_val(times, away);
}

GArray *
fit_away_times(const MusterContactLog *log, double gap_s)
{
  GArray *times = g_array_new(FALSE, FALSE, sizeof(FitAway));
  Scene scene;
  scene_init(&scene, log);
  for (guint from = 0, end = 0; from < scene.services->len; from = end) {
    end = day_end(scene.services, from);
    for (guint i = from; i + 1 < end; i++) {
      const Service *last = &g_array_index(scene.services, Service, i), *next = last + 1;
      if (next->start_s - last->end_s <= gap_s)
        add_between(&scene, last, next, queues_near(scene.services, from, end, i), times);
    }
  }
  g_array_unref(scene.services);
  g_array_unref(scene.waits);
  return times;
}

/* Of a queue with few such times all queues' together: agents are the same people after any contact. */
static void
fit_quiet(const FitScope *scope, const GArray *times, MusterFitQueue *queue)
{
  g_autofree double *after_s = g_new(double, times->len + 1), *by_s = g_new(double, times->len + 1);
  int own = 0, n = 0;
  for (guint i = 0; i < times->len; i++) {
    const FitAway *away = &g_array_index(times, FitAway, i);
    own += away->quiet && away->queue == scope->queue;
  }
  for (guint i = 0; i < times->len; i++) {
    const FitAway *away = &g_array_index(times, FitAway, i);
    if (!away->quiet || (own >= LEAST_QUIET && away->queue != scope->queue))
      continue;
    after_s[n] = away->after_s;
    by_s[n++] = away->seconds;
  }
  queue->n_quiet = own;
  queue->quiet_is_all = own < LEAST_QUIET;
  if (n >= LEAST_QUIET)
    muster_interval_dist(after_s, by_s, n, CLOCK_S, QUIET_VALUES, &queue->quiet);
}

void
fit_away(const FitScope *scope, const GArray *times, MusterFitQueue *queue)
{
  g_autofree double *value_s = g_new(double, times->len + 1);
  g_autofree gboolean *longer = g_new(gboolean, times->len + 1);
  int n = 0;
  for (guint i = 0; i < times->len; i++) {
    const FitAway *away = &g_array_index(times, FitAway, i);
    if (away->quiet || away->queue != scope->queue)
      continue;
    value_s[n] = away->seconds;
    longer[n++] = away->longer;
  }
  queue->away.sample = muster_sample_new(value_s, longer, n);
  queue->absent = muster_sample_survival(queue->away.sample);
  fit_laws(&queue->away);
  fit_quiet(scope, times, queue);
}
