/* How many leave an endless queue by a time: what a waiting contact's turn hangs on. */
#pragma once
#include <glib.h>

/* Number N of departures by T: negative binomial (s, 1 − miss), where agents end s contacts per mean
 * patience; Poisson when nobody abandons (s INFINITY). */
typedef struct {
  double s, tau; /* tau: T in mean patiences */
  double stay;   /* e^(−tau) */
  double miss;   /* 1 − stay */
  double mean;
  int mode;
} Departures;

Departures erlang_departures(double s, double tau, double poisson_mean);
/* tail[i − from] = P(N ≥ i), i = from .. to, to its last digits down to 1e-300. Cost: some operations for
 * each. */
void erlang_departures_tails(const Departures *d, int from, int to, double *tail);
