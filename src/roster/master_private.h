/* The master programme: columns are periods of classes, rows are cover and the number of people of each class. */
#pragma once
#include <muster/mip.h>
#include "roster/roster_private.h"

typedef struct {
  RosterPath *path;
  int class;
  double *on;   /* [n_intervals]: agents on queue */
} RosterColumn;

typedef struct {
  const RosterProblem *problem;
  const RosterStaff *staff;
  MusterLp *lp;
  int *row_of;      /* [n_types * n_intervals]: row of a type's agents */
  int first_class_row;
  int first_column; /* columns before are short, over and work given */
  GArray *column;   /* RosterColumn */
  double *pi;       /* [n_types * n_intervals]: what an agent on queue is worth, by the last solve */
  double *mu;       /* [n classes] */
} RosterMaster;
RosterMaster *roster_master_new(const RosterProblem *problem, const RosterStaff *staff);
void roster_master_free(RosterMaster *master);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RosterMaster, roster_master_free)
/* Takes over `path`. */
void roster_master_add(RosterMaster *master, int class, RosterPath *path);
gboolean roster_master_solve(RosterMaster *master);
/* Takes out columns of reduced cost above that, unless they are in use. */
void roster_master_purge(RosterMaster *master, double above);

/* Pricing of all classes at given duals. */
typedef struct {
  RosterMaster *master;
  int jobs;
  RosterPricer **pricer;   /* [jobs] */
  int *primed;             /* [jobs]: crew that the pricer has priced in this round, −1 */
  double *pi;              /* at which is priced */
  GPtrArray **found;       /* [n classes]: RosterPath */
  double *value;           /* [n classes]: of the best path */
  double *below;           /* [n classes] */
} RosterRound;
void roster_round_init(RosterRound *round, RosterMaster *master, int jobs);
void roster_round_clear(RosterRound *round);
/* Prices at round->pi and adds what is worth it by the programme's own duals; returns how many columns. */
int roster_round_price(RosterRound *round);

/* Fixes people to columns, a few at a time, until all are; the roster in `state`. FALSE when the solver failed. */
gboolean roster_dive(RosterRound *round, RosterState *state, RosterEffort *effort);
