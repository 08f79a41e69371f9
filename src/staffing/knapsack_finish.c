/* From a good choice to the best: exchanges, and an exact finish. */
#include "staffing/knapsack_private.h"
#include <math.h>
#include <string.h>

#define MOST_WORK 4e8  /* of the exact finish, additions */
#define MOST_CELLS 4e8 /* its memory, bytes */

/* --- exchanges --- */

typedef struct {
  const Knapsack *k;
  const double *price;
  KnapsackResult *r;
} Polish;

static double
surplus_change(const Polish *p, int target, int item, int choice)
{
  const double *row = p->k->surplus[target] + p->k->offset[item];
  return row[choice] - row[p->r->choice[item]];
}

static double
worth_of_change(const Polish *p, int item, int choice)
{
  double worth = 0.0;
  for (int t = 0; t < p->k->n_targets; t++)
    worth += p->price[t] * surplus_change(p, t, item, choice);
  return worth;
}

/* Are all kept with item i at choice c, and item j (−1: none) at choice d? */
static gboolean
would_keep(const Polish *p, int i, int c, int j, int d)
{
  for (int t = 0; t < p->k->n_targets; t++)
    if (p->r->total[t] + surplus_change(p, t, i, c) + (j >= 0 ? surplus_change(p, t, j, d) : 0.0) < 0.0)
      return FALSE;
  return TRUE;
}

static void
move(Polish *p, int item, int choice)
{
  p->r->choice[item] = choice;
  knapsack_sum(p->k, p->r->choice, &p->r->cost, p->r->total);
}

/* The item that can be lowered at the least loss. */
static gboolean
lower_one(Polish *p)
{
  int best = -1;
  double best_loss = INFINITY;
  for (int i = 0; i < p->k->n_items; i++) {
    int c = p->r->choice[i] - 1;
    double loss = c >= 0 ? -worth_of_change(p, i, c) : INFINITY;
    if (c >= 0 && loss < best_loss && would_keep(p, i, c, -1, 0)) {
      best = i;
      best_loss = loss;
    }
  }
  if (best >= 0)
    move(p, best, p->r->choice[best] - 1);
  return best >= 0;
}

/* One up, another down by as many agents, where that leaves more over; the best pair. */
static gboolean
exchange_one(Polish *p)
{
  int up = -1, down = -1;
  double best = 1e-12;
  for (int i = 0; i < p->k->n_items; i++) {
    if (p->r->choice[i] + 1 >= p->k->count[i])
      continue;
    double gain = worth_of_change(p, i, p->r->choice[i] + 1);
    for (int j = 0; j < p->k->n_items; j++) {
      if (j == i || p->r->choice[j] == 0 || p->k->step[i] > p->k->step[j])
        continue;
      double more = gain + worth_of_change(p, j, p->r->choice[j] - 1);
      if (more > best && would_keep(p, i, p->r->choice[i] + 1, j, p->r->choice[j] - 1)) {
        best = more;
        up = i;
        down = j;
      }
    }
  }
  if (up >= 0) {
    move(p, up, p->r->choice[up] + 1);
    move(p, down, p->r->choice[down] - 1);
  }
  return up >= 0;
}

void
knapsack_polish(const Knapsack *k, const double *price, KnapsackResult *r)
{
  Polish p = {k, price, r};
  if (!r->feasible)
    return;
  for (int left = 4 * k->n_items; left > 0; left--)
    if (!lower_one(&p) && !exchange_one(&p))
      return;
}

/* --- the exact finish --- */

/* A cheaper choice that keeps the target has Σ reduced costs ≤ cost − 1 − L(λ), so each item has few choices
 * left. Over those: most[d] is the most surplus of the items so far with d agents more than at the least. */
typedef struct {
  const Knapsack *k;
  const double *surplus;
  double price, slack;
  double *best;        /* [n_items] least reduced value of each */
  int width;           /* agents that the open choices span */
  double *most, *next; /* [width] */
  guint16 *from;       /* [n_items][width] the choice taken */
} Finish;

