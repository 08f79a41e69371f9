/* What goes into each formula and what comes out. The columns are those of the published tables
 * (docs/calc.md). */
#include "cli/calc_private.h"
#include <math.h>
#include <muster/erlang.h>
#include <string.h>

const CalcModel *const *
calc_models(void)
{
  static const CalcModel *const models[] = {
      &calc_erlang_b, &calc_erlang_c, &calc_erlang_a, &calc_lines, &calc_erlang_x, &calc_chat, NULL};
  return models;
}

MusterErlangTargets
calc_targets(const double *first, double within_s)
{
  MusterErlangTargets targets = MUSTER_ERLANG_NO_TARGETS;
  targets.within_s = within_s;
  targets.definition = (MusterServiceLevel) first[0];
  targets.service_level = first[1];
  targets.abandon = first[2];
  targets.occupancy = first[3];
  targets.asa_s = first[4];
  targets.short_s = first[5];
  return targets;
}

/* Smallest number, service level and abandonment; NaN when no number keeps the targets. */
static void
fill_need(const MusterErlangNeed *need, double *out, CalcWhy *why)
{
  gboolean met = need->status == MUSTER_ERLANG_MET;
  out[0] = met ? (double) need->agents : NAN;
  out[1] = met ? need->service.service_level : NAN;
  out[2] = met ? need->service.abandon : NAN;
  *why = (CalcWhy){need->binding, need->unmet};
}

/* --- Erlang B
 * ---------------------------------------------------------------------------------------------------- */

static gboolean
b_evaluate(const double *in, double *out, GError **error)
{
  MusterErlangB r;
  if (!muster_erlang_b(in[1], (int) in[0], &r, error))
    return FALSE;
  const double values[] = {r.block, r.ln_block, r.lost_erl, r.occupancy};
  memcpy(out, values, sizeof values);
  return TRUE;
}

static gboolean
b_search(const double *in, double *out, CalcWhy *why, GError **error)
{
  MusterErlangB r;
  int servers;
  if (!muster_erlang_b_servers(in[1], in[2], &servers, error) || !muster_erlang_b(in[1], servers, &r, error))
    return FALSE;
  *why = (CalcWhy){0};
  out[0] = servers;
  out[1] = r.block;
  return TRUE;
}

static const CalcInput b_input[] = {
    {"servers", "servers", CALC_COUNT, NAN, TRUE, FALSE, "servers, or lines"},
    {"load_erl", "load", CALC_LOAD, NAN, TRUE, FALSE, "offered load"},
    {"target_block", "max-block", CALC_SHARE, NAN, TRUE, TRUE, "blocked share, at most"},
    {NULL},
};
static const CalcOutput b_with[] = {
    {"block", CALC_SHARE, "share that finds all servers busy"},
    {"ln_block", CALC_NUMBER, "its natural logarithm"},
    {"lost_erl", CALC_LOAD, "load that is lost"},
    {"occ", CALC_SHARE, "occupancy of a server"},
    {NULL},
};
static const CalcOutput b_smallest[] = {
    {"min_servers", CALC_COUNT, "smallest number of servers"},
    {"block", CALC_SHARE, "share that finds all servers busy"},
    {NULL},
};
const CalcModel calc_erlang_b = {
    .name = "erlang-b",
    .summary = "nobody waits: who finds all servers busy is lost (M/M/n/n)",
    .wanted = "servers",
    .source = "Erlang 1917; computed as in Jagerman 1974",
    .formula = "Erlang B: block = (a^n / n!) / sum over k = 0..n of a^k / k!",
    .input = b_input,
    .with = b_with,
    .smallest = b_smallest,
    .evaluate = b_evaluate,
    .search = b_search,
};

/* --- Erlang C
 * ---------------------------------------------------------------------------------------------------- */

/* With no more agents than load the queue grows for ever: everybody waits, nobody within any time. */
static void
c_overload(double *out)
{
  const double values[] = {1.0, NAN, NAN, NAN, 1.0, 0.0, 1.0, NAN};
  memcpy(out, values, sizeof values);
}

