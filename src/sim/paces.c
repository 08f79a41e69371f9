/* How fast people are: a skill's pace × the grade's, and for those who learn what they have reached on the day (the duty's
 * slowness). Of equal people there is one row of factors, and an agent names its row, so that paces make no teams. */
#include "sim/problem_private.h"
#include <string.h>

typedef struct {
  MusterSim *sim;
  gsize width;      /* a factor per queue, and one more number: 1 for those who learn */
  GArray *row;      /* double[width] each */
  GHashTable *seen; /* GBytes of a row → its number + 1 */
} Build;

static void
fill(const Build *b, const MusterPerson *person, double *row)
{
  const MusterCentre *centre = b->sim->centre;
  const MusterGrade *grade = muster_person_grade(centre, person);
  for (gsize q = 0; q + 1 < b->width; q++)
    row[q] = grade != NULL ? 1 / grade->pace : 1;
  for (int s = 0; s < person->n_skills; s++)
    row[person->skill[s].queue] /= person->skill[s].pace;
  row[b->width - 1] = muster_person_learning(centre, person) != NULL && person->since != G_MININT32;
  b->sim->learns = b->sim->learns || row[b->width - 1] != 0;
}

static guint
number_of(Build *b, const double *row)
{
  g_autoptr(GBytes) bytes = g_bytes_new(row, b->width * sizeof *row);
  guint known = GPOINTER_TO_UINT(g_hash_table_lookup(b->seen, bytes));
  if (known > 0)
    return known - 1;
  guint number = b->row->len / (guint) b->width;
  g_array_append_vals(b->row, row, (guint) b->width);
  g_hash_table_insert(b->seen, g_bytes_ref(bytes), GUINT_TO_POINTER(number + 1));
  return number;
}

static double *
factors_only(const Build *b)
{
  gsize n = b->width - 1;
  double *slowness = g_new(double, MAX((gsize) b->sim->n_paces * n, 1));
  for (gsize i = 0; i < (gsize) b->sim->n_paces; i++)
    memcpy(slowness + i * n, &g_array_index(b->row, double, i * b->width), n * sizeof *slowness);
  return slowness;
}

gboolean
sim_paces_build(MusterSim *sim, MusterFaults *faults)
{
  MusterMark nowhere = {0};
  Build b = {.sim = sim, .width = (gsize) sim->n_queues + 1};
  b.row = g_array_new(FALSE, FALSE, sizeof(double));
  b.seen = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  double row[MUSTER_MAX_QUEUES + 1];
  for (gsize q = 0; q < b.width; q++)
    row[q] = q + 1 < b.width; /* the first row is that of the full pace */
  number_of(&b, row);
  sim->agent_pace = g_new0(guint16, MAX(sim->n_agents, 1));
  gboolean fits = TRUE;
  for (int p = 0; p < sim->centre->n_people && fits; p++) {
    fill(&b, &sim->centre->person[p], row);
    guint number = number_of(&b, row);
    fits = number <= G_MAXUINT16;
    sim->agent_pace[p] = (guint16) number;
  }
  if (!fits)
    muster_faults_error(faults, nowhere, NULL, "people with more than %d different paces cannot be simulated at once",
                        G_MAXUINT16);
  sim->n_paces = (int) (b.row->len / b.width);
  sim->slowness = factors_only(&b);
  g_array_unref(b.row);
  g_hash_table_unref(b.seen);
  return fits;
}

void
sim_paces_free(MusterSim *sim)
{
  g_free(sim->agent_pace);
  g_free(sim->slowness);
}
