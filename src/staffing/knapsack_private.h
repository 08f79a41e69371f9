/* The least sum of agents over many intervals such that sums of surpluses stay at 0 or above: a separable
 * knapsack. Numbers in, numbers out. */
#pragma once
#include <glib.h>

#define KNAPSACK_TARGETS 4

/* Item i may have lo[i] + step[i] · c agents, 0 ≤ c < count[i]; of target t it then brings
 * surplus[t][offset[i] + c], which may be of either sign. */
typedef struct {
  int n_items, n_targets;
  int *lo, *step, *count, *offset; /* [n_items] */
  double *surplus[KNAPSACK_TARGETS];
} Knapsack;

typedef struct {
  gboolean feasible;
  int *choice;                    /* [n_items], owned */
  double cost;                    /* agents, all items */
  double bound;                   /* no choice that keeps the targets has fewer */
  double price[KNAPSACK_TARGETS]; /* agents that a unit of surplus is worth */
  double total[KNAPSACK_TARGETS]; /* surplus left */
} KnapsackResult;

/* Lagrange's relaxation for the bound; from its choice on, exact where one target decides (dynamic
 * programming over what the bound leaves open), else by exchanges until none helps. Deterministic. */
void knapsack_solve(const Knapsack *knapsack, KnapsackResult *result);
void knapsack_result_clear(KnapsackResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KnapsackResult, knapsack_result_clear)

/* --- parts --- */

static inline int
knapsack_agents(const Knapsack *k, int item, int choice)
{
  return k->lo[item] + k->step[item] * choice;
}
/* Sums of cost and surpluses of a choice. */
void knapsack_sum(const Knapsack *knapsack, const int *choice, double *cost, double *total);
/* The best choice with the cost below result->cost that keeps `target` alone, if there is one; TRUE when it
 * is known that there is none left. `price` is that of the target. */
gboolean knapsack_finish(const Knapsack *knapsack, int target, double price, KnapsackResult *result);
/* Lowers and exchanges while it helps. */
void knapsack_polish(const Knapsack *knapsack, const double *price, KnapsackResult *result);