static gboolean
c_evaluate(const double *in, double *out, GError **error)
{
  if (in[0] <= in[1] && in[1] > 0.0 && in[1] <= MUSTER_ERLANG_MAX_LOAD) {
    c_overload(out);
    return TRUE;
  }
  MusterErlangC r;
  if (!muster_erlang_c(in[1], in[2], (int) in[0], in[3], &r, error))
    return FALSE;
  const double values[] = {r.p_wait,    r.asa_s,         r.wait_of_delayed_s, r.queue_length,
                           r.occupancy, r.service_level, r.not_service_level, r.wait_p90_s};
  memcpy(out, values, sizeof values);
  return TRUE;
}

static gboolean
c_search(const double *in, double *out, CalcWhy *why, GError **error)
{
  MusterErlangTraffic traffic = {in[1], in[2], INFINITY};
  MusterErlangTargets targets = MUSTER_ERLANG_NO_TARGETS;
  targets.within_s = in[3];
  targets.service_level = in[4];
  targets.occupancy = in[5];
  targets.asa_s = in[6];
  MusterErlangNeed need;
  double found[3];
  if (!muster_erlang_agents(&traffic, &targets, &need, error))
    return FALSE;
  fill_need(&need, found, why);
  memcpy(out, found, 2 * sizeof *out);
  return TRUE;
}

static const CalcInput c_input[] = {
    {"agents", "agents", CALC_COUNT, NAN, TRUE, FALSE, "agents on queue"},
    {"load_erl", "load", CALC_LOAD, NAN, TRUE, FALSE, "offered load"},
    {"aht_s", "handle-time", CALC_TIME, NAN, TRUE, FALSE, "mean handle time"},
    {"threshold_s", "within", CALC_TIME, NAN, TRUE, FALSE, "threshold of the service level (T)"},
    {"target_sl", "service-level", CALC_SHARE, NAN, FALSE, TRUE, "answered within T, at least"},
    {"max_occupancy", "max-occupancy", CALC_SHARE, NAN, FALSE, TRUE, "occupancy, at most"},
    {"max_asa_s", "max-asa", CALC_TIME, NAN, FALSE, TRUE, "average speed of answer, at most"},
    {NULL},
};
static const CalcOutput c_with[] = {
    {"p_wait", CALC_SHARE, "share that waits"},
    {"asa_s", CALC_TIME, "average speed of answer"},
    {"wait_of_delayed_s", CALC_TIME, "mean wait of those who wait"},
    {"queue_len", CALC_NUMBER, "mean number waiting"},
    {"occupancy", CALC_SHARE, "occupancy"},
    {"service_level", CALC_SHARE, "service level (answered within T / offered)"},
    {"one_minus_sl", CALC_SHARE, "not answered within T"},
    {"wait_p90_s", CALC_TIME, "nine in ten wait at most so long"},
    {NULL},
};
static const CalcOutput c_smallest[] = {
    {"min_agents", CALC_COUNT, "smallest number of agents"},
    {"service_level", CALC_SHARE, "service level (answered within T / offered)"},
    {NULL},
};
const CalcModel calc_erlang_c = {
    .name = "erlang-c",
    .summary = "everybody waits until answered, however long (M/M/n)",
    .wanted = "agents",
    .source = "Erlang 1917; Cooper 1981, Introduction to Queueing Theory, section 3.5",
    .formula = "Erlang C: P(wait) = B / (1 - (a/n)(1 - B)) with Erlang B's B; P(W > T) = P(wait) exp(-(n - "
               "a) T / handle time)",
    .input = c_input,
    .with = c_with,
    .smallest = c_smallest,
    .evaluate = c_evaluate,
    .search = c_search,
};

/* --- Erlang A
 * ---------------------------------------------------------------------------------------------------- */

