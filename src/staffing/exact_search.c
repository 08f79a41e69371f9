/* The least staff of an exact day: forward through each stretch of open intervals, the least with which the
 * contacts of the interval are on target while the next interval has the same; then one pass in order that
 * raises whatever is still below. */
#include "staffing/exact_day_private.h"
#include <math.h>

enum { MOST_AGENTS = 5000000 };

/* Targets that are broken; those that nobody can keep have been taken out. Work that is left over from
 * earlier keeps agents busy also where nobody arrives, so occupancy is asked, the shares of arrivals are
 * not. FALSE: an error. */
static gboolean
broken_at(ExactStretch *s, int i, gboolean arrivals, MusterBinding *broken, GError **error)
{
  MusterErlangService service;
  *broken = MUSTER_BINDING_NONE;
  if (!exact_stretch_service(s, i, s->ask, &service, error))
    return FALSE;
  if (arrivals && service.service_level < s->targets.service_level)
    *broken = MUSTER_BINDING_SERVICE_LEVEL;
  else if (arrivals && service.abandon > s->targets.abandon)
    *broken = MUSTER_BINDING_ABANDON;
  else if (arrivals && !isnan(s->targets.asa_s) && !(service.asa_s <= s->targets.asa_s))
    *broken = MUSTER_BINDING_ASA;
  else if (service.occupancy > s->targets.occupancy)
    *broken = MUSTER_BINDING_OCCUPANCY;
  return TRUE;
}

/* The least staff for interval i with the same in all that follow: from `start` in steps that double until
 * it lies between two numbers, then by halves. */
static gboolean
least_forward(ExactStretch *s, int i, int start, gboolean arrivals, int *agents, MusterBinding *binding,
              GError **error)
{
  int least = arrivals ? 1 : 0, low = least - 1, high = MOST_AGENTS; /* broken, and kept */
  gboolean has_kept = FALSE;
  *binding = MUSTER_BINDING_NONE;
  for (int n = MAX(start, least), step = 1; low + 1 < high; step *= 2) {
    MusterBinding broken;
    exact_stretch_set_agents(s, i, s->n, n);
    if (!broken_at(s, i, arrivals, &broken, error))
      return FALSE;
    if (broken == MUSTER_BINDING_NONE) {
      high = n;
      has_kept = TRUE;
    } else {
      low = n;
      *binding = broken;
    }
    if (has_kept && *binding != MUSTER_BINDING_NONE)
      n = low + (high - low) / 2;
    else
      n = has_kept ? MAX(least, high - step) : (int) MIN((gint64) MOST_AGENTS - 1, (gint64) low + step);
  }
  if (!has_kept) {
    g_set_error(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_LIMIT,
                "an exact day has no number of agents below %d that keeps the target", MOST_AGENTS);
    return FALSE;
  }
  *agents = high;
  exact_stretch_set_agents(s, i, s->n, high);
  return TRUE;
}

static gboolean
forward(ExactStretch *s, GError **error)
{
  int lift = 0; /* above the stationary number, carried along as the next first try */
  for (int i = 0; i < s->n; i++) {
    MusterNeed *need = staffing_need(s->of->staffing, s->of->queue, s->first + i);
    int stationary = (int) need->agents, agents = 0;
    MusterBinding binding;
    if (!least_forward(s, i, stationary + lift, need->contacts > 0.0, &agents, &binding, error))
      return FALSE;
    lift = agents - stationary;
    need->agents = agents;
    need->binding = binding == MUSTER_BINDING_NONE ? need->binding : binding;
  }
  return TRUE;
}

/* Later staff differs from what the forward pass took it for: whoever is below target is raised by one, and
 * the pass goes on from there. Where the next interval has no fewer, the forward pass has said enough. */
static gboolean
verify(ExactStretch *s, GError **error)
{
  for (int i = 0; i < s->n; i++)
    exact_stretch_set_agents(s, i, i + 1, (int) staffing_need(s->of->staffing, s->of->queue, s->first + i)->agents);
  for (int i = 0; i < s->n;) {
    MusterNeed *need = staffing_need(s->of->staffing, s->of->queue, s->first + i);
    MusterBinding broken = MUSTER_BINDING_NONE;
    gboolean drops = i + 1 < s->n && need[1].agents < need->agents;
    if (drops && !broken_at(s, i, need->contacts > 0.0, &broken, error))
      return FALSE;
    if (broken == MUSTER_BINDING_NONE) {
      i++;
      continue;
    }
    need->agents++;
    need->binding = broken;
    exact_stretch_set_agents(s, i, i + 1, (int) need->agents);
  }
  return TRUE;
}

gboolean
exact_stretch_search(ExactStretch *s, GError **error)
{
  return forward(s, error) && verify(s, error);
}
