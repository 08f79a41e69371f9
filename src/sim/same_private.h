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
void sim_same_taken(SimEngine *engine, guint32 node); /* out of the line */
void sim_same_answered(SimEngine *engine, guint32 agent, int queue, guint32 row);
void sim_same_forget(SimEngine *engine);
/* The memory of the contact at hand, while others are seen to. */
guint32 sim_same_memory(const SimEngine *engine);
void sim_same_recall(SimEngine *engine, guint32 remembered);
/* A case's memory goes with it, from the line to the agent and back. */
guint32 sim_same_of_node(const SimEngine *engine, guint32 node);
void sim_same_keep(SimEngine *engine, guint32 node, guint32 remembered);
/* The agent begins the case; and has done it: what comes of it remembers him. */
void sim_same_begun(SimEngine *engine, guint32 remembered, guint32 agent, int queue, guint32 row);
void sim_same_done(SimEngine *engine, guint32 remembered, guint32 agent);

/* The agent whom the arrival is for, if he is free for it: idle, or at a case that gives way; else SIM_NOBODY, and *waits says whether
 * it waits for him. */
guint32 sim_same_agent(const SimEngine *engine, const SimArrival *arrival, gboolean *waits);
void sim_same_join(SimEngine *engine, const SimArrival *arrival, SimTick place);
/* Does a contact wait for the agent, in one of these queues? */
gboolean sim_same_has(SimEngine *engine, guint32 agent, guint64 queues, SimTick now);
/* Takes the first of them out of those who wait, or gives SIM_NOBODY; *queue is its queue. */
guint32 sim_same_next(SimEngine *engine, guint32 agent, guint64 queues, int *queue, SimTick now);
/* The node of a contact that waits for one; SIM_NOBODY: it does not. */
guint32 sim_same_node(const SimEngine *engine, MusterKey key);
/* Whom the i-th of all that wait for one waits for; SIM_NOBODY behind the last. */
guint32 sim_same_waited_for(const SimEngine *engine, guint i);
/* Does the contact wait for one? */
gboolean sim_same_holds(const SimEngine *engine, guint32 node);
/* The contact leaves unanswered. FALSE: it waits for no one in particular. */
gboolean sim_same_leaves(SimEngine *engine, guint32 node);
/* Of those who wait for one in these queues, how many are so. */
gint64 sim_same_count(const SimEngine *engine, guint64 queues, gboolean (*is_so)(const SimNode *node));
/* The wait is over: for anybody from now on. */
void sim_same_release(SimEngine *engine, guint32 node, SimTick now);
/* The agent has gone home: so for all that wait for him. */
void sim_same_gone(SimEngine *engine, guint32 agent, SimTick now);
/* The queue closes: they stand in its line. */
void sim_same_close(SimEngine *engine, int queue, SimTick now);
