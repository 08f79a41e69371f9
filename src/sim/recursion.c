/* The recursion over arrivals; recursion_private.h says what it is. Staff changes at the beginning of a period are applied
 * when the contact at hand cannot begin before it. */
#include "sim/recursion_private.h"
#include "dist/draw_private.h"
#include "sim/record_private.h"
#include "sim/routing_private.h"
#include "sim/wheel_private.h"
#include <string.h>

#define BLOCK 64 /* arrivals whose handle times are drawn at once */

typedef enum { OFF, IDLE, BUSY, LEAVES } State;

struct SimRecursion {
  const MusterSim *sim;
  int n_agents;    /* all that may ever come: leavers may still be busy when others do */
  guint8 *state;   /* [n_agents] */
  guint32 n_known; /* agents that ever came in this replication */
  int n_rostered;
  SimWheel wheel;  /* the busy ones, and who has come free since and is not yet counted idle */
  guint32 *idle;   /* a ring of n_ring, in order of becoming idle */
  guint32 n_ring, first_idle, n_idle;
  int next_period; /* whose beginning comes next */
  SimTick begun, next_start; /* when the last one began, and when the next one does; G_MAXINT64: there is none */
  SimTick *end; /* [n_periods + 2] of the periods; of the time after the last one, and once more for spread(), G_MAXINT64 */
  gint64 *busy, *leaving, *waiting, *present; /* [n_periods + 2] agent or contact ticks; the last but one: after the end */
};

gboolean
sim_recursion_fits(const MusterSim *sim)
{
  if (sim->n_reserves > 0 || sim->several || sim->n_queues != 1 || sim->n_groups != 1 || sim->n_teams != 1 || sim->level == NULL || sim->options.all_measures)
    return FALSE;
  const SimQueue *q = &sim->queue[0];
  const MusterSimulateSpec *spec = &sim->centre->simulate;
  return (sim->team[0].queues & 1) != 0 && q->ring == 0 && q->n_delays == 0 && !q->leads_on && !q->conditional && q->n_redials == 0 &&
         !(q->contains > 0) && q->takes == 0 && q->fresh_takes == 0 &&
         q->callback == NULL && !q->is_noted && !sim->virtual_wait && sim->keep == NULL && !sim->script_knows && q->balk == NULL && !q->gated && sim->closings->len == 0 &&
         spec->staff_drop == MUSTER_STAFF_DROP_MARKED && !spec->leavers_stay &&
         sim->choose_agent == sim_router_find(MUSTER_ROUTER_CHOOSE_AGENT, "longest_idle");
}

SimRecursion *
sim_recursion_new(const MusterSim *sim)
{
  SimRecursion *r = g_new0(SimRecursion, 1);
  int most = 0;
  r->sim = sim;
  for (int p = 0; p < sim->n_periods; p++) {
    r->n_agents += p == 0 ? sim->level[0] : MAX(0, sim->level[p] - sim->level[p - 1]);
    most = MAX(most, sim->level[p]);
  }
  r->state = g_new0(guint8, MAX(r->n_agents, 1));
  r->n_ring = 1;
  while (r->n_ring < (guint32) r->n_agents)
    r->n_ring *= 2;
  r->idle = g_new0(guint32, r->n_ring);
  gsize n = (gsize) sim->n_periods + 2;
  r->end = g_new(SimTick, n);
  for (int p = 0; p < sim->n_periods + 2; p++)
    r->end[p] = p < sim->n_periods ? sim->period[p].end : G_MAXINT64;
  r->busy = g_new0(gint64, n);
  r->leaving = g_new0(gint64, n);
  r->waiting = g_new0(gint64, n);
  r->present = g_new0(gint64, n);
  const SimServe *serve = &sim->team[0].serve[0];
  sim_wheel_init(&r->wheel, r->n_agents, most, MAX(1, (SimTick) (serve->handle->mean_s * serve->ticks_per_s)));
  return r;
}

void
sim_recursion_free(SimRecursion *r)
{
  if (r == NULL)
    return;
  sim_wheel_clear(&r->wheel);
  g_free(r->state);
  g_free(r->idle);
  g_free(r->end);
  g_free(r->busy);
  g_free(r->leaving);
  g_free(r->waiting);
  g_free(r->present);
  g_free(r);
}

/* Adds the time from `from` on to each of the periods it lies in; p is the one of its beginning. That it crosses one boundary
 * is no rare thing and costs no branch. */
static inline void
spread(const SimRecursion *r, gint64 *sum, int p, SimTick from, SimTick to)
{
  SimTick here = MIN(to, r->end[p]);
  sum[p] += here - from;
  sum[p + 1] += MIN(to, r->end[p + 1]) - here;
  while (G_UNLIKELY(to > r->end[p + 1])) {
    p++;
    sum[p + 1] += MIN(to, r->end[p + 1]) - r->end[p];
  }
}

