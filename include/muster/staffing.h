/* Staffing: demand and targets in, required agents per interval and queue out, and why.
 *
 * A queue's requirement is what keeps its own targets with agents of its own. Where groups serve several queues and it
 * costs less, these are staffed together, as a pool: so many agents of each group, such that every queue's targets hold
 * (MusterRequirement.shares). Handle times and patience enter by their means, as exponential times; where the centre says
 * otherwise, a note says so. */
#pragma once
#include <muster/erlang.h>
#include <muster/model.h>

G_BEGIN_DECLS

/* The methods that code names, first in the list of src/staffing/meson.build; others are known by their names. */
typedef enum {
  MUSTER_STAFFING_STATIONARY, /* each interval as if it had always been so: Erlang A, or C without patience */
  MUSTER_STAFFING_LAGGED,     /* the same, loads of a handle time ago (Green, Kolesar & Soares 2001) */
  MUSTER_STAFFING_EXACT_DAY,  /* the exact transient day, forward through the intervals */
} MusterStaffingMethod;
#define MUSTER_STAFFING_DEFAULT MUSTER_STAFFING_EXACT_DAY
typedef struct {
  const char *name, *summary; /* as on the command line; one line */
} MusterStaffingMethodInfo;
/* All methods, NULL-terminated; a method's place is its MusterStaffingMethod. */
MUSTER_API const MusterStaffingMethodInfo *const *muster_staffing_methods(void);
MUSTER_API const char *muster_staffing_method_name(MusterStaffingMethod method);
MUSTER_API gboolean muster_staffing_method_parse(const char *name, MusterStaffingMethod *method);
/* The name that was perhaps meant, or NULL. */
MUSTER_API const char *muster_staffing_method_nearest(const char *name);

/* A target that no number of agents keeps: a result, not a fault (the program leaves with
 * MUSTER_EXIT_TARGET). */
typedef struct {
  int queue;
  MusterBinding target;
  int first, n; /* first interval of the grid where it is asked, and in how many */
  char *why;    /* a sentence */
} MusterUnmet;

/* Queues that share their groups: what that needs over the horizon, where it is done. */
typedef struct {
  guint64 queues;            /* bits */
  double agent_h, cost;      /* on queue; money, or agent-hours where no group has a cost */
  double alone_h, saved;     /* each queue for itself: agent-hours; money more */
  double bound_h, bound_cost; /* nothing less keeps the targets, whoever serves what */
  double *bound;             /* [grid->n], agents; 0 where the queues are staffed each for itself */
} MusterStaffingPool;

/* A day or a week of a queue whose target is for the whole of it. Shares are of all its contacts. */
typedef struct {
  int queue;
  MusterPer per;
  int first, n; /* intervals of the grid */
  double contacts, service_level, abandonment, asa_s, occupancy; /* at the demand that the target is for */
  double agent_intervals; /* Σ agents */
  double bound;           /* no numbers that keep the targets have fewer (steady state); NaN: none is known */
  MusterBinding binding;
} MusterPeriod;

typedef struct {
  MusterRequirement *requirement;
  MusterStaffingMethod method;
  int n_pools;
  MusterStaffingPool *pool; /* several skills */
  MusterNeed *alone;        /* [n_queues * grid->n], each queue for itself; NULL without pools */
  int n_unmet;
  MusterUnmet *unmet; /* by queue */
  GPtrArray *notes;   /* of char *: what was assumed, one sentence each */
  MusterFlows *flows; /* what was divided out of the counts, and what is offered; owned */
  int n_periods;
  MusterPeriod *period; /* by queue, then time */
  struct StaffingVariation *variation; /* private */
  struct MusterLevelled *levelled; /* private: how work that can wait was levelled; NULL: there is none */
} MusterStaffing;

/* Required agents of every queue and interval of the centre's grid. Keys of the centre whose effect is not
 * honoured are faults by name, and NULL comes back. Closed intervals need nobody. Cost: a few microseconds
 * per queue and interval, exact-day a few milliseconds. (transfer full) */
MUSTER_API MusterStaffing *muster_staffing_new(const MusterCentre *centre, const MusterDemand *demand,
                                               MusterStaffingMethod method, MusterFaults *faults);
MUSTER_API void muster_staffing_free(MusterStaffing *staffing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterStaffing, muster_staffing_free)

/* Lines (trunks) that the calls of an interval take: talking and waiting, at the staff of the requirement. Queues that
 * share lines: by the law of the sum of their numbers, which is exact for queues that are independent apart from the
 * lines, in their steady state; after-call work is taken to hold its line. */
typedef struct {
  double target;    /* share that may find all lines taken */
  int *lines;       /* [grid->n] the smallest number for that; 0: no calls; −1: no number, the queue grows without end */
  int peak, peak_at; /* the most, and the first interval with it; −1: no calls */
  int n_endless;    /* intervals of the −1 kind */
  double *blocked;  /* [grid->n] share that finds none of the centre's `lines.count`; NaN: no calls, or no limit */
  double blocked_share; /* of all calls */
} MusterTrunks;
/* Of the queues of `lines`, or of all queues of calls where the centre has no lines. (transfer full) */
MUSTER_API MusterTrunks *muster_trunks_new(const MusterStaffing *staffing, const MusterCentre *centre, double target);
MUSTER_API void muster_trunks_free(MusterTrunks *trunks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterTrunks, muster_trunks_free)

/* Why this number: contacts, load, formula, targets, what one agent less would give, shrinkage; lines of
 * text for a planner to show. `staffing` is of that centre and demand. (transfer full) */
MUSTER_API char *muster_staffing_explain(const MusterStaffing *staffing, const MusterCentre *centre,
                                         const MusterDemand *demand, int queue, int interval);

G_END_DECLS
