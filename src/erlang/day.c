/* The exact day, interval by interval.
 *
 * An interval of length L is cut at L − T. Contacts that arrive before the cut wait under one set of rates,
 * so their service level is one vector (does the turn of a contact that finds j ahead come within T?)
 * against the seconds spent in each state. Those that arrive after it may wait into the next interval: for
 * them, Gauss points in the time of arrival. */
#include "erlang/day_private.h"
#include "erlang/domain_private.h"
#include "erlang/gauss_private.h"
#include <math.h>

static const double PANEL_EVENTS =
    400.0; /* events of the whole system within one panel of Gauss points, at most */
static const int MAX_INTERVALS = 100000;
static const double MAX_WITHIN_S = 86400.0;

struct MusterDaySolver {
  MusterDayInput in; /* with arrays of our own */
  double *arrival_per_s, *handle_s;
  int *agents;
  DayLaw *end;  /* [n] law at each interval's end, before staff changes */
  int n_solved; /* of end */
  DayScratch scratch;
  DayReach reach;
  int reach_size;
};

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
  return solver;
}

void
muster_day_solver_free(MusterDaySolver *solver)
{
  if (solver == NULL)
    return;
  for (int i = 0; i < solver->in.n; i++)
    day_law_clear(&solver->end[i]);
  g_free(solver->end);
  g_free(solver->arrival_per_s);
  g_free(solver->handle_s);
  g_free(solver->agents);
  g_free(solver->reach.virtual_wait);
  g_free(solver->reach.answered);
  day_scratch_clear(&solver->scratch);
  g_free(solver);
}

void
muster_day_solver_set_agents(MusterDaySolver *solver, int from, int to, int agents)
{
  g_assert(from >= 0 && to <= solver->in.n && agents >= 0 && agents < DAY_MAX_STATES);
  for (int i = from; i < to; i++) {
    if (solver->agents[i] != agents)
      solver->n_solved = MIN(solver->n_solved, i);
    solver->agents[i] = agents;
  }
}

static DayRates
rates_of(const MusterDaySolver *solver, int interval)
{
  const MusterDayInput *in = &solver->in;
  return (DayRates){
      .arrive = in->arrival_per_s[interval],
      .serve = 1.0 / in->handle_s[interval],
      .leave = 1.0 / in->patience_s,
      .agents = in->agents[interval],
  };
}

/* Fills the solver's reach for states agents .. top of an interval of which `left_s` remain, with `time_s`
 * until the deadline. */
static void
reach_at(MusterDaySolver *solver, int interval, double left_s, double time_s, int top)
{
  DayRates rates = rates_of(solver, interval);
  DayReach *reach = &solver->reach;
  gboolean last = interval + 1 == solver->in.n;
  if (last || time_s <= left_s) {
    for (int j = rates.agents; j <= top; j++)
      reach->virtual_wait[j] = reach->answered[j] = 0.0;
    left_s = time_s;
  } else {
    int next = solver->in.agents[interval + 1];
    int gone = solver->in.drop != MUSTER_DAY_PREEMPT ? MAX(0, rates.agents - next)
                                                     : 0; /* leavers, with their contacts */
    reach_at(solver, interval + 1, solver->in.interval_s, time_s - left_s, top - gone);
    for (int j = top; j >= rates.agents; j--) {
      gboolean served = j - gone < next;
      reach->virtual_wait[j] = served ? 1.0 : reach->virtual_wait[j - gone];
      reach->answered[j] = served ? 1.0 : reach->answered[j - gone];
    }
  }
  reach->top = top;
  day_reach_evolve(&solver->scratch, &rates, left_s, reach);
}

static void
reserve_reach(MusterDaySolver *solver, int top)
{
  if (solver->reach_size > top)
    return;
  solver->reach_size = top + top / 2 + 64;
  solver->reach.virtual_wait = g_renew(double, solver->reach.virtual_wait, solver->reach_size);
  solver->reach.answered = g_renew(double, solver->reach.answered, solver->reach_size);
}

/* Sums over an interval's time, in seconds; the service levels of what was counted in `weight_s`. */
typedef struct {
  double wait_s, queue_s, busy_s, virtual_s, answered_s;
} Sums;

