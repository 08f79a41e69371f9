/* Histograms of waits: bin 0 counts no wait at all; then 1/32 s steps to 1 s; then 16 bins per octave to about a day and a half.
 * Within a bin a quantile is interpolated, so that its error is far below the bin's width of at most 6 %. */
#pragma once
#include "sim/tick_private.h"

#define SIM_UNIT_BITS 15   /* 2^15 ticks are 1/32 s */
#define SIM_LINEAR_BITS 5  /* 32 linear bins */
#define SIM_OCTAVE_BITS 4  /* 16 bins per octave */
#define SIM_LAST_OCTAVE 21 /* 2^22 / 32 s; longer waits fall into its last bin */
#define SIM_N_BINS                                                                                           \
  (1 + (1 << SIM_LINEAR_BITS) + (SIM_LAST_OCTAVE - SIM_LINEAR_BITS + 1) * (1 << SIM_OCTAVE_BITS))

static inline int
sim_bin(SimTick wait)
{
  if (wait <= 0)
    return 0;
  guint64 v = (guint64) wait >> SIM_UNIT_BITS;
  if (v < 1 << SIM_LINEAR_BITS)
    return 1 + (int) v;
  int octave = 63 - __builtin_clzll(v);
  if (octave > SIM_LAST_OCTAVE)
    return SIM_N_BINS - 1;
  int place = (int) (v >> (octave - SIM_OCTAVE_BITS)) & ((1 << SIM_OCTAVE_BITS) - 1);
  return 1 + (1 << SIM_LINEAR_BITS) + (octave - SIM_LINEAR_BITS) * (1 << SIM_OCTAVE_BITS) + place;
}

/* Seconds below which the share p of the counted waits lies; NaN when there are none. */
double sim_histogram_quantile(const guint64 count[SIM_N_BINS], double p);
