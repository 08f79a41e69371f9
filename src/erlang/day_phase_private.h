/* The day with handle times of several phases, and patience that is not exponential.
 *
 * A handle time is a line of exponential phases (Cox 1955). With n in system the agents are spread over the
 * phases; carried are p_n and a_jn = E[agents in phase j; N = n], and what depends on two agents at once is
 * closed by taking the b busy agents as spread independently given n:
 *   E[N_i N_j; n] = a_i a_j / p_n (1 − 1/b) + [i = j] a_j .
 * That is exact while nobody waits (phases are then independent Poisson numbers), and with one phase always.
 *
 * Patience with hazard h: m who wait leave at the rate Σ_j h(w_j), w_j what the j-th from the end has waited. Whitt
 * (2005) takes w_j about j/λ. Looking back from a queue of m, though, arrivals are met at the rate at which it
 * empties (the chain is reversible): the gaps are 1 over that, or over λ where that is more. Exponential patience
 * gives m/mean whatever the rate. */
#pragma once
#include "erlang/day_private.h"

/* p and a_2 .. a_n by state. Each row has places for the states lo − PHASE_PAD .. hi + PHASE_PAD, zero outside
 * of lo .. hi. */
#define PHASE_PAD 4
typedef struct {
  int n_rows;
  int size; /* of each row */
  int lo, hi;
  double *row[MUSTER_DAY_MAX_PHASES];
} PhaseLaw;
void phase_law_init(PhaseLaw *law, int n_rows); /* the empty system */
void phase_law_clear(PhaseLaw *law);
void phase_law_reserve(PhaseLaw *law, int hi);
void phase_law_copy(PhaseLaw *to, const PhaseLaw *from);
void phase_law_zero(PhaseLaw *law, int n_rows, int hi); /* an accumulator: lo > hi */
void phase_law_add(PhaseLaw *to, const PhaseLaw *from, double weight);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PhaseLaw, phase_law_clear)
static inline double *
phase_row(const PhaseLaw *law, int row)
{
  return law->row[row] + PHASE_PAD;
}

/* Cumulative hazard of patience at 0, step_s, 2 step_s, …; beyond the last it goes on as straight. */
typedef struct {
  double step_s;
  int n;
  double *cumulative;
} PhasePatience;
void phase_patience_init(PhasePatience *patience, int n, double step_s, const double *cumulative);
void phase_patience_clear(PhasePatience *patience);
double phase_patience_at(const PhasePatience *patience, double waited_s);
/* leave[m] for m = 0 .. n: per second of all of m who wait and of whom the last came elapsed_s ago, while `arrive`
 * come and `serve` are taken per second. */
void phase_patience_leave(const PhasePatience *patience, double arrive, double serve, double elapsed_s, int n,
                          double *leave);

/* What holds within an interval. */
typedef struct {
  double arrive;   /* per second */
  double come;     /* per second, those who wait now */
  double serve;    /* contacts per second that all agents end on average */
  int agents;
  int n_phases;
  double exit[MUSTER_DAY_MAX_PHASES], go_on[MUSTER_DAY_MAX_PHASES]; /* per second, of an agent in the phase */
  const PhasePatience *patience;
} PhaseRates;

typedef struct PhaseWork PhaseWork;
PhaseWork *phase_work_new(void);
void phase_work_free(PhaseWork *work);

/* Through duration_s; `spent` (NULL, or an accumulator) gains the seconds spent in each state, row by row.
 * FALSE: the number in system passes DAY_MAX_STATES. */
gboolean phase_evolve(PhaseWork *work, const PhaseRates *rates, double duration_s, PhaseLaw *law,
                      PhaseLaw *spent);
/* What a change of staff does at once: idle agents go first, of the busy ones any. */
void phase_change_staff(PhaseLaw *law, int before, int after);

/* Contacts that wait, by how many are ahead of them (agents .. hi), through duration_s: nobody joins ahead of
 * them. They have waited elapsed_s. With endless patience of their own: is_endless. Sums grow. */
typedef struct {
  double answered, abandoned, waited_answered_s;
} PhaseFate;
void phase_follow(PhaseWork *work, const PhaseRates *rates, double duration_s, double elapsed_s,
                  gboolean is_endless, PhaseLaw *law, PhaseFate *fate);
