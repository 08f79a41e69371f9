/* Reserves: agents of a group that are called in when a measure of a queue crosses a line, and sent back (docs/simulation/agents.md
 * has the law).
 *
 * Once a minute the counts of the queue are added up over all rows and kept in a ring as long as the window: what happened in the
 * window is the difference of its ends, so nothing is counted beside the cells. Looks and arrivals are events of later_private.h.
 */
#include "sim/reserve_private.h"
#include "sim/agents_private.h"
#include "sim/cases_private.h"
#include "sim/hands_private.h"
#include "sim/later_private.h"
#include "sim/lines_private.h"
#include "sim/moments_private.h"
#include <string.h>

#define LOOK_S 60.0 /* a reserve's supervisor looks so often, or at each window's end where windows are shorter */

typedef enum { LOOK, COME } Step; /* of a later event */
typedef enum { AT_HOME, CALLED, HERE } Where;

/* What has happened since the beginning. */
typedef struct {
  SimQueueCell cell;
  gint64 busy, present; /* of the groups that serve the queue */
} Seen;

struct SimReserveState {
  Where where;
  Seen *seen; /* [n_looks + 1], a ring */
  gint64 looks;
  SimTick *since; /* [n]: here since */
};

/* --- the problem -------------------------------------------------------------------------------------------------- */

void
sim_reserves_build(MusterSim *sim)
{
  for (int g = 0; g < sim->n_groups; g++) {
    const MusterCallIn *call_in = &sim->centre->group[g].call_in;
    if (!call_in->given)
      continue;
    sim->reserve = g_renew(SimReserve, sim->reserve, sim->n_reserves + 1);
    int n_looks = (int) ceil(call_in->over_s / LOOK_S);
    sim->reserve[sim->n_reserves++] = (SimReserve){.group = g,
                                                   .call_in = call_in,
                                                   .first = (guint32) sim->n_agents + sim->n_reserve_agents,
                                                   .n = (guint32) MIN(call_in->max, SIM_MAX_IDS),
                                                   .n_looks = n_looks,
                                                   .step = MAX(1, sim_ticks(call_in->over_s) / n_looks)};
    sim->n_reserve_agents += sim->reserve[sim->n_reserves - 1].n;
  }
}

SimReserveState *
sim_reserves_new(const MusterSim *sim)
{
  SimReserveState *state = g_new0(SimReserveState, MAX(sim->n_reserves, 1));
  for (int k = 0; k < sim->n_reserves; k++) {
    state[k].seen = g_new0(Seen, sim->reserve[k].n_looks + 1);
    state[k].since = g_new0(SimTick, sim->reserve[k].n);
  }
  return state;
}

void
sim_reserves_free(const MusterSim *sim, SimReserveState *state)
{
  for (int k = 0; state != NULL && k < sim->n_reserves; k++) {
    g_free(state[k].seen);
    g_free(state[k].since);
  }
  g_free(state);
}

/* --- events ------------------------------------------------------------------------------------------------------- */

static void
expect(SimEngine *e, int k, Step step, SimTick when)
{
  SimLater later = {.kind = SIM_LATER_RESERVE, .node = (guint32) k, .step = step};
  later.arrival.t = when;
  sim_later_push(e, later);
}

void
sim_reserves_begin(SimEngine *e)
{
  const MusterSim *sim = e->sim;
  for (int k = 0; k < sim->n_reserves; k++) {
    const SimReserve *r = &sim->reserve[k];
    SimReserveState *state = &e->reserve[k];
    state->where = AT_HOME;
    state->looks = 0;
    memset(state->seen, 0, (gsize) (r->n_looks + 1) * sizeof *state->seen);
    for (guint32 i = 0; i < r->n; i++)
      e->agent[r->first + i] = (SimAgent){.team = (guint16) r->group, .group = (guint16) r->group};
    expect(e, k, LOOK, r->step);
  }
  e->n_agents += sim->n_reserve_agents;
}

