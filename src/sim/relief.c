/* `shift_end: until_relieved`: the last agents of a post stay on when their shift ends, until the next have come.
 *
 * A post is a group while a live queue that it serves is open (nobody stays for work that can wait); as many are kept as its `minimum` says, one where it says nothing.
 * Who stays is on queue and takes contacts, on overrun. When enough others are there, or the post closes, those who have
 * stayed longest go: at once from idle, else when the contact in hand ends.
 */
#include "sim/relief_private.h"
#include "sim/agents_private.h"

struct SimRelief {
  GArray *staying; /* guint32, ids in order of staying on */
  gint64 *n;       /* [n_groups] of them */
};

SimRelief *
sim_relief_new(const MusterSim *sim)
{
  SimRelief *relief = g_new0(SimRelief, 1);
  relief->staying = g_array_new(FALSE, FALSE, sizeof(guint32));
  relief->n = g_new0(gint64, MAX(sim->n_groups, 1));
  return relief;
}

void
sim_relief_free(SimRelief *relief)
{
  if (relief == NULL)
    return;
  g_array_unref(relief->staying);
  g_free(relief->n);
  g_free(relief);
}

void
sim_relief_begin(SimEngine *e)
{
  g_array_set_size(e->relief->staying, 0);
  for (int g = 0; g < e->sim->n_groups; g++)
    e->relief->n[g] = 0;
}

static gboolean
is_open(const SimEngine *e, int group, SimTick now)
{
  const MusterSim *sim = e->sim;
  for (int q = 0; q < sim->n_queues; q++)
    if ((sim->team[group].queues & ~sim->cases) >> q & 1 && sim_spans_next(&sim->queue[q].open, now) == now)
      return TRUE;
  return FALSE;
}

/* How many the post needs at least. */
static gint64
needed(const SimEngine *e, int group, SimTick now)
{
  const MusterSim *sim = e->sim;
  const MusterGroup *g = &sim->centre->group[group];
  if (e->period >= sim->n_periods || !is_open(e, group, now))
    return 0;
  return g->has_minimum ? (gint64) ceil(muster_steps_at(&g->minimum, sim->centre->grid, sim->period[e->period].source)) : 1;
}

/* Those of the group who are present but go when their contact ends, and are not among the staying. */
static gint64
leaving(const SimEngine *e, int group)
{
  return e->group[group].n_leavers - e->relief->n[group];
}

gboolean
sim_relief_keeps(SimEngine *e, guint32 id, SimTick now)
{
  int group = e->agent[id].group;
  if (e->agent[id].leaves || e->group[group].n_present - 1 - leaving(e, group) >= needed(e, group, now))
    return FALSE;
  g_array_append_val(e->relief->staying, id);
  e->relief->n[group]++;
  return TRUE;
}

static void
release(SimEngine *e, guint i, SimTick now)
{
  guint32 id = g_array_index(e->relief->staying, guint32, i);
  g_array_remove_index(e->relief->staying, i);
  e->relief->n[e->agent[id].group]--;
  sim_post_relieved(e, id, now);
}

void
sim_relief_check(SimEngine *e, int group, SimTick now)
{
  SimRelief *relief = e->relief;
  for (guint i = 0; i < relief->staying->len && relief->n[group] > 0;) {
    guint32 id = g_array_index(relief->staying, guint32, i);
    gint64 spare = e->group[group].n_present - leaving(e, group) - needed(e, group, now);
    if (e->agent[id].group != group) {
      i++;
    } else if (spare > 0) {
      release(e, i, now);
      i = 0; /* somebody else may have come or gone by it */
    } else {
      return;
    }
  }
}

void
sim_relief_own_duty(SimEngine *e, guint32 id, SimTick now)
{
  for (guint i = 0; i < e->relief->staying->len; i++)
    if (g_array_index(e->relief->staying, guint32, i) == id) {
      release(e, i, now);
      return;
    }
}
