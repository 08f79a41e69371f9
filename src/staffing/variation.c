/* Law of the factor by which demand varies, and sums over it.
 *
 * Service turns from good to bad within a few percent of the load, which no fixed set of nodes sees at every
 * size of a queue. So the integral is cut into panels that double in width away from the turn (where the load
 * meets the agents) and are nowhere wider than the law asks, eight Gauss–Legendre points in each. */
#include "staffing/variation_private.h"
#include "staffing/staffing_private.h"
#include <math.h>

/* Gauss–Legendre, 8 points on (−1, 1), positive half (Abramowitz & Stegun, table 25.4). */
#define GAUSS_HALF 4
static const double GAUSS_NODE[GAUSS_HALF] = {0.18343464249564980494, 0.52553240991632898582,
                                              0.79666647741362673959, 0.96028985649753623168};
static const double GAUSS_WEIGHT[GAUSS_HALF] = {0.36268378337836198297, 0.31370664587788728734,
                                                0.22238103445337447054, 0.10122853629037625915};

#define SMALL_SHARE 1e-11
#define MOST_PANELS 256
#define TABLE_CV 0.3 /* wider laws are not smooth near 0 */

/* Density at x, but for a constant: y^shape · e^(−shape · (y − 1)) / x with y = x / scale. */
static double
laid_out_density(const StaffingVariation *v, double x)
{
  double shape = 1.0 / (v->wide_cv * v->wide_cv), sum = 0.0;
  for (int j = 0; j < v->n; j++) {
    double y = v->scale[j] > 0.0 ? x / v->scale[j] : INFINITY;
    if (isfinite(y))
      sum += v->weight[j] * exp(shape * (log1p(y - 1.0) - (y - 1.0))) / x;
  }
  return sum;
}

/* The same by a cubic through four points of the table of its logarithm. */
static double
density(const StaffingVariation *v, double x)
{
  if (!v->has_table)
    return laid_out_density(v, x);
  double at = (x - v->low) / (v->high - v->low) * VARIATION_TABLE;
  int k = CLAMP((int) at - 1, 0, VARIATION_TABLE - 3);
  double u = at - k - 1.0;
  const double *y = v->ln_density + k;
  return exp(-u * (u - 1.0) * (u - 2.0) / 6.0 * y[0] + (u + 1.0) * (u - 1.0) * (u - 2.0) / 2.0 * y[1] -
             (u + 1.0) * u * (u - 2.0) / 2.0 * y[2] + (u + 1.0) * u * (u - 1.0) / 6.0 * y[3]);
}

void
staffing_variation_init(StaffingVariation *v, double day_cv, double interval_cv)
{
  double narrow = fmin(day_cv, interval_cv), wide = fmax(day_cv, interval_cv);
  *v = (StaffingVariation){.day_cv = day_cv, .interval_cv = interval_cv, .wide_cv = wide};
  /* The wider law smooths what the narrower one has to see: the smaller their ratio, the fewer nodes. */
  int n = wide > 0.0 ? MIN(VARIATION_NODES, 4 + (int) ceil(12.0 * narrow / wide)) : 1;
  v->n = muster_factor_nodes(narrow, n, v->scale, v->weight);
  v->low = v->scale[0] * muster_factor_quantile(wide, SMALL_SHARE);
  v->high = v->scale[v->n - 1] * muster_factor_quantile(wide, 1.0 - SMALL_SHARE);
  v->has_table = v->n > 1 && wide <= TABLE_CV;
  for (int k = 0; k <= VARIATION_TABLE && v->has_table; k++)
    v->ln_density[k] = log(laid_out_density(v, v->low + (v->high - v->low) * k / VARIATION_TABLE));
}

double
staffing_variation_cdf(const StaffingVariation *v, double x)
{
  double sum = 0.0;
  for (int j = 0; j < v->n; j++)
    sum += v->weight[j] * (v->scale[j] > 0.0 ? muster_factor_cdf(v->wide_cv, x / v->scale[j]) : 1.0);
  return sum;
}

double
staffing_variation_quantile(const StaffingVariation *v, double share)
{
  if (v->n == 1)
    return muster_factor_quantile(v->wide_cv, share);
  double low = 0.0, high = v->high;
  for (int k = 0; k < 100 && high - low > 1e-14 * high; k++) {
    double middle = 0.5 * (low + high);
    if (staffing_variation_cdf(v, middle) < share)
      low = middle;
    else
      high = middle;
  }
  return high;
}

