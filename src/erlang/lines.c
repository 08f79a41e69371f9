/* M/M/n/K(+M) by its states.
 *
 * With s = n · patience / handle time, a contact with j ahead of it in the queue has its turn after j + 1
 * departures. The number of departures by T from an endless queue is negative binomial (s,
 * e^(−T/patience)), Poisson without patience, so that P(turn ≤ T) = P(N ≥ j + 1). Its own patience outlasts
 * its turn with s / (s + j + 1); given that, N has s + 1 for s. All sums are of positive terms. */
#include "erlang/blocking_private.h"
#include "erlang/domain_private.h"

/* All per waiting place j = 0 .. places − 1, or for a number of departures. */
typedef struct {
  int places;
  double s;       /* INFINITY without patience */
  double *state;  /* weight of the state in which an arrival finds j waiting, over the greatest */
  double blocked; /* weight of the full system */
  double idle;    /* weight of all states with an idle agent */
} Lines;

/* Number of departures by T from an endless queue. */
typedef struct {
  double s, miss, mean; /* negative binomial (s, 1 − miss); Poisson when s is INFINITY */
  double ln_none;       /* ln P(N = 0) */
  int mode;
} Departures;

static Departures
departures_of(double s, double tau, double poisson_mean)
{
  gboolean poisson = isinf(s);
  double x = exp(-tau), miss = -expm1(-tau);
  Departures d = {.s = s,
                  .miss = miss,
                  .mean = poisson ? poisson_mean : s * miss / x,
                  .ln_none = poisson ? -poisson_mean : -s * tau};
  d.mode = (int) fmin(poisson ? poisson_mean : fmax(0.0, (s - 1.0) * miss / x), G_MAXINT / 2);
  return d;
}

/* P(N = i + 1) / P(N = i) */
static inline double
next_ratio(const Departures *d, int i)
{
  return isinf(d->s) ? d->mean / (i + 1.0) : d->miss * (d->s + i) / (i + 1.0);
}

/* p[i] = P(N = i) / P(N = from), i = 0 .. n. */
static void
spread_from(const Departures *d, int from, int n, double *p)
{
  p[from] = 1.0;
  for (int i = from; i > 0; i--)
    p[i - 1] = p[i] / next_ratio(d, i - 1);
  for (int i = from; i < n; i++)
    p[i + 1] = p[i] * next_ratio(d, i);
}

/* Most of N lies within 0 .. n: all terms from the mode outwards, over their sum, also those above n.
 * tail[i] = P(N ≥ i). */
static void
tails_by_total(const Departures *d, int n, double *tail)
{
  spread_from(d, d->mode, n, tail);
  double beyond = 0.0, term = tail[n], total = 0.0;
  for (int i = n; term > 1e-20 * beyond && term > 1e-300;
       i++) { /* below, products stick at the least double */
    term *= next_ratio(d, i);
    beyond += term;
  }
  for (int i = 0; i <= n; i++)
    total += tail[i];
  total += beyond;
  for (int i = n; i >= 0; i--) {
    beyond += tail[i];
    tail[i] = beyond / total;
  }
}

/* Much of N lies above n: what lies below i, from P(N = 0) upwards by logarithms, and the rest is the tail. */
static void
tails_by_rest(const Departures *d, int n, double *tail)
{
  int from = MIN(d->mode, n);
  MusterSum ln = {0};
  muster_sum_add(&ln, d->ln_none);
  for (int i = 0; i < from; i++)
    muster_sum_add(&ln, log(next_ratio(d, i)));
  double at_from = exp(muster_sum_value(&ln)), below = 0.0;
  spread_from(d, from, n, tail);
  for (int i = 0; i <= n; i++) {
    double here = tail[i] * at_from;
    tail[i] = fmax(0.0, 1.0 - below);
    below += here;
  }
}

static void
upper_tails(double *tail, int n, double s, double tau, double poisson_mean)
{
  static const double WIDEST = 1e4; /* standard deviation, beyond which the way out is too long */
  Departures d = departures_of(s, tau, poisson_mean);
  double deviation = isinf(s) ? sqrt(d.mean) : sqrt(d.mean / (1.0 - d.miss));
  if (d.mean <= n && deviation <= WIDEST)
    tails_by_total(&d, n, tail);
  else
    tails_by_rest(&d, n, tail);
}

