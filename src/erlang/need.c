/* The smallest number of agents for targets together: what both searches share. */
#include "erlang/need_private.h"
#include "erlang/domain_private.h"
#include <math.h>

MusterErlangBinding
muster_erlang_broken(const MusterErlangTargets *targets, const MusterErlangService *service)
{
  guint broken = 0; /* a target of NaN compares false: not asked */
  if (service->service_level < targets->service_level)
    broken |= MUSTER_ERLANG_BINDS_SERVICE_LEVEL;
  if (service->abandon > targets->abandon)
    broken |= MUSTER_ERLANG_BINDS_ABANDON;
  if (service->asa_s > targets->asa_s)
    broken |= MUSTER_ERLANG_BINDS_ASA;
  if (service->occupancy > targets->occupancy)
    broken |= MUSTER_ERLANG_BINDS_OCCUPANCY;
  return (MusterErlangBinding) broken;
}

/* Targets that ask for what no finite number of agents gives: every contact within T, nobody to abandon, … */
guint
erlang_never_kept(double patience_s, const MusterErlangTargets *targets)
{
  guint never = 0;
  if (targets->service_level >= 1.0)
    never |= MUSTER_ERLANG_BINDS_SERVICE_LEVEL;
  if (targets->abandon <= 0.0 && isfinite(patience_s))
    never |= MUSTER_ERLANG_BINDS_ABANDON;
  if (targets->asa_s <= 0.0)
    never |= MUSTER_ERLANG_BINDS_ASA;
  if (targets->occupancy <= 0.0)
    never |= MUSTER_ERLANG_BINDS_OCCUPANCY;
  return never;
}

MusterErlangTargets
muster_erlang_without(const MusterErlangTargets *targets, guint some)
{
  MusterErlangTargets rest = *targets;
  if (some & MUSTER_ERLANG_BINDS_SERVICE_LEVEL)
    rest.service_level = NAN;
  if (some & MUSTER_ERLANG_BINDS_ABANDON)
    rest.abandon = NAN;
  if (some & MUSTER_ERLANG_BINDS_ASA)
    rest.asa_s = NAN;
  if (some & MUSTER_ERLANG_BINDS_OCCUPANCY)
    rest.occupancy = NAN;
  return rest;
}

gboolean
erlang_check_targets(const MusterErlangTargets *targets, GError **error)
{
  return erlang_check_target("service level target", targets->service_level, error) &&
         erlang_check_target("abandonment target", targets->abandon, error) &&
         erlang_check_target("occupancy target", targets->occupancy, error) &&
         (isnan(targets->asa_s) ||
          erlang_check_time("target of the mean wait", targets->asa_s, TRUE, error)) &&
         (isnan(targets->service_level) || erlang_check_time("threshold", targets->within_s, TRUE, error)) &&
         (isnan(targets->within_s) || erlang_check_time("threshold", targets->within_s, TRUE, error)) &&
         (targets->definition != MUSTER_SL_SHORT_ABANDONS_AS_GOOD ||
          erlang_check_time("short abandon time", targets->short_s, TRUE, error));
}

static gboolean
check(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets, GError **error)
{
  return erlang_check_load(traffic->load_erl, error) &&
         erlang_check_time("handle time", traffic->handle_s, FALSE, error) &&
         (traffic->patience_s == INFINITY ||
          erlang_check_patience(traffic->patience_s, traffic->handle_s, error)) &&
         erlang_check_targets(targets, error);
}

static MusterErlangService
service_of(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets, int agents)
{
  if (traffic->load_erl == 0.0)
    return (MusterErlangService){.service_level = isnan(targets->within_s) ? NAN : 1.0};
  if (isfinite(traffic->patience_s))
    return erlang_patience_service(traffic, targets, agents);
  if (agents > traffic->load_erl)
    return erlang_delay_service(traffic, targets, agents);
  return (MusterErlangService){.service_level = isnan(targets->within_s) ? NAN : 0.0,
                               .asa_s = INFINITY,
                               .occupancy = agents > 0 ? 1.0 : 0.0};
}

gboolean
muster_erlang_service(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets, int agents,
                      MusterErlangService *out, GError **error)
{
  if (!check(traffic, targets, error) || !erlang_check_agents(agents, error))
    return FALSE;
  *out = service_of(traffic, targets, agents);
  return TRUE;
}

static void
search(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets, MusterErlangNeed *out)
{
  if (isfinite(traffic->patience_s))
    erlang_patience_agents(traffic, targets, out);
  else
    erlang_delay_agents(traffic, targets, out);
}

gboolean
muster_erlang_agents(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets,
                     MusterErlangNeed *out, GError **error)
{
  if (!check(traffic, targets, error))
    return FALSE;
  *out = (MusterErlangNeed){.status = MUSTER_ERLANG_MET};
  if (traffic->load_erl == 0.0) {
    out->service = service_of(traffic, targets, 0);
    return TRUE;
  }
  guint unmet = erlang_never_kept(traffic->patience_s, targets);
  MusterErlangTargets rest = muster_erlang_without(targets, unmet);
  search(traffic, &rest, out);
  guint beyond = out->agents == MUSTER_ERLANG_MAX_AGENTS ? muster_erlang_broken(&rest, &out->service) : 0;
  if (beyond != 0) {
    unmet |= beyond;
    rest = muster_erlang_without(targets, unmet);
    search(traffic, &rest, out);
  }
  out->status = unmet != 0 ? MUSTER_ERLANG_IMPOSSIBLE : MUSTER_ERLANG_MET;
  out->unmet = (MusterErlangBinding) unmet;
  return TRUE;
}
