/* Lagrange's relaxation of the knapsack: with prices λ on the surpluses every interval decides for itself,
 * and
 *
 *     L(λ) = Σ_i min_n [n − Σ_t λ_t · v_it(n)]
 *
 * is a lower bound for every λ ≥ 0 (Everett 1963). One target: its price by bisection. Several: price by
 * price, in turn. */
#include "staffing/knapsack_private.h"
#include <math.h>
#include <string.h>

enum { HALVINGS = 70, ROUNDS = 6 };
#define HIGHEST_PRICE 1e15
#define KEPT(total) ((total) >= -1e-9) /* of contacts or hours: rounding of long sums */

void
knapsack_result_clear(KnapsackResult *result)
{
  g_clear_pointer(&result->choice, g_free);
}

void
knapsack_sum(const Knapsack *k, const int *choice, double *cost, double *total)
{
  *cost = 0.0;
  for (int t = 0; t < k->n_targets; t++)
    total[t] = 0.0;
  for (int i = 0; i < k->n_items; i++) {
    *cost += knapsack_agents(k, i, choice[i]);
    for (int t = 0; t < k->n_targets; t++)
      total[t] += k->surplus[t][k->offset[i] + choice[i]];
  }
}

static gboolean
all_kept(const Knapsack *k, const double *total)
{
  for (int t = 0; t < k->n_targets; t++)
    if (!KEPT(total[t]))
      return FALSE;
  return TRUE;
}

/* Each item's best choice at these prices (the fewest agents among equals), L(λ), and the sums of the choice.
 */
static double
relax(const Knapsack *k, const double *price, int *choice, double *cost, double *total)
{
  double bound = 0.0;
  for (int i = 0; i < k->n_items; i++) {
    double best = INFINITY;
    for (int c = 0; c < k->count[i]; c++) {
      double value = knapsack_agents(k, i, c);
      for (int t = 0; t < k->n_targets; t++)
        value -= price[t] > 0.0 ? price[t] * k->surplus[t][k->offset[i] + c] : 0.0;
      if (value < best) {
        best = value;
        choice[i] = c;
      }
    }
    bound += best;
  }
  knapsack_sum(k, choice, cost, total);
  return bound;
}

/* Takes the choice over when it keeps all and is cheaper, and the bound when it is higher. */
static void
learn(const Knapsack *k, const int *choice, double cost, const double *total, double bound, KnapsackResult *r)
{
  r->bound = fmax(r->bound, bound);
  if (!all_kept(k, total) || (r->feasible && cost >= r->cost))
    return;
  r->feasible = TRUE;
  r->cost = cost;
  memcpy(r->choice, choice, sizeof *choice * (gsize) k->n_items);
  memcpy(r->total, total, sizeof *total * (gsize) k->n_targets);
}

/* The least price of one target, the others' given, at which it is kept. FALSE: at none. */
static gboolean
find_price(const Knapsack *k, int target, double *price, KnapsackResult *r)
{
  g_autofree int *choice = g_new(int, k->n_items);
  double cost, total[KNAPSACK_TARGETS], low = 0.0, high = 1e-6;
  price[target] = 0.0;
  learn(k, choice, cost, total, relax(k, price, choice, &cost, total), r);
  if (KEPT(total[target]))
    return TRUE;
  for (price[target] = high;; price[target] = high *= 4.0) {
    double bound = relax(k, price, choice, &cost, total);
    learn(k, choice, cost, total, bound, r);
    if (KEPT(total[target]))
      break;
    low = high;
    if (high > HIGHEST_PRICE)
      return FALSE;
  }
  for (int step = 0; step < HALVINGS && high - low > 1e-13 * high; step++) {
    price[target] = 0.5 * (low + high);
    double bound = relax(k, price, choice, &cost, total);
    learn(k, choice, cost, total, bound, r);
    if (KEPT(total[target]))
      high = price[target];
    else
      low = price[target];
  }
  price[target] = high;
  return TRUE;
}

