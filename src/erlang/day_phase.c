/* Steps of the day with phases: the explicit midpoint rule, whose step is that of uniformisation. */
#include "erlang/day_phase_private.h"
#include <math.h>
#include <string.h>

static const double EDGE = 1e-9; /* states with less are cut */
enum { STEPS_AT_ONCE = 8 };      /* between two looks at the window and the fastest rate */

struct PhaseWork {
  int size; /* of the arrays below; state n at PHASE_PAD + n */
  double *busy, *pairs, *leave; /* agents busy, 1 − 1/busy, and per second of all who wait */
  double *first, *die, *take;   /* a_1; flow down; rate at which those of a phase go down with a departure */
  PhaseLaw middle;
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
  phase_law_clear(&work->middle);
  g_free(work);
}

static void
reserve(PhaseWork *work, int n_rows, int hi)
{
  phase_law_zero(&work->middle, n_rows, hi);
  int size = hi + 2 * PHASE_PAD + 1;
  if (size <= work->size)
    return;
  work->size = size + size / 2;
  double **arrays[] = {&work->busy, &work->pairs, &work->leave, &work->first, &work->die, &work->take};
  for (guint i = 0; i < G_N_ELEMENTS(arrays); i++)
    *arrays[i] = g_renew(double, *arrays[i], work->size);
}

static void
set_rates(PhaseWork *work, const PhaseRates *r, int from, int to, double elapsed_s, gboolean all_busy)
{
  for (int n = from; n <= to; n++) {
    int busy = all_busy ? r->agents : CLAMP(n, 0, r->agents);
    work->busy[n + PHASE_PAD] = busy;
    work->pairs[n + PHASE_PAD] = busy > 0 ? 1.0 - 1.0 / busy : 0.0;
    work->leave[n + PHASE_PAD] = 0.0;
  }
  if (to > r->agents)
    phase_patience_leave(r->patience, r->come, r->serve, elapsed_s, to - r->agents, work->leave + PHASE_PAD + r->agents);
}

/* What one step reads and writes; rows begin at state 0. `to` may be `from`, state by state: so no loop carries
 * anything from one state to the next, and the pragmas may say so. */
typedef struct {
  const double *at[MUSTER_DAY_MAX_PHASES];   /* law whose slope is taken */
  const double *from[MUSTER_DAY_MAX_PHASES]; /* law that moves, */
  double *to[MUSTER_DAY_MAX_PHASES];         /* and where it arrives */
  const double *busy, *pairs, *leave;
  double *first, *die, *take;
  const double *exit, *go_on;
  double arrive, own, h;
  int lo, hi;
} Step;

/* First pass over the states: who is in phase 1, what goes down from each, and at which rate those of the other phases
 * are in the states that go. */
static inline __attribute__((always_inline)) void
go_down(const Step *s, int n_phases)
{
  const double *restrict p = s->at[0], *restrict busy = s->busy, *restrict pairs = s->pairs, *restrict leave = s->leave;
  double *restrict first = s->first, *restrict die = s->die, *restrict take = s->take;
  const double *at[MUSTER_DAY_MAX_PHASES];
  double exit[MUSTER_DAY_MAX_PHASES];
  for (int j = 0; j < n_phases; j++) {
    at[j] = s->at[j];
    exit[j] = s->exit[j];
  }
  int lo = s->lo - 1, hi = s->hi + 1;
#pragma GCC ivdep
  for (int n = lo; n <= hi; n++) {
    double in_first = p[n] * busy[n], served = 0.0;
    for (int j = 1; j < n_phases; j++) {
      in_first -= at[j][n];
      served += exit[j] * at[j][n];
    }
    served += exit[0] * in_first;
    served = served > 0.0 ? served : 0.0;
    first[n] = in_first;
    take[n] = served * pairs[n] * (double) (1.0f / (float) (p[n] + 1e-30)) + leave[n]; /* seven digits are plenty */
    die[n] = served + leave[n] * p[n];
  }
}

