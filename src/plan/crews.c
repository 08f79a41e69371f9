/* Groups that are alike become one crew, so that the programme has nothing to choose between twins; crews and queues that
 * touch one another become a team, and teams are planned apart (one team when seats bind them together). */
#include "plan/plan_private.h"
#include <math.h>
#include <string.h>

static int
by_queue(const void *a, const void *b)
{
  return ((const MusterPlanServes *) a)->queue - ((const MusterPlanServes *) b)->queue;
}

static MusterPlanServes *
serves_of(const MusterCentre *centre, const MusterGroup *group, int *n)
{
  MusterPlanServes *list = g_new0(MusterPlanServes, group->n_serves + 1);
  *n = 0;
  for (int k = 0; k < group->n_serves; k++) {
    const MusterServes *s = &group->serves[k];
    if (muster_serves_counts(centre, s))
      list[(*n)++] = (MusterPlanServes){ .queue = s->queue, .pace = s->pace > 0 ? s->pace : 1 };
  }
  qsort(list, (size_t) *n, sizeof *list, by_queue);
  return list;
}

/* Shifts that somebody of the group may work; all while a member has no contract, or there are no members. */
static guint64
shifts_of(const MusterCentre *centre, int group, int *n_people)
{
  guint64 shifts = 0;
  *n_people = 0;
  for (int p = 0; p < centre->n_people; p++) {
    if (centre->person[p].group != group)
      continue;
    (*n_people)++;
    int contract = centre->person[p].contract;
    shifts |= contract >= 0 ? centre->contract[contract].shifts : ~G_GUINT64_CONSTANT(0);
  }
  return *n_people > 0 ? shifts : ~G_GUINT64_CONSTANT(0);
}

static gboolean
alike(const MusterPlanCrew *a, const MusterPlanCrew *b)
{
  if (a->minimum != NULL || b->minimum != NULL || a->cost_per_h != b->cost_per_h || a->shifts != b->shifts ||
      a->n_serves != b->n_serves)
    return FALSE;
  for (int k = 0; k < a->n_serves; k++)
    if (a->serves[k].queue != b->serves[k].queue || a->serves[k].pace != b->serves[k].pace)
      return FALSE;
  return TRUE;
}

static void
add_group(MusterPlanCrew *crew, int group, double weight)
{
  crew->group = g_renew(int, crew->group, crew->n_groups + 1);
  crew->weight = g_renew(double, crew->weight, crew->n_groups + 1);
  crew->group[crew->n_groups] = group;
  crew->weight[crew->n_groups++] = weight;
}

static void
make_crews(MusterPlanSetup *setup)
{
  const MusterCentre *centre = setup->centre;
  setup->crew = g_new0(MusterPlanCrew, centre->n_groups + 1);
  for (int g = 0; g < centre->n_groups; g++) {
    const MusterGroup *group = &centre->group[g];
    MusterPlanCrew *crew = &setup->crew[setup->n_crews];
    int n_people, c = 0;
    crew->cost_per_h = isfinite(group->cost_per_h) ? group->cost_per_h : 0;
    crew->shifts = shifts_of(centre, g, &n_people);
    crew->serves = serves_of(centre, group, &crew->n_serves);
    crew->minimum = group->has_minimum ? &group->minimum : NULL;
    while (c < setup->n_crews && !alike(&setup->crew[c], crew))
      c++;
    add_group(&setup->crew[c], g, MAX(n_people, 1));
    if (c == setup->n_crews)
      setup->n_crews++;
    else
      g_clear_pointer(&crew->serves, g_free);
  }
}

/* Names each team by its lowest crew, spreading the lower name over shared queues until nothing changes. */
static void
make_teams(MusterPlanSetup *setup)
{
  gboolean seats = isfinite(setup->centre->seats);
  for (int c = 0; c < setup->n_crews; c++)
    setup->crew[c].team = seats ? 0 : c;
  setup->n_teams = setup->n_crews;
  for (int q = 0; q < setup->centre->n_queues; q++)
    setup->queue_team[q] = -1;
  for (gboolean changed = TRUE; changed;) {
    changed = FALSE;
    for (int c = 0; c < setup->n_crews; c++)
      for (int k = 0; k < setup->crew[c].n_serves; k++) {
        int *crew_team = &setup->crew[c].team, *queue_team = &setup->queue_team[setup->crew[c].serves[k].queue];
        if (*crew_team == *queue_team)
          continue;
        int team = *queue_team < 0 ? *crew_team : MIN(*crew_team, *queue_team);
        *crew_team = *queue_team = team;
        changed = TRUE;
      }
  }
}