/* At the price where a target's choice jumps from broken to kept, the items that change one by one, those
 * that bring most for an agent first, until it is kept. */
static void
walk_over_the_jump(const Knapsack *k, int target, double price_at, KnapsackResult *r)
{
  g_autofree int *under = g_new(int, k->n_items), *over = g_new(int, k->n_items);
  double cost, total[KNAPSACK_TARGETS], price[KNAPSACK_TARGETS] = {0.0};
  price[target] = price_at * (1.0 + 1e-9);
  relax(k, price, over, &cost, total);
  price[target] = price_at * (1.0 - 1e-9);
  relax(k, price, under, &cost, total);
  while (!KEPT(total[target])) {
    int best = -1;
    double best_gain = -INFINITY;
    for (int i = 0; i < k->n_items; i++) {
      double gain = k->surplus[target][k->offset[i] + over[i]] - k->surplus[target][k->offset[i] + under[i]];
      double more = knapsack_agents(k, i, over[i]) - knapsack_agents(k, i, under[i]);
      if (over[i] != under[i] && gain / more > best_gain) {
        best_gain = gain / more;
        best = i;
      }
    }
    if (best < 0)
      return;
    under[best] = over[best];
    knapsack_sum(k, under, &cost, total);
  }
  learn(k, under, cost, total, -INFINITY, r);
}

static void
start(const Knapsack *k, KnapsackResult *r)
{
  *r = (KnapsackResult){.bound = -INFINITY, .cost = INFINITY, .choice = g_new0(int, k->n_items)};
}

/* One target alone, to the end. */
static void
solve_one(const Knapsack *k, int target, KnapsackResult *r)
{
  double price[KNAPSACK_TARGETS] = {0.0};
  Knapsack alone = *k;
  alone.n_targets = 1;
  alone.surplus[0] = k->surplus[target];
  start(k, r);
  if (!find_price(&alone, 0, price, r))
    return;
  r->price[target] = price[0];
  if (price[0] > 0.0) {
    walk_over_the_jump(&alone, 0, price[0], r);
    knapsack_polish(&alone, price, r);
    if (knapsack_finish(&alone, 0, price[0], r))
      r->bound = r->cost;
  } else {
    r->bound = r->cost;
  }
  knapsack_sum(k, r->choice, &r->cost, r->total);
  r->feasible = all_kept(k, r->total);
}

/* No target alone decides: prices in turn, then exchanges. */
static void
solve_together(const Knapsack *k, KnapsackResult *r)
{
  double bound = r->bound, price[KNAPSACK_TARGETS];
  memcpy(price, r->price, sizeof price);
  knapsack_result_clear(r);
  start(k, r);
  r->bound = bound;
  for (int round = 0; round < ROUNDS; round++)
    for (int t = 0; t < k->n_targets; t++)
      if (!find_price(k, t, price, r))
        return;
  memcpy(r->price, price, sizeof price);
  if (r->feasible)
    knapsack_polish(k, price, r);
}

void
knapsack_solve(const Knapsack *k, KnapsackResult *r)
{
  start(k, r);
  if (k->n_targets == 0) {
    knapsack_sum(k, r->choice, &r->cost, r->total);
    r->bound = r->cost;
    r->feasible = TRUE;
    return;
  }
  for (int t = 0; t < k->n_targets; t++) {
    KnapsackResult one;
    solve_one(k, t, &one);
    if (t == 0 || one.bound > r->bound) {
      KnapsackResult swap = *r;
      *r = one;
      one = swap;
    }
    knapsack_result_clear(&one);
  }
  if (!r->feasible && isfinite(r->cost))
    solve_together(k, r);
  gboolean whole = TRUE;
  for (int i = 0; i < k->n_items; i++)
    whole = whole && k->step[i] == 1;
  if (whole)
    r->bound = fmin(r->cost, ceil(r->bound - 1e-6));
}
