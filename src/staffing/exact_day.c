/* The exact day as a method: the law of a queue through each stretch of open intervals. Every stretch
 * begins empty. */
#include "staffing/exact_day_private.h"
#include "staffing/method_private.h"
#include <math.h>

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
    if (staffing->unmet[i].target == MUSTER_BINDING_ASA)
      targets->asa_s = NAN;
    if (staffing->unmet[i].target == MUSTER_BINDING_OCCUPANCY)
      targets->occupancy = NAN;
  }
}

static MusterDayAsk
asked(const MusterErlangTargets *targets)
{
  gboolean level = !isnan(targets->service_level);
  MusterDayAsk ask = MUSTER_DAY_ASK_WITHIN;
  if (level && targets->definition == MUSTER_SL_SHORT_ABANDONS_AS_GOOD)
    ask |= MUSTER_DAY_ASK_SHORT;
  if ((level && targets->definition == MUSTER_SL_ANSWERED_OF_ANSWERED) || !isnan(targets->abandon) ||
      !isnan(targets->asa_s))
    ask |= MUSTER_DAY_ASK_WAITS;
  return ask;
}

void
exact_stretch_clear(ExactStretch *s)
{
  muster_day_solver_free(s->solver);
  *s = (ExactStretch){0};
}

gboolean
exact_stretch_init(ExactStretch *s, MusterStaffing *staffing, const MusterCentre *centre, int queue,
                   int first, GError **error)
{
  int n = 0;
  while (first + n < centre->grid->n && muster_centre_open_s(centre, queue, first + n) > 0.0)
    n++;
  *s = (ExactStretch){.staffing = staffing, .centre = centre, .queue = queue, .first = first, .n = n,
                      .targets = staffing_targets(centre, queue)};
  drop_unmet(staffing, queue, &s->targets);
  s->ask = asked(&s->targets);
  g_autofree double *rate = g_new(double, n), *handle = g_new(double, n);
  g_autofree int *agents = g_new(int, n);
  for (int i = 0; i < n; i++) {
    const MusterNeed *need = staffing_need(staffing, queue, first + i);
    rate[i] = need->contacts / centre->grid->interval_s;
    handle[i] = need->handle_mean_s;
    agents[i] = (int) need->agents;
  }
  const MusterDist *patience = &centre->queue[queue].patience;
  MusterDayInput input = {
      .n = n,
      .interval_s = centre->grid->interval_s,
      .arrival_per_s = rate,
      .handle_s = handle,
      .agents = agents,
      .patience_s = patience->info != NULL ? patience->mean_s : INFINITY,
      .within_s = isnan(s->targets.within_s) ? 0.0 : s->targets.within_s,
      .drop = MUSTER_DAY_EXH_IDLE,
      .short_s = centre->short_abandon_s,
  };
  s->solver = muster_day_solver_new(&input, error);
  return s->solver != NULL;
}

void
exact_stretch_set_agents(ExactStretch *s, int from, int to, int agents)
{
  muster_day_solver_set_agents(s->solver, from, to, agents);
}

static double
level_of(MusterServiceLevel definition, const MusterDayCohort *c)
{
  switch (definition) {
  case MUSTER_SL_ANSWERED_OF_ANSWERED:
    return c->answered > 0.0 ? c->answered_within / c->answered : 0.0;
  case MUSTER_SL_ABANDONED_AS_GOOD:
    return c->answered_within + c->abandoned_within;
  case MUSTER_SL_WITHOUT_QUICK_ABANDONS:
    return c->abandoned_within < 1.0 ? c->answered_within / (1.0 - c->abandoned_within) : 0.0;
  case MUSTER_SL_SHORT_ABANDONS_AS_GOOD:
    return c->answered_within + c->abandoned_short;
  case MUSTER_SL_VIRTUAL_WAIT:
    return c->virtual_within;
  case MUSTER_SL_ANSWERED_OF_OFFERED:
  default:
    return c->answered_within;
  }
}