static double
pace_in(const MusterPlanServes *serves, int n, int queue)
{
  for (int k = 0; k < n; k++)
    if (serves[k].queue == queue)
      return serves[k].pace;
  return 0;
}

double
muster_plan_worth_at(const MusterPlanSetup *setup, const MusterPlanCrew *crew, const MusterPost *post)
{
  gboolean alone = (post->queues & (post->queues - 1)) == 0;
  double least = INFINITY;
  int n_own = 0;
  g_autofree MusterPlanServes *own = NULL;
  if (alone)
    return pace_in(crew->serves, crew->n_serves, __builtin_ctzll(post->queues));
  if (post->group >= 0)
    own = serves_of(setup->centre, &setup->centre->group[post->group], &n_own);
  for (guint64 left = post->queues; left != 0; left &= left - 1) {
    int queue = __builtin_ctzll(left);
    double pace = pace_in(crew->serves, crew->n_serves, queue), meant = pace_in(own, n_own, queue);
    least = MIN(least, pace / (meant > 0 ? meant : 1));
  }
  return least;
}

static gboolean
on_leave(const MusterPerson *person, MusterDay day)
{
  for (int k = 0; k < person->n_leave; k++)
    if (day >= person->leave[k].from && day <= person->leave[k].to)
      return TRUE;
  return FALSE;
}

static void
count_heads(MusterPlanSetup *setup)
{
  const MusterCentre *centre = setup->centre;
  int n_days = centre->grid->n_days;
  setup->heads = g_new0(int, centre->n_groups * n_days + 1);
  if (!setup->options.cap_heads || centre->n_people == 0) {
    for (int k = 0; k < centre->n_groups * n_days; k++)
      setup->heads[k] = G_MAXINT;
    return;
  }
  for (int p = 0; p < centre->n_people; p++)
    for (int d = 0; d < n_days; d++)
      if (!on_leave(&centre->person[p], centre->grid->first_day + d))
        setup->heads[centre->person[p].group * n_days + d]++;
}

double
muster_plan_heads(const MusterPlanSetup *setup, int crew, int day)
{
  double heads = 0;
  for (int k = 0; k < setup->crew[crew].n_groups; k++)
    heads += setup->heads[setup->crew[crew].group[k] * setup->centre->grid->n_days + day];
  return heads;
}

MusterPlanSetup *
muster_plan_setup_new(const MusterCentre *centre, const MusterRequirement *requirement, const MusterPlanOptions *options)
{
  MusterPlanSetup *setup = g_new0(MusterPlanSetup, 1);
  setup->centre = centre;
  setup->requirement = requirement;
  setup->options = *options;
  setup->prices = muster_plan_prices(centre);
  setup->queue_team = g_new(int, centre->n_queues + 1);
  setup->posts = g_new(GArray *, centre->grid->n + 1);
  for (int i = 0; i < centre->grid->n; i++)
    setup->posts[i] = muster_requirement_posts(requirement, i);
  make_crews(setup);
  make_teams(setup);
  count_heads(setup);
  return setup;
}

void
muster_plan_setup_free(MusterPlanSetup *setup)
{
  if (setup == NULL)
    return;
  for (int c = 0; c < setup->n_crews; c++) {
    g_free(setup->crew[c].group);
    g_free(setup->crew[c].weight);
    g_free(setup->crew[c].serves);
  }
  for (int i = 0; i < setup->centre->grid->n; i++)
    g_array_unref(setup->posts[i]);
  g_free(setup->posts);
  g_free(setup->crew);
  g_free(setup->queue_team);
  g_free(setup->heads);
  g_free(setup);
}

double
muster_plan_minimum(const MusterCentre *centre, const MusterSteps *minimum, const MusterPlanCrew *crew, int interval)
{
  if (minimum == NULL)
    return 0;
  gboolean open = FALSE;
  for (int k = 0; k < crew->n_serves && !open; k++)
    open = muster_centre_open_s(centre, crew->serves[k].queue, interval) > 0;
  double people = open ? muster_steps_at(minimum, centre->grid, interval) : 0;
  return isfinite(people) && people > 0 ? people : 0;
}
