/* A pool of queues: who serves what of it, what its sets need, and what runs over from one set to the groups of another. */
#include "staffing/skills_private.h"
#include <math.h>

static int
index_of(const SkillsPool *pool, int queue)
{
  for (int k = 0; k < pool->n; k++)
    if (pool->queue[k] == queue)
      return k;
  return -1;
}

double
skills_cost(const MusterCentre *centre, int group)
{
  double sum = 0.0, own = group >= 0 ? centre->group[group].cost_per_h : NAN;
  int n = 0;
  if (isfinite(own) && own > 0.0)
    return own;
  for (int g = 0; g < centre->n_groups; g++) {
    double cost = centre->group[g].cost_per_h;
    if (isfinite(cost) && cost > 0.0) {
      sum += cost;
      n++;
    }
  }
  return n > 0 ? sum / n : 1.0;
}

static void
take_groups(SkillsPool *pool)
{
  const MusterCentre *centre = pool->centre;
  pool->group = g_new(int, centre->n_groups + 1);
  pool->skills = g_new0(guint, centre->n_groups + 1);
  pool->rank = g_new0(int, (centre->n_groups + 1) * SKILLS_MOST_QUEUES);
  pool->cost = g_new(double, centre->n_groups + 1);
  pool->scarcity = g_new(double, centre->n_groups + 1);
  for (int g = 0; g < centre->n_groups; g++) {
    guint skills = 0;
    for (int s = 0; s < centre->group[g].n_serves; s++) {
      const MusterServes *serves = &centre->group[g].serves[s];
      int k = index_of(pool, serves->queue);
      if (k < 0 || !muster_serves_counts(centre, serves))
        continue;
      skills |= 1u << k;
      pool->rank[pool->n_groups * SKILLS_MOST_QUEUES + k] = serves->rank;
    }
    if (skills == 0)
      continue;
    pool->group[pool->n_groups] = g;
    pool->skills[pool->n_groups] = skills;
    pool->cost[pool->n_groups] = skills_cost(centre, g);
    pool->scarcity[pool->n_groups++] = 1.0;
  }
}

static gboolean
same(double a, double b)
{
  return a == b || (isnan(a) && isnan(b));
}

static gboolean
alike(const SkillsFace *a, const SkillsFace *b)
{
  return same(a->targets.service_level, b->targets.service_level) && same(a->targets.within_s, b->targets.within_s) &&
         same(a->targets.asa_s, b->targets.asa_s) && same(a->targets.abandon, b->targets.abandon) &&
         same(a->targets.occupancy, b->targets.occupancy) && a->patience_s == b->patience_s;
}

static void
add_face(SkillsPool *pool, const SkillsFace *face)
{
  for (int f = 0; f < pool->n_faces; f++)
    if (alike(&pool->face[f], face)) {
      pool->face[f].queues |= face->queues;
      return;
    }
  pool->face[pool->n_faces++] = *face;
}

/* Where queues are taken by priority, who waits behind others waits 1 / (1 − σ) times as long as in one line, σ being the
 * share of the work that goes before (Cobham 1954): the same as being asked for that much less time. */
static double
share_behind(const SkillsPool *pool, int k, const double *weight)
{
  double before = 0.0, all = 0.0;
  for (int j = 0; j < pool->n; j++) {
    all += weight[pool->queue[j]];
    if (pool->centre->queue[pool->queue[j]].priority < pool->centre->queue[pool->queue[k]].priority)
      before += weight[pool->queue[j]];
  }
  return all > 0.0 ? MAX(1.0 - before / all, 0.1) : 1.0;
}

/* Each queue asks for its own targets, once with its own patience and once with the longest of the pool: the wait of all
 * lies between those of the two. */
static void
take_faces(SkillsPool *pool, const double *weight)
{
  double longest_s = 0.0;
  for (int k = 0; k < pool->n; k++) {
    MusterErlangTraffic traffic = staffing_traffic(pool->centre, pool->queue[k], 0.0, 1.0);
    pool->plain[k] =
        (SkillsFace){1u << k, pool->queue[k], staffing_targets(pool->centre, pool->queue[k]), traffic.patience_s};
    longest_s = MAX(longest_s, traffic.patience_s);
  }
  for (int k = 0; k < pool->n; k++) {
    SkillsFace face = pool->plain[k];
    double behind = share_behind(pool, k, weight);
    face.targets.within_s *= behind;
    face.targets.asa_s *= behind;
    face.patience_s *= behind;
    add_face(pool, &face);
    if (face.patience_s != longest_s) {
      face.patience_s = longest_s;
      add_face(pool, &face);
    }
  }
}

