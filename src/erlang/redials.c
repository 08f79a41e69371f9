/* Redials as a fixed point: what abandons or is blocked comes again with a chance, and adds to the load
 * that it came from. */
#include "erlang/domain_private.h"
#include "erlang/lines_private.h"
#include "erlang/patience_private.h"
#include <float.h>
#include <math.h>

typedef struct {
  double fresh_erl, patience;                /* patience in handle times */
  double give_up_abandoned, give_up_blocked; /* chance not to come again */
  int agents, lines;
} Redials;

/* Who gets through at a total load: of all attempts. */
static LineFlows
flows_at(const Redials *r, double total_erl)
{
  if (r->lines > 0)
    return erlang_line_flows(total_erl, r->patience, r->agents, r->lines);
  if (isinf(r->patience))
    return (LineFlows){.served = 1.0};
  WaitLaw law = erlang_wait_law(total_erl, r->agents, r->patience, 0.0, FALSE);
  WaitParts p = erlang_wait_parts(&law);
  return (LineFlows){.served = p.served, .lost = p.lost};
}

/* Fresh load that a total needs, over the fresh load there is, less 1: what is answered and what is given up
 * for good. It grows with the total. */
static double
excess(const Redials *r, double total_erl)
{
  LineFlows f = flows_at(r, total_erl);
  double final = f.served + r->give_up_abandoned * f.lost + r->give_up_blocked * f.blocked;
  return total_erl * final / r->fresh_erl - 1.0;
}

/* Chandrupatla's method (1997): inverse quadratic interpolation where three points allow it, else halves. */
static double
solve(const Redials *r, double low, double high)
{
  double a = high, fa = excess(r, a), b = low, fb = excess(r, b), part = 0.5;
  if (fa <= 0.0 || fb >= 0.0)
    return fa <= 0.0 ? a : b;
  for (int i = 0; i < 200; i++) {
    double x = a + part * (b - a), fx = excess(r, x), c, fc;
    if ((fx > 0.0) == (fa > 0.0)) {
      c = a;
      fc = fa;
    } else {
      c = b;
      fc = fb;
      b = a;
      fb = fa;
    }
    a = x;
    fa = fx;
    double best = fabs(fa) < fabs(fb) ? a : b, nearest = 2.0 * DBL_EPSILON * best / fabs(b - a);
    if (nearest > 1.0 || fx == 0.0)
      return best;
    double xi = (a - b) / (c - b), phi = (fa - fb) / (fc - fb);
    gboolean quadratic = phi * phi < xi && (1.0 - phi) * (1.0 - phi) < 1.0 - xi;
    part = quadratic ? fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
                     : 0.5;
    part = CLAMP(part, 0.5 * nearest, 1.0 - 0.5 * nearest);
  }
  return fabs(fa) < fabs(fb) ? a : b;
}

/* Everything at the total load that was found. */
static gboolean
fill(const Redials *r, double total_erl, double handle_s, double patience_s, double within_s,
     MusterErlangRedials *out, GError **error)
{
  MusterErlangRedials found = {.total_load_erl = total_erl};
  if (r->lines == 0) {
    MusterErlangA a;
    if (!muster_erlang_a(total_erl, handle_s, patience_s, r->agents, within_s, &a, error))
      return FALSE;
    found.p_abandon = a.p_abandon;
    found.p_wait = a.p_wait;
    found.p_served_within = a.p_served_within;
    found.wait_accepted_s = a.wait_all_s;
    found.occupancy = a.occupancy;
  } else {
    MusterErlangLines l;
    if (!muster_erlang_lines(total_erl, handle_s, patience_s, r->agents, r->lines, within_s, &l, error))
      return FALSE;
    found.p_block = l.p_block;
    found.p_abandon = l.p_abandon;
    found.p_wait = l.p_wait;
    found.p_served_within = l.p_served_within;
    found.wait_accepted_s = l.wait_accepted_s;
    found.occupancy = l.occupancy;
  }
  *out = found;
  return TRUE;
}

static gboolean
refuse_chance(GError **error)
{
  g_set_error(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_DOMAIN,
              "the chance of a redial must be from 0 to below 1: else nobody ever gives up");
  return FALSE;
}

gboolean
muster_erlang_redials(double fresh_load_erl, double handle_s, double patience_s, int agents, int lines,
                      double within_s, double p_redial_abandoned, double p_redial_blocked,
                      MusterErlangRedials *out, GError **error)
{
  if (!(p_redial_abandoned >= 0.0 && p_redial_abandoned < 1.0 && p_redial_blocked >= 0.0 &&
        (p_redial_blocked < 1.0 || lines == 0)))
    return refuse_chance(error);
  Redials r = {
      fresh_load_erl, patience_s / handle_s, 1.0 - p_redial_abandoned, 1.0 - p_redial_blocked, agents, lines};
  MusterErlangRedials at_fresh; /* also checks every number */
  if (!fill(&r, fresh_load_erl, handle_s, patience_s, within_s, &at_fresh, error))
    return FALSE;
  double most = fmax(isinf(patience_s) ? 0.0 : p_redial_abandoned, lines > 0 ? p_redial_blocked : 0.0);
  if (fresh_load_erl == 0.0 || most == 0.0 || agents == 0) {
    *out = at_fresh;
    if (agents == 0 && fresh_load_erl > 0.0)
      return fill(&r, fmin(fresh_load_erl / r.give_up_abandoned, MUSTER_ERLANG_MAX_LOAD), handle_s,
                  patience_s, within_s, out, error);
    return TRUE;
  }
  double total = solve(&r, fresh_load_erl, fmin(fresh_load_erl / (1.0 - most), MUSTER_ERLANG_MAX_LOAD));
  if (total < MUSTER_ERLANG_MAX_LOAD)
    return fill(&r, total, handle_s, patience_s, within_s, out, error);
  g_set_error(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_DOMAIN,
              "with so many redials the load would pass 1e9 erlangs");
  return FALSE;
}
