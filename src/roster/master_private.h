/* The master programme: columns are periods of classes, rows are cover and the number of people of each class.
 *
 * In one interval, with x_t agents of each set of skills t, N needed in all and need(A) at the posts that a subset A of the sets
 * reaches, as many as min over A of need(A) + Σ x_t (t not in A) can be given work (cover.c). So what is short is s with
 *     s + Σ x_t (t not in A) ≥ N − need(A)   for every A,
 * and what is too much is Σ x_t − N + s. The price is then (short + over) s + over Σ x_t − over N: one row per interval for
 * people of one set of skills, and further rows only where a solution breaks them.
 */
#pragma once
#include <muster/mip.h>
#include "roster/roster_private.h"

typedef struct {
  RosterPath *path;
  int class;
  int type;
  int entries;  /* in the programme, when it was added */
  float *on;    /* [n_intervals]: agents on queue */
} RosterColumn;

/* s + Σ x_t (t not in subset) ≥ least */
typedef struct {
  int pool, interval;
  guint subset;
  int row;
  double least;
  int next;     /* another of the same pool and interval; −1 */
} RosterCover;

typedef struct {
  const RosterProblem *problem;
  const RosterStaff *staff;
  MusterLp *lp;
  double constant;  /* of the objective */
  GArray *cover;    /* RosterCover */
  int *first_cover; /* [n_pools * n_intervals]: −1 where nothing can be short */
  int *short_column; /* [n_pools * n_intervals] */
  int first_class_row;
  int first_column; /* columns before are what is short */
  GArray *column;   /* RosterColumn */
  GArray *worth;    /* double per cover row: the duals of the last solve */
  double *pi;       /* [n_types * n_intervals]: what an agent on queue is worth by them */
  double *mu;       /* [n classes] */
  gint64 steps;     /* simplex steps of the last solve */
  gint64 entries;   /* of all columns */
} RosterMaster;
RosterMaster *roster_master_new(const RosterProblem *problem, const RosterStaff *staff);
void roster_master_free(RosterMaster *master);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RosterMaster, roster_master_free)
/* Takes over `path`. */
void roster_master_add(RosterMaster *master, int class, RosterPath *path);
/* Solves, adding cover rows until none is broken. `method`: what fits the change since the last solve. */
gboolean roster_master_solve(RosterMaster *master, MusterLpMethod method);
double roster_master_objective(const RosterMaster *master);
gint64 roster_master_units(const RosterMaster *master); /* of effort, that the last solve counts for */
/* What agents are worth when cover rows are worth `worth`. */
void roster_master_pi(const RosterMaster *master, const GArray *worth, double *pi);
/* Takes out columns of reduced cost above that, unless they are in use. */
void roster_master_purge(RosterMaster *master, double above);

/* Pricing of all classes at given duals. */
typedef struct {
  RosterMaster *master;
  int jobs;
  RosterPricer **pricer;   /* [jobs] */
  int *primed;             /* [jobs]: crew that the pricer has priced in this round, −1 */
  GArray *worth;           /* double per cover row: at which is priced */
  double *pi;              /* by it */
  GPtrArray **found;       /* [n classes]: RosterPath */
  double *value;           /* [n classes]: of the best path */
} RosterRound;
void roster_round_init(RosterRound *round, RosterMaster *master, int jobs);
void roster_round_clear(RosterRound *round);
/* Prices at round->worth and adds what is worth it by the programme's own duals; returns how many columns. */
int roster_round_price(RosterRound *round);

/* Fixes people to columns, a few at a time, until all are; the roster in `state`. FALSE when the solver failed or the effort is
 * used up. */
gboolean roster_dive(RosterRound *round, RosterState *state, RosterEffort *effort);
