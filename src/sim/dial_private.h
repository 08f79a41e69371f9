/* Calls out: what dialling by hand and placing calls ahead have in common. */
#pragma once
#include "sim/lists_private.h"
#include "sim/work_private.h"

typedef enum { SIM_CALL_NOBODY, SIM_CALL_WRONG, SIM_CALL_RIGHT } SimCallOutcome; /* nobody picks up, somebody else than meant, he himself */

/* What the attempt `key` comes to in the interval at hand. */
SimCallOutcome sim_call_outcome(const SimEngine *engine, const SimOutbound *out, MusterKey key);
/* Counts it, but for an answer. */
void sim_call_count(SimEngine *engine, const SimOutbound *out, const SimEntry *entry, SimCallOutcome result, SimTick now);
/* An agent who is idle, or has room, is busy with the attempt until it turns out that it was in vain. */
void sim_call_in_vain(SimEngine *engine, const SimContact *contact, guint32 id, SimTick until, SimTick now);

/* The i-th entry of the list; and takes it off, those before it close up. */
SimEntry *sim_list_entry(SimList *list, guint32 i);
SimEntry sim_list_take(SimList *list, guint32 i);
/* A call out needs a line where lines are counted; if there is none, the lists are looked at again when there may be. */
gboolean sim_list_has_line(SimEngine *engine, const SimOutbound *out, SimTick now);
/* Idle agents of the group beyond those who stay so for live contacts. */
gint64 sim_list_spare(const SimEngine *engine, int group);
/* Whether a live contact waits in one of the queues, which the team serves: in its own line, where each group has one. */
gboolean sim_live_waits(SimEngine *engine, const SimTeam *team, guint64 queues, SimTick now);
