/* Models in which the number of agents is given: finite lines, and redials on top of them. */
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
  const double values[] = { r.p_block,         r.p_wait,          r.p_abandon,     r.p_served,      r.wait_accepted_s,
                            r.wait_served_s,   r.queue_length,    r.occupancy,     r.p_served_within, r.sl_answered,
                            r.sl_without_abandons, r.sl_abandons_good, r.sl_virtual, r.p_abandon_within };
  memcpy(out, values, sizeof values);
  return TRUE;
}

static const CalcInput lines_input[] = {
  { "agents", "agents", CALC_COUNT, NAN, TRUE, FALSE, "number of agents on queue" },
  { "lines", "lines", CALC_COUNT, NAN, TRUE, FALSE, "lines in all, those being served included" },
  { "load_erl", "load", CALC_NUMBER, NAN, TRUE, FALSE, "offered load in erlangs" },
  { "aht_s", "handle-time", CALC_TIME, NAN, TRUE, FALSE, "mean handle time" },
  { "patience_s", "patience", CALC_TIME, INFINITY, FALSE, FALSE, "mean patience (inf: none abandons)" },
  { "threshold_s", "within", CALC_TIME, NAN, TRUE, FALSE, "threshold of the service level" },
  { NULL },
};
static const CalcOutput lines_with[] = {
  { "p_block", CALC_SHARE, "share that finds all lines busy" },
  { "p_wait_of_offered", CALC_SHARE, "share that waits, of all offered" },
  { "p_abandon_of_offered", CALC_SHARE, "share that abandons, of all offered" },
  { "p_served", CALC_SHARE, "share that is answered" },
  { "wait_accepted_s", CALC_TIME, "mean wait of the accepted" },
  { "wait_served_s", CALC_TIME, "average speed of answer" },
  { "queue_len", CALC_NUMBER, "mean number waiting" },
  { "occupancy", CALC_SHARE, "occupancy" },
  { "sl_answered_in_T_of_offered", CALC_SHARE, "answered within / offered" },
  { "sl_answered_in_T_of_answered", CALC_SHARE, "answered within / answered" },
  { "sl_answered_in_T_of_offered_minus_ab_in_T", CALC_SHARE, "answered within / (offered - abandoned within)" },
  { "sl_answered_plus_ab_in_T_of_offered", CALC_SHARE, "(answered within + abandoned within) / offered" },
  { "sl_virtual_of_accepted", CALC_SHARE, "virtual wait within the threshold, of the accepted" },
  { "p_abandon_in_T", CALC_SHARE, "abandoned within / offered" },
  { NULL },
};
const CalcModel calc_lines = {
  .name = "lines",
  .summary = "a limited number of lines, with or without patience (M/M/n/K+M)",
  .formula = "the birth-death chain of Erlang A, cut at the number of lines",
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
  const double values[] = { r.total_load_erl, r.p_block, r.p_abandon, r.p_wait, r.p_served_within, r.wait_accepted_s, r.occupancy };
  memcpy(out, values, sizeof values);
  return TRUE;
}

static const CalcInput x_input[] = {
  { "agents", "agents", CALC_COUNT, NAN, TRUE, FALSE, "number of agents on queue" },
  { "lines", "lines", CALC_COUNT, NAN, FALSE, FALSE, "lines in all (none given: no limit)" },
  { "fresh_load_erl", "load", CALC_NUMBER, NAN, TRUE, FALSE, "load of new contacts in erlangs" },
  { "aht_s", "handle-time", CALC_TIME, NAN, TRUE, FALSE, "mean handle time" },
  { "patience_s", "patience", CALC_TIME, NAN, TRUE, FALSE, "mean patience (inf: none abandons)" },
  { "threshold_s", "within", CALC_TIME, NAN, TRUE, FALSE, "threshold of the service level" },
  { "p_redial_abandoned", "redial-abandoned", CALC_SHARE, 0.0, FALSE, FALSE, "share that calls again after abandoning" },
  { "p_redial_blocked", "redial-blocked", CALC_SHARE, 0.0, FALSE, FALSE, "share that calls again after a busy line" },
  { NULL },
};
static const CalcOutput x_with[] = {
  { "total_load_erl", CALC_NUMBER, "load with the redials, in erlangs" },
  { "p_block", CALC_SHARE, "share that finds all lines busy" },
  { "p_abandon", CALC_SHARE, "share that abandons" },
  { "p_wait", CALC_SHARE, "share that waits" },
  { "sl_answered_in_T_of_offered", CALC_SHARE, "answered within / offered" },
  { "wait_accepted_s", CALC_TIME, "mean wait of the accepted" },
  { "occupancy", CALC_SHARE, "occupancy" },
  { NULL },
};
const CalcModel calc_erlang_x = {
  .name = "erlang-x",
  .summary = "who abandons or is blocked may call again",
  .formula = "total = fresh + total (p_redial_abandoned P(abandon) + p_redial_blocked P(block)), redials taken as Poisson",
  .input = x_input,
  .with = x_with,
  .evaluate = x_evaluate,
};
