/* Teams with room: the agents of a team who have so many contacts in hand and may take some queues beside them. Each is a copy of
 * the team, cut to those queues, so that offers and routers know nothing of contacts in hand. */
#include "sim/room_private.h"

static guint64
takes(const MusterSim *sim, const SimTeam *team, SimInHand in)
{
  guint64 queues = 0;
  for (int q = 0; q < sim->n_queues; q++)
    if ((team->queues >> q & 1) && sim_in_hand_takes(in, &sim->queue[q]))
      queues |= G_GUINT64_CONSTANT(1) << q;
  return queues;
}

static int
team_with_room(MusterSim *sim, int base, int in_hand, guint64 queues)
{
  for (int t = sim->n_teams; t-- > 0 && sim->team[t].base == base && sim->team[t].in_hand > 0;)
    if (sim->team[t].in_hand == in_hand && sim->team[t].queues == queues)
      return t;
  SimTeam team = sim->team[base];
  team.base = base;
  team.in_hand = in_hand;
  team.queues = queues;
  team.delayed &= queues;
  team.ruled &= queues;
  team.room = NULL;
  sim->team = g_renew(SimTeam, sim->team, sim->n_teams + 1);
  sim->team[sim->n_teams] = team;
  return sim->n_teams++;
}

/* Walks through all that the hands of an agent may hold; hands that may hold something may hold any part of it. */
static void
visit(MusterSim *sim, int base, SimInHand in, gboolean *seen)
{
  gsize at = sim_room_at(sim, in);
  if (seen[at])
    return;
  seen[at] = TRUE;
  guint64 queues = takes(sim, &sim->team[base], in);
  int in_hand = in.chats + in.others, room = 0;
  if (queues != 0 && in_hand > 0)
    room = team_with_room(sim, base, in_hand, queues);
  sim->team[base].room[at] = room;
  for (guint64 m = queues; m != 0; m &= m - 1)
    visit(sim, base, sim_in_hand_with(in, &sim->queue[__builtin_ctzll(m)]), seen);
}

/* Whether an agent with one contact of some queue in hand may take another one. */
static gboolean
may_have_several(const MusterSim *sim, const SimTeam *team)
{
  for (guint64 m = team->queues; m != 0; m &= m - 1)
    if (takes(sim, team, sim_in_hand_with(SIM_EMPTY_HANDS, &sim->queue[__builtin_ctzll(m)])) != 0)
      return TRUE;
  return FALSE;
}

/* Where chats are handed back at a shift's end, the work that is left of each must be known, also of one at a time. */
static gboolean
hands_chats_back(const MusterSim *sim, const SimTeam *team)
{
  if (sim->centre->simulate.shift_end != MUSTER_SHIFT_END_HAND_BACK)
    return FALSE;
  for (guint64 m = team->queues; m != 0; m &= m - 1)
    if (sim->queue[__builtin_ctzll(m)].chats > 0)
      return TRUE;
  return FALSE;
}

static void
count_places(MusterSim *sim)
{
  if (!sim->several)
    return;
  sim->places = g_new0(int, MAX(sim->n_groups, 1));
  for (int t = 0; t < sim->n_teams; t++) /* people with skills of their own may chat where their group does not */
    for (guint64 m = sim->team[t].several ? sim->team[t].queues : 0; m != 0; m &= m - 1) {
      int *places = &sim->places[sim->team[t].group];
      *places = MAX(*places, sim->queue[__builtin_ctzll(m)].chats);
    }
}

void
sim_room_build(MusterSim *sim)
{
  g_autofree gboolean *seen = NULL;
  int n_teams = sim->n_teams;
  for (int q = 0; q < sim->n_queues; q++)
    sim->most_chats = MAX(sim->most_chats, sim->queue[q].chats);
  gsize n_states = (gsize) (sim->most_chats + 1) * (gsize) (sim->most_chats + 1) * 4;
  for (int t = 0; t < n_teams; t++) {
    if (!may_have_several(sim, &sim->team[t]) && !hands_chats_back(sim, &sim->team[t]))
      continue;
    sim->several = sim->team[t].several = TRUE;
    for (guint64 m = sim->team[t].queues; m != 0; m &= m - 1)
      sim->queue[__builtin_ctzll(m)].several = TRUE;
    sim->team[t].room = g_new0(int, n_states);
    g_free(seen);
    seen = g_new0(gboolean, n_states);
    visit(sim, t, SIM_EMPTY_HANDS, seen);
  }
  count_places(sim);
}
