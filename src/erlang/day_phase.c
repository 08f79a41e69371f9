/* Steps of the day with phases: the explicit midpoint rule, whose step is that of uniformisation. */
#include "erlang/day_phase_private.h"
#include <math.h>
#include <string.h>

static const double EDGE = 1e-13; /* states with less are cut */
enum { STEPS_AT_ONCE = 8 };      /* between two looks at the window and the fastest rate */

struct PhaseWork {
  int size; /* of the arrays below; state n at PHASE_PAD + n */
  double *busy, *pairs, *leave; /* agents busy, 1 − 1/busy, and per second of all who wait */
  double *first, *die, *take;   /* a_1; flow down; rate at which those of a phase go down with a departure */
  PhaseLaw slope, middle;
};

PhaseWork *
phase_work_new(void)
{
  return g_new0(PhaseWork, 1);
}

void
phase_work_free(PhaseWork *work)
{
  if (work == NULL)
    return;
  double *arrays[] = {work->busy, work->pairs, work->leave, work->first, work->die, work->take};
  for (guint i = 0; i < G_N_ELEMENTS(arrays); i++)
    g_free(arrays[i]);
  phase_law_clear(&work->slope);
  phase_law_clear(&work->middle);
  g_free(work);
}

static void
reserve(PhaseWork *work, int n_rows, int hi)
{
  phase_law_zero(&work->slope, n_rows, hi);
  phase_law_zero(&work->middle, n_rows, hi);
  int size = hi + 2 * PHASE_PAD + 1;
  if (size <= work->size)
    return;
  work->size = size + size / 2;
  double **arrays[] = {&work->busy, &work->pairs, &work->leave, &work->first, &work->die, &work->take};
  for (guint i = 0; i < G_N_ELEMENTS(arrays); i++)
    *arrays[i] = g_renew(double, *arrays[i], work->size);
}

double
phase_patience_at(const PhasePatience *patience, double waited_s)
{
  double place = waited_s / patience->step_s;
  int i = place < patience->n - 2 ? (int) place : patience->n - 2;
  const double *h = patience->cumulative;
  return h[i] + (place - i) * (h[i + 1] - h[i]);
}

/* Who wait while m are ahead of the last of them, all having waited elapsed_s more: per second. */
static double
leave_rate(const PhaseRates *r, int waiting, double elapsed_s)
{
  if (waiting <= 0)
    return 0.0;
  double spread_s = waiting / r->recent;
  return r->recent * (phase_patience_at(r->patience, elapsed_s + spread_s) - phase_patience_at(r->patience, elapsed_s));
}

static void
set_rates(PhaseWork *work, const PhaseRates *r, int from, int to, double elapsed_s, gboolean all_busy)
{
  for (int n = from; n <= to; n++) {
    int busy = all_busy ? r->agents : CLAMP(n, 0, r->agents);
    work->busy[n + PHASE_PAD] = busy;
    work->pairs[n + PHASE_PAD] = busy > 0 ? 1.0 - 1.0 / busy : 0.0;
    work->leave[n + PHASE_PAD] = leave_rate(r, n - r->agents, elapsed_s);
  }
}

/* First pass over the states: who is in phase 1, and what goes down from each. */
DAY_WIDE static void
first_phase(double *restrict first, const double *restrict p, const double *restrict busy, int lo, int hi)
{
  for (int n = lo; n <= hi; n++)
    first[n] = p[n] * busy[n];
}

DAY_WIDE static void
take_off(double *restrict first, const double *restrict a, int lo, int hi)
{
  for (int n = lo; n <= hi; n++)
    first[n] -= a[n];
}

DAY_WIDE static void
scale(double *restrict die, const double *restrict a, double rate, int lo, int hi)
{
  for (int n = lo; n <= hi; n++)
    die[n] = rate * a[n];
}

DAY_WIDE static void
add_scaled(double *restrict die, const double *restrict a, double rate, int lo, int hi)
{
  for (int n = lo; n <= hi; n++)
    die[n] += rate * a[n];
}

DAY_WIDE static void
close_pairs(double *restrict die, double *restrict take, const double *restrict p, const double *restrict pairs,
            const double *restrict leave, int lo, int hi)
{
  for (int n = lo; n <= hi; n++) {
    double served = die[n] > 0.0 ? die[n] : 0.0;
    take[n] = served * pairs[n] / (p[n] + 1e-200) + leave[n];
    die[n] = served + leave[n] * p[n];
  }
}

DAY_WIDE static void
slope_number(double *restrict slope, const double *restrict p, const double *restrict die, double arrive,
             double own, int lo, int hi)
{
  for (int n = lo; n <= hi; n++)
    slope[n] = arrive * (p[n - 1] - p[n]) + die[n + 1] - die[n] - own * p[n];
}

