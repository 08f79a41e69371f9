/* Chats as a birth–death chain: k chats in service are spread evenly, so the number k alone says how fast
 * they end. */
#include "erlang/chat_private.h"
#include "erlang/domain_private.h"

static const double HUGE_WEIGHT = 1e200, LN_HUGE_WEIGHT = 460.51701859880913680;
static const double NO_MORE = 1e-18; /* of a sum */

/* Chats that one agent with i of them ends per second. */
static double
pace_of(const MusterErlangChatTraffic *t, int i)
{
  return i == 0 ? 0.0 : i / t->handle_s[i - 1];
}

double
erlang_chat_most(const MusterErlangChatTraffic *traffic, int agents)
{
  return agents * pace_of(traffic, traffic->slots);
}

/* Sums over the states with a free slot, all to be multiplied by exp(ln_scale). */
typedef struct {
  double term, weight, chats, busy_agents, ln_scale;
} Below;

static void
scale_down(Below *b)
{
  b->term /= HUGE_WEIGHT;
  b->weight /= HUGE_WEIGHT;
  b->chats /= HUGE_WEIGHT;
  b->busy_agents /= HUGE_WEIGHT;
  b->ln_scale += LN_HUGE_WEIGHT;
}

/* The states in which the agents have `each` chats or one more. From state k, where k − each · agents have
 * one more, to the state below. FALSE when all states further down are too light to show: `calm` says that
 * chats end no faster than they come in any of them up to each · agents, so that the weights only fall. */
static gboolean
add_level(Below *b, const MusterErlangChatTraffic *t, int agents, int each, gboolean calm)
{
  double slow = pace_of(t, each) / t->arrival_per_s, quick = pace_of(t, each + 1) / t->arrival_per_s;
  double first = (double) each * agents;
  for (int more = agents; more > 0; more--) {
    double ratio = (agents - more) * slow + more * quick, k = first + more - 1.0;
    b->term *= ratio;
    b->weight += b->term;
    b->chats += b->term * k;
    b->busy_agents += b->term * (each > 0 ? agents : k);
    if (b->weight > HUGE_WEIGHT)
      scale_down(b);
    if (calm && ratio < 1.0 && b->term * k < NO_MORE * b->weight)
      return FALSE;
  }
  return TRUE;
}

ChatStates
erlang_chat_states(const MusterErlangChatTraffic *traffic, int agents)
{
  double quickest[MUSTER_ERLANG_MAX_SLOTS + 1] = {0}; /* of an agent with up to so many chats */
  for (int i = 1; i <= traffic->slots; i++)
    quickest[i] = fmax(quickest[i - 1], pace_of(traffic, i));
  Below b = {.term = 1.0};
  for (int each = traffic->slots - 1; each >= 0; each--)
    if (!add_level(&b, traffic, agents, each, agents * quickest[each] <= traffic->arrival_per_s))
      break;
  return (ChatStates){.most = erlang_chat_most(traffic, agents),
                      .ln_weight = log(b.weight) + b.ln_scale,
                      .chats = b.chats / b.weight,
                      .busy_agents = b.busy_agents / b.weight};
}

WaitLaw
erlang_chat_law(const MusterErlangChatTraffic *traffic, const ChatStates *states, double within_s,
                gboolean full)
{
  double arrive = traffic->arrival_per_s, patience_s = traffic->patience_s;
  return erlang_wait_law_above(arrive * patience_s, states->most * patience_s,
                               (arrive - states->most) * patience_s, states->ln_weight, within_s / patience_s,
                               full);
}

double
erlang_chat_utilisation(const ChatStates *states, double idle, int agents)
{
  return idle * states->busy_agents / agents + (1.0 - idle);
}

gboolean
erlang_check_chat(const MusterErlangChatTraffic *traffic, GError **error)
{
  if (traffic->slots < 1 || traffic->slots > MUSTER_ERLANG_MAX_SLOTS) {
    g_set_error(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_DOMAIN,
                "%d chats at once are out of range: 1 to %d", traffic->slots, MUSTER_ERLANG_MAX_SLOTS);
    return FALSE;
  }
  for (int i = 0; i < traffic->slots; i++)
    if (!erlang_check_time("handle time", traffic->handle_s[i], FALSE, error) ||
        !erlang_check_load(traffic->arrival_per_s * traffic->handle_s[i], error) ||
        (traffic->patience_s != INFINITY &&
         !erlang_check_patience(traffic->patience_s, traffic->handle_s[i], error)))
      return FALSE;
  return TRUE;
}

