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
    if (!may_have_several(sim, &sim->team[t]))
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

/* Dialers and conferences ask for idle agents, and cannot tell who has chats in hand beside. */
static void
refuse_lists(const MusterSim *sim, const char *hint, MusterFaults *faults)
{
  guint64 asked = 0;
  for (int q = 0; q < sim->n_queues; q++) {
    const MusterQueue *queue = &sim->centre->queue[q];
    if (queue->channel == MUSTER_CHANNEL_OUTBOUND || queue->second_chance > 0)
      asked |= G_GUINT64_CONSTANT(1) << q;
    if (queue->second_chance > 0 && queue->second_queue >= 0)
      asked |= G_GUINT64_CONSTANT(1) << queue->second_queue;
  }
  for (int q = 0; q < sim->n_queues; q++)
    if (sim->queue[q].several && (asked >> q & 1))
      muster_faults_error(faults, sim->centre->queue[q].mark, hint,
                          "simulate cannot honour the list or conferences of queue '%s' yet, whose agents have several chats at a time",
                          sim->centre->queue[q].name);
}

void
sim_room_refuse(const MusterSim *sim, MusterFaults *faults)
{
  static const char hint[] = "allow one chat at a time, or leave this out";
  const MusterCentre *centre = sim->centre;
  if (!sim->several)
    return;
  if (centre->same_agent_queues != 0)
    muster_faults_error(faults, muster_centre_mark(centre, "routing.same_agent"), hint,
                        "simulate cannot honour 'same_agent' where agents have several chats at a time yet");
  if (centre->simulate.shift_end != MUSTER_SHIFT_END_FINISH)
    muster_faults_error(faults, muster_centre_mark(centre, "simulate.shift_end"), hint,
                        "with several chats at a time, simulate can only 'finish' at a shift's end yet");
  for (int q = 0; q < sim->n_queues; q++)
    if (sim->queue[q].several && (sim->queue[q].is_case || centre->queue[q].escalate_after_s > 0))
      muster_faults_error(faults, centre->queue[q].mark, hint,
                          "simulate cannot honour cases and escalation of queue '%s' yet, whose agents have several chats at a time",
                          centre->queue[q].name);
  for (int q = 0; q < sim->n_queues && centre->lines.count > 0; q++)
    if (sim->queue[q].several && (centre->lines.queues >> q & 1))
      muster_faults_error(faults, muster_centre_mark(centre, "lines.queues"), hint,
                          "simulate cannot count the lines of queue '%s' yet, whose agents have several chats at a time",
                          centre->queue[q].name);
  refuse_lists(sim, hint, faults);
  for (int g = 0; g < sim->n_groups; g++)
    if (centre->group[g].call_in.given && sim->team[g].several)
      muster_faults_error(faults, centre->group[g].mark, hint,
                          "simulate cannot call in the group '%s' yet, whose agents have several chats at a time",
                          centre->group[g].name);
}
