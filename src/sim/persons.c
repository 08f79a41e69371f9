/* Measures of people and grades: the same as a group's, over the whole horizon. A grade's are summed in each replication first, so
 * that their intervals are right. */
#include "sim/persons_private.h"
#include <string.h>

/* --- the problem -------------------------------------------------------------------------------------------------- */

static int
grade_named(MusterSim *sim, const char *name)
{
  for (int i = 0; i < sim->n_grades; i++)
    if (strcmp(sim->grade_name[i], name) == 0)
      return i;
  sim->grade_name = g_renew(const char *, sim->grade_name, sim->n_grades + 1);
  sim->grade_name[sim->n_grades] = name;
  return sim->n_grades++;
}

/* Grades in the order of `grades`, then those that only people name, in theirs. */
void
sim_persons_build(MusterSim *sim)
{
  const MusterCentre *centre = sim->centre;
  gsize n = (gsize) MAX(centre->n_people, 1);
  sim->grade_of = g_new(int, n);
  sim->person_paid = g_new0(SimTick, n);
  sim->person_cost = g_new0(double, n);
  for (int i = 0; i < centre->n_grades; i++)
    grade_named(sim, centre->grade[i].name);
  for (int p = 0; p < centre->n_people; p++)
    sim->grade_of[p] = centre->person[p].grade != NULL ? grade_named(sim, centre->person[p].grade) : -1;
}

void
sim_persons_free(MusterSim *sim)
{
  g_free(sim->grade_of);
  g_free(sim->grade_name);
  g_free(sim->person_paid);
  g_free(sim->person_cost);
}

/* --- while it runs ------------------------------------------------------------------------------------------------ */

/* Time that passes before the horizon or, overrun apart, behind it is not counted. */
void
sim_extras_time(SimEngine *e, guint32 id, SimGroupCount count, int step, SimTick now)
{
  SimExtras *extras = e->extras;
  if (extras->person == NULL || id >= (guint32) e->sim->n_agents)
    return;
  SimTick counted = MAX(now, extras->begin);
  if (count != SIM_G_OVERRUN)
    counted = MIN(counted, e->sim->end);
  extras->person[id].x[count] -= step * counted;
}

void
sim_person_busy(SimEngine *e, guint32 id, gboolean busy, SimTick now)
{
  if (e->extras != NULL)
    sim_extras_time(e, id, SIM_G_BUSY, busy ? 1 : -1, now);
  if (e->occupancy != NULL && busy)
    sim_occupancy_busy(e, id, now);
  else if (e->occupancy != NULL)
    sim_occupancy_free(e, id, now);
}

/* --- moments ------------------------------------------------------------------------------------------------------ */

void
sim_persons_fold(SimMoments *m, const SimEngine *e)
{
  const MusterSim *sim = e->sim;
  SimGroupValues *grade = m->grade_values;
  memset(grade, 0, (gsize) MAX(sim->n_grades, 1) * sizeof *grade);
  for (int p = 0; p < sim->n_agents; p++) {
    SimGroupCell cell = e->extras->person[p];
    double rate = sim->centre->group[sim->centre->person[p].group].cost_per_h;
    double overrun_h = sim_seconds((double) cell.x[SIM_G_OVERRUN]) / 3600;
    cell.x[SIM_G_PAID] = sim->person_paid[p] + cell.x[SIM_G_OVERRUN];
    cell.x[SIM_G_COST] = (gint64) llround((sim->person_cost[p] + overrun_h * rate) * SIM_MONEY);
    SimGroupValues values = {0};
    sim_group_values_add(&values, cell.x);
    sim_group_moments_fold(&m->person[p], &values);
    if (sim->grade_of[p] >= 0)
      sim_group_values_add(&grade[sim->grade_of[p]], cell.x);
  }
  for (int g = 0; g < sim->n_grades; g++)
    sim_group_moments_fold(&m->grade[g], &grade[g]);
}

static void
add(SimGroupMoments *to, const SimGroupMoments *from, int n)
{
  __int128 *t = (__int128 *) (gpointer) to;
  const __int128 *f = (const __int128 *) (gconstpointer) from;
  for (gsize k = 0; k < (gsize) n * (sizeof *to / sizeof *t); k++)
    t[k] += f[k];
}

void
sim_persons_merge(SimMoments *to, const SimMoments *from, const MusterSim *sim)
{
  add(to->person, from->person, sim->n_agents);
  add(to->grade, from->grade, sim->n_grades);
}
