/* Telephone lines: contacts beyond their number are blocked.
 *
 * A caller holds a line from arrival (self-service in front of the queue included, where the demand counts callers before it) through
 * the wait and the talk; after-call work holds none. Whoever hangs up, is sent away or accepts a callback frees it at once. A transfer
 * keeps its line when the next queue shares the lines, and is never blocked. A call back is the centre's own: it holds a line while it
 * is talked, and is never blocked. A call from a list needs a free line to be dialled, and holds it from when the agent takes the entry, or a
 * dialer places the call, to the end of the talk; where there is none the entry waits. A talk with a second agent holds its line to its end,
 * the request for one none. New contacts, redials and repeats are blocked when all lines are held.
 *
 * Nothing is counted as it happens but the moments at which lines come free, in a small heap: at an arrival the held lines are those
 * whose moment lies ahead, and the waiting.
 */
#pragma once
#include "sim/engine_private.h"

/* NULL where the centre counts no lines. */
SimTrunks *sim_trunks_new(const MusterSim *sim);
void sim_trunks_free(SimTrunks *trunks);
void sim_trunks_empty(SimTrunks *trunks);
/* A line of the queue, if it has any, is held until t by somebody who does not wait. */
void sim_trunks_hold(SimEngine *engine, int queue, SimTick until);
/* The same as long as it is kept (1), and no longer (−1). */
void sim_trunks_keep(SimEngine *engine, int queue, int step);
/* Whether somebody can be called from a list of the queue; if not, when that may change at the earliest. */
gboolean sim_trunks_free_line(SimEngine *engine, int queue, SimTick now);
SimTick sim_trunks_next(const SimEngine *engine);
/* TRUE when the new contact finds all lines held: then it is counted, and perhaps calls again. */
gboolean sim_trunks_block(SimEngine *engine, const SimArrival *arrival);
