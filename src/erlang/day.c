/* The exact day as its users see it: a solver that keeps the law at the end of each interval. */
#include "erlang/day_solver_private.h"
#include "erlang/domain_private.h"
#include <math.h>
#include <string.h>

static const int MAX_INTERVALS = 100000;
static const double MAX_WITHIN_S = 86400.0;

static gboolean
check(const MusterDayInput *in, GError **error)
{
  if (in->n < 1 || in->n > MAX_INTERVALS || !(in->within_s <= MAX_WITHIN_S)) {
    g_set_error(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_DOMAIN,
                "a day has 1 to 100000 intervals and a threshold of up to 24 h");
    return FALSE;
  }
  if (!erlang_check_time("interval", in->interval_s, FALSE, error) ||
      !erlang_check_time("threshold", in->within_s, TRUE, error))
    return FALSE;
  for (int i = 0; i < in->n; i++) {
    if (!erlang_check_time("handle time", in->handle_s[i], FALSE, error) ||
        !erlang_check_agents(in->agents[i], error) ||
        !erlang_check_load(in->arrival_per_s[i] * in->handle_s[i], error) ||
        (in->patience_s != INFINITY && !erlang_check_patience(in->patience_s, in->handle_s[i], error)))
      return FALSE;
    if (in->agents[i] >= DAY_MAX_STATES || in->arrival_per_s[i] * in->interval_s >= DAY_MAX_STATES) {
      g_set_error(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_DOMAIN,
                  "an exact day takes up to ten million agents or contacts per interval");
      return FALSE;
    }
  }
  return TRUE;
}

/* One node where demand is certain. */
static void
copy_factors(MusterDaySolver *solver, const MusterDayInput *input)
{
  static const double ONE = 1.0;
  gsize n = (gsize) MAX(input->n_factors, 1);
  solver->in.n_factors = (int) n;
  solver->in.factor = solver->factor = g_memdup2(input->n_factors > 0 ? input->factor : &ONE, n * sizeof(double));
  solver->in.factor_weight = solver->factor_weight =
      g_memdup2(input->n_factors > 0 ? input->factor_weight : &ONE, n * sizeof(double));
}

static void
copy_times(MusterDaySolver *solver, const MusterDayInput *input)
{
  static const MusterDayPhases EXPONENTIAL = {.n = 1, .rate = {1.0}};
  solver->has_phases = input->phases != NULL || input->n_hazard > 0;
  if (!solver->has_phases)
    return;
  solver->phases = input->phases != NULL ? *input->phases : EXPONENTIAL;
  double exponential[2] = {0.0, 1.0 / input->patience_s};
  if (input->n_hazard > 1)
    phase_patience_init(&solver->patience, input->n_hazard, input->hazard_step_s, input->hazard);
  else
    phase_patience_init(&solver->patience, 2, 1.0, exponential);
  solver->phase_end = g_new0(PhaseLaw, input->n);
  solver->work = phase_work_new();
}

MusterDaySolver *
muster_day_solver_new(const MusterDayInput *input, GError **error)
{
  if (!check(input, error))
    return NULL;
  MusterDaySolver *solver = g_new0(MusterDaySolver, 1);
  gsize n = (gsize) input->n;
  solver->in = *input;
  solver->in.arrival_per_s = solver->arrival_per_s = g_memdup2(input->arrival_per_s, n * sizeof(double));
  solver->in.handle_s = solver->handle_s = g_memdup2(input->handle_s, n * sizeof(double));
  solver->in.agents = solver->agents = g_memdup2(input->agents, n * sizeof(int));
  solver->end = g_new0(DayLaw, n);
  solver->spare_at = -1;
  copy_factors(solver, input);
  copy_times(solver, input);
  return solver;
}

void
muster_day_solver_free(MusterDaySolver *solver)
{
  if (solver == NULL)
    return;
  for (int i = 0; i < solver->in.n; i++)
    day_law_clear(&solver->end[i]);
  for (int i = 0; solver->phase_end != NULL && i < solver->in.n; i++)
    phase_law_clear(&solver->phase_end[i]);
  g_free(solver->phase_end);
  phase_patience_clear(&solver->patience);
  phase_work_free(solver->work);
  g_free(solver->factor);
  g_free(solver->factor_weight);
  day_law_clear(&solver->spare);
  phase_law_clear(&solver->phase_spare);
  g_free(solver->end);
  g_free(solver->arrival_per_s);
  g_free(solver->handle_s);
  g_free(solver->agents);
  g_free(solver->reach.virtual_wait);
  g_free(solver->reach.answered);
  day_scratch_clear(&solver->scratch);
  g_free(solver);
}

static void
swap_spare(MusterDaySolver *solver, int interval)
{
  DayLaw law = solver->end[interval];
  solver->end[interval] = solver->spare;
  solver->spare = law;
  if (!solver->has_phases)
    return;
  PhaseLaw phases = solver->phase_end[interval];
  solver->phase_end[interval] = solver->phase_spare;
  solver->phase_spare = phases;
}

/* The staff of `interval` becomes `agents`, nothing before it changes. Its end as it was becomes the spare one,
 * or the other way round. */
static void
change_end(MusterDaySolver *solver, int interval, int agents)
{
  gboolean is_known = solver->n_solved > interval;
  gboolean is_spare = solver->spare_at == interval && solver->spare_agents == agents && solver->n_solved >= interval;
  if (interval < solver->spare_at)
    solver->spare_at = -1;
  if (is_known || is_spare)
    swap_spare(solver, interval);
  if (is_known) {
    solver->spare_at = interval;
    solver->spare_agents = solver->agents[interval];
  } else if (is_spare) {
    solver->spare_at = -1;
  }
  if (is_known || is_spare)
    solver->n_solved = interval + (is_spare ? 1 : 0);
}

