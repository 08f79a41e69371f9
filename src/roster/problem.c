/* From centre and requirement to the problem: posts, sets of skills, pools, needs and prices. */
#include "roster/roster_private.h"

static void
clear_pool(gpointer data)
{
  g_free(((RosterPool *) data)->need);
}

static void
free_breaks(gpointer data)
{
  RosterBreaks *b = data;
  g_array_unref(b->orders);
  g_free(b);
}

void
roster_problem_free(RosterProblem *p)
{
  if (p == NULL)
    return;
  g_free(p->need);
  g_free(p->post);
  g_free(p->premium);
  g_array_unref(p->type);
  g_array_unref(p->pool);
  g_array_unref(p->crew);
  g_array_unref(p->cut);
  g_ptr_array_unref(p->breaks);
  g_array_unref(p->option);
  g_free(p->day_option);
  g_free(p);
}

static RosterProblem *
problem_empty(const MusterCentre *centre)
{
  RosterProblem *p = g_new0(RosterProblem, 1);
  p->centre = centre;
  p->n_days = centre->grid->n_days;
  p->n_intervals = centre->grid->n;
  p->interval_h = centre->interval_s / 3600.0;
  p->short_price = muster_centre_short_per_h(centre) * p->interval_h;
  p->over_price = muster_centre_over_per_h(centre) * p->interval_h;
  p->type = g_array_new(FALSE, TRUE, sizeof(RosterType));
  p->pool = g_array_new(FALSE, TRUE, sizeof(RosterPool));
  g_array_set_clear_func(p->pool, clear_pool);
  p->crew = g_array_new(FALSE, TRUE, sizeof(RosterCrew));
  p->cut = g_array_new(FALSE, TRUE, sizeof(RosterCut));
  p->breaks = g_ptr_array_new_with_free_func(free_breaks);
  p->option = g_array_new(FALSE, TRUE, sizeof(RosterOption));
  p->day_option = g_new0(int, p->n_days + 1);
  return p;
}

/* What each post needs: in interval i, the requirement's posts that ask for its queues. */
static void
take_posts(RosterProblem *p, const MusterRequirement *requirement)
{
  g_autoptr(GArray) kinds = muster_requirement_post_kinds(requirement);
  p->n_posts = (int) kinds->len;
  p->post = g_memdup2(kinds->data, sizeof(guint64) * MAX(1, kinds->len));
  p->need = g_new0(double, MAX(1, p->n_posts * p->n_intervals));
  for (int i = 0; i < p->n_intervals; i++) {
    g_autoptr(GArray) posts = muster_requirement_posts(requirement, i);
    for (guint k = 0; k < posts->len; k++) {
      const MusterPost *post = &g_array_index(posts, MusterPost, k);
      int at = 0;
      while (p->post[at] != post->queues)
        at++;
      p->need[at * p->n_intervals + i] += post->scheduled;
    }
  }
}

/* Keeps the posts at which anything is asked, where there are too many for bits otherwise. */
static void
drop_idle_posts(RosterProblem *p)
{
  int kept = 0;
  for (int k = 0; k < p->n_posts; k++) {
    gboolean asked = FALSE;
    for (int i = 0; i < p->n_intervals && !asked; i++)
      asked = p->need[k * p->n_intervals + i] > 0;
    if (!asked)
      continue;
    p->post[kept] = p->post[k];
    memmove(p->need + kept * p->n_intervals, p->need + k * p->n_intervals, sizeof(double) * (gsize) p->n_intervals);
    kept++;
  }
  p->n_posts = kept;
}

static gboolean
take_needs(RosterProblem *p, const MusterRequirement *requirement, const MusterPlan *plan, MusterFaults *faults)
{
  if (plan != NULL) {
    p->n_posts = p->centre->n_groups;
    p->need = g_new0(double, MAX(1, p->n_posts * p->n_intervals));
    muster_plan_on_queue(plan, p->centre, p->need);
  } else {
    take_posts(p, requirement);
    if (p->n_posts > ROSTER_MAX_POSTS)
      drop_idle_posts(p);
  }
  if (p->n_posts <= ROSTER_MAX_POSTS)
    return TRUE;
  muster_faults_error(faults, (MusterMark) {0}, NULL,
                      plan != NULL ? "shifts of more than %d groups cannot be covered by name"
                                   : "a requirement of more than %d sets of queues cannot be covered",
                      ROSTER_MAX_POSTS);
  return FALSE;
}

/* Posts at which anything is ever asked: sets of skills that differ elsewhere only are one. */
static guint64
posts_asked(const RosterProblem *p)
{
  guint64 posts = 0;
  for (int k = 0; k < p->n_posts * p->n_intervals; k++)
    if (p->need[k] > 0)
      posts |= G_GUINT64_CONSTANT(1) << (k / p->n_intervals);
  return posts;
}

static guint64
person_queues(const MusterCentre *centre, const MusterPerson *person)
{
  guint64 queues = 0;
  if (person->n_skills > 0)
    for (int i = 0; i < person->n_skills; i++)
      queues |= G_GUINT64_CONSTANT(1) << person->skill[i].queue;
  else
    for (int i = 0; i < centre->group[person->group].n_serves; i++)
      queues |= G_GUINT64_CONSTANT(1) << centre->group[person->group].serves[i].queue;
  return queues;
}

