/* Smallest number of lines for a blocking target, agents given.
 *
 * With j waiting places the share that is blocked is B(j) = 1 / (1 + weights of all states below the full
 * one, which has 1); it falls in j. Without abandonment the queue's states are a geometric series and B(j) is
 * closed. With it the weights are summed downwards from the full state as long as contacts come faster than
 * they go there, where the terms only fall; beyond, B(j + 1) = y B(j) / (1 + y B(j)) with y = arrivals /
 * departures, as for Erlang B. */
#include "erlang/domain_private.h"
#include "erlang/lines_private.h"

static const double NO_MORE = 1e-18;

typedef struct {
  double load, patience; /* patience in handle times, INFINITY: nobody abandons */
  int agents, most;      /* most places */
  Blocking none;         /* without a waiting place */
} Places;

/* Departures over arrivals with j waiting, none idle. */
static inline double
leave_ratio(const Places *p, double j)
{
  return (p->agents + j / p->patience) / p->load;
}

static double
block_patient(const Places *p, int j)
{
  return 1.0 / (1.0 + erlang_lines_below_patient(p->load, p->agents, j, &p->none));
}

/* Contacts come faster than they go with up to j waiting. */
static double
block_full(const Places *p, int j)
{
  double term = 1.0, sum = 0.0;
  for (int k = j; k > 0; k--) {
    term *= leave_ratio(p, k);
    sum += term;
    if (term * k < NO_MORE * sum)
      return 1.0 / (1.0 + sum);
  }
  return 1.0 / (1.0 + sum + term * p->none.not_block / p->none.block);
}

/* Smallest j in (misses, keeps], B(keeps) being on target and B(misses) not. */
static int
bisect(const Places *p, double (*block)(const Places *, int), double target, int misses, int keeps)
{
  while (keeps - misses > 1) {
    int middle = misses + (keeps - misses) / 2;
    if (block(p, middle) > target)
      misses = middle;
    else
      keeps = middle;
  }
  return keeps;
}

static int
places_impatient(const Places *p, double target)
{
  double busy = floor((p->load - p->agents) * p->patience); /* up to so many waiting, more come than go */
  int turn = (int) CLAMP(busy, 0.0, p->most);
  double block = block_full(p, turn);
  if (block <= target)
    return bisect(p, block_full, target, 0, turn);
  while (turn < p->most && block > target) {
    turn++;
    double y = block / leave_ratio(p, turn);
    block = y / (1.0 + y);
  }
  return block > target ? -1 : turn;
}

/* -1: even the most places block too many. */
static int
places_needed(const Places *p, double target)
{
  if (p->none.block <= target)
    return 0;
  if (isfinite(p->patience))
    return places_impatient(p, target);
  return block_patient(p, p->most) > target ? -1 : bisect(p, block_patient, target, 0, p->most);
}

gboolean
muster_erlang_lines_needed(double load_erl, double handle_s, double patience_s, int agents,
                           double target_block, int *lines, GError **error)
{
  if (!erlang_check_load(load_erl, error) || !erlang_check_target("blocking target", target_block, error) ||
      !erlang_check_time("handle time", handle_s, FALSE, error) ||
      (patience_s != INFINITY && !erlang_check_patience(patience_s, handle_s, error)))
    return FALSE;
  if (agents < 1 || agents > MUSTER_ERLANG_MAX_LINES || isnan(target_block)) {
    g_set_error(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_DOMAIN,
                "%d agents are out of range, or there is no blocking target: one to 1e7 agents", agents);
    return FALSE;
  }
  Places p = {.load = load_erl, .patience = patience_s / handle_s, .agents = agents};
  p.most = MUSTER_ERLANG_MAX_LINES - agents;
  p.none = erlang_blocking(load_erl > 0.0 ? load_erl : 1.0, agents);
  int places = load_erl > 0.0 ? places_needed(&p, target_block) : 0;
  *lines = places < 0 ? 0 : agents + places;
  return TRUE;
}
