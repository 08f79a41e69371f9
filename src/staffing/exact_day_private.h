/* The exact day as a method, as its files share it. */
#pragma once
#include "staffing/times_private.h"
#include "staffing/variation_private.h"

#define EXACT_MOST_DAYS 24
#define EXACT_MOST_FACTORS 12

/* One queue: what holds for all of its stretches. */
typedef struct {
  MusterStaffing *staffing;
  const MusterCentre *centre;
  int queue;
  StaffingTimes times;
  double share; /* of days on which the targets hold; NaN: on average over all */
  gboolean light; /* three days stand for all, and every time is exponential: to find a way by, not to promise */
  gboolean whole; /* the targets are of days or weeks as a whole: a busy interval more or less does not make the day */
} ExactQueue;
void exact_queue_init(ExactQueue *q, const MusterStaffing *staffing, const MusterCentre *centre, int queue);
void exact_queue_clear(ExactQueue *q);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ExactQueue, exact_queue_clear)

/* A stretch of open intervals, and its law on days of more and less demand. */
typedef struct {
  const ExactQueue *of;
  int first, n;
  MusterErlangTargets targets; /* with the margin that approximate times ask for */
  MusterDayAsk ask;            /* what the targets need to know */
  int n_days;
  double day[EXACT_MOST_DAYS], weight[EXACT_MOST_DAYS];
  MusterDaySolver *solver[EXACT_MOST_DAYS];
} ExactStretch;
void exact_stretch_clear(ExactStretch *stretch);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ExactStretch, exact_stretch_clear)

/* The stretch of open intervals that begins at `first` (which is open), with the requirement's agents. For
 * the days that the targets hold on; is_average: for all days. */
gboolean exact_stretch_init(ExactStretch *stretch, const ExactQueue *of, int first, gboolean is_average,
                            GError **error);
void exact_stretch_set_agents(ExactStretch *stretch, int from, int to, int agents);
/* Service of the contacts of interval i of the stretch; NaN where it is not asked for or means nothing. */
gboolean exact_stretch_service(ExactStretch *stretch, int i, MusterDayAsk ask, MusterErlangService *out,
                               GError **error);

/* The same as sums over the interval's contacts and its agents' time; what is not asked for is NaN. */
gboolean exact_stretch_sums(ExactStretch *stretch, int i, int agents, MusterDayAsk ask, StaffingSums *out, GError **error);

/* The least staff of each interval: semantics.md's rule. */
gboolean exact_stretch_search(ExactStretch *stretch, GError **error);

/* Share of contacts that is asked beyond the target because the times are approximate. */
double exact_margin(const StaffingTimes *times);
/* What was assumed about the times of the queue. */
void exact_note_times(const ExactQueue *q);
