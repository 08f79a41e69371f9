/* Moments over replications of what the cells say: sums, squares and cross products, in whole numbers, so that adding them up
 * in any order gives the same. */
#pragma once
#include "sim/extras_private.h"

/* Counts that follow from those of the cell, and are the mean of a measure: X(VALUE, MEASURE, what it is of the cell's x). */
#define SIM_QUEUE_DERIVED(X)                                                                                 \
  X(FRESH, FRESH, x[SIM_Q_ARRIVED] - x[SIM_Q_RETURNED])                                                      \
  X(LOST, LOST, x[SIM_Q_ABANDONED] + x[SIM_Q_BLOCKED] - x[SIM_Q_WILL_REDIAL])

/* What judge.c makes of a cell: X(VALUE, MEASURE, unit), so many of which are one of the measure's. */
#define SIM_QUEUE_JUDGED(X)                                                                              \
  X(REVENUE, REVENUE, SIM_VALUE)                                                                                    \
  X(VALUE_LOST, VALUE_LOST, SIM_VALUE)                                                                              \
  X(COMPLAINTS, COMPLAINTS, SIM_MILLION)

/* The same, of queues and the total alone, with all measures. */
#define SIM_QUEUE_MONEY(X)                                                                                   \
  X(STAFF_COST, STAFF_COST, SIM_VALUE)                                                                              \
  X(MARGIN, MARGIN, SIM_VALUE)

/* Of a queue cell: its times, its counts, and what follows from them. Times are in ticks in the values, in SIM_COARSE ticks in
 * squares and products (about a millisecond). */
typedef enum {
#define X(value, ...) SIM_V_##value,
  SIM_QUEUE_TIMES(X)
  SIM_V_WAIT_ALL,
  SIM_V_WAIT_MAX,
  SIM_V_FIRST_COUNT, /* times stand before it */
  SIM_V_BEFORE_COUNTS = SIM_V_FIRST_COUNT - 1,
  SIM_QUEUE_COUNTS(X) SIM_QUEUE_DERIVED(X) SIM_QUEUE_JUDGED(X) SIM_QUEUE_MONEY(X)
#undef X
  SIM_V_SETTLED,  /* answered + abandoned + dismissed: those with a wait */
  SIM_V_RESOLVED, /* with the blocked where these are offered: the denominator of shares */
  SIM_V_SERVICE,  /* numerator and denominator of the service level; 0 without a target */
  SIM_V_SERVICE_OF,
  SIM_V_SATISFIED, /* and of how many, in millionths; 0 where nobody is asked */
  SIM_V_JUDGED,
  SIM_V_MISSED, /* targets missed, of so many judged: of intervals their own, else of days */
  SIM_V_DUE,
  SIM_V_PROMISED, /* of the resolved, those with a deadline */
  SIM_V_LENGTH_MAX,
  SIM_N_V,
} SimQueueValue;

/* Measures that are a sum over another: X(MEASURE, VALUE, OF). */
#define SIM_QUEUE_RATIOS(X)                                                                                  \
  X(SERVICE_LEVEL, SERVICE, SERVICE_OF)                                                                      \
  X(ABANDONMENT, ABANDONED, RESOLVED)                                                                        \
  X(ASA, WAIT_ANSWERED, ANSWERED)                                                                            \
  X(WAIT_MEAN, WAIT_ALL, SETTLED)                                                                            \
  X(WAIT_ABANDONED, WAIT_ABANDONED, ABANDONED)                                                               \
  X(SATISFACTION, SATISFIED, JUDGED)                                                                         \
  X(MISSED_TARGET, MISSED, DUE)                                                            \
  X(DEADLINES_KEPT, FINISHED_IN_TIME, PROMISED)

/* Of a group cell. */
typedef enum {
#define X(value, ...) SIM_W_##value,
  SIM_GROUP_TIMES(X) SIM_GROUP_HELPERS(X)
  SIM_W_IDLE,
  SIM_W_FIRST_COUNT, /* times stand before it */
  SIM_W_BEFORE_COUNTS = SIM_W_FIRST_COUNT - 1,
  SIM_GROUP_COUNTS(X)
#undef X
  SIM_N_W,
} SimGroupValue;

#define SIM_GROUP_RATIOS(X)                                                                                  \
  X(OCCUPANCY, BUSY, PRESENT)                                                                                \
  X(UTILISATION, BUSY, PAID)                                                                                 \
  X(CHAT_LOAD, CHATS, PLACES)

/* Where the product of a ratio's two values is summed. */
typedef enum {
#define X(measure, ...) SIM_PAIR_##measure,
  SIM_QUEUE_RATIOS(X)
#undef X
  SIM_N_QUEUE_PAIRS
} SimQueuePair;
typedef enum {
#define X(measure, ...) SIM_GROUP_PAIR_##measure,
  SIM_GROUP_RATIOS(X)
#undef X
  SIM_N_GROUP_PAIRS
} SimGroupPair;

#define SIM_COARSE_BITS 10

typedef struct {
  gint64 x[SIM_N_V];
} SimQueueValues;
typedef struct {
  gint64 x[SIM_N_W];
} SimGroupValues;

typedef struct {
  __int128 sum[SIM_N_V], square[SIM_N_V], product[SIM_N_QUEUE_PAIRS];
} SimQueueMoments;

typedef struct {
  __int128 sum[SIM_N_W], square[SIM_N_W], product[SIM_N_GROUP_PAIRS];
} SimGroupMoments;

