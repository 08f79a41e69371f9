/* The states of M/M/n/K(+M). */
#pragma once
#include "erlang/blocking_private.h"

/* Weights by the number of waiting contacts, as an arrival finds them. */
typedef struct {
  int agents, places;
  double s;       /* completions per mean patience; INFINITY without patience */
  double x;       /* arrivals per mean patience; without patience load / agents */
  int from, to;   /* states that count; the others are 1e-305 of the likeliest, or less */
  double *state;  /* [places + 1], filled from .. to */
  double blocked; /* weight of the full system */
  double idle;    /* weight of all states with an idle agent */
} LineStates;

/* load > 0, patience in handle times, INFINITY: nobody abandons. The caller frees `state`. */
LineStates erlang_line_states(double load, double patience, int agents, int lines);

/* Shares of the offered contacts. */
typedef struct {
  double served, lost, blocked;
} LineFlows;
LineFlows erlang_line_flows(double load, double patience, int agents, int lines);

/* Without abandonment the queue's states are a geometric series: weight of all states below the full one,
 * which has 1. `b`: of the agents alone. */
double erlang_lines_below_patient(double load, int agents, int places, const Blocking *b);
