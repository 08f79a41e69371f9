/* Queueing formulas: numbers in, numbers out. When a formula's assumptions hold (Poisson arrivals,
 * exponential handle times and patience, one queue, steady state) these are the true values;
 * docs/measured.md shows how near.
 *
 * Everywhere: load_erl = arrival rate × mean handle time (offered load, erlangs), times in seconds, shares
 * 0..1. Range: up to MUSTER_ERLANG_MAX_AGENTS agents, loads 1e-9 .. 1e9 erl, patience 1e-6 .. 1e6 handle
 * times. Outside of it, and for numbers that mean nothing (NaN, negative), a function returns FALSE with
 * MUSTER_SOLVE_ERROR_DOMAIN and leaves its result alone. A probability below 1e-300 may come out as 0.
 * Relative accuracy about 1e-13, plus what the last bit of the load makes of the result. */
#pragma once
#include <muster/erlang/chat.h>
#include <muster/erlang/day.h>
#include <muster/erlang/lines.h>
#include <muster/erlang/need.h>

G_BEGIN_DECLS

#define MUSTER_ERLANG_MAX_AGENTS 1000000000
#define MUSTER_ERLANG_MAX_LOAD 1e9

/* --- Erlang B: M/M/n/n, nobody waits --- */

typedef struct {
  double block;     /* share of contacts that find all servers busy */
  double ln_block;  /* its natural logarithm, right also where block underflows */
  double lost_erl;  /* load × block */
  double occupancy; /* carried load / servers; 0 without servers */
} MusterErlangB;
/* Cost: about 9 √servers operations. (Jagerman 1974, *Some properties of the Erlang loss function*.) */
MUSTER_API gboolean muster_erlang_b(double load_erl, int servers, MusterErlangB *out, GError **error);
/* Smallest number of servers with block ≤ target (0 < target ≤ 1). */
MUSTER_API gboolean muster_erlang_b_servers(double load_erl, double target_block, int *servers,
                                            GError **error);

/* --- Erlang C: M/M/n, endless patience --- */

typedef struct {
  double p_wait;            /* share that waits at all */
  double asa_s;             /* mean wait of all */
  double wait_of_delayed_s; /* mean wait of those who wait */
  double queue_length;      /* mean number waiting */
  double occupancy;         /* load / agents */
  double service_level;     /* P(wait ≤ within_s) */
  double not_service_level; /* 1 − service level, without cancellation */
  double wait_p90_s;        /* nine in ten wait at most so long */
} MusterErlangC;
/* Needs agents > load_erl: else the queue grows for ever, which is the domain error. (Cooper 1981,
 * *Introduction to Queueing Theory*, section 3.5.) */
MUSTER_API gboolean muster_erlang_c(double load_erl, double handle_s, int agents, double within_s,
                                    MusterErlangC *out, GError **error);

/* --- Erlang A: M/M/n+M, exponential patience --- */

typedef struct {
  double p_wait; /* share that finds no idle agent */
  double p_abandon;
  double p_abandon_given_wait;
  double wait_all_s;       /* mean time in queue of all */
  double wait_served_s;    /* … of the answered (average speed of answer) */
  double wait_abandoned_s; /* … of those who abandon */
  double queue_length;
  double occupancy;           /* load × (1 − p_abandon) / agents */
  double p_served_within;     /* answered within T / offered */
  double p_abandon_within;    /* abandoned within T / offered */
  double sl_answered;         /* answered within T / answered */
  double sl_abandons_good;    /* (answered within T + abandoned within T) / offered */
  double sl_without_abandons; /* answered within T / (offered − abandoned within T) */
  double sl_virtual;          /* P(virtual wait ≤ T) */
  double not_sl_virtual;      /* 1 − sl_virtual, without cancellation */
} MusterErlangA;
/* 0 agents is allowed: then nobody is answered, and shares of the answered are 0. patience_s INFINITY is
 * Erlang C. (Baccelli & Hebuterne 1981; Garnett, Mandelbaum & Reiman 2002; Zeltyn & Mandelbaum 2005.) Cost:
 * Erlang B and a few hundred exponentials. */
MUSTER_API gboolean muster_erlang_a(double load_erl, double handle_s, double patience_s, int agents,
                                    double within_s, MusterErlangA *out, GError **error);

G_END_DECLS
