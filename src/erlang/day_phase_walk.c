/* One interval of the day with phases: its law, and what becomes of the contacts that arrive. They are
 * followed together, those of the interval's greater part from the time spent in each state, the last ones
 * from points in time, since their waits may see the next interval's staff. */
#include "erlang/day_solver_private.h"
#include <math.h>

static const double NODE[] = {-0.8611363115940526, -0.3399810435848563, 0.3399810435848563, 0.8611363115940526};
static const double WEIGHT[] = {0.3478548451374538, 0.6521451548625461, 0.6521451548625461, 0.3478548451374538};
enum { N_NODES = 4, MOST_PANELS = 3 };
static const double PANEL_S = 60.0;
static const double RESOLVED = 1e-5; /* of the contacts: so few may be left when waits are given up */
static const double CROSSING = 1e-2; /* of the early contacts: so few may still wait at the interval's end */
static const double MAX_WAIT_S = 1e6;

/* Sums over the contacts, in the weight of their laws. */
typedef struct {
  double all, answered, abandoned, waited_answered_s, answered_within, abandoned_within, abandoned_short,
      virtual_within, busy_s, crossing;
} Tally;

static PhaseRates
rates_of(const MusterDaySolver *solver, int interval, double factor)
{
  const MusterDayInput *in = &solver->in;
  const MusterDayPhases *phases = &solver->phases;
  PhaseRates r = {.arrive = in->arrival_per_s[interval] * factor,
                  .come = in->arrival_per_s[interval] * factor,
                  .serve = in->agents[interval] / in->handle_s[interval],
                  .agents = in->agents[interval],
                  .n_phases = phases->n,
                  .patience = &solver->patience};
  for (int j = 0; j < phases->n; j++) {
    r.exit[j] = phases->rate[j] * (1.0 - phases->go_on[j]) / in->handle_s[interval];
    r.go_on[j] = phases->rate[j] * phases->go_on[j] / in->handle_s[interval];
  }
  return r;
}

static double
total_of(const PhaseLaw *law, int from)
{
  double total = 0.0;
  for (int n = MAX(from, law->lo); n <= law->hi; n++)
    total += phase_row(law, 0)[n];
  return total;
}

/* Staff of the next interval for those who wait: leavers go with their contacts; whoever now finds an agent is
 * answered. */
static void
cross(PhaseLaw *law, int before, int after, double elapsed_s, PhaseFate *fate)
{
  int gone = MAX(0, before - after);
  double stays = before > 0 ? (double) MIN(before, after) / before : 0.0;
  for (int n = MAX(before, law->lo); n <= law->hi; n++) {
    gboolean answered = n - gone < after;
    if (answered) {
      fate->answered += phase_row(law, 0)[n];
      fate->waited_answered_s += elapsed_s * phase_row(law, 0)[n];
    }
    for (int j = 0; j < law->n_rows; j++) {
      double value = phase_row(law, j)[n] * (j == 0 ? 1.0 : stays);
      phase_row(law, j)[n] = 0.0;
      if (!answered)
        phase_row(law, j)[n - gone] = value;
    }
  }
  law->hi -= gone;
  law->lo = after;
}

/* Follows those in `law` (who wait, with left_s of the interval to go) until they have waited until_s. */
typedef struct {
  PhaseLaw law;
  PhaseFate fate;
  int interval;
  double left_s, elapsed_s, factor;
} Line;

static void
go_to(MusterDaySolver *solver, Line *line, double until_s, gboolean is_endless, Tally *own)
{
  const MusterDayInput *in = &solver->in;
  while (line->elapsed_s < until_s - 1e-9) {
    gboolean last = line->interval + 1 == in->n;
    int agents = in->agents[line->interval];
    if (!last && line->left_s <= 1e-9) {
      if (own != NULL)
        own->crossing = fmax(own->crossing, total_of(&line->law, agents));
      cross(&line->law, agents, in->agents[line->interval + 1], line->elapsed_s, &line->fate);
      line->interval++;
      line->left_s = in->interval_s;
      line->factor = 1.0;
      continue;
    }
    double piece_s = fmin(until_s - line->elapsed_s, last ? INFINITY : line->left_s);
    PhaseRates rates = rates_of(solver, line->interval, line->factor);
    if (line->law.hi >= agents)
      phase_follow(solver->work, &rates, piece_s, line->elapsed_s, is_endless, &line->law, &line->fate);
    line->elapsed_s += piece_s;
    line->left_s -= piece_s;
  }
}

