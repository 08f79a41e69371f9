/* What a day or a week as a whole comes to, in sentences. */
#include "staffing/period_private.h"
#include <math.h>

enum { FEW = 7 }; /* periods of a queue that are told one by one */

static void
add_part(GString *text, const char *name, double value, const char *unit)
{
  if (!isnan(value))
    g_string_append_printf(text, "%s%s %.1f %s", text->len > 0 ? ", " : "", name, value, unit);
}

/* "service level 80.1 %, abandoned 3.2 %": of what is asked. (transfer full) */
char *
staffing_period_service_text(const MusterCentre *centre, const MusterPeriod *p)
{
  const MusterTarget *t = &centre->queue[p->queue].target;
  GString *text = g_string_new(NULL);
  if (!isnan(t->answer))
    add_part(text, "service level", 100.0 * p->service_level, "%");
  if (!isnan(t->abandon) || isnan(t->answer))
    add_part(text, "abandoned", 100.0 * p->abandonment, "%");
  if (!isnan(t->asa_s))
    add_part(text, "answered after", p->asa_s, "s");
  if (!isnan(t->occupancy))
    add_part(text, "occupancy", 100.0 * p->occupancy, "%");
  return g_string_free(text, FALSE);
}

/* How near to the least possible the numbers are. (transfer full) */
char *
staffing_period_bound_text(const MusterPeriod *p)
{
  double gap = p->agent_intervals - p->bound;
  if (isnan(p->bound))
    return g_strdup("no single change or exchange of two helps");
  if (gap < 0.5)
    return g_strdup("proven least");
  return g_strdup_printf("at least %.0f are needed", p->bound);
}

static void
note_one(MusterStaffing *staffing, const MusterCentre *centre, const MusterPeriod *p)
{
  double hours = p->agent_intervals * centre->interval_s / 3600.0;
  g_autofree char *day = muster_day_format(centre->from + centre->grid->day_of[p->first]),
                  *service = staffing_period_service_text(centre, p), *bound = staffing_period_bound_text(p);
  if (p->contacts > 0.0)
    staffing_note(staffing, "queue '%s', %s%s as a whole: %s; %.0f agent-intervals (%.1f h), %s",
                  centre->queue[p->queue].name, p->per == MUSTER_PER_WEEK ? "week from " : "", day, service,
                  p->agent_intervals, hours, bound);
}

/* The least and the largest service level, all agents, all bounds. */
static void
note_many(MusterStaffing *staffing, const MusterCentre *centre, const MusterPeriod *first, int n)
{
  double low = INFINITY, high = -INFINITY, agents = 0.0, bound = 0.0;
  int served = 0;
  for (int k = 0; k < n; k++) {
    agents += first[k].agent_intervals;
    bound += first[k].bound;
    if (!(first[k].contacts > 0.0))
      continue;
    low = fmin(low, first[k].service_level);
    high = fmax(high, first[k].service_level);
    served++;
  }
  MusterPeriod all = {.agent_intervals = agents, .bound = bound};
  g_autofree char *text = staffing_period_bound_text(&all);
  GString *level = g_string_new(NULL);
  if (isfinite(low))
    g_string_append_printf(level, "service level %.1f to %.1f %%; ", 100.0 * low, 100.0 * high);
  staffing_note(staffing, "queue '%s', %d %ss each as a whole: %s%.0f agent-intervals (%.1f h), %s",
                centre->queue[first->queue].name, served, staffing_period_word(first->per), level->str,
                agents, agents * centre->interval_s / 3600.0, text);
  g_string_free(level, TRUE);
}

void
staffing_note_periods(MusterStaffing *staffing, const MusterCentre *centre)
{
  for (int k = 0; k < staffing->n_periods;) {
    int n = 0;
    while (k + n < staffing->n_periods && staffing->period[k + n].queue == staffing->period[k].queue)
      n++;
    for (int j = 0; j < n && n <= FEW; j++)
      note_one(staffing, centre, &staffing->period[k + j]);
    if (n > FEW)
      note_many(staffing, centre, &staffing->period[k], n);
    k += n;
  }
}
