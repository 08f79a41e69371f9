/* The exact day as a method, as its files share it. */
#pragma once
#include "staffing/staffing_private.h"

/* A stretch of open intervals of one queue, and its law. */
typedef struct {
  MusterStaffing *staffing;
  const MusterCentre *centre;
  int queue, first, n;
  MusterErlangTargets targets;
  MusterDayAsk ask; /* what the targets need to know */
  MusterDaySolver *solver;
} ExactStretch;
void exact_stretch_clear(ExactStretch *stretch);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ExactStretch, exact_stretch_clear)

/* The stretch of open intervals that begins at `first` (which is open), with the requirement's agents. */
gboolean exact_stretch_init(ExactStretch *stretch, MusterStaffing *staffing, const MusterCentre *centre,
                            int queue, int first, GError **error);
void exact_stretch_set_agents(ExactStretch *stretch, int from, int to, int agents);
/* Service of the contacts of interval i of the stretch; NaN where it is not asked for or means nothing. */
gboolean exact_stretch_service(ExactStretch *stretch, int i, MusterDayAsk ask, MusterErlangService *out,
                               GError **error);

/* The least staff of each interval: semantics.md's rule. */
gboolean exact_stretch_search(ExactStretch *stretch, GError **error);
