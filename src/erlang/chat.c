/* Chats as a birth–death chain: k chats in service are spread evenly, so the number k alone says how fast
 * they end. */
#include "erlang/domain_private.h"
#include "erlang/patience_private.h"

static const double HUGE_WEIGHT = 1e200, LN_HUGE_WEIGHT = 460.51701859880913680;

/* Chats that end per second with k in service: k mod agents agents have one more than the others. */
static double
end_rate(int agents, const double *handle_s, int k)
{
  int each = k / agents, more = k % agents;
  double rate = each > 0 ? (double) (agents - more) * each / handle_s[each - 1] : 0.0;
  return more > 0 ? rate + more * (each + 1.0) / handle_s[each] : rate;
}

/* Sums over the states with a free slot, the full one having weight 1; all to be multiplied by
 * exp(ln_scale). */
typedef struct {
  double weight, chats, busy_agents, ln_scale;
} Below;

static Below
sum_below(int agents, int slots, const double *handle_s, double arrive)
{
  Below b = {0};
  double term = 1.0;
  for (int k = agents * slots; k > 0; k--) {
    term *= end_rate(agents, handle_s, k) / arrive;
    b.weight += term;
    b.chats += term * (k - 1);
    b.busy_agents += term * MIN(k - 1, agents);
    if (b.weight > HUGE_WEIGHT) {
      term /= HUGE_WEIGHT;
      b.weight /= HUGE_WEIGHT;
      b.chats /= HUGE_WEIGHT;
      b.busy_agents /= HUGE_WEIGHT;
      b.ln_scale += LN_HUGE_WEIGHT;
    }
  }
  return b;
}

static gboolean
check(int agents, int slots, const double *handle_s, double arrive, double patience_s, double within_s,
      GError **error)
{
  if (!erlang_check_agents(agents, error) || !erlang_check_time("threshold", within_s, TRUE, error))
    return FALSE;
  if (agents < 1 || slots < 1 || slots > MUSTER_ERLANG_MAX_SLOTS || (double) agents * slots > 1e8) {
    g_set_error(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_DOMAIN,
                "%d agents with %d chats each: at least one, at most 64 each and 1e8 in all", agents, slots);
    return FALSE;
  }
  for (int i = 0; i < slots; i++)
    if (!erlang_check_time("handle time", handle_s[i], FALSE, error) ||
        !erlang_check_load(arrive * handle_s[i], error) ||
        (patience_s != INFINITY && !erlang_check_patience(patience_s, handle_s[i], error)))
      return FALSE;
  double most = end_rate(agents, handle_s, agents * slots);
  if (patience_s != INFINITY || arrive < most)
    return TRUE;
  g_set_error(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_DOMAIN,
              "all slots together cannot keep up with chats that never abandon");
  return FALSE;
}

/* Without abandonment the wait is exponential with the spare rate. */
static void
fill_patient(const Below *b, double arrive, double most, double within_s, MusterErlangChat *out, double *idle)
{
  double queue = most / (most - arrive),
         below = b->weight * exp(b->ln_scale); /* weights of all full states, of the others */
  double wait = isinf(below) ? 0.0 : queue / (below + queue);
  *idle = isinf(below) ? 1.0 : below / (below + queue);
  out->p_wait = wait;
  out->wait_all_s = wait / (most - arrive);
  out->sl_virtual = *idle - wait * expm1(-(most - arrive) * within_s);
  out->queue_length = arrive * out->wait_all_s;
}

static void
fill_impatient(const Below *b, double arrive, double most, double patience_s, double within_s,
               MusterErlangChat *out, double *idle)
{
  WaitLaw law = erlang_wait_law_above(arrive * patience_s, most * patience_s, (arrive - most) * patience_s,
                                      log(b->weight) + b->ln_scale, within_s / patience_s, TRUE);
  WaitParts p = erlang_wait_parts(&law);
  *idle = law.idle;
  out->p_wait = p.wait;
  out->p_abandon = p.lost;
  out->wait_all_s = p.lost * patience_s;
  out->sl_virtual = p.virtual_within;
  out->queue_length = arrive * patience_s * p.lost;
}

gboolean
muster_erlang_chat(int agents, int slots, const double *handle_s, double arrival_per_s, double patience_s,
                   double within_s, MusterErlangChat *out, GError **error)
{
  if (!check(agents, slots, handle_s, arrival_per_s, patience_s, within_s, error))
    return FALSE;
  *out = (MusterErlangChat){.sl_virtual = 1.0};
  if (arrival_per_s == 0.0)
    return TRUE;
  double most = end_rate(agents, handle_s, agents * slots), idle;
  Below b = sum_below(agents, slots, handle_s, arrival_per_s);
  if (patience_s == INFINITY)
    fill_patient(&b, arrival_per_s, most, within_s, out, &idle);
  else
    fill_impatient(&b, arrival_per_s, most, patience_s, within_s, out, &idle);
  out->mean_chats = idle * (b.chats / b.weight) + out->p_wait * agents * slots;
  out->utilisation = idle * (b.busy_agents / b.weight) / agents + out->p_wait;
  return TRUE;
}
