/* One replication from its first tick to its last, and what must hold afterwards. */
#include "sim/extras_private.h"
#include "sim/hands_private.h"
#include "sim/later_private.h"
#include "sim/cases_private.h"
#include "sim/conference_private.h"
#include "sim/lists_private.h"
#include "sim/lines_private.h"
#include "sim/quiet_private.h"
#include "sim/recursion_private.h"
#include "sim/relief_private.h"
#include "sim/reserve_private.h"
#include "sim/same_private.h"
#include "sim/trunks_private.h"
#include "sim/warm_private.h"
#include <string.h>

/* The agenda's grain: how many may be busy at once, and for how long, of all that teams serve. */
static void
begin_agenda(SimEngine *e)
{
  const MusterSim *sim = e->sim;
  double ticks = 0;
  int n_busy = sim->n_agents, n = 0;
  for (int g = 0; g < sim->n_groups && sim->level != NULL; g++) {
    int most = 0;
    for (int p = 0; p < sim->n_periods; p++)
      most = MAX(most, sim->level[g * sim->n_periods + p]);
    n_busy += most;
  }
  for (int t = 0; t < sim->n_teams; t++)
    for (guint64 m = sim->team[t].queues; m != 0; m &= m - 1, n++) {
      const SimServe *serve = &sim->team[t].serve[__builtin_ctzll(m)];
      ticks += serve->handle->mean_s * serve->ticks_per_s;
    }
  SimTick mean = sim_ticks(sim_seconds(ticks / MAX(n, 1)));
  sim_agenda_init(&e->agenda, (guint32) sim->n_timers + e->agent_capacity, n_busy, MAX(mean, 1));
}

static void
allocate_staff(SimEngine *e)
{
  const MusterSim *sim = e->sim;
  for (int g = 0; g < sim->n_groups; g++)
    e->group[g].agents = g_array_new(FALSE, FALSE, sizeof(guint32));
  e->agent_capacity = (guint32) MAX(sim->n_agents, 1) + sim->n_reserve_agents;
  e->agent = g_new0(SimAgent, e->agent_capacity);
  begin_agenda(e);
  if (e->hands != NULL)
    sim_hands_grow(e);
  sim_occupancy_reserve(e);
  e->reserve = sim_reserves_new(sim);
  e->same = sim->centre->same_agent_queues != 0 ? sim_same_new(sim) : NULL;
  if (sim->level != NULL)
    return;
  e->relief = sim->centre->simulate.shift_end == MUSTER_SHIFT_END_UNTIL_RELIEVED ? sim_relief_new(sim) : NULL;
  e->post = g_new0(SimPost, e->agent_capacity);
  e->learning = sim->learns ? g_new0(double, e->agent_capacity) : NULL;
  e->absent = g_new0(guint8, MAX(sim->n_duties, 1));
  e->spells = sim_spells_new();
}

SimEngine *
sim_engine_new(const MusterSim *sim)
{
  SimEngine *e = g_new0(SimEngine, 1);
  e->sim = sim;
  e->free_node = e->free_later = SIM_NOBODY;
  e->line = g_new0(SimLine, MAX(sim->n_queues, 1));
  e->timer = g_new0(SimTimer, MAX(sim->n_timers, 1));
  e->idle = g_new0(SimChain, MAX(sim->n_teams, 1));
  e->idle_teams = g_new0(guint64, MAX(sim->n_words, 1));
  e->group = g_new0(SimGroupState, MAX(sim->n_groups, 1));
  e->cell = g_new0(SimQueueCell, ((gsize) sim->n_intervals + 2) * (gsize) MAX(sim->n_queues, 1));
  e->group_cell = g_new0(SimGroupCell, ((gsize) sim->n_intervals + 2) * (gsize) MAX(sim->n_groups, 1));
  e->hands = sim_hands_new(sim);
  allocate_staff(e);
  e->trunks = sim_trunks_new(sim);
  if (sim->script_knows)
    e->given = sim_given_new(sim);
  sim_callbacks_init(e);
  for (int q = 0; q < sim->n_queues && e->cases == NULL; q++)
    if (sim->queue[q].is_noted)
      e->cases = sim_cases_new(sim);
  e->quiet = sim_quiet_new(sim);
  e->warm = sim_warm_new(sim);
  e->split = sim->demand->split > 0 ? g_new(SimSplit, MAX(sim->n_queues, 1)) : NULL;
  for (int q = 0; e->split != NULL && q < sim->n_queues; q++)
    e->split[q].day = -1;
  if (sim->has_seconds)
    e->held = g_array_new(FALSE, FALSE, sizeof(SimHeld));
  if (sim->has_lists)
    e->lists = sim_lists_new(sim);
  if (sim->options.kernel == MUSTER_SIM_KERNEL_AUTO && sim_recursion_fits(sim))
    e->recursion = sim_recursion_new(sim);
  return e;
}

