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
#define ON_QUEUE 0.85        /* of paid hours, besides shrinkage: breaks, and shifts that do not follow the need */
#define LEAST_SAVING 0.005   /* of the money: what scarce people may not cost */
#define MOST_SCARCITY 4.0
#define EVENLY 1.02          /* a group asked for so much more of its hours than all are is scarce */
#define SCARCITY_STEP 1.12

typedef struct {
  MusterStaffing *staffing;
  const MusterCentre *centre;
  const MusterDemand *demand;
  guint64 eligible;
  double *weight;  /* [n_queues]: work of the horizon, for precedence */
  GArray *sample;  /* int: intervals */
  guint n_busy;    /* intervals of which it is a sample */
} Skills;

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

static SkillsWork
work_at(const Skills *s, const SkillsPool *pool, int interval)
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

/* --- choosing pools ------------------------------------------------------------------------------------------------ */

static double
alone_cost(const Skills *s, const SkillsPool *pool, const SkillsWork *work)
{
  double cost = 0.0;
  for (int k = 0; k < pool->n; k++)
    if (work->rate[k] > 0.0)
      cost += skills_cost(s->centre, s->staffing->requirement->group[pool->queue[k]]) *
              skills_least(pool, 1u << k, skills_load(pool, work, 1u << k));
  return cost;
}

/* Money per hour that the pool saves on the sample; less than nothing: it costs more. */
static double
saving(const Skills *s, guint64 queues)
{
  double saved = 0.0;
  if ((queues & (queues - 1)) == 0)
    return 0.0;
  g_autoptr(SkillsPool) pool = skills_pool_new(s->centre, queues, s->weight);
  g_autofree int *agents = g_new0(int, pool->n_groups + 1);
  for (guint i = 0; i < s->sample->len && pool->lp != NULL; i++) {
    SkillsWork work = work_at(s, pool, g_array_index(s->sample, int, i));
    guint active = skills_active(pool, &work);
    if ((active & (active - 1)) != 0 && skills_cover(pool, &work, NULL, agents))
      saved += alone_cost(s, pool, &work) - skills_cost_of(pool, agents);
  }
  return saved;
}

static gboolean
share_a_group(const MusterCentre *centre, guint64 a, guint64 b)
{
  for (int g = 0; g < centre->n_groups; g++) {
    guint64 queues = 0;
    for (int k = 0; k < centre->group[g].n_serves; k++)
      if (muster_serves_counts(centre, &centre->group[g].serves[k]))
        queues |= G_GUINT64_CONSTANT(1) << centre->group[g].serves[k].queue;
    if ((queues & a) != 0 && (queues & b) != 0)
      return TRUE;
  }
  return FALSE;
}

typedef struct {
  guint64 queues;
  double saved;
} Part;

/* Joins the two parts that save most by it; FALSE: no two do. Gains of pairs are kept in gain[n * n], NaN: not known. */
static gboolean
join_best(const Skills *s, GArray *parts, double *gain, int n)
{
  int best_a = -1, best_b = -1;
  for (int a = 0; a < n; a++)
    for (int b = a + 1; b < n; b++) {
      Part *pa = &g_array_index(parts, Part, a), *pb = &g_array_index(parts, Part, b);
      double *g = &gain[a * n + b];
      if (pa->queues == 0 || pb->queues == 0)
        continue;
      if (isnan(*g))
        *g = __builtin_popcountll(pa->queues | pb->queues) <= SKILLS_MOST_QUEUES &&
                     share_a_group(s->centre, pa->queues, pb->queues)
                 ? saving(s, pa->queues | pb->queues) - pa->saved - pb->saved
                 : 0.0;
      if (*g > 1e-9 && (best_a < 0 || *g > gain[best_a * n + best_b]))
        best_a = a, best_b = b;
    }
  if (best_a < 0)
    return FALSE;
  Part *into = &g_array_index(parts, Part, best_a), *from = &g_array_index(parts, Part, best_b);
  into->saved += from->saved + gain[best_a * n + best_b];
  into->queues |= from->queues;
  from->queues = 0;
  for (int k = 0; k < n; k++)
    gain[best_a * n + k] = gain[k * n + best_a] = NAN;
  return TRUE;
}

/* The queues that hang together with the lowest of `queues` through groups. */
static guint64
component(const Skills *s, guint64 queues)
{
  guint64 part = queues & (~queues + 1), before = 0;
  while (part != before) {
    before = part;
    for (guint64 left = queues & ~part; left != 0; left &= left - 1)
      if (share_a_group(s->centre, part, left & (~left + 1)))
        part |= left & (~left + 1);
  }
  return part;
}

/* Queues that hang together make one pool where that pays: contacts run over within it whatever is planned. Else, or where
 * they are too many, its queues are parts to be joined one by one. */
static GArray *
first_parts(const Skills *s)
{
  GArray *parts = g_array_new(FALSE, TRUE, sizeof(Part));
  for (guint64 left = s->eligible; left != 0;) {
    guint64 queues = component(s, left);
    Part whole = {queues, __builtin_popcountll(queues) <= SKILLS_MOST_QUEUES ? saving(s, queues) : 0.0};
    left &= ~queues;
    if (whole.saved > 0.0) {
      g_array_append_val(parts, whole);
      continue;
    }
    for (; queues != 0; queues &= queues - 1) {
      Part alone = {queues & (~queues + 1), 0.0};
      g_array_append_val(parts, alone);
    }
  }
  return parts;
}