/* Weights of the states from an idle agent to the last place, over the greatest of those with a queue. */
static void
set_states(Lines *l, double load, int agents)
{
  double ratio = l->s / agents, x = load * ratio,
         ln_mode = 0.0; /* p(j+1) / p(j) = x / (s + j + 1), load / agents without patience */
  gboolean patient = isinf(l->s);
  double middle = patient ? (load > agents ? (double) l->places : 0.0) : floor(fmax(0.0, x - l->s));
  int mode = (int) fmin(middle, l->places); /* place `places` is the blocked state */
  double *w = g_new(double, l->places + 1);
  w[mode] = 1.0;
  for (int j = mode; j < l->places; j++)
    w[j + 1] = w[j] * (patient ? load / agents : x / (l->s + j + 1.0));
  for (int j = mode; j > 0; j--)
    w[j - 1] = w[j] * (patient ? agents / load : (l->s + j) / x);
  for (int j = 1; j <= mode; j++)
    ln_mode += patient ? log(load / agents) : log(x / (l->s + j));
  Blocking b = erlang_blocking(load, agents);
  double ln_idle = log(b.not_block) - b.ln_block - ln_mode, scale = ln_idle > 0.0 ? exp(-ln_idle) : 1.0;
  l->idle = exp(fmin(ln_idle, 0.0));
  for (int j = 0; j <= l->places; j++)
    w[j] *= scale;
  l->blocked = w[l->places];
  l->state = w;
}

/* What the waiting states give; all still over the greatest weight. */
typedef struct {
  double wait, served, lost, queue, wait_served, served_within, lost_within, virtual_within, still_there;
} LineSums;

/* turn[j + 1] = P(turn ≤ T), own[j + 1] = the same given that its patience outlasts the turn, for j ahead. */
static LineSums
add_up(const Lines *l, double agents_rate, double leave, double tau, const double *turn, const double *own)
{
  LineSums sums = {0};
  double turn_s = 0.0; /* mean turn of an answered contact: one stage more for each place */
  for (int j = 0; j < l->places; j++) {
    double w = l->state[j], stays = isinf(l->s) ? 1.0 : l->s / (l->s + j + 1.0),
           goes = isinf(l->s) ? 0.0 : (j + 1.0) / (l->s + j + 1.0);
    turn_s += 1.0 / (agents_rate + (j + 1.0) * leave);
    sums.wait += w;
    sums.queue += w * j; /* found waiting; the mean over time needs the blocked state too */
    sums.served += w * stays;
    sums.lost += w * goes;
    sums.wait_served += w * stays * turn_s;
    sums.served_within += w * stays * own[j + 1];
    sums.virtual_within += w * turn[j + 1];
    sums.still_there += w * exp(-tau) * (1.0 - turn[j + 1]);
    sums.lost_within += w * (goes * turn[j + 2] + -expm1(-tau) * (1.0 - turn[j + 1]));
  }
  sums.queue += l->blocked * l->places;
  return sums;
}

static void
fill(const Lines *l, const LineSums *sums, double load, double handle_s, int agents, MusterErlangLines *out)
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
  double tau = patient ? 0.0 : within_s / patience_s;
  Lines l = {.places = lines - agents, .s = patient ? INFINITY : agents * patience_s / handle_s};
  gsize n = (gsize) l.places + 3;
  g_autofree double *turn = g_new0(double, n), *own = g_new0(double, n);
  if (within_s > 0.0) {
    upper_tails(turn, l.places + 1, l.s, tau, agents * within_s / handle_s);
    upper_tails(own, l.places + 1, l.s + 1.0, tau, agents * within_s / handle_s);
  }
  set_states(&l, load_erl, agents);
  LineSums sums = add_up(&l, agents / handle_s, patient ? 0.0 : 1.0 / patience_s, tau, turn, own);
  fill(&l, &sums, load_erl, handle_s, agents, out);
  g_free(l.state);
  return TRUE;
}
