#include "sim/histogram_private.h"
#include <math.h>

#define UNIT_S (1.0 / 32)

/* Seconds at the left edge of bin k ≥ 1. */
static double
edge(int k)
{
  int linear = 1 << SIM_LINEAR_BITS, per_octave = 1 << SIM_OCTAVE_BITS;
  if (k <= 1 + linear)
    return (k - 1) * UNIT_S;
  int octave = (k - 1 - linear) / per_octave + SIM_LINEAR_BITS, place = (k - 1 - linear) % per_octave;
  return ldexp(1 + (double) place / per_octave, octave) * UNIT_S;
}

double
sim_histogram_quantile(const guint64 count[SIM_N_BINS], double p)
{
  guint64 n = 0;
  for (int k = 0; k < SIM_N_BINS; k++)
    n += count[k];
  if (n == 0)
    return NAN;
  double rank = p * (double) n, before = 0;
  for (int k = 0; k < SIM_N_BINS; k++) {
    double here = (double) count[k];
    if (here > 0 && before + here >= rank)
      return k == 0 ? 0 : edge(k) + (edge(k + 1) - edge(k)) * (rank - before) / here;
    before += here;
  }
  return edge(SIM_N_BINS);
}
