/* Planning shifts: a requirement → how many shifts of each form, per group and day, breaks placed.
 *
 * Each day is an integer programme: whole numbers of shifts per start and length, whole
 * numbers of breaks per start, linked so that the breaks can be dealt out to the shifts under every window and distance;
 * the people on queue of a group are shared out over the queues that it serves. A day that is short of people is a plan with a
 * price, never an error.
 *
 * What counts:
 *  - Cover is the time average over the interval: a 15-minute rest takes half an agent out of a 30-minute interval. The
 *    need is MusterNeed.scheduled.
 *  - A group covers the queues of its own list at its pace; queues that it may take only after a wait (`after`, overflow)
 *    count when no other group serves them.
 *  - `seats` limits the people who are within their shift (a break keeps the seat), in every interval.
 *  - `minimum` asks for people on queue in open intervals; it is priced at MUSTER_PLAN_MINIMUM_WEIGHT × short.
 *  - A shift ends at its start + length by the wall clock (formats.md "Time"): a night of DST change is longer or shorter.
 *  - A break without `between` keeps MUSTER_PLAN_EDGE_S from the shift's start and end where the shift is long enough.
 *    Breaks keep the larger `apart` of the two between them. Among the orders of lunch and rests the one that leaves most
 *    room is taken.
 *  - A group whose people all have contracts gets only shifts that one of these contracts allows.
 *  - Shifts that reach past the horizon's end are paid in full; what they cover there counts for nothing.
 */
#pragma once
#include <muster/model/plan.h>

G_BEGIN_DECLS

#define MUSTER_PLAN_EDGE_S 1800
#define MUSTER_PLAN_MINIMUM_WEIGHT 10
#define MUSTER_PLAN_MAX_BREAKS 8     /* in one shift */

typedef struct {
  double gap;         /* a day is done when it is this close to its bound; default 0.005 */
  int max_nodes;      /* of one day's search tree; 0: the standard, which is no limit to tell of (MusterPlan.cut) */
  gboolean cap_heads; /* at most as many shifts a day as the group has people who are not on leave; default FALSE */
} MusterPlanOptions;
MUSTER_API void muster_plan_options_init(MusterPlanOptions *options);

/* Adds an error for everything of the centre that plans cannot honour, by name. FALSE if there was any. */
MUSTER_API gboolean muster_plan_refuse(const MusterCentre *centre, MusterFaults *faults);
/* Makes the plan. NULL with faults when the centre has keys that a plan cannot honour, no shifts, or shifts that cannot hold
 * their breaks. `options` NULL: defaults. The totals are recounted from the shifts. (transfer full) */
MUSTER_API MusterPlan *muster_plan_make(const MusterCentre *centre, const MusterRequirement *requirement,
                                        const MusterPlanOptions *options, MusterFaults *faults);

/* What is planned against, money per agent-hour (muster_centre_short_per_h(), muster_centre_over_per_h()). */
typedef struct {
  double short_per_h, over_per_h, minimum_per_h;
} MusterPlanPrices;
MUSTER_API MusterPlanPrices muster_plan_prices(const MusterCentre *centre);

/* Sets cost, penalty, objective, paid_h, understaffed_h and overstaffed_h from the shifts alone, whoever made them; bound is
 * left, gap follows. */
MUSTER_API void muster_plan_evaluate(MusterPlan *plan, const MusterCentre *centre, const MusterRequirement *requirement);

/* Paid seconds weighted by premium from `from` to `to`: night factor × holiday factor (semantics.md "Money"); overtime and
 * rest days are a matter of rosters. Times cost_per_h / 3600 it is money. */
MUSTER_API double muster_plan_weighted_s(const MusterCentre *centre, gint64 from, gint64 to);
/* The instants of a shift that starts on `day` at the wall clock `start_s`. FALSE when it is empty. */
MUSTER_API gboolean muster_plan_span(const MusterCentre *centre, MusterDay day, int start_s, double length_s, gint64 *start,
                                     gint64 *end);

G_END_DECLS