void
muster_day_solver_set_agents(MusterDaySolver *solver, int from, int to, int agents)
{
  g_assert(from >= 0 && to <= solver->in.n && agents >= 0 && agents < DAY_MAX_STATES);
  int first = from;
  while (first < to && solver->agents[first] == agents)
    first++;
  if (first == to)
    return;
  change_end(solver, first, agents);
  for (int i = first; i < to; i++)
    solver->agents[i] = agents;
}

static void
fill(const MusterDaySolver *solver, int i, const DaySums *sums, MusterDayInterval *out)
{
  const DayLaw *end = &solver->end[i];
  const MusterDayInput *in = &solver->in;
  double mean = 0.0, square = 0.0, queue = 0.0;
  for (int k = end->lo; k <= end->hi; k++) {
    mean += k * end->p[k];
    queue += MAX(0, k - in->agents[i]) * end->p[k];
  }
  for (int k = end->lo; k <= end->hi; k++)
    square += (k - mean) * (k - mean) * end->p[k];
  *out = (MusterDayInterval){
      .arrivals = in->arrival_per_s[i] * in->interval_s,
      .abandons = sums->queue_s / in->patience_s,
      .p_wait = sums->wait_s / in->interval_s,
      .mean_queue = sums->queue_s / in->interval_s,
      .mean_busy = sums->busy_s / in->interval_s,
      .sl_virtual = sums->virtual_s / in->interval_s,
      .sl_answered = sums->answered_s / in->interval_s,
      .end_mean = mean,
      .end_sd = sqrt(square),
      .end_queue = queue,
  };
}

/* Share of an interval's contacts that have abandoned by `time_s`: who has neither been answered nor still
 * waits. Own patience and the wait that endless patience would see are independent. */
static double
gone_by(const MusterDayInput *in, const DaySums *sums, double time_s)
{
  double unserved = in->interval_s - sums->virtual_s;
  return fmax(0.0, (in->interval_s - sums->answered_s - unserved * exp(-time_s / in->patience_s)) / in->interval_s);
}

static gboolean
too_many(GError **error)
{
  g_set_error(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_LIMIT,
              "it is too large for an exact day: millions of contacts in an interval, or waiting at once");
  return FALSE;
}

/* The intervals before `interval`, as far as they are not solved yet. */
static gboolean
catch_up(MusterDaySolver *solver, int interval, GError **error)
{
  for (int i = solver->n_solved; i < interval; i++)
    if (solver->has_phases ? !day_phase_cohort(solver, i, MUSTER_DAY_ASK_WITHIN, NULL)
                           : !day_walk(solver, i, fmin(solver->in.within_s, solver->in.interval_s), NULL, NULL))
      return too_many(error);
  return TRUE;
}

gboolean
muster_day_solver_get(MusterDaySolver *solver, int interval, MusterDayInterval *out, GError **error)
{
  g_assert(interval >= 0 && interval < solver->in.n);
  DaySums sums;
  g_assert(!solver->has_phases);
  if (!catch_up(solver, interval, error))
    return FALSE;
  if (!day_sum(solver, interval, solver->in.within_s, &sums))
    return too_many(error);
  fill(solver, interval, &sums, out);
  return TRUE;
}

gboolean
muster_day_solver_cohort(MusterDaySolver *solver, int interval, MusterDayAsk ask, MusterDayCohort *out,
                         GError **error)
{
  g_assert(interval >= 0 && interval < solver->in.n);
  const MusterDayInput *in = &solver->in;
  DaySums sums = {0};
  *out = (MusterDayCohort){.contacts = in->arrival_per_s[interval] * in->interval_s,
                           .answered = NAN, .abandoned = NAN, .waited_answered_s = NAN,
                           .virtual_within = NAN, .answered_within = NAN, .abandoned_within = NAN,
                           .abandoned_short = NAN};
  if (!catch_up(solver, interval, error))
    return FALSE;
  if (solver->has_phases)
    return day_phase_cohort(solver, interval, ask, out) || too_many(error);
  if (!day_sum(solver, interval, in->within_s, &sums))
    return too_many(error);
  out->occupancy = in->agents[interval] > 0 ? sums.busy_s / in->interval_s / in->agents[interval] : 0.0;
  out->virtual_within = sums.virtual_s / in->interval_s;
  out->answered_within = sums.answered_s / in->interval_s;
  out->abandoned_within = gone_by(in, &sums, in->within_s);
  if ((ask & MUSTER_DAY_ASK_SHORT) != 0) {
    if (!day_sum(solver, interval, in->short_s, &sums))
      return too_many(error);
    out->abandoned_short = gone_by(in, &sums, in->short_s);
  }
  if ((ask & MUSTER_DAY_ASK_WAITS) != 0 && !day_waits(solver, interval, out))
    return too_many(error);
  return TRUE;
}

gboolean
muster_day_solve(const MusterDayInput *input, MusterDayInterval *out, GError **error)
{
  g_autoptr(MusterDaySolver) solver = muster_day_solver_new(input, error);
  for (int i = 0; solver != NULL && i < input->n; i++)
    if (!muster_day_solver_get(solver, i, &out[i], error))
      return FALSE;
  return solver != NULL;
}
