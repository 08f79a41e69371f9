/* One stretch of open intervals of the exact day, and its service. */
#include "staffing/exact_day_private.h"
#include <math.h>

enum { LIGHT_DAYS = 3 };

/* What the service level may come out too high by approximate times, in shares of contacts (docs/measured.md):
 * so much is asked beyond the target, though never more than half of what is missing to all. */
static const double HANDLE_MARGIN = 0.002, STEADY_MARGIN = 0.01, PATIENCE_MARGIN = 0.008;
static const double STEADY_CV = 0.35; /* below, eight phases are too irregular */

double
exact_margin(const StaffingTimes *times)
{
  double handle = !times->has_phases ? 0.0 : times->handle_cv < STEADY_CV ? STEADY_MARGIN : HANDLE_MARGIN;
  return handle + (times->n_hazard > 0 ? PATIENCE_MARGIN : 0.0);
}

void
exact_queue_init(ExactQueue *q, const MusterStaffing *staffing, const MusterCentre *centre, int queue)
{
  *q = (ExactQueue){.staffing = (MusterStaffing *) staffing, .centre = centre, .queue = queue};
  q->share = staffing_varies(staffing->variation) ? centre->queue[queue].target.on_days : NAN;
  staffing_times_init(&q->times, centre, queue, staffing->requirement->group[queue]);
}

void
exact_queue_clear(ExactQueue *q)
{
  staffing_times_clear(&q->times);
}

static void
add_margin(const StaffingTimes *times, MusterErlangTargets *targets)
{
  double margin = exact_margin(times);
  targets->service_level += fmin(margin, 0.5 * (1.0 - targets->service_level));
  targets->abandon -= fmin(margin, 0.1 * targets->abandon);
  targets->asa_s *= 1.0 - fmin(5.0 * margin, 0.05);
}

static MusterDayAsk
asked(const MusterErlangTargets *targets)
{
  gboolean level = !isnan(targets->service_level);
  MusterDayAsk ask = MUSTER_DAY_ASK_WITHIN;
  if (targets->definition == MUSTER_SL_VIRTUAL_WAIT)
    ask |= MUSTER_DAY_ASK_VIRTUAL;
  if (targets->definition == MUSTER_SL_SHORT_ABANDONS_AS_GOOD)
    ask |= MUSTER_DAY_ASK_SHORT;
  if ((level && targets->definition == MUSTER_SL_ANSWERED_OF_ANSWERED) || !isnan(targets->abandon) ||
      !isnan(targets->asa_s))
    ask |= MUSTER_DAY_ASK_WAITS;
  return ask;
}

void
exact_stretch_clear(ExactStretch *s)
{
  for (int d = 0; d < s->n_days; d++)
    muster_day_solver_free(s->solver[d]);
  *s = (ExactStretch){0};
}

/* Nodes enough to see service turn, which it does within about 1 / √load of the demand: n nodes are exact for
 * a service that is a polynomial of degree 2n − 1 in the factor. */
static int
n_nodes(double cv, double load_erl, int most)
{
  return (int) fmin(2.0 + floor(12.0 * cv * cv * load_erl), most);
}

static int
fill_days(ExactStretch *s, double load_erl, gboolean is_average)
{
  const StaffingVariation *v = s->of->staffing->variation;
  if (!is_average && !isnan(s->of->share)) {
    s->day[0] = s->of->whole ? muster_factor_quantile(v->day_cv, s->of->share)
                             : staffing_variation_quantile(v, s->of->share);
    s->weight[0] = 1.0;
    return 1;
  }
  int most = s->of->light ? LIGHT_DAYS : v->interval_cv > 0.0 ? 10 : EXACT_MOST_DAYS;
  return muster_factor_nodes(v->day_cv, n_nodes(v->day_cv, load_erl, most), s->day, s->weight);
}

static gboolean
make_solvers(ExactStretch *s, double *rate, double *handle, int *agents, double load_erl, gboolean is_average,
             GError **error)
{
  const ExactQueue *q = s->of;
  const MusterCentre *centre = q->centre;
  const MusterDist *patience = &centre->queue[q->queue].patience;
  double factor[EXACT_MOST_FACTORS], factor_weight[EXACT_MOST_FACTORS], interval_cv = q->staffing->variation->interval_cv;
  gboolean share = !is_average && !isnan(q->share) && !q->whole;
  int n_days = fill_days(s, load_erl, is_average);
  MusterDayInput input = {
      .n = s->n,
      .interval_s = centre->grid->interval_s,
      .arrival_per_s = rate,
      .handle_s = handle,
      .agents = agents,
      .patience_s = patience->info != NULL ? patience->mean_s : INFINITY,
      .within_s = isnan(s->targets.within_s) ? 0.0 : s->targets.within_s,
      .drop = MUSTER_DAY_EXH_IDLE,
      .short_s = centre->short_abandon_s,
      .phases = q->times.has_phases && !q->light ? &q->times.phases : NULL,
      .n_hazard = q->light ? 0 : q->times.n_hazard,
      .hazard_step_s = q->times.hazard_step_s,
      .hazard = q->times.hazard,
      .factor = factor,
      .factor_weight = factor_weight,
  };
  if (interval_cv > 0.0 && !share && !q->light)
    input.n_factors = muster_factor_nodes(interval_cv, n_nodes(interval_cv, load_erl, n_days > 1 ? 6 : EXACT_MOST_FACTORS),
                                          factor, factor_weight);
  for (int d = 0; d < n_days; d++) {
    double scale = s->day[d] / (d > 0 ? s->day[d - 1] : 1.0);
    for (int i = 0; i < s->n; i++)
      rate[i] *= scale;
    s->solver[d] = muster_day_solver_new(&input, error);
    if (s->solver[d] == NULL)
      return FALSE;
    s->n_days = d + 1;
  }
  return TRUE;
}

