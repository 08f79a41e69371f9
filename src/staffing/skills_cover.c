/* Agents per group for one interval.
 *
 * A linear programme over the groups, a row for every set S of queues: Σ agents of the groups that serve any queue of S ≥
 * what S needs. That is necessary, and it would be enough if contacts could change their agents at will: the rows are then
 * the cuts of the flow from groups to queues (Gale 1957). They cannot: what the other queues cannot place with agents of their
 * own takes agents of S. So a row asks for the work of S and that overflow together, which by Erlang B depends on the
 * agents themselves: the programme is solved, rows that turn out too low are raised, and again, as with the cuts of Cezik &
 * L'Ecuyer (2008), here by formula. This is done for every sum of agents from the pool's own number up, for fewer agents need
 * more of them to be versatile. */
#include "staffing/skills_private.h"
#include <math.h>
#include <string.h>

#define MOST_ROUNDS 60
#define BURSTS 0.1 /* overflow comes in bursts: so much of what may go wrong is kept for them, were it all overflow */
#define TIE 1e-5 /* of the cost, per skill: of equal agents the one with fewer skills */

/* The programme while it is solved. */
typedef struct {
  const SkillsPool *pool;
  const SkillsWork *work;
  const int *least;
  guint active;
  int total;
  int row[1 << SKILLS_MOST_QUEUES]; /* what each set asks for at present */
} Cover;

static double
price_of(const SkillsPool *pool, int g)
{
  return pool->cost[g] * pool->scarcity[g] * (1.0 + TIE * __builtin_popcount(pool->skills[g]));
}

double
skills_cost_of(const SkillsPool *pool, const int *agents)
{
  double cost = 0.0;
  for (int g = 0; g < pool->n_groups; g++)
    cost += pool->cost[g] * agents[g];
  return cost;
}

static void
set_bounds(const Cover *c)
{
  MusterLp *lp = c->pool->lp;
  muster_lp_set_row_bounds(lp, 0, c->total, MUSTER_MIP_INFINITY);
  for (guint set = 1; set < 1u << c->pool->n; set++)
    muster_lp_set_row_bounds(lp, (int) set, (set & ~c->active) == 0 ? c->row[set] : 0, MUSTER_MIP_INFINITY);
  for (int g = 0; g < c->pool->n_groups; g++) {
    gboolean used = (c->pool->skills[g] & c->active) != 0;
    double least = used && c->least != NULL ? c->least[g] : 0.0;
    muster_lp_set_column_bounds(lp, g, least, used ? MUSTER_MIP_INFINITY : 0.0);
    muster_lp_set_cost(lp, g, price_of(c->pool, g));
  }
}

/* The same programme in whole numbers, where the relaxed one's answer has fractions. */
static gboolean
solve_whole(const Cover *c, int *agents)
{
  const SkillsPool *pool = c->pool;
  g_autoptr(MusterMip) mip = muster_mip_new();
  g_autofree int *column = g_new(int, pool->n_groups + 1);
  g_autofree double *one = g_new(double, pool->n_groups + 1);
  for (int g = 0; g < pool->n_groups; g++) {
    double lower, upper;
    muster_lp_column_bounds(pool->lp, g, &lower, &upper);
    muster_mip_add_column(mip, lower, upper, price_of(pool, g), TRUE);
  }
  for (guint set = 0; set < 1u << pool->n; set++) {
    int n = 0;
    for (int g = 0; g < pool->n_groups; g++)
      if (set == 0 || (pool->reach[set] >> g & 1)) {
        column[n] = g;
        one[n++] = 1.0;
      }
    int asked = set == 0 ? c->total : (set & ~c->active) == 0 ? c->row[set] : 0;
    if (asked > 0)
      muster_mip_add_row(mip, asked, MUSTER_MIP_INFINITY, n, column, one);
  }
  g_autoptr(MusterMipResult) result = muster_mip_solve(mip, NULL);
  for (int g = 0; g < pool->n_groups && result->found; g++)
    agents[g] = (int) llround(result->value[g]);
  return result->found;
}

