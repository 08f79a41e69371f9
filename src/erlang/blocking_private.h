/* Parts that the formulas share: Erlang's loss ratio in three shapes, and two functions that lose no digits near zero. */
#pragma once
#include <glib.h>
#include <math.h>

/* Blocking of M/M/n/n at its full accuracy wherever it lies: as itself, as its complement, and as a logarithm. */
typedef struct {
  double block;     /* B */
  double not_block; /* 1 − B, without cancellation */
  double ln_block;  /* ln B */
} Blocking;

/* load_erl > 0, n ≥ 0; about √n operations. */
Blocking erlang_blocking(double load_erl, int n);

/* e^(−u) − 1 + u ≥ 0, accurate to the last digits also for small |u|. */
static inline double
erlang_phi(double u)
{
  if (fabs(u) > 0.5)
    return expm1(-u) + u;
  /* Taylor: Σ (−u)^k / k!, k ≥ 2; 14 terms leave 0.5^16/16! < 1e-18 of the first */
  double p = 1.0 / 15;
  for (int k = 14; k >= 3; k--)
    p = (1.0 - u * p) / k;
  return 0.5 * u * u * (1.0 - u * p);
}
