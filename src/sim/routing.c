/* The table of routers. */
#include "sim/routing_private.h"
#include <string.h>

#define MOST_DIALERS 16

static const SimRouter *const routers[] = {
#define ROUTER(name) &sim_router_##name,
#include "sim/routers.h"
#undef ROUTER
};

const SimRouter *
sim_router_get(int id)
{
  g_assert(id >= 0 && id < SIM_N_ROUTERS);
  return routers[id];
}

int
sim_router_find(MusterRouterRole role, const char *name)
{
  for (int i = 0; i < SIM_N_ROUTERS; i++)
    if (routers[i]->info.role == role && strcmp(routers[i]->info.name, name) == 0)
      return i;
  return -1;
}

const MusterRouterInfo *const *
muster_router_all(void)
{
  static const MusterRouterInfo *all[SIM_N_ROUTERS + 1];
  static gsize ready = 0;
  if (g_once_init_enter(&ready)) {
    for (int i = 0; i < SIM_N_ROUTERS; i++)
      all[i] = &routers[i]->info;
    g_once_init_leave(&ready, 1);
  }
  return all;
}

/* The names of one role, or of one kind of parameters (role −1), into `to`, which ends with NULL. */
static void
gather(const char **to, int role, gboolean pairs)
{
  int n = 0;
  for (int i = 0; i < SIM_N_ROUTERS; i++) {
    const MusterRouterInfo *info = &routers[i]->info;
    if (role >= 0 ? (int) info->role == role : info->parameter != NULL && info->pairs == pairs)
      to[n++] = info->name;
  }
}

const MusterNames *
muster_sim_names(void)
{
  static const char *names[5][SIM_N_ROUTERS + 1], *dialers[MOST_DIALERS + 1], *keys[MOST_DIALERS + 1];
  static const MusterNames all = {names[0], names[1], names[2], names[3], names[4], dialers, keys};
  static gsize ready = 0;
  if (g_once_init_enter(&ready)) {
    for (int role = MUSTER_ROUTER_CHOOSE_AGENT; role <= MUSTER_ROUTER_JOIN; role++)
      gather(names[role], role, FALSE);
    gather(names[3], -1, FALSE);
    gather(names[4], -1, TRUE);
    for (int i = 0; muster_dialer_all()[i] != NULL && i < MOST_DIALERS; i++) {
      dialers[i] = muster_dialer_all()[i]->name;
      keys[i] = muster_dialer_all()[i]->keys;
    }
    g_once_init_leave(&ready, 1);
  }
  return &all;
}

/* --- the routers of a centre -------------------------------------------------------------------------------------- */

static gboolean
find(const MusterRouter *given, MusterRouterRole role, const char *standard, int *router, MusterFaults *faults)
{
  static const char *const keys[] = {"choose_agent", "choose_contact", "join"};
  const MusterNames *names = muster_sim_names();
  const char *const *known[] = {names->choose_agent, names->choose_contact, names->join};
  const char *name = given->name != NULL ? given->name : standard;
  *router = sim_router_find(role, name);
  if (*router < 0)
    muster_faults_error(faults, given->mark, muster_nearest(name, known[role]), "%s knows no router '%s'",
                        keys[role], name);
  return *router >= 0;
}

static double *
constant(double value, int n)
{
  double *all = g_new(double, MAX(n, 1));
  for (int i = 0; i < n; i++)
    all[i] = value;
  return all;
}

/* A number for each group, as the router has it by default or as it is given. (transfer full) */
static double *
by_group(const MusterSim *sim, const MusterRouter *given, int router)
{
  double *value = constant(routers[router]->info.standard, sim->n_groups);
  for (int i = 0; i < given->n; i++) {
    int g = muster_centre_find_group(sim->centre, given->key[i]);
    g_assert(g >= 0);
    value[g] = given->value[i];
  }
  return value;
}

static const char *
usual_agent(const MusterCentre *centre)
{
  for (int q = 0; q < centre->n_queues; q++) {
    const MusterQueue *queue = &centre->queue[q];
    if (queue->channel == MUSTER_CHANNEL_CHAT && (queue->concurrency_max > 1 || queue->mix))
      return "fewest_chats";
  }
  return "longest_idle";
}

/* Who takes the contact. Where nothing is said and agents have several contacts in hand, the one with the fewest. */
static MusterRouter
agent_router(const MusterCentre *centre)
{
  MusterRouter router = centre->choose_agent;
  if (router.name == NULL || (centre->tree != NULL && !muster_centre_given(centre, "routing.choose_agent")))
    router.name = (char *) (gpointer) usual_agent(centre);
  return router;
}

gboolean
sim_routers_build(MusterSim *sim, MusterFaults *faults)
{
  const MusterCentre *centre = sim->centre;
  const MusterRouter chosen = agent_router(centre), *agent = &chosen, *contact = &centre->choose_contact;
  if (!find(agent, MUSTER_ROUTER_CHOOSE_AGENT, "longest_idle", &sim->choose_agent, faults) |
      !find(contact, MUSTER_ROUTER_CHOOSE_CONTACT, "priority", &sim->choose_contact, faults))
    return FALSE;
  sim->contact_value = constant(routers[sim->choose_contact]->info.standard, sim->n_queues);
  sim->contact_per_s = constant(0, sim->n_queues);
  for (int i = 0; i < contact->n; i++) {
    int q = muster_centre_find_queue(centre, contact->key[i]);
    g_assert(q >= 0);
    sim->contact_value[q] = contact->value[i];
    sim->contact_per_s[q] = contact->value2[i];
  }
  sim->agent_value = by_group(sim, agent, sim->choose_agent);
  sim->join = -1;
  if (centre->join.name == NULL)
    return TRUE;
  if (!find(&centre->join, MUSTER_ROUTER_JOIN, NULL, &sim->join, faults))
    return FALSE;
  sim->join_value = by_group(sim, &centre->join, sim->join);
  for (int q = 0; q < sim->n_queues; q++)
    sim->queue[q].conditional = !sim->queue[q].is_case; /* those wait for whoever has time */
  return TRUE;
}

void
sim_routers_free(MusterSim *sim)
{
  g_free(sim->contact_value);
  g_free(sim->contact_per_s);
  g_free(sim->agent_value);
  g_free(sim->join_value);
}
