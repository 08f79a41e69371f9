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
static const double UNSEEN = 1e-16; /* of the contacts: so few need no wait of their own */

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

/* Who looks, and the chance of the demand he sees. */
typedef struct {
  DaySee see;
  gpointer data;
  double weight;
} DayLook;

/* What day_sum() gathers. */
typedef struct {
  double within_s;
  DaySums *sums;
} Count;

/* The highest state that contacts of some weight find. */
static int
highest_seen(const DayLaw *law, int least, double whole)
{
  int top = law->hi;
  for (double above = law->p[top]; top > least && above < UNSEEN * whole; above += law->p[top])
    top--;
  return top;
}

static void
count(MusterDaySolver *solver, int interval, const DayLaw *law, double weight_s, double left_s, gpointer data)
{
  const Count *c = data;
  DaySums *sums = c->sums;
  double contacts_s = weight_s * solver->factor_now;
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
    int top = highest_seen(law, agents, idle + wait);
    reserve_reach(solver, top);
    reach_at(solver, interval, left_s, c->within_s, top);
    for (int k = MAX(law->lo, agents); k <= top; k++) {
      within += law->p[k] * solver->reach.virtual_wait[k];
      answered += law->p[k] * solver->reach.answered[k];
    }
  }
  sums->wait_s += contacts_s * wait;
  sums->queue_s += weight_s * queue;
  sums->busy_s += weight_s * (busy + agents * wait);
  sums->virtual_s += contacts_s * (idle + within);
  sums->answered_s += contacts_s * (idle + answered);
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
walk_points(MusterDaySolver *solver, int interval, const DayRates *rates, DayLaw *law, double left_s, double end_s,
            const DayLook *look)
{
  double length_s = left_s - end_s;
  double events = length_s * (rates->arrive + day_departure_rate(rates, MAX(law->hi, 1)));
  int panels = 1 + (int) fmin(events / PANEL_EVENTS, 1000.0);
  double panel_s = length_s / panels;
  for (int p = 0; p < panels; p++) {
    double at_s = 0.0; /* within the panel */
    for (int g = -GAUSS_HALF; g < GAUSS_HALF; g++) {
      int i = g < 0 ? -g - 1 : g;
      double point_s = 0.5 * panel_s * (1.0 + (g < 0 ? -1.0 : 1.0) * erlang_gauss_node[i]);
      if (!day_evolve(&solver->scratch, rates, point_s - at_s, law, NULL))
        return FALSE;
      at_s = point_s;
      if (look->see != NULL)
        look->see(solver, interval, law, 0.5 * panel_s * erlang_gauss_weight[i] * look->weight,
                  left_s - p * panel_s - at_s, look->data);
    }
    if (!day_evolve(&solver->scratch, rates, panel_s - at_s, law, NULL))
      return FALSE;
  }
  return TRUE;
}

/* The interval with one factor of its demand. */
static gboolean
walk_once(MusterDaySolver *solver, int i, double reach_s, DayLaw *law, const DayLook *look)
{
  g_auto(DayLaw) spent = {0};
  const MusterDayInput *in = &solver->in;
  DayRates rates = day_rates(solver, i);
  rates.arrive *= solver->factor_now;
  double crossing_s = fmin(reach_s, in->interval_s), own_s = in->interval_s - crossing_s;
  if (own_s > 0.0) {
    if (!day_evolve(&solver->scratch, &rates, own_s, law, &spent))
      return FALSE;
    if (look->see != NULL)
      look->see(solver, i, &spent, look->weight, crossing_s, look->data);
  }
  /* A threshold above the interval's length reaches one boundary more from some moment on: a bend, hence a
   * seam. */
  double seam_s = reach_s > in->interval_s ? fmod(reach_s, in->interval_s) : 0.0;
  if (crossing_s > 0.0 && !walk_points(solver, i, &rates, law, crossing_s, seam_s, look))
    return FALSE;
  return seam_s <= 0.0 || walk_points(solver, i, &rates, law, seam_s, 0.0, look);
}

static void
add_law(DayLaw *to, const DayLaw *from, double weight)
{
  day_law_reserve(to, from->hi + 2);
  for (int k = from->lo; k <= from->hi; k++)
    to->p[k] += weight * from->p[k];
  to->lo = MIN(to->lo, from->lo);
  to->hi = MAX(to->hi, from->hi);
}

gboolean
day_walk(MusterDaySolver *solver, int i, double reach_s, DaySee see, gpointer data)
{
  g_auto(DayLaw) start = {0}, law = {0}, mixed = {0};
  const MusterDayInput *in = &solver->in;
  day_law_init(&start);
  if (i > 0) {
    day_law_copy(&start, &solver->end[i - 1]);
    day_change_staff(&start, in->drop, in->agents[i - 1], in->agents[i]);
  }
  day_law_zero(&mixed, start.hi + 2);
  for (int f = 0; f < in->n_factors; f++) {
    DayLook look = {see, data, in->factor_weight[f]};
    day_law_copy(&law, &start);
    solver->factor_now = in->factor[f];
    if (!walk_once(solver, i, reach_s, &law, &look))
      return FALSE;
    add_law(&mixed, &law, in->factor_weight[f]);
  }
  if (solver->n_solved <= i) { /* a second look may cut the interval elsewhere: the first one's digits stay */
    day_law_copy(&solver->end[i], &mixed);
    solver->n_solved = i + 1;
  }
  return TRUE;
}
