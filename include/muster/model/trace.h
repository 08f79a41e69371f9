/* A trace: contacts that came at known moments, one by one. The simulator replays them exactly instead of drawing arrivals from the
 * demand; replications then differ in the other draws only. Its file is a table with a row for each contact:
 *
 *     start,queue,handle_s,patience_s
 *     1999-02-15 07:00:12,PS,184,
 *     1999-02-15 07:00:31.250,NW,,95
 *
 * `start` is local time, or has an offset; fractions of a second count. `handle_s` and `patience_s` are optional, as columns and in
 * each row: the contact's work in seconds (talk and after-call work, at a pace of 100 %) and how long it would wait; what is not
 * known is drawn. A table with the columns talk_s and after_call_s, as `muster simulate --write-contacts` writes it, is taken as
 * well. Other columns are ignored. Other titles are named in the centre:
 *
 *     simulate: {trace: {file: calls.csv, columns: {start: timestamp, queue: queue, format: '%d.%m.%Y %H:%M:%S'}}}
 *
 * Rows may stand in any order. Rows before and after the time that is simulated, and rows of queues that the centre does not have, are
 * left out with a warning that counts them. With a queue column missing, a centre of one queue gets all.
 */
#pragma once
#include <muster/model/demand.h>

G_BEGIN_DECLS

typedef struct {
  double second;                /* after the UTC second `origin` of the trace */
  int queue;
  float handle_s, patience_s;   /* NaN: drawn */
} MusterTraceContact;

typedef struct {
  gint64 origin;                /* the horizon's beginning, UTC */
  int n;
  MusterTraceContact *contact;  /* [n], by time, then queue, then row */
  gboolean has_handle, has_patience; /* some contact knows its own */
} MusterTrace;

/* Reads a trace with the columns that the centre names (simulate.trace), or the usual ones. NULL with faults. (transfer full) */
MUSTER_API MusterTrace *muster_trace_read(const MusterCentre *centre, MusterSource *source, MusterFaults *faults);
/* The trace that the centre names; NULL without a fault when it names none. (transfer full) */
MUSTER_API MusterTrace *muster_trace_of_centre(const MusterCentre *centre, MusterFaults *faults);
MUSTER_API void muster_trace_free(MusterTrace *trace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterTrace, muster_trace_free)
/* How many contacts come in each interval: a demand of fresh contacts. (transfer full) */
MUSTER_API MusterDemand *muster_trace_demand(const MusterTrace *trace, const MusterCentre *centre);

G_END_DECLS
