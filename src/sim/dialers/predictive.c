/* Predictive: calls are placed ahead of the agents who will be free when somebody picks up, as many as keep the share of
 * those who find no agent under the cap.
 *
 * Of k calls that ring, X ~ binomial(k, reach) persons pick up. Agents will be there: those idle, and of the busy ones
 * Y ~ binomial(busy, 1 − exp(−ring / handle)), who end their talk while it rings, talks taken as exponential. k is the largest number
 * with E(X − idle − Y)⁺ ≤ c · E X, both sums taken as normal. c is the cap itself while so many have hung up as it allows; it
 * rises to a multiple of it while fewer have, since patience, calls that ring in vain and agents who come meanwhile leave the
 * model on the safe side; and when one more would break the cap, no more calls ring than agents are idle. */
#include <math.h>
#include "sim/lists_private.h"

#define MOST_LINES 100000
#define MOST_LEAN 6.0 /* c / cap when nobody has hung up */
#define BEGINNING 50  /* persons reached that stand for what is not known at first, half of the cap's share of them hung up */

/* E(D)⁺ of a normal D. */
static double
positive_part(double mean, double deviation)
{
  if (deviation <= 0)
    return fmax(mean, 0);
  double z = mean / deviation;
  return deviation * exp(-z * z / 2) / sqrt(2 * G_PI) + mean * erfc(-z / G_SQRT2) / 2;
}

static gint64
lines(const SimDialState *state, const MusterDialer *parameters)
{
  double p = state->reach, cap = parameters->abandonment;
  double soon = state->handle_s > 0 ? -expm1(-state->ring_s / state->handle_s) : 1, busy = (double) state->busy;
  double there = (double) (state->idle - state->waiting) + busy * soon, spread = busy * soon * (1 - soon);
  gint64 safe = MAX(state->idle - state->waiting, 0);
  if (p <= 0 || (double) (state->abandoned + 1) > cap * (double) (state->reached + BEGINNING))
    return p <= 0 ? MAX(state->idle, 1) : safe;
  double share = ((double) state->abandoned + 0.5 * cap * BEGINNING) / ((double) state->reached + BEGINNING);
  double c = cap * fmax(1, MOST_LEAN * (1 - share / cap));
  gint64 low = safe, high = MIN(MOST_LINES, (gint64) (2 * fmax(there, 0) / p) + safe + 4);
  while (low < high) { /* the share grows with k */
    gint64 k = low + (high - low + 1) / 2;
    double reached = (double) k * p;
    if (positive_part(reached - there, sqrt(reached * (1 - p) + spread)) <= c * reached)
      low = k;
    else
      high = k - 1;
  }
  return low;
}

const SimDialer sim_dialer_predictive = {
    .info = {.name = "predictive",
             .summary = "calls are placed ahead of the agents who come free, under a cap on those who find none",
             .keys = "abandonment"},
    .lines = lines,
};
