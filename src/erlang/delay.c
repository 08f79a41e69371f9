/* Erlang C: M/M/n, from the loss ratio. The wait of those who wait is exponential with rate (n − a) /
 * handle time. */
#include "erlang/delay_private.h"
#include "erlang/domain_private.h"

static void
fill(double load_erl, double handle_s, int agents, double within_s, MusterErlangC *out)
{
  double spare = agents - load_erl, delayed_s = handle_s / spare, exponent = within_s / delayed_s;
  Blocking b = erlang_blocking(load_erl, agents);
  double p_wait = erlang_p_wait(load_erl, agents, &b), p_no_wait = erlang_p_no_wait(load_erl, agents, &b);
  *out = (MusterErlangC){
      .p_wait = p_wait,
      .asa_s = p_wait * delayed_s,
      .wait_of_delayed_s = delayed_s,
      .queue_length = p_wait * load_erl / spare,
      .occupancy = load_erl / agents,
      .service_level = p_no_wait - p_wait * expm1(-exponent),
      .not_service_level = p_wait * exp(-exponent),
      .wait_p90_s = p_wait > 0.1 ? delayed_s * log(10.0 * p_wait) : 0.0,
  };
}

gboolean
muster_erlang_c(double load_erl, double handle_s, int agents, double within_s, MusterErlangC *out,
                GError **error)
{
  if (!erlang_check_load(load_erl, error) || !erlang_check_agents(agents, error) ||
      !erlang_check_time("handle time", handle_s, FALSE, error) ||
      !erlang_check_time("threshold", within_s, TRUE, error))
    return FALSE;
  if (agents <= load_erl) {
    g_autofree char *load = muster_format_number(load_erl);
    g_set_error(
        error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_DOMAIN,
        "%d agents cannot keep up with %s erlangs of contacts that never abandon: the queue grows for ever",
        agents, load);
    return FALSE;
  }
  if (load_erl == 0.0)
    *out = (MusterErlangC){.service_level = 1.0, .wait_of_delayed_s = handle_s / agents};
  else
    fill(load_erl, handle_s, agents, within_s, out);
  return TRUE;
}
