/* The days in order: each is solved with the next one relaxed beside it where shifts reach across midnight, its shifts are
 * kept, and what they bring to the next day is carried on. */
#include "plan/plan_private.h"
#include <math.h>

void
muster_plan_options_init(MusterPlanOptions *options)
{
  *options = (MusterPlanOptions){ .gap = 0.005, .max_nodes = 0, .cap_heads = FALSE };
}

static gboolean
anybody_wanted(const MusterPlanSetup *setup, int team, int interval)
{
  const GArray *posts = setup->posts[interval];
  for (guint p = 0; p < posts->len; p++) {
    const MusterPost *post = &g_array_index(posts, MusterPost, p);
    if (muster_plan_team_of(setup, post) == team && post->scheduled > 0)
      return TRUE;
  }
  for (int c = 0; c < setup->n_crews; c++)
    if (setup->crew[c].team == team && muster_plan_minimum(setup->centre, setup->crew[c].minimum, &setup->crew[c], interval) > 0)
      return TRUE;
  return FALSE;
}

/* The first interval that no shift of the day reaches, when the choice of shifts touches the next day's money (by people
 * wanted there, by a price of surplus, by seats); 0 when it does not. */
static int
reach_of(const MusterPlanSetup *setup, int team, int day)
{
  const MusterGrid *grid = setup->centre->grid;
  if (day + 1 >= grid->n_days)
    return 0;
  gboolean linked = setup->prices.over_per_h > 0 || isfinite(setup->centre->seats);
  gint64 last = grid->start[grid->day_first[day + 1]];
  for (int c = 0; c < setup->n_crews; c++) {
    if (setup->crew[c].team != team)
      continue;
    g_autoptr(GArray) forms = g_array_new(FALSE, TRUE, sizeof(MusterPlanForm));
    muster_plan_forms(setup, c, day, forms);
    for (guint k = 0; k < forms->len; k++)
      last = MAX(last, g_array_index(forms, MusterPlanForm, k).end);
  }
  int i = grid->day_first[day + 1], first = i;
  for (; i < grid->n && grid->start[i] < last; i++)
    linked = linked || anybody_wanted(setup, team, i);
  return linked && i > first ? i : 0;
}

/* Solves one day, keeps its shifts, and returns a bound on it as things stand. */
static double
plan_day(const MusterPlanSetup *setup, int team, int day, int reach, MusterPlanCarry *carry, MusterPlanWorth *worth, MusterPlan *plan)
{
  MusterPlanAnswer answer;
  g_autoptr(MusterPlanProgramme) programme = muster_plan_day_new(setup, team, day, reach, carry);
  muster_plan_solve(programme, &answer);
  muster_plan_decode(programme, answer.value, plan, carry);
  muster_plan_worth_set(worth, programme, &answer);
  plan->cut = plan->cut || (answer.cut && setup->options.max_nodes > 0);
  g_free(answer.value);
  g_free(answer.dual);
  return answer.bound;
}

static double
plan_team(const MusterPlanSetup *setup, int team, MusterPlanCarry *carry, MusterPlan *plan)
{
  int n_days = setup->centre->grid->n_days;
  g_autoptr(MusterPlanWorth) worth = muster_plan_worth_new(setup);
  g_autofree double *bound = g_new(double, n_days); /* NaN: hangs together with a neighbour */
  gboolean linked_before = FALSE;
  for (int d = 0; d < n_days; d++) {
    int reach = reach_of(setup, team, d);
    bound[d] = plan_day(setup, team, d, reach, carry, worth, plan);
    if (reach > 0 || linked_before)
      bound[d] = NAN;
    linked_before = reach > 0;
  }
  return muster_plan_bound(setup, team, worth, bound);
}

static gboolean
has_crew(const MusterPlanSetup *setup, int team)
{
  for (int c = 0; c < setup->n_crews; c++)
    if (setup->crew[c].team == team)
      return TRUE;
  return FALSE;
}

/* Posts that nobody serves are short whatever is done. */
static double
hopeless_penalty(const MusterPlanSetup *setup)
{
  const MusterRequirement *r = setup->requirement;
  double agents = 0;
  for (int q = 0; q < r->n_queues; q++) /* summed queue by queue */
    for (int i = 0; setup->queue_team[q] < 0 && i < r->grid->n; i++)
      agents += r->need[q * r->grid->n + i].scheduled;
  return agents * setup->centre->interval_s / 3600.0 * setup->prices.short_per_h;
}

gboolean
muster_plan_refuse(const MusterCentre *centre, MusterFaults *faults)
{
  guint before = muster_faults_n_errors(faults);
  for (int k = 0; k < centre->n_activities; k++) {
    const MusterActivity *activity = &centre->activity[k];
    if (!activity->at_shift_start || activity->weekly > 0 || activity->together)
      muster_faults_error(faults, muster_centre_mark(centre, "activities"), "muster plan puts only those 'at: shift_start' into shifts",
                          "muster plan cannot honour the activity '%s'", activity->name);
  }
  for (int s = 0; s < centre->n_shifts; s++) {
    g_autofree char *path = g_strdup_printf("shifts.\"%s\".handover", centre->shift[s].name);
    if (centre->shift[s].handover_s > 0)
      muster_faults_error(faults, muster_centre_mark(centre, path), NULL, "muster plan cannot honour the 'handover' of shift '%s'",
                          centre->shift[s].name);
  }
  return muster_faults_n_errors(faults) == before;
}

static gboolean
check_centre(const MusterCentre *centre, const MusterRequirement *requirement, MusterFaults *faults)
{
  guint before = muster_faults_n_errors(faults);
  muster_plan_refuse(centre, faults);
  if (centre->n_shifts == 0)
    muster_faults_error(faults, muster_centre_mark(centre, "shifts"), "give the centre 'shifts'", "there are no shifts to plan with");
  if (requirement->grid->n != centre->grid->n || requirement->n_queues != centre->n_queues)
    muster_faults_error(faults, muster_centre_mark(centre, "horizon"), NULL,
                        "the requirement does not cover the centre's horizon and queues");
  muster_plan_check_shifts(centre, faults);
  return muster_faults_n_errors(faults) == before;
}

MusterPlan *
muster_plan_make(const MusterCentre *centre, const MusterRequirement *requirement, const MusterPlanOptions *options,
                 MusterFaults *faults)
{
  MusterPlanOptions standard;
  muster_plan_options_init(&standard);
  if (!check_centre(centre, requirement, faults))
    return NULL;
  g_autoptr(MusterPlanSetup) setup = muster_plan_setup_new(centre, requirement, options != NULL ? options : &standard);
  MusterPlan *plan = muster_plan_new(centre);
  MusterPlanCarry carry = {
    .on_queue = g_new0(double, (gsize) setup->n_crews * (gsize) centre->grid->n + 1),
    .present = g_new0(double, (gsize) centre->grid->n + 1),
  };
  plan->bound = hopeless_penalty(setup);
  for (int team = 0; team < setup->n_teams; team++)
    if (has_crew(setup, team))
      plan->bound += plan_team(setup, team, &carry, plan);
  g_free(carry.on_queue);
  g_free(carry.present);
  muster_plan_evaluate(plan, centre, requirement);
  plan->bound = MIN(plan->bound, plan->objective); /* the last digits of sums taken in another order */
  return plan;
}
