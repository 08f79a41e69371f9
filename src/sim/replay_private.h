/* Contacts at known moments, and what some of them know of themselves: their work, their patience. */
#pragma once
#include "sim/engine_private.h"

/* The trace becomes the script; contacts that come while closed are left out with a warning. */
void sim_script_of_trace(MusterSim *sim, const MusterTrace *trace, MusterFaults *faults);
/* The scripted contacts of the period, as arrivals. */
void sim_replay(SimEngine *engine, const SimPeriod *period);

/* Only where a contact of the script knows something: the engine's `given`. */
SimGiven *sim_given_new(const MusterSim *sim);
void sim_given_free(SimGiven *given);
void sim_given_clear(SimGiven *given);
/* Replaces the work drawn for the contact by its own; the after-call work stays within it. */
void sim_given_work(const SimEngine *engine, MusterKey key, double ticks_per_s, SimTick *talk, SimTick *after_call);
/* Whether the log tells the contact's handle time. */
gboolean sim_given_has_work(const SimEngine *engine, MusterKey key);
/* The contact's own patience, or what was drawn (SIM_NEVER: endless). */
SimTick sim_given_patience(const SimEngine *engine, MusterKey key, SimTick drawn);