/* Time from when to when, into the rows of its intervals. What lies behind the last one is overrun of staff by number already. */
static void
book(SimEngine *e, int group, SimTick from, SimTick to)
{
  const MusterSim *sim = e->sim;
  for (int p = 0; p < sim->n_periods; p++) {
    const SimPeriod *period = &sim->period[p];
    SimTick part = MIN(to, period->end) - MAX(from, period->start);
    if (part > 0)
      sim_group_cell(e, (guint32) period->row, group)->x[SIM_G_CALLED_IN] += part;
  }
  if (sim->level == NULL && to > sim->end)
    sim_group_cell(e, (guint32) sim->n_intervals + 1, group)->x[SIM_G_CALLED_IN] += to - MAX(from, sim->end);
}

static void
come(SimEngine *e, int k, SimTick now)
{
  const SimReserve *r = &e->sim->reserve[k];
  for (guint32 i = 0; i < r->n; i++) {
    SimAgent *agent = &e->agent[r->first + i];
    agent->leaves = FALSE;
    if (agent->state != SIM_AGENT_OFF) { /* still has a contact in hand from the time before */
      sim_hands_reopen(e, r->first + i, now);
      continue;
    }
    e->reserve[k].since[i] = now;
    sim_occupancy_come(e, r->first + i, now);
    sim_group_present(e, r->group, 1, now);
    sim_agent_available(e, r->first + i, now);
  }
  if (e->joined != NULL)
    sim_join_again(e, now);
}

static void
go(SimEngine *e, int k, guint32 i, SimTick now)
{
  const SimReserve *r = &e->sim->reserve[k];
  e->agent[r->first + i].state = SIM_AGENT_OFF;
  e->agent[r->first + i].leaves = FALSE;
  sim_group_present(e, r->group, -1, now);
  book(e, r->group, e->reserve[k].since[i], now);
}

/* What waits for that agent alone waits for anybody now; and whoever stands in the line of a group that nobody is there of chooses again. */
static void
is_gone(SimEngine *e, guint32 id, SimTick now)
{
  if (e->same != NULL)
    sim_same_gone(e, id, now);
  if (e->joined != NULL && e->group[e->agent[id].group].n_present == 0)
    sim_join_again(e, now);
}

static void
send_back(SimEngine *e, int k, SimTick now)
{
  const SimReserve *r = &e->sim->reserve[k];
  e->reserve[k].where = AT_HOME;
  for (guint32 i = 0; i < r->n; i++) {
    SimAgent *agent = &e->agent[r->first + i];
    if (agent->state == SIM_AGENT_IDLE) {
      sim_idle_remove(e, r->first + i);
      go(e, k, i, now);
      is_gone(e, r->first + i, now);
    } else if (sim_hands_back(e, r->first + i)) {
      go(e, k, i, now);
      sim_hand_back(e, r->first + i, now);
      is_gone(e, r->first + i, now);
    } else if (sim_agent_works(agent)) {
      agent->leaves = TRUE;
      sim_hands_close(e, r->first + i);
      if (sim_may_hand_back(e))
        sim_hands_give_rest_back(e, r->first + i, now);
    }
  }
}

gboolean
sim_is_reserve(const SimEngine *e, guint32 id)
{
  for (int k = 0; k < e->sim->n_reserves; k++)
    if (id >= e->sim->reserve[k].first && id < e->sim->reserve[k].first + e->sim->reserve[k].n)
      return TRUE;
  return FALSE;
}

gboolean
sim_reserve_leave(SimEngine *e, guint32 id, SimTick now)
{
  for (int k = 0; k < e->sim->n_reserves; k++) {
    const SimReserve *r = &e->sim->reserve[k];
    if (id < r->first || id >= r->first + r->n)
      continue;
    go(e, k, id - r->first, now);
    is_gone(e, id, now);
    return TRUE;
  }
  return FALSE;
}

/* --- the measure -------------------------------------------------------------------------------------------------- */

/* All that has happened until now, as if the period ended. */
static Seen
look(const SimEngine *e, const SimReserve *r, SimTick now)
{
  const MusterSim *sim = e->sim;
  Seen seen = {0};
  int q = r->call_in->queue;
  SimTick rest = e->period_end - now;
  for (int row = 0; row < sim->n_intervals + 2; row++)
    for (int x = 0; x < SIM_N_Q; x++)
      seen.cell.x[x] += e->cell[(gsize) row * (gsize) sim->n_queues + (gsize) q].x[x];
  seen.cell.x[SIM_Q_AREA] += e->line[q].area - e->line[q].n_live * rest;
  for (int g = 0; g < sim->n_groups; g++) {
    if (!(sim->team[g].queues >> q & 1))
      continue;
    const SimGroupState *group = &e->group[g];
    seen.busy += group->busy_area - group->n_busy * rest;
    seen.present += group->present_area - group->n_present * rest;
    for (int row = 0; row < sim->n_intervals + 2; row++) {
      const SimGroupCell *cell = &e->group_cell[(gsize) row * (gsize) sim->n_groups + (gsize) g];
      seen.busy += cell->x[SIM_G_BUSY];
      seen.present += cell->x[SIM_G_PRESENT];
    }
  }
  return seen;
}

