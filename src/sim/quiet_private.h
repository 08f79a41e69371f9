/* After-call work that depends on who waits: where nobody does whom the agent could take when the talk ends, agents are in no
 * hurry to come back. Such a contact ends in two steps: at the end of the talk the agent's after-call work is found, and that is
 * what the agent has in hand until it ends. */
#pragma once
#include "sim/work_private.h"

gboolean sim_quiet_asked(const MusterSim *sim); /* by some queue */
SimQuiet *sim_quiet_new(const MusterSim *sim); /* NULL: no queue asks for it */
void sim_quiet_free(SimQuiet *quiet);
/* The agent talks until `talk_end`; what was drawn as after-call work waits till then and is taken out of `work`. The caller has
 * set the agent's end, which moves to that of the talk. */
void sim_quiet_begins(SimEngine *engine, guint32 id, const SimContact *contact, SimTick talk_end, SimWork *work);
/* So much (more) has been told of the talk as handle time. */
void sim_quiet_told(SimEngine *engine, guint32 id, SimTick talk);
/* The talk has ended; the agent's event is the agenda's first. */
void sim_quiet_talked(SimEngine *engine, guint32 id, SimTick now);
/* After-call work of the contact whose talk has ended: `drawn`, unless nobody waits whom an agent of the team could take. */
SimTick sim_quiet_work(SimEngine *engine, guint32 id, int team, const SimContact *contact, SimTick drawn, SimTick now);
