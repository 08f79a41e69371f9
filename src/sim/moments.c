#include "sim/persons_private.h"
#include "sim/record_private.h"
#include "sim/tally_private.h"
#include <string.h>

const SimQueueValue sim_queue_pair[SIM_N_QUEUE_PAIRS][2] = {
#define X(measure, value, of) {SIM_V_##value, SIM_V_##of},
    SIM_QUEUE_RATIOS(X)
#undef X
};

const SimGroupValue sim_group_pair[SIM_N_GROUP_PAIRS][2] = {
#define X(measure, value, of) {SIM_W_##value, SIM_W_##of},
    SIM_GROUP_RATIOS(X)
#undef X
};

SimMoments *
sim_moments_new(const MusterSim *sim)
{
  SimMoments *m = g_new0(SimMoments, 1);
  m->n_queue_cells = sim_n_queue_cells(sim);
  m->n_group_cells = sim_at_group_day(sim, sim->centre->grid->n_days, 0);
  m->n_flows = sim->n_queues * sim->n_groups;
  m->queue = g_new0(SimQueueMoments, m->n_queue_cells);
  m->group = g_new0(SimGroupMoments, m->n_group_cells);
  m->queue_values = g_new0(SimQueueValues, m->n_queue_cells);
  m->group_values = g_new0(SimGroupValues, m->n_group_cells);
  if (sim->options.controls)
    m->control = g_new0(__int128, (gsize) (sim->n_queues + 1) * SIM_N_V);
  if (sim->grade_of != NULL) {
    m->person = g_new0(SimGroupMoments, MAX(sim->n_agents, 1));
    m->grade = g_new0(SimGroupMoments, MAX(sim->n_grades, 1));
    m->grade_values = g_new0(SimGroupValues, MAX(sim->n_grades, 1));
  }
  if (sim->options.all_measures) {
    m->tally = sim->options.no_histograms ? NULL : sim_tally_new(sim);
    m->flow = g_new0(SimFlowMoments, MAX(m->n_flows, 1));
    m->pooled = g_new0(guint64, (gsize) sim->n_intervals * (gsize) MAX(sim->n_queues, 1) * SIM_N_BINS);
  }
  return m;
}

void
sim_moments_free(SimMoments *m)
{
  if (m == NULL)
    return;
  g_free(m->queue);
  g_free(m->group);
  g_free(m->flow);
  g_free(m->control);
  g_free(m->pooled);
  sim_tally_free(m->tally);
  g_free(m->queue_values);
  g_free(m->group_values);
  g_free(m->person);
  g_free(m->grade);
  g_free(m->grade_values);
  g_free(m);
}

void
sim_service(const MusterSim *sim, const gint64 *x, gint64 resolved, gint64 *good, gint64 *of)
{
  gint64 within = x[SIM_Q_WITHIN], quick = x[SIM_Q_ABANDONED_WITHIN];
  *good = within;
  *of = resolved;
  switch (sim->centre->service_level) {
  case MUSTER_SL_ANSWERED_OF_OFFERED:
    break;
  case MUSTER_SL_ANSWERED_OF_ANSWERED:
    *of = x[SIM_Q_ANSWERED];
    break;
  case MUSTER_SL_ABANDONED_AS_GOOD:
    *good = within + quick;
    break;
  case MUSTER_SL_WITHOUT_QUICK_ABANDONS:
    *of = resolved - quick;
    break;
  case MUSTER_SL_SHORT_ABANDONS_AS_GOOD:
    *good = within + x[SIM_Q_SHORT];
    break;
  case MUSTER_SL_VIRTUAL_WAIT:
    *good = within + x[SIM_Q_VIRTUAL];
    break;
  }
}

