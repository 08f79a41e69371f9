/* Parts that the formulas share: Erlang's loss ratio in three shapes, and two functions that lose no digits
 * near zero. */
#pragma once
#include <glib.h>
#include <math.h>

/* Blocking of M/M/n/n at its full accuracy wherever it lies: as itself, as its complement, and as a
 * logarithm. */
typedef struct {
  double block;     /* B */
  double not_block; /* 1 − B, without cancellation */
  double ln_block;  /* ln B */
} Blocking;

/* load_erl > 0, n ≥ 0; about √n operations. */
Blocking erlang_blocking(double load_erl, int n);

/* e^(−u) − 1 + u ≥ 0, accurate to the last digits also for small |u|. Up to 1 by Taylor's series Σ (−u)^k /
 * k!, k = 2 .. 20, which leaves 2/21! of the first term; even and odd powers apart make two short chains. */
static inline double
erlang_phi(double u)
{
  if (fabs(u) > 1.0)
    return (exp(-u) - 1.0) + u;
  static const double EVEN[] = {1.0 / 2,
                                1.0 / 24,
                                1.0 / 720,
                                1.0 / 40320,
                                1.0 / 3628800,
                                1.0 / 479001600,
                                1.0 / 87178291200.0,
                                1.0 / 20922789888000.0,
                                1.0 / 6402373705728000.0,
                                1.0 / 2432902008176640000.0};
  static const double ODD[] = {1.0 / 6,
                               1.0 / 120,
                               1.0 / 5040,
                               1.0 / 362880,
                               1.0 / 39916800,
                               1.0 / 6227020800.0,
                               1.0 / 1307674368000.0,
                               1.0 / 355687428096000.0,
                               1.0 / 121645100408832000.0,
                               0.0};
  double v = u * u, even = 0.0, odd = 0.0;
  for (int i = 9; i >= 0; i--) {
    even = EVEN[i] + v * even;
    odd = ODD[i] + v * odd;
  }
  return v * (even - u * odd);
}
