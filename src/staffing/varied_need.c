/* Smallest number of agents for targets that hold on average over the variation of demand, or on a share of
 * days. */
#include "staffing/variation_private.h"
#include "staffing/staffing_private.h"
#include <math.h>

typedef struct {
  const StaffingVariation *variation;
  const MusterCentre *centre;
  int queue;
  const MusterErlangTraffic *traffic;
  MusterErlangTargets targets;
} Search;

/* What so many agents break on average; without patience, staying ahead of the mean load is asked too. */
static gboolean
broken_with(const Search *s, int agents, MusterErlangBinding *broken, MusterErlangService *service,
            GError **error)
{
  StaffingSums sums;
  if (!staffing_varied_sums(s->variation, s->centre, s->queue, s->traffic, &s->targets, agents, &sums, error))
    return FALSE;
  *service = staffing_sums_service(&sums);
  *broken = muster_erlang_broken(&s->targets, service);
  if (isinf(s->traffic->patience_s) &&
      agents * staffing_live_speed(&s->centre->queue[s->queue]) <= s->traffic->load_erl)
    *broken = (MusterErlangBinding) ((guint) *broken | MUSTER_ERLANG_BINDS_LOAD);
  return TRUE;
}

/* From `start` in steps that double until the least number lies between two, then by halves. */
static gboolean
search(const Search *s, int start, MusterErlangNeed *need, GError **error)
{
  int low = 0, high = MUSTER_ERLANG_MAX_AGENTS; /* broken (or nobody), and kept */
  gboolean has_low = FALSE, has_high = FALSE;
  need->binding = MUSTER_ERLANG_BINDS_NOTHING;
  for (gint64 n = MAX(start, 1), step = 1; low + 1 < high; step *= 2) {
    MusterErlangBinding broken;
    MusterErlangService service;
    if (!broken_with(s, (int) n, &broken, &service, error))
      return FALSE;
    if (broken == MUSTER_ERLANG_BINDS_NOTHING) {
      high = (int) n;
      has_high = TRUE;
      need->service = service;
    } else {
      low = (int) n;
      has_low = TRUE;
      need->binding = broken;
    }
    n = has_low && has_high ? low + (high - low) / 2
        : has_high          ? MAX(high - step, 1)
                            : MIN(low + step, high - 1);
    if (has_high && !has_low && high == 1)
      break;
  }
  need->agents = high;
  if (!has_high) {
    need->status = MUSTER_ERLANG_IMPOSSIBLE;
    need->unmet = (MusterErlangBinding) ((guint) need->unmet | (guint) need->binding);
  }
  return TRUE;
}

/* At the load that a share of days stays below. */
static gboolean
agents_on_share(const Search *s, double share, MusterErlangNeed *need, GError **error)
{
  MusterErlangTraffic busy = *s->traffic;
  MusterErlangBinding broken;
  busy.load_erl =
      fmin(busy.load_erl * staffing_variation_quantile(s->variation, share), MUSTER_ERLANG_MAX_LOAD);
  return staffing_live_agents(s->centre, s->queue, &busy, &s->targets, need, error) &&
         broken_with(s, need->agents, &broken, &need->service, error);
}

gboolean
staffing_varied_agents(const StaffingVariation *v, const MusterCentre *centre, int queue,
                       const MusterErlangTraffic *traffic, const MusterErlangTargets *targets, double share,
                       MusterErlangNeed *need, GError **error)
{
  Search s = {v, centre, queue, traffic, *targets};
  if (!staffing_varies(v) || traffic->load_erl == 0.0)
    return staffing_live_agents(centre, queue, traffic, targets, need, error);
  if (!isnan(share))
    return agents_on_share(&s, share, need, error);
  if (!staffing_live_agents(centre, queue, traffic, targets, need, error))
    return FALSE;
  guint unmet = need->unmet;
  /* Without patience there are days whose queue grows all day long: its mean wait has no end. */
  if (isinf(traffic->patience_s) && !isnan(targets->asa_s))
    unmet |= MUSTER_ERLANG_BINDS_ASA;
  s.targets = muster_erlang_without(targets, unmet);
  need->unmet = (MusterErlangBinding) unmet;
  need->status = unmet != 0 ? MUSTER_ERLANG_IMPOSSIBLE : MUSTER_ERLANG_MET;
  gboolean asked = !isnan(s.targets.service_level) || !isnan(s.targets.abandon) || !isnan(s.targets.asa_s) ||
                   !isnan(s.targets.occupancy) || isinf(traffic->patience_s);
  return search(&s, asked ? need->agents : 1, need, error);
}
