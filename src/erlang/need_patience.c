/* Smallest number of agents with abandonment.
 *
 * With patience the answer may lie far below the load or above it, so the search starts at the load and
 * brackets by what the targets say: each target becomes a margin (log-odds of the service level, logarithms
 * of the others) that rises nearly straight in the number of agents; the least margin is followed by
 * secants, kept inside a bracket. */
#include "erlang/need_private.h"
#include "erlang/patience_private.h"

static const double MARGIN_MAX = 800.0;    /* beyond any logarithm of a double */
static const double LOGIT_TO_NORMAL = 0.6; /* log-odds to normal quantiles, near enough for a guess */

/* Share of contacts that abandon within short_s. */
static double
short_abandons(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets, int agents)
{
  WaitLaw law = erlang_wait_law(traffic->load_erl, agents, traffic->patience_s / traffic->handle_s,
                                targets->short_s / traffic->patience_s, FALSE);
  return erlang_wait_parts(&law).lost_within;
}

void
erlang_good_and_bad(MusterServiceLevel definition, const WaitParts *p, double short_lost, double *good,
                    double *bad)
{
  *good = p->served_within;
  switch (definition) {
  case MUSTER_SL_ANSWERED_OF_ANSWERED:
    *bad = p->served_later;
    return;
  case MUSTER_SL_ABANDONED_AS_GOOD:
    *good = p->served_within + p->lost_within;
    *bad = p->still_there;
    return;
  case MUSTER_SL_WITHOUT_QUICK_ABANDONS:
    *bad = p->still_there;
    return;
  case MUSTER_SL_SHORT_ABANDONS_AS_GOOD:
    *good = p->served_within + short_lost;
    *bad = 1.0 - *good;
    return;
  case MUSTER_SL_VIRTUAL_WAIT:
    *good = p->virtual_within;
    *bad = p->virtual_later;
    return;
  case MUSTER_SL_ANSWERED_OF_OFFERED:
  default:
    *bad = p->lost + p->served_later;
  }
}

MusterErlangService
erlang_service_of_nobody(const MusterErlangTargets *targets, double patience_s)
{
  gboolean good = targets->definition == MUSTER_SL_ABANDONED_AS_GOOD;
  gboolean brief = targets->definition == MUSTER_SL_SHORT_ABANDONS_AS_GOOD;
  double until = good ? targets->within_s : brief ? targets->short_s : 0.0;
  double level = isnan(targets->within_s) ? NAN : -expm1(-until / patience_s);
  return (MusterErlangService){.service_level = level, .abandon = 1.0, .asa_s = INFINITY, .occupancy = 0.0};
}

static MusterErlangService
evaluate(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets, int agents, double *odds)
{
  if (agents == 0) {
    MusterErlangService nobody = erlang_service_of_nobody(targets, traffic->patience_s);
    *odds = nobody.service_level / (1.0 - nobody.service_level);
    return nobody;
  }
  double tau = isnan(targets->within_s) ? 0.0 : targets->within_s / traffic->patience_s, good, bad;
  double short_lost = targets->definition == MUSTER_SL_SHORT_ABANDONS_AS_GOOD
                          ? short_abandons(traffic, targets, agents)
                          : 0.0;
  WaitLaw law =
      erlang_wait_law(traffic->load_erl, agents, traffic->patience_s / traffic->handle_s, tau, FALSE);
  WaitParts p = erlang_wait_parts(&law);
  erlang_good_and_bad(targets->definition, &p, short_lost, &good, &bad);
  *odds = good / bad;
  return (MusterErlangService){
      .service_level = isnan(targets->within_s) ? NAN : good / (good + bad),
      .abandon = p.lost,
      .asa_s = p.wait_served / p.served * traffic->patience_s,
      .occupancy = traffic->load_erl * p.served / agents,
  };
}

MusterErlangService
erlang_patience_service(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets, int agents)
{
  double odds;
  return evaluate(traffic, targets, agents, &odds);
}

typedef struct {
  int agents;
  double margin; /* the least over the targets that were asked; ≥ 0 exactly when all are kept */
  MusterErlangBinding broken;
  MusterErlangService service;
} Try;

static Try
try_agents(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets, int agents)
{
  double odds, least = MARGIN_MAX;
  MusterErlangService service = evaluate(traffic, targets, agents, &odds);
  if (!isnan(targets->service_level))
    least = fmin(least, log(odds * (1.0 - targets->service_level) / targets->service_level));
  if (!isnan(targets->abandon))
    least = fmin(least, log(targets->abandon / service.abandon));
  if (!isnan(targets->asa_s))
    least = fmin(least, log(targets->asa_s / service.asa_s));
  if (!isnan(targets->occupancy))
    least = fmin(least, log(targets->occupancy / service.occupancy));
  least = CLAMP(least, -MARGIN_MAX, MARGIN_MAX);
  MusterErlangBinding broken = muster_erlang_broken(targets, &service);
  /* The comparison itself decides, not its logarithm. */
  return (Try){.agents = agents,
               .margin = broken == 0 ? fmax(least, 0.0) : fmin(least, -1e-18),
               .broken = broken,
               .service = service};
}

