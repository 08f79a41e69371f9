/* Bursts: events that bring so many contacts over a time, at their start or on days that are drawn. */
#pragma once
#include "sim/engine_private.h"

/* Faults where a burst cannot be simulated. */
void sim_bursts_build(MusterSim *sim, MusterFaults *faults);
void sim_bursts_free(MusterSim *sim);
/* Calls `take` for every contact of a burst that comes in the period: its queue, its moment, and its number, apart from those of other
 * contacts of the period. */
typedef void (*SimBurstTake)(SimEngine *engine, int queue, SimTick t, guint64 number, gpointer data);
void sim_bursts_generate(SimEngine *engine, const SimPeriod *period, SimBurstTake take, gpointer data);
