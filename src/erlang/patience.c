/* Erlang A: the measures of M/M/n+M as ratios of the integrals of wait_integral.c. */
#include "erlang/domain_private.h"
#include "erlang/patience_private.h"

static void
fill(double load_erl, double patience_s, int agents, const WaitLaw *law, MusterErlangA *out)
{
  WaitParts p = erlang_wait_parts(law);
  /* Conditional means come from the integrals alone: waiting itself may be too rare for a double. */
  double waits = law->of_early * law->early.g + law->of_late * law->late.g;
  double lost = law->of_early * law->early.lost + law->of_late * law->late.lost;
  *out = (MusterErlangA){
      .p_wait = p.wait,
      .p_abandon = p.lost,
      .p_abandon_given_wait = lost / waits,
      .wait_all_s = p.lost * patience_s,
      .wait_served_s = p.wait_served / p.served * patience_s,
      .wait_abandoned_s = erlang_wait_of_lost(law) * patience_s,
      .queue_length = p.lost * law->x,
      .occupancy = load_erl * p.served / agents,
      .p_served_within = p.served_within,
      .p_abandon_within = p.lost_within,
      .sl_answered = p.served_within / p.served,
      .sl_abandons_good = p.served_within + p.lost_within,
      .sl_without_abandons = p.served_within / (p.served_within + p.still_there),
      .sl_virtual = p.virtual_within,
      .not_sl_virtual = p.virtual_later,
  };
}

/* Nobody is there: everybody waits out their patience. */
static void
fill_without_agents(double load_erl, double handle_s, double patience_s, double tau, MusterErlangA *out)
{
  double within = -expm1(-tau);
  *out = (MusterErlangA){
      .p_wait = 1.0,
      .p_abandon = 1.0,
      .p_abandon_given_wait = 1.0,
      .wait_all_s = patience_s,
      .wait_abandoned_s = patience_s,
      .queue_length = load_erl * patience_s / handle_s,
      .p_abandon_within = within,
      .sl_abandons_good = within,
      .not_sl_virtual = 1.0,
  };
}

/* Endless patience: Erlang C, where every definition of service level says the same. */
static gboolean
fill_without_abandonment(double load_erl, double handle_s, int agents, double within_s, MusterErlangA *out,
                         GError **error)
{
  MusterErlangC c;
  if (!muster_erlang_c(load_erl, handle_s, agents, within_s, &c, error))
    return FALSE;
  *out = (MusterErlangA){
      .p_wait = c.p_wait,
      .wait_all_s = c.asa_s,
      .wait_served_s = c.asa_s,
      .queue_length = c.queue_length,
      .occupancy = c.occupancy,
      .p_served_within = c.service_level,
      .sl_answered = c.service_level,
      .sl_abandons_good = c.service_level,
      .sl_without_abandons = c.service_level,
      .sl_virtual = c.service_level,
      .not_sl_virtual = c.not_service_level,
  };
  return TRUE;
}

gboolean
muster_erlang_a(double load_erl, double handle_s, double patience_s, int agents, double within_s,
                MusterErlangA *out, GError **error)
{
  if (patience_s == INFINITY)
    return fill_without_abandonment(load_erl, handle_s, agents, within_s, out, error);
  if (!erlang_check_load(load_erl, error) || !erlang_check_agents(agents, error) ||
      !erlang_check_time("handle time", handle_s, FALSE, error) ||
      !erlang_check_time("threshold", within_s, TRUE, error) ||
      !erlang_check_patience(patience_s, handle_s, error))
    return FALSE;
  if (agents == 0)
    fill_without_agents(load_erl, handle_s, patience_s, within_s / patience_s, out);
  else if (load_erl == 0.0)
    *out = (MusterErlangA){.p_served_within = 1,
                           .sl_answered = 1,
                           .sl_abandons_good = 1,
                           .sl_without_abandons = 1,
                           .sl_virtual = 1};
  else {
    WaitLaw law = erlang_wait_law(load_erl, agents, patience_s / handle_s, within_s / patience_s, TRUE);
    fill(load_erl, patience_s, agents, &law, out);
  }
  return TRUE;
}
