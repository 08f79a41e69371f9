/* Pools in a planner's words. */
#include "staffing/skills_private.h"
#include <math.h>

static char *
names_of(const MusterCentre *centre, guint64 queues)
{
  GString *names = g_string_new(NULL);
  for (; queues != 0; queues &= queues - 1) {
    gboolean last = (queues & (queues - 1)) == 0;
    g_string_append_printf(names, "%s'%s'", names->len == 0 ? "" : last ? " and " : ", ",
                           centre->queue[__builtin_ctzll(queues)].name);
  }
  return g_string_free(names, FALSE);
}

static char *
number(double value)
{
  return muster_format_number(round(value * 10.0) / 10.0);
}

void
staffing_note_skills(MusterStaffing *staffing, const MusterCentre *centre)
{
  const char *currency = centre->currency != NULL ? centre->currency : "";
  for (int p = 0; p < staffing->n_pools; p++) {
    const MusterStaffingPool *pool = &staffing->pool[p];
    g_autofree char *names = names_of(centre, pool->queues), *agent_h = number(pool->agent_h),
                    *alone_h = number(pool->alone_h), *bound_h = number(pool->bound_h);
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text,
                           "several skills: queues %s share their groups: %s agent-hours on queue; each for itself %s; no plan "
                           "needs fewer than %s",
                           names, agent_h, alone_h, bound_h);
    if (fabs(pool->cost - pool->agent_h) > 1e-6 * pool->agent_h)
      g_string_append_printf(text, "; cost %.0f %s instead of %.0f, bound %.0f", pool->cost, currency,
                             pool->cost + pool->saved, pool->bound_cost);
    staffing_note(staffing, "%s", text->str);
  }
}

void
staffing_note_scarce(MusterStaffing *staffing, const MusterCentre *centre, guint64 queues)
{
  g_autofree char *names = names_of(centre, queues);
  staffing_note(staffing,
                "several skills: queues %s share groups, but those who serve several have too few hours by their contracts to be "
                "counted for all of them; each queue is staffed for itself, and one whose people also help another may get "
                "less than its target: simulate before you rely on it",
                names);
}

static const MusterStaffingPool *
pool_of(const MusterStaffing *staffing, int queue)
{
  for (int p = 0; p < staffing->n_pools; p++)
    if (staffing->pool[p].queues >> queue & 1)
      return &staffing->pool[p];
  return NULL;
}

/* The group's people in all its queues. */
static double
people_of(const MusterShare *share, int n, int group)
{
  double sum = 0.0;
  for (int k = 0; k < n; k++)
    sum += share[k].group == group ? share[k].agents : 0.0;
  return sum;
}

static void
add_groups(GString *out, const MusterCentre *centre, const MusterShare *share, int n, int queue)
{
  const char *label = "served by";
  for (int k = 0; k < n; k++) {
    if (share[k].queue != queue)
      continue;
    guint64 others = 0;
    for (int j = 0; j < n; j++)
      if (share[j].group == share[k].group && share[j].queue != queue)
        others |= G_GUINT64_CONSTANT(1) << share[j].queue;
    g_autofree char *names = names_of(centre, others), *load = number(share[k].load_erl);
    g_string_append_printf(out, "  %-13s %.0f of '%s' with %s erlangs of it", label, share[k].agents,
                           centre->group[share[k].group].name, load);
    if (others != 0)
      g_string_append_printf(out, ", of %.0f who also serve %s", people_of(share, n, share[k].group), names);
    g_string_append_c(out, '\n');
    label = "";
  }
}

gboolean
staffing_explain_skills(GString *out, const MusterStaffing *staffing, const MusterCentre *centre, int queue, int interval)
{
  int n, n_queues = centre->n_queues, grid_n = centre->grid->n;
  const MusterShare *share = muster_requirement_shares(staffing->requirement, interval, &n);
  const MusterStaffingPool *pool = pool_of(staffing, queue);
  double agents = 0.0, alone = 0.0;
  guint64 queues = 0;
  if (!muster_requirement_is_shared(staffing->requirement, queue, interval) || pool == NULL)
    return FALSE;
  for (int k = 0; k < n; k++)
    if (pool->queues >> share[k].queue & 1) {
      agents += share[k].agents;
      queues |= G_GUINT64_CONSTANT(1) << share[k].queue;
    }
  for (int q = 0; q < n_queues; q++)
    if (queues >> q & 1)
      alone += staffing->alone[q * grid_n + interval].agents;
  g_autofree char *names = names_of(centre, queues);
  add_groups(out, centre, share, n, queue);
  g_string_append_printf(out, "  alone         it would need %.0f\n", staffing->alone[queue * grid_n + interval].agents);
  g_string_append_printf(out,
                         "  together      %s need %.0f agents in these groups; each for itself %.0f; no plan needs fewer "
                         "than %.0f\n",
                         names, agents, alone, pool->bound[interval]);
  g_string_append_printf(out, "  scheduled     %.0f: each group's number with its shrinkage, rounded up once, split over its queues\n",
                         staffing->requirement->need[queue * grid_n + interval].scheduled);
  return TRUE;
}
