/* Handle times and patience as the exact day takes them.
 * Handle times become a line of exponential phases; patience enters by its hazard. */
#include "staffing/times_private.h"
#include <math.h>
#include <string.h>

enum { HAZARD_POINTS = 1001 };
static const double HAZARD_MEANS = 20.0; /* the table reaches so many mean patiences */
static const double NOBODY_LEFT = 1e-8;

static gboolean
is_exponential(const MusterDist *dist)
{
  return dist->info != NULL && strcmp(dist->info->name, "exponential") == 0;
}

static double
share_done(double x, gconstpointer data)
{
  const MusterDist *dist = data;
  return muster_dist_cdf(dist, x * dist->mean_s);
}

/* Talk and after-call work together as a log-normal time of their mean and variance, which one of them is
 * nearly alone in most centres. */
static void
add_up(const MusterDist *talk, const MusterDist *after, MusterDist *out)
{
  double mean_s = talk->mean_s + after->mean_s, a = talk->mean_s * talk->cv, b = after->mean_s * after->cv;
  char *why = NULL;
  if (!muster_dist_make(out, "lognormal", mean_s, fmax(sqrt(a * a + b * b) / mean_s, 1e-3), TRUE, &why))
    muster_dist_copy(out, talk); /* numbers out of its range */
  g_free(why);
}

static void
fill_hazard(const MusterDist *patience, StaffingTimes *out)
{
  out->n_hazard = HAZARD_POINTS;
  out->hazard_step_s = patience->mean_s * HAZARD_MEANS / (HAZARD_POINTS - 1);
  out->hazard = g_new(double, HAZARD_POINTS);
  for (int i = 0; i < HAZARD_POINTS; i++)
    out->hazard[i] = -log(fmax(NOBODY_LEFT, 1.0 - muster_dist_cdf(patience, i * out->hazard_step_s)));
}

static const MusterDist *
handle_of(const MusterCentre *centre, int queue, int group)
{
  for (int s = 0; group >= 0 && s < centre->group[group].n_serves; s++) {
    const MusterServes *serves = &centre->group[group].serves[s];
    if (serves->queue == queue && serves->handle.info != NULL)
      return &serves->handle;
  }
  return &centre->queue[queue].handle;
}

void
staffing_times_init(StaffingTimes *out, const MusterCentre *centre, int queue, int group)
{
  const MusterQueue *q = &centre->queue[queue];
  const MusterDist *handle = handle_of(centre, queue, group);
  MusterDist both = {0};
  *out = (StaffingTimes){0};
  if (q->after_call.info != NULL)
    add_up(handle, &q->after_call, &both);
  else
    muster_dist_copy(&both, handle);
  out->handle_cv = both.cv;
  out->handle_name = both.info->name;
  out->has_phases = !is_exponential(&both);
  if (out->has_phases)
    muster_day_phases_fit(both.cv, share_done, &both, &out->phases);
  if (q->patience.info != NULL && !is_exponential(&q->patience))
    fill_hazard(&q->patience, out);
  muster_dist_clear(&both);
}

void
staffing_times_clear(StaffingTimes *times)
{
  g_free(times->hazard);
  *times = (StaffingTimes){0};
}
