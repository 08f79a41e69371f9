/* Chats: agents with several at once. */
#include "cli/calc_private.h"
#include <math.h>
#include <string.h>

static gboolean
chat_evaluate(const double *in, double *out, GError **error)
{
  MusterErlangChat r;
  if (!muster_erlang_chat((int) in[0], (int) in[2], in + CALC_LIST, in[3], in[4], in[5], &r, error))
    return FALSE;
  const double values[] = {r.p_wait,          r.p_abandon,        r.wait_all_s,       r.sl_virtual,
                           r.queue_length,    r.mean_chats,       r.utilisation,      r.wait_served_s,
                           r.p_served_within, r.sl_answered,      r.sl_abandons_good, r.sl_without_abandons,
                           r.not_sl_virtual,  r.p_abandon_within, r.wait_abandoned_s};
  memcpy(out, values, sizeof values);
  return TRUE;
}

static gboolean
chat_search(const double *in, double *out, CalcWhy *why, GError **error)
{
  MusterErlangChatTraffic traffic = {in[3], (int) in[2], in + CALC_LIST, in[4]};
  MusterErlangTargets targets = calc_targets(in + 6, in[5]);
  MusterErlangNeed need;
  if (!muster_erlang_chat_agents(&traffic, &targets, &need, error))
    return FALSE;
  gboolean met = need.status == MUSTER_ERLANG_MET;
  const double values[] = {need.agents, need.service.service_level, need.service.abandon,
                           need.service.occupancy};
  for (int i = 0; i < 4; i++)
    out[i] = met ? values[i] : NAN;
  *why = (CalcWhy){need.binding, need.unmet};
  return TRUE;
}

static const CalcInput chat_input[] = {
    {"agents", "agents", CALC_COUNT, NAN, TRUE, FALSE, "agents on queue"},
    {"slots_per_agent", "slots", CALC_SLOTS, NAN, FALSE, FALSE, "chats that an agent may have open"},
    {"aht_by_concurrency_s", "handle-time", CALC_TIMES, NAN, TRUE, FALSE,
     "mean handle time with 1, 2, … open"},
    {"arrival_rate_per_s", "contacts", CALC_RATE, NAN, TRUE, FALSE, "chats offered"},
    {"patience_s", "patience", CALC_TIME, INFINITY, FALSE, FALSE, "mean patience"},
    {"threshold_s", "within", CALC_TIME, NAN, TRUE, FALSE, "threshold of the service level (T)"},
    CALC_TARGET_INPUTS,
    {NULL},
};
static const CalcOutput chat_with[] = {
    {"p_wait", CALC_SHARE, "share that finds every slot taken"},
    {"p_abandon", CALC_SHARE, "share that abandons"},
    {"wait_all_s", CALC_TIME, "mean wait of all"},
    {"sl_virtual_wait", CALC_SHARE, "service level: virtual_wait, P(V <= T)"},
    {"queue_len", CALC_NUMBER, "mean number waiting"},
    {"mean_chats_in_service", CALC_NUMBER, "mean number of chats open"},
    {"agent_utilisation", CALC_SHARE, "occupancy: agents with a chat open"},
    {"wait_served_s", CALC_TIME, "average speed of answer"},
    {"sl_answered_in_T_of_offered", CALC_SHARE, "service level: answered within / offered"},
    {"sl_answered_in_T_of_answered", CALC_SHARE, "service level: answered within / answered"},
    {"sl_answered_plus_ab_in_T_of_offered", CALC_SHARE,
     "service level: (answered within + abandoned within) / offered"},
    {"sl_answered_in_T_of_offered_minus_ab_in_T", CALC_SHARE,
     "service level: answered within / (offered - abandoned within)"},
    {"one_minus_sl_virtual", CALC_SHARE, "P(virtual wait > T)"},
    {"p_abandon_in_T", CALC_SHARE, "abandoned within T / offered"},
    {"wait_abandoned_s", CALC_TIME, "mean wait of those who abandon"},
    {NULL},
};
static const CalcOutput chat_smallest[] = {
    {"min_agents", CALC_COUNT, "smallest number of agents"},
    {"service_level", CALC_SHARE, "service level by the definition"},
    {"p_abandon", CALC_SHARE, "share that abandons"},
    {"occupancy", CALC_SHARE, "agents with a chat open"},
    {NULL},
};
const CalcModel calc_chat = {
    .name = "chat",
    .summary = "agents with several chats at once, each slower for it; a queue with patience when all slots "
               "are taken",
    .formula = "i chats of an agent end at rate i / handle time(i); chats are spread evenly, a new one goes "
               "to the agent with the fewest",
    .source = "a birth-death chain; above the last slot it is Erlang A's",
    .wanted = "agents",
    .input = chat_input,
    .with = chat_with,
    .smallest = chat_smallest,
    .evaluate = chat_evaluate,
    .search = chat_search,
};