static gboolean
is_open(const Finish *f, int item, int choice)
{
  double value = knapsack_agents(f->k, item, choice) - f->price * f->surplus[f->k->offset[item] + choice];
  return value - f->best[item] <= f->slack + 1e-9;
}

/* First and last open choice of an item. */
static void
open_range(const Finish *f, int item, int *first, int *last)
{
  *first = f->k->count[item];
  *last = -1;
  for (int c = 0; c < f->k->count[item]; c++)
    if (is_open(f, item, c)) {
      *first = MIN(*first, c);
      *last = c;
    }
}

/* FALSE: too much work. */
static gboolean
measure(Finish *f, int *least)
{
  double work = 0.0, width = 1.0, bound = 0.0;
  *least = 0;
  for (int i = 0; i < f->k->n_items; i++) {
    f->best[i] = INFINITY;
    for (int c = 0; c < f->k->count[i]; c++)
      f->best[i] = fmin(f->best[i], knapsack_agents(f->k, i, c) - f->price * f->surplus[f->k->offset[i] + c]);
    bound += f->best[i];
  }
  f->slack = f->slack - bound;
  for (int i = 0; i < f->k->n_items && f->slack >= 0.0; i++) {
    int first, last;
    open_range(f, i, &first, &last);
    width += knapsack_agents(f->k, i, last) - knapsack_agents(f->k, i, first);
    work += last - first + 1;
    *least += knapsack_agents(f->k, i, first);
    if (f->k->count[i] > G_MAXUINT16)
      return FALSE;
  }
  f->width = (int) fmin(width, 1e9);
  return work * width <= MOST_WORK && width * f->k->n_items * (double) sizeof *f->from <= MOST_CELLS;
}

static void
run(Finish *f)
{
  for (int d = 0; d < f->width; d++)
    f->most[d] = d == 0 ? 0.0 : -INFINITY;
  for (int i = 0; i < f->k->n_items; i++) {
    int first, last;
    open_range(f, i, &first, &last);
    for (int d = 0; d < f->width; d++)
      f->next[d] = -INFINITY;
    for (int c = first; c <= last; c++) {
      int up = f->k->step[i] * (c - first);
      double gain = f->surplus[f->k->offset[i] + c];
      for (int d = up; d < f->width && is_open(f, i, c); d++)
        if (f->most[d - up] + gain > f->next[d]) {
          f->next[d] = f->most[d - up] + gain;
          f->from[(gsize) i * (gsize) f->width + (gsize) d] = (guint16) c;
        }
    }
    double *swap = f->most;
    f->most = f->next;
    f->next = swap;
  }
}

/* The choices that led to d agents above the least. */
static void
walk_back(const Finish *f, int d, int *choice)
{
  for (int i = f->k->n_items - 1; i >= 0; i--) {
    int first, last;
    open_range(f, i, &first, &last);
    choice[i] = f->from[(gsize) i * (gsize) f->width + (gsize) d];
    d -= f->k->step[i] * (choice[i] - first);
  }
}

gboolean
knapsack_finish(const Knapsack *k, int target, double price, KnapsackResult *r)
{
  int least;
  g_autofree double *best = g_new(double, k->n_items);
  Finish f = {.k = k, .surplus = k->surplus[target], .price = price, .slack = r->cost - 1.0, .best = best};
  if (!r->feasible || !measure(&f, &least))
    return FALSE;
  if (f.slack < 0.0)
    return TRUE;
  g_autofree double *one = g_new(double, f.width), *two = g_new(double, f.width);
  g_autofree guint16 *from = g_new0(guint16, (gsize) k->n_items * (gsize) f.width);
  f.most = one;
  f.next = two;
  f.from = from;
  run(&f);
  for (int d = 0; d < f.width && least + d < r->cost; d++)
    if (f.most[d] >= 0.0) {
      walk_back(&f, d, r->choice);
      knapsack_sum(k, r->choice, &r->cost, r->total);
      break;
    }
  return TRUE;
}
