/* Plan: how many shifts of each form, per group and day, breaks placed; what `muster plan` makes. Its file:
 *
 *     plan: {cost: 51200, bound: 50900, …}     # the figures of MusterPlan; may be left out, then NaN
 *     shifts:
 *       - {day: 2026-11-09, group: shop_a, shift: day, start: 08:00, end: 16:30, count: 3,
 *          pauses: [{name: lunch, start: 12:00, end: 12:30, paid: no}]}
 *
 * Times are local. A clock alone is of the shift's day; an end, and what lies inside, is the first such time
 * behind the start, so a shift from 22:00 to 06:00 needs no second date. A whole date and time, with an
 * offset or not, fits as well.
 */
#pragma once
#include <muster/model/requirement.h>

G_BEGIN_DECLS

/* A stretch inside a shift that is not on queue. Unix seconds, UTC. */
typedef struct {
  char *name;      /* "lunch", "rest", an activity's name */
  gint64 start, end;
  gboolean paid;
} MusterPause;

typedef struct {
  int group;       /* index in centre->group */
  int shift;       /* index in centre->shift */
  MusterDay day;   /* the local day it starts */
  gint64 start, end;
  int count;       /* how many people work exactly this */
  int n_pauses;
  MusterPause *pause; /* [n_pauses], in order of start */
} MusterPlanShift;

typedef struct {
  MusterGrid *grid;
  GArray *shifts;         /* MusterPlanShift, ordered by day, group, start, end, pauses; clear func set */
  double cost;            /* wages, in currency */
  double penalty;         /* priced shortage and surplus */
  double objective;       /* cost + penalty */
  double bound;           /* on the objective */
  double gap;             /* (objective − bound) / objective; 0 when the objective is 0 */
  double paid_h, understaffed_h, overstaffed_h;
  gboolean cut;           /* a work limit cut the search: exit status 5 */
} MusterPlan;

MUSTER_API void muster_plan_shift_clear(MusterPlanShift *shift); /* frees the pauses */
/* <0, 0, >0: the order of shifts in a plan; 0 means that only their counts may differ. */
MUSTER_API int muster_plan_shift_compare(const MusterPlanShift *a, const MusterPlanShift *b);

MUSTER_API MusterPlan *muster_plan_new(const MusterCentre *centre); /* empty; (transfer full) */
MUSTER_API void muster_plan_free(MusterPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterPlan, muster_plan_free)
/* Takes over the pauses of `shift`, and puts it where it belongs in the order. */
MUSTER_API void muster_plan_add(MusterPlan *plan, const MusterPlanShift *shift);
MUSTER_API char *muster_plan_write(const MusterPlan *plan, const MusterCentre *centre); /* YAML */
/* For other programs. (transfer full) */
MUSTER_API char *muster_plan_write_json(const MusterPlan *plan, const MusterCentre *centre);
MUSTER_API MusterPlan *muster_plan_read(const MusterCentre *centre, MusterSource *source,
                                        MusterFaults *faults);
/* Agents on queue (not in a pause) per group and interval, fractional when a pause covers part:
 * out[n_groups * grid->n]. */
MUSTER_API void muster_plan_on_queue(const MusterPlan *plan, const MusterCentre *centre, double *out);

G_END_DECLS
