/* Small centres built by hand for the simulator's tests: one day in UTC, half-hour intervals, fixed times. */
#pragma once
#include "muster_test.h"
#include "sim/problem_private.h"
#include <string.h>

#define CASE_QUEUES 4
#define CASE_GROUPS 4
#define H 3600.0

typedef struct {
  MusterCentre c;
  MusterQueue queue[CASE_QUEUES];
  MusterGroup group[CASE_GROUPS];
  MusterServes serves[CASE_GROUPS][CASE_QUEUES];
  MusterStep step[CASE_GROUPS][8];
  MusterWindow window[1 + CASE_QUEUES];
  MusterDemand *demand;
  MusterSimStaff staff;
  MusterSimOptions options;
  int n;
  double second[64];
  int at[64];
} SimCase;

static inline void
case_dist(MusterDist *dist, const char *name, double mean_s, double cv)
{
  char *why = NULL;
  muster_dist_clear(dist);
  if (!muster_dist_make(dist, name, mean_s, cv, TRUE, &why))
    g_error("%s", why);
}

/* `from_h` … `to_h`: opening hours. Queues of fixed handle time 60 s, no patience, 20 s target. */
static inline void
case_init(SimCase *k, int n_queues, int n_groups, int n_days, double from_h, double to_h)
{
  static const char *const queue_names[] = {"first", "second", "third", "fourth"};
  static const char *const group_names[] = {"alpha", "beta", "gamma", "delta"};
  memset(k, 0, sizeof *k);
  MusterCentre *c = &k->c;
  c->zone = muster_zone_new("UTC", NULL);
  c->interval_s = 1800;
  c->from = muster_day_from_ymd(2026, 1, 5);
  c->to = c->from + n_days - 1;
  c->grid = muster_grid_new(c->zone, c->from, n_days, 1800, NULL);
  k->window[0] = (MusterWindow){127, (int) (from_h * H), (int) (to_h * H)};
  c->open = (MusterHours){1, &k->window[0]};
  c->n_queues = n_queues;
  c->queue = k->queue;
  for (int q = 0; q < n_queues; q++) {
    k->queue[q] = (MusterQueue){
        .name = (char *) (gpointer) queue_names[q], .priority = 1, .concurrency_max = 1, .has_target = TRUE};
    k->queue[q].target.within_s = 20;
    k->queue[q].target.finish = k->queue[q].target.finish_within_s = k->queue[q].escalate_after_s = NAN;
    k->queue[q].escalate_queue = k->queue[q].escalate_outside = k->queue[q].follow_up_queue = -1;
    case_dist(&k->queue[q].handle, "fixed", 60, NAN);
  }
  c->n_groups = n_groups;
  c->group = k->group;
  for (int g = 0; g < n_groups; g++)
    k->group[g] = (MusterGroup){
        .name = (char *) (gpointer) group_names[g], .serves = k->serves[g], .has_on_duty = TRUE};
  c->simulate.replications = 1;
  c->simulate.absence_drawn = TRUE;
  c->simulate.demand_drawn = TRUE;
  c->short_abandon_s = 5;
  k->options = (MusterSimOptions){.seed = 1, .jobs = 1, .all_measures = TRUE};
  k->demand = muster_demand_new(c);
}

static inline MusterServes *
case_serve(SimCase *k, int group, int queue, int rank, int take)
{
  MusterGroup *g = &k->group[group];
  MusterServes *s = &k->serves[group][g->n_serves++];
  *s = (MusterServes){.queue = queue, .rank = rank, .take = take, .pace = 1};
  return s;
}

static inline void
case_on_duty(SimCase *k, int group, double agents)
{
  k->group[group].on_duty.constant = agents;
}

/* Queue 0 calls of 60 s, queue 1 cases of 300 s, others calls again; one agent of the first group serves both, 8:00 to 18:00. */
static inline void
case_blended_with(SimCase *k, int n_queues, int n_groups, int n_days)
{
  case_init(k, n_queues, n_groups, n_days, 8, 18);
  case_serve(k, 0, 0, 1, 1);
  case_serve(k, 0, 1, 1, 1);
  k->group[0].on_duty.constant = 1;
  k->queue[1].channel = MUSTER_CHANNEL_CASE;
  k->queue[1].target.within_s = k->queue[1].target.answer = NAN;
  case_dist(&k->queue[1].handle, "fixed", 300, NAN);
  k->demand->counts = MUSTER_COUNTS_FRESH;
}

