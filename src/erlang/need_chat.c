/* Smallest number of agents for chats: outwards from the number whose slots the load would fill, then halves.
 */
#include "erlang/chat_private.h"
#include "erlang/domain_private.h"
#include "erlang/need_private.h"

static MusterErlangService
patient_service(const MusterErlangChatTraffic *t, const MusterErlangTargets *targets, int agents)
{
  double spare = erlang_chat_most(t, agents) - t->arrival_per_s;
  if (!(spare > 0.0))
    return (MusterErlangService){.service_level = isnan(targets->within_s) ? NAN : 0.0,
                                 .asa_s = INFINITY,
                                 .occupancy = agents > 0 ? 1.0 : 0.0};
  ChatStates states = erlang_chat_states(t, agents);
  double full = states.most / spare, wait = 1.0 / (1.0 + exp(states.ln_weight) / full);
  double idle = 1.0 / (1.0 + full * exp(-states.ln_weight));
  return (MusterErlangService){
      .service_level = idle - wait * expm1(-spare * targets->within_s),
      .asa_s = wait / spare,
      .occupancy = erlang_chat_utilisation(&states, idle, agents),
  };
}

static MusterErlangService
impatient_service(const MusterErlangChatTraffic *t, const MusterErlangTargets *targets, int agents)
{
  ChatStates states = erlang_chat_states(t, agents);
  WaitLaw law = erlang_chat_law(t, &states, isnan(targets->within_s) ? 0.0 : targets->within_s, FALSE);
  WaitParts p = erlang_wait_parts(&law);
  double brief = 0.0, good, bad;
  if (targets->definition == MUSTER_SL_SHORT_ABANDONS_AS_GOOD) {
    WaitLaw short_law = erlang_chat_law(t, &states, targets->short_s, FALSE);
    brief = erlang_wait_parts(&short_law).lost_within;
  }
  erlang_good_and_bad(targets->definition, &p, brief, &good, &bad);
  return (MusterErlangService){
      .service_level = isnan(targets->within_s) ? NAN : good / (good + bad),
      .abandon = p.lost,
      .asa_s = p.wait_served / p.served * t->patience_s,
      .occupancy = erlang_chat_utilisation(&states, law.idle, agents),
  };
}

static MusterErlangService
service_of(const MusterErlangChatTraffic *t, const MusterErlangTargets *targets, int agents)
{
  if (t->arrival_per_s == 0.0)
    return (MusterErlangService){.service_level = isnan(targets->within_s) ? NAN : 1.0};
  if (t->patience_s == INFINITY)
    return patient_service(t, targets, agents);
  return agents == 0 ? erlang_service_of_nobody(targets, t->patience_s)
                     : impatient_service(t, targets, agents);
}

static gboolean
check(const MusterErlangChatTraffic *t, const MusterErlangTargets *targets, GError **error)
{
  return erlang_check_chat(t, error) && erlang_check_targets(targets, error);
}

static int
most_agents(const MusterErlangChatTraffic *t)
{
  return MUSTER_ERLANG_MAX_PLACES / t->slots;
}

gboolean
muster_erlang_chat_service(const MusterErlangChatTraffic *traffic, const MusterErlangTargets *targets,
                           int agents, MusterErlangService *out, GError **error)
{
  if (!check(traffic, targets, error) || !erlang_check_agents(agents, error))
    return FALSE;
  if (agents > most_agents(traffic)) {
    g_set_error(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_DOMAIN,
                "%d agents with %d chats each: at most 1e7 chats in all", agents, traffic->slots);
    return FALSE;
  }
  *out = service_of(traffic, targets, agents);
  return TRUE;
}

/* Smallest number above `breaks` that keeps `targets`, first tried at `start`, into out->agents and
 * out->service. FALSE: even the most agents break them. */
static gboolean
search_above(const MusterErlangChatTraffic *t, const MusterErlangTargets *targets, int breaks, double start,
             MusterErlangNeed *out)
{
  int most = most_agents(t), keeps = (int) CLAMP(start, breaks + 1.0, most);
  for (;;) {
    out->agents = keeps;
    out->service = service_of(t, targets, keeps);
    if (muster_erlang_broken(targets, &out->service) == 0)
      break;
    if (keeps == most)
      return FALSE;
    breaks = keeps;
    keeps = (int) fmin(most, keeps + 2.0 + keeps / 8.0);
  }
  while (out->agents - breaks > 1) {
    int middle = breaks + (out->agents - breaks) / 2;
    MusterErlangService service = service_of(t, targets, middle);
    if (muster_erlang_broken(targets, &service) != 0) {
      breaks = middle;
      continue;
    }
    out->agents = middle;
    out->service = service;
  }
  return TRUE;
}

/* More agents better every measure but one: with many chats lost, the share of agents that have one may first
 * rise in their number before it falls. So the other targets are kept first, and occupancy by going on from
 * there. */
static gboolean
search(const MusterErlangChatTraffic *t, const MusterErlangTargets *targets, MusterErlangNeed *out)
{
  MusterErlangTargets others = muster_erlang_without(targets, MUSTER_ERLANG_BINDS_OCCUPANCY);
  double filled = ceil(t->arrival_per_s * t->handle_s[t->slots - 1] / t->slots);
  gboolean met = search_above(t, &others, 0, filled, out);
  if (met && muster_erlang_broken(targets, &out->service) != 0)
    met =
        search_above(t, targets, out->agents, out->agents * out->service.occupancy / targets->occupancy, out);
  if (t->patience_s == INFINITY && erlang_chat_most(t, out->agents - 1) <= t->arrival_per_s)
    out->binding = MUSTER_ERLANG_BINDS_LOAD;
  else {
    MusterErlangService less = service_of(t, targets, out->agents - 1);
    out->binding = muster_erlang_broken(targets, &less);
  }
  return met;
}

gboolean
muster_erlang_chat_agents(const MusterErlangChatTraffic *traffic, const MusterErlangTargets *targets,
                          MusterErlangNeed *out, GError **error)
{
  if (!check(traffic, targets, error))
    return FALSE;
  *out = (MusterErlangNeed){.status = MUSTER_ERLANG_MET};
  if (traffic->arrival_per_s == 0.0) {
    out->service = service_of(traffic, targets, 0);
    return TRUE;
  }
  if (traffic->patience_s == INFINITY &&
      erlang_chat_most(traffic, most_agents(traffic)) <= traffic->arrival_per_s) {
    g_set_error(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_DOMAIN,
                "so many chats that never abandon need more than 1e7 slots");
    return FALSE;
  }
  guint unmet = erlang_never_kept(traffic->patience_s, targets);
  MusterErlangTargets rest = muster_erlang_without(targets, unmet);
  if (!search(traffic, &rest, out)) {
    unmet |= muster_erlang_broken(&rest, &out->service);
    rest = muster_erlang_without(targets, unmet);
    search(traffic, &rest, out);
  }
  out->status = unmet != 0 ? MUSTER_ERLANG_IMPOSSIBLE : MUSTER_ERLANG_MET;
  out->unmet = (MusterErlangBinding) unmet;
  return TRUE;
}