void
sim_engine_free(SimEngine *e)
{
  if (e == NULL)
    return;
  sim_agenda_clear(&e->agenda);
  for (int g = 0; g < e->sim->n_groups; g++)
    g_array_unref(e->group[g].agents);
  g_clear_pointer(&e->spells, g_array_unref);
  g_free(e->sorted);
  g_free(e->drawn);
  g_free(e->ordered);
  g_free(e->bucket);
  g_free(e->node);
  g_free(e->joined);
  g_free(e->later);
  g_free(e->later_heap);
  g_free(e->line);
  g_free(e->timer);
  sim_callbacks_clear(e);
  g_free(e->agent);
  g_free(e->post);
  g_free(e->learning);
  sim_reserves_free(e->sim, e->reserve);
  sim_relief_free(e->relief);
  sim_same_free(e->same);
  g_free(e->absent);
  sim_hands_free(e->hands);
  g_free(e->idle);
  g_free(e->idle_teams);
  g_free(e->occupancy);
  g_free(e->group);
  g_free(e->cell);
  g_free(e->group_cell);
  sim_recursion_free(e->recursion);
  sim_trunks_free(e->trunks);
  sim_given_free(e->given);
  sim_cases_free(e->cases);
  sim_lists_free(e->lists, e->sim);
  sim_quiet_free(e->quiet);
  sim_warm_free(e->warm);
  g_free(e->split);
  g_clear_pointer(&e->held, g_array_unref);
  sim_extras_free(e->extras);
  g_free(e);
}

/* As at the first tick; nothing of the replication before shows. */
static void
reset(SimEngine *e)
{
  const MusterSim *sim = e->sim;
  sim_agenda_empty(&e->agenda);
  memset(e->cell, 0, ((gsize) sim->n_intervals + 2) * (gsize) sim->n_queues * sizeof *e->cell);
  memset(e->group_cell, 0, ((gsize) sim->n_intervals + 2) * (gsize) sim->n_groups * sizeof *e->group_cell);
  memset(e->idle_teams, 0, (gsize) sim->n_words * sizeof *e->idle_teams);
  e->waiting = 0;
  sim_later_clear(e);
  if (e->trunks != NULL)
    sim_trunks_empty(e->trunks);
  if (e->given != NULL)
    sim_given_clear(e->given);
  sim_callbacks_begin(e);
  if (e->cases != NULL)
    sim_cases_begin(e);
  for (int q = 0; q < sim->n_queues; q++) {
    e->line[q] = (SimLine){.head = SIM_NOBODY, .tail = SIM_NOBODY, .earliest = SIM_NEVER};
    for (int d = 0; d < sim->queue[q].n_delays; d++)
      e->timer[sim->queue[q].first_timer + (guint32) d] =
          (SimTimer){.node = SIM_NOBODY, .queue = (guint32) q, .step = (guint32) d};
  }
  for (int t = 0; t < sim->n_teams; t++)
    e->idle[t] = (SimChain){SIM_NOBODY, SIM_NOBODY};
  for (int g = 0; g < sim->n_groups; g++) {
    GArray *agents = e->group[g].agents;
    g_array_set_size(agents, 0);
    e->group[g] = (SimGroupState){.agents = agents};
  }
  if (e->hands != NULL)
    sim_hands_begin(e);
  e->n_agents = 0;
}

/* --- the calendar: periods, closings, duties, spells -------------------------------------------------------------- */

