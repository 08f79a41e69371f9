/* Centres written as a planner writes them, for tests of staffing: text in, requirement out. */
#pragma once
#include "muster_test.h"
#include <muster/staffing.h>
#include <string.h>

typedef struct {
  MusterCentre *centre;
  MusterDemand *demand;
  MusterStaffing *staffing; /* NULL: refused */
  MusterFaults *faults;
} Written;

static inline void
written_clear(Written *w)
{
  muster_staffing_free(w->staffing);
  muster_demand_free(w->demand);
  muster_centre_free(w->centre);
  muster_faults_free(w->faults);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Written, written_clear)

/* Prints what was found wrong and gives up: the text is the test's own. */
static inline void
written_stop(Written *w)
{
  g_autofree char *text = muster_faults_render(w->faults, FALSE);
  g_error("%s", text);
}

static inline void
written_read(Written *w, const char *text)
{
  w->faults = muster_faults_new();
  g_autoptr(MusterSource) source = muster_source_new("centre.yaml", text, strlen(text));
  w->centre = muster_centre_read_source(source, NULL, NULL, w->faults);
  if (w->centre == NULL)
    written_stop(w);
  w->demand = muster_demand_of_centre(w->centre, w->faults);
  if (w->demand == NULL)
    written_stop(w);
}

/* Staffs it; a refusal leaves `staffing` NULL. */
static inline void
written_staff(Written *w, const char *text, MusterStaffingMethod method)
{
  written_read(w, text);
  w->staffing = muster_staffing_new(w->centre, w->demand, method, w->faults);
}

static inline const MusterNeed *
written_need(const Written *w, const char *queue, int interval)
{
  int q = muster_centre_find_queue(w->centre, queue);
  g_assert(q >= 0);
  return &w->staffing->requirement->need[q * w->centre->grid->n + interval];
}
