/* Reserves that are called in: what the engine keeps of each beside its agents. */
#pragma once
#include "sim/later_private.h"

SimReserveState *sim_reserves_new(const MusterSim *sim); /* [n_reserves] */
void sim_reserves_free(const MusterSim *sim, SimReserveState *state);
/* At the first tick: everybody is at home, the first look is on its way. */
void sim_reserves_begin(SimEngine *engine);
/* A look, or the reserve comes. */
void sim_reserve_event(SimEngine *engine, const SimLater *later);
/* Is the agent of a reserve? */
gboolean sim_is_reserve(const SimEngine *engine, guint32 id);
/* Somebody who was sent back has ended the contact in hand; FALSE when the agent is of no reserve. */
gboolean sim_reserve_leave(SimEngine *engine, guint32 id, SimTick now);