typedef struct {
  int period;
  guint closing, spell;
  int staff;
} Cursor;

static SimTick
next_period(const MusterSim *sim, const Cursor *c)
{
  if (c->period > sim->n_periods)
    return SIM_NEVER;
  return c->period == sim->n_periods ? sim->end : sim->period[c->period].start;
}

static SimTick
next_moment(const SimEngine *e, const Cursor *c)
{
  const MusterSim *sim = e->sim;
  SimTick next = next_period(sim, c);
  if (c->closing < sim->closings->len)
    next = MIN(next, g_array_index(sim->closings, SimClosing, c->closing).t);
  if (c->staff < sim->n_staff_events)
    next = MIN(next, sim->staff_event[c->staff].t);
  if (e->spells != NULL)
    next = MIN(next, sim_spell_time(e, c->spell));
  return next;
}

static void
at_moment(SimEngine *e, Cursor *c, SimTick now)
{
  const MusterSim *sim = e->sim;
  while (next_period(sim, c) == now)
    sim_period_begin(e, c->period++);
  while (c->closing < sim->closings->len && g_array_index(sim->closings, SimClosing, c->closing).t == now)
    sim_line_dismiss(e, g_array_index(sim->closings, SimClosing, c->closing++).queue, now);
  while (c->staff < sim->n_staff_events && sim->staff_event[c->staff].t == now)
    sim_post_event(e, &sim->staff_event[c->staff++]);
  while (e->spells != NULL && sim_spell_time(e, c->spell) == now)
    sim_spell_begin(e, c->spell++);
}

/* --- what must hold ----------------------------------------------------------------------------------------------- */

static gboolean
lost(const SimEngine *e, int replication, const char *what, GError **error)
{
  g_set_error(error, MUSTER_SOLVE_ERROR, MUSTER_SOLVE_ERROR_FAILED,
              "the simulation lost count in replication %d of seed %" G_GUINT64_FORMAT ": %s",
              replication + 1, e->sim->options.seed, what);
  return FALSE;
}

/* Contacts are conserved by fate, nobody is busy, nothing is left on the agenda. */
static gboolean
check(const SimEngine *e, int replication, GError **error)
{
  const MusterSim *sim = e->sim;
  for (int q = 0; q < sim->n_queues; q++) {
    if (e->line[q].n_live != 0)
      return lost(e, replication, "contacts still wait", error);
    if (e->cases != NULL && (e->cases->in_hand[q] != 0 || e->cases->outside[q] != 0))
      return lost(e, replication, "cases are still in hand or outside", error);
    for (int row = 0; row < sim->n_intervals + 2; row++) {
      const SimQueueCell *cell = &e->cell[(gsize) row * (gsize) sim->n_queues + (gsize) q];
      gint64 blocked = sim->centre->blocked_is_offered ? cell->x[SIM_Q_BLOCKED] : 0;
      if (cell->x[SIM_Q_ARRIVED] != sim_queue_cell_resolved(cell) + blocked)
        return lost(e, replication, "offered is not the sum of the fates of contacts", error);
      if (cell->x[SIM_Q_AREA] < 0 || cell->x[SIM_Q_WAIT_ANSWERED] < 0 || cell->x[SIM_Q_WAIT_ABANDONED] < 0)
        return lost(e, replication, "a wait is negative", error);
    }
  }
  for (int g = 0; g < sim->n_groups; g++)
    if (e->group[g].n_busy != 0 || e->group[g].n_leavers != 0)
      return lost(e, replication, "agents are still busy", error);
  if (sim_agenda_top(&e->agenda) != SIM_HEAP_EMPTY)
    return lost(e, replication, "events are left", error);
  return TRUE;
}

