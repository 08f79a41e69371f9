/* The price of what is missing and what is too much, interval by interval. Where people of several sets of skills share
 * posts, as many as can be are given work: the largest flow from sets to posts, which is the least cut, found by looking
 * at all subsets of the sets (Ford & Fulkerson 1956). */
#include "roster/roster_private.h"

/* Largest flow; `need[a]`: what the posts reached by subset a need. */
static double
flow(const RosterPool *pool, const double *need, const double *supply)
{
  double least = INFINITY;
  for (guint a = 0; a < 1u << pool->n_types; a++) {
    double cut = need[a];
    for (int t = 0; t < pool->n_types; t++)
      if ((a >> t & 1) == 0)
        cut += supply[t];
    least = MIN(least, cut);
  }
  return least;
}

double
roster_cover_price(const RosterProblem *p, int pool_index, int interval, const int *on)
{
  const RosterPool *pool = &g_array_index(p->pool, RosterPool, pool_index);
  gsize subsets = (gsize) 1 << pool->n_types;
  const double *need = pool->need + (gsize) interval * subsets;
  double supply[ROSTER_MAX_TYPES], sum = 0;
  for (int t = 0; t < pool->n_types; t++) {
    supply[t] = (double) on[pool->type[t]] / p->per_interval;
    sum += supply[t];
  }
  double given = pool->n_types == 1 ? MIN(need[1], sum) : flow(pool, need, supply);
  return (need[subsets - 1] - given) * p->short_price + (sum - given) * p->over_price;
}

/* What posts that come first in order can be given, then the next: the flow grows post by post. */
void
roster_cover_given(const RosterProblem *p, int interval, const int *on, double *given)
{
  for (int q = 0; q < p->n_posts; q++)
    given[q] = 0;
  for (guint k = 0; k < p->pool->len; k++) {
    const RosterPool *pool = &g_array_index(p->pool, RosterPool, k);
    gsize subsets = (gsize) 1 << pool->n_types;
    g_autofree double *need = g_new0(double, subsets);
    double supply[ROSTER_MAX_TYPES], before = 0;
    for (int t = 0; t < pool->n_types; t++)
      supply[t] = (double) on[pool->type[t]] / p->per_interval;
    for (int q = 0; q < p->n_posts; q++) {
      if ((pool->posts >> q & 1) == 0)
        continue;
      for (gsize a = 0; a < subsets; a++)
        for (int t = 0; t < pool->n_types; t++)
          if ((a >> t & 1) && (g_array_index(p->type, RosterType, pool->type[t]).posts >> q & 1)) {
            need[a] += p->need[q * p->n_intervals + interval];
            break;
          }
      double now = flow(pool, need, supply);
      given[q] = now - before;
      before = now;
    }
  }
}
