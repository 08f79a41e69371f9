/* Conducts the levelling of what can wait, once the live queues have their agents. */
#include "staffing/level_private.h"
#include <math.h>

void
staffing_levelled_free(struct MusterLevelled *levelled)
{
  if (levelled == NULL)
    return;
  level_problem_free(levelled->problem);
  level_plan_free(levelled->plan);
  for (int k = 0; k < levelled->n_queues; k++)
    level_queue_clear(&levelled->queue[k]);
  g_free(levelled->queue);
  g_free(levelled);
}

/* --- what the live queues leave --- */

/* Of a live row's agents those that have nothing to do, as far as the occupancy that the target allows. */
static double
idle_of(const MusterQueue *queue, const MusterNeed *need, double agents)
{
  double most = queue->has_target && !isnan(queue->target.occupancy) ? queue->target.occupancy : 1.0;
  return isnan(need->occupancy) ? 0.0 : agents * MAX(most - need->occupancy, 0.0);
}

/* Live agents of each group: of the queues that it shares with others, and of those that it has for itself.
 */
static void
add_live_interval(LevelProblem *p, MusterStaffing *staffing, const MusterCentre *centre, int interval)
{
  int n_shares;
  const MusterShare *share = muster_requirement_shares(staffing->requirement, interval, &n_shares);
  for (int k = 0; k < n_shares; k++) {
    gsize cell = (gsize) share[k].group * (gsize) p->n + (gsize) interval;
    p->live[cell] += share[k].agents;
    p->idle[cell] += idle_of(&centre->queue[share[k].queue],
                             staffing_need(staffing, share[k].queue, interval), share[k].agents);
  }
  for (int q = 0; q < centre->n_queues; q++) {
    int group = staffing->requirement->group[q];
    if (staffing_can_wait(&centre->queue[q]) || group < 0 ||
        muster_requirement_is_shared(staffing->requirement, q, interval))
      continue;
    const MusterNeed *need = staffing_need(staffing, q, interval);
    gsize cell = (gsize) group * (gsize) p->n + (gsize) interval;
    p->live[cell] += need->agents;
    p->idle[cell] += idle_of(&centre->queue[q], need, need->agents);
  }
}

/* A case is taken when more than `blend_idle` agents are idle: E[(idle − blend_idle)+] ≥ E[idle] − blend_idle
 * by Jensen's inequality, so this is never too much. */
static void
add_live(LevelProblem *p, MusterStaffing *staffing, const MusterCentre *centre)
{
  for (int i = 0; i < p->n; i++)
    add_live_interval(p, staffing, centre, i);
  for (int g = 0; g < p->n_groups; g++)
    for (int i = 0; i < p->n; i++) {
      gsize cell = (gsize) g * (gsize) p->n + (gsize) i;
      p->idle[cell] = MAX(p->idle[cell] - centre->group[g].blend_idle, 0.0);
      if (centre->group[g].has_minimum)
        p->least[cell] = muster_steps_at(&centre->group[g].minimum, centre->grid, i);
    }
}

/* Prices decide between groups only where all of them have one. */
static void
add_prices(LevelProblem *p, const MusterCentre *centre)
{
  gboolean all = TRUE;
  for (int g = 0; g < p->n_groups; g++)
    all = all && centre->group[g].cost_per_h > 0.0;
  for (int g = 0; g < p->n_groups; g++)
    p->price[g] = all ? centre->group[g].cost_per_h : 1.0;
}

/* --- what is written --- */

static void
fill_row(MusterStaffing *staffing, const MusterCentre *centre, const struct MusterLevelled *l,
         const LevelQueue *q)
{
  const LevelProblem *p = l->problem;
  const MusterQueue *queue = &centre->queue[q->queue];
  for (int i = 0; i < p->n; i++) {
    MusterNeed *need = staffing_need(staffing, q->queue, i);
    double agents = 0.0;
    for (int s = q->first_stream; s < q->first_stream + q->n_streams; s++)
      for (int g = 0; g < p->n_groups; g++)
        agents += l->plan->agents[level_at(p, s, g, i)];
    need->contacts = q->contacts[i] + (q->quota != NULL ? q->quota[i] : 0.0);
    need->handle_mean_s = q->work_s[i];
    need->load_erl = need->contacts * need->handle_mean_s / p->interval_s;
    need->agents = round(agents * 1e6) / 1e6; /* of what the solver's last digits are, nobody wants to read */
    need->service_level = isinf(q->within_s) ? NAN : level_queue_kept(q, i);
    if (need->agents > 0.0)
      need->binding = queue->quota_customers > 0.0 ? MUSTER_BINDING_QUOTA
                      : isinf(q->within_s)         ? MUSTER_BINDING_LOAD
                                                   : MUSTER_BINDING_FINISH;
  }
}