static gboolean
solve(const Cover *c, int *agents, double *price)
{
  set_bounds(c);
  if (muster_lp_solve(c->pool->lp, MUSTER_LP_DUAL, 0) != MUSTER_MIP_OPTIMAL)
    return FALSE;
  const double *value = muster_lp_values(c->pool->lp);
  gboolean whole = TRUE;
  for (int g = 0; g < c->pool->n_groups; g++) {
    agents[g] = (int) llround(value[g]);
    whole = whole && fabs(value[g] - agents[g]) < 1e-6;
  }
  if (!whole && !solve_whole(c, agents))
    return FALSE;
  *price = 0.0;
  for (int g = 0; g < c->pool->n_groups; g++)
    *price += price_of(c->pool, g) * agents[g];
  return TRUE;
}

/* Another queue that no further group serves says more than the set without it. */
static gboolean
is_implied(const Cover *c, guint set)
{
  const SkillsPool *pool = c->pool;
  if (set == c->active)
    return TRUE; /* row 0 */
  for (guint left = c->active & ~set; left != 0; left &= left - 1)
    if (pool->reach[set | (left & (~left + 1))] == pool->reach[set])
      return TRUE;
  return FALSE;
}

/* Raises every row that the agents do not fill; FALSE: there is none. */
static gboolean
raise_rows(Cover *c, const int *agents)
{
  gboolean raised = FALSE;
  for (guint set = c->active; set != 0; set = (set - 1) & c->active) {
    if (is_implied(c, set))
      continue;
    SkillsLoad load = skills_load(c->pool, c->work, set), over = skills_overflow(c->pool, c->work, set, agents);
    load.rate += over.rate;
    load.load_erl += over.load_erl;
    int need = skills_need(c->pool, set, load, 1.0 - BURSTS * over.load_erl / load.load_erl), asked = MIN(need, c->total);
    int there = skills_agents_of(c->pool, set, agents);
    if (there >= asked)
      continue;
    c->row[set] = there + MAX((asked - there) / 2, 1); /* not all at once: what other rows change may lessen the overflow */
    raised = TRUE;
  }
  return raised;
}

static void
begin_rows(Cover *c)
{
  memset(c->row, 0, sizeof c->row);
  for (guint set = c->active; set != 0; set = (set - 1) & c->active) {
    int need = skills_need(c->pool, set, skills_load(c->pool, c->work, set), 1.0);
    c->row[set] = MIN(need, c->total);
  }
}

/* The cheapest with so many agents or more, if it costs less than `below`. *hopeless: even without overflow it does not. */
static gboolean
cover_total(Cover *c, double below, int *agents, double *price, gboolean *hopeless)
{
  begin_rows(c);
  *hopeless = FALSE;
  for (int round = 0; round < MOST_ROUNDS; round++) {
    if (!solve(c, agents, price))
      return FALSE;
    if (*price >= below) {
      *hopeless = round == 0;
      return FALSE;
    }
    if (!raise_rows(c, agents))
      return TRUE;
  }
  return FALSE;
}

gboolean
skills_cover(const SkillsPool *pool, const SkillsWork *work, const int *least, int *agents)
{
  Cover c = {.pool = pool, .work = work, .least = least, .active = skills_active(pool, work)};
  int pooled = skills_need(pool, c.active, skills_load(pool, work, c.active), 1.0);
  double best = INFINITY, price;
  gboolean hopeless = FALSE;
  g_autofree int *found = g_new0(int, pool->n_groups + 1);
  if (pooled == G_MAXINT)
    return FALSE;
  for (c.total = pooled; c.total <= pooled + 8 + pooled / 8 && !hopeless; c.total++)
    if (cover_total(&c, best, found, &price, &hopeless)) {
      best = price;
      memcpy(agents, found, sizeof(int) * (gsize) pool->n_groups);
    }
  return isfinite(best);
}

double
skills_bound(const SkillsPool *pool, const SkillsWork *work, gboolean heads)
{
  Cover c = {.pool = pool, .work = work, .active = skills_active(pool, work)};
  for (guint set = c.active; set != 0; set = (set - 1) & c.active)
    c.row[set] = skills_least(pool, set, skills_load(pool, work, set));
  c.total = c.row[c.active];
  set_bounds(&c);
  for (int g = 0; g < pool->n_groups; g++)
    muster_lp_set_cost(pool->lp, g, heads ? 1.0 : pool->cost[g]);
  if (muster_lp_solve(pool->lp, MUSTER_LP_PRIMAL, 0) != MUSTER_MIP_OPTIMAL)
    return 0.0;
  double bound = muster_lp_objective(pool->lp);
  return heads ? ceil(bound - 1e-6) : bound;
}
