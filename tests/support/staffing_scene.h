/* A small scene for tests of staffing. */
#pragma once
#include "made_centre.h"
#include "muster_test.h"
#include <muster/staffing.h>

enum { QUARTERS = 96 };

/* One day of quarter hours, open 08:00-20:00, one queue of 250 s with 3 min of patience and 80 % within 20
 * s, one group. */
typedef struct {
  MadeCentre *made;
  MusterDemand *demand;
  MusterWindow window;
} Scene;

static inline void
scene_clear(Scene *s)
{
  muster_demand_free(s->demand);
  made_centre_free(s->made);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scene, scene_clear)

static inline MusterDist
exponential(double mean_s)
{
  MusterDist dist = {0};
  char *why = NULL;
  if (!muster_dist_make(&dist, "exponential", mean_s, NAN, FALSE, &why))
    g_error("%s", why);
  return dist;
}

static inline void
scene_queue(Scene *s, const char *name)
{
  MusterQueue *q = &s->made->queue[made_queue(s->made, name)];
  q->handle = exponential(250.0);
  q->patience = exponential(180.0);
  q->observed_abandonment = q->observed_contained = NAN;
  q->escalate_queue = q->escalate_outside = -1;
  q->has_target = TRUE;
  q->target = (MusterTarget){.answer = 0.8,
                             .within_s = 20.0,
                             .abandon = NAN,
                             .asa_s = NAN,
                             .occupancy = NAN,
                             .finish = NAN,
                             .finish_within_s = NAN,
                             .per = MUSTER_PER_INTERVAL,
                             .on_days = NAN};
}

static inline void
scene_init_days(Scene *s, int n_queues, int n_days)
{
  static const char *const NAMES[] = {"sales", "support"};
  s->made = made_centre_new("Europe/Berlin", muster_day_from_ymd(2026, 11, 9), n_days, 900);
  for (int q = 0; q < n_queues; q++)
    scene_queue(s, NAMES[q]);
  made_group(s->made, "shop", (1u << n_queues) - 1, 30.0);
  s->window = (MusterWindow){.days = 127, .from_s = 8 * 3600, .to_s = 20 * 3600};
  s->made->centre.open = (MusterHours){.n = 1, .window = &s->window};
  s->demand = muster_demand_new(&s->made->centre);
  for (int q = 0; q < n_queues; q++)
    for (int i = 32; i < 80; i++)
      s->demand->queue[q].contacts[i] = 40.0 + 60.0 * sin((i - 32) * G_PI / 48.0);
}

static inline void
scene_init(Scene *s, int n_queues)
{
  scene_init_days(s, n_queues, 1);
}

static inline MusterStaffing *
staff(const Scene *s, MusterStaffingMethod method)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  MusterStaffing *staffing = muster_staffing_new(&s->made->centre, s->demand, method, faults);
  if (staffing == NULL) {
    g_autofree char *text = muster_faults_render(faults, FALSE);
    g_printerr("%s", text);
  }
  CU_ASSERT_PTR_NOT_NULL_FATAL(staffing);
  return staffing;
}
