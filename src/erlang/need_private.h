/* The two searches behind muster_erlang_agents(): without and with patience. */
#pragma once
#include <muster/erlang.h>

/* Targets that `service` breaks. */
MusterErlangBinding erlang_broken(const MusterErlangTargets *targets, const MusterErlangService *service);

/* Endless patience. agents > load_erl > 0. */
MusterErlangService erlang_delay_service(const MusterErlangTraffic *traffic,
                                         const MusterErlangTargets *targets, int agents);
/* Fills agents, binding and service: the smallest number, or MUSTER_ERLANG_MAX_AGENTS when even they do not
 * do. Targets that nobody can keep were taken out. */
void erlang_delay_agents(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets,
                         MusterErlangNeed *out);

/* Finite patience, load_erl > 0. */
MusterErlangService erlang_patience_service(const MusterErlangTraffic *traffic,
                                            const MusterErlangTargets *targets, int agents);
void erlang_patience_agents(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets,
                            MusterErlangNeed *out);
