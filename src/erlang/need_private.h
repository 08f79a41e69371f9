/* The two searches behind muster_erlang_agents(): without and with patience. */
#pragma once
#include <muster/erlang.h>

/* Targets that `service` breaks. */
MusterErlangBinding erlang_broken(const MusterErlangTargets *targets, const MusterErlangService *service);

/* Endless patience. agents > load_erl > 0. */
MusterErlangService erlang_delay_service(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets, int agents);
/* Smallest agents, or MUSTER_ERLANG_MAX_AGENTS when even they do not do. Targets that nobody can keep were taken out. */
int erlang_delay_agents(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets);

/* Finite patience, load_erl > 0. */
MusterErlangService erlang_patience_service(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets, int agents);
int erlang_patience_agents(const MusterErlangTraffic *traffic, const MusterErlangTargets *targets);
