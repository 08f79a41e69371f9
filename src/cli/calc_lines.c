/* Finite lines, and redials on top of them. */
#include "cli/calc_private.h"
#include <math.h>
#include <muster/erlang.h>
#include <string.h>

/* No number of lines given means no limit; the formula with redials takes 0 for that. */
static int
whole(double value)
{
  return isnan(value) ? 0 : (int) value;
}

static gboolean
lines_evaluate(const double *in, double *out, GError **error)
{
  MusterErlangLines r;
  if (!muster_erlang_lines(in[2], in[3], in[4], whole(in[0]), whole(in[1]), in[5], &r, error))
    return FALSE;
  const double values[] = {r.p_block,         r.p_wait,          r.p_abandon,           r.p_served,
                           r.wait_accepted_s, r.wait_served_s,   r.queue_length,        r.occupancy,
                           r.p_served_within, r.sl_answered,     r.sl_without_abandons, r.sl_abandons_good,
                           r.sl_virtual,      r.p_abandon_within};
  memcpy(out, values, sizeof values);
  return TRUE;
}

static gboolean
lines_search(const double *in, double *out, CalcWhy *why, GError **error)
{
  int lines;
  if (!muster_erlang_lines_needed(in[2], in[3], in[4], whole(in[0]), in[6], &lines, error))
    return FALSE;
  *why = (CalcWhy){0};
  out[0] = lines > 0 ? (double) lines : NAN;
  out[1] = NAN;
  MusterErlangLines r;
  if (lines > 0 && muster_erlang_lines(in[2], in[3], in[4], whole(in[0]), lines, 0.0, &r, NULL))
    out[1] = r.p_block;
  return TRUE;
}

static const CalcInput lines_input[] = {
    {"agents", "agents", CALC_COUNT, NAN, TRUE, FALSE, "agents on queue"},
    {"lines", "lines", CALC_COUNT, NAN, TRUE, FALSE, "lines in all, those being served included"},
    {"load_erl", "load", CALC_LOAD, NAN, TRUE, FALSE, "offered load"},
    {"aht_s", "handle-time", CALC_TIME, NAN, TRUE, FALSE, "mean handle time"},
    {"patience_s", "patience", CALC_TIME, INFINITY, FALSE, FALSE, "mean patience"},
    {"threshold_s", "within", CALC_TIME, NAN, TRUE, FALSE, "threshold of the service level (T)"},
    {"target_block", "max-block", CALC_SHARE, NAN, FALSE, TRUE, "blocked share, at most"},
    {NULL},
};
static const CalcOutput lines_smallest[] = {
    {"min_lines", CALC_COUNT, "smallest number of lines"},
    {"p_block", CALC_SHARE, "share that finds all lines busy"},
    {NULL},
};
static const CalcOutput lines_with[] = {
    {"p_block", CALC_SHARE, "share that finds all lines busy"},
    {"p_wait_of_offered", CALC_SHARE, "share that waits, of all offered"},
    {"p_abandon_of_offered", CALC_SHARE, "share that abandons, of all offered"},
    {"p_served", CALC_SHARE, "share that is answered"},
    {"wait_accepted_s", CALC_TIME, "mean wait of the accepted"},
    {"wait_served_s", CALC_TIME, "average speed of answer"},
    {"queue_len", CALC_NUMBER, "mean number waiting"},
    {"occupancy", CALC_SHARE, "occupancy"},
    {"sl_answered_in_T_of_offered", CALC_SHARE, "service level: answered within / offered"},
    {"sl_answered_in_T_of_answered", CALC_SHARE, "service level: answered within / answered"},
    {"sl_answered_in_T_of_offered_minus_ab_in_T", CALC_SHARE,
     "service level: answered within / (offered - abandoned within)"},
    {"sl_answered_plus_ab_in_T_of_offered", CALC_SHARE,
     "service level: (answered within + abandoned within) / offered"},
    {"sl_virtual_of_accepted", CALC_SHARE, "service level: virtual_wait, of the accepted"},
    {"p_abandon_in_T", CALC_SHARE, "abandoned within T / offered"},
    {NULL},
};
const CalcModel calc_lines = {
    .name = "lines",
    .summary = "a limited number of lines: who finds them all busy is lost (M/M/n/K+M)",
    .formula = "Erlang A's states 0 .. K, K lines in all; who comes in state K is blocked",
    .source = "Riordan 1962; Whitt 1999; Koole, Call Center Optimization",
    .wanted = "lines",
    .sought = 1,
    .smallest = lines_smallest,
    .search = lines_search,
    .input = lines_input,
    .with = lines_with,
    .evaluate = lines_evaluate,
};

static gboolean
x_evaluate(const double *in, double *out, GError **error)
{
  MusterErlangRedials r;
  if (!muster_erlang_redials(in[2], in[3], in[4], whole(in[0]), whole(in[1]), in[5], in[6], in[7], &r, error))
    return FALSE;
  const double values[] = {r.total_load_erl,  r.p_block,         r.p_abandon, r.p_wait,
                           r.p_served_within, r.wait_accepted_s, r.occupancy};
  memcpy(out, values, sizeof values);
  return TRUE;
}

static const CalcInput x_input[] = {
    {"agents", "agents", CALC_COUNT, NAN, TRUE, FALSE, "agents on queue"},
    {"lines", "lines", CALC_COUNT, NAN, FALSE, FALSE, "lines in all (none given: no limit)"},
    {"fresh_load_erl", "load", CALC_LOAD, NAN, TRUE, FALSE, "load of new contacts"},
    {"aht_s", "handle-time", CALC_TIME, NAN, TRUE, FALSE, "mean handle time"},
    {"patience_s", "patience", CALC_TIME, NAN, TRUE, FALSE, "mean patience"},
    {"threshold_s", "within", CALC_TIME, NAN, TRUE, FALSE, "threshold of the service level (T)"},
    {"p_redial_abandoned", "redial-abandoned", CALC_SHARE, 0.0, FALSE, FALSE,
     "share that calls again after abandoning"},
    {"p_redial_blocked", "redial-blocked", CALC_SHARE, 0.0, FALSE, FALSE,
     "share that calls again after a busy line"},
    {NULL},
};
static const CalcOutput x_with[] = {
    {"total_load_erl", CALC_LOAD, "load with the redials"},
    {"p_block", CALC_SHARE, "share that finds all lines busy"},
    {"p_abandon", CALC_SHARE, "share that abandons"},
    {"p_wait", CALC_SHARE, "share that waits"},
    {"sl_answered_in_T_of_offered", CALC_SHARE, "service level: answered within / offered"},
    {"wait_accepted_s", CALC_TIME, "mean wait of the accepted"},
    {"occupancy", CALC_SHARE, "occupancy"},
    {NULL},
};
const CalcModel calc_erlang_x = {
    .name = "erlang-x",
    .summary = "who abandons or is blocked may call again",
    .source = "Cohen 1957; Aguir, Karaesmen, Aksin & Chauvet 2004",
    .wanted = "agents",
    .formula = "total = fresh + total (p_redial_abandoned P(abandon) + p_redial_blocked P(block)), redials "
               "taken as Poisson",
    .input = x_input,
    .with = x_with,
    .evaluate = x_evaluate,
};
