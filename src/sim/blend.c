/* Cases and the hours of groups: staff by number that is kept on after closing serves live contacts to the end, but takes no
 * cases, which wait for the next opening. After the last interval that one's staff goes on. */
#include "sim/cases_private.h"
#include "sim/choose_private.h"
#include "sim/hands_private.h"

/* The group closes while some of its agents have cases that go back: they are free for what live contacts still wait. */
static void
hand_back_all(SimEngine *e, int group, SimTick now)
{
  const GArray *agents = e->group[group].agents;
  for (guint i = 0; i < agents->len; i++) {
    guint32 id = g_array_index(agents, guint32, i);
    if (e->agent[id].state == SIM_AGENT_CHATS) {
      if (sim_may_hand_back(e) && !e->agent[id].leaves && sim_hands_have_case(e, id)) {
        sim_case_hand_back(e, id, now);
        sim_hands_available(e, id, now);
      }
      continue;
    }
    if (e->agent[id].leaves || !sim_hands_back(e, id))
      continue;
    sim_hand_back(e, id, now);
    sim_agent_available(e, id, now);
  }
}

void
sim_cases_hours(SimEngine *e, int period)
{
  const MusterSim *sim = e->sim;
  SimTick now = sim->period[period].start;
  for (int g = 0; sim->level != NULL && g < sim->n_groups; g++) {
    gboolean was_shut = e->cases->shut[g];
    e->cases->shut[g] = !sim->staffed[(gsize) g * (gsize) sim->n_periods + (gsize) period];
    if (e->cases->shut[g] && !was_shut)
      hand_back_all(e, g, now);
  }
}

guint64
sim_cases_allowed(const SimEngine *e, guint32 id, gboolean counted_idle)
{
  const SimTeam *team = &e->sim->team[e->agent[id].team];
  const SimGroupState *group = &e->group[team->group];
  return not_held_back(e, team->queues & e->sim->cases, team->group, group->n_present - group->n_busy - counted_idle);
}

void
sim_cases_count(SimEngine *e)
{
  for (guint64 m = e->sim->cases; m != 0; m &= m - 1) {
    int q = __builtin_ctzll(m);
    sim_cell(e, e->row, q)->x[SIM_Q_BACKLOG] = e->line[q].n_live + e->cases->in_hand[q] + e->cases->outside[q];
  }
}
