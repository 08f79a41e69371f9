/* What only `all` measures or a trace ask for, kept beside the cells. */
#pragma once
#include "sim/histogram_private.h"
#include "sim/trace_private.h"

/* Of the contacts of a queue answered by a group, in one replication. */
typedef struct {
  gint64 answered, handle;
} SimFlow;

struct SimExtras {
  guint32 *bins; /* [n_intervals * n_queues * SIM_N_BINS], since the batch began; NULL when only tracing */
  SimFlow *flow; /* [n_queues * n_groups], of the replication */
  gint64 *length_max; /* [n_intervals + 2], of all queues together */
  SimGroupCell *person; /* [n_agents]: what each has done in the replication; NULL: people are not measured */
  SimTick begin;        /* of the horizon: what is before it is not counted */
  SimTally *tally;    /* borrowed; NULL when only tracing */
  SimTrace *trace;    /* or NULL */
};