static void
close_cells(SimEngine *e)
{
  const MusterSim *sim = e->sim;
  for (int row = 0; row < sim->n_intervals + 2; row++) {
    for (int q = 0; q < sim->n_queues; q++) {
      SimQueueCell *cell = sim_cell(e, (guint32) row, q);
      if (sim->queue[q].opinions != NULL)
        sim_opinions_close(sim->queue[q].opinions, cell);
      sim_queue_cell_close(cell, sim->queue[q].within >= 0);
      if (sim->queue[q].promise >= 0)
        cell->x[SIM_Q_PROMISES_BROKEN] = cell->x[SIM_Q_CALLBACKS] - cell->x[SIM_Q_PROMISES_KEPT];
    }
    for (int g = 0; g < sim->n_groups; g++) {
      SimGroupCell *cell = sim_group_cell(e, (guint32) row, g);
      gsize at = (gsize) g * (gsize) sim->n_intervals + (gsize) row;
      gboolean planned = row < sim->n_intervals;
      gint64 overrun = cell->x[SIM_G_OVERRUN];
      gint64 called_in = cell->x[SIM_G_CALLED_IN];
      cell->x[SIM_G_PAID] = (planned ? sim->paid[at] : 0) + overrun + called_in;
      double cost = sim_seconds((double) overrun) / 3600 * sim->centre->group[g].cost_per_h;
      cost += sim_seconds((double) called_in) / 3600 * sim->centre->group[g].call_in.cost_per_h;
      cell->x[SIM_G_COST] = (gint64) llround(((planned ? sim->cost[at] : 0) + cost) * SIM_MONEY);
    }
  }
}

static void
run_events(SimEngine *e)
{
  Cursor cursor = {0};
  sim_arrivals_none(e);
  if (e->held != NULL)
    g_array_set_size(e->held, 0);
  if (e->warm != NULL)
    sim_warm_begin(e);
  if (e->lists != NULL)
    sim_lists_begin(e);
  for (;;) {
    SimTick moment = next_moment(e, &cursor);
    e->limit = MIN(moment, sim_later_time(e));
    sim_engine_until(e);
    if (e->limit == SIM_NEVER)
      break;
    if (e->limit == moment)
      at_moment(e, &cursor, moment);
    else
      sim_later_fire(e);
  }
  for (int q = 0; q < e->sim->n_queues; q++)
    sim_line_resolve(e, q);
  if (e->lists != NULL)
    sim_lists_end(e);
  sim_period_flush(e);
}

/* Of these queues an answered contact is its talk and nothing else, and nobody looks on. */
static guint64
plain_queues(const SimEngine *e)
{
  const MusterSim *sim = e->sim;
  guint64 plain = 0;
  if (e->extras != NULL || e->given != NULL || e->same != NULL)
    return 0;
  for (int q = 0; q < sim->n_queues; q++)
    if (sim->queue[q].ring == 0 && !sim->queue[q].leads_on && sim->queue[q].n_remembered == 0 && sim->centre->queue[q].after_call.info == NULL)
      plain |= G_GUINT64_CONSTANT(1) << q;
  for (int i = 0; i < sim->centre->n_callbacks; i++) /* its promise is kept or broken, wherever it escalates to */
    plain &= ~(G_GUINT64_CONSTANT(1) << sim->centre->callback[i].into);
  for (int q = 0; q < sim->n_queues && sim->centre->n_callbacks > 0; q++)
    if (sim->queue[q].rules.escalate_to >= 0)
      plain &= ~(G_GUINT64_CONSTANT(1) << sim->queue[q].rules.escalate_to);
  return plain;
}

gboolean
sim_engine_run(SimEngine *e, int replication, GError **error)
{
  reset(e);
  e->key = muster_key(muster_key(0, e->sim->options.seed), (guint64) replication);
  gboolean persons = e->extras != NULL && e->extras->person != NULL, groups = e->extras != NULL && e->extras->tally != NULL;
  e->watched = (e->occupancy != NULL || persons ? SIM_WATCHES_AGENTS : 0) | (groups ? SIM_WATCHES_GROUPS : 0);
  e->plain = plain_queues(e);
  if (e->same != NULL) /* first: whatever is sent on its way remembers */
    sim_same_begin(e);
  if (e->post != NULL)
    sim_posts_begin(e);
  if (e->sim->n_reserves > 0)
    sim_reserves_begin(e);
  if (e->relief != NULL)
    sim_relief_begin(e);
  if (e->extras != NULL)
    sim_extras_begin(e);
  if (e->recursion != NULL)
    sim_recursion_run(e->recursion, e);
  else
    run_events(e);
  close_cells(e);
  return check(e, replication, error);
}
