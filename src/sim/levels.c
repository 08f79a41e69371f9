/* Staff by number: how many agents of each group are on queue in each period. */
#include "sim/problem_private.h"

static gboolean
group_open(const MusterSim *sim, int group, const SimPeriod *period)
{
  if (sim_spans_meet(&sim->open, period->start, period->end))
    return TRUE;
  for (int q = 0; q < sim->n_queues; q++)
    if ((sim->team[group].queues >> q & 1) && sim_spans_meet(&sim->queue[q].open, period->start, period->end))
      return TRUE;
  return FALSE;
}

static double
required(const MusterRequirement *requirement, int group, int interval)
{
  double agents = 0;
  g_autoptr(GArray) posts = muster_requirement_posts(requirement, interval);
  for (guint p = 0; p < posts->len; p++)
    if (g_array_index(posts, MusterPost, p).group == group)
      agents += g_array_index(posts, MusterPost, p).agents;
  return agents;
}

static double
wanted(const MusterSim *sim, const MusterRequirement *requirement, int group, int interval)
{
  const MusterGroup *g = &sim->centre->group[group];
  if (requirement != NULL)
    return ceil(required(requirement, group, interval) - 1e-9);
  return g->has_on_duty ? floor(muster_steps_at(&g->on_duty, sim->centre->grid, interval) + 0.5) : 0;
}

static void
check_requirement(const MusterSim *sim, const MusterRequirement *requirement, MusterFaults *faults)
{
  for (int q = 0; q < requirement->n_queues; q++) {
    double agents = 0;
    for (int i = 0; i < requirement->grid->n; i++)
      if (!muster_requirement_is_shared(requirement, q, i))
        agents += requirement->need[(gsize) q * (gsize) requirement->grid->n + (gsize) i].agents;
    if (agents > 0 && requirement->group[q] < 0)
      muster_faults_error(faults, sim->centre->queue[q].mark, NULL,
                          "the requirement names no group for the agents of queue '%s'",
                          sim->centre->queue[q].name);
  }
}

/* In a closed period the last open one's staff stays, uncounted, so that who still waits is served (semantics, "Cohorts"). */
void
sim_levels_build(MusterSim *sim, const MusterRequirement *requirement, MusterFaults *faults)
{
  if (requirement != NULL)
    check_requirement(sim, requirement, faults);
  gsize n = (gsize) sim->n_groups * (gsize) sim->n_periods;
  sim->level = g_new0(int, n);
  sim->staffed = g_new0(gboolean, n);
  for (int g = 0; g < sim->n_groups; g++) {
    int last = 0;
    for (int p = 0; p < sim->n_periods; p++) {
      const SimPeriod *period = &sim->period[p];
      double want = wanted(sim, requirement, g, period->source);
      gboolean open = period->warm_up || group_open(sim, g, period) || (requirement != NULL && want > 0);
      if (want > SIM_MAX_IDS) {
        muster_faults_error(faults, sim->centre->group[g].mark, NULL,
                            "group '%s' has %.0f agents on duty; at most %d can be simulated",
                            sim->centre->group[g].name, want, SIM_MAX_IDS);
        return;
      }
      gsize at = (gsize) g * (gsize) sim->n_periods + (gsize) p;
      sim->staffed[at] = open;
      last = sim->level[at] = open ? (int) want : last;
      if (open && !period->warm_up)
        sim_pay(sim, g, -1, sim->centre->grid->start[period->row], sim->centre->grid->start[period->row + 1],
                last);
    }
  }
}
