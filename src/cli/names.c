/* The names that rooms register and that the model checks without knowing the rooms. */
#include "cli/command_private.h"
#include <muster/sim.h>

const MusterNames *
command_router_names(void)
{
  return muster_sim_names();
}
