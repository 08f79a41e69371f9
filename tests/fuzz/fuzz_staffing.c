/* Any bytes as a centre with its demand inside, staffed by every method: numbers come out whole and finite, or a
 * sentence says why not. Centres that would only take long are passed over. */
#include "fuzz.h"
#include <math.h>
#include <muster/staffing.h>

enum { MOST_CELLS = 400, MOST_EXACT_CELLS = 100 };
#define MOST_LOAD_ERL 300.0
#define MOST_EXACT_LOAD_ERL 20.0

/* Of the interval with the most work. */
static double
largest_load(const MusterCentre *centre, const MusterDemand *demand)
{
  double most = 0.0;
  for (int q = 0; q < centre->n_queues; q++)
    for (int i = 0; i < centre->grid->n; i++)
      most = fmax(most, demand->queue[q].contacts[i] * muster_demand_handle_mean_s(demand, centre, q, i) /
                            centre->grid->interval_s);
  return most;
}

static void
check_need(const MusterNeed *need)
{
  gboolean share_is_good = isnan(need->service_level) || (need->service_level >= -1e-9 && need->service_level <= 1 + 1e-9);
  if (!isfinite(need->agents) || need->agents < 0 || !isfinite(need->scheduled) || need->scheduled < need->agents ||
      !isfinite(need->load_erl) || !share_is_good || isinf(need->occupancy) || isinf(need->abandonment))
    g_error("a row that means nothing: %g agents, %g scheduled, %g erlangs, service level %g", need->agents,
            need->scheduled, need->load_erl, need->service_level);
}

static void
staff_by(MusterCentre *centre, const MusterDemand *demand, MusterStaffingMethod method)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterStaffing) staffing = muster_staffing_new(centre, demand, method, faults);
  g_autofree char *said = muster_faults_render(faults, FALSE);
  if ((staffing == NULL) != (muster_faults_n_errors(faults) > 0))
    g_error("a requirement with faults, or none without:\n%s", said);
  if (staffing == NULL)
    return;
  int n = centre->grid->n;
  for (int q = 0; q < centre->n_queues; q++)
    for (int i = 0; i < n; i++)
      check_need(&staffing->requirement->need[q * n + i]);
  for (int q = 0; q < centre->n_queues; q++) {
    g_autofree char *why = muster_staffing_explain(staffing, centre, demand, q, (q * 7 + 40) % n);
    if (strstr(why, "nan") != NULL || strstr(why, " inf") != NULL)
      g_error("an explanation with no number in it:\n%s", why);
  }
  g_autoptr(MusterTrunks) trunks = muster_trunks_new(staffing, centre, 0.01);
  g_autofree char *csv = muster_requirement_write(staffing->requirement, centre);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterSource) source = muster_source_new("input.yaml", (const char *) data, size);
  g_autoptr(MusterCentre) centre = muster_centre_read_source(source, NULL, NULL, faults);
  g_autoptr(MusterDemand) demand = centre != NULL ? muster_demand_of_centre(centre, faults) : NULL;
  if (demand == NULL || centre->grid->n * centre->n_queues > MOST_CELLS)
    return 0;
  double load_erl = largest_load(centre, demand);
  double busy = 1.0 + 10.0 * (demand->day_cv + demand->interval_cv);
  gboolean exact_is_quick =
      load_erl * busy <= MOST_EXACT_LOAD_ERL && centre->grid->n * centre->n_queues <= MOST_EXACT_CELLS;
  for (int m = 0; muster_staffing_methods()[m] != NULL; m++)
    if (m == MUSTER_STAFFING_EXACT_DAY ? exact_is_quick : load_erl <= MOST_LOAD_ERL || load_erl > MUSTER_ERLANG_MAX_LOAD)
      staff_by(centre, demand, (MusterStaffingMethod) m);
  return 0;
}
