/* The totals of a plan, from its shifts alone: money of each shift, people on queue per interval, and how they would best be
 * shared out over the queues. Knows nothing of the programme that made the plan. */
#include "plan/plan_private.h"
#include <math.h>

/* One interval's sharing out as a linear problem; its bounds change from interval to interval. Posts of all intervals have a
 * row each: first the queues, then those that are shared. */
typedef struct {
  MusterLp *lp;
  GArray *post;            /* MusterPost */
  int *group_row, *idle;   /* [n_groups] */
  int *post_row, *missing; /* [posts] */
} Sharing;

static guint
find_post(const GArray *posts, guint n_queues, const MusterPost *post)
{
  guint p = 0;
  while (p < posts->len) {
    const MusterPost *other = &g_array_index(posts, MusterPost, p);
    if (other->queues == post->queues && (p < n_queues || other->group == post->group))
      break;
    p++;
  }
  return p;
}

static GArray *
all_posts(const MusterPlanSetup *setup)
{
  GArray *all = g_array_new(FALSE, FALSE, sizeof(MusterPost));
  guint n_queues = (guint) setup->centre->n_queues;
  for (guint q = 0; q < n_queues; q++) {
    MusterPost post = { .queues = G_GUINT64_CONSTANT(1) << q, .group = -1 };
    g_array_append_val(all, post);
  }
  for (int i = 0; i < setup->centre->grid->n; i++)
    for (guint p = 0; p < setup->posts[i]->len; p++) {
      MusterPost post = g_array_index(setup->posts[i], MusterPost, p);
      if (find_post(all, n_queues, &post) == all->len)
        g_array_append_val(all, post);
    }
  return all;
}

static void
add_given(Sharing *sharing, int group, guint post, double worth)
{
  if (worth > 0)
    muster_lp_add_column(sharing->lp, 0, MUSTER_MIP_INFINITY, 0, 2,
                         (int[]){ sharing->group_row[group], sharing->post_row[post] }, (double[]){ 1, worth });
}

/* The crew that the group belongs to. */
static const MusterPlanCrew *
crew_of(const MusterPlanSetup *setup, int group)
{
  for (int c = 0; c < setup->n_crews; c++)
    for (int k = 0; k < setup->crew[c].n_groups; k++)
      if (setup->crew[c].group[k] == group)
        return &setup->crew[c];
  g_assert_not_reached();
}

/* What a group may be given to: the queues of its list in order, then shared posts. */
static void
add_group(Sharing *sharing, const MusterPlanSetup *setup, int group)
{
  const MusterCentre *centre = setup->centre;
  sharing->idle[group] = muster_lp_add_column(sharing->lp, 0, MUSTER_MIP_INFINITY, setup->prices.over_per_h, 1,
                                              &sharing->group_row[group], (double[]){ 1 });
  for (int k = 0; k < centre->group[group].n_serves; k++) {
    const MusterServes *s = &centre->group[group].serves[k];
    if (muster_serves_counts(centre, s))
      add_given(sharing, group, (guint) s->queue, s->pace > 0 ? s->pace : 1);
  }
  for (guint p = (guint) centre->n_queues; p < sharing->post->len; p++)
    add_given(sharing, group, p, muster_plan_worth_at(setup, crew_of(setup, group), &g_array_index(sharing->post, MusterPost, p)));
}

static void
sharing_init(Sharing *sharing, const MusterPlanSetup *setup)
{
  const MusterCentre *centre = setup->centre;
  sharing->lp = muster_lp_new();
  sharing->post = all_posts(setup);
  sharing->group_row = g_new(int, centre->n_groups + 1);
  sharing->idle = g_new(int, centre->n_groups + 1);
  sharing->post_row = g_new(int, sharing->post->len + 1);
  sharing->missing = g_new(int, sharing->post->len + 1);
  for (int g = 0; g < centre->n_groups; g++)
    sharing->group_row[g] = muster_lp_add_row(sharing->lp, 0, 0, 0, NULL, NULL);
  for (guint p = 0; p < sharing->post->len; p++)
    sharing->post_row[p] = muster_lp_add_row(sharing->lp, 0, 0, 0, NULL, NULL);
  for (guint p = 0; p < sharing->post->len; p++)
    sharing->missing[p] = muster_lp_add_column(sharing->lp, 0, MUSTER_MIP_INFINITY, setup->prices.short_per_h, 1,
                                               &sharing->post_row[p], (double[]){ 1 });
  for (int g = 0; g < centre->n_groups; g++)
    add_group(sharing, setup, g);
}

static void
sharing_clear(Sharing *sharing)
{
  muster_lp_free(sharing->lp);
  g_array_unref(sharing->post);
  g_free(sharing->group_row);
  g_free(sharing->idle);
  g_free(sharing->post_row);
  g_free(sharing->missing);
}