static gboolean
a_evaluate(const double *in, double *out, GError **error)
{
  MusterErlangA r;
  if (!muster_erlang_a(in[1], in[2], in[3], (int) in[0], in[4], &r, error))
    return FALSE;
  const double values[] = {r.p_wait,       r.p_abandon,       r.p_abandon_given_wait,
                           r.wait_all_s,   r.wait_served_s,   r.wait_abandoned_s,
                           r.queue_length, r.occupancy,       r.sl_abandons_good,
                           r.sl_answered,  r.p_served_within, r.sl_without_abandons,
                           r.sl_virtual,   r.not_sl_virtual,  r.p_abandon_within};
  memcpy(out, values, sizeof values);
  return TRUE;
}

static gboolean
a_search(const double *in, double *out, CalcWhy *why, GError **error)
{
  MusterErlangTraffic traffic = {in[1], in[2], in[3]};
  MusterErlangTargets targets = calc_targets(in + 5, in[4]);
  MusterErlangNeed need;
  if (!muster_erlang_agents(&traffic, &targets, &need, error))
    return FALSE;
  fill_need(&need, out, why);
  return TRUE;
}

static const CalcInput a_input[] = {
    {"agents", "agents", CALC_COUNT, NAN, TRUE, FALSE, "agents on queue"},
    {"load_erl", "load", CALC_LOAD, NAN, TRUE, FALSE, "offered load"},
    {"aht_s", "handle-time", CALC_TIME, NAN, TRUE, FALSE, "mean handle time"},
    {"patience_s", "patience", CALC_TIME, NAN, TRUE, FALSE, "mean patience"},
    {"threshold_s", "within", CALC_TIME, NAN, TRUE, FALSE, "threshold of the service level (T)"},
    CALC_TARGET_INPUTS,
    {NULL},
};
static const CalcOutput a_with[] = {
    {"p_wait", CALC_SHARE, "share that waits"},
    {"p_abandon", CALC_SHARE, "share that abandons"},
    {"p_abandon_given_wait", CALC_SHARE, "share that abandons, of those who wait"},
    {"wait_all_s", CALC_TIME, "mean wait of all"},
    {"wait_served_s", CALC_TIME, "average speed of answer"},
    {"wait_abandoned_s", CALC_TIME, "mean wait of those who abandon"},
    {"queue_len", CALC_NUMBER, "mean number waiting"},
    {"occupancy", CALC_SHARE, "occupancy"},
    {"sl_answered_plus_ab_in_T_of_offered", CALC_SHARE,
     "service level: (answered within + abandoned within) / offered"},
    {"sl_answered_in_T_of_answered", CALC_SHARE, "service level: answered within / answered"},
    {"sl_answered_in_T_of_offered", CALC_SHARE, "service level: answered within / offered"},
    {"sl_answered_in_T_of_offered_minus_ab_in_T", CALC_SHARE,
     "service level: answered within / (offered - abandoned within)"},
    {"sl_virtual_wait", CALC_SHARE, "service level: virtual_wait, P(V <= T)"},
    {"one_minus_sl_virtual", CALC_SHARE, "P(virtual wait > T)"},
    {"p_abandon_in_T", CALC_SHARE, "abandoned within T / offered"},
    {NULL},
};
static const CalcOutput a_smallest[] = {
    {"min_agents", CALC_COUNT, "smallest number of agents"},
    {"service_level", CALC_SHARE, "service level by the definition"},
    {"p_abandon", CALC_SHARE, "share that abandons"},
    {NULL},
};
const CalcModel calc_erlang_a = {
    .name = "erlang-a",
    .summary = "contacts wait, and leave when their patience ends (M/M/n+M)",
    .wanted = "agents",
    .source = "Palm 1946; Baccelli & Hebuterne 1981; Garnett, Mandelbaum & Reiman 2002",
    .formula = "Erlang A: with k contacts there, min(k, n) / handle time + max(k - n, 0) / patience leave "
               "per second",
    .input = a_input,
    .with = a_with,
    .smallest = a_smallest,
    .evaluate = a_evaluate,
    .search = a_search,
};
