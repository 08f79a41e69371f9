/* What happens at period ends: integrals are counted, staff by number rises and drops, arrivals of the next period are made. */
#include "sim/agents_private.h"
#include "sim/cases_private.h"
#include "sim/hands_private.h"
#include "sim/lines_private.h"
#include "sim/reserve_private.h"
#include "sim/same_private.h"

/* --- staff by number ---------------------------------------------------------------------------------------------- */

static guint32
agent_new(SimEngine *e, int group)
{
  if (e->n_agents == e->agent_capacity) {
    e->agent_capacity = MAX(64, e->agent_capacity * 2);
    e->agent = g_renew(SimAgent, e->agent, e->agent_capacity);
    sim_agenda_grow(&e->agenda, (guint32) e->sim->n_timers + e->agent_capacity);
    sim_occupancy_reserve(e);
    if (e->hands != NULL)
      sim_hands_grow(e);
  }
  guint32 id = e->n_agents++;
  g_assert(id + (guint32) e->sim->n_timers < SIM_MAX_IDS);
  e->agent[id] = (SimAgent){.team = (guint16) group, .group = (guint16) group};
  g_array_append_val(e->group[group].agents, id);
  return id;
}

/* `n` agents come: those who have been there before, in order, then new ones. */
static void
come(SimEngine *e, int group, gint64 n, SimTick now)
{
  SimGroupState *g = &e->group[group];
  g->n_rostered += n;
  sim_group_present(e, group, n, now);
  for (guint i = 0; n > 0; i++) {
    guint32 id = i < g->agents->len ? g_array_index(g->agents, guint32, i) : agent_new(e, group);
    if (e->agent[id].state != SIM_AGENT_OFF)
      continue;
    e->agent[id].leaves = FALSE;
    sim_occupancy_come(e, id, now);
    sim_agent_available(e, id, now);
    n--;
  }
}

/* Who waits for the agent alone is told last, when what was in hand has found its place. */
static void
go(SimEngine *e, int group, guint32 id, SimTick now)
{
  SimGroupState *g = &e->group[group];
  e->agent[id].state = SIM_AGENT_OFF;
  e->agent[id].leaves = FALSE;
  sim_group_present(e, group, -1, now);
  if (G_UNLIKELY(e->joined != NULL) && g->n_present == 0)
    sim_join_again(e, now);
}

static void
is_gone(SimEngine *e, guint32 id, SimTick now)
{
  if (G_UNLIKELY(e->same != NULL))
    sim_same_gone(e, id, now);
}

static void
more_leavers(SimEngine *e, SimGroupState *g, gint64 n, SimTick now)
{
  g->n_leavers += n;
  g->leaver_area += n * (e->period_end - now);
}

/* Busy agents who are to leave when their contact ends: `marked`, so many of them, and they go even if staff rises;
 * `first_to_finish`, whoever ends while more are present than rostered. */
static void
mark(SimEngine *e, SimGroupState *g, SimTick now)
{
  gint64 n = g->n_rostered - g->target;
  gboolean marked = e->sim->centre->simulate.staff_drop == MUSTER_STAFF_DROP_MARKED;
  more_leavers(e, g, marked ? n : n - g->n_leavers, now);
  for (guint i = g->agents->len; i-- > 0 && n > 0;) {
    SimAgent *agent = &e->agent[g_array_index(g->agents, guint32, i)];
    if (!sim_agent_works(agent) || (marked && agent->leaves))
      continue;
    agent->leaves = TRUE;
    sim_hands_close(e, g_array_index(g->agents, guint32, i));
    if (marked && sim_may_hand_back(e))
      sim_hands_give_rest_back(e, g_array_index(g->agents, guint32, i), now);
    if (marked) {
      g->n_rostered--;
      n--;
    }
  }
}

/* Of those who are too many, whoever can hand back what is in hand goes at once, the last first. */
static void
hand_back(SimEngine *e, int group, SimTick now)
{
  SimGroupState *g = &e->group[group];
  for (guint i = g->agents->len; i-- > 0 && g->n_rostered > g->target;) {
    guint32 id = g_array_index(g->agents, guint32, i);
    if (e->agent[id].leaves || !sim_hands_back(e, id))
      continue;
    g->n_rostered--;
    sim_hands_stop(e, id);
    go(e, group, id, now);
    sim_hand_back(e, id, now);
    is_gone(e, id, now);
  }
}

static void
unmark(SimEngine *e, SimGroupState *g, SimTick now)
{
  for (guint i = 0; i < g->agents->len && g->n_rostered < g->target; i++) {
    guint32 id = g_array_index(g->agents, guint32, i);
    SimAgent *agent = &e->agent[id];
    if (!sim_agent_works(agent) || !agent->leaves)
      continue;
    agent->leaves = FALSE;
    g->n_rostered++;
    more_leavers(e, g, -1, now);
    sim_hands_reopen(e, id, now);
  }
}

