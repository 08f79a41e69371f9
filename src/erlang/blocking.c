/* Erlang's loss ratio without recursion over all servers.
 *
 * B = Π/Σ, where Π is the weight a^n/n! of the full system and Σ that of all states 0..n. Up to the load
 * the states are summed downwards from the full one, where the terms fall from the start (Jagerman 1974).
 * Above the load the Poisson probability of n comes from Stirling's series with the deviance taken exactly
 * (Loader 2000), and the states beyond n are summed upwards and taken off. Either sum is of positive terms
 * that fall, and ends after about 9 √n of them. */
#include "erlang/blocking_private.h"
#include "erlang/deviance_private.h"

static const double TERM_END = 1e-18;

/* Σ_{j≥1} n (n−1) … (n−j+1) / load^j: weight of the states below n, the full one being 1. n ≤ load. */
static double
below(double load, int n)
{
  double term = 1.0, sum = 0.0, over_load = 1.0 / load;
  for (double k = n; k > 0.0; k -= 1.0) {
    term *= k * over_load;
    sum += term;
    if (term < TERM_END * sum)
      break;
  }
  return sum;
}

/* Σ_{j≥1} load^j / ((n+1) … (n+j)): weight of the states above n. n > load. */
static double
above(double load, int n)
{
  double term = 1.0, sum = 0.0;
  for (double k = n + 1.0;; k += 1.0) {
    term *= load / k;
    sum += term;
    if (term < TERM_END * sum)
      return sum;
  }
}

Blocking
erlang_blocking(double load_erl, int n)
{
  if (n == 0)
    return (Blocking){.block = 1.0, .not_block = 0.0, .ln_block = 0.0};
  if (n <= load_erl) {
    double rest = below(load_erl, n);
    return (Blocking){
        .block = 1.0 / (1.0 + rest), .not_block = rest / (1.0 + rest), .ln_block = -log1p(rest)};
  }
  double ln_full = erlang_ln_poisson(load_erl, n);
  double full = exp(ln_full), beyond = full * above(load_erl, n);
  double block = full / (1.0 - beyond);
  return (Blocking){.block = block, .not_block = 1.0 - block, .ln_block = ln_full - log1p(-beyond)};
}
