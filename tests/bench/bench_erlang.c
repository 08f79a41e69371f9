/* How fast the formulas are, beside the same questions by plain recursion in doubles. CPU time, best of five.
 *
 *     meson test -C build --benchmark formulas -v
 */
#include <muster/erlang.h>
#include <math.h>
#include <stdio.h>
#include <time.h>

static const double HANDLE_S = 180.0, PATIENCE_S = 120.0, WITHIN_S = 20.0, LEVEL = 0.8;

static double
cpu_s(void)
{
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double) t.tv_sec + 1e-9 * (double) t.tv_nsec;
}

static int
plain_c(double load)
{
  double block = 1.0;
  for (int n = 1;; n++) {
    block = load * block / (n + load * block);
    if (n <= load)
      continue;
    double wait = n * block / (n - load * (1.0 - block));
    if (1.0 - wait * exp(-(n - load) * WITHIN_S / HANDLE_S) >= LEVEL)
      return n;
  }
}

/* Σ_j y^j / ((s+1) … (s+j)) */
static double
plain_sum(double y, double s)
{
  double term = 1.0, sum = 1.0;
  for (int j = 1; term > 1e-15 * sum; j++) {
    term *= y / (s + j);
    sum += term;
  }
  return sum;
}

/* Answered within T of the offered, from the state probabilities and waiting integrals as series. */
static int
plain_a(double load)
{
  double ratio = PATIENCE_S / HANDLE_S, tau = WITHIN_S / PATIENCE_S, x = load * ratio, y = x * exp(-tau),
         block = 1.0;
  for (int n = 1;; n++) {
    block = load * block / (n + load * block);
    double s = n * ratio, all = plain_sum(x, s), total = 1.0 / block + all - 1.0;
    double at_tau = exp(x * -expm1(-tau) - s * tau);
    double stay = s / (s + 1.0) * plain_sum(x, s + 1.0),
           stay_late = at_tau * exp(-tau) * s / (s + 1.0) * plain_sum(y, s + 1.0);
    if ((1.0 / block - 1.0 + stay - stay_late) / total >= LEVEL)
      return n;
  }
}

static int
ours(double load, double patience_s)
{
  MusterErlangTraffic traffic = {load, HANDLE_S, patience_s};
  MusterErlangTargets targets = MUSTER_ERLANG_NO_TARGETS;
  targets.service_level = LEVEL;
  targets.within_s = WITHIN_S;
  MusterErlangNeed need;
  return muster_erlang_agents(&traffic, &targets, &need, NULL) ? need.agents : -1;
}

static int
ours_c(double load)
{
  return ours(load, INFINITY);
}

static int
ours_a(double load)
{
  return ours(load, PATIENCE_S);
}

/* Seconds per answer; loads differ a little from call to call, so that nothing is remembered. */
static double
time_of(int (*agents)(double), double load, volatile int *answer)
{
  double best = INFINITY;
  int calls = 1;
  for (int round = 0; round < 5;) {
    double start = cpu_s();
    for (int i = 0; i < calls; i++)
      *answer = agents(load * (1.0 + 1e-9 * i));
    double spent = cpu_s() - start;
    if (spent < 0.01) {
      calls *= 4;
      continue;
    }
    best = fmin(best, spent / calls);
    round++;
  }
  *answer = agents(load);
  return best;
}

static void
compare(const char *name, int (*quick)(double), int (*plain)(double), double load, double plain_up_to)
{
  volatile int answer = 0, other = 0; /* every call must be made */
  double seconds = time_of(quick, load, &answer);
  printf("%-9s %8.0f erl  %6d agents  %10.3f us", name, load, answer, seconds * 1e6);
  if (load <= plain_up_to) {
    double plain_seconds = time_of(plain, load, &other);
    printf("   plain recursion %12.3f us%s", plain_seconds * 1e6,
           other == answer ? "" : "  (another answer)");
  }
  printf("\n");
}

enum { INTERVALS = 96 };

static void
time_day(const char *name, double swing)
{
  double rate[INTERVALS], handle[INTERVALS], best = INFINITY, one = INFINITY;
  int agents[INTERVALS];
  for (int i = 0; i < INTERVALS; i++) {
    double load = 250.0 * (1.0 - swing + swing * sin(2.0 * G_PI * i / INTERVALS));
    rate[i] = load / 240.0;
    handle[i] = 240.0;
    agents[i] = (int) (load + 0.3 * sqrt(load)) + i % 3;
  }
  MusterDayInput input = {INTERVALS, 900.0, rate, handle, agents, 120.0, 20.0, MUSTER_DAY_EXH_IDLE};
  MusterDayInterval out[INTERVALS];
  for (int round = 0; round < 5; round++) {
    double start = cpu_s();
    if (!muster_day_solve(&input, out, NULL))
      return;
    best = fmin(best, cpu_s() - start);
  }
  MusterDaySolver *solver = muster_day_solver_new(&input, NULL);
  muster_day_solver_get(solver, 40, &out[0], NULL);
  for (int round = 0; round < 20; round++) {
    double start = cpu_s();
    muster_day_solver_set_agents(solver, 40, 41, 250 + round % 2);
    muster_day_solver_get(solver, 40, &out[0], NULL);
    one = fmin(one, cpu_s() - start);
  }
  muster_day_solver_free(solver);
  printf("exact day, 96 intervals, %s: %.1f ms; one interval solved again: %.2f ms\n", name, best * 1e3,
         one * 1e3);
}

int
main(void)
{
  static const double LOADS[] = {10, 100, 1000, 10000, 100000};
  for (guint i = 0; i < G_N_ELEMENTS(LOADS); i++)
    compare("Erlang C", ours_c, plain_c, LOADS[i], 1e5);
  for (guint i = 0; i < G_N_ELEMENTS(LOADS); i++)
    compare("Erlang A", ours_a, plain_a, LOADS[i], 500);
  time_day("250 erl all day", 0.0);
  time_day("100 to 250 erl", 0.3);
  return 0;
}
