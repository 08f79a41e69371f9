/* Integrals over the density of the virtual wait in M/M/n+M.
 *
 * Baccelli & Hebuterne 1981; Zeltyn & Mandelbaum 2005, section 6: with exponential patience the density of
 * the wait offered to an arrival that finds all agents busy is proportional to g(w) = exp(x (1 − e^(−w)) −
 * s w), w in mean patiences. Every measure is a ratio of integrals of g times a smooth positive weight, so
 * sums of positive numbers give them all: nothing cancels, whatever the load. (The closed forms in
 * incomplete gamma functions are differences.)
 *
 * Around the greatest value, at c, g(c + u) = g(c) exp(slope·u − y·phi(u)) with phi(u) = e^(−u) − 1 + u,
 * which keeps its digits when s and x are 1e9 and u is 1e-5. The logarithm of g is concave, so from c the
 * function falls both ways; panels of 20 Gauss points, each with a bounded fall, are laid until nothing is
 * left. Where e^(−w) has died away g is an exponential and the rest is closed. */
#include "erlang/gauss_private.h"
#include "erlang/patience_private.h"

static const double PANEL_FALL = 22.0; /* of ln g within a panel */
static const double PANEL_WIDTH = 4.0; /* of w: e^(−w) is smooth enough */
static const double END_FALL = 40.0;   /* of ln g: beyond, nothing is left at 16 digits */
static const double GONE = 1e-18;      /* y e^(−u) that no longer shows in ln g */

/* e^(−u) = 1 − u + phi(u) is at hand, and right to 1e-16 of 1: enough for shares and the wait of the
 * answered to 1e-12. `full` takes it right to its own last digit. */
static inline void
add_point(WaitIntegral *sum, const WaitRange *r, double stay_at, double gone_at, double u, double phi,
          double weight, gboolean full)
{
  double g = weight * exp(r->slope * u - r->y * phi), w = r->at + u;
  double stay = full ? exp(-w) : stay_at * (1.0 - u + phi);
  sum->g += g;
  sum->served += g * stay;
  sum->lost += g * (gone_at + stay_at * (u - phi));
  sum->wait_served += g * stay * w;
  if (full)
    sum->wait_lost += g * stay * erlang_phi(-w);
}

static void
add_panel(WaitIntegral *sum, const WaitRange *r, double stay_at, double u, double v, gboolean full)
{
  double gone_at = -expm1(-r->at), middle = 0.5 * (u + v), half = 0.5 * fabs(v - u), low[GAUSS_HALF],
         high[GAUSS_HALF];
  for (int i = 0; i < GAUSS_HALF; i++) {
    low[i] = erlang_phi(middle - half * erlang_gauss_node[i]);
    high[i] = erlang_phi(middle + half * erlang_gauss_node[i]);
  }
  for (int i = 0; i < GAUSS_HALF; i++) {
    double step = half * erlang_gauss_node[i], weight = half * erlang_gauss_weight[i];
    add_point(sum, r, stay_at, gone_at, middle - step, low[i], weight, full);
    add_point(sum, r, stay_at, gone_at, middle + step, high[i], weight, full);
  }
}

/* From offset u to the end, where g falls as e^(−s u) alone. */
static void
add_exponential_rest(WaitIntegral *sum, const WaitRange *r, double u)
{
  double start = exp(r->slope * u - r->y * erlang_phi(u));
  double w = r->at + u, stay = exp(-w), length = r->to - w, k = r->s + 1.0;
  double all = start * -expm1(-r->s * length) / r->s;
  double served = start * stay * -expm1(-k * length) / k;
  sum->g += all;
  sum->served += served;
  sum->lost += all - served;
  double z = k * length, moment = z > 700.0 ? 1.0 : exp(-z) * erlang_phi(-z);
  double wait_served = w * served + start * stay * moment / (k * k);
  sum->wait_served += wait_served;
  sum->wait_lost += all - served - wait_served;
}

/* A step from offset u in which ln g falls by about PANEL_FALL: |slope| h + curvature h²/2. */
static double
panel_step(double slope, double curvature)
{
  double h = 2.0 * PANEL_FALL / (slope + sqrt(slope * slope + 2.0 * curvature * PANEL_FALL));
  return fmin(h, PANEL_WIDTH);
}

static void
add_upwards(WaitIntegral *sum, const WaitRange *r, gboolean full)
{
  double end = r->to - r->at, stay_at = exp(-r->at);
  for (double u = 0.0; u < end;) {
    double curvature = r->y * exp(-u);
    if (curvature < GONE && r->at + u > 2.0) {
      add_exponential_rest(sum, r, u);
      return;
    }
    double v = fmin(end, u + panel_step(fmax(0.0, r->s - curvature), curvature));
    add_panel(sum, r, stay_at, u, v, full);
    u = v;
    if (r->slope * u - r->y * erlang_phi(u) < -END_FALL)
      return;
  }
}