static guint64
person_posts(const RosterProblem *p, const MusterPerson *person)
{
  if (p->by_group)
    return G_GUINT64_CONSTANT(1) << person->group;
  guint64 posts = 0, queues = person_queues(p->centre, person);
  for (int k = 0; k < p->n_posts; k++)
    if (muster_post_is_covered_by(&(MusterPost){.queues = p->post[k]}, queues))
      posts |= G_GUINT64_CONSTANT(1) << k;
  return posts;
}

static int
find_type(RosterProblem *p, guint64 posts)
{
  for (guint t = 0; t < p->type->len; t++)
    if (g_array_index(p->type, RosterType, t).posts == posts)
      return (int) t;
  RosterType type = {.posts = posts, .pool = -1};
  g_array_append_val(p->type, type);
  return (int) p->type->len - 1;
}

static void
add_crew(RosterProblem *p, int group, int type)
{
  for (guint c = 0; c < p->crew->len; c++) {
    const RosterCrew *crew = &g_array_index(p->crew, RosterCrew, c);
    if (crew->group == group && crew->type == type)
      return;
  }
  double cost = p->centre->group[group].cost_per_h;
  RosterCrew crew = {group, type, isfinite(cost) ? cost / 3600 : 0};
  g_array_append_val(p->crew, crew);
}

static void
take_people(RosterProblem *p)
{
  for (int i = 0; i < p->centre->n_people; i++) {
    const MusterPerson *person = &p->centre->person[i];
    add_crew(p, person->group, find_type(p, person_posts(p, person) & p->asked));
  }
}

int
roster_crew_of(const RosterProblem *p, int person)
{
  const MusterPerson *who = &p->centre->person[person];
  guint64 posts = person_posts(p, who) & p->asked;
  for (guint c = 0; c < p->crew->len; c++) {
    const RosterCrew *crew = &g_array_index(p->crew, RosterCrew, c);
    if (crew->group == who->group && g_array_index(p->type, RosterType, crew->type).posts == posts)
      return (int) c;
  }
  g_assert_not_reached();
}

/* Types that share a post, directly or through others, are one pool. */
static void
join_pools(RosterProblem *p)
{
  for (guint t = 0; t < p->type->len; t++) {
    RosterType *type = &g_array_index(p->type, RosterType, t);
    if (type->pool >= 0)
      continue;
    type->pool = (int) p->pool->len;
    guint64 posts = type->posts;
    for (gboolean grown = TRUE; grown;) {
      grown = FALSE;
      for (guint u = t + 1; u < p->type->len; u++) {
        RosterType *other = &g_array_index(p->type, RosterType, u);
        if (other->pool < 0 && (other->posts & posts) != 0) {
          other->pool = type->pool;
          posts |= other->posts;
          grown = TRUE;
        }
      }
    }
    RosterPool pool = {.posts = posts};
    g_array_append_val(p->pool, pool);
  }
}

static gboolean
number_types(RosterProblem *p, MusterFaults *faults)
{
  for (guint t = 0; t < p->type->len; t++) {
    RosterType *type = &g_array_index(p->type, RosterType, t);
    RosterPool *pool = &g_array_index(p->pool, RosterPool, type->pool);
    if (pool->n_types == ROSTER_MAX_TYPES) {
      muster_faults_error(faults, (MusterMark) {0}, "give groups with fewer different sets of skills",
                          "more than %d different sets of skills share queues", ROSTER_MAX_TYPES);
      return FALSE;
    }
    type->place = pool->n_types;
    pool->type[pool->n_types++] = (int) t;
  }
  return TRUE;
}

/* Needs that each subset of a pool's types reaches: the cuts of the flow from types to posts. */
static void
sum_needs(RosterProblem *p, RosterPool *pool)
{
  gsize subsets = (gsize) 1 << pool->n_types;
  pool->need = g_new0(double, subsets * (gsize) p->n_intervals);
  for (gsize a = 0; a < subsets; a++) {
    guint64 reached = 0;
    for (int t = 0; t < pool->n_types; t++)
      if (a >> t & 1)
        reached |= g_array_index(p->type, RosterType, pool->type[t]).posts;
    for (int i = 0; i < p->n_intervals; i++)
      for (int q = 0; q < p->n_posts; q++)
        if (reached >> q & 1)
          pool->need[(gsize) i * subsets + a] += p->need[q * p->n_intervals + i];
  }
}

/* What nobody has the skill for stays short in every roster. */
static double
uncoverable(const RosterProblem *p)
{
  guint64 reached = 0;
  double sum = 0;
  for (guint k = 0; k < p->pool->len; k++)
    reached |= g_array_index(p->pool, RosterPool, k).posts;
  for (int q = 0; q < p->n_posts; q++)
    for (int i = 0; i < p->n_intervals && (reached >> q & 1) == 0; i++)
      sum += p->need[q * p->n_intervals + i] * p->short_price;
  return sum;
}

RosterProblem *
roster_problem_new(const MusterCentre *centre, const MusterRequirement *requirement, const MusterPlan *plan,
                   MusterFaults *faults)
{
  g_autoptr(RosterProblem) p = problem_empty(centre);
  p->by_group = plan != NULL;
  if (!take_needs(p, requirement, plan, faults))
    return NULL;
  p->asked = posts_asked(p);
  take_people(p);
  join_pools(p);
  if (!number_types(p, faults) || !roster_options_fill(p, faults))
    return NULL;
  for (guint k = 0; k < p->pool->len; k++)
    sum_needs(p, &g_array_index(p->pool, RosterPool, k));
  p->uncoverable = uncoverable(p);
  return g_steal_pointer(&p);
}
