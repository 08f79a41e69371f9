/* The exact day as a method: forward through each stretch of open intervals, the least staff with which the
 * contacts of the interval are on target while the next interval has the same; then one pass in order that
 * raises whatever is still below. Every stretch begins empty. */
#include "staffing/staffing_private.h"
#include <math.h>

typedef struct {
  MusterStaffing *staffing;
  const MusterCentre *centre;
  int queue, first, n; /* the stretch */
  MusterErlangTargets targets;
  MusterDaySolver *solver;
} Stretch;

/* Service of interval i of the stretch with `agents` in it. */
static gboolean
service_at(Stretch *s, int i, int agents, MusterErlangService *out, GError **error)
{
  MusterDayInterval day;
  if (!muster_day_solver_get(s->solver, i, &day, error))
    return FALSE;
  *out = (MusterErlangService){
      .service_level = s->targets.definition == MUSTER_SL_VIRTUAL_WAIT ? day.sl_virtual : day.sl_answered,
      .abandon = day.arrivals > 0.0 ? day.abandons / day.arrivals : 0.0,
      .asa_s = NAN,
      .occupancy = agents > 0 ? day.mean_busy / agents : 0.0,
  };
  if (isnan(s->targets.within_s))
    out->service_level = NAN;
  return TRUE;
}

/* Targets that are broken; those that nobody can keep have been taken out. Work that is left over from
 * earlier keeps agents busy also where nobody arrives, so occupancy is asked, the shares of arrivals are
 * not. */
static MusterBinding
broken_at(Stretch *s, int i, int agents, gboolean arrivals, GError **error)
{
  MusterErlangService service;
  if (!service_at(s, i, agents, &service, error))
    return MUSTER_BINDING_NONE;
  if (arrivals && service.service_level < s->targets.service_level)
    return MUSTER_BINDING_SERVICE_LEVEL;
  if (arrivals && service.abandon > s->targets.abandon)
    return MUSTER_BINDING_ABANDON;
  if (service.occupancy > s->targets.occupancy)
    return MUSTER_BINDING_OCCUPANCY;
  return MUSTER_BINDING_NONE;
}

/* The least staff for interval i with the same in all that follow: from `start` down while the targets
 * hold, or up until they do. */
static gboolean
least_forward(Stretch *s, int i, int start, gboolean arrivals, int *agents, MusterBinding *binding,
              GError **error)
{
  GError *fault = NULL;
  int least = arrivals ? 1 : 0, n = MAX(start, least);
  gboolean has_kept = FALSE;
  *binding = MUSTER_BINDING_NONE;
  for (;;) {
    muster_day_solver_set_agents(s->solver, i, s->n, n);
    MusterBinding broken = broken_at(s, i, n, arrivals, &fault);
    if (fault != NULL) {
      g_propagate_error(error, fault);
      return FALSE;
    }
    if (broken == MUSTER_BINDING_NONE && n <= least)
      break;
    if (broken == MUSTER_BINDING_NONE && *binding != MUSTER_BINDING_NONE)
      break; /* came from below */
    if (broken != MUSTER_BINDING_NONE) {
      *binding = broken;
      n++;
      if (has_kept)
        break; /* came from above */
    } else {
      has_kept = TRUE;
      n--;
    }
  }
  *agents = n;
  muster_day_solver_set_agents(s->solver, i, s->n, n);
  return TRUE;
}