/* --- staff ------------------------------------------------------------------------------------------------------- */

static inline void
idle_append(SimRecursion *r, guint32 id)
{
  r->state[id] = IDLE;
  r->idle[(r->first_idle + r->n_idle++) & (r->n_ring - 1)] = id;
}

static inline guint32
idle_take(SimRecursion *r)
{
  r->n_idle--;
  return r->idle[r->first_idle++ & (r->n_ring - 1)];
}

/* Who has come free by `now` (before it, if it is the beginning of a period) is idle. */
static void
drain(SimRecursion *r, SimTick by, SimTick now)
{
  for (;;) {
    SimWheelTop top = sim_wheel_top(&r->wheel, now);
    if (top.key == SIM_HEAP_EMPTY || sim_heap_time(top.key) > by)
      return;
    sim_wheel_take(&r->wheel, &top);
    idle_append(r, sim_heap_id(top.key));
  }
}

static void
come(SimRecursion *r, int n, SimTick t)
{
  r->n_rostered += n;
  for (guint32 id = 0; n > 0; id++) {
    if (id == r->n_known)
      r->n_known++;
    else if (r->state[id] != OFF && !(r->state[id] == LEAVES && r->wheel.end[id] < t))
      continue;
    idle_append(r, id);
    n--;
  }
}

/* Busy ones leave, the last of the list first; each finishes its contact. */
static void
mark(SimRecursion *r, int n, int p, SimTick t)
{
  r->n_rostered -= n;
  for (guint32 id = r->n_known; id-- > 0 && n > 0;) {
    if (r->state[id] != BUSY)
      continue;
    r->state[id] = LEAVES;
    spread(r, r->leaving, p, t, r->wheel.end[id]);
    n--;
  }
  sim_wheel_empty(&r->wheel, t); /* nobody who is busy ends before it */
  for (guint32 id = 0; id < r->n_known; id++)
    if (r->state[id] == BUSY)
      sim_wheel_put(&r->wheel, id, r->wheel.end[id]);
}

/* The next period begins. `now`: of the contact at hand. */
static void
begin_period(SimRecursion *r, SimTick now)
{
  int p = r->next_period++;
  const SimPeriod *period = &r->sim->period[p];
  int level = r->sim->level[p];
  drain(r, period->start - 1, MIN(now, period->start));
  if (level > r->n_rostered)
    come(r, level - r->n_rostered, period->start);
  for (; level < r->n_rostered && r->n_idle > 0; r->n_rostered--)
    r->state[idle_take(r)] = OFF;
  if (level < r->n_rostered)
    mark(r, r->n_rostered - level, p, period->start);
  r->present[p] += r->n_rostered * (period->end - period->start);
  r->begun = period->start;
  r->next_start = r->next_period < r->sim->n_periods ? r->sim->period[r->next_period].start : G_MAXINT64;
}

/* --- contacts ------------------------------------------------------------------------------------------------------ */

/* When an agent is there for a contact that arrives at t; SIM_NEVER: nobody is. */
static inline SimTick
earliest(SimRecursion *r, SimTick t, SimWheelTop *top)
{
  if (r->n_idle > 0)
    return MAX(t, r->begun);
  *top = sim_wheel_top(&r->wheel, t);
  return top->key == SIM_HEAP_EMPTY ? SIM_NEVER : MAX(t, sim_heap_time(top->key));
}

/* What is the same for all contacts of a period. */
typedef struct {
  SimEngine *e;
  const SimQueue *q;
  const SimServe *serve;
  SimQueueCell *cell;
  double scale; /* ticks per second of drawn handle time */
  int p;
} Pass;

G_ALWAYS_INLINE static inline SimTick
handle(const Pass *pass, MusterKey key)
{
  const SimServe *serve = pass->serve;
  SimTick time = sim_work_ticks(serve->handle, key, MUSTER_DRAW_HANDLE, pass->scale);
  if (G_UNLIKELY(serve->after_call != NULL))
    time += sim_work_ticks(serve->after_call, key, MUSTER_DRAW_AFTER_CALL, pass->scale);
  return time;
}

/* The contact begins at `start` with whoever is free first. */
G_ALWAYS_INLINE static inline void
answer(SimRecursion *r, const Pass *pass, const SimArrival *a, SimTick work, SimTick start,
       const SimWheelTop *top)
{
  guint32 id;
  if (r->n_idle > 0) {
    id = idle_take(r);
    r->state[id] = BUSY;
  } else {
    id = sim_heap_id(top->key);
    sim_wheel_take(&r->wheel, top);
  }
  SimTick end = MIN(start + work, SIM_NEVER - 1);
  spread(r, r->busy, start < r->sim->end ? r->next_period - 1 : r->sim->n_periods, start, end);
  if (G_UNLIKELY(!sim_wheel_fits(&r->wheel, end))) {
    drain(r, a->t, a->t); /* time may have gone on meanwhile */
    sim_wheel_put(&r->wheel, id, end);
  } else
    sim_wheel_put_near(&r->wheel, id, end);
  sim_cell_answer(pass->cell, pass->q, start - a->t);
}