/* Takes those who wait out of `law`. */
static Line
line_of(MusterDaySolver *solver, int interval, double factor, const PhaseLaw *law, double left_s)
{
  Line line = {.interval = interval, .left_s = left_s, .factor = factor};
  int agents = solver->in.agents[interval];
  phase_law_copy(&line.law, law);
  for (int n = law->lo; n < MIN(agents, law->hi + 1); n++)
    for (int j = 0; j < law->n_rows; j++)
      phase_row(&line.law, j)[n] = 0.0;
  line.law.lo = MAX(agents, law->lo);
  return line;
}

/* How a follow differs for the early ones: they are asked whether their waits end in the interval. */
static void
follow(MusterDaySolver *solver, int interval, double factor, const PhaseLaw *law, double weight, double left_s,
       MusterDayAsk ask, gboolean early, Tally *tally)
{
  const MusterDayInput *in = &solver->in;
  int agents = in->agents[interval];
  double all = total_of(law, law->lo), at_once = all - total_of(law, agents);
  gboolean has_short = (ask & MUSTER_DAY_ASK_SHORT) != 0, short_first = in->short_s < in->within_s;
  Tally own = {0};
  Line line = line_of(solver, interval, factor, law, left_s);
  weight *= factor; /* per contact */
  if (has_short && short_first) {
    go_to(solver, &line, in->short_s, FALSE, NULL);
    tally->abandoned_short += weight * line.fate.abandoned;
  }
  go_to(solver, &line, in->within_s, FALSE, NULL);
  tally->all += weight * all;
  tally->answered_within += weight * (at_once + line.fate.answered);
  tally->abandoned_within += weight * line.fate.abandoned;
  if (has_short && !short_first) {
    go_to(solver, &line, in->short_s, FALSE, NULL);
    tally->abandoned_short += weight * line.fate.abandoned;
  }
  if ((ask & MUSTER_DAY_ASK_WAITS) != 0) {
    while (line.elapsed_s < MAX_WAIT_S && line.law.hi >= line.law.lo && total_of(&line.law, 0) > RESOLVED * all)
      go_to(solver, &line, 1.5 * line.elapsed_s + 10.0, FALSE, early ? &own : NULL);
    tally->answered += weight * (at_once + line.fate.answered);
    tally->abandoned += weight * line.fate.abandoned;
    tally->waited_answered_s += weight * line.fate.waited_answered_s;
    tally->crossing = fmax(tally->crossing, own.crossing / all);
  }
  phase_law_clear(&line.law);
  if ((ask & MUSTER_DAY_ASK_VIRTUAL) != 0) {
    line = line_of(solver, interval, factor, law, left_s);
    go_to(solver, &line, in->within_s, TRUE, NULL);
    tally->virtual_within += weight * (at_once + line.fate.answered);
    phase_law_clear(&line.law);
  }
}

static void
count_busy(const PhaseLaw *spent, int agents, double weight, Tally *tally)
{
  for (int n = spent->lo; n <= spent->hi; n++)
    tally->busy_s += weight * MIN(n, agents) * phase_row(spent, 0)[n];
}

