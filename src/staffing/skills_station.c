/* The pool as one queue of a centre of its own, staffed by the method as any queue is: contacts and work of all its queues,
 * times of the mixture, and the targets of one of them at a time. */
#include "staffing/skills_private.h"
#include <math.h>

typedef struct {
  MusterCentre centre; /* borrows what it does not change */
  MusterQueue queue;
  MusterGroup group;
  MusterServes serves;
  GArray *windows;     /* MusterWindow */
} Station;

static MusterNeed *
need_at(const MusterStaffing *staffing, int queue, int interval)
{
  return &staffing->requirement->need[queue * staffing->requirement->grid->n + interval];
}

/* Mean and coefficient of variation of the handle times of all contacts of the horizon. */
static void
mix_handle(const MusterStaffing *staffing, const SkillsPool *pool, double *mean_s, double *cv)
{
  double contacts = 0.0, work_s = 0.0, squares = 0.0;
  for (int k = 0; k < pool->n; k++) {
    double own_cv = pool->centre->queue[pool->queue[k]].handle.cv;
    for (int i = 0; i < staffing->requirement->grid->n; i++) {
      const MusterNeed *need = need_at(staffing, pool->queue[k], i);
      contacts += need->contacts;
      work_s += need->contacts * need->handle_mean_s;
      squares += need->contacts * need->handle_mean_s * need->handle_mean_s * (1.0 + own_cv * own_cv);
    }
  }
  *mean_s = work_s / contacts;
  *cv = sqrt(MAX(squares / contacts / (*mean_s * *mean_s) - 1.0, 0.0));
}

static gboolean
set_times(Station *s, const MusterStaffing *staffing, const SkillsPool *pool, const SkillsFace *face)
{
  double mean_s, cv;
  gboolean exponential = TRUE;
  mix_handle(staffing, pool, &mean_s, &cv);
  for (int k = 0; k < pool->n; k++)
    exponential = exponential && staffing_is_exponential(&pool->centre->queue[pool->queue[k]].handle);
  exponential = exponential && fabs(cv - 1.0) < 1e-6;
  s->queue.handle = s->queue.patience = s->queue.after_call = (MusterDist){0};
  if (!muster_dist_make(&s->queue.handle, exponential ? "exponential" : NULL, mean_s, exponential ? NAN : cv, TRUE, NULL))
    return FALSE;
  const MusterDist *own = &pool->centre->queue[face->queue].patience;
  if (isfinite(face->patience_s) && own->info != NULL && face->patience_s == own->mean_s)
    muster_dist_copy(&s->queue.patience, own);
  else if (isfinite(face->patience_s))
    return muster_dist_make(&s->queue.patience, NULL, face->patience_s, NAN, FALSE, NULL);
  return TRUE;
}

/* Open when any of its queues is. */
static void
set_hours(Station *s, const SkillsPool *pool)
{
  s->windows = g_array_new(FALSE, FALSE, sizeof(MusterWindow));
  gboolean always = FALSE;
  const MusterHours *last = NULL;
  for (int k = 0; k < pool->n; k++) {
    const MusterQueue *queue = &pool->centre->queue[pool->queue[k]];
    const MusterHours *hours = queue->own_hours ? &queue->open : &pool->centre->open;
    always = always || hours->n == 0;
    if (hours != last && hours->n > 0)
      g_array_append_vals(s->windows, hours->window, (guint) hours->n);
    last = hours;
  }
  s->queue.own_hours = TRUE;
  s->queue.open = (MusterHours){always ? 0 : (int) s->windows->len, (MusterWindow *) (gpointer) s->windows->data};
}

static gboolean
station_init(Station *s, const MusterStaffing *staffing, const SkillsPool *pool, const SkillsFace *face)
{
  *s = (Station){.centre = *pool->centre};
  s->queue = (MusterQueue){.name = pool->centre->queue[face->queue].name,
                           .mark = pool->centre->queue[face->queue].mark,
                           .channel = pool->centre->queue[face->queue].channel,
                           .priority = 1,
                           .has_target = TRUE,
                           .target = pool->centre->queue[face->queue].target,
                           .observed_abandonment = NAN,
                           .observed_contained = NAN,
                           .value_answered = NAN,
                           .value_lost = NAN,
                           .concurrency_max = 1,
                           .escalate_queue = -1,
                           .escalate_outside = -1,
                           .reach = NAN,
                           .quota_customers = NAN};
  s->queue.target.within_s = face->targets.within_s;
  s->queue.target.asa_s = face->targets.asa_s;
  set_hours(s, pool);
  s->serves = (MusterServes){.queue = 0, .rank = 1, .take = 1, .pace = 1.0};
  s->group = (MusterGroup){.name = pool->centre->group[pool->group[0]].name, .n_serves = 1, .serves = &s->serves};
  s->centre.queue = &s->queue;
  s->centre.group = &s->group;
  s->centre.n_queues = s->centre.n_groups = 1;
  s->centre.n_selfservice = s->centre.n_callbacks = s->centre.n_keep_idle = s->centre.n_backlog = 0;
  s->centre.n_shrinkage = s->centre.n_people = s->centre.n_events = s->centre.n_outside = 0;
  s->centre.lines = (MusterLines){NAN, 0};
  s->centre.same_agent_queues = 0;
  s->centre.tree = NULL;
  return set_times(s, staffing, pool, face);
}

static void
station_clear(Station *s)
{
  muster_dist_clear(&s->queue.handle);
  muster_dist_clear(&s->queue.patience);
  g_array_unref(s->windows);
}

static MusterDemand *
station_demand(const Station *s, const MusterStaffing *staffing, const SkillsPool *pool, const MusterDemand *demand)
{
  MusterDemand *all = muster_demand_new(&s->centre);
  MusterDemandQueue *queue = &all->queue[0];
  all->counts = MUSTER_COUNTS_OFFERED;
  all->day_cv = demand->day_cv;
  all->interval_cv = demand->interval_cv;
  all->between_queues = demand->between_queues;
  queue->handle_mean_s = g_new(double, all->grid->n);
  for (int i = 0; i < all->grid->n; i++) {
    double work_s = 0.0;
    for (int k = 0; k < pool->n; k++) {
      const MusterNeed *need = need_at(staffing, pool->queue[k], i);
      queue->contacts[i] += need->contacts;
      work_s += need->contacts * need->handle_mean_s;
    }
    queue->handle_mean_s[i] = queue->contacts[i] > 0.0 ? work_s / queue->contacts[i] : NAN;
  }
  return all;
}

static gboolean
staff_face(const MusterStaffing *staffing, const SkillsPool *pool, const MusterDemand *demand, const SkillsFace *face,
           double *agents)
{
  Station s;
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterStaffing) alone = NULL;
  if (station_init(&s, staffing, pool, face)) {
    g_autoptr(MusterDemand) all = station_demand(&s, staffing, pool, demand);
    alone = muster_staffing_new(&s.centre, all, staffing->method, faults);
  }
  gboolean good = alone != NULL && alone->n_unmet == 0;
  for (int i = 0; good && i < staffing->requirement->grid->n; i++)
    agents[i] = MAX(agents[i], alone->requirement->need[i].agents);
  station_clear(&s);
  return good;
}

gboolean
skills_station(const MusterStaffing *staffing, const SkillsPool *pool, const MusterDemand *demand, double *agents)
{
  for (int i = 0; i < staffing->requirement->grid->n; i++)
    agents[i] = 0.0;
  for (int f = 0; f < pool->n_faces; f++)
    if (!staff_face(staffing, pool, demand, &pool->face[f], agents))
      return FALSE;
  return TRUE;
}