/* Pools of two queues and more. Element: Part. */
static GArray *
choose_pools(const Skills *s)
{
  GArray *parts = first_parts(s);
  int n = (int) parts->len;
  g_autofree double *gain = g_new(double, n * n + 1);
  for (int k = 0; k < n * n; k++)
    gain[k] = NAN;
  while (join_best(s, parts, gain, n))
    ;
  for (int k = n - 1; k >= 0; k--)
    if (__builtin_popcountll(g_array_index(parts, Part, k).queues) < 2)
      g_array_remove_index(parts, (guint) k);
  return parts;
}

/* --- people ----------------------------------------------------------------------------------------------------------- */

/* Hours on queue that the group's contracts give over the horizon; INFINITY: not known. */
static double
hours_of(const Skills *s, int group)
{
  double hours = 0.0, days = s->centre->to - s->centre->from + 1, scheduled_share = 1.0;
  g_autofree double *share = g_new(double, s->centre->n_shrinkage + 1);
  int n = muster_centre_shrinkage_shares(s->centre, share), people = 0;
  for (int k = 0; k < n; k++)
    scheduled_share *= 1.0 - share[k];
  for (int p = 0; p < s->centre->n_people; p++) {
    const MusterPerson *person = &s->centre->person[p];
    if (person->group != group)
      continue;
    const MusterPerSpan *span = person->contract >= 0 ? &s->centre->contract[person->contract].hours : NULL;
    double span_days = span == NULL            ? NAN
                       : span->per_unit == 'w' ? 7.0 * span->per_n
                       : span->per_unit == 'd' ? span->per_n
                       : span->per_unit == 'm' ? 30.4 * span->per_n
                       : span->per_unit == 'y' ? 365.25 * span->per_n
                                               : NAN;
    if (isnan(span_days) || isnan(span->hi))
      return INFINITY;
    hours += span->hi / 3600.0 * days / span_days;
    people++;
  }
  return people > 0 ? hours * ON_QUEUE * scheduled_share : INFINITY;
}

/* Hours that the pool asks of each group over the horizon, by the sample; returns the part of the money that it saves. */
static double
asked_hours(const Skills *s, const SkillsPool *pool, double *asked_h)
{
  double alone = 0.0, together = 0.0;
  double hours = s->centre->interval_s / 3600.0 * s->n_busy / MAX(s->sample->len, 1);
  g_autofree int *agents = g_new0(int, pool->n_groups + 1);
  for (int g = 0; g < pool->n_groups; g++)
    asked_h[g] = 0.0;
  for (guint i = 0; i < s->sample->len; i++) {
    SkillsWork work = work_at(s, pool, g_array_index(s->sample, int, i));
    guint active = skills_active(pool, &work);
    if ((active & (active - 1)) == 0 || !skills_cover(pool, &work, NULL, agents))
      continue;
    alone += alone_cost(s, pool, &work);
    together += skills_cost_of(pool, agents);
    for (int g = 0; g < pool->n_groups; g++)
      asked_h[g] += agents[g] * hours;
  }
  return alone > 0.0 ? 1.0 - together / alone : 0.0;
}

/* Makes the group dearer in the choice whose people are asked for more hours than they have, and for a larger part than
 * the others', until none is. FALSE: then nothing is saved any more. */
static gboolean
price_scarce_groups(const Skills *s, SkillsPool *pool)
{
  g_autofree double *asked_h = g_new0(double, pool->n_groups + 1);
  g_autofree double *have_h = g_new0(double, pool->n_groups + 1);
  for (int g = 0; g < pool->n_groups; g++)
    have_h[g] = hours_of(s, pool->group[g]);
  for (gboolean scarce = s->centre->n_people > 0; scarce;) {
    double all_asked_h = 0.0, all_have_h = 0.0;
    if (asked_hours(s, pool, asked_h) < LEAST_SAVING)
      return FALSE;
    for (int g = 0; g < pool->n_groups; g++) {
      all_asked_h += asked_h[g];
      all_have_h += have_h[g];
    }
    double even = MAX(1.0, all_asked_h / all_have_h);
    scarce = FALSE;
    for (int g = 0; g < pool->n_groups; g++)
      if (asked_h[g] > EVENLY * even * have_h[g] && pool->scarcity[g] < MOST_SCARCITY) {
        pool->scarcity[g] *= SCARCITY_STEP;
        scarce = TRUE;
      }
  }
  return TRUE;
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
    *work = work_at(s, pool, i);
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
  if (!price_scarce_groups(s, pool)) {
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
    g_autoptr(GArray) pools = choose_pools(&s);
    GArray *shares = g_array_new(FALSE, FALSE, sizeof(MusterShare));
    if (pools->len > 0)
      staffing->alone = g_memdup2(staffing->requirement->need,
                                  sizeof(MusterNeed) * (gsize) centre->n_queues * (gsize) centre->grid->n);
    for (guint p = 0; p < pools->len; p++)
      staff_pool(&s, g_array_index(pools, Part, p).queues, shares);
    muster_requirement_set_shares(staffing->requirement, shares);
  }
  g_free(s.weight);
  g_array_unref(s.sample);
}
