/* Parts of the exact day: the law of the number in system, and the law of a wait. */
#pragma once
#include <muster/erlang/day.h>

/* A law on the states lo .. hi; p has `size` places, zero outside of them. */
typedef struct {
  double *p;
  int size;
  int lo, hi;
} DayLaw;
void day_law_init(DayLaw *law);
void day_law_clear(DayLaw *law);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DayLaw, day_law_clear)
void day_law_reserve(DayLaw *law, int size);
void day_law_copy(DayLaw *to, const DayLaw *from);
/* All states zero: an accumulator. */
void day_law_zero(DayLaw *law, int size);

/* Rates within an interval. */
typedef struct {
  double arrive, serve, leave; /* per second; of one agent, of one waiting contact */
  int agents;
} DayRates;
static inline double
day_departure_rate(const DayRates *r, int k)
{
  return k <= r->agents ? k * r->serve : r->agents * r->serve + (k - r->agents) * r->leave;
}

/* Poisson probabilities 0 .. n−1 of one mean; tail[i] = P(N > i). */
typedef struct {
  double *p, *tail;
  int n, size;
} PoissonWeights;
void poisson_weights_reserve(PoissonWeights *w, int n);
void poisson_weights_set(PoissonWeights *w, double mean);
void poisson_weights_clear(PoissonWeights *w);

/* Loops over states, wider where the processor can: each element is computed alone, so the bytes are the
 * same. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) &&     \
    !defined(__SANITIZE_THREAD__)
#define DAY_WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define DAY_WIDE
#endif

#define REACH_ARRAYS 9
/* Memory that a solver keeps between calls. */
typedef struct {
  PoissonWeights weights;
  DayLaw now, next, end; /* of the uniformised chain; the sum */
  DayLaw steady;
  double *down, *stay; /* [rate_size] */
  int rate_size;
  double *reach[REACH_ARRAYS]; /* [reach_size] */
  int reach_size;
} DayScratch;
void day_scratch_clear(DayScratch *scratch);
void day_scratch_reserve_rates(DayScratch *scratch, int size);

/* Carries `law` over `duration_s`. `spent` (NULL or zeroed by the callee) becomes seconds spent in each
 * state. FALSE: the number in system passes DAY_MAX_STATES. */
#define DAY_MAX_STATES 10000000
gboolean day_evolve(DayScratch *scratch, const DayRates *rates, double duration_s, DayLaw *law,
                    DayLaw *spent);
/* The same in fewer steps; FALSE, with `law` as it was, when it is not near enough to the steady state. */
gboolean day_leap(DayScratch *scratch, const DayRates *rates, double duration_s, DayLaw *law, DayLaw *spent);
/* What a change of staff does at once. */
void day_change_staff(DayLaw *law, MusterDayDrop drop, int before, int after);

/* For a contact that finds j ahead of it: does its turn come within the time that is left, patience apart
 * (virtual_wait) and with its own patience (answered)? Entries j = agents .. top; below, its turn is there.
 */
typedef struct {
  double *virtual_wait, *answered;
  int top;
} DayReach;
/* Backwards over `duration_s` within one interval's rates. */
void day_reach_evolve(DayScratch *scratch, const DayRates *rates, double duration_s, DayReach *reach);