static void
make_lp(SkillsPool *pool)
{
  guint n_sets = 1u << pool->n;
  pool->reach = g_new0(guint64, n_sets);
  pool->lp = muster_lp_new();
  for (guint set = 0; set < n_sets; set++)
    muster_lp_add_row(pool->lp, 0.0, MUSTER_MIP_INFINITY, 0, NULL, NULL);
  for (int g = 0; g < pool->n_groups; g++) {
    int row[1 << SKILLS_MOST_QUEUES], n = 0;
    double one[1 << SKILLS_MOST_QUEUES];
    row[n] = 0;
    one[n++] = 1.0;
    for (guint set = 1; set < n_sets; set++)
      if ((pool->skills[g] & set) != 0) {
        pool->reach[set] |= G_GUINT64_CONSTANT(1) << g;
        row[n] = (int) set;
        one[n++] = 1.0;
      }
    muster_lp_add_column(pool->lp, 0.0, MUSTER_MIP_INFINITY, 0.0, n, row, one);
  }
}

SkillsPool *
skills_pool_new(const MusterCentre *centre, guint64 queues, const double *weight)
{
  SkillsPool *pool = g_new0(SkillsPool, 1);
  pool->centre = centre;
  for (int q = 0; q < centre->n_queues; q++)
    if ((queues >> q & 1) && pool->n < SKILLS_MOST_QUEUES)
      pool->queue[pool->n++] = q;
  take_groups(pool);
  take_faces(pool, weight);
  if (pool->n_groups <= SKILLS_MOST_GROUPS)
    make_lp(pool);
  return pool;
}

void
skills_pool_free(SkillsPool *pool)
{
  if (pool == NULL)
    return;
  g_clear_pointer(&pool->lp, muster_lp_free);
  g_free(pool->group);
  g_free(pool->skills);
  g_free(pool->rank);
  g_free(pool->cost);
  g_free(pool->scarcity);
  g_free(pool->reach);
  g_free(pool);
}

guint
skills_active(const SkillsPool *pool, const SkillsWork *work)
{
  guint active = 0;
  for (int k = 0; k < pool->n; k++)
    if (work->rate[k] > 0.0)
      active |= 1u << k;
  return active;
}

SkillsLoad
skills_load(const SkillsPool *pool, const SkillsWork *work, guint set)
{
  SkillsLoad load = {0.0, 0.0};
  for (int k = 0; k < pool->n; k++)
    if (set >> k & 1) {
      load.rate += work->rate[k];
      load.load_erl += work->rate[k] * work->handle_s[k];
    }
  return load;
}

/* `slack` is the part of what may go wrong that is used up: 1 all of it. */
static int
need_of(const SkillsFace *face, SkillsLoad load, double slack)
{
  MusterErlangTraffic traffic = {load.load_erl, load.load_erl / load.rate, face->patience_s};
  MusterErlangTargets targets = face->targets;
  MusterErlangNeed need;
  targets.service_level = 1.0 - slack * (1.0 - targets.service_level);
  targets.abandon *= slack;
  targets.asa_s *= slack;
  if (!muster_erlang_agents(&traffic, &targets, &need, NULL) || need.status != MUSTER_ERLANG_MET)
    return G_MAXINT;
  return need.agents;
}

int
skills_need(const SkillsPool *pool, guint set, SkillsLoad load, double slack)
{
  int most = 0;
  for (int f = 0; f < pool->n_faces && load.rate > 0.0; f++)
    if ((pool->face[f].queues & set) != 0) {
      int need = need_of(&pool->face[f], load, slack); /* apart: MAX() would find it twice */
      most = MAX(most, need);
    }
  return most;
}

int
skills_least(const SkillsPool *pool, guint set, SkillsLoad load)
{
  int least = G_MAXINT;
  for (int k = 0; k < pool->n && load.rate > 0.0; k++)
    if (set >> k & 1) {
      int need = need_of(&pool->plain[k], load, 1.0);
      least = MIN(least, need);
    }
  return least < G_MAXINT ? least : 0;
}

/* --- what runs over --- */

/* The queues of `others` that hang together with the lowest of them through groups that serve no queue of `set`. */
static guint
together(const SkillsPool *pool, guint others, guint set, const int *agents)
{
  guint part = others & (~others + 1), before = 0;
  while (part != before) {
    before = part;
    for (int g = 0; g < pool->n_groups; g++)
      if (agents[g] > 0 && (pool->skills[g] & set) == 0 && (pool->skills[g] & part) != 0)
        part |= pool->skills[g] & others;
  }
  return part;
}

/* The lowest rank at which the queue comes to a group of `set`; G_MAXINT: to none. */
static int
rank_there(const SkillsPool *pool, int k, guint set, const int *agents)
{
  int rank = G_MAXINT;
  for (int g = 0; g < pool->n_groups; g++)
    if ((pool->skills[g] >> k & 1) && (pool->skills[g] & set) != 0 && agents[g] > 0)
      rank = MIN(rank, pool->rank[g * SKILLS_MOST_QUEUES + k]);
  return rank;
}

