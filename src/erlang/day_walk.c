/* One interval of the exact day.
 *
 * An interval of length L is cut at L − T. Contacts that arrive before the cut wait under one set of rates,
 * so their service level is one vector (does the turn of a contact that finds j ahead come within T?)
 * against the seconds spent in each state. Those that arrive after it may wait into the next interval: for
 * them, Gauss points in the time of arrival. */
#include "erlang/day_solver_private.h"
#include "erlang/gauss_private.h"
#include <math.h>

static const double PANEL_EVENTS =
    400.0; /* events of the whole system within one panel of Gauss points, at most */

DayRates
day_rates(const MusterDaySolver *solver, int interval)
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
  DayRates rates = day_rates(solver, interval);
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

/* What day_sum() gathers. */
typedef struct {
  double within_s;
  DaySums *sums;
} Count;

static void
count(MusterDaySolver *solver, int interval, const DayLaw *law, double weight_s, double left_s, gpointer data)
{
  const Count *c = data;
  DaySums *sums = c->sums;
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
  if (law->hi >= agents) {
    reserve_reach(solver, law->hi);
    reach_at(solver, interval, left_s, c->within_s, law->hi);
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

gboolean
day_sum(MusterDaySolver *solver, int interval, double within_s, DaySums *sums)
{
  Count c = {within_s, sums};
  *sums = (DaySums){0};
  return day_walk(solver, interval, within_s, count, &c);
}

/* The stretch of an interval from `left_s` to `end_s` before its end, by Gauss points. */
static gboolean
walk_points(MusterDaySolver *solver, int interval, DayLaw *law, double left_s, double end_s, DaySee see, gpointer data)
{
  DayRates rates = day_rates(solver, interval);
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
      if (see != NULL)
        see(solver, interval, law, 0.5 * panel_s * erlang_gauss_weight[i], left_s - p * panel_s - at_s, data);
    }
    if (!day_evolve(&solver->scratch, &rates, panel_s - at_s, law, NULL))
      return FALSE;
  }
  return TRUE;
}

gboolean
day_walk(MusterDaySolver *solver, int i, double reach_s, DaySee see, gpointer data)
{
  g_auto(DayLaw) law = {0}, spent = {0};
  const MusterDayInput *in = &solver->in;
  day_law_init(&law);
  if (i > 0) {
    day_law_copy(&law, &solver->end[i - 1]);
    day_change_staff(&law, in->drop, in->agents[i - 1], in->agents[i]);
  }
  DayRates rates = day_rates(solver, i);
  double crossing_s = fmin(reach_s, in->interval_s), own_s = in->interval_s - crossing_s;
  if (own_s > 0.0) {
    if (!day_evolve(&solver->scratch, &rates, own_s, &law, &spent))
      return FALSE;
    if (see != NULL)
      see(solver, i, &spent, 1.0, crossing_s, data);
  }
  /* A threshold above the interval's length reaches one boundary more from some moment on: a bend, hence a
   * seam. */
  double seam_s = reach_s > in->interval_s ? fmod(reach_s, in->interval_s) : 0.0;
  if (crossing_s > 0.0 && !walk_points(solver, i, &law, crossing_s, seam_s, see, data))
    return FALSE;
  if (seam_s > 0.0 && !walk_points(solver, i, &law, seam_s, 0.0, see, data))
    return FALSE;
  if (solver->n_solved <= i) { /* a second look may cut the interval elsewhere: the first one's digits stay */
    day_law_copy(&solver->end[i], &law);
    solver->n_solved = i + 1;
  }
  return TRUE;
}