static double
share(gint64 of, gint64 all)
{
  return all > 0 ? (double) of / (double) all : NAN;
}

/* The measure over the window that ends now; NaN where nothing happened that tells it. */
static double
measured(SimEngine *e, const SimReserve *r, const Seen *then, const Seen *seen, SimTick now)
{
  const char *measure = r->call_in->measure;
  SimQueueCell cell;
  for (int x = 0; x < SIM_N_Q; x++)
    cell.x[x] = seen->cell.x[x] - then->cell.x[x];
  sim_queue_cell_close(&cell, e->sim->queue[r->call_in->queue].within >= 0);
  gint64 resolved = cell.x[SIM_Q_ANSWERED] + cell.x[SIM_Q_ABANDONED] + cell.x[SIM_Q_DISMISSED];
  if (strcmp(measure, "service_level") == 0) {
    gint64 good, of;
    sim_service(e->sim, cell.x, resolved, &good, &of);
    return share(good, of);
  }
  if (strcmp(measure, "abandonment") == 0)
    return share(cell.x[SIM_Q_ABANDONED], resolved);
  if (strcmp(measure, "occupancy") == 0)
    return share(seen->busy - then->busy, seen->present - then->present);
  if (strcmp(measure, "average_speed_of_answer") == 0)
    return sim_seconds(share(cell.x[SIM_Q_WAIT_ANSWERED], cell.x[SIM_Q_ANSWERED]));
  if (strcmp(measure, "queue_length") == 0)
    return share(cell.x[SIM_Q_AREA], r->n_looks * r->step);
  const SimNode *head = sim_line_head(e, r->call_in->queue, now, SIM_NEVER); /* longest_wait */
  return head == NULL ? 0 : sim_seconds((double) (now - head->arrived));
}

/* Beyond the line, on the side that `below` says. */
static gboolean
beyond(double value, gboolean below, double line)
{
  return below ? value < line : value > line; /* FALSE for NaN */
}

static gboolean
is_open(const SimEngine *e, const SimReserve *r, SimTick now)
{
  return now < e->sim->end && sim_spans_next(&e->sim->queue[r->call_in->queue].open, now) == now;
}

static void
decide(SimEngine *e, int k, const Seen *then, const Seen *seen, SimTick now)
{
  const SimReserve *r = &e->sim->reserve[k];
  SimReserveState *state = &e->reserve[k];
  const MusterCallIn *call_in = r->call_in;
  double value = measured(e, r, then, seen, now);
  if (state->where == AT_HOME && beyond(value, call_in->below, call_in->when)) {
    state->where = CALLED;
    expect(e, k, COME, now + sim_ticks(call_in->notice_s));
  } else if (state->where == HERE && !isnan(call_in->until) && beyond(value, !call_in->below, call_in->until)) {
    send_back(e, k, now);
  }
}

void
sim_reserve_event(SimEngine *e, const SimLater *later)
{
  int k = (int) later->node;
  const SimReserve *r = &e->sim->reserve[k];
  SimReserveState *state = &e->reserve[k];
  SimTick now = later->arrival.t;
  gboolean open = is_open(e, r, now);
  if (later->step == COME) {
    state->where = open ? HERE : AT_HOME;
    if (open)
      come(e, k, now);
    return;
  }
  sim_settle(e, now);
  state->looks++;
  gint64 n = r->n_looks + 1;
  Seen *seen = &state->seen[state->looks % n];
  *seen = look(e, r, now);
  if (!open && state->where == HERE)
    send_back(e, k, now);
  else if (open && state->looks >= r->n_looks)
    decide(e, k, &state->seen[(state->looks + 1) % n], seen, now);
  if (now < e->sim->end)
    expect(e, k, LOOK, MIN(now + r->step, e->sim->end));
}
