/* Handle times and patience as the exact day takes them.
 * Handle times become a line of exponential phases; patience enters by its hazard. */
#include "staffing/times_private.h"
#include <math.h>

enum { HAZARD_POINTS = 1001 };
static const double HAZARD_MEANS = 20.0; /* the table reaches so many mean patiences */
static const double NOBODY_LEFT = 1e-8;

static double
share_done(double x, gconstpointer data)
{
  const MusterDist *dist = data;
  return muster_dist_cdf(dist, x * dist->mean_s);
}

/* Talk and after-call work together: log-normal (or fixed, as both are) with the mean and the variance of their sum, which one
 * of them is nearly alone in most centres. */
static void
add_up(const MusterDist *talk, const MusterDist *after, MusterDist *out)
{
  double mean_s = talk->mean_s + after->mean_s, sd_s = hypot(talk->cv * talk->mean_s, after->cv * after->mean_s);
  g_autofree char *why = NULL;
  if (!muster_dist_make(out, NULL, mean_s, sd_s / mean_s, TRUE, &why))
    muster_dist_copy(out, talk); /* numbers out of its range */
}

const MusterServes *
staffing_serves(const MusterCentre *centre, int group, int queue)
{
  for (int k = 0; group >= 0 && k < centre->group[group].n_serves; k++)
    if (centre->group[group].serves[k].queue == queue)
      return &centre->group[group].serves[k];
  return NULL;
}

void
staffing_handle_law(const MusterCentre *centre, int group, int queue, MusterDist *law)
{
  const MusterQueue *q = &centre->queue[queue];
  const MusterServes *serves = staffing_serves(centre, group, queue);
  const MusterDist *talk = serves != NULL && serves->handle.info != NULL ? &serves->handle : &q->handle;
  if (q->after_call.info != NULL)
    add_up(talk, &q->after_call, law);
  else
    muster_dist_copy(law, talk);
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

void
staffing_times_init(StaffingTimes *out, const MusterCentre *centre, int queue, int group)
{
  const MusterQueue *q = &centre->queue[queue];
  MusterDist both = {0};
  *out = (StaffingTimes){0};
  staffing_handle_law(centre, group, queue, &both);
  out->handle_cv = both.cv;
  out->handle_name = both.info->name;
  out->has_phases = !staffing_is_exponential(&both);
  if (out->has_phases)
    muster_day_phases_fit(both.cv, share_done, &both, &out->phases);
  if (!staffing_is_exponential(&q->patience))
    fill_hazard(&q->patience, out);
  muster_dist_clear(&both);
}

void
staffing_times_clear(StaffingTimes *times)
{
  g_free(times->hazard);
  *times = (StaffingTimes){0};
}