DAY_WIDE static void
slope_phase(double *restrict slope, const double *restrict a, const double *restrict before,
            const double *restrict take, double arrive, double comes, double goes, int lo, int hi)
{
  for (int n = lo; n <= hi; n++)
    slope[n] = arrive * (a[n - 1] - a[n]) + take[n + 1] * a[n + 1] - (take[n] + goes) * a[n] + comes * before[n];
}

/* Sets work->slope on lo .. hi from `law`, whose rows are zero or known on lo − 1 .. hi + 1. `own`: rate at
 * which those followed give up. */
static void
set_slope(PhaseWork *work, const PhaseRates *r, const PhaseLaw *law, double own, int lo, int hi)
{
  double *p = phase_row(law, 0), *first = work->first + PHASE_PAD, *die = work->die + PHASE_PAD,
         *take = work->take + PHASE_PAD;
  first_phase(first, p, work->busy + PHASE_PAD, lo - 1, hi + 1);
  for (int j = 1; j < r->n_phases; j++)
    take_off(first, phase_row(law, j), lo - 1, hi + 1);
  scale(die, first, r->exit[0], lo - 1, hi + 1);
  for (int j = 1; j < r->n_phases; j++)
    add_scaled(die, phase_row(law, j), r->exit[j], lo - 1, hi + 1);
  close_pairs(die, take, p, work->pairs + PHASE_PAD, work->leave + PHASE_PAD, lo - 1, hi + 1);
  slope_number(phase_row(&work->slope, 0), p, die, r->arrive, own, lo, hi);
  for (int j = 1; j < r->n_phases; j++)
    slope_phase(phase_row(&work->slope, j), phase_row(law, j), j == 1 ? first : phase_row(law, j - 1), take, r->arrive,
                r->go_on[j - 1], r->exit[j] + r->go_on[j] + own, lo, hi);
}

DAY_WIDE static void
move(double *restrict to, const double *restrict from, const double *restrict slope, double h, int lo, int hi)
{
  for (int n = lo; n <= hi; n++)
    to[n] = from[n] + h * slope[n];
}

/* Shares and numbers of agents stay what they can be. */
DAY_WIDE static void
bound_number(double *restrict p, int lo, int hi)
{
  for (int n = lo; n <= hi; n++)
    p[n] = p[n] > 0.0 ? p[n] : 0.0;
}

DAY_WIDE static void
bound_phase(double *restrict a, const double *restrict p, const double *restrict busy, int lo, int hi)
{
  for (int n = lo; n <= hi; n++) {
    double most = p[n] * busy[n];
    double value = a[n] > 0.0 ? a[n] : 0.0;
    a[n] = value < most ? value : most;
  }
}

static void
bound(const PhaseWork *work, PhaseLaw *law, int lo, int hi)
{
  bound_number(phase_row(law, 0), lo, hi);
  for (int j = 1; j < law->n_rows; j++)
    bound_phase(phase_row(law, j), phase_row(law, 0), work->busy + PHASE_PAD, lo, hi);
}

/* One step of length h; the states grow by two on either side, not below `floor`. work->middle keeps the law in its
 * middle. */
static void
step(PhaseWork *work, const PhaseRates *r, PhaseLaw *law, double own, double h, int floor)
{
  int lo = MAX(law->lo - 1, floor), hi = law->hi + 1;
  set_slope(work, r, law, own, lo, hi);
  for (int j = 0; j < law->n_rows; j++)
    move(phase_row(&work->middle, j), phase_row(law, j), phase_row(&work->slope, j), 0.5 * h, lo, hi);
  bound(work, &work->middle, lo, hi);
  work->middle.lo = lo;
  work->middle.hi = hi;
  for (int j = 0; j < law->n_rows; j++)
    for (int k = 1; k <= 2; k++)
      phase_row(&work->middle, j)[hi + k] = phase_row(&work->middle, j)[lo - k] = 0.0;
  lo = MAX(lo - 1, floor);
  hi = hi + 1;
  set_slope(work, r, &work->middle, own, lo, hi);
  for (int j = 0; j < law->n_rows; j++)
    move(phase_row(law, j), phase_row(law, j), phase_row(&work->slope, j), h, lo, hi);
  bound(work, law, lo, hi);
  law->lo = lo;
  law->hi = hi;
}

