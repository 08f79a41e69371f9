/* Waits to their end. The contacts that arrive are followed together, forward in time since each one's
 * arrival: a law of how many are ahead, which only falls, since who comes later does not matter. A contact
 * leaves it when its turn comes, or when its own patience ends; what crosses into the next interval goes on
 * with the next one's staff. */
#include "erlang/day_solver_private.h"
#include <math.h>
#include <string.h>

static const double RESOLVED = 1e-9;      /* of the contacts: so few may be left when we stop */
static const double CROSSING = 1e-7;    /* of the early contacts: so few may still wait at the interval's end */
static const double PIECE_EVENTS = 1000.0; /* of a stretch between two looks at what is left */
static const double MAX_WAIT_S = 1e7;

/* Of all contacts followed, in the weight of their laws. */
typedef struct {
  double all, answered, abandoned, waited_answered_s;
  double crossing; /* left over when the end of the own interval came, where it must not */
} Fate;

/* One step, adding what is there to the time spent and to the law at the end of the stretch. */
DAY_WIDE static void
step_down(double *restrict next, const double *restrict now, double *restrict spent, double *restrict end,
          const double *restrict stay, const double *restrict fall, double weight, double end_weight, int lo, int hi)
{
  for (int k = lo; k <= hi; k++) {
    spent[k] += weight * now[k];
    end[k] += end_weight * now[k];
    next[k] = now[k] * stay[k] + now[k + 1] * fall[k + 1];
  }
}

typedef struct {
  DayScratch *scratch;
  DayLaw now, next, spent, end;
  int rate_size;
  double *fall, *stay;
} Line;

static void
line_clear(Line *line)
{
  day_law_clear(&line->now);
  day_law_clear(&line->next);
  day_law_clear(&line->spent);
  day_law_clear(&line->end);
  g_free(line->fall);
  g_free(line->stay);
}

static void
line_reserve(Line *line, int size)
{
  if (line->rate_size >= size)
    return;
  line->rate_size = size + size / 2 + 64;
  line->fall = g_renew(double, line->fall, line->rate_size);
  line->stay = g_renew(double, line->stay, line->rate_size);
}

/* The contacts in `line->now`, who have waited elapsed_s, through duration_s of one interval's rates. */
static void
pass(Line *line, const DayRates *r, double duration_s, double elapsed_s, Fate *fate)
{
  DayLaw *now = &line->now, *next = &line->next, *spent = &line->spent, *end = &line->end;
  PoissonWeights *w = &line->scratch->weights;
  int lo = r->agents, hi = now->hi;
  double top_rate = day_departure_rate(r, hi) + r->leave;
  if (top_rate <= 0.0)
    return;
  line_reserve(line, hi + 2);
  for (int k = lo; k <= hi + 1; k++) {
    line->fall[k] = day_departure_rate(r, k) / top_rate;
    line->stay[k] = 1.0 - line->fall[k] - r->leave / top_rate;
  }
  day_law_zero(next, hi + 2);
  day_law_zero(spent, hi + 2);
  day_law_zero(end, hi + 2);
  poisson_weights_set(w, top_rate * duration_s);
  double later = 0.0, first = 0.0; /* Σ tail above n: seconds in which what was answered at n counts */
  for (int n = w->n - 1; n >= 0; n--)
    later += w->tail[n];
  for (int n = 0; n < w->n; n++) {
    later -= w->tail[n];
    first += fmax(later, 0.0) * now->p[lo];
    step_down(next->p, now->p, spent->p, end->p, line->stay, line->fall, w->tail[n], w->p[n], lo, hi);
    DayLaw swap = *now;
    *now = *next;
    *next = swap;
  }
  double waiting_s = 0.0, rate = day_departure_rate(r, lo);
  for (int k = lo; k <= hi; k++)
    waiting_s += spent->p[k] / top_rate;
  double answered = rate * spent->p[lo] / top_rate;
  fate->answered += answered;
  fate->abandoned += r->leave * waiting_s;
  fate->waited_answered_s +=
      answered * (elapsed_s + duration_s) - rate * first / top_rate / top_rate; /* ∫ w dA by parts */
  DayLaw swap = *now;
  *now = *end;
  *end = swap;
  now->lo = lo;
  now->hi = hi;
}

static double
total_of(const DayLaw *law, int from)
{
  double total = 0.0;
  for (int k = MAX(from, law->lo); k <= law->hi; k++)
    total += law->p[k];
  return total;
}

