/* Conducts staffing: refuse, then queue by queue, then minima and shrinkage. */
#include "staffing/method_private.h"
#include "staffing/period_private.h"
#include <math.h>
#include <string.h>

void
muster_staffing_free(MusterStaffing *staffing)
{
  if (staffing == NULL)
    return;
  for (int i = 0; i < staffing->n_unmet; i++)
    g_free(staffing->unmet[i].why);
  g_free(staffing->unmet);
  g_free(staffing->variation);
  for (int p = 0; p < staffing->n_pools; p++)
    g_free(staffing->pool[p].bound);
  g_free(staffing->pool);
  g_free(staffing->alone);
  g_free(staffing->period);
  g_ptr_array_unref(staffing->notes);
  muster_flows_free(staffing->flows);
  muster_requirement_free(staffing->requirement);
  staffing_levelled_free(staffing->levelled);
  g_free(staffing);
}

void
staffing_note(MusterStaffing *staffing, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_ptr_array_add(staffing->notes, g_strdup_vprintf(format, args));
  va_end(args);
}

static int
n_first_rank(const MusterCentre *centre, int queue, gboolean *alike)
{
  int n = 0;
  double first = NAN;
  *alike = TRUE;
  for (int g = 0; g < centre->n_groups; g++)
    for (int s = 0; s < centre->group[g].n_serves; s++) {
      const MusterServes *serves = &centre->group[g].serves[s];
      if (serves->queue != queue || serves->rank != 1)
        continue;
      double time =
          (serves->handle.info != NULL ? serves->handle.mean_s : centre->queue[queue].handle.mean_s) /
          serves->pace;
      if (n++ == 0)
        first = time;
      else if (time != first)
        *alike = FALSE;
    }
  return n;
}

/* What a channel's formula leaves out. */
static void
note_channel(MusterStaffing *staffing, const MusterCentre *centre, int queue)
{
  const MusterQueue *q = &centre->queue[queue];
  if (q->channel == MUSTER_CHANNEL_CHAT && staffing->method != MUSTER_STAFFING_STATIONARY &&
      staffing->method != MUSTER_STAFFING_LAGGED)
    staffing_note(staffing, "queue '%s': chats are staffed interval by interval, each in its steady state", q->name);
  if (q->channel == MUSTER_CHANNEL_CHAT && q->mix)
    staffing_note(staffing, "queue '%s': its agents have no calls or cases meanwhile, though 'mix' would allow it",
         q->name);
  if (q->channel == MUSTER_CHANNEL_COUNTER)
    staffing_note(staffing,
         "queue '%s': customers stay until their patience ends, however long the line is; seats do not limit "
         "how many wait",
         q->name);
}

/* Agents are counted as the group's `serves` has them. Who is on a roster may be slower or faster. */
static void
staffing_note_paces(MusterStaffing *staffing, const MusterCentre *centre)
{
  for (int g = 0; g < centre->n_groups; g++) {
    double slowness = 0;
    int n = 0;
    for (int p = 0; p < centre->n_people; p++) {
      const MusterPerson *person = &centre->person[p];
      const MusterGrade *grade = muster_person_grade(centre, person);
      if (person->group != g)
        continue;
      slowness += 1 / ((grade != NULL ? grade->pace : 1) * muster_person_proficiency(centre, person, centre->from));
      n++;
    }
    if (n == 0 || fabs(slowness / n - 1) < 1e-9)
      continue;
    g_autofree char *share = muster_format_share(round(1000 * n / slowness) / 1000), *more = muster_format_share(round(1000 * slowness / n) / 1000);
    staffing_note(staffing, "agents of group '%s' are counted at full pace; by grade and learning its people work at %s of it on average: they take %s of the time",
                  centre->group[g].name, share, more);
  }
}

/* Where the exact day, which knows phases and hazards, is not what is used. */
static void
note_exponential(MusterStaffing *staffing, const MusterCentre *centre)
{
  int n_live = 0;
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (int q = 0; q < centre->n_queues; q++) {
    const MusterQueue *queue = &centre->queue[q];
    n_live += !staffing_can_wait(queue);
    if (!staffing_can_wait(queue) && !staffing_is_exact(staffing, centre, q) &&
        (!staffing_is_exponential(&queue->handle) || !staffing_is_exponential(&queue->patience)))
      g_ptr_array_add(names, queue->name);
  }
  if (n_live > 1 && (int) names->len == n_live)
    staffing_note(staffing, "handle times and patience enter by their means, as exponential times");
  else
    for (guint k = 0; k < names->len; k++)
      staffing_note(staffing, "queue '%s': handle times and patience enter by their means, as exponential times",
                    (const char *) names->pdata[k]);
}