void
sim_queue_values(const MusterSim *sim, int queue, const gint64 *x, SimQueueValues *v)
{
#define X(value, ...) v->x[SIM_V_##value] = x[SIM_Q_##value];
  SIM_QUEUE_TIMES(X)
  SIM_QUEUE_COUNTS(X)
#undef X
#define X(value, measure, derived) v->x[SIM_V_##value] = derived;
  SIM_QUEUE_DERIVED(X)
#undef X
  v->x[SIM_V_WAIT_ALL] = x[SIM_Q_WAIT_ANSWERED] + x[SIM_Q_WAIT_ABANDONED] + x[SIM_Q_WAIT_DISMISSED];
  v->x[SIM_V_WAIT_MAX] = x[SIM_Q_WAIT_MAX];
  v->x[SIM_V_SETTLED] = x[SIM_Q_ANSWERED] + x[SIM_Q_ABANDONED] + x[SIM_Q_DISMISSED];
  v->x[SIM_V_RESOLVED] = v->x[SIM_V_SETTLED] + (sim->centre->blocked_is_offered ? x[SIM_Q_BLOCKED] : 0);
  v->x[SIM_V_PROMISED] = sim->queue[queue].rules.within >= 0 ? v->x[SIM_V_RESOLVED] : 0;
  v->x[SIM_V_LENGTH_MAX] = x[SIM_Q_LENGTH_MAX];
  v->x[SIM_V_SATISFIED] = x[SIM_Q_SATISFIED];
  v->x[SIM_V_COMPLAINTS] = x[SIM_Q_COMPLAINING];
  if (sim->queue[queue].within >= 0)
    sim_service(sim, x, v->x[SIM_V_RESOLVED], &v->x[SIM_V_SERVICE], &v->x[SIM_V_SERVICE_OF]);
  sim_judge_cell(&sim->queue[queue], v);
}

static void
add_values(SimQueueValues *to, const SimQueueValues *from)
{
  gint64 length = MAX(to->x[SIM_V_LENGTH_MAX], from->x[SIM_V_LENGTH_MAX]);
  gint64 wait = MAX(to->x[SIM_V_WAIT_MAX], from->x[SIM_V_WAIT_MAX]);
  for (int k = 0; k < SIM_N_V; k++)
    to->x[k] += from->x[k];
  to->x[SIM_V_LENGTH_MAX] = length;
  to->x[SIM_V_WAIT_MAX] = wait;
}

/* Intervals follow one another in `to`; how many cases are open is said as of the last one. */
static void
follow_values(SimQueueValues *to, const SimQueueValues *from)
{
  add_values(to, from);
  to->x[SIM_V_BACKLOG] = from->x[SIM_V_BACKLOG];
}

/* All cells of the replication: intervals from the engine, the rest by adding up. */
static void
collect_queues(SimMoments *m, SimEngine *e)
{
  const MusterSim *sim = e->sim;
  SimQueueValues *values = m->queue_values;
  memset(values, 0, (gsize) m->n_queue_cells * sizeof *values);
  SimQueueValues *total = &values[sim_at_total(sim)];
  for (int i = 0; i < sim->n_intervals; i++) {
    SimQueueValues *all = &values[sim_at_interval_total(sim, i)];
    for (int q = 0; q < sim->n_queues; q++) {
      SimQueueValues *here = &values[sim_at_interval(sim, i, q)];
      sim_queue_values(sim, q, sim_cell(e, (guint32) i, q)->x, here);
      add_values(all, here);
      follow_values(&values[sim_at_day(sim, sim->centre->grid->day_of[i], q)], here);
      follow_values(&values[sim_at_queue(sim, q)], here);
    }
    if (e->extras != NULL)
      all->x[SIM_V_LENGTH_MAX] = e->extras->length_max[i];
    follow_values(total, all);
  }
  sim_judge_targets(sim, values);
  for (int q = 0; q < sim->n_queues; q++)
    add_values(&values[sim_at_class(sim, muster_class_of(sim->centre->queue[q].channel))], &values[sim_at_queue(sim, q)]);
}

void
sim_group_values_add(SimGroupValues *to, const gint64 *x)
{
#define X(value, ...) to->x[SIM_W_##value] += x[SIM_G_##value];
  SIM_GROUP_TIMES(X)
  SIM_GROUP_HELPERS(X)
  SIM_GROUP_COUNTS(X)
#undef X
  to->x[SIM_W_IDLE] += x[SIM_G_PRESENT] - x[SIM_G_BUSY];
}