/* States without weight at the top go; FALSE when nothing is left. */
static gboolean
trim(DayLaw *law, int lo, double least)
{
  while (law->hi > lo && law->p[law->hi] <= least * 1e-3)
    law->p[law->hi--] = 0.0;
  return law->hi >= lo && total_of(law, lo) > least;
}

/* Staff of the next interval: leavers go with their contacts, and whoever now finds an agent is answered. */
static void
cross(Line *line, const MusterDaySolver *solver, int interval, double elapsed_s, Fate *fate)
{
  int before = solver->in.agents[interval], after = solver->in.agents[interval + 1];
  int gone = solver->in.drop != MUSTER_DAY_PREEMPT ? MAX(0, before - after) : 0;
  DayLaw *now = &line->now;
  for (int k = before; k <= now->hi; k++) {
    double mass = now->p[k];
    now->p[k] = 0.0;
    if (k - gone >= after) {
      now->p[k - gone] = mass;
    } else {
      fate->answered += mass;
      fate->waited_answered_s += mass * elapsed_s;
    }
  }
  now->hi -= gone;
  now->lo = after;
}

typedef struct {
  Fate fate;
  Line line;
  double reach_s; /* waits that begin so long before the interval's end or earlier must be over by then */
} Follow;

static void
follow(MusterDaySolver *solver, int interval, const DayLaw *law, double weight_s, double left_s,
       gpointer data)
{
  Follow *f = data;
  Line *line = &f->line;
  Fate fate = {0};
  DayRates rates = day_rates(solver, interval);
  gboolean own = left_s >= f->reach_s && left_s < solver->in.interval_s;
  for (int k = law->lo; k <= MIN(law->hi, rates.agents - 1); k++)
    fate.answered += law->p[k];
  double waits = total_of(law, rates.agents), least = RESOLVED * (fate.answered + waits), elapsed_s = 0.0;
  day_law_copy(&line->now, law);
  line->now.lo = MIN(rates.agents, line->now.hi + 1);
  for (int k = law->lo; k < MIN(rates.agents, law->hi + 1); k++)
    line->now.p[k] = 0.0;
  while (elapsed_s < MAX_WAIT_S && trim(&line->now, rates.agents, least)) {
    double rate = day_departure_rate(&rates, line->now.hi) + rates.leave;
    gboolean last = interval + 1 == solver->in.n;
    double piece_s = last && !(rate > 0.0) ? MAX_WAIT_S : fmin(PIECE_EVENTS / rate, last ? INFINITY : left_s);
    pass(line, &rates, piece_s, elapsed_s, &fate);
    elapsed_s += piece_s;
    left_s -= piece_s;
    if (last || left_s > 0.0)
      continue;
    if (own)
      f->fate.crossing = fmax(f->fate.crossing, total_of(&line->now, rates.agents) / (fate.answered + waits));
    cross(line, solver, interval, elapsed_s, &fate);
    interval++;
    rates = day_rates(solver, interval);
    left_s = solver->in.interval_s;
  }
  weight_s *= solver->factor_now; /* per contact */
  f->fate.all += weight_s * total_of(law, law->lo);
  f->fate.answered += weight_s * fate.answered;
  f->fate.abandoned += weight_s * fate.abandoned;
  f->fate.waited_answered_s += weight_s * fate.waited_answered_s;
}

/* Waits that begin early in the interval are followed together, which is right when they end in it. So
 * the part of the interval that goes by points grows until that is so. */
gboolean
day_waits(MusterDaySolver *solver, int interval, MusterDayCohort *out)
{
  double length_s = solver->in.interval_s, reach_s = fmin(length_s, fmax(solver->in.within_s, length_s / 8.0));
  for (;;) {
    Follow f = {.line = {.scratch = &solver->scratch}, .reach_s = reach_s};
    gboolean ok = day_walk(solver, interval, reach_s, follow, &f);
    line_clear(&f.line);
    if (!ok)
      return FALSE;
    if (f.fate.crossing > CROSSING && reach_s < length_s) {
      reach_s = fmin(length_s, 3.0 * reach_s);
      continue;
    }
    out->answered = f.fate.answered / f.fate.all;
    out->abandoned = f.fate.abandoned / f.fate.all;
    out->waited_answered_s = f.fate.answered > 0.0 ? f.fate.waited_answered_s / f.fate.answered : NAN;
    return TRUE;
  }
}
