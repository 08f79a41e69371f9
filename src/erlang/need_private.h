/* The searches for the smallest number of agents: what they share, and the two behind muster_erlang_agents().
 */
#pragma once
#include "erlang/patience_private.h"
#include <muster/erlang.h>

/* MUSTER_ERLANG_BINDS_… of targets that ask for what no finite number of agents gives. */
guint erlang_never_kept(double patience_s, const MusterErlangTargets *targets);
gboolean erlang_check_targets(const MusterErlangTargets *targets, GError **error);

/* Service level as good : bad, neither by subtraction from 1 where that can be had. `short_lost`: share that
 * abandons within short_s, for MUSTER_SL_SHORT_ABANDONS_AS_GOOD. */
void erlang_good_and_bad(MusterServiceLevel definition, const WaitParts *p, double short_lost, double *good,
                         double *bad);
/* No agents: everybody abandons. */
MusterErlangService erlang_service_of_nobody(const MusterErlangTargets *targets, double patience_s);

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
