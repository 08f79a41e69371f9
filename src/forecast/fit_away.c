/* How long agents are away between contacts, seen where somebody waits for them. */
#include "forecast/fit_private.h"
#include <math.h>
#include <stdlib.h>

#define MOST_QUEUES 64 /* of whom an agent's are told, as bits */

/* A contact in an agent's hands. */
typedef struct {
  double start_s, end_s;
  int agent, queue;
  MusterDay day;
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
      Service service = {start_s, start_s + c->talk_s, c->agent, c->queue, c->day};
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

/* What was taken by the agent of services[from] on its day; `*end` is the first service of another agent or day. */
static guint64
queues_of_day(const GArray *services, guint from, guint *end)
{
  const Service *first = &g_array_index(services, Service, from);
  guint64 queues = 0;
  for (*end = from; *end < services->len; (*end)++) {
    const Service *s = &g_array_index(services, Service, *end);
    if (s->agent != first->agent || s->day != first->day)
      break;
    queues |= (guint64) 1 << s->queue;
  }
  return queues;
}

/* The next contact had been waited for since the end of the last one, or the wait ended before: with a second of tolerance, since
 * many systems count in whole ones. */
static void
add_between(const Scene *scene, const Service *last, const Service *next, guint64 queues, GArray *times)
{
  double away_s = fmax(next->start_s - last->end_s, 0);
  double until_s = waited_until(scene, queues, last->end_s, next->start_s + 1);
  if (until_s <= last->end_s)
    return;
  gboolean longer = next->start_s > until_s + 1;
  FitAway away = {last->queue, longer ? until_s - last->end_s : away_s, longer};
  g_array_append_val(times, away);
}

GArray *
fit_away_times(const MusterContactLog *log, double gap_s)
{
  GArray *times = g_array_new(FALSE, FALSE, sizeof(FitAway));
  Scene scene;
  scene_init(&scene, log);
  for (guint from = 0, end = 0; from < scene.services->len; from = end) {
    guint64 queues = queues_of_day(scene.services, from, &end);
    for (guint i = from; i + 1 < end; i++) {
      const Service *last = &g_array_index(scene.services, Service, i), *next = last + 1;
      if (next->start_s - last->end_s <= gap_s)
        add_between(&scene, last, next, queues, times);
    }
  }
  g_array_unref(scene.services);
  g_array_unref(scene.waits);
  return times;
}

void
fit_away(const FitScope *scope, const GArray *times, MusterFitQueue *queue)
{
  g_autofree double *value_s = g_new(double, times->len + 1);
  g_autofree gboolean *longer = g_new(gboolean, times->len + 1);
  int n = 0;
  for (guint i = 0; i < times->len; i++) {
    const FitAway *away = &g_array_index(times, FitAway, i);
    if (away->queue != scope->queue)
      continue;
    value_s[n] = away->seconds;
    longer[n++] = away->longer;
  }
  queue->away.sample = muster_sample_new(value_s, longer, n);
  queue->absent = muster_sample_survival(queue->away.sample);
  fit_laws(&queue->away);
}
