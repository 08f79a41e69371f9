/* Cells: what one replication counts, per queue or group and interval. Whole numbers: counts and ticks. */
#pragma once
#include "sim/tick_private.h"

/* Of a queue, by interval of arrival; SIM_Q_AREA by interval in which time passes. */
typedef enum {
  SIM_Q_ARRIVED,
  SIM_Q_AT_ONCE, /* answered with no wait: not yet in the counts below, see sim_queue_cell_close() */
  SIM_Q_ANSWERED,
  SIM_Q_WAITED, /* answered, abandoned or dismissed after a wait > 0 */
  SIM_Q_WITHIN,
  SIM_Q_WAIT_ANSWERED, /* ticks */
  SIM_Q_ABANDONED,
  SIM_Q_ABANDONED_WITHIN,
  SIM_Q_SHORT,          /* abandoned within short_abandon */
  SIM_Q_VIRTUAL,        /* abandoned, but would have been answered within */
  SIM_Q_WAIT_ABANDONED, /* ticks */
  SIM_Q_DISMISSED,
  SIM_Q_WAIT_DISMISSED, /* ticks */
  SIM_Q_UNDECIDED,
  SIM_Q_OVERFLOWED,
  SIM_Q_RETURNED,    /* arrivals that are not fresh */
  SIM_Q_REDIALS,     /* of these, redials */
  SIM_Q_REPEATS,     /* and repeats */
  SIM_Q_CONTAINED,   /* settled by self-service; not among the arrivals */
  SIM_Q_WILL_REDIAL, /* abandoned, and calls again */
  SIM_Q_TRANSFERRED, /* answered, and passed on to another queue */
  SIM_Q_CALLBACKS,   /* left the queue with a promise to be called back */
  SIM_Q_AREA,        /* contacts waiting × ticks */
  SIM_Q_WAIT_MAX,    /* ticks; the greatest, not a sum */
  SIM_Q_LENGTH_MAX,  /* the greatest */
  SIM_N_Q,
} SimQueueCount;

typedef struct {
  gint64 x[SIM_N_Q];
} SimQueueCell;

#define SIM_MONEY 1e6 /* money is counted in millionths */

/* Of a group; handled by interval of arrival, the rest by interval in which time passes. */
typedef enum {
  SIM_G_HANDLED,
  SIM_G_BUSY,    /* ticks */
  SIM_G_PRESENT, /* ticks on queue, busy included */
  SIM_G_OVERRUN, /* ticks */
  SIM_G_PAID,    /* ticks */
  SIM_G_COST,    /* millionths of the currency */
  SIM_N_G,
} SimGroupCount;

typedef struct {
  gint64 x[SIM_N_G];
} SimGroupCell;

/* Adds `from` to `to`; the greatest stay the greatest. */
static inline void
sim_queue_cell_add(SimQueueCell *to, const SimQueueCell *from)
{
  for (int k = 0; k < SIM_Q_WAIT_MAX; k++)
    to->x[k] += from->x[k];
  for (int k = SIM_Q_WAIT_MAX; k < SIM_N_Q; k++)
    to->x[k] = MAX(to->x[k], from->x[k]);
}

static inline void
sim_group_cell_add(SimGroupCell *to, const SimGroupCell *from)
{
  for (int k = 0; k < SIM_N_G; k++)
    to->x[k] += from->x[k];
}

/* Counts those answered at once among the answered. */
static inline void
sim_queue_cell_close(SimQueueCell *cell, gboolean has_target)
{
  cell->x[SIM_Q_ANSWERED] += cell->x[SIM_Q_AT_ONCE];
  if (has_target)
    cell->x[SIM_Q_WITHIN] += cell->x[SIM_Q_AT_ONCE];
  cell->x[SIM_Q_AT_ONCE] = 0;
}