static void
trim(PhaseLaw *law, double least)
{
  const double *p = phase_row(law, 0);
  while (law->hi > law->lo && p[law->hi] < least) {
    for (int j = 0; j < law->n_rows; j++)
      phase_row(law, j)[law->hi] = 0.0;
    law->hi--;
  }
  while (law->lo < law->hi && p[law->lo] < least) {
    for (int j = 0; j < law->n_rows; j++)
      phase_row(law, j)[law->lo] = 0.0;
    law->lo++;
  }
}

/* The fastest change of any state, with room for those that come while the window grows: agents join them in
 * their first phase. */
static double
fastest(PhaseWork *work, const PhaseRates *r, const PhaseLaw *law, double own)
{
  const double *p = phase_row(law, 0);
  double down = 0.0, within = 0.0;
  for (int n = law->lo; n <= law->hi; n++) {
    double first = p[n] * work->busy[n + PHASE_PAD], served = 0.0;
    for (int j = 1; j < r->n_phases; j++) {
      first -= phase_row(law, j)[n];
      served += r->exit[j] * phase_row(law, j)[n];
    }
    served += r->exit[0] * first;
    if (p[n] > 0.0)
      down = fmax(down, served / p[n]);
  }
  for (int j = 0; j < r->n_phases; j++)
    within = fmax(within, r->exit[j] + r->go_on[j]);
  down = 1.05 * down + 2 * STEPS_AT_ONCE * r->exit[0] + work->leave[law->hi + 2 * STEPS_AT_ONCE + PHASE_PAD];
  return r->arrive + down + within + own;
}

static void
reserve_states(PhaseWork *work, const PhaseRates *r, PhaseLaw *law, int *top, double elapsed_s, gboolean all_busy)
{
  int need = law->hi + 2 * STEPS_AT_ONCE + 4;
  if (need <= *top)
    return;
  *top = need + need / 4 + 16;
  phase_law_reserve(law, *top);
  reserve(work, law->n_rows, *top);
  set_rates(work, r, -PHASE_PAD, *top, elapsed_s, all_busy);
}

gboolean
phase_evolve(PhaseWork *work, const PhaseRates *r, double duration_s, PhaseLaw *law, PhaseLaw *spent)
{
  int top = -1;
  for (double left_s = duration_s; left_s > 1e-9 * duration_s;) {
    if (law->hi > DAY_MAX_STATES)
      return FALSE;
    reserve_states(work, r, law, &top, 0.0, FALSE);
    if (spent != NULL)
      phase_law_reserve(spent, top);
    double h = 0.98 / fastest(work, r, law, 0.0);
    int steps = (int) fmin(ceil(left_s / h), STEPS_AT_ONCE);
    h = fmin(h, left_s / ceil(left_s / h));
    for (int k = 0; k < steps; k++) {
      step(work, r, law, 0.0, h, 0);
      if (spent != NULL)
        phase_law_add(spent, &work->middle, h);
    }
    left_s -= steps * h;
    trim(law, EDGE);
  }
  return TRUE;
}

void
phase_follow(PhaseWork *work, const PhaseRates *rates, double duration_s, double elapsed_s, gboolean is_endless,
             PhaseLaw *law, PhaseFate *fate)
{
  PhaseRates r = *rates;
  int top = -1, floor = r.agents;
  r.arrive = 0.0;
  for (double left_s = duration_s; left_s > 1e-9 * duration_s && law->hi >= floor;) {
    if (top < 0)
      reserve_states(work, &r, law, &top, elapsed_s, TRUE);
    set_rates(work, &r, floor - PHASE_PAD, law->hi + 2 * STEPS_AT_ONCE, elapsed_s, TRUE);
    double own = is_endless ? 0.0 : (phase_patience_at(r.patience, elapsed_s + 0.1) - phase_patience_at(r.patience, elapsed_s)) / 0.1;
    double h = fmin(left_s, 0.98 / fastest(work, &r, law, own));
    if (!is_endless)
      own = (phase_patience_at(r.patience, elapsed_s + h) - phase_patience_at(r.patience, elapsed_s)) / h;
    int hi = law->hi;
    step(work, &r, law, own, h, floor);
    law->hi = hi; /* nobody joins */
    const double *middle = phase_row(&work->middle, 0);
    double answered = h * work->die[floor + PHASE_PAD], waiting = 0.0;
    for (int n = floor; n <= hi; n++)
      waiting += middle[n];
    fate->answered += answered;
    fate->waited_answered_s += answered * (elapsed_s + 0.5 * h);
    fate->abandoned += own * h * waiting;
    elapsed_s += h;
    left_s -= h;
    while (law->hi > floor && phase_row(law, 0)[law->hi] < 1e-18) {
      for (int j = 0; j < law->n_rows; j++)
        phase_row(law, j)[law->hi] = 0.0;
      law->hi--;
    }
  }
}