/* The tail after the last interval counts in the groups' totals only. */
static void
collect_groups(SimMoments *m, SimEngine *e)
{
  const MusterSim *sim = e->sim;
  memset(m->group_values, 0, (gsize) m->n_group_cells * sizeof *m->group_values);
  for (int i = 0; i < sim->n_intervals + 2; i++) {
    if (i == sim->n_intervals)
      continue; /* the warm-up */
    for (int g = 0; g < sim->n_groups; g++) {
      const gint64 *x = sim_group_cell(e, (guint32) i, g)->x;
      if (i < sim->n_intervals) {
        sim_group_values_add(&m->group_values[sim_at_group_interval(sim, i, g)], x);
        sim_group_values_add(&m->group_values[sim_at_group_day(sim, sim->centre->grid->day_of[i], g)], x);
      }
      sim_group_values_add(&m->group_values[sim_at_group(sim, g)], x);
      sim_group_values_add(&m->group_values[sim_at_group_total(sim)], x);
    }
  }
}

static void
fold_queue(SimQueueMoments *m, const SimQueueValues *v)
{
  gint64 c[SIM_N_V];
  for (int k = 0; k < SIM_N_V; k++) {
    c[k] = sim_coarse(v->x[k], k < SIM_V_FIRST_COUNT);
    m->sum[k] += v->x[k];
    m->square[k] += (__int128) c[k] * c[k];
  }
  for (int p = 0; p < SIM_N_QUEUE_PAIRS; p++)
    m->product[p] += (__int128) c[sim_queue_pair[p][0]] * c[sim_queue_pair[p][1]];
}

void
sim_group_moments_fold(SimGroupMoments *m, const SimGroupValues *w)
{
  gint64 c[SIM_N_W];
  for (int k = 0; k < SIM_N_W; k++) {
    c[k] = sim_coarse(w->x[k], k < SIM_W_FIRST_COUNT);
    m->sum[k] += w->x[k];
    m->square[k] += (__int128) c[k] * c[k];
  }
  for (int p = 0; p < SIM_N_GROUP_PAIRS; p++)
    m->product[p] += (__int128) c[sim_group_pair[p][0]] * c[sim_group_pair[p][1]];
}

void
sim_moments_fold(SimMoments *m, SimEngine *e)
{
  collect_queues(m, e);
  collect_groups(m, e);
  if (m->flow != NULL)
    sim_judge_money(e->sim, m, e->extras->flow);
  for (int k = 0; k < m->n_queue_cells; k++)
    fold_queue(&m->queue[k], &m->queue_values[k]);
  for (int q = 0; m->control != NULL && q <= e->sim->n_queues; q++)
    sim_control_fold(m->control + (gsize) q * SIM_N_V, &m->queue_values[sim_at_queue(e->sim, q)]); /* the last: total */
  for (int k = 0; k < m->n_group_cells; k++)
    sim_group_moments_fold(&m->group[k], &m->group_values[k]);
  if (m->person != NULL)
    sim_persons_fold(m, e);
  for (int k = 0; m->flow != NULL && k < m->n_flows; k++) {
    const SimFlow *flow = &e->extras->flow[k];
    gint64 handle = sim_coarse(flow->handle, TRUE);
    m->flow[k].answered += flow->answered;
    m->flow[k].answered2 += (__int128) flow->answered * flow->answered;
    m->flow[k].handle += flow->handle;
    m->flow[k].handle2 += (__int128) handle * handle;
  }
}

/* Moments are structs of nothing but __int128. */
static void
add_all(void *to, const void *from, gsize bytes)
{
  __int128 *t = to;
  const __int128 *f = from;
  for (gsize k = 0; k < bytes / sizeof *t; k++)
    t[k] += f[k];
}

void
sim_moments_merge(SimMoments *to, const SimMoments *from, const MusterSim *sim)
{
  add_all(to->queue, from->queue, (gsize) to->n_queue_cells * sizeof *to->queue);
  add_all(to->group, from->group, (gsize) to->n_group_cells * sizeof *to->group);
  if (to->person != NULL)
    sim_persons_merge(to, from, sim);
  if (to->flow != NULL)
    add_all(to->flow, from->flow, (gsize) to->n_flows * sizeof *to->flow);
  if (to->tally != NULL)
    sim_tally_merge(to->tally, from->tally);
  if (to->control != NULL)
    add_all(to->control, from->control, (gsize) (sim->n_queues + 1) * SIM_N_V * sizeof *to->control);
  gsize n = (gsize) sim->n_intervals * (gsize) sim->n_queues * SIM_N_BINS;
  for (gsize k = 0; to->pooled != NULL && k < n; k++)
    to->pooled[k] += from->pooled[k];
}
