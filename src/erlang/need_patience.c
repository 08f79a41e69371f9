/* Smallest number of agents with abandonment.
 *
 * With patience the answer may lie far below the load or above it, so the search starts at the load and brackets by what the
 * targets say: each target becomes a margin (log-odds of the service level, logarithms of the others) that rises nearly
 * straight in the number of agents; the least margin is followed by secants, kept inside a bracket.
 */
#include "erlang/need_private.h"
#include "erlang/patience_private.h"

static const double MARGIN_MAX = 800.0; /* beyond any logarithm of a double */

/* Share of contacts that abandon within short_s. */
static double
short_abandons(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets, int agents)
{
  WaitLaw law = erlang_wait_law(traffic->load_erl, agents, traffic->patience_s / traffic->handle_s,
                                targets->short_s / traffic->patience_s, FALSE);
  return erlang_wait_parts(&law).lost_within;
}

/* Service level as good : bad, neither by subtraction from 1 where that can be had. */
static void
good_and_bad(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets, int agents, const WaitParts *p, double *good,
             double *bad)
{
  *good = p->served_within;
  switch (targets->definition) {
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
    *good = p->served_within + short_abandons(traffic, targets, agents);
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

static MusterErlangService
evaluate(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets, int agents, gboolean with_asa, double *odds)
{
  if (agents == 0) {
    gboolean good = targets->definition == MUSTER_SL_ABANDONED_AS_GOOD;
    gboolean brief = targets->definition == MUSTER_SL_SHORT_ABANDONS_AS_GOOD;
    double until = good ? targets->within_s : brief ? targets->short_s : 0.0;
    double level = isnan(targets->within_s) ? NAN : -expm1(-until / traffic->patience_s);
    *odds = level / (1.0 - level);
    return (MusterErlangService){.service_level = level, .abandon = 1.0, .asa_s = INFINITY, .occupancy = 0.0};
  }
  double tau = isnan(targets->within_s) ? 0.0 : targets->within_s / traffic->patience_s, good, bad;
  WaitLaw law = erlang_wait_law(traffic->load_erl, agents, traffic->patience_s / traffic->handle_s, tau, with_asa);
  WaitParts p = erlang_wait_parts(&law);
  good_and_bad(traffic, targets, agents, &p, &good, &bad);
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
  return evaluate(traffic, targets, agents, TRUE, &odds);
}

/* The least margin over the targets that were asked, ≥ 0 exactly when all are kept. */
static double
margin(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets, int agents)
{
  double odds, least = MARGIN_MAX;
  MusterErlangService service = evaluate(traffic, targets, agents, !isnan(targets->asa_s), &odds);
  if (!isnan(targets->service_level))
    least = fmin(least, log(odds) - log(targets->service_level / (1.0 - targets->service_level)));
  if (!isnan(targets->abandon))
    least = fmin(least, log(targets->abandon / service.abandon));
  if (!isnan(targets->asa_s))
    least = fmin(least, log(targets->asa_s / service.asa_s));
  if (!isnan(targets->occupancy))
    least = fmin(least, log(targets->occupancy / service.occupancy));
  least = CLAMP(least, -MARGIN_MAX, MARGIN_MAX);
  if (isnan(targets->asa_s))
    service.asa_s = NAN; /* was not computed */
  gboolean kept = erlang_broken(targets, &service) == 0;
  return kept ? fmax(least, 0.0) : fmin(least, -1e-18); /* the comparison itself decides, not its logarithm */
}

typedef struct {
  int agents;
  double margin;
} Try;

/* The next number to try on the way out: a little past where the line through the last two tries crosses zero, but no further
 * than `reach`. */
static int
further(Try before, Try last, gboolean up, double reach)
{
  double at = up ? ceil(last.agents + reach) : floor(last.agents - reach);
  double rise = (last.margin - before.margin) / ((double) last.agents - before.agents);
  if (rise > 0.0) { /* NaN at first, when both are one */
    double line = last.agents - last.margin / rise;
    at = up ? fmin(at, ceil(line + 1.0)) : fmax(at, floor(line - 1.0));
  }
  at = up ? fmax(at, last.agents + 1.0) : fmin(at, last.agents - 1.0);
  return (int) CLAMP(at, 1.0, MUSTER_ERLANG_MAX_AGENTS);
}

/* From the load outwards until one try keeps and one breaks the targets. FALSE when one agent keeps or the most break: then
 * both are that number. */
static gboolean
bracket(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets, Try *breaks, Try *keeps)
{
  Try last = {.agents = (int) fmax(1.0, ceil(traffic->load_erl))};
  last.margin = margin(traffic, targets, last.agents);
  Try before = last;
  gboolean up = last.margin < 0.0;
  for (double reach = fmax(1.0, 0.5 * sqrt(traffic->load_erl));; reach *= 4.0) {
    Try next = {.agents = further(before, last, up, reach)};
    *breaks = *keeps = last;
    if (next.agents == last.agents)
      return FALSE;
    next.margin = margin(traffic, targets, next.agents);
    if ((next.margin < 0.0) != up) {
      *breaks = up ? last : next;
      *keeps = up ? next : last;
      return TRUE;
    }
    before = last;
    last = next;
  }
}

int
erlang_patience_agents(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets)
{
  Try breaks, keeps;
  if (!bracket(traffic, targets, &breaks, &keeps))
    return keeps.agents;
  double weight_breaks = breaks.margin, weight_keeps = keeps.margin; /* halved by Illinois' rule when a side stays */
  int side = 0;
  for (int i = 0; keeps.agents - breaks.agents > 1; i++) {
    double span = (double) keeps.agents - breaks.agents;
    double at = breaks.agents + ceil(span * weight_breaks / (weight_breaks - weight_keeps));
    if (i > 12)
      at = breaks.agents + floor(span / 2);
    at = CLAMP(at, breaks.agents + 1.0, keeps.agents - 1.0);
    Try middle = {.agents = (int) at, .margin = margin(traffic, targets, (int) at)};
    if (middle.margin < 0.0) {
      breaks = middle;
      weight_breaks = middle.margin;
      weight_keeps *= side < 0 ? 0.5 : 1.0;
      side = -1;
    } else {
      keeps = middle;
      weight_keeps = middle.margin;
      weight_breaks *= side > 0 ? 0.5 : 1.0;
      side = 1;
    }
  }
  return keeps.agents;
}