/* Second pass: the move itself; shares and numbers of agents stay what they can be. */
static inline __attribute__((always_inline)) void
move_number(const Step *s)
{
  const double *restrict p = s->at[0], *restrict die = s->die, *from = s->from[0];
  double *to = s->to[0], arrive = s->arrive, own = s->own, h = s->h;
  int lo = s->lo, hi = s->hi;
#pragma GCC ivdep
  for (int n = lo; n <= hi; n++) {
    double value = from[n] + h * (arrive * (p[n - 1] - p[n]) + die[n + 1] - die[n] - own * p[n]);
    to[n] = value > 0.0 ? value : 0.0;
  }
}

static inline __attribute__((always_inline)) void
move_phase(const Step *s, int j)
{
  const double *restrict a = s->at[j], *restrict before = j == 1 ? s->first : s->at[j - 1], *restrict take = s->take,
                                     *restrict busy = s->busy, *from = s->from[j], *p = s->to[0];
  double *to = s->to[j], arrive = s->arrive, comes = s->go_on[j - 1], goes = s->exit[j] + s->go_on[j] + s->own, h = s->h;
  int lo = s->lo, hi = s->hi;
#pragma GCC ivdep
  for (int n = lo; n <= hi; n++) {
    double value = from[n] + h * (arrive * (a[n - 1] - a[n]) + take[n + 1] * a[n + 1] - (take[n] + goes) * a[n] +
                                  comes * before[n]);
    double most = p[n] * busy[n];
    value = value > 0.0 ? value : 0.0;
    to[n] = value < most ? value : most;
  }
}

DAY_WIDE static void
move_one(const Step *s)
{
  go_down(s, 1);
  move_number(s);
}

DAY_WIDE static void
move_three(const Step *s)
{
  go_down(s, 3);
  move_number(s);
  move_phase(s, 1);
  move_phase(s, 2);
}

DAY_WIDE static void
move_many(const Step *s, int n_phases)
{
  go_down(s, n_phases);
  move_number(s);
  for (int j = 1; j < n_phases; j++)
    move_phase(s, j);
}

/* to = from + h · slope(at) on lo .. hi; `at` is zero or known on lo − 1 .. hi + 1. `own`: rate at which those
 * followed give up. */
static void
move(PhaseWork *work, const PhaseRates *r, const PhaseLaw *at, const PhaseLaw *from, PhaseLaw *to, double own, double h,
     int lo, int hi)
{
  Step s = {.busy = work->busy + PHASE_PAD, .pairs = work->pairs + PHASE_PAD, .leave = work->leave + PHASE_PAD,
            .first = work->first + PHASE_PAD, .die = work->die + PHASE_PAD, .take = work->take + PHASE_PAD,
            .exit = r->exit, .go_on = r->go_on, .arrive = r->arrive, .own = own, .h = h, .lo = lo, .hi = hi};
  for (int j = 0; j < r->n_phases; j++) {
    s.at[j] = phase_row(at, j);
    s.from[j] = phase_row(from, j);
    s.to[j] = phase_row(to, j);
  }
  if (r->n_phases == 3)
    move_three(&s);
  else if (r->n_phases == 1)
    move_one(&s);
  else
    move_many(&s, r->n_phases);
}

/* One step of length h; the states grow by two on either side, not below `floor`. work->middle keeps the law in its
 * middle. */
static void
step(PhaseWork *work, const PhaseRates *r, PhaseLaw *law, double own, double h, int floor)
{
  PhaseLaw *middle = &work->middle;
  int lo = MAX(law->lo - 1, floor), hi = law->hi + 1;
  move(work, r, law, law, middle, own, 0.5 * h, lo, hi);
  middle->lo = lo;
  middle->hi = hi;
  for (int j = 0; j < law->n_rows; j++)
    for (int k = 1; k <= 2; k++)
      phase_row(middle, j)[hi + k] = phase_row(middle, j)[lo - k] = 0.0;
  law->lo = MAX(lo - 1, floor);
  law->hi = hi + 1;
  move(work, r, middle, law, law, own, h, law->lo, law->hi);
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