gboolean
exact_stretch_init(ExactStretch *s, const ExactQueue *of, int first, gboolean is_average, GError **error)
{
  const MusterCentre *centre = of->centre;
  int n = 0;
  while (first + n < centre->grid->n && muster_centre_open_s(centre, of->queue, first + n) > 0.0)
    n++;
  *s = (ExactStretch){.of = of, .first = first, .n = n, .targets = staffing_possible_targets(of->staffing, centre, of->queue)};
  add_margin(&of->times, &s->targets);
  s->ask = asked(&s->targets);
  g_autofree double *rate = g_new(double, n), *handle = g_new(double, n);
  g_autofree int *agents = g_new(int, n);
  double load_erl = 0.0;
  for (int i = 0; i < n; i++) {
    const MusterNeed *need = staffing_need(of->staffing, of->queue, first + i);
    rate[i] = need->contacts / centre->grid->interval_s;
    handle[i] = need->handle_mean_s;
    agents[i] = (int) need->agents;
    load_erl = fmax(load_erl, need->load_erl);
  }
  return make_solvers(s, rate, handle, agents, load_erl, is_average, error);
}

void
exact_stretch_set_agents(ExactStretch *s, int from, int to, int agents)
{
  for (int d = 0; d < s->n_days; d++)
    muster_day_solver_set_agents(s->solver[d], from, to, agents);
}

/* The service level's parts: what is good, of what. */
static void
level_of(MusterServiceLevel definition, const MusterDayCohort *c, double *good, double *base)
{
  *good = c->answered_within;
  *base = 1.0;
  switch (definition) {
  case MUSTER_SL_ANSWERED_OF_ANSWERED:
    *base = c->answered;
    break;
  case MUSTER_SL_ABANDONED_AS_GOOD:
    *good += c->abandoned_within;
    break;
  case MUSTER_SL_WITHOUT_QUICK_ABANDONS:
    *base = 1.0 - c->abandoned_within;
    break;
  case MUSTER_SL_SHORT_ABANDONS_AS_GOOD:
    *good += c->abandoned_short;
    break;
  case MUSTER_SL_VIRTUAL_WAIT:
    *good = c->virtual_within;
    break;
  case MUSTER_SL_ANSWERED_OF_OFFERED:
  default:
    break;
  }
}

/* Of an interval without contacts one in all is taken, since only its occupancy is looked at. */
static void
add_cohort(const ExactStretch *s, const MusterDayCohort *c, double weight, StaffingSums *sums)
{
  StaffingSums one = {.offered = 1.0,
                      .abandoned = c->abandoned,
                      .answered = c->answered,
                      .waited_s = c->answered > 0.0 ? c->answered * c->waited_answered_s : 0.0};
  level_of(s->targets.definition, c, &one.good, &one.base);
  staffing_sums_add(sums, &one, weight * (c->contacts > 0.0 ? c->contacts : 1.0));
  sums->busy_s += weight * c->occupancy;
  sums->agents_s += weight;
}

gboolean
exact_stretch_service(ExactStretch *s, int i, MusterDayAsk ask, MusterErlangService *out, GError **error)
{
  StaffingSums sums = {0};
  for (int d = 0; d < s->n_days; d++) {
    MusterDayCohort cohort;
    if (!muster_day_solver_cohort(s->solver[d], i, ask, &cohort, error))
      return FALSE;
    add_cohort(s, &cohort, s->weight[d], &sums);
  }
  *out = staffing_sums_service(&sums);
  if (isnan(s->targets.within_s))
    out->service_level = NAN;
  if ((ask & MUSTER_DAY_ASK_WAITS) == 0)
    out->abandon = out->asa_s = NAN;
  return TRUE;
}

gboolean
exact_stretch_sums(ExactStretch *s, int i, int agents, MusterDayAsk ask, StaffingSums *out, GError **error)
{
  double time_s = agents * muster_centre_open_s(s->of->centre, s->of->queue, s->first + i), busy = 0.0;
  *out = (StaffingSums){0};
  for (int d = 0; d < s->n_days; d++) {
    MusterDayCohort c;
    if (!muster_day_solver_cohort(s->solver[d], i, ask, &c, error))
      return FALSE;
    busy += s->weight[d] * c.occupancy;
    if (c.contacts > 0.0)
      add_cohort(s, &c, s->weight[d], out);
  }
  out->busy_s = busy * time_s;
  out->agents_s = time_s;
  if (isnan(s->targets.within_s))
    out->good = out->base = NAN;
  return TRUE;
}
