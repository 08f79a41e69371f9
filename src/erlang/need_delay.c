/* Smallest number of agents without abandonment.
 *
 * Small loads: the loss ratio's recursion from no servers upwards, which is the whole cost. Large loads:
 * one loss ratio at the number that square-root staffing gives (Halfin & Whitt 1981), then the same
 * recursion a few steps up or down. */
#include "erlang/delay_private.h"
#include "erlang/need_private.h"

static const double RECURSION_LOAD =
    60.0; /* below, recursion from 0 is faster than a loss ratio of its own */
static const double SQRT_HALF = 0.70710678118654752440, SQRT_2PI = 2.50662827463100050242;

typedef struct {
  double load, miss_target, within, asa; /* within and asa in handle times; NaN: not asked */
} Search;

/* Does the number of agents with this loss ratio keep service level and mean wait? */
static inline gboolean
keeps(const Search *s, int agents, double block)
{
  double spare = agents - s->load, p_wait = agents * block / (spare + s->load * block);
  if (p_wait > s->asa * spare)
    return FALSE;
  if (p_wait <= s->miss_target)
    return TRUE;
  return !(p_wait * exp(-spare * s->within) > s->miss_target);
}

/* Halfin & Whitt: with n = a + β √a, P(wait) is near 1 / (1 + β Φ(β) / φ(β)). Same question for that. */
static gboolean
keeps_nearly(const Search *s, double beta)
{
  double ratio = 0.5 * erfc(-beta * SQRT_HALF) * SQRT_2PI * exp(0.5 * beta * beta);
  double p_wait = 1.0 / (1.0 + beta * ratio), spare = beta * sqrt(s->load);
  return !(p_wait > s->asa * spare) && !(p_wait * exp(-spare * s->within) > s->miss_target);
}

static int
guess(const Search *s, int least)
{
  double low = 0.0, high = 30.0;
  for (int i = 0; i < 24; i++) {
    double middle = 0.5 * (low + high);
    if (keeps_nearly(s, middle))
      high = middle;
    else
      low = middle;
  }
  double n = ceil(s->load + high * sqrt(s->load));
  return n > least ? (int) fmin(n, MUSTER_ERLANG_MAX_AGENTS) : least;
}

/* B(n) = a B(n−1) / (n + a B(n−1)). */
static int
walk_up(const Search *s, int agents, double block)
{
  while (agents < MUSTER_ERLANG_MAX_AGENTS && !keeps(s, agents, block)) {
    agents++;
    block = s->load * block / (agents + s->load * block);
  }
  return agents;
}

/* From a number that keeps the targets: the same backwards, B(n−1) = n B(n) / (a (1 − B(n))). */
static int
walk_down(const Search *s, int agents, double block, int least)
{
  while (agents > least) {
    double before = agents * block / (s->load * (1.0 - block));
    if (!keeps(s, agents - 1, before))
      break;
    agents--;
    block = before;
  }
  return agents;
}

/* Smallest number above the load, and with load / n ≤ occupancy as the division rounds. */
static double
least_agents(double load, double occupancy)
{
  double least = floor(load) + 1.0;
  if (isnan(occupancy))
    return least;
  double n = fmax(least, floor(load / occupancy) - 1.0);
  while (n < MUSTER_ERLANG_MAX_AGENTS && load / n > occupancy)
    n += 1.0;
  return n;
}

static int
search(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets)
{
  Search s = {
      .load = traffic->load_erl,
      .miss_target = isnan(targets->service_level) ? NAN : 1.0 - targets->service_level,
      .within = targets->within_s / traffic->handle_s,
      .asa = targets->asa_s / traffic->handle_s,
  };
  double from = least_agents(s.load, targets->occupancy);
  if (from >= MUSTER_ERLANG_MAX_AGENTS)
    return MUSTER_ERLANG_MAX_AGENTS;
  int least = (int) from;
  if (s.load < RECURSION_LOAD && least < 2 * RECURSION_LOAD) {
    double block = 1.0;
    for (int n = 1; n <= least; n++)
      block = s.load * block / (n + s.load * block);
    return walk_up(&s, least, block);
  }
  int start = guess(&s, least);
  double block = erlang_blocking(s.load, start).block;
  if (keeps(&s, start, block))
    return walk_down(&s, start, block, least);
  return walk_up(&s, start, block);
}

MusterErlangService
erlang_delay_service(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets, int agents)
{
  double load = traffic->load_erl, spare = agents - load;
  Blocking b = erlang_blocking(load, agents);
  double p_wait = erlang_p_wait(load, agents, &b);
  return (MusterErlangService){
      .service_level =
          erlang_p_no_wait(load, agents, &b) - p_wait * expm1(-spare * targets->within_s / traffic->handle_s),
      .abandon = 0.0,
      .asa_s = p_wait * traffic->handle_s / spare,
      .occupancy = load / agents,
  };
}

void
erlang_delay_agents(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets,
                    MusterErlangNeed *out)
{
  out->agents = search(traffic, targets);
  out->service = erlang_delay_service(traffic, targets, out->agents);
  out->binding = MUSTER_ERLANG_BINDS_LOAD;
  if (out->agents - 1 > traffic->load_erl) {
    MusterErlangService less = erlang_delay_service(traffic, targets, out->agents - 1);
    out->binding = muster_erlang_broken(targets, &less);
  }
}