static int
by_value(gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

/* Edges of the panels, ascending; the service turns at `turn`, within about turn / √agents. */
static int
fill_edges(const StaffingVariation *v, double turn, int agents, double *edge)
{
  int n = 0;
  double low = v->low, high = v->high, wide = 1.5 * v->wide_cv * fmax(1.0, low);
  edge[n++] = low;
  for (double x = low + wide; x < high && n < MOST_PANELS / 2; x += wide)
    edge[n++] = x;
  edge[n++] = high;
  double step = turn / sqrt(agents > 1 ? agents : 1.0);
  if (turn > low && turn < high)
    edge[n++] = turn;
  for (int k = 0; k < 40 && step < high - low; k++, step *= 2.0) {
    if (turn - step > low && turn - step < high)
      edge[n++] = turn - step;
    if (turn + step > low && turn + step < high)
      edge[n++] = turn + step;
  }
  qsort(edge, (size_t) n, sizeof *edge, by_value);
  return n;
}

void
staffing_sums_add(StaffingSums *s, const StaffingSums *more, double times)
{
  s->offered += times * more->offered;
  s->good += times * more->good;
  s->base += times * more->base;
  s->abandoned += times * more->abandoned;
  s->answered += times * more->answered;
  s->waited_s += more->answered > 0.0 ? times * more->waited_s : 0.0;
  s->busy_s += times * more->busy_s;
  s->agents_s += times * more->agents_s;
}

MusterErlangService
staffing_sums_service(const StaffingSums *s)
{
  return (MusterErlangService){
      .service_level = s->base > 0.0    ? s->good / s->base
                       : isnan(s->base) ? NAN
                                        : 0.0,
      .abandon = s->offered > 0.0 ? s->abandoned / s->offered : 0.0,
      .asa_s = s->answered > 0.0 ? s->waited_s / s->answered : INFINITY,
      .occupancy = s->agents_s > 0.0 ? s->busy_s / s->agents_s : 0.0,
  };
}

/* One contact, and one second of each agent's time, of a day of that load. */
static gboolean
sums_at(const MusterCentre *centre, int queue, const MusterErlangTraffic *traffic,
        const MusterErlangTargets *targets, int agents, StaffingSums *out, GError **error)
{
  MusterErlangService service, with, without;
  if (!staffing_live_service(centre, queue, traffic, targets, agents, &service, error))
    return FALSE;
  double base = 1.0;
  if (targets->definition == MUSTER_SL_ANSWERED_OF_ANSWERED)
    base = 1.0 - service.abandon;
  if (targets->definition == MUSTER_SL_WITHOUT_QUICK_ABANDONS && !isnan(targets->within_s)) {
    MusterErlangTargets other = *targets;
    other.definition = MUSTER_SL_ABANDONED_AS_GOOD;
    if (!staffing_live_service(centre, queue, traffic, &other, agents, &with, error))
      return FALSE;
    other.definition = MUSTER_SL_ANSWERED_OF_OFFERED;
    if (!staffing_live_service(centre, queue, traffic, &other, agents, &without, error))
      return FALSE;
    base = 1.0 - (with.service_level - without.service_level);
  }
  double answered = agents > 0 ? 1.0 - service.abandon : 0.0;
  *out = (StaffingSums){.offered = 1.0,
                        .good = isnan(service.service_level) ? NAN
                                : base > 0.0                 ? base * service.service_level
                                                             : 0.0,
                        .base = isnan(service.service_level) ? NAN : base,
                        .abandoned = service.abandon,
                        .answered = answered,
                        .waited_s = answered > 0.0 ? answered * service.asa_s : 0.0,
                        .busy_s = service.occupancy,
                        .agents_s = 1.0};
  return TRUE;
}

/* So few contacts that nobody waits, but with a chance of less than 1e-16 (Chernoff's bound of a Poisson
 * number). */
static gboolean
is_quiet(const MusterQueue *queue, double load_erl, int agents)
{
  return queue->channel != MUSTER_CHANNEL_CHAT && agents > load_erl + 9.0 * sqrt(load_erl) + 27.0;
}

static StaffingSums
quiet_sums(const MusterErlangTargets *targets, double load_erl, int agents)
{
  double level = isnan(targets->within_s) ? NAN : 1.0;
  return (StaffingSums){.offered = 1.0,
                        .good = level,
                        .base = level,
                        .answered = 1.0,
                        .busy_s = load_erl / agents,
                        .agents_s = 1.0};
}

/* The whole integral over one panel added to `sums`: contacts weigh by the factor, time does not. */
typedef struct {
  const StaffingVariation *variation;
  const MusterCentre *centre;
  int queue, agents;
  const MusterErlangTraffic *traffic;
  const MusterErlangTargets *targets;
  StaffingSums *sums;
  double mass, mean;
} Integral;

static gboolean
add_point(Integral *n, double x, double weight, GError **error)
{
  if (!(weight > 0.0))
    return TRUE;
  MusterErlangTraffic traffic = *n->traffic;
  StaffingSums here;
  traffic.load_erl *= x;
  if (traffic.load_erl < STAFFING_SMALLEST_LOAD_ERL)
    traffic.load_erl = 0.0;
  traffic.load_erl = fmin(traffic.load_erl, MUSTER_ERLANG_MAX_LOAD);
  if (is_quiet(&n->centre->queue[n->queue], traffic.load_erl, n->agents))
    here = quiet_sums(n->targets, traffic.load_erl, n->agents);
  else if (!sums_at(n->centre, n->queue, &traffic, n->targets, n->agents, &here, error))
    return FALSE;
  double busy_s = here.busy_s;
  here.busy_s = here.agents_s = 0.0;
  staffing_sums_add(n->sums, &here, weight * x);
  n->sums->busy_s += weight * busy_s;
  n->sums->agents_s += weight;
  n->mass += weight;
  n->mean += weight * x;
  return TRUE;
}

/* A density that begins like a broken power of x: over the panel at 0, x = to · t^power makes it smooth. */
static double
power_at_zero(double shape)
{
  return shape >= 4.0 ? 1.0 : shape >= 0.4 ? ceil(4.0 / shape) : 1.0 / shape;
}

static gboolean
add_panel(Integral *n, double from, double to, GError **error)
{
  const StaffingVariation *v = n->variation;
  double half = 0.5 * (to - from), power = power_at_zero(1.0 / (v->wide_cv * v->wide_cv));
  gboolean at_zero = power > 1.0 && from == v->low;
  for (int k = -GAUSS_HALF; k < GAUSS_HALF; k++) {
    int j = k < 0 ? -1 - k : k;
    double node = k < 0 ? -GAUSS_NODE[j] : GAUSS_NODE[j], t = 0.5 * (1.0 + node);
    double x = at_zero ? to * pow(t, power) : from + half * (1.0 + node);
    double width = at_zero ? 0.5 * power * x / t : half;
    if (!add_point(n, x, width * GAUSS_WEIGHT[j] * density(v, x), error))
      return FALSE;
  }
  return TRUE;
}

gboolean
staffing_varied_sums(const StaffingVariation *v, const MusterCentre *centre, int queue,
                     const MusterErlangTraffic *traffic, const MusterErlangTargets *targets, int agents,
                     StaffingSums *sums, GError **error)
{
  if (!staffing_varies(v) || traffic->load_erl == 0.0)
    return sums_at(centre, queue, traffic, targets, agents, sums, error);
  double edge[MOST_PANELS];
  *sums = (StaffingSums){0};
  Integral integral = {.variation = v,
                       .centre = centre,
                       .queue = queue,
                       .agents = agents,
                       .traffic = traffic,
                       .targets = targets,
                       .sums = sums};
  double turn = agents * staffing_live_speed(&centre->queue[queue]) / traffic->load_erl;
  int n = fill_edges(v, turn, agents, edge);
  for (int p = 0; p + 1 < n; p++)
    if (edge[p + 1] > edge[p] && !add_panel(&integral, edge[p], edge[p + 1], error))
      return FALSE;
  StaffingSums all = {0};
  double busy = sums->busy_s / integral.mass;
  staffing_sums_add(&all, sums, 1.0 / integral.mean);
  *sums = all;
  sums->busy_s = busy;
  sums->agents_s = 1.0;
  return TRUE;
}
