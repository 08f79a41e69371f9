/* The simulator's clock: whole ticks of 2^-20 s (about a microsecond) since the simulation began.
 *
 * Whole numbers make every sum of times exact, so that merging replications in any order gives the same bytes, and leave
 * room beside the time for an id in one 64-bit key.
 */
#pragma once
#include <glib.h>

typedef gint64 SimTick;

#define SIM_TICKS_PER_S 1048576.0
#define SIM_LONGEST ((SimTick) 1 << 45) /* no duration is longer: 388 days */
#define SIM_NEVER ((SimTick) 1 << 46)   /* later than anything that happens */
#define SIM_ID_BITS 17                  /* agents and timers on one agenda: 46 + 17 = 63 bits */
#define SIM_MAX_IDS (1 << SIM_ID_BITS)

/* Durations beyond the longest are cut there; below one tick they vanish. */
static inline SimTick
sim_ticks(double seconds)
{
  double ticks = seconds * SIM_TICKS_PER_S;
  return ticks >= (double) SIM_LONGEST ? SIM_LONGEST : (SimTick) ticks;
}

static inline double
sim_seconds(double ticks)
{
  return ticks * (1.0 / SIM_TICKS_PER_S);
}