typedef struct {
  __int128 answered, answered2, handle, handle2;
} SimFlowMoments;

/* All cells of an outcome, and what is pooled for quantiles. One per thread; merged at the end. */
typedef struct {
  int n_queue_cells, n_group_cells, n_flows;
  SimQueueMoments *queue; /* [n_queue_cells], laid out as SimLayout says */
  SimGroupMoments *group;
  SimGroupMoments *person, *grade; /* [n_agents], [n_grades]; NULL: people are not measured */
  SimGroupValues *grade_values;    /* scratch */
  SimFlowMoments *flow;         /* [n_queues * n_groups]; NULL with basic measures */
  __int128 *control;            /* [n_queues + 1][SIM_N_V]: products with the fresh contacts; NULL unless asked for */
  SimTally *tally;              /* of the histograms; NULL with basic measures */
  guint64 *pooled;              /* [n_intervals * n_queues * SIM_N_BINS]; NULL with basic measures */
  SimQueueValues *queue_values; /* scratch: the values of one replication, by cell */
  SimGroupValues *group_values;
} SimMoments;

/* Where cells lie: by interval and queue, intervals in total, days by queue, queues, the total, classes of queues. */
static inline int
sim_at_interval(const MusterSim *sim, int i, int q)
{
  return i * sim->n_queues + q;
}
static inline int
sim_at_interval_total(const MusterSim *sim, int i)
{
  return sim->n_intervals * sim->n_queues + i;
}
static inline int
sim_at_day(const MusterSim *sim, int d, int q)
{
  return sim->n_intervals * (sim->n_queues + 1) + d * sim->n_queues + q;
}
static inline int
sim_at_queue(const MusterSim *sim, int q)
{
  return sim_at_day(sim, sim->centre->grid->n_days, 0) + q;
}
static inline int
sim_at_total(const MusterSim *sim)
{
  return sim_at_queue(sim, sim->n_queues);
}
/* Behind the total: the classes of queues, whether there are several or not. */
static inline int
sim_at_class(const MusterSim *sim, MusterClass which)
{
  return sim_at_total(sim) + 1 + (int) which;
}
static inline int
sim_n_queue_cells(const MusterSim *sim)
{
  return sim_at_class(sim, MUSTER_N_CLASSES);
}
static inline int
sim_at_group_interval(const MusterSim *sim, int i, int g)
{
  return i * sim->n_groups + g;
}
static inline int
sim_at_group(const MusterSim *sim, int g)
{
  return sim->n_intervals * sim->n_groups + g;
}
static inline int
sim_at_group_total(const MusterSim *sim)
{
  return sim_at_group(sim, sim->n_groups);
}

/* Behind the total: days by group. */
static inline int
sim_at_group_day(const MusterSim *sim, int d, int g)
{
  return sim_at_group_total(sim) + 1 + d * sim->n_groups + g;
}

extern const SimQueueValue sim_queue_pair[SIM_N_QUEUE_PAIRS][2];
extern const SimGroupValue sim_group_pair[SIM_N_GROUP_PAIRS][2];

/* The service level's numerator and denominator (formats.md, six definitions) of the counts of a closed cell. */
void sim_service(const MusterSim *sim, const gint64 *x, gint64 resolved, gint64 *good, gint64 *of);

/* Adds the counts of a cell to the values, and the values of a replication to the moments. */
void sim_group_values_add(SimGroupValues *to, const gint64 *x);
void sim_group_moments_fold(SimGroupMoments *moments, const SimGroupValues *values);
SimMoments *sim_moments_new(const MusterSim *sim);
void sim_moments_free(SimMoments *moments);
/* Adds the replication that the engine has just run. */
void sim_moments_fold(SimMoments *moments, SimEngine *engine);
void sim_moments_merge(SimMoments *to, const SimMoments *from, const MusterSim *sim);

/* estimate.c: the outcome of n replications. `quantile`: [n_batches][n_queue_cells][3] of the batches, or NULL. */
MusterOutcome *sim_estimate(const MusterSim *sim, const SimMoments *moments, int n, const double *quantile,
                            int n_batches);
/* judge.c: a cell's opinions and money; targets of all cells, once they are added up; and what the staff costs each queue. */
void sim_judge_cell(const SimQueue *queue, SimQueueValues *values);
void sim_judge_targets(const MusterSim *sim, SimQueueValues *values);
void sim_judge_money(const MusterSim *sim, SimMoments *moments, const SimFlow *flow);
/* Squares and products of times are of coarser units. */
static inline gint64
sim_coarse(gint64 x, gboolean time)
{
  return time ? (x + (1 << (SIM_COARSE_BITS - 1))) >> SIM_COARSE_BITS : x;
}

/* control.c: shares and means of queues and the total, with the number of new contacts as control. */
void sim_control_fold(__int128 *products, const SimQueueValues *values);
void sim_control(const MusterSim *sim, const SimMoments *moments, int n, MusterOutcome *outcome);
/* possible.c: cuts the outcome's intervals to what can be. */
void sim_keep_possible(MusterOutcome *outcome);
/* features.c: does the centre use the feature that makes a measure appear? */
gboolean sim_uses(const MusterSim *sim, const char *feature);
/* quantiles.c: of every queue cell, out[n_queue_cells * 3], from counts by interval and queue. */
void sim_quantiles(const MusterSim *sim, const guint64 *count, double *out);

/* The values of a queue's cell that is closed (sim_queue_cell_close()). */
void sim_queue_values(const MusterSim *sim, int queue, const gint64 *x, SimQueueValues *values);
