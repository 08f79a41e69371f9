/* What planned staff is paid, by interval: time, and money with the premiums that go by the clock and the calendar. Overtime and
 * rest days depend on the whole roster of a person; the roster's own figures have them. */
#include "sim/problem_private.h"
#include <muster/plan.h>

void
sim_pay(MusterSim *sim, int group, int person, gint64 from, gint64 to, int n)
{
  const MusterCentre *centre = sim->centre;
  const MusterGrid *grid = centre->grid;
  from = MAX(from, grid->start[0]);
  to = MIN(to, grid->start[grid->n]);
  while (from < to) {
    int i = muster_grid_find(grid, from);
    gint64 end = MIN(to, grid->start[i + 1]);
    gsize at = (gsize) group * (gsize) sim->n_intervals + (gsize) i;
    SimTick paid = n * (end - from) * (SimTick) SIM_TICKS_PER_S;
    double cost = n * muster_plan_weighted_s(centre, from, end) / 3600 * centre->group[group].cost_per_h;
    sim->paid[at] += paid;
    sim->cost[at] += cost;
    if (person >= 0 && sim->grade_of != NULL) {
      sim->person_paid[person] += paid;
      sim->person_cost[person] += cost;
    }
    from = end;
  }
}