/* The interval with one factor of its demand; `tally` NULL: only its law. */
static gboolean
walk_once(MusterDaySolver *solver, int i, int f, double reach_s, MusterDayAsk ask, PhaseLaw *law, Tally *tally)
{
  const MusterDayInput *in = &solver->in;
  double factor = in->factor[f], weight = in->factor_weight[f];
  PhaseRates rates = rates_of(solver, i, factor);
  if (tally == NULL)
    return phase_evolve(solver->work, &rates, in->interval_s, law, NULL);
  g_auto(PhaseLaw) spent = {0}, late = {0};
  phase_law_zero(&spent, law->n_rows, law->hi);
  double crossing_s = fmin(reach_s, in->interval_s);
  if (crossing_s < in->interval_s) {
    if (!phase_evolve(solver->work, &rates, in->interval_s - crossing_s, law, &spent))
      return FALSE;
    follow(solver, i, factor, &spent, weight, crossing_s, ask, TRUE, tally);
    count_busy(&spent, in->agents[i], weight, tally);
  }
  int panels = (int) CLAMP(ceil(crossing_s / PANEL_S), 1, MOST_PANELS);
  double panel_s = crossing_s / panels, at_s = 0.0;
  phase_law_zero(&late, law->n_rows, law->hi);
  for (int p = 0; p < panels * N_NODES && crossing_s > 0.0; p++) {
    int g = p % N_NODES;
    double point_s = panel_s * (p / N_NODES + 0.5 * (1.0 + NODE[g]));
    if (!phase_evolve(solver->work, &rates, point_s - at_s, law, &late))
      return FALSE;
    at_s = point_s;
    follow(solver, i, factor, law, weight * 0.5 * panel_s * WEIGHT[g], crossing_s - at_s, ask, FALSE, tally);
  }
  if (!phase_evolve(solver->work, &rates, crossing_s - at_s, law, &late))
    return FALSE;
  count_busy(&late, in->agents[i], weight, tally);
  return TRUE;
}

static gboolean
walk(MusterDaySolver *solver, int i, double reach_s, MusterDayAsk ask, Tally *tally)
{
  g_auto(PhaseLaw) start = {0}, law = {0}, mixed = {0};
  const MusterDayInput *in = &solver->in;
  phase_law_init(&start, solver->phases.n);
  if (i > 0) {
    phase_law_copy(&start, &solver->phase_end[i - 1]);
    phase_change_staff(&start, in->agents[i - 1], in->agents[i]);
  }
  phase_law_zero(&mixed, solver->phases.n, start.hi);
  for (int f = 0; f < in->n_factors; f++) {
    phase_law_copy(&law, &start);
    if (!walk_once(solver, i, f, reach_s, ask, &law, tally))
      return FALSE;
    phase_law_add(&mixed, &law, in->factor_weight[f]);
  }
  if (solver->n_solved <= i) {
    phase_law_copy(&solver->phase_end[i], &mixed);
    solver->n_solved = i + 1;
  }
  return TRUE;
}

gboolean
day_phase_cohort(MusterDaySolver *solver, int interval, MusterDayAsk ask, MusterDayCohort *out)
{
  const MusterDayInput *in = &solver->in;
  if (out == NULL)
    return walk(solver, interval, 0.0, ask, NULL);
  double reach_s = fmin(in->interval_s, fmax(in->within_s, (ask & MUSTER_DAY_ASK_SHORT) != 0 ? in->short_s : 0.0));
  Tally t = {0};
  if ((ask & MUSTER_DAY_ASK_WAITS) != 0)
    reach_s = fmin(in->interval_s, fmax(reach_s, in->interval_s / 8.0));
  for (;;) {
    t = (Tally){0};
    if (!walk(solver, interval, reach_s, ask, &t))
      return FALSE;
    if (t.crossing <= CROSSING || reach_s >= in->interval_s)
      break;
    reach_s = fmin(in->interval_s, 3.0 * reach_s + in->interval_s / 30.0);
  }
  out->occupancy = in->agents[interval] > 0 ? t.busy_s / in->interval_s / in->agents[interval] : 0.0;
  out->answered_within = t.answered_within / t.all;
  out->abandoned_within = t.abandoned_within / t.all;
  if ((ask & MUSTER_DAY_ASK_SHORT) != 0)
    out->abandoned_short = t.abandoned_short / t.all;
  if ((ask & MUSTER_DAY_ASK_VIRTUAL) != 0)
    out->virtual_within = t.virtual_within / t.all;
  if ((ask & MUSTER_DAY_ASK_WAITS) == 0)
    return TRUE;
  out->answered = t.answered / t.all;
  out->abandoned = t.abandoned / t.all;
  out->waited_answered_s = t.answered > 0.0 ? t.waited_answered_s / t.answered : NAN;
  return TRUE;
}