static gboolean
forward(Stretch *s, GError **error)
{
  int lift = 0; /* above the stationary number, carried along as the next first try */
  for (int i = 0; i < s->n; i++) {
    MusterNeed *need = staffing_need(s->staffing, s->queue, s->first + i);
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
 * the pass goes on from there. */
static gboolean
verify(Stretch *s, GError **error)
{
  GError *fault = NULL;
  for (int i = 0; i < s->n; i++)
    muster_day_solver_set_agents(s->solver, i, i + 1,
                                 (int) staffing_need(s->staffing, s->queue, s->first + i)->agents);
  for (int i = 0; i < s->n;) {
    MusterNeed *need = staffing_need(s->staffing, s->queue, s->first + i);
    MusterBinding broken = broken_at(s, i, (int) need->agents, need->contacts > 0.0, &fault);
    if (fault != NULL) {
      g_propagate_error(error, fault);
      return FALSE;
    }
    if (broken == MUSTER_BINDING_NONE) {
      i++;
      continue;
    }
    need->agents++;
    need->binding = broken;
    muster_day_solver_set_agents(s->solver, i, i + 1, (int) need->agents);
  }
  return TRUE;
}

static gboolean
report(Stretch *s, GError **error)
{
  for (int i = 0; i < s->n; i++) {
    MusterNeed *need = staffing_need(s->staffing, s->queue, s->first + i);
    MusterErlangService service;
    if (!service_at(s, i, (int) need->agents, &service, error))
      return FALSE;
    need->service_level = need->contacts > 0.0 ? service.service_level : NAN;
    need->abandonment = need->contacts > 0.0 ? service.abandon : NAN;
    need->occupancy = service.occupancy;
    need->asa_s = NAN;
  }
  return TRUE;
}

static gboolean
solve_stretch(Stretch *s, GError **error)
{
  g_autofree double *rate = g_new(double, s->n), *handle = g_new(double, s->n);
  g_autofree int *agents = g_new(int, s->n);
  for (int i = 0; i < s->n; i++) {
    const MusterNeed *need = staffing_need(s->staffing, s->queue, s->first + i);
    rate[i] = need->contacts / s->centre->grid->interval_s;
    handle[i] = need->handle_mean_s;
    agents[i] = (int) need->agents;
  }
  const MusterDist *patience = &s->centre->queue[s->queue].patience;
  MusterDayInput input = {
      .n = s->n,
      .interval_s = s->centre->grid->interval_s,
      .arrival_per_s = rate,
      .handle_s = handle,
      .agents = agents,
      .patience_s = patience->info != NULL ? patience->mean_s : INFINITY,
      .within_s = isnan(s->targets.within_s) ? 0.0 : s->targets.within_s,
      .drop = MUSTER_DAY_EXH_IDLE,
  };
  g_autoptr(MusterDaySolver) solver = muster_day_solver_new(&input, error);
  s->solver = solver;
  return solver != NULL && forward(s, error) && verify(s, error) && report(s, error);
}

/* Targets that the stationary pass found impossible are not asked again. */
static void
drop_unmet(const MusterStaffing *staffing, int queue, MusterErlangTargets *targets)
{
  for (int i = 0; i < staffing->n_unmet; i++) {
    if (staffing->unmet[i].queue != queue)
      continue;
    if (staffing->unmet[i].target == MUSTER_BINDING_SERVICE_LEVEL)
      targets->service_level = NAN;
    if (staffing->unmet[i].target == MUSTER_BINDING_ABANDON)
      targets->abandon = NAN;
    if (staffing->unmet[i].target == MUSTER_BINDING_OCCUPANCY)
      targets->occupancy = NAN;
  }
}

gboolean
staffing_exact_day(MusterStaffing *staffing, const MusterCentre *centre, const MusterDemand *demand,
                   int queue, MusterFaults *faults)
{
  (void) demand;
  int n = centre->grid->n;
  if (!centre->queue[queue].has_target)
    return TRUE;
  for (int i = 0; i < n;) {
    int end = i;
    while (end < n && muster_centre_open_s(centre, queue, end) > 0.0)
      end++;
    if (end == i) {
      i++;
      continue;
    }
    Stretch s = {.staffing = staffing,
                 .centre = centre,
                 .queue = queue,
                 .first = i,
                 .n = end - i,
                 .targets = staffing_targets(centre, queue)};
    drop_unmet(staffing, queue, &s.targets);
    GError *error = NULL;
    if (!solve_stretch(&s, &error)) {
      g_prefix_error(&error, "queue '%s': ", centre->queue[queue].name);
      muster_faults_take(faults, centre->queue[queue].mark, error);
      return FALSE;
    }
    i = end;
  }
  return TRUE;
}
