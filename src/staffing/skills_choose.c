/* Which queues are joined to pools: by what that saves on the sample of intervals. */
#include "staffing/skills_private.h"
#include <math.h>

double
skills_alone_cost(const Skills *s, const SkillsPool *pool, const SkillsWork *work)
{
  double cost = 0.0;
  for (int k = 0; k < pool->n; k++)
    if (work->rate[k] > 0.0)
      cost += skills_cost(s->centre, s->staffing->requirement->group[pool->queue[k]]) *
              skills_least(pool, 1u << k, skills_load(pool, work, 1u << k));
  return cost;
}

/* Money per hour that the pool saves on the sample; less than nothing: it costs more. */
static double
saving(const Skills *s, guint64 queues)
{
  double saved = 0.0;
  if ((queues & (queues - 1)) == 0)
    return 0.0;
  g_autoptr(SkillsPool) pool = skills_pool_new(s->centre, queues, s->weight);
  g_autofree int *agents = g_new0(int, pool->n_groups + 1);
  for (guint i = 0; i < s->sample->len && pool->lp != NULL; i++) {
    SkillsWork work = skills_work_at(s, pool, g_array_index(s->sample, int, i));
    guint active = skills_active(pool, &work);
    if ((active & (active - 1)) != 0 && skills_cover(pool, &work, NULL, agents))
      saved += skills_alone_cost(s, pool, &work) - skills_cost_of(pool, agents);
  }
  return saved;
}

static gboolean
share_a_group(const MusterCentre *centre, guint64 a, guint64 b)
{
  for (int g = 0; g < centre->n_groups; g++) {
    guint64 queues = 0;
    for (int k = 0; k < centre->group[g].n_serves; k++)
      if (muster_serves_counts(centre, &centre->group[g].serves[k]))
        queues |= G_GUINT64_CONSTANT(1) << centre->group[g].serves[k].queue;
    if ((queues & a) != 0 && (queues & b) != 0)
      return TRUE;
  }
  return FALSE;
}

/* Joins the two parts that save most by it; FALSE: no two do. Gains of pairs are kept in gain[n * n], NaN: not known. */
static gboolean
join_best(const Skills *s, GArray *parts, double *gain, int n)
{
  int best_a = -1, best_b = -1;
  for (int a = 0; a < n; a++)
    for (int b = a + 1; b < n; b++) {
      SkillsPart *pa = &g_array_index(parts, SkillsPart, a), *pb = &g_array_index(parts, SkillsPart, b);
      double *g = &gain[a * n + b];
      if (pa->queues == 0 || pb->queues == 0)
        continue;
      if (isnan(*g))
        *g = __builtin_popcountll(pa->queues | pb->queues) <= SKILLS_MOST_QUEUES &&
                     share_a_group(s->centre, pa->queues, pb->queues)
                 ? saving(s, pa->queues | pb->queues) - pa->saved - pb->saved
                 : 0.0;
      if (*g > 1e-9 && (best_a < 0 || *g > gain[best_a * n + best_b]))
        best_a = a, best_b = b;
    }
  if (best_a < 0)
    return FALSE;
  SkillsPart *into = &g_array_index(parts, SkillsPart, best_a), *from = &g_array_index(parts, SkillsPart, best_b);
  into->saved += from->saved + gain[best_a * n + best_b];
  into->queues |= from->queues;
  from->queues = 0;
  for (int k = 0; k < n; k++)
    gain[best_a * n + k] = gain[k * n + best_a] = NAN;
  return TRUE;
}

/* The queues that hang together with the lowest of `queues` through groups. */
static guint64
component(const Skills *s, guint64 queues)
{
  guint64 part = queues & (~queues + 1), before = 0;
  while (part != before) {
    before = part;
    for (guint64 left = queues & ~part; left != 0; left &= left - 1)
      if (share_a_group(s->centre, part, left & (~left + 1)))
        part |= left & (~left + 1);
  }
  return part;
}

/* Queues that hang together make one pool where that pays: contacts run over within it whatever is planned. Else, or where
 * they are too many, its queues are parts to be joined one by one. */
static GArray *
first_parts(const Skills *s)
{
  GArray *parts = g_array_new(FALSE, TRUE, sizeof(SkillsPart));
  for (guint64 left = s->eligible; left != 0;) {
    guint64 queues = component(s, left);
    SkillsPart whole = {queues, __builtin_popcountll(queues) <= SKILLS_MOST_QUEUES ? saving(s, queues) : 0.0};
    left &= ~queues;
    if (whole.saved > 0.0) {
      g_array_append_val(parts, whole);
      continue;
    }
    for (; queues != 0; queues &= queues - 1) {
      SkillsPart alone = {queues & (~queues + 1), 0.0};
      g_array_append_val(parts, alone);
    }
  }
  return parts;
}

/* Pools of two queues and more. Element: SkillsPart. */
GArray *
skills_choose_pools(const Skills *s)
{
  GArray *parts = first_parts(s);
  int n = (int) parts->len;
  g_autofree double *gain = g_new(double, n * n + 1);
  for (int k = 0; k < n * n; k++)
    gain[k] = NAN;
  while (join_best(s, parts, gain, n))
    ;
  for (int k = n - 1; k >= 0; k--)
    if (__builtin_popcountll(g_array_index(parts, SkillsPart, k).queues) < 2)
      g_array_remove_index(parts, (guint) k);
  return parts;
}
