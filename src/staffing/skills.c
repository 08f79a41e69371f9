/* Several skills: queues whose groups serve several of them are staffed together, as agents per group, where that costs
 * less than a number for each queue.
 *
 * Queues are joined to pools by what that saves on a sample of intervals in their steady state. A pool's number in an
 * interval is the method's for all its queues as one; the work is then scaled so that the steady state asks for the same
 * number, and skills_cover() looks for the agents of each group. Where those cost more over the horizon than the queues one by
 * one, the queues stay as they were. */
#include "staffing/skills_private.h"
#include <math.h>
#include <string.h>

#define MOST_SAMPLES 24

/* Live queues of calls with targets of every interval that can be kept. */
static gboolean
is_eligible(const Skills *s, int queue)
{
  const MusterQueue *q = &s->centre->queue[queue];
  if (q->channel != MUSTER_CHANNEL_VOICE || !q->has_target || q->target.per != MUSTER_PER_INTERVAL ||
      s->staffing->requirement->group[queue] < 0 || !(s->weight[queue] > 0.0))
    return FALSE;
  for (int u = 0; u < s->staffing->n_unmet; u++)
    if (s->staffing->unmet[u].queue == queue)
      return FALSE;
  return !isnan(q->target.answer) || !isnan(q->target.abandon) || !isnan(q->target.asa_s) ||
         !isnan(q->target.occupancy);
}

/* A contact takes as long as with the slowest of the pool's groups that serve it. */
static double
handle_s(const Skills *s, const SkillsPool *pool, int k, int interval)
{
  double longest_s = staffing_need(s->staffing, pool->queue[k], interval)->handle_mean_s;
  for (int g = 0; g < pool->n_groups; g++)
    if (pool->skills[g] >> k & 1)
      longest_s = MAX(longest_s, staffing_handle_s(s->centre, s->demand, pool->group[g], pool->queue[k], interval));
  return longest_s;
}

SkillsWork
skills_work_at(const Skills *s, const SkillsPool *pool, int interval)
{
  SkillsWork work = {{0.0}, {0.0}};
  for (int k = 0; k < pool->n; k++) {
    const MusterNeed *need = staffing_need(s->staffing, pool->queue[k], interval);
    if (!(need->load_erl > 0.0) || !(need->handle_mean_s > 0.0))
      continue;
    work.rate[k] = need->load_erl / need->handle_mean_s;
    work.handle_s[k] = handle_s(s, pool, k, interval);
  }
  return work;
}

static void
least_at(const Skills *s, const SkillsPool *pool, int interval, int *least)
{
  for (int g = 0; g < pool->n_groups; g++) {
    const MusterGroup *group = &s->centre->group[pool->group[g]];
    double minimum = group->has_minimum ? muster_steps_at(&group->minimum, s->centre->grid, interval) : 0.0;
    least[g] = isfinite(minimum) && minimum > 0.0 ? (int) ceil(minimum) : 0;
  }
}

/* --- the horizon --------------------------------------------------------------------------------------------------------- */

/* Scales the work until the steady state asks for as many agents as the method does, the nearest scale to 1. */
static void
scale_to(const SkillsPool *pool, SkillsWork *work, double wanted)
{
  guint active = skills_active(pool, work);
  SkillsLoad load = skills_load(pool, work, active);
  double low = 0.0, high = 1.0;
  int steady = skills_need(pool, active, load, 1.0);
  if (steady == (int) wanted)
    return;
  gboolean more = steady < wanted;
  while (more && high < 1e6 && skills_need(pool, active, (SkillsLoad){load.rate * high, load.load_erl * high}, 1.0) < wanted)
    high *= 2.0;
  for (int step = 0; step < 40; step++) {
    double middle = 0.5 * (low + high);
    int need = skills_need(pool, active, (SkillsLoad){load.rate * middle, load.load_erl * middle}, 1.0);
    if (more ? need >= wanted : need > wanted)
      high = middle;
    else
      low = middle;
  }
  double scale = more ? high : MAX(low, 1e-6);
  for (int k = 0; k < pool->n; k++)
    work->rate[k] *= scale;
}

/* What the pool comes to in every interval. */
typedef struct {
  int *agents;       /* [grid->n * n_groups] */
  gboolean *pooled;  /* [grid->n] */
  SkillsWork *work;  /* [grid->n], scaled */
  double saved;      /* money over the horizon */
} Horizon;

static double
present_cost(const Skills *s, const SkillsPool *pool, guint active, int interval)
{
  double cost = 0.0;
  for (int k = 0; k < pool->n; k++)
    if (active >> k & 1)
      cost += skills_cost(s->centre, s->staffing->requirement->group[pool->queue[k]]) *
              staffing_need(s->staffing, pool->queue[k], interval)->agents;
  return cost;
}