/* Where a large queue would be just on target. Below the load the virtual wait settles at w = ln(a / n)
 * patiences and varies about it like a normal variable of variance 1 / s, s = n patience / handle (Garnett,
 * Mandelbaum & Reiman 2002; Whitt 2006). */
static int
guess(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets)
{
  double load = traffic->load_erl, ratio = traffic->patience_s / traffic->handle_s,
         share = 0.0; /* of the load */
  if (!isnan(targets->service_level)) {
    double tau = targets->within_s / traffic->patience_s, level = targets->service_level;
    if (targets->definition == MUSTER_SL_ANSWERED_OF_OFFERED ||
        targets->definition == MUSTER_SL_SHORT_ABANDONS_AS_GOOD)
      level = fmin(level * exp(tau), 0.99); /* those whose turn comes at T stay with e^(−tau) */
    double z = LOGIT_TO_NORMAL * log(level / (1.0 - level));
    share = fmax(share, exp(-tau) * (1.0 + fmin(1.0, z / sqrt(load * ratio))));
  }
  if (!isnan(targets->abandon))
    share = fmax(share, 1.0 - targets->abandon);
  if (!isnan(targets->asa_s))
    share = fmax(share, exp(-targets->asa_s / traffic->patience_s));
  if (!isnan(targets->occupancy))
    share = fmax(share, 1.0);
  return (int) CLAMP(ceil(load * share), 1.0, MUSTER_ERLANG_MAX_AGENTS);
}

/* The next number to try on the way out: a little past where the margin should cross zero, but no further
 * than `reach`. The slope is that of the last two tries; of one alone, the large queue's: log-odds of (tau
 * − ln(a/n)) √s. */
static int
further(Try before, Try last, double ratio, gboolean up, double reach)
{
  double slope = sqrt(last.agents * ratio) / (LOGIT_TO_NORMAL * last.agents);
  if (before.agents != last.agents)
    slope = (last.margin - before.margin) / ((double) last.agents - before.agents);
  double line = slope > 0.0 ? last.agents - last.margin / slope : NAN;
  double at = up ? ceil(last.agents + reach) : floor(last.agents - reach);
  at = up ? fmin(at, ceil(line)) : fmax(at, floor(line)); /* of a number and NaN, the number */
  at = up ? fmax(at, last.agents + 1.0) : fmin(at, last.agents - 1.0);
  return (int) CLAMP(at, 1.0, MUSTER_ERLANG_MAX_AGENTS);
}

/* From the guess outwards until one try keeps and one breaks the targets. FALSE when one agent keeps or the
 * most break: then both are that number. */
static gboolean
bracket(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets, Try *breaks, Try *keeps)
{
  Try last = try_agents(traffic, targets, guess(traffic, targets)), before = last;
  gboolean up = last.broken != 0;
  for (double reach = fmax(2.0, sqrt(traffic->load_erl));; reach *= 6.0) {
    int next = further(before, last, traffic->patience_s / traffic->handle_s, up, reach);
    *breaks = *keeps = last;
    if (next == last.agents)
      return FALSE;
    before = last;
    last = try_agents(traffic, targets, next);
    if ((last.broken != 0) != up) {
      *breaks = up ? before : last;
      *keeps = up ? last : before;
      return TRUE;
    }
  }
}

/* Secants inside the bracket; a side that stays twice loses half its weight (Illinois' rule), and a slow
 * search turns to halves. */
static void
close_in(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets, Try *breaks, Try *keeps)
{
  double weight_breaks = breaks->margin, weight_keeps = keeps->margin;
  int side = 0;
  for (int i = 0; keeps->agents - breaks->agents > 1; i++) {
    double span = (double) keeps->agents - breaks->agents;
    double part = i < 12 ? ceil(span * weight_breaks / (weight_breaks - weight_keeps)) : floor(span / 2);
    double at = CLAMP(breaks->agents + part, breaks->agents + 1.0, keeps->agents - 1.0);
    Try middle = try_agents(traffic, targets, (int) at);
    if (middle.broken != 0) {
      *breaks = middle;
      weight_breaks = middle.margin;
      weight_keeps *= side < 0 ? 0.5 : 1.0;
      side = -1;
    } else {
      *keeps = middle;
      weight_keeps = middle.margin;
      weight_breaks *= side > 0 ? 0.5 : 1.0;
      side = 1;
    }
  }
}

void
erlang_patience_agents(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets,
                       MusterErlangNeed *out)
{
  Try breaks, keeps;
  if (bracket(traffic, targets, &breaks, &keeps))
    close_in(traffic, targets, &breaks, &keeps);
  else
    breaks = try_agents(traffic, targets, keeps.agents - 1);
  out->agents = keeps.agents;
  out->service = keeps.service;
  out->binding = breaks.broken;
}
