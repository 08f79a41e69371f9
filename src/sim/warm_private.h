/* Warm transfers: the agent stays with a contact that is passed on until the next one takes it (docs/simulation/routing.md). */
#pragma once
#include "sim/later_private.h"
#include "sim/work_private.h"

/* Which queues pass on so, and which may be passed on to. */
void sim_warm_build(MusterSim *sim);
SimWarm *sim_warm_new(const MusterSim *sim); /* NULL: nobody stays */
void sim_warm_free(SimWarm *warm);
void sim_warm_begin(SimEngine *engine); /* a replication */
/* TRUE when the talk that begins ends in a transfer with which the agent stays: the agent is held, and what follows the contact waits
 * for that. */
gboolean sim_warm_wanted(SimEngine *engine, guint32 id, const SimContact *contact, SimTick begin, const SimWork *work);
/* The two steps of it apart: the draw; and staying, from the end of the talk on. */
gboolean sim_warm_drawn(const SimEngine *engine, const SimContact *contact);
void sim_warm_stay(SimEngine *engine, guint32 id, const SimContact *contact, const SimWork *work, SimTick since);
/* The moment of the transfer, and the one after which the agent stays no longer. */
void sim_warm_asks(SimEngine *engine, const SimLater *later);
void sim_warm_leaves(SimEngine *engine, const SimLater *later);
/* A contact that was passed on is answered at `when`. */
void sim_warm_taken(SimEngine *engine, MusterKey key, SimTick when, SimTick now);