static void
add_unmet(MusterStaffing *staffing, const MusterCentre *centre, const LevelQueue *q)
{
  const MusterQueue *queue = &centre->queue[q->queue];
  double kept = q->n_asked > 0.0 ? 1.0 - q->n_late / q->n_asked : 1.0;
  if (q->hands_on || q->outside >= 0 || kept >= q->share - 1e-9)
    return;
  g_autofree char *asked = muster_format_share(queue->target.finish),
                  *within = muster_format_duration(queue->target.finish_within_s),
                  *inner = muster_format_duration(round(q->within_s)),
                  *interval = muster_format_duration(staffing->requirement->grid->interval_s);
  GString *why = g_string_new(NULL);
  g_string_append_printf(why, "%s within %s cannot be promised: ", asked, within);
  if (q->within_s < queue->target.finish_within_s)
    g_string_append_printf(why, "the answers from outside leave %s, and then ", inner);
  if (q->within_s < 2.0 * staffing->requirement->grid->interval_s)
    g_string_append_printf(
        why, "a time below two intervals of %s cannot be planned; staff it as a live queue", interval);
  else
    g_string_append_printf(
        why,
        "for %.1f of %.1f contacts no opening lies between arrival and deadline, so at most "
        "%.1f %% keep it",
        q->n_late, q->n_asked, 100.0 * kept);
  staffing->unmet = g_renew(MusterUnmet, staffing->unmet, staffing->n_unmet + 1);
  staffing->unmet[staffing->n_unmet++] = (MusterUnmet){.queue = q->queue,
                                                       .target = MUSTER_BINDING_FINISH,
                                                       .first = q->first_late,
                                                       .n = q->intervals_late,
                                                       .why = g_string_free(why, FALSE)};
}

/* --- the whole --- */

static struct MusterLevelled *
collect(const MusterCentre *centre, const MusterDemand *demand)
{
  const MusterGrid *grid = centre->grid;
  struct MusterLevelled *l = g_new0(struct MusterLevelled, 1);
  l->problem = level_problem_new(grid->n, grid->n_days, grid->day_first, grid->interval_s, centre->n_groups);
  l->queue = g_new0(LevelQueue, centre->n_queues);
  for (int q = 0; q < centre->n_queues; q++) {
    if (!staffing_can_wait(&centre->queue[q]))
      continue;
    LevelQueue *queue = &l->queue[l->n_queues++];
    g_auto(LevelHours) hours = {0};
    level_hours_init(&hours, centre, q);
    level_queue_init(queue, centre, demand, q);
    level_queue_promise(queue, centre);
    level_queue_quota(queue, centre, &hours);
    level_queue_classify(queue, &hours);
    level_queue_streams(queue, centre, &hours, l->problem);
  }
  return l;
}

gboolean
staffing_level(MusterStaffing *staffing, const MusterCentre *centre, const MusterDemand *demand,
               MusterFaults *faults)
{
  GError *error = NULL;
  struct MusterLevelled *l = staffing->levelled = collect(centre, demand);
  add_live(l->problem, staffing, centre);
  level_problem_find_tops(l->problem);
  add_prices(l->problem, centre);
  l->plan = level_solve(l->problem, &error);
  if (l->plan == NULL) {
    muster_faults_take(faults, centre->queue[l->queue[0].queue].mark, error);
    return FALSE;
  }
  for (int k = 0; k < l->n_queues; k++) {
    level_queue_outcome(&l->queue[k], l->problem, l->plan, centre->grid);
    fill_row(staffing, centre, l, &l->queue[k]);
    add_unmet(staffing, centre, &l->queue[k]);
  }
  level_minimum(staffing);
  level_schedule(staffing, centre);
  level_notes(staffing, centre);
  return TRUE;
}
