/* M/M/n/K(+M) by its states.
 *
 * With s = n · patience / handle time, a contact with j ahead of it in the queue has its turn after j + 1
 * departures. The number of departures by T from an endless queue is negative binomial (s,
 * e^(−T/patience)), Poisson without patience, so that P(turn ≤ T) = P(N ≥ j + 1). Its own patience outlasts
 * its turn with s / (s + j + 1); given that, N has s + 1 for s. All sums are of positive terms, over the
 * states that a double can tell from nothing beside the likeliest. */
#include "erlang/departures_private.h"
#include "erlang/domain_private.h"
#include "erlang/lines_private.h"

static const double LEAST = 1e-305; /* of the greatest weight */

/* Weight of the state with j + 1 waiting over that with j. */
static inline double
next_ratio(const LineStates *l, int j)
{
  return isinf(l->s) ? l->x : l->x / (l->s + j + 1.0);
}

LineStates
erlang_line_states(double load, double patience, int agents, int lines)
{
  gboolean patient = isinf(patience);
  LineStates l = {.agents = agents, .places = lines - agents, .s = agents * patience};
  l.x = patient ? load / agents : load * patience;
  double likeliest = patient ? (load > agents ? (double) l.places : 0.0) : floor(fmax(0.0, l.x - l.s));
  int mode = (int) fmin(likeliest, l.places); /* place `places` is the blocked state */
  Blocking b = erlang_blocking(load, agents);
  double ln_idle = log(b.not_block) - b.ln_block, *w = l.state = g_new(double, l.places + 1);
  w[mode] = mode == 0 && ln_idle > 0.0 ? exp(-ln_idle) : 1.0;
  for (l.to = mode; l.to < l.places && w[l.to] > LEAST; l.to++)
    w[l.to + 1] = w[l.to] * next_ratio(&l, l.to);
  for (l.from = mode; l.from > 0 && w[l.from] > LEAST; l.from--)
    w[l.from - 1] = w[l.from] / next_ratio(&l, l.from - 1);
  l.blocked = l.to == l.places ? w[l.places] : 0.0;
  if (mode == 0)
    l.idle = exp(fmin(ln_idle, 0.0));
  else
    l.idle =
        l.from == 0 ? w[0] * exp(ln_idle) : 0.0; /* load above agents: idling is no likelier than waiting */
  return l;
}

/* What the waiting states give; all still over the greatest weight. */
typedef struct {
  double wait, served, lost, queue, wait_served, served_within, lost_within, virtual_within, still_there;
} LineSums;

/* turn[j − from] = P(turn ≤ T) with j ahead, own[j − from] = the same given that its patience outlasts the
 * turn. */
static LineSums
add_up(const LineStates *l, double agents_rate, double leave, double tau, const double *turn,
       const double *own)
{
  LineSums sums = {0};
  double turn_s = 0.0; /* mean turn of an answered contact: one stage more for each place */
  double gone = -expm1(-tau), patience_left = exp(-tau), over_s = isinf(l->s) ? 0.0 : 1.0 / l->s;
  for (int j = 0; j < l->from; j++)
    turn_s += 1.0 / (agents_rate + (j + 1.0) * leave);
  for (int j = l->from; j <= MIN(l->to, l->places - 1); j++) {
    double w = l->state[j], stays = 1.0 / (1.0 + (j + 1.0) * over_s), goes = (j + 1.0) * over_s * stays;
    double in_time = turn[j - l->from], late = 1.0 - in_time;
    turn_s += 1.0 / (agents_rate + (j + 1.0) * leave);
    sums.wait += w;
    sums.queue += w * j; /* found waiting; the mean over time needs the blocked state too */
    sums.served += w * stays;
    sums.lost += w * goes;
    sums.wait_served += w * stays * turn_s;
    sums.served_within += w * stays * own[j - l->from];
    sums.virtual_within += w * in_time;
    sums.still_there += w * patience_left * late;
    sums.lost_within += w * (goes * turn[j + 1 - l->from] + gone * late);
  }
  sums.queue += l->blocked * l->places;
  return sums;
}

