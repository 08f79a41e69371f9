/* Cells: what one replication counts, per queue or group and interval. Whole numbers: counts and ticks.
 *
 * Adding a plain count is one row of SIM_QUEUE_COUNTS or SIM_GROUP_COUNTS here, the row of its measure in
 * include/muster/model/outcome.h, and the place in the engine that counts; the sums over replications, the mean and its
 * interval follow from the row. A ratio of two counts is one row of SIM_QUEUE_RATIOS (moments_private.h). A measure that
 * belongs to a feature appears when features.c says that the centre uses it.
 */
#pragma once
#include "sim/tick_private.h"

/* Times of a queue, in ticks: X(COUNT), by interval of arrival; AREA by interval in which time passes. */
#define SIM_QUEUE_TIMES(X)                                                                                   \
  X(WAIT_ABANDONED)                                                                                          \
  X(WAIT_DISMISSED)                                                                                          \
  X(AREA) /* contacts waiting × ticks */                                                                     \
  X(WAIT_ANSWERED)

/* Counts that only help to make others: X(COUNT). */
#define SIM_QUEUE_HELPERS(X)                                                                                 \
  X(SHORT)       /* abandoned within short_abandon */                                                        \
  X(VIRTUAL)     /* abandoned, but would have been answered within */                                        \
  X(RETURNED)    /* arrivals that are not fresh */                                                           \
  X(WILL_REDIAL) /* abandoned or blocked, and calls again */                                                 \
  X(SATISFIED)   /* of the answered, in millionths (opinions_private.h) */                                   \
  X(COMPLAINING)                                                                                             \
  X(AT_ONCE)     /* answered with no wait: not yet among the answered, see sim_queue_cell_close() */

/* Counts of a queue that are the mean of a measure: X(COUNT, MEASURE, fate), by interval of arrival. A fate is 1: every
 * contact that arrives ends in exactly one of them, and run.c checks the sum. */
#define SIM_QUEUE_COUNTS(X)                                                                                  \
  X(ANSWERED, ANSWERED, 1)                                                                                   \
  X(WAITED, WAITED, 0) /* answered, abandoned or dismissed after a wait > 0 */                               \
  X(WITHIN, ANSWERED_WITHIN, 0)                                                                              \
  X(ARRIVED, OFFERED, 0)                                                                                     \
  X(ABANDONED, ABANDONED, 1)                                                                                 \
  X(ABANDONED_WITHIN, ABANDONED_WITHIN, 0)                                                                   \
  X(DISMISSED, DISMISSED, 1)                                                                                 \
  X(UNDECIDED, UNDECIDED, 1)                                                                                 \
  X(OVERFLOWED, OVERFLOWED, 0)                                                                               \
  X(REDIALS, REDIALS, 0)                                                                                     \
  X(REPEATS, REPEATS, 0)                                                                                     \
  X(CONTAINED, CONTAINED, 0)     /* settled by self-service; not among the arrivals */                       \
  X(BLOCKED, BLOCKED, 0)         /* found all lines held; among the arrivals only where blocked_is_offered */ \
  X(BALKED, BALKED, 0)           /* left at once; among the abandoned */                                     \
  X(TRANSFERRED, TRANSFERRED, 0) /* answered, and passed on to another queue */                              \
  X(SAME_AGENT, SAME_AGENT, 0)   /* answered by the agent who had the contact before */                      \
  X(CALLBACKS, CALLBACKS, 1)     /* left the queue with a promise to be called back */                       \
  X(PROMISES_KEPT, PROMISES_KEPT, 0) /* of these, taken by an agent within `call_back_within` */             \
  X(PROMISES_BROKEN, PROMISES_BROKEN, 0)                                        \
  X(ESCALATED, ESCALATED, 1)     /* left the queue at its limit, to the next tier or outside */              \
  X(FINISHED_IN_TIME, FINISHED_IN_TIME, 0)                                                                   \
  X(BACKLOG, BACKLOG, 0) /* cases open at the end of the interval: a level, not a sum over time */ \
  X(REACHED, REACHED, 0)         /* outbound: somebody picked up */                                          \
  X(WRONG_PARTY, WRONG_PARTY, 0) /* of these, not the one meant */                                           \
  X(MISMATCHED, MISMATCHED, 0)   /* reached, and no agent was free */                                        \
  X(UNREACHED, UNREACHED, 1)     /* an attempt that did not reach the one meant */                           \
  X(TRIED_AGAIN, TRIED_AGAIN, 0) /* arrivals that are further attempts */                                    \
  X(GIVEN_UP, GIVEN_UP, 0)       /* the last attempt failed too */                                           \
  X(CONFERENCES, CONFERENCES, 0) /* answered, and a second agent was asked for */                            \
  X(QUOTA, QUOTA, 0)                                                                                         \
  X(QUOTA_KEPT, QUOTA_KEPT, 0) /* reached by the time its contact was due */

typedef enum {
#define X(count, ...) SIM_Q_##count,
  SIM_QUEUE_TIMES(X) SIM_QUEUE_HELPERS(X) SIM_QUEUE_COUNTS(X)
#undef X
  SIM_Q_WAIT_MAX, /* ticks; the greatest, not a sum */
  SIM_Q_LENGTH_MAX, /* the greatest */
  SIM_N_Q,
} SimQueueCount;

typedef struct {
  gint64 x[SIM_N_Q];
} SimQueueCell;

#define SIM_MONEY 1e6 /* money is counted in millionths */

/* Times of a group, in ticks, that are the mean of a measure: X(COUNT, MEASURE, seconds of its unit), by interval in which
 * time passes. */
#define SIM_GROUP_TIMES(X)                                                                                   \
  X(OVERRUN, OVERRUN, 3600)                                                                                  \
  X(PAID, PAID, 3600)                                                                                        \
  X(CALLED_IN, CALLED_IN, 3600) /* of a reserve */

/* Times that only help to make others: X(COUNT). */
#define SIM_GROUP_HELPERS(X)                                                                                 \
  X(BUSY)                                                                                                    \
  X(PRESENT) /* on queue, busy included */                                                                   \
  X(CHATS)   /* open chats × ticks, of agents who may have several */                                        \
  X(PLACES)  /* chats that may be open × ticks on queue */

/* Counts of a group: X(COUNT, MEASURE, unit), by interval of arrival of the contact. */
#define SIM_GROUP_COUNTS(X)                                                                                  \
  X(HANDLED, HANDLED, 1)                                                                                     \
  X(COST, COST, SIM_MONEY) /* by interval in which time passes */

typedef enum {
#define X(count, ...) SIM_G_##count,
  SIM_GROUP_TIMES(X) SIM_GROUP_HELPERS(X) SIM_GROUP_COUNTS(X)
#undef X
  SIM_N_G,
} SimGroupCount;

typedef struct {
  gint64 x[SIM_N_G];
} SimGroupCell;

/* Counts those answered at once among the answered. */
static inline void
sim_queue_cell_close(SimQueueCell *cell, gboolean has_target)
{
  cell->x[SIM_Q_ANSWERED] += cell->x[SIM_Q_AT_ONCE];
  if (has_target)
    cell->x[SIM_Q_WITHIN] += cell->x[SIM_Q_AT_ONCE];
  cell->x[SIM_Q_AT_ONCE] = 0;
}

/* Contacts of a closed cell that have met their fate. */
static inline gint64
sim_queue_cell_resolved(const SimQueueCell *cell)
{
  gint64 n = 0;
#define X(count, measure, fate) n += fate ? cell->x[SIM_Q_##count] : 0;
  SIM_QUEUE_COUNTS(X)
#undef X
  return n;
}
