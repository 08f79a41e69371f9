/* The table of routers. */
#include "sim/routing_private.h"
#include <string.h>

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

const MusterNames *
muster_sim_names(void)
{
  static const char *names[2][SIM_N_ROUTERS + 1];
  static const char *none[] = {NULL};
  static const MusterNames all = {.choose_agent = names[0], .choose_contact = names[1], .join = none};
  static gsize ready = 0;
  if (g_once_init_enter(&ready)) {
    int n[2] = {0, 0};
    for (int i = 0; i < SIM_N_ROUTERS; i++) {
      int role = routers[i]->info.role == MUSTER_ROUTER_CHOOSE_AGENT ? 0 : 1;
      names[role][n[role]++] = routers[i]->info.name;
    }
    g_once_init_leave(&ready, 1);
  }
  return &all;
}