G_ALWAYS_INLINE static inline void
contact(SimRecursion *r, const Pass *pass, const SimArrival *a, SimTick work)
{
  const SimQueue *q = pass->q;
  SimTick deadline = SIM_NEVER, start;
  SimWheelTop top = {.key = SIM_HEAP_EMPTY};
  gboolean drawn = q->patience == NULL;
  for (;;) {
    start = earliest(r, a->t, &top);
    if (G_UNLIKELY(start > a->t) && !drawn) {
      deadline = a->t + sim_ticks(muster_dist_draw_inline(q->patience, a->key, MUSTER_DRAW_PATIENCE));
      drawn = TRUE;
    }
    if (G_LIKELY(r->next_start > MIN(start, deadline)))
      break;
    begin_period(r, a->t);
  }
  SimTick gone = MIN(start, deadline);
  if (gone > a->t)
    spread(r, r->waiting, pass->p, a->t, MIN(gone, MAX(a->t, r->sim->end)));
  if (start == SIM_NEVER && deadline == SIM_NEVER)
    pass->cell->x[SIM_Q_UNDECIDED]++;
  else if (deadline < start)
    sim_record_abandon(pass->e, 0, pass->e->row, a->t, deadline - a->t, FALSE, a->key);
  else
    answer(r, pass, a, work, start, &top);
}

/* Handle times first, a few at a time: a loop of their own keeps the processor's pipes full. */
static void
run_period(SimRecursion *r, const Pass *pass)
{
  SimTick work[BLOCK];
  for (const SimArrival *arrival = pass->e->arrival; arrival->t < SIM_NEVER;) {
    int n = 0;
    for (; n < BLOCK && arrival[n].t < SIM_NEVER; n++)
      work[n] = handle(pass, arrival[n].key);
    for (int i = 0; i < n; i++)
      contact(r, pass, arrival++, work[i]);
  }
}

/* --- one replication ------------------------------------------------------------------------------------------------ */

static void
reset(SimRecursion *r)
{
  gsize bytes = ((gsize) r->sim->n_periods + 2) * sizeof(gint64);
  memset(r->state, OFF, (gsize) r->n_agents);
  memset(r->busy, 0, bytes);
  memset(r->leaving, 0, bytes);
  memset(r->waiting, 0, bytes);
  memset(r->present, 0, bytes);
  sim_wheel_empty(&r->wheel, 0);
  r->n_known = r->n_idle = r->first_idle = 0;
  r->n_rostered = r->next_period = 0;
  r->begun = r->next_start = 0;
}

/* As the engine counts (calendar.c): while nobody is rostered, all work is overrun. */
static void
flush(const SimRecursion *r, SimEngine *e)
{
  const MusterSim *sim = r->sim;
  for (int p = 0; p <= sim->n_periods; p++) {
    guint32 row = p == sim->n_periods ? (guint32) sim->n_intervals + 1 : (guint32) sim->period[p].row;
    SimGroupCell *cell = sim_group_cell(e, row, 0);
    SimQueueCell *queue = sim_cell(e, row, 0);
    queue->x[SIM_Q_AREA] += r->waiting[p];
    cell->x[SIM_G_HANDLED] = queue->x[SIM_Q_AT_ONCE] + queue->x[SIM_Q_ANSWERED];
    if (p < sim->n_periods && sim->staffed[p]) {
      cell->x[SIM_G_BUSY] += r->busy[p];
      cell->x[SIM_G_PRESENT] += r->present[p] + r->leaving[p];
      cell->x[SIM_G_OVERRUN] += r->leaving[p];
    } else {
      cell->x[SIM_G_OVERRUN] += r->busy[p];
    }
  }
}

void
sim_recursion_run(SimRecursion *r, SimEngine *e)
{
  const MusterSim *sim = r->sim;
  reset(r);
  for (int p = 0; p < sim->n_periods; p++) {
    e->row = (guint32) sim->period[p].row;
    sim_arrivals_generate(e, &sim->period[p]);
    const SimServe *serve = &sim->team[0].serve[0];
    const double *stretched = serve->scaled ? sim->queue[0].handle_scale : NULL;
    const Pass pass = {.e = e,
                       .q = &sim->queue[0],
                       .serve = serve,
                       .cell = sim_cell(e, e->row, 0),
                       .scale = serve->ticks_per_s * (stretched != NULL ? stretched[e->row] : 1),
                       .p = p};
    run_period(r, &pass);
  }
  while (r->next_period < sim->n_periods)
    begin_period(r, sim->period[r->next_period].start);
  flush(r, e);
}
