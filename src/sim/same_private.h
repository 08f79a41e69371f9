/* `same_agent`: contacts that wait for the agent who had them before. The engine has a SimSame only where the centre asks for it. */
#pragma once
#include "sim/engine_private.h"

SimSame *sim_same_new(const MusterSim *sim);
void sim_same_free(SimSame *same);
void sim_same_begin(SimEngine *engine); /* of a replication */

/* What the contact at hand remembers: a leg that comes later takes it along, and a contact that waits keeps it. */
void sim_same_sent(SimEngine *engine, guint32 later);
void sim_same_fires(SimEngine *engine, guint32 later);
void sim_same_waits(SimEngine *engine, guint32 node);
void sim_same_taken(SimEngine *engine, guint32 node); /* out of the line; SIM_NOBODY: on arrival */
void sim_same_answered(SimEngine *engine, guint32 agent, int queue, guint32 row);
void sim_same_forget(SimEngine *engine);

/* The agent whom the arrival is for, if he is idle; else SIM_NOBODY, and *waits says whether it waits for him. */
guint32 sim_same_agent(const SimEngine *engine, const SimArrival *arrival, gboolean *waits);
void sim_same_join(SimEngine *engine, const SimArrival *arrival, SimTick place);
/* Does a contact wait for the agent? */
gboolean sim_same_has(SimEngine *engine, guint32 agent, SimTick now);
/* Takes the first contact that waits for the agent out of them, or gives SIM_NOBODY; *queue is its queue. */
guint32 sim_same_next(SimEngine *engine, guint32 agent, int *queue, SimTick now);
/* The wait is over: for anybody from now on. */
void sim_same_release(SimEngine *engine, guint32 node, SimTick now);
/* The agent has gone home: so for all that wait for him. */
void sim_same_gone(SimEngine *engine, guint32 agent, SimTick now);
/* The queue closes: they stand in its line. */
void sim_same_close(SimEngine *engine, int queue, SimTick now);
