/* The exact day: M(t)/M/s(t)+M from empty, with rates and staff that are constant within each interval.
 *
 * The distribution of the number of contacts in the system is carried through the day by uniformisation
 * (Jensen 1953; Grassmann 1977), so there is no stationarity assumption: a queue left over from one
 * interval is served in the next. Service levels are those of the contacts that arrive in the interval; a
 * wait that crosses into the next interval sees its staff; after the last interval its staff stays on.
 * Absolute accuracy about 1e-12 in shares. */
#pragma once
#include <muster/base.h>

G_BEGIN_DECLS

/* Who goes when staff drops. */
typedef enum {
  MUSTER_DAY_PREEMPT,  /* leaving agents vanish; their contacts return to the head of the queue */
  MUSTER_DAY_EXH_IDLE, /* idle agents first; busy leavers finish their contact, and no longer count */
  MUSTER_DAY_EXH_RANDOM, /* leavers are a random subset; the busy ones finish their contact, and no longer count */
} MusterDayDrop;

/* A handle time as a line of exponential phases: begun in the first; after phase j, with chance go_on[j] on
 * to the next, else done. rate[j] in units of 1 / mean handle time, so that the whole has mean 1. */
#define MUSTER_DAY_MAX_PHASES 8
typedef struct {
  int n; /* 1 .. MUSTER_DAY_MAX_PHASES */
  double rate[MUSTER_DAY_MAX_PHASES], go_on[MUSTER_DAY_MAX_PHASES];
} MusterDayPhases;
/* Phases for times of that coefficient of variation and distribution function; x in units of the mean. Cost:
 * some milliseconds. */
MUSTER_API void muster_day_phases_fit(double cv, double (*cdf)(double x, gconstpointer data), gconstpointer data,
                                      MusterDayPhases *out);

typedef struct {
  int n; /* intervals, 1 .. 100 000 */
  double interval_s;
  const double *arrival_per_s; /* [n] contacts per second */
  const double *handle_s;      /* [n] mean handle time */
  const int *agents;           /* [n] */
  double patience_s;           /* mean; INFINITY: nobody abandons */
  double within_s;             /* threshold T of the service levels */
  MusterDayDrop drop;
  double short_s; /* abandons within so long are short ones; asked for by MUSTER_DAY_ASK_SHORT only */

  /* Demand that is not known for certain: each interval's arrivals are multiplied by factor[k] with chance
   * weight[k], apart from the other intervals (so many nodes of a quadrature; mean 1, weights add up to 1).
   * Exact for the law of the nodes; measures are per contact. 0: none. */
  int n_factors;
  const double *factor, *factor_weight;

  /* Times that are not exponential. By approximation, about half a point of service level at most
   * (docs/measured.md), with staff that drops as MUSTER_DAY_EXH_IDLE; only muster_day_solver_cohort() then. */
  const MusterDayPhases *phases;  /* NULL: exponential handle times */
  int n_hazard;                   /* 0: exponential patience */
  double hazard_step_s;           /* −ln of the share that waits so long at 0, step, 2 step, …, */
  const double *hazard;           /* from 0 on; patience_s stays its mean */
} MusterDayInput;

typedef struct {
  double arrivals; /* expected */
  double abandons; /* expected, of those who leave in the interval */
  double p_wait;   /* share of the interval's contacts that find no idle agent (all time, when none arrive) */
  double mean_queue, mean_busy; /* over the interval's time */
  double sl_virtual;            /* P(wait ≤ T with endless patience) of the interval's contacts */
  double sl_answered;           /* answered within T / offered, of the interval's contacts */
  double end_mean, end_sd;      /* number in system at the interval's end, before staff changes */
  double end_queue;             /* mean number waiting then */
} MusterDayInterval;

/* What became, or will become, of the contacts that arrive in an interval, wherever they end: shares of
 * them. Of an interval without arrivals: of contacts that would come evenly over its time. */
typedef struct {
  double contacts;         /* expected */
  double virtual_within;   /* turn within T, with endless patience */
  double answered_within;  /* within T */
  double abandoned_within; /* within T */
  double abandoned_short;  /* within short_s; NaN unless asked for */
  double answered, abandoned;
  double waited_answered_s; /* mean wait of the answered (NaN: nobody is); these three NaN unless asked for */
  double occupancy;         /* busy share of the interval's agents over its time */
} MusterDayCohort;
typedef enum {
  MUSTER_DAY_ASK_WITHIN = 0,
  MUSTER_DAY_ASK_SHORT = 1 << 0, /* costs as much again */
  MUSTER_DAY_ASK_VIRTUAL = 1 << 2, /* virtual_within; costs something with times that are not exponential */
  MUSTER_DAY_ASK_WAITS = 1 << 1, /* follows every wait to its end (to 1e-6): some times the cost */
} MusterDayAsk;

/* A day that is solved as it is asked for: changing the staff of interval i keeps all that lies before. */
typedef struct MusterDaySolver MusterDaySolver;
/* Copies its input. NULL with MUSTER_SOLVE_ERROR_DOMAIN when a number is out of range. (transfer full) */
MUSTER_API MusterDaySolver *muster_day_solver_new(const MusterDayInput *input, GError **error);
MUSTER_API void muster_day_solver_free(MusterDaySolver *solver);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterDaySolver, muster_day_solver_free)
/* Sets the staff of intervals from .. to − 1. */
MUSTER_API void muster_day_solver_set_agents(MusterDaySolver *solver, int from, int to, int agents);
/* Measures of one interval; those before it are solved on the way if they are not yet. FALSE with
 * MUSTER_SOLVE_ERROR_LIMIT when the number in system would pass ten million, or an interval take some 2e10
 * operations. */
MUSTER_API gboolean muster_day_solver_get(MusterDaySolver *solver, int interval, MusterDayInterval *out,
                                          GError **error);
/* The same for the interval's contacts, in what staffing asks of them. */
MUSTER_API gboolean muster_day_solver_cohort(MusterDaySolver *solver, int interval, MusterDayAsk ask,
                                             MusterDayCohort *out, GError **error);

/* The whole day at once: out[input->n]. */
MUSTER_API gboolean muster_day_solve(const MusterDayInput *input, MusterDayInterval *out, GError **error);

G_END_DECLS