static void
cover_horizon(const Skills *s, const SkillsPool *pool, const double *wanted, Horizon *h)
{
  g_autofree int *least = g_new0(int, pool->n_groups + 1);
  for (int i = 0; i < s->centre->grid->n; i++) {
    SkillsWork *work = &h->work[i];
    *work = skills_work_at(s, pool, i);
    guint active = skills_active(pool, work);
    int *agents = h->agents + i * pool->n_groups;
    if ((active & (active - 1)) == 0 || !(wanted[i] > 0.0))
      continue;
    scale_to(pool, work, wanted[i]);
    least_at(s, pool, i, least);
    if (!skills_cover(pool, work, least, agents))
      continue;
    h->pooled[i] = TRUE;
    h->saved += present_cost(s, pool, active, i) - skills_cost_of(pool, agents);
  }
}

/* The pool's place in the result: before and after, and the bound. */
static void
record(const Skills *s, const SkillsPool *pool, const Horizon *h, GArray *shares)
{
  MusterStaffing *staffing = s->staffing;
  double hours = s->centre->interval_s / 3600.0;
  staffing->pool = g_renew(MusterStaffingPool, staffing->pool, staffing->n_pools + 1);
  MusterStaffingPool *out = &staffing->pool[staffing->n_pools++];
  *out = (MusterStaffingPool){.saved = h->saved * hours, .bound = g_new0(double, s->centre->grid->n + 1)};
  for (int k = 0; k < pool->n; k++)
    out->queues |= G_GUINT64_CONSTANT(1) << pool->queue[k];
  for (int i = 0; i < s->centre->grid->n; i++) {
    if (!h->pooled[i])
      continue;
    const int *agents = h->agents + i * pool->n_groups;
    out->bound[i] = skills_bound(pool, &h->work[i], TRUE);
    out->bound_h += out->bound[i] * hours;
    out->bound_cost += skills_bound(pool, &h->work[i], FALSE) * hours;
    out->cost += skills_cost_of(pool, agents) * hours;
    for (int g = 0; g < pool->n_groups; g++)
      out->agent_h += agents[g] * hours;
    for (int k = 0; k < pool->n; k++)
      if (h->work[i].rate[k] > 0.0)
        out->alone_h += staffing_need(staffing, pool->queue[k], i)->agents * hours;
    skills_share_out(staffing, pool, &h->work[i], i, agents, shares);
  }
}

static void
staff_pool(const Skills *s, guint64 queues, GArray *shares)
{
  int n = s->centre->grid->n;
  g_autoptr(SkillsPool) pool = skills_pool_new(s->centre, queues, s->weight);
  g_autofree double *wanted = g_new0(double, n + 1);
  if (!skills_price_scarce_groups(s, pool)) {
    staffing_note_scarce(s->staffing, s->centre, queues);
    return;
  }
  if (!skills_station(s->staffing, pool, s->demand, wanted))
    return;
  Horizon h = {g_new0(int, n * pool->n_groups + 1), g_new0(gboolean, n + 1), g_new0(SkillsWork, n + 1), 0.0};
  cover_horizon(s, pool, wanted, &h);
  if (h.saved > 1e-9)
    record(s, pool, &h, shares);
  g_free(h.agents);
  g_free(h.pooled);
  g_free(h.work);
}

static void
take_sample(Skills *s)
{
  g_autoptr(GArray) busy = g_array_new(FALSE, FALSE, sizeof(int));
  for (int i = 0; i < s->centre->grid->n; i++) {
    int loaded = 0;
    for (int q = 0; q < s->centre->n_queues; q++)
      loaded += (s->eligible >> q & 1) && staffing_need(s->staffing, q, i)->load_erl > 0.0;
    if (loaded > 1)
      g_array_append_val(busy, i);
  }
  guint n = MIN(busy->len, MOST_SAMPLES);
  s->n_busy = busy->len;
  for (guint k = 0; k < n; k++)
    g_array_append_val(s->sample, g_array_index(busy, int, (2 * k + 1) * busy->len / (2 * n)));
}

void
staffing_skills(MusterStaffing *staffing, const MusterCentre *centre, const MusterDemand *demand)
{
  Skills s = {staffing, centre, demand, 0, g_new0(double, centre->n_queues + 1), g_array_new(FALSE, FALSE, sizeof(int)), 0};
  for (int q = 0; q < centre->n_queues; q++) {
    for (int i = 0; i < centre->grid->n; i++)
      s.weight[q] += staffing_need(staffing, q, i)->load_erl;
    s.eligible |= (guint64) is_eligible(&s, q) << q;
  }
  if ((s.eligible & (s.eligible - 1)) != 0) {
    take_sample(&s);
    g_autoptr(GArray) pools = skills_choose_pools(&s);
    GArray *shares = g_array_new(FALSE, FALSE, sizeof(MusterShare));
    if (pools->len > 0)
      staffing->alone = g_memdup2(staffing->requirement->need,
                                  sizeof(MusterNeed) * (gsize) centre->n_queues * (gsize) centre->grid->n);
    for (guint p = 0; p < pools->len; p++)
      staff_pool(&s, g_array_index(pools, SkillsPart, p).queues, shares);
    muster_requirement_set_shares(staffing->requirement, shares);
  }
  g_free(s.weight);
  g_array_unref(s.sample);
}
