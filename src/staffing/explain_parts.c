/* Parts of the reckoning of one row. */
#include "staffing/explain_private.h"
#include "staffing/period_private.h"
#include <math.h>

static const MusterNeed *
need_at(const MusterStaffing *staffing, int queue, int interval)
{
  return &staffing->requirement->need[queue * staffing->requirement->grid->n + interval];
}

char *
explain_number(double value)
{
  return muster_format_number(round(value * 1000.0) / 1000.0);
}

static void
add_share(GString *out, const char *name, double share)
{
  if (!isnan(share))
    g_string_append_printf(out, "%s %.1f %%", name, 100.0 * share);
  else
    g_string_append_printf(out, "%s –", name);
}

void
explain_service(GString *out, int agents, const char *rest, const MusterErlangService *service)
{
  g_string_append_printf(out, "  %-13d ", agents);
  add_share(out, "service level", service->service_level);
  add_share(out, ", abandoned", service->abandon);
  if (isfinite(service->asa_s))
    g_string_append_printf(out, ", answered after %.1f s", service->asa_s);
  add_share(out, ", occupancy", service->occupancy);
  g_string_append_printf(out, "%s\n", rest);
}

/* --- variation --- */

static void
add_share_of_days(GString *out, const MusterStaffing *staffing, double share, double contacts, gboolean whole)
{
  const StaffingVariation *v = staffing->variation;
  double factor = whole ? muster_factor_quantile(v->day_cv, share) : staffing_variation_quantile(v, share);
  g_autofree char *days = muster_format_share(share), *mean = explain_number(contacts),
                  *busy = explain_number(contacts * factor);
  g_string_append_printf(out, "  uncertainty   on %s of days demand is at most %.3f times the mean: %s × %.3f = %s contacts; the "
                              "targets hold there\n",
                         days, factor, mean, factor, busy);
}

void
explain_variation(GString *out, const MusterStaffing *staffing, const MusterCentre *centre, int queue, int interval)
{
  const StaffingVariation *v = staffing->variation;
  const MusterQueue *q = &centre->queue[queue];
  double contacts = need_at(staffing, queue, interval)->contacts;
  if (!staffing_varies(v))
    return;
  if (q->has_target && !isnan(q->target.on_days)) {
    add_share_of_days(out, staffing, q->target.on_days, contacts, staffing_has_period(centre, queue));
    return;
  }
  g_string_append_printf(out, "  uncertainty   on 80 %% of days %.1f to %.1f contacts; the targets hold on average, busy days counting "
                              "by their contacts\n",
                         contacts * staffing_variation_quantile(v, 0.1), contacts * staffing_variation_quantile(v, 0.9));
}

/* --- neighbours --- */

static gboolean
service_with(const MusterStaffing *staffing, const MusterCentre *centre, int queue, int interval, int agents,
             MusterErlangService *out)
{
  const MusterNeed *need = need_at(staffing, queue, interval);
  MusterErlangTraffic traffic = staffing_traffic(centre, queue, need->load_erl, need->handle_mean_s);
  MusterErlangTargets targets = staffing_targets(centre, queue);
  StaffingSums sums;
  if (agents < 0)
    return FALSE;
  if (staffing_is_exact(staffing, centre, queue))
    return staffing_exact_day_with(staffing, centre, queue, interval, agents, out);
  if (!staffing_varied_sums(staffing->variation, centre, queue, &traffic, &targets, agents, &sums, NULL))
    return FALSE;
  *out = staffing_sums_service(&sums);
  return TRUE;
}

void
explain_neighbours(GString *out, const MusterStaffing *staffing, const MusterCentre *centre, int queue, int interval)
{
  const MusterNeed *need = need_at(staffing, queue, interval);
  MusterErlangService service;
  int agents = (int) need->agents;
  if (!(need->contacts > 0.0))
    return;
  if (service_with(staffing, centre, queue, interval, agents - 1, &service))
    explain_service(out, agents - 1, " (one less)", &service);
  if (service_with(staffing, centre, queue, interval, agents + 1, &service))
    explain_service(out, agents + 1, " (one more)", &service);
}

/* --- the day or week --- */

void
explain_period(GString *out, const MusterStaffing *staffing, const MusterCentre *centre, int queue, int interval)
{
  for (int k = 0; k < staffing->n_periods; k++) {
    const MusterPeriod *p = &staffing->period[k];
    if (p->queue != queue || interval < p->first || interval >= p->first + p->n)
      continue;
    g_autofree char *service = staffing_period_service_text(centre, p), *bound = staffing_period_bound_text(p);
    g_string_append_printf(out, "  the %-9s as a whole: %s; %.0f agent-intervals, %s\n", staffing_period_word(p->per),
                           service, p->agent_intervals, bound);
  }
}

/* --- shrinkage --- */

/* "30 = 21 / (1 − 30 %) = 21 / 0.7 = 30, rounded up" */
void
explain_shrinkage(GString *out, const MusterCentre *centre, const MusterNeed *need)
{
  g_autofree double *share = g_new(double, centre->n_shrinkage + 1);
  int n = muster_centre_shrinkage_shares(centre, share);
  double there = 1.0;
  g_string_append_printf(out, "  scheduled     %.0f", need->scheduled);
  if (n == 0) {
    g_string_append(out, ", no shrinkage apart from what the shifts hold\n");
    return;
  }
  g_string_append_printf(out, " = %.0f", need->agents);
  for (int i = 0; i < n; i++) {
    g_autofree char *text = muster_format_share(share[i]);
    g_string_append_printf(out, " / (1 − %s)", text);
    there *= 1.0 - share[i];
  }
  g_autofree char *left = muster_format_number(round(there * 1e6) / 1e6), *exact = explain_number(need->agents / there);
  g_string_append_printf(out, " = %.0f / %s = %s, rounded up\n", need->agents, left, exact);
}