static void
count(MusterDaySolver *solver, int interval, const DayLaw *law, double weight_s, double left_s,
      gboolean levels, Sums *sums)
{
  int agents = solver->in.agents[interval];
  double idle = 0.0, wait = 0.0, queue = 0.0, busy = 0.0, within = 0.0, answered = 0.0;
  for (int k = law->lo; k <= MIN(law->hi, agents - 1); k++) {
    idle += law->p[k];
    busy += k * law->p[k];
  }
  for (int k = MAX(law->lo, agents); k <= law->hi; k++) {
    wait += law->p[k];
    queue += (k - agents) * law->p[k];
  }
  if (levels && law->hi >= agents) {
    reserve_reach(solver, law->hi);
    reach_at(solver, interval, left_s, solver->in.within_s, law->hi);
    for (int k = MAX(law->lo, agents); k <= law->hi; k++) {
      within += law->p[k] * solver->reach.virtual_wait[k];
      answered += law->p[k] * solver->reach.answered[k];
    }
  }
  sums->wait_s += weight_s * wait;
  sums->queue_s += weight_s * queue;
  sums->busy_s += weight_s * (busy + agents * wait);
  sums->virtual_s += weight_s * (idle + within);
  sums->answered_s += weight_s * (idle + answered);
}

/* The stretch of an interval from `left_s` to `end_s` before its end, by Gauss points. */
static gboolean
run_crossing(MusterDaySolver *solver, int interval, DayLaw *law, double left_s, double end_s, gboolean levels,
             Sums *sums)
{
  DayRates rates = rates_of(solver, interval);
  double length_s = left_s - end_s;
  double events = length_s * (rates.arrive + day_departure_rate(&rates, MAX(law->hi, 1)));
  int panels = 1 + (int) fmin(events / PANEL_EVENTS, 1000.0);
  double panel_s = length_s / panels;
  for (int p = 0; p < panels; p++) {
    double at_s = 0.0; /* within the panel */
    for (int g = -GAUSS_HALF; g < GAUSS_HALF; g++) {
      int i = g < 0 ? -g - 1 : g;
      double point_s = 0.5 * panel_s * (1.0 + (g < 0 ? -1.0 : 1.0) * erlang_gauss_node[i]);
      if (!day_evolve(&solver->scratch, &rates, point_s - at_s, law, NULL))
        return FALSE;
      at_s = point_s;
      count(solver, interval, law, 0.5 * panel_s * erlang_gauss_weight[i], left_s - p * panel_s - at_s,
            levels, sums);
    }
    if (!day_evolve(&solver->scratch, &rates, panel_s - at_s, law, NULL))
      return FALSE;
  }
  return TRUE;
}

/* From the law at the end of the interval before (or empty) through interval i; `sums` over it. */
static gboolean
run(MusterDaySolver *solver, int i, gboolean levels, Sums *sums)
{
  g_auto(DayLaw) law = {0}, spent = {0};
  const MusterDayInput *in = &solver->in;
  day_law_init(&law);
  if (i > 0) {
    day_law_copy(&law, &solver->end[i - 1]);
    day_change_staff(&law, in->drop, in->agents[i - 1], in->agents[i]);
  }
  DayRates rates = rates_of(solver, i);
  double crossing_s = fmin(in->within_s, in->interval_s), own_s = in->interval_s - crossing_s;
  *sums = (Sums){0};
  if (own_s > 0.0) {
    if (!day_evolve(&solver->scratch, &rates, own_s, &law, &spent))
      return FALSE;
    count(solver, i, &spent, 1.0, in->within_s, levels, sums);
  }
  /* A threshold above the interval's length reaches one boundary more from some moment on: a bend, hence a
   * seam. */
  double seam_s = in->within_s > in->interval_s ? fmod(in->within_s, in->interval_s) : 0.0;
  if (crossing_s > 0.0 && !run_crossing(solver, i, &law, crossing_s, seam_s, levels, sums))
    return FALSE;
  if (seam_s > 0.0 && !run_crossing(solver, i, &law, seam_s, 0.0, levels, sums))
    return FALSE;
  day_law_copy(&solver->end[i], &law);
  solver->n_solved = MAX(solver->n_solved, i + 1);
  return TRUE;
}

static void
fill(const MusterDaySolver *solver, int i, const Sums *sums, MusterDayInterval *out)
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

gboolean
muster_day_solver_get(MusterDaySolver *solver, int interval, MusterDayInterval *out, GError **error)
{
  g_assert(interval >= 0 && interval < solver->in.n);
  Sums sums;
  gboolean ok = TRUE;
  for (int i = solver->n_solved; i < interval && ok; i++)
    ok = run(solver, i, FALSE, &sums);
  ok = ok && run(solver, interval, TRUE, &sums);
  if (!ok) {
    g_set_error(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_LIMIT,
                "more than ten million contacts would be waiting at once");
    return FALSE;
  }
  fill(solver, interval, &sums, out);
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
