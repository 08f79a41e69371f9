/* The modified offered load (Jennings, Mandelbaum, Massey & Whitt 1996, *Server staffing to meet time-varying
 * demand*): the steady-state formula at the load that would be busy at that time if nobody ever waited,
 *
 *     m(t) = ∫ λ(t − u) · P(H > u) du,
 *
 * the arrivals' rate seen through the stationary excess of the handle time H (M(t)/G/∞, any law of H). With a
 * rate that is constant within intervals of length Δ, the mean of m over interval i is Σ λ_j · w_{i−j} with
 *
 *     w_k = (1/Δ) · ∫ (Δ − |u − kΔ|)⁺ · P(H > u) du,  u ≥ 0.
 *
 * Each stretch of open intervals begins empty. Work that begins late counts late: a load lags and flattens.
 */
#include "staffing/method_private.h"
#include <math.h>

#define SMALLEST_TAIL 1e-12
#define TOLERANCE 1e-11
#define DEEPEST 44 /* halvings: a law that jumps is cut down to nothing around its jump */

typedef struct {
  double plain,
      rising; /* ∫ P(H > u) du and ∫ (u − start)·P(H > u) du over a piece, in units of its interval */
} Piece;

typedef struct {
  const MusterDist *law;
  double scale; /* seconds of the law's own time per interval */
  int first;    /* the interval the piece lies in */
} TailView;

static double
tail_at(const TailView *view, double at)
{
  return 1.0 - muster_dist_cdf(view->law, (view->first + at) * view->scale);
}

/* Adaptive Simpson between `from` and `to` (0..1 within the interval), whose tails are known. */
static Piece
integrate(const TailView *view, double from, double to, double tail_from, double tail_middle, double tail_to,
          int depth)
{
  double middle = 0.5 * (from + to), step = (to - from) / 6.0;
  double q1 = 0.5 * (from + middle), q3 = 0.5 * (middle + to);
  double tail_q1 = tail_at(view, q1), tail_q3 = tail_at(view, q3);
  double whole = step * (tail_from + 4.0 * tail_middle + tail_to);
  double halves = 0.5 * step * (tail_from + 4.0 * tail_q1 + 2.0 * tail_middle + 4.0 * tail_q3 + tail_to);
  if (depth >= DEEPEST || (depth >= 3 && fabs(whole - halves) <= TOLERANCE * (to - from)))
    return (Piece){halves, 0.5 * step *
                               (from * tail_from + 4.0 * q1 * tail_q1 + 2.0 * middle * tail_middle +
                                4.0 * q3 * tail_q3 + to * tail_to)};
  Piece left = integrate(view, from, middle, tail_from, tail_q1, tail_middle, depth + 1);
  Piece right = integrate(view, middle, to, tail_middle, tail_q3, tail_to, depth + 1);
  return (Piece){left.plain + right.plain, left.rising + right.rising};
}

/* weight[k] of a rate k intervals ago, erlangs per (contact / second), for a law stretched to mean handle_s.
 */
static void
fill_weights(const MusterDist *law, double handle_s, double interval_s, int n, double *weight)
{
  TailView view = {.law = law, .scale = interval_s * law->mean_s / handle_s};
  Piece before = {0.0, 0.0};
  for (int k = 0; k < n; k++)
    weight[k] = 0.0;
  for (int k = 0; k < n; k++) {
    view.first = k;
    double start = k == 0 ? 1.0 : tail_at(&view, 0.0);
    Piece here = {0.0, 0.0};
    if (start >= SMALLEST_TAIL)
      here = integrate(&view, 0.0, 1.0, start, tail_at(&view, 0.5), tail_at(&view, 1.0), 0);
    weight[k] = interval_s * (before.rising + here.plain - here.rising);
    before = here;
    if (start < SMALLEST_TAIL)
      break;
  }
}

/* Arrivals of interval j, as far as the stretch that it lies in goes. */
static void
spread(const MusterCentre *centre, int queue, int j, double rate, const double *weight, double *load_erl)
{
  for (int i = j; i < centre->grid->n; i++) {
    double open_s = muster_centre_open_s(centre, queue, i);
    if (open_s <= 0.0 || weight[i - j] == 0.0)
      return;
    load_erl[i] += rate * weight[i - j] * centre->grid->interval_s / open_s;
  }
}

static void
loads(const MusterCentre *centre, const MusterDemand *demand, int queue, int group, const double *handle_s,
      double *load_erl)
{
  int n = centre->grid->n;
  double weights_of_s = 0.0, interval_s = centre->grid->interval_s;
  g_autofree double *weight = g_new(double, n);
  MusterDist law;
  staffing_handle_law(centre, group, queue, &law);
  for (int i = 0; i < n; i++)
    load_erl[i] = 0.0;
  for (int j = 0; j < n; j++) {
    double rate =
        staffing_rate(centre, demand, queue, j) * muster_centre_open_s(centre, queue, j) / interval_s;
    if (!(rate > 0.0))
      continue;
    if (handle_s[j] != weights_of_s)
      fill_weights(&law, handle_s[j], interval_s, n, weight);
    weights_of_s = handle_s[j];
    spread(centre, queue, j, rate, weight, load_erl);
  }
  muster_dist_clear(&law);
}

const StaffingMethod staffing_method_modified_offered_load = {
    .info = {.name = "modified-offered-load",
             .summary = "the steady state at the load of M(t)/G/∞: any law of handle times, instant"},
    .loads = loads,
    .varies = TRUE,
    .load_text = "what the arrivals up to now would keep busy if nobody waited",
};
