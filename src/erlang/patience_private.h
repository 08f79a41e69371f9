/* The integrals behind M/M/n+M, shared by its measures and its inverse. */
#pragma once
#include "erlang/blocking_private.h"

/* ∫ weight(w) g(w) dw over one range of the virtual wait w (in mean patiences), divided by g at the range's
 * greatest. */
typedef struct {
  double g;           /* weight 1 */
  double served;      /* e^(−w): a contact with that virtual wait stays */
  double lost;        /* 1 − e^(−w) */
  double wait_served; /* w e^(−w) */
  double wait_lost;   /* 1 − e^(−w) (1 + w); only when `full` */
} WaitIntegral;

/* g(w) = exp(H(w)), H(w) = x (1 − e^(−w)) − s w with x = arrivals, s = service completions (all busy) per
 * mean patience. `full`: wait_lost too, and the last digits of the others where patience is very short.
 * Integrates from `from` to `to` (INFINITY allowed), `at` being where g is greatest in there: y = x
 * e^(−at), slope = y − s. */
typedef struct {
  double at, from, to;
  double y, slope, s;
} WaitRange;
WaitIntegral erlang_wait_integral(const WaitRange *range, gboolean full);

/* The state of M/M/n+M split at a threshold of `tau` mean patiences. P(wait) = waiting · (of_early ·
 * early.g + of_late · late.g), and so for the other weights; `waiting` may underflow, the rest never does. */
typedef struct {
  double x, s, tau;
  double idle; /* P(an arrival finds an idle agent) */
  double waiting;
  double of_early, of_late;
  WaitIntegral early, late; /* virtual wait in (0, tau] and in (tau, ∞) */
} WaitLaw;
/* The same above any states that have their own rates: x arrivals and s completions per mean patience once
 * full, difference = x − s to its last digit, ln_below = ln of the weight of the states below the full one,
 * which has 1. */
WaitLaw erlang_wait_law_above(double x, double s, double difference, double ln_below, double tau,
                              gboolean full);
/* load_erl > 0, agents ≥ 1, ratio = mean patience / mean handle time. */
WaitLaw erlang_wait_law(double load_erl, int agents, double ratio, double tau, gboolean full);

/* The shares of all contacts that the measures are made of. */
typedef struct {
  double wait;                          /* finds no idle agent */
  double served, lost;                  /* answered, abandoned: together 1 */
  double served_within, served_later;   /* answered by T, after it */
  double lost_within;                   /* abandoned by T */
  double still_there;                   /* neither answered nor gone by T, whatever comes of it */
  double virtual_within, virtual_later; /* virtual wait up to T, above it */
  double wait_served;                   /* mean of (wait if answered, else 0), in mean patiences */
} WaitParts;
WaitParts erlang_wait_parts(const WaitLaw *law);
/* Mean wait of those who abandon, in mean patiences, from a `full` law; from the integrals alone, since waiting
 * itself may be too rare for a double. */
double erlang_wait_of_lost(const WaitLaw *law);
