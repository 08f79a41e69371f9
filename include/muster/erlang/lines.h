/* Where Erlang's assumptions are widened: finite lines, redials.
 *
 * The conventions of muster/erlang.h hold: what is out of range is FALSE with MUSTER_SOLVE_ERROR_DOMAIN.
 * Relative accuracy about 1e-11. */
#pragma once
#include <muster/base.h>

G_BEGIN_DECLS

/* --- M/M/n/K(+M): n agents, K lines in all, those being served included --- */

#define MUSTER_ERLANG_MAX_LINES 10000000

typedef struct {
  double p_block;         /* share that finds all lines busy */
  double p_wait;          /* of offered: accepted, and no idle agent */
  double p_abandon;       /* of offered */
  double p_served;        /* of offered */
  double wait_accepted_s; /* mean time in queue of the accepted */
  double wait_served_s;   /* … of the answered */
  double queue_length;
  double occupancy;
  double p_served_within;     /* answered within T / offered */
  double sl_answered;         /* answered within T / answered */
  double sl_without_abandons; /* answered within T / (offered − abandoned within T) */
  double sl_abandons_good;    /* (answered within T + abandoned within T) / offered */
  double sl_virtual;          /* P(virtual wait ≤ T), of the accepted */
  double p_abandon_within;    /* abandoned within T / offered */
} MusterErlangLines;
/* patience_s INFINITY: nobody abandons. 1 ≤ agents ≤ lines. With j ahead in the queue the wait is a sum of
 * j + 1 exponential times, whose law is a negative binomial in the number of departures by T (Riordan 1962
 * without patience). Cost: about 20 operations per waiting place. */
MUSTER_API gboolean muster_erlang_lines(double load_erl, double handle_s, double patience_s, int agents,
                                        int lines, double within_s, MusterErlangLines *out, GError **error);

/* Smallest number of lines that blocks at most a share `target_block` of the contacts that `agents` work on;
 * 0 when no number up to MUSTER_ERLANG_MAX_LINES does: without abandonment, a load above the agents blocks at
 * least 1 − agents / load. Cost: some √load operations per halving; the way up is walked when the target is
 * small. */
MUSTER_API gboolean muster_erlang_lines_needed(double load_erl, double handle_s, double patience_s,
                                               int agents, double target_block, int *lines, GError **error);

/* --- Redials: who abandons or is blocked may come again --- */

typedef struct {
  double total_load_erl;             /* fresh and redials */
  double p_block, p_abandon, p_wait; /* of all attempts */
  double p_served_within;
  double wait_accepted_s;
  double occupancy;
} MusterErlangRedials;
/* total = fresh + total · (p_redial_abandoned · P(abandon) + p_redial_blocked · P(block)), redials taken as
 * Poisson (Cohen 1957; Aguir et al. 2004). lines 0: no limit. */
MUSTER_API gboolean muster_erlang_redials(double fresh_load_erl, double handle_s, double patience_s,
                                          int agents, int lines, double within_s, double p_redial_abandoned,
                                          double p_redial_blocked, MusterErlangRedials *out, GError **error);

G_END_DECLS