static gboolean
check(const MusterErlangChatTraffic *traffic, int agents, double within_s, GError **error)
{
  if (!erlang_check_agents(agents, error) || !erlang_check_time("threshold", within_s, TRUE, error) ||
      !erlang_check_chat(traffic, error))
    return FALSE;
  if (agents < 1 || (double) agents * traffic->slots > MUSTER_ERLANG_MAX_PLACES) {
    g_set_error(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_DOMAIN,
                "%d agents with %d chats each: at least one agent, and at most 1e7 chats in all", agents,
                traffic->slots);
    return FALSE;
  }
  if (traffic->patience_s != INFINITY || traffic->arrival_per_s < erlang_chat_most(traffic, agents))
    return TRUE;
  g_set_error(
      error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_DOMAIN,
      "%d agents with %d chats each cannot keep up with chats that never abandon: the queue grows for ever",
      agents, traffic->slots);
  return FALSE;
}

/* Without abandonment the wait is exponential with the spare rate. Returns P(a slot is free). */
static double
fill_patient(const ChatStates *states, double arrive, double within_s, MusterErlangChat *out)
{
  double spare = states->most - arrive, full = states->most / spare; /* weight of all full states */
  double idle = 1.0 / (1.0 + full * exp(-states->ln_weight));
  double wait = 1.0 / (1.0 + exp(states->ln_weight) / full);
  out->p_wait = wait;
  out->wait_all_s = out->wait_served_s = wait / spare;
  out->sl_virtual = idle - wait * expm1(-spare * within_s);
  out->not_sl_virtual = wait * exp(-spare * within_s);
  out->queue_length = arrive * out->wait_all_s;
  out->p_served_within = out->sl_answered = out->sl_abandons_good = out->sl_without_abandons =
      out->sl_virtual;
  return idle;
}

static double
fill_impatient(const MusterErlangChatTraffic *traffic, const ChatStates *states, double within_s,
               MusterErlangChat *out)
{
  double patience_s = traffic->patience_s;
  WaitLaw law = erlang_chat_law(traffic, states, within_s, TRUE);
  WaitParts p = erlang_wait_parts(&law);
  out->p_wait = p.wait;
  out->p_abandon = p.lost;
  out->wait_all_s = p.lost * patience_s;
  out->sl_virtual = p.virtual_within;
  out->not_sl_virtual = p.virtual_later;
  out->queue_length = traffic->arrival_per_s * patience_s * p.lost;
  out->p_served_within = p.served_within;
  out->p_abandon_within = p.lost_within;
  out->sl_answered = p.served_within / p.served;
  out->sl_abandons_good = p.served_within + p.lost_within;
  out->sl_without_abandons = p.served_within / (p.served_within + p.still_there);
  out->wait_served_s = p.wait_served / p.served * patience_s;
  out->wait_abandoned_s = erlang_wait_of_lost(&law) * patience_s;
  return law.idle;
}

gboolean
muster_erlang_chat(int agents, int slots, const double *handle_s, double arrival_per_s, double patience_s,
                   double within_s, MusterErlangChat *out, GError **error)
{
  MusterErlangChatTraffic traffic = {arrival_per_s, slots, handle_s, patience_s};
  if (!check(&traffic, agents, within_s, error))
    return FALSE;
  *out = (MusterErlangChat){.sl_virtual = 1.0,
                            .p_served_within = 1.0,
                            .sl_answered = 1.0,
                            .sl_abandons_good = 1.0,
                            .sl_without_abandons = 1.0};
  if (arrival_per_s == 0.0)
    return TRUE;
  ChatStates states = erlang_chat_states(&traffic, agents);
  double idle = patience_s == INFINITY ? fill_patient(&states, arrival_per_s, within_s, out)
                                       : fill_impatient(&traffic, &states, within_s, out);
  out->mean_chats = idle * states.chats + out->p_wait * agents * slots;
  out->utilisation = idle * states.busy_agents / agents + out->p_wait;
  return TRUE;
}