static void
add_downwards(WaitIntegral *sum, const WaitRange *r, gboolean full)
{
  double end = r->from - r->at, stay_at = exp(-r->at);
  for (double u = 0.0; u > end;) {
    double curvature = r->y * exp(-u); /* grows on the way down: bound it over the widest step */
    double step = panel_step(fmax(0.0, curvature - r->s), curvature * G_E);
    double v = fmax(end, u - fmin(step, 1.0));
    add_panel(sum, r, stay_at, v, u, full);
    u = v;
    if (r->slope * u - r->y * erlang_phi(u) < -END_FALL)
      return;
  }
}

WaitIntegral
erlang_wait_integral(const WaitRange *range, gboolean full)
{
  WaitIntegral sum = {0};
  add_upwards(&sum, range, full);
  add_downwards(&sum, range, full);
  return sum;
}

/* ln g at the split, relative to the greatest value, which lies at `peak`. */
static double
fall_at(double x, double s, double difference, double peak, double tau)
{
  if (difference > 0.0)
    return -s * erlang_phi(tau - peak);
  return difference * tau - x * erlang_phi(tau);
}

/* `idle` and the factors of the two integrals, all over the greatest of the parts. `ln_idle`: the states
 * below the full one, over the weight of g's greatest value. */
static void
put_together(WaitLaw *law, double ln_idle, double ln_early, double ln_late)
{
  double top = fmax(ln_idle, 0.0);
  law->of_early = exp(ln_early);
  law->of_late = exp(ln_late);
  double idle = exp(ln_idle - top), all_waiting = law->s * exp(-top);
  double total = idle + all_waiting * (law->of_early * law->early.g + law->of_late * law->late.g);
  law->idle = idle / total;
  law->waiting = all_waiting / total;
}

WaitLaw
erlang_wait_law_above(double x, double s, double difference, double ln_below, double tau, gboolean full)
{
  WaitLaw law = {.x = x, .s = s, .tau = tau};
  double peak = difference > 0.0 ? log1p(difference / s) : 0.0;
  double ln_peak = difference > 0.0 ? s * erlang_phi(-peak) : 0.0;

  WaitRange at_peak = {.at = peak, .y = difference > 0.0 ? s : x, .slope = MIN(difference, 0.0), .s = s};
  WaitRange at_tau = {.at = tau, .y = x * exp(-tau), .s = s};
  at_tau.slope =
      tau < 0.5 ? difference + x * expm1(-tau) : at_tau.y - s; /* whichever subtracts the smaller numbers */
  WaitRange early = tau < peak ? at_tau : at_peak, late = tau < peak ? at_peak : at_tau;
  early.from = 0.0;
  early.to = late.from = tau;
  late.to = INFINITY;
  double ln_split = fall_at(x, s, difference, peak, tau);
  if (tau > 0.0)
    law.early = erlang_wait_integral(&early, full);
  law.late = erlang_wait_integral(&late, full);
  put_together(&law, ln_below - ln_peak, tau < peak ? ln_split : 0.0, tau < peak ? 0.0 : ln_split);
  return law;
}

WaitLaw
erlang_wait_law(double load_erl, int agents, double ratio, double tau, gboolean full)
{
  Blocking b = erlang_blocking(load_erl, agents);
  return erlang_wait_law_above(load_erl * ratio, agents * ratio, (load_erl - agents) * ratio,
                               log(b.not_block) - b.ln_block, tau, full);
}

WaitParts
erlang_wait_parts(const WaitLaw *law)
{
  const WaitIntegral *early = &law->early, *late = &law->late;
  double w_early = law->waiting * law->of_early, w_late = law->waiting * law->of_late;
  return (WaitParts){
      .wait = w_early * early->g + w_late * late->g,
      .served = law->idle + w_early * early->served + w_late * late->served,
      .lost = w_early * early->lost + w_late * late->lost,
      .served_within = law->idle + w_early * early->served,
      .served_later = w_late * late->served,
      .lost_within = w_early * early->lost + w_late * late->g * -expm1(-law->tau),
      .still_there = exp(-law->tau) * w_late * late->g,
      .virtual_within = law->idle + w_early * early->g,
      .virtual_later = w_late * late->g,
      .wait_served = w_early * early->wait_served + w_late * late->wait_served,
  };
}

double
erlang_wait_of_lost(const WaitLaw *law)
{
  return (law->of_early * law->early.wait_lost + law->of_late * law->late.wait_lost) /
         (law->of_early * law->early.lost + law->of_late * law->late.lost);
}