/* Agents missing and idle in interval i. FALSE when the solver gives up (it has no reason to). */
static gboolean
share_interval(Sharing *sharing, const MusterPlanSetup *setup, const double *on_queue, int i, double *missing, double *idle)
{
  const MusterCentre *centre = setup->centre;
  g_autofree double *need = g_new0(double, sharing->post->len + 1);
  for (int g = 0; g < centre->n_groups; g++) {
    double people = MAX(on_queue[g * centre->grid->n + i], 0);
    muster_lp_set_row_bounds(sharing->lp, sharing->group_row[g], people, people);
  }
  for (guint p = 0; p < setup->posts[i]->len; p++) {
    const MusterPost *post = &g_array_index(setup->posts[i], MusterPost, p);
    need[find_post(sharing->post, (guint) centre->n_queues, post)] += MAX(post->scheduled, 0);
  }
  for (guint p = 0; p < sharing->post->len; p++)
    muster_lp_set_row_bounds(sharing->lp, sharing->post_row[p], need[p], need[p]);
  if (muster_lp_solve(sharing->lp, MUSTER_LP_DUAL, 0) != MUSTER_MIP_OPTIMAL)
    return FALSE;
  const double *value = muster_lp_values(sharing->lp);
  *missing = *idle = 0;
  for (guint p = 0; p < sharing->post->len; p++)
    *missing += value[sharing->missing[p]];
  for (int g = 0; g < centre->n_groups; g++)
    *idle += value[sharing->idle[g]];
  return TRUE;
}

static double
minimum_missing(const MusterPlanSetup *setup, const double *on_queue, int i)
{
  double sum = 0;
  for (int c = 0; c < setup->n_crews; c++) {
    const MusterPlanCrew *crew = &setup->crew[c]; /* one with a minimum has one group */
    if (crew->minimum == NULL)
      continue;
    double want = muster_plan_minimum(setup->centre, crew->minimum, crew, i);
    sum += MAX(want - on_queue[crew->group[0] * setup->centre->grid->n + i], 0);
  }
  return sum;
}

static void
count_pay(MusterPlan *plan, const MusterCentre *centre)
{
  MusterSum cost = { 0 }, paid_s = { 0 };
  for (guint k = 0; k < plan->shifts->len; k++) {
    const MusterPlanShift *s = &g_array_index(plan->shifts, MusterPlanShift, k);
    double seconds = (double) (s->end - s->start), weighted_s = muster_plan_weighted_s(centre, s->start, s->end);
    for (int p = 0; p < s->n_pauses; p++)
      if (!s->pause[p].paid) {
        seconds -= (double) (s->pause[p].end - s->pause[p].start);
        weighted_s -= muster_plan_weighted_s(centre, s->pause[p].start, s->pause[p].end);
      }
    double per_h = centre->group[s->group].cost_per_h;
    muster_sum_add(&paid_s, s->count * seconds);
    muster_sum_add(&cost, s->count * weighted_s / 3600 * (isfinite(per_h) ? per_h : 0));
  }
  plan->paid_h = muster_sum_value(&paid_s) / 3600;
  plan->cost = muster_sum_value(&cost);
}

void
muster_plan_evaluate(MusterPlan *plan, const MusterCentre *centre, const MusterRequirement *requirement)
{
  MusterPlanOptions options;
  muster_plan_options_init(&options);
  g_autoptr(MusterPlanSetup) setup = muster_plan_setup_new(centre, requirement, &options);
  g_autofree double *on_queue = g_new0(double, (gsize) centre->n_groups * (gsize) centre->grid->n + 1);
  double hours = centre->interval_s / 3600.0;
  MusterSum missing = { 0 }, idle = { 0 }, below = { 0 };
  Sharing sharing;
  count_pay(plan, centre);
  muster_plan_on_queue(plan, centre, on_queue);
  sharing_init(&sharing, setup);
  for (int i = 0; i < centre->grid->n; i++) {
    double m = 0, s = 0;
    if (!share_interval(&sharing, setup, on_queue, i, &m, &s))
      g_warning("interval %d could not be shared out over the queues", i);
    muster_sum_add(&missing, m);
    muster_sum_add(&idle, s);
    muster_sum_add(&below, minimum_missing(setup, on_queue, i));
  }
  sharing_clear(&sharing);
  plan->understaffed_h = muster_sum_value(&missing) * hours;
  plan->overstaffed_h = muster_sum_value(&idle) * hours;
  plan->penalty = plan->understaffed_h * setup->prices.short_per_h + plan->overstaffed_h * setup->prices.over_per_h +
                  muster_sum_value(&below) * hours * setup->prices.minimum_per_h;
  plan->objective = plan->cost + plan->penalty;
  plan->gap = plan->objective > 0 ? MAX(plan->objective - plan->bound, 0) / plan->objective : 0;
}
