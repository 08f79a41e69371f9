/* The solver of the exact day, as its files share it. */
#pragma once
#include "erlang/day_phase_private.h"

struct MusterDaySolver {
  MusterDayInput in; /* with arrays of our own */
  double *arrival_per_s, *handle_s;
  int *agents;
  DayLaw *end;  /* [n] law at each interval's end, before staff changes */
  int n_solved; /* of end */
  /* A search goes to and fro: the end of one interval with the staff it had before. −1: none. */
  int spare_at, spare_agents;
  DayLaw spare;
  PhaseLaw phase_spare;
  DayScratch scratch;
  double *factor, *factor_weight;
  double factor_now; /* of the demand that day_walk() is looking at */
  /* Times that are not exponential: */
  gboolean has_phases;
  MusterDayPhases phases;
  PhasePatience patience;
  PhaseLaw *phase_end; /* [n] instead of end */
  PhaseWork *work;
  DayReach reach;
  int reach_size;
};

DayRates day_rates(const MusterDaySolver *solver, int interval);

/* Carries the law through interval i, from the end of the one before (or empty), and keeps it at the end.
 * On the way `see` (or NULL) is shown laws with the weight they have in the interval's time: the seconds
 * spent in each state while more than reach_s remain (left_s is then that), then points of time; for each
 * factor of the demand, times its chance. FALSE: the number in system passes DAY_MAX_STATES. */
typedef void (*DaySee)(MusterDaySolver *solver, int interval, const DayLaw *law, double weight_s,
                       double left_s, gpointer data);
gboolean day_walk(MusterDaySolver *solver, int i, double reach_s, DaySee see, gpointer data);

/* Sums over an interval's time, in seconds; the last two of those who arrive and have their turn by
 * within_s, with endless patience and with their own. */
typedef struct {
  double wait_s, queue_s, busy_s, virtual_s, answered_s;
} DaySums;
gboolean day_sum(MusterDaySolver *solver, int interval, double within_s, DaySums *sums);

/* The same questions where times are not exponential. `out` NULL: only on to the interval's end. */
gboolean day_phase_cohort(MusterDaySolver *solver, int interval, MusterDayAsk ask, MusterDayCohort *out);

/* Fills the answered, the abandoned and the waits of an interval's contacts. */
gboolean day_waits(MusterDaySolver *solver, int interval, MusterDayCohort *out);
