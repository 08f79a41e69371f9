/* The trace: every leg of one replication, for looking inside. Only when somebody asks for it: nothing here needs to be quick.
 *
 * The engine tells when a leg arrives for another reason than that it is new, how each leg ends, and when an agent is done with it
 * where that is not at the end of talk and after-call work. Which legs are of one customer follows from their keys: a leg's key is made
 * from that of the one it comes from.
 */
#pragma once
#include "sim/record_private.h"

/* One leg that left its queue. */
typedef struct {
  SimTick arrived, wait, talk, after_call;
  SimTick work; /* what it would have taken alone: talk and after-call work, unless it is a chat */
  SimTick end;  /* the agent is done with it, or it is gone */
  MusterKey key;
  guint32 queue, row;
  guint32 agent; /* SIM_NOBODY: not answered */
  guint32 group;
  guint32 customer, leg; /* counted from 1 */
  guint16 attempt;       /* how many came before */
  guint8 cause;          /* SimCause */
  guint8 loss;           /* SimLoss; of a case that was begun SIM_LEFT or SIM_ANSWERED */
} SimTraceRow;

typedef struct SimTrace SimTrace;

/* `ends`: sim_trace_ends() will be called. */
SimTrace *sim_trace_new(gboolean ends);
void sim_trace_free(SimTrace *trace);
void sim_trace_clear(SimTrace *trace);
/* The rows so far, in the order in which they ended. (transfer none) */
const GArray *sim_trace_rows(const SimTrace *trace);
/* Notes a leg that has left its queue. */
void sim_trace_add(SimTrace *trace, const SimTraceRow *row);
/* The leg noted last was slowed by others beside it: so much work it was. */
void sim_trace_worked(SimTrace *trace, SimTick work);
/* Which legs are of one customer; then those before the row, in order of arrival. (transfer full) */
GArray *sim_trace_finish(SimTrace *trace, guint32 before_row);
