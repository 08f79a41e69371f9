/* Who stays on after the shift until relieved: relief.c. The engine has one only with `shift_end: until_relieved` and staff by
 * name. */
#pragma once
#include "sim/engine_private.h"

SimRelief *sim_relief_new(const MusterSim *sim);
void sim_relief_free(SimRelief *relief);
void sim_relief_begin(SimEngine *engine); /* of a replication: nobody stays */
/* The agent's last work ends; TRUE when the post has too few without him, and he stays. */
gboolean sim_relief_keeps(SimEngine *engine, guint32 id, SimTick now);
/* Somebody of the group has come, or the post has closed: lets go whom it need not keep. */
void sim_relief_check(SimEngine *engine, int group, SimTick now);
/* The agent's own next duty begins: then he goes over to it. */
void sim_relief_own_duty(SimEngine *engine, guint32 id, SimTick now);