gboolean
exact_stretch_service(ExactStretch *s, int i, MusterDayAsk ask, MusterErlangService *out, GError **error)
{
  MusterDayCohort cohort;
  if (!muster_day_solver_cohort(s->solver, i, ask, &cohort, error))
    return FALSE;
  *out = (MusterErlangService){
      .service_level = isnan(s->targets.within_s) ? NAN : level_of(s->targets.definition, &cohort),
      .abandon = cohort.abandoned,
      .asa_s = cohort.waited_answered_s,
      .occupancy = cohort.occupancy,
  };
  return TRUE;
}

/* From what the steady state needs to what the exact day does. */
static gboolean
refine(MusterStaffing *staffing, const MusterCentre *centre, int queue, MusterFaults *faults)
{
  if (!staffing_is_exact(staffing, centre, queue))
    return TRUE;
  for (int i = 0; i < centre->grid->n; i++) {
    if (muster_centre_open_s(centre, queue, i) <= 0.0)
      continue;
    g_auto(ExactStretch) s = {0};
    GError *error = NULL;
    if (!exact_stretch_init(&s, staffing, centre, queue, i, &error) || !exact_stretch_search(&s, &error)) {
      g_prefix_error(&error, "queue '%s': ", centre->queue[queue].name);
      muster_faults_take(faults, centre->queue[queue].mark, error);
      return FALSE;
    }
    i += s.n;
  }
  return TRUE;
}

static gboolean
report_stretch(ExactStretch *s, GError **error)
{
  MusterDayAsk ask = MUSTER_DAY_ASK_WAITS;
  if (s->targets.definition == MUSTER_SL_SHORT_ABANDONS_AS_GOOD)
    ask |= MUSTER_DAY_ASK_SHORT;
  for (int i = 0; i < s->n; i++) {
    MusterNeed *need = staffing_need(s->staffing, s->queue, s->first + i);
    MusterErlangService service;
    if (!exact_stretch_service(s, i, ask, &service, error))
      return FALSE;
    gboolean arrivals = need->contacts > 0.0;
    need->service_level = arrivals ? service.service_level : NAN;
    need->abandonment = arrivals ? service.abandon : NAN;
    need->asa_s = arrivals ? service.asa_s : NAN;
    need->occupancy = service.occupancy;
  }
  return TRUE;
}

/* Service of the requirement as it is, by the exact day. */
static gboolean
report(MusterStaffing *staffing, const MusterCentre *centre, int queue, MusterFaults *faults)
{
  if (!centre->queue[queue].has_target)
    return TRUE;
  for (int i = 0; i < centre->grid->n; i++) {
    if (muster_centre_open_s(centre, queue, i) <= 0.0)
      continue;
    g_auto(ExactStretch) s = {0};
    GError *error = NULL;
    if (!exact_stretch_init(&s, staffing, centre, queue, i, &error) || !report_stretch(&s, &error)) {
      g_prefix_error(&error, "queue '%s': ", centre->queue[queue].name);
      muster_faults_take(faults, centre->queue[queue].mark, error);
      return FALSE;
    }
    i += s.n;
  }
  return TRUE;
}

gboolean
staffing_exact_day_with(const MusterStaffing *staffing, const MusterCentre *centre, int queue, int interval,
                        int agents, MusterErlangService *out)
{
  int first = interval;
  while (first > 0 && muster_centre_open_s(centre, queue, first - 1) > 0.0)
    first--;
  g_auto(ExactStretch) s = {0};
  MusterDayAsk ask = MUSTER_DAY_ASK_WAITS;
  if (!exact_stretch_init(&s, (MusterStaffing *) staffing, centre, queue, first, NULL))
    return FALSE;
  if (s.targets.definition == MUSTER_SL_SHORT_ABANDONS_AS_GOOD)
    ask |= MUSTER_DAY_ASK_SHORT;
  exact_stretch_set_agents(&s, interval - first, interval - first + 1, agents);
  return exact_stretch_service(&s, interval - first, ask, out, NULL);
}

const StaffingMethod staffing_method_exact_day = {
    .info = {.name = "exact-day",
             .summary = "the exact transient day: what one interval leaves over is served in the next"},
    .loads = staffing_plain_loads,
    .refine = refine,
    .report = report,
};