static void
fill(const LineStates *l, const LineSums *sums, double load, double handle_s, int agents,
     MusterErlangLines *out)
{
  double total = l->idle + sums->wait + l->blocked, served = l->idle + sums->served,
         within = l->idle + sums->served_within;
  double accepted = l->idle + sums->wait, queue = sums->queue / total;
  *out = (MusterErlangLines){
      .p_block = l->blocked / total,
      .p_wait = sums->wait / total,
      .p_abandon = sums->lost / total,
      .p_served = served / total,
      .wait_accepted_s = queue * handle_s / (load * accepted / total),
      .wait_served_s = sums->wait_served / served,
      .queue_length = queue,
      .occupancy = load * served / total / agents,
      .p_served_within = within / total,
      .sl_answered = within / served,
      .sl_without_abandons = within / (l->blocked + within + sums->still_there),
      .sl_abandons_good = (within + sums->lost_within) / total,
      .sl_virtual = (l->idle + sums->virtual_within) / accepted,
      .p_abandon_within = sums->lost_within / total,
  };
}

static gboolean
check(double load_erl, double handle_s, double patience_s, int agents, int lines, double within_s,
      GError **error)
{
  if (!erlang_check_load(load_erl, error) || !erlang_check_agents(agents, error) ||
      !erlang_check_time("handle time", handle_s, FALSE, error) ||
      !erlang_check_time("threshold", within_s, TRUE, error) ||
      (patience_s != INFINITY && !erlang_check_patience(patience_s, handle_s, error)))
    return FALSE;
  if (agents >= 1 && lines >= agents && lines <= MUSTER_ERLANG_MAX_LINES)
    return TRUE;
  g_set_error(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_DOMAIN,
              "%d agents with %d lines: at least one agent, as many lines, and up to 1e7", agents, lines);
  return FALSE;
}

gboolean
muster_erlang_lines(double load_erl, double handle_s, double patience_s, int agents, int lines,
                    double within_s, MusterErlangLines *out, GError **error)
{
  if (!check(load_erl, handle_s, patience_s, agents, lines, within_s, error))
    return FALSE;
  if (load_erl == 0.0) {
    *out = (MusterErlangLines){.p_served = 1,
                               .p_served_within = 1,
                               .sl_answered = 1,
                               .sl_without_abandons = 1,
                               .sl_abandons_good = 1,
                               .sl_virtual = 1};
    return TRUE;
  }
  gboolean patient = patience_s == INFINITY;
  double tau = patient ? 0.0 : within_s / patience_s, mean = agents * within_s / handle_s;
  LineStates l = erlang_line_states(load_erl, patience_s / handle_s, agents, lines);
  gsize n = (gsize) (l.to - l.from) + 2;
  g_autofree double *turn = g_new0(double, n), *own = patient ? NULL : g_new0(double, n);
  if (within_s > 0.0) {
    Departures others = erlang_departures(l.s, tau, mean), ours = erlang_departures(l.s + 1.0, tau, mean);
    erlang_departures_tails(&others, l.from + 1, l.to + 2, turn);
    if (!patient)
      erlang_departures_tails(&ours, l.from + 1, l.to + 2, own);
  }
  LineSums sums =
      add_up(&l, agents / handle_s, patient ? 0.0 : 1.0 / patience_s, tau, turn, patient ? turn : own);
  fill(&l, &sums, load_erl, handle_s, agents, out);
  g_free(l.state);
  return TRUE;
}

/* With r = load / agents and j places the states below the full one, which has 1, weigh
 * r^−j (states with an idle agent over the first without) + r^−1 + … + r^−j. */
double
erlang_lines_below_patient(double load, int agents, int places, const Blocking *b)
{
  double more = (load - agents) / agents, fall = -places * log1p(more);
  double sum = more == 0.0 ? places : -expm1(fall) / more;
  return exp(fall) * (b->not_block / b->block) + sum;
}

/* The same states, and only who gets through: what redials are made of. */
LineFlows
erlang_line_flows(double load, double patience, int agents, int lines)
{
  if (isinf(patience)) {
    Blocking b = erlang_blocking(load, agents);
    double below = erlang_lines_below_patient(load, agents, lines - agents, &b);
    return (LineFlows){.served = isinf(below) ? 1.0 : below / (1.0 + below), .blocked = 1.0 / (1.0 + below)};
  }
  LineStates l = erlang_line_states(load, patience, agents, lines);
  double over_s = 1.0 / l.s, served = l.idle, lost = 0.0;
  for (int j = l.from; j <= MIN(l.to, l.places - 1); j++) {
    double w = l.state[j], stays = 1.0 / (1.0 + (j + 1.0) * over_s);
    served += w * stays;
    lost += w * (j + 1.0) * over_s * stays;
  }
  double total = served + lost + l.blocked;
  g_free(l.state);
  return (LineFlows){.served = served / total, .lost = lost / total, .blocked = l.blocked / total};
}