/* Agents of the groups that serve queues of `from` and none of `set`; with `before`, only of groups to which one of these
 * queues comes before it comes to a group of `set`. */
static int
own_agents(const SkillsPool *pool, guint from, guint set, const int *agents, gboolean before)
{
  int sum = 0;
  for (int g = 0; g < pool->n_groups; g++) {
    gboolean counts = FALSE;
    for (guint left = (pool->skills[g] & set) == 0 ? pool->skills[g] & from : 0; left != 0; left &= left - 1) {
      int k = __builtin_ctz(left);
      counts = counts || !before || pool->rank[g * SKILLS_MOST_QUEUES + k] < rank_there(pool, k, set, agents);
    }
    sum += counts ? agents[g] : 0;
  }
  return sum;
}

static double
blocked(double load_erl, int agents)
{
  MusterErlangB loss;
  return muster_erlang_b(load_erl, agents, &loss, NULL) ? loss.block : 1.0;
}

int
skills_agents_of(const SkillsPool *pool, guint set, const int *agents)
{
  int sum = 0;
  for (int g = 0; g < pool->n_groups; g++)
    sum += (pool->skills[g] & set) != 0 ? agents[g] : 0;
  return sum;
}

/* The queues of `from` that come to a group of `set` before they come to any other group with people. */
static guint
first_there(const SkillsPool *pool, guint from, guint set, const int *agents)
{
  guint first = 0;
  for (guint left = from; left != 0; left &= left - 1) {
    int k = __builtin_ctz(left), there = rank_there(pool, k, set, agents);
    gboolean earlier = there < G_MAXINT;
    for (int g = 0; g < pool->n_groups && earlier; g++)
      if ((pool->skills[g] >> k & 1) && (pool->skills[g] & set) == 0 && agents[g] > 0)
        earlier = pool->rank[g * SKILLS_MOST_QUEUES + k] > there;
    first |= earlier ? 1u << k : 0;
  }
  return first;
}

/* What queues `from` bring to the groups of `set`: at least what they lose at all of their other groups, at most what they
 * lose at those that they come to before, and between these `even`, which makes everybody equally busy. Queues that come
 * there first leave only when they find everybody busy. */
static SkillsLoad
brought(const SkillsPool *pool, const SkillsWork *work, guint from, guint set, const int *agents, double even)
{
  SkillsLoad load = skills_load(pool, work, from);
  gboolean reaches = FALSE;
  for (int k = 0; k < pool->n; k++)
    reaches = reaches || ((from >> k & 1) && rank_there(pool, k, set, agents) < G_MAXINT);
  if (!reaches || !(load.load_erl > 0.0))
    return (SkillsLoad){0.0, 0.0};
  double least = blocked(load.load_erl, own_agents(pool, from, set, agents, FALSE));
  double most = blocked(load.load_erl, own_agents(pool, from, set, agents, TRUE));
  double first_erl = skills_load(pool, work, first_there(pool, from, set, agents)).load_erl,
         here_erl = skills_load(pool, work, set).load_erl;
  if (first_erl > 0.0) {
    double kept = 1.0 - blocked(here_erl + first_erl, skills_agents_of(pool, set, agents));
    least = MAX(least, kept * first_erl / load.load_erl);
  }
  double part = CLAMP(even / load.load_erl, least, MAX(most, least));
  return (SkillsLoad){load.rate * part, load.load_erl * part};
}

/* The work of `part` that lies with the groups of `set` when they and the others of `part` are equally busy. */
static double
even_part(const SkillsPool *pool, const SkillsWork *work, guint part, guint set, const int *agents)
{
  double there = skills_agents_of(pool, set, agents), own = own_agents(pool, part, set, agents, FALSE),
         here_erl = skills_load(pool, work, set).load_erl, part_erl = skills_load(pool, work, part).load_erl;
  return own + there > 0.0 ? there * (here_erl + part_erl) / (own + there) - here_erl : part_erl;
}

SkillsLoad
skills_overflow(const SkillsPool *pool, const SkillsWork *work, guint set, const int *agents)
{
  SkillsLoad sum = {0.0, 0.0};
  guint others = skills_active(pool, work) & ~set;
  while (others != 0) {
    guint part = together(pool, others, set, agents);
    double even = even_part(pool, work, part, set, agents);
    SkillsLoad most = {0.0, 0.0}; /* over the sets of the part, of which one is the tightest */
    for (guint from = part; from != 0; from = (from - 1) & part) {
      SkillsLoad over = brought(pool, work, from, set, agents, even);
      if (over.load_erl > most.load_erl)
        most = over;
    }
    sum.rate += most.rate;
    sum.load_erl += most.load_erl;
    others &= ~part;
  }
  return sum;
}
