/* Tallies: what the outcome's histograms are made of, added up over replications. Whole numbers, so any number of threads gives
 * the same.
 *
 * Times of contacts go straight into the bins of the outcome. How many wait changes in order of time but for those who abandon,
 * whose end is seen late: the changes of a period are kept, and put in order at its end. How many are busy changes in order of
 * time. Only intervals of the horizon are counted.
 */
#pragma once
#include "sim/engine_private.h"
#include "sim/histogram_private.h"

#define SIM_TALLY_BINS 64 /* room for the bins of times */

/* For so long there were so many. */
typedef struct {
  SimTick *ticks; /* [n] */
  gint64 n;
  SimTick since; /* the last change, or the begin of what is counted */
} SimLevels;

/* What changed the number waiting: a time × 2, + 1 for one more. */
typedef struct {
  gint64 *at; /* [n] */
  gsize n, capacity;
} SimChanges;

typedef struct {
  guint64 answered[SIM_TALLY_BINS], abandoned[SIM_TALLY_BINS], handle[SIM_TALLY_BINS];
  SimLevels length; /* level 0 is not counted */
  SimChanges in_order, late;
  gint64 waiting; /* when the period began */
} SimQueueTally;

typedef struct {
  SimLevels busy; /* while somebody is on queue */
  gboolean counts;
} SimGroupTally;

struct SimTally {
  int n_queues, n_groups;
  SimQueueTally *queue;
  SimGroupTally *group;
  gboolean counts; /* the present period */
  int n_times;
  SimTick edge[SIM_TALLY_BINS]; /* upper edges of the bins of times */
  guint8 first[SIM_N_BINS];     /* the first of them that a time of the finer bin can be in */
};

SimTally *sim_tally_new(const MusterSim *sim);
void sim_tally_free(SimTally *tally);
void sim_tally_merge(SimTally *to, const SimTally *from);
/* The histograms of n replications. */
void sim_tally_estimate(const MusterSim *sim, const SimTally *tally, int n, MusterOutcome *outcome);

/* A replication begins. */
void sim_tally_begin(SimEngine *engine);

static inline int
sim_tally_bin(const SimTally *t, SimTick time)
{
  int bin = t->first[sim_bin(time)];
  while (time > t->edge[bin])
    bin++;
  return bin;
}
