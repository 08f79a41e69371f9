/* Erlang B: blocking, and the smallest number of servers. */
#include "erlang/blocking_private.h"
#include "erlang/domain_private.h"

gboolean
muster_erlang_b(double load_erl, int servers, MusterErlangB *out, GError **error)
{
  if (!erlang_check_load(load_erl, error) || !erlang_check_agents(servers, error))
    return FALSE;
  if (load_erl == 0.0) {
    *out = (MusterErlangB){.block = servers == 0, .ln_block = servers == 0 ? 0.0 : -G_MAXDOUBLE};
    return TRUE;
  }
  Blocking b = erlang_blocking(load_erl, servers);
  *out = (MusterErlangB){
      .block = b.block,
      .ln_block = b.ln_block,
      .lost_erl = load_erl * b.block,
      .occupancy = servers == 0 ? 0.0 : load_erl * b.not_block / servers,
  };
  return TRUE;
}

/* B falls in n: bisection between servers that miss the target and servers that keep it. */
gboolean
muster_erlang_b_servers(double load_erl, double target_block, int *servers, GError **error)
{
  if (!erlang_check_load(load_erl, error) || !erlang_check_target("blocking target", target_block, error))
    return FALSE;
  if (!(target_block > 0.0)) {
    g_set_error(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_DOMAIN,
                "blocking target must be above 0: no number of servers never blocks");
    return FALSE;
  }
  if (target_block >= 1.0 || load_erl == 0.0) {
    *servers = target_block >= 1.0 ? 0 : 1;
    return TRUE;
  }
  int low = 0; /* misses */
  int high = (int) fmin(MUSTER_ERLANG_MAX_AGENTS, ceil(load_erl) + 1.0);
  while (erlang_blocking(load_erl, high).block > target_block) {
    low = high;
    high = (int) fmin(MUSTER_ERLANG_MAX_AGENTS, high + ceil(sqrt(load_erl)) + 1.0 + 0.1 * high);
    if (high == low) {
      g_set_error(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_DOMAIN,
                  "blocking target needs more than 1e9 servers");
      return FALSE;
    }
  }
  while (high - low > 1) {
    int middle = low + (high - low) / 2;
    if (erlang_blocking(load_erl, middle).block > target_block)
      low = middle;
    else
      high = middle;
  }
  *servers = high;
  return TRUE;
}