static void
note_assumptions(MusterStaffing *staffing, const MusterCentre *centre, const MusterDemand *demand)
{
  gboolean alike;
  for (int q = 0; q < centre->n_queues; q++) {
    if (n_first_rank(centre, q, &alike) > 1 && !alike && staffing->requirement->group[q] >= 0)
      staffing_note(staffing, "queue '%s': its groups differ in pace; the need is in agents of group '%s'",
           centre->queue[q].name, centre->group[staffing->requirement->group[q]].name);
    if (!centre->queue[q].has_target && !staffing_can_wait(&centre->queue[q]))
      staffing_note(staffing, "queue '%s' has no target: as many agents as it has work", centre->queue[q].name);
    note_channel(staffing, centre, q);
  }
  note_exponential(staffing, centre);
  staffing_note_variation(staffing, centre, demand);
  staffing_note_periods(staffing, centre);
}

static gboolean
refine(MusterStaffing *staffing, const MusterCentre *centre, int queue, MusterFaults *faults)
{
  const StaffingMethod *way = staffing_way(staffing, queue);
  if (staffing_has_period(centre, queue))
    return staffing_periods(staffing, centre, queue, faults);
  return way->refine == NULL || way->refine(staffing, centre, queue, faults);
}

MusterStaffing *
staffing_once(const MusterCentre *centre, const MusterDemand *demand, MusterStaffingMethod method,
              MusterFaults *faults)
{
  const StaffingMethod *way = staffing_method(method);
  g_autoptr(MusterStaffing) staffing = g_new0(MusterStaffing, 1);
  staffing->method = method;
  staffing->notes = g_ptr_array_new_with_free_func(g_free);
  staffing->requirement = muster_requirement_new(centre);
  staffing->variation = g_new(StaffingVariation, 1);
  staffing_variation_init(staffing->variation, way->varies ? demand->day_cv : 0.0,
                          way->varies ? demand->interval_cv : 0.0);
  staffing_choose_ways(staffing, centre, demand);
  gboolean ok = TRUE;
  for (int q = 0; q < centre->n_queues; q++)
    if (!staffing_can_wait(&centre->queue[q]))
      ok = staffing_steady(staffing, centre, demand, q, faults) && refine(staffing, centre, q, faults) && ok;
  if (!ok)
    return NULL;
  staffing_minimum(staffing, centre);
  for (int q = 0; q < centre->n_queues; q++) {
    const StaffingMethod *own = staffing_way(staffing, q);
    if (own->report != NULL && !staffing_can_wait(&centre->queue[q]))
      ok = own->report(staffing, centre, q, faults) && ok;
  }
  if (!ok)
    return NULL;
  staffing_report_periods(staffing, centre);
  staffing_schedule(staffing, centre);
  note_assumptions(staffing, centre, demand);
  return g_steal_pointer(&staffing);
}

MusterStaffing *
muster_staffing_new(const MusterCentre *centre, const MusterDemand *demand, MusterStaffingMethod method,
                    MusterFaults *faults)
{
  guint before = muster_faults_n_errors(faults);
  staffing_refuse(centre, faults);
  if (!staffing_method(method)->varies)
    staffing_refuse_share_of_days(centre, muster_staffing_method_name(method), faults);
  if (staffing_method(method)->refine != NULL)
    staffing_refuse_too_quick(centre, faults);
  staffing_refuse_bursts(centre, demand, faults);
  if (demand->split > 0)
    muster_faults_error(faults, centre->tree != NULL ? muster_centre_mark(centre, "demand.variation.split") : (MusterMark){0},
                        "write `interval: {cv: …}`, which the need can honour", "muster staff cannot honour the demand's 'variation.split'");
  g_autoptr(MusterDemand) with_bursts = staffing_with_bursts(centre, demand);
  MusterStaffing *staffing = NULL;
  if (muster_faults_n_errors(faults) == before)
    staffing = staffing_in_rounds(centre, with_bursts != NULL ? with_bursts : demand, method, faults);
  if (staffing != NULL) {
    staffing_honour_lines(staffing, centre);
    staffing_note_bursts(staffing, centre);
    staffing_note_paces(staffing, centre);
  }
  return staffing;
}
