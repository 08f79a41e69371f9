/* Interval by interval, each in the steady state of the load that the method gives it. */
#include "staffing/method_private.h"
#include "staffing/variation_private.h"
#include <math.h>

static const char *
why_unmet(const MusterStaffing *staffing, MusterBinding target, double asa_s)
{
  switch (target) {
  case MUSTER_BINDING_SERVICE_LEVEL:
    return "some contact always waits longer: 100 % within a time cannot be promised";
  case MUSTER_BINDING_ABANDON:
    return "with a finite patience somebody always abandons: 0 % cannot be promised";
  case MUSTER_BINDING_ASA:
    return staffing_varies(staffing->variation) && asa_s > 0.0
               ? "where nobody gives up, some days have more work than agents whatever their number: the "
                 "mean wait "
                 "of all days has no end"
               : "somebody always waits: a mean wait of 0 s cannot be promised";
  case MUSTER_BINDING_OCCUPANCY:
    return "so low an occupancy would take more than a thousand million agents";
  case MUSTER_BINDING_NONE:
  case MUSTER_BINDING_MINIMUM:
  case MUSTER_BINDING_LOAD:
  case MUSTER_BINDING_FINISH: /* levelling says why itself */
  case MUSTER_BINDING_QUOTA:
  case MUSTER_N_BINDINGS:
  default:
    return "it cannot be kept";
  }
}

void
staffing_add_unmet(MusterStaffing *staffing, int queue, MusterBinding target, int first, int n, const char *why)
{
  staffing->unmet = g_renew(MusterUnmet, staffing->unmet, staffing->n_unmet + 1);
  staffing->unmet[staffing->n_unmet++] =
      (MusterUnmet){.queue = queue, .target = target, .first = first, .n = n, .why = g_strdup(why)};
}

static void
note_unmet(MusterStaffing *staffing, const MusterCentre *centre, int queue, int interval,
           MusterBinding target)
{
  for (int i = 0; i < staffing->n_unmet; i++)
    if (staffing->unmet[i].queue == queue && staffing->unmet[i].target == target) {
      staffing->unmet[i].n++;
      return;
    }
  staffing_add_unmet(staffing, queue, target, interval, 1,
                     why_unmet(staffing, target, centre->queue[queue].target.asa_s));
}

static void
note_all_unmet(MusterStaffing *staffing, const MusterCentre *centre, int queue, int interval,
               MusterErlangBinding unmet)
{
  for (guint bit = 1; bit <= MUSTER_ERLANG_BINDS_LOAD; bit <<= 1)
    if (((guint) unmet & bit) != 0)
      note_unmet(staffing, centre, queue, interval, staffing_binding((MusterErlangBinding) bit));
}

MusterErlangTargets
staffing_possible_targets(const MusterStaffing *staffing, const MusterCentre *centre, int queue)
{
  MusterErlangTargets targets = staffing_targets(centre, queue);
  for (int i = 0; i < staffing->n_unmet; i++) {
    if (staffing->unmet[i].queue != queue)
      continue;
    if (staffing->unmet[i].target == MUSTER_BINDING_SERVICE_LEVEL)
      targets.service_level = NAN;
    if (staffing->unmet[i].target == MUSTER_BINDING_ABANDON)
      targets.abandon = NAN;
    if (staffing->unmet[i].target == MUSTER_BINDING_ASA)
      targets.asa_s = NAN;
    if (staffing->unmet[i].target == MUSTER_BINDING_OCCUPANCY)
      targets.occupancy = NAN;
  }
  return targets;
}

/* Nothing is promised: as many agents as there is work. */
static void
cover_load(const MusterQueue *queue, const MusterErlangTraffic *traffic, MusterErlangNeed *need)
{
  double load = traffic->load_erl / staffing_live_speed(queue);
  if (need->binding != MUSTER_ERLANG_BINDS_NOTHING || need->agents >= load)
    return;
  need->agents = (int) ceil(load);
  need->binding = MUSTER_ERLANG_BINDS_LOAD;
}

static gboolean
set_need(MusterStaffing *staffing, const MusterCentre *centre, int queue, int interval, double load_erl,
         MusterNeed *need, GError **error)
{
  MusterErlangTraffic traffic = staffing_traffic(centre, queue, load_erl, need->handle_mean_s);
  MusterErlangTargets targets = staffing_targets(centre, queue);
  MusterErlangNeed found;
  need->load_erl = traffic.load_erl;
  double share = centre->queue[queue].has_target ? centre->queue[queue].target.on_days : NAN;
  if (!staffing_varied_agents(staffing->variation, centre, queue, &traffic, &targets, share, &found, error))
    return FALSE;
  note_all_unmet(staffing, centre, queue, interval, found.unmet);
  if (!centre->queue[queue].has_target) {
    cover_load(&centre->queue[queue], &traffic, &found);
    StaffingSums sums;
    if (!staffing_varied_sums(staffing->variation, centre, queue, &traffic, &targets, found.agents, &sums,
                              error))
      return FALSE;
    found.service = staffing_sums_service(&sums);
  }
  need->agents = found.agents;
  need->binding = staffing_binding(found.binding);
  if (traffic.load_erl > 0.0) {
    need->service_level = found.service.service_level;
    need->abandonment = found.service.abandon;
    need->asa_s = found.service.asa_s;
    need->occupancy = found.service.occupancy;
  }
  return TRUE;
}

/* What the formula is asked. Next to nothing is nothing; and for less than half an agent's work that earlier
 * intervals left over nobody is kept where nobody arrives. */
static double
load_to_serve(const MusterNeed *need, double load_erl)
{
  return load_erl < STAFFING_SMALLEST_LOAD_ERL || (need->contacts <= 0.0 && load_erl < 0.5) ? 0.0 : load_erl;
}

gboolean
staffing_steady(MusterStaffing *staffing, const MusterCentre *centre, const MusterDemand *demand, int queue,
                MusterFaults *faults)
{
  int group = staffing->requirement->group[queue], n = centre->grid->n;
  g_autofree double *handle_s = g_new0(double, n), *load_erl = g_new0(double, n);
  for (int i = 0; i < n; i++)
    if (muster_centre_open_s(centre, queue, i) > 0.0)
      handle_s[i] = staffing_handle_s(centre, demand, group, queue, i);
  staffing_way(staffing, queue)->loads(centre, demand, queue, group, handle_s, load_erl);
  for (int i = 0; i < n; i++) {
    MusterNeed *need = staffing_need(staffing, queue, i);
    if (muster_centre_open_s(centre, queue, i) <= 0.0)
      continue;
    need->contacts = staffing_contacts(centre, demand, queue, i);
    need->handle_mean_s = handle_s[i];
    GError *error = NULL;
    if (!set_need(staffing, centre, queue, i, load_to_serve(need, load_erl[i]), need, &error)) {
      g_prefix_error(&error, "queue '%s': ", centre->queue[queue].name);
      muster_faults_take(faults, centre->queue[queue].mark, error);
      return FALSE; /* one word per queue: its other intervals would say the same */
    }
  }
  return TRUE;
}
