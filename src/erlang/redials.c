/* Redials as a fixed point: what abandons or is blocked comes again with a chance, and adds to the load
 * that it came from. */
#include "erlang/domain_private.h"
#include <float.h>
#include <math.h>

typedef struct {
  double fresh_erl, handle_s, patience_s, within_s, again_abandoned, again_blocked;
  int agents, lines;
} Redials;

static gboolean
at_load(const Redials *r, double total_erl, MusterErlangRedials *out, GError **error)
{
  out->total_load_erl = total_erl;
  if (r->lines == 0) {
    MusterErlangA a;
    if (!muster_erlang_a(total_erl, r->handle_s, r->patience_s, r->agents, r->within_s, &a, error))
      return FALSE;
    out->p_block = 0.0;
    out->p_abandon = a.p_abandon;
    out->p_wait = a.p_wait;
    out->p_served_within = a.p_served_within;
    out->wait_accepted_s = a.wait_all_s;
    out->occupancy = a.occupancy;
    return TRUE;
  }
  MusterErlangLines l;
  if (!muster_erlang_lines(total_erl, r->handle_s, r->patience_s, r->agents, r->lines, r->within_s, &l,
                           error))
    return FALSE;
  out->p_block = l.p_block;
  out->p_abandon = l.p_abandon;
  out->p_wait = l.p_wait;
  out->p_served_within = l.p_served_within;
  out->wait_accepted_s = l.wait_accepted_s;
  out->occupancy = l.occupancy;
  return TRUE;
}

/* Fresh load that a total would need: it grows with the total, since more load is answered and more is
 * given up for good. */
static double
needed_fresh(const Redials *r, const MusterErlangRedials *at)
{
  return at->total_load_erl * (1.0 - r->again_abandoned * at->p_abandon - r->again_blocked * at->p_block);
}

/* The total between `low` (needs too little) and `high`, by regula falsi with Illinois' rule, to the last
 * digits. */
static gboolean
solve(const Redials *r, double low, double high, MusterErlangRedials *out, GError **error)
{
  if (!at_load(r, high, out, error))
    return FALSE;
  double above = needed_fresh(r, out) - r->fresh_erl, below;
  if (!at_load(r, low, out, error))
    return FALSE;
  below = needed_fresh(r, out) - r->fresh_erl;
  for (int i = 0, side = 0; i < 200 && below < 0.0 && above > 0.0 && high - low > 2.0 * DBL_EPSILON * high;
       i++) {
    double total = i % 3 == 2 ? 0.5 * (low + high) : low - below * (high - low) / (above - below);
    if (!(total > low && total < high))
      total = 0.5 * (low + high);
    if (!at_load(r, total, out, error))
      return FALSE;
    double rest = needed_fresh(r, out) - r->fresh_erl;
    if (rest <= 0.0) {
      low = total;
      below = rest;
      above *= side < 0 ? 0.5 : 1.0;
      side = -1;
    } else {
      high = total;
      above = rest;
      below *= side > 0 ? 0.5 : 1.0;
      side = 1;
    }
  }
  return TRUE;
}

gboolean
muster_erlang_redials(double fresh_load_erl, double handle_s, double patience_s, int agents, int lines,
                      double within_s, double p_redial_abandoned, double p_redial_blocked,
                      MusterErlangRedials *out, GError **error)
{
  double most = fmax(p_redial_abandoned, lines > 0 ? p_redial_blocked : 0.0);
  if (!erlang_check_load(fresh_load_erl, error) ||
      !erlang_check_target("chance of a redial", p_redial_abandoned, error) ||
      !erlang_check_target("chance of a redial", p_redial_blocked, error))
    return FALSE;
  if (!(most < 1.0) || isnan(p_redial_abandoned) || isnan(p_redial_blocked)) {
    g_set_error(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_DOMAIN,
                "the chance of a redial must be below 1: else nobody ever gives up");
    return FALSE;
  }
  Redials r = {fresh_load_erl,     handle_s,         patience_s, within_s,
               p_redial_abandoned, p_redial_blocked, agents,     lines};
  MusterErlangRedials found;
  gboolean ok = most > 0.0 && fresh_load_erl > 0.0
                    ? solve(&r, fresh_load_erl, fresh_load_erl / (1.0 - most), &found, error)
                    : at_load(&r, fresh_load_erl, &found, error);
  if (ok)
    *out = found;
  return ok;
}