static inline void
case_blended(SimCase *k, int n_days)
{
  case_blended_with(k, 2, 1, n_days);
}

static inline void
case_deadline(SimCase *k, int q, double within_s)
{
  k->queue[q].target.finish = 0.9;
  k->queue[q].target.finish_within_s = within_s;
}

/* From `clock_h` on, so many; steps in order. */
static inline void
case_step(SimCase *k, int group, double clock_h, double agents)
{
  MusterSteps *steps = &k->group[group].on_duty;
  k->step[group][steps->n++] = (MusterStep){127, (int) (clock_h * H), agents};
  steps->step = k->step[group];
}

static inline void
case_arrive(SimCase *k, double second, int queue)
{
  k->second[k->n] = second;
  k->at[k->n++] = queue;
}

static inline void
case_clear(SimCase *k)
{
  for (int q = 0; q < k->c.n_queues; q++) {
    muster_dist_clear(&k->queue[q].handle);
    muster_dist_clear(&k->queue[q].patience);
    muster_dist_clear(&k->queue[q].after_call);
    muster_dist_clear(&k->queue[q].after_call_quiet);
  }
  muster_demand_free(k->demand);
  muster_grid_unref(k->c.grid);
  muster_zone_unref(k->c.zone);
}

static inline MusterSim *
case_sim(SimCase *k)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  MusterSim *sim = muster_sim_new(&k->c, k->demand, &k->staff, &k->options, faults);
  if (sim == NULL) {
    g_autofree char *text = muster_faults_render(faults, FALSE);
    g_error("%s", text);
  }
  if (k->n > 0)
    sim_set_script(sim, k->n, k->second, k->at);
  return sim;
}

static inline MusterOutcome *
case_run(SimCase *k)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MusterSim) sim = case_sim(k);
  MusterOutcome *outcome = muster_sim_run(sim, NULL, &error);
  if (outcome == NULL)
    g_error("%s", error->message);
  return outcome;
}

static inline gboolean
case_same_histograms(const MusterOutcome *a, const MusterOutcome *b)
{
  if (a->n_histograms != b->n_histograms)
    return FALSE;
  for (int i = 0; i < a->n_histograms; i++) {
    const MusterHistogram *x = &a->histogram[i], *y = &b->histogram[i];
    gsize bytes = (gsize) x->n * sizeof *x->to;
    if (x->id != y->id || x->place != y->place || x->n != y->n || memcmp(x->to, y->to, bytes) != 0 ||
        memcmp(x->value, y->value, bytes) != 0)
      return FALSE;
  }
  return TRUE;
}

/* The same bytes, in total and interval by interval. */
static inline gboolean
case_same(const MusterOutcome *a, const MusterOutcome *b)
{
  gsize n = (gsize) a->grid->n;
  return memcmp(&a->total, &b->total, sizeof a->total) == 0 &&
         memcmp(&a->total_group, &b->total_group, sizeof a->total_group) == 0 &&
         memcmp(a->queue_interval, b->queue_interval, (gsize) a->n_queues * n * sizeof *a->queue_interval) == 0 &&
         memcmp(a->group_interval, b->group_interval, (gsize) a->n_groups * n * sizeof *a->group_interval) == 0 &&
         case_same_histograms(a, b);
}

#define Q_MEAN(out, q, id) ((out)->queue[q].m[MUSTER_MEASURE_##id].mean)
#define G_MEAN(out, g, id) ((out)->group[g].m[MUSTER_GROUP_##id].mean)
#define ASSERT_Q(out, q, id, want) ASSERT_CLOSE(Q_MEAN(out, q, id), want, 1e-6, 1e-5)
#define ASSERT_G(out, g, id, want) ASSERT_CLOSE(G_MEAN(out, g, id), want, 1e-6, 1e-5)