static void
set_level(SimEngine *e, int group, gint64 target, SimTick now)
{
  SimGroupState *g = &e->group[group];
  const MusterSimulateSpec *spec = &e->sim->centre->simulate;
  g->target = target;
  if (spec->staff_drop == MUSTER_STAFF_DROP_FIRST_TO_FINISH && g->n_leavers > MAX(0, g->n_rostered - target))
    more_leavers(e, g, MAX(0, g->n_rostered - target) - g->n_leavers, now);
  else if (spec->leavers_stay && spec->staff_drop == MUSTER_STAFF_DROP_MARKED)
    unmark(e, g, now);
  if (e->hands != NULL)
    sim_hands_levelled(e, group, now);
  if (g->n_rostered < target)
    come(e, group, target - g->n_rostered, now);
  while (g->n_rostered > target && e->idle[group].head != SIM_NOBODY) {
    guint32 id = e->idle[group].head;
    sim_idle_remove(e, id);
    g->n_rostered--;
    go(e, group, id, now);
    is_gone(e, id, now);
  }
  if (g->n_rostered > target)
    hand_back(e, group, now);
  if (g->n_rostered > target)
    mark(e, g, now);
}

void
sim_agent_leave(SimEngine *e, guint32 id, SimTick now)
{
  if (G_UNLIKELY(e->sim->n_reserves > 0) && sim_reserve_leave(e, id, now))
    return;
  if (e->post != NULL) {
    sim_post_leave(e, id, now);
    return;
  }
  int group = (int) e->agent[id].team;
  SimGroupState *g = &e->group[group];
  e->agent[id].leaves = FALSE;
  if (e->sim->centre->simulate.staff_drop == MUSTER_STAFF_DROP_FIRST_TO_FINISH) {
    if (g->n_rostered <= g->target) { /* enough have gone */
      sim_agent_available(e, id, now);
      return;
    }
    g->n_rostered--;
  }
  more_leavers(e, g, -1, now);
  go(e, group, id, now);
  is_gone(e, id, now);
}

/* --- periods ------------------------------------------------------------------------------------------------------ */

/* Counts the integrals of the period that ends into its row. */
void
sim_period_flush(SimEngine *e)
{
  const MusterSim *sim = e->sim;
  gboolean tail = e->period == sim->n_periods;
  if (e->cases != NULL && !tail)
    sim_cases_count(e);
  for (int q = 0; q < sim->n_queues; q++)
    sim_cell(e, e->row, q)->x[SIM_Q_AREA] += e->line[q].area;
  for (int g = 0; g < sim->n_groups; g++) {
    SimGroupState *group = &e->group[g];
    SimGroupCell *cell = sim_group_cell(e, e->row, g);
    gboolean counted =
        !tail && (sim->level == NULL || sim->staffed[(gsize) g * (gsize) sim->n_periods + (gsize) e->period]);
    if (counted) {
      cell->x[SIM_G_BUSY] += group->busy_area;
      cell->x[SIM_G_PRESENT] += group->present_area;
      cell->x[SIM_G_CHATS] += group->chats_area;
      cell->x[SIM_G_PLACES] += sim->places != NULL ? group->present_area * sim->places[g] : 0;
      cell->x[SIM_G_OVERRUN] += group->leaver_area;
    } else { /* nobody is rostered by number: all work is overrun */
      cell->x[SIM_G_OVERRUN] += sim->level != NULL ? group->busy_area : group->leaver_area;
    }
  }
}

/* Integrals of the new period, as if the present levels lasted to its end. */
static void
carry_over(SimEngine *e, SimTick length)
{
  for (int q = 0; q < e->sim->n_queues; q++)
    e->line[q].area = e->line[q].n_live * length;
  for (int g = 0; g < e->sim->n_groups; g++) {
    SimGroupState *group = &e->group[g];
    group->busy_area = group->n_busy * length;
    group->present_area = group->n_present * length;
    group->leaver_area = group->n_leavers * length;
    group->chats_area = group->n_chats * length;
  }
}

void
sim_period_begin(SimEngine *e, int p)
{
  const MusterSim *sim = e->sim;
  gboolean tail = p == sim->n_periods;
  SimTick now = tail ? sim->end : sim->period[p].start;
  sim_settle(e, now);
  if (p > 0) {
    sim_period_flush(e);
    if (e->extras != NULL)
      sim_tally_flush(e, now);
  }
  e->period = p;
  e->row = tail ? (guint32) sim->n_intervals + 1 : (guint32) sim->period[p].row;
  e->period_end = tail ? sim->end : sim->period[p].end;
  carry_over(e, e->period_end - now);
  if (e->extras != NULL)
    sim_tally_period(e, now);
  for (int q = 0; e->extras != NULL && q < sim->n_queues; q++)
    sim_extras_length(e, q, now);
  if (tail)
    return;
  sim_arrivals_generate(e, &sim->period[p]);
  sim_past_begin(e, &sim->period[p]);
  if (p == 0)
    sim_backlog_begin(e);
  if (e->cases != NULL)
    sim_cases_hours(e, p);
  for (int g = 0; sim->level != NULL && g < sim->n_groups; g++)
    set_level(e, g, sim->level[(gsize) g * (gsize) sim->n_periods + (gsize) p], now);
  if (e->joined != NULL)
    sim_join_again(e, now);
  if (e->cases != NULL)
    sim_engine_resume(e, now);
}
