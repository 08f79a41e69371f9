/* The contact itself goes the way of any transfer; beside it stands the agent who had it. That one's event lies behind everything
 * that happens, and is moved when the contact is answered, leaves, or has waited `wait_up_to`. */
#include "sim/warm_private.h"
#include "sim/extras_private.h"
#include "sim/hands_private.h"
#include "sim/quiet_private.h"
#include "sim/same_private.h"

/* An agent who stays, or will when the talk ends. */
typedef struct {
  MusterKey key; /* of the contact's next leg */
  SimContact contact;
  guint32 agent, remembered; /* and who had it before (same_private.h) */
  SimTick talk;
  SimTick since;      /* its end */
  SimTick after_call; /* then, of the agent */
} Beside;

struct SimWarm {
  GArray *beside; /* Beside */
};

void
sim_warm_build(MusterSim *sim)
{
  for (int q = 0; q < sim->n_queues; q++) {
    const MusterQueue *queue = &sim->centre->queue[q];
    sim->queue[q].warm = queue->transfer_waits && queue->n_transfers > 0;
    if (!sim->queue[q].warm)
      continue;
    sim->has_warm = TRUE;
    for (int i = 0; i < queue->n_transfers; i++)
      if (queue->transfer[i].queue >= 0)
        sim->queue[queue->transfer[i].queue].leads_on = TRUE;
  }
}

SimWarm *
sim_warm_new(const MusterSim *sim)
{
  if (!sim->has_warm)
    return NULL;
  SimWarm *warm = g_new0(SimWarm, 1);
  warm->beside = g_array_new(FALSE, FALSE, sizeof(Beside));
  return warm;
}

void
sim_warm_free(SimWarm *warm)
{
  if (warm == NULL)
    return;
  g_array_unref(warm->beside);
  g_free(warm);
}

void
sim_warm_begin(SimEngine *e)
{
  g_array_set_size(e->warm->beside, 0);
}

gboolean
sim_warm_drawn(const SimEngine *e, const SimContact *c)
{
  const SimTransfer *to = sim_flow_transfer(e, c->queue, c->key);
  return to != NULL && to->queue >= 0 && !e->sim->queue[to->queue].is_case && e->sim->queue[to->queue].outbound == NULL;
}

void
sim_warm_stay(SimEngine *e, guint32 id, const SimContact *c, const SimWork *work, SimTick since)
{
  const SimTransfer *to = sim_flow_transfer(e, c->queue, c->key);
  guint32 before = e->same != NULL ? sim_same_memory(e) : SIM_NOBODY;
  Beside beside = {.key = muster_key(c->key, SIM_NEXT_LEG),
                   .contact = *c,
                   .agent = id,
                   .remembered = before,
                   .talk = work->talk,
                   .since = since,
                   .after_call = work->after_call};
  g_array_append_val(e->warm->beside, beside);
  sim_cell(e, c->row, c->queue)->x[SIM_Q_TRANSFERRED]++;
  SimArrival leg = {since, beside.key, (guint32) to->queue, 0, SIM_TRANSFERRED};
  if (e->same != NULL) /* who stays beside it is not the one it asks for */
    sim_same_done(e, before == id ? SIM_NOBODY : before, SIM_NOBODY);
  sim_later_push(e, (SimLater){.arrival = leg, .place = since, .kind = SIM_LATER_BESIDE});
  if (e->same != NULL)
    sim_same_done(e, before, SIM_NOBODY);
}

gboolean
sim_warm_wanted(SimEngine *e, guint32 id, const SimContact *c, SimTick begin, const SimWork *work)
{
  if (!sim_warm_drawn(e, c))
    return FALSE;
  SimTick since = MIN(begin + work->talk, SIM_NEVER - 2);
  if (e->trunks != NULL)
    sim_trunks_hold(e, c->queue, since);
  sim_warm_stay(e, id, c, work, since);
  if (e->same != NULL)
    sim_same_answered(e, id, c->queue, c->row);
  e->agent[id].end = SIM_NEVER - 1;
  return TRUE;
}

static int
find(const SimEngine *e, MusterKey key)
{
  for (guint i = 0; i < e->warm->beside->len; i++)
    if (g_array_index(e->warm->beside, Beside, i).key == key)
      return (int) i;
  return -1;
}

/* The agent goes on to the after-call work, and what the contact leads to is settled. */
static void
release(SimEngine *e, int i, SimTick when, SimTick now)
{
  Beside beside = g_array_index(e->warm->beside, Beside, i);
  const SimContact *c = &beside.contact;
  SimAgent *agent = &e->agent[beside.agent];
  g_array_remove_index_fast(e->warm->beside, (guint) i);
  if (sim_has_hands(e, beside.agent)) {
    sim_hands_held_until(e, beside.agent, c->key, when, now);
    return;
  }
  /* A tick later at least: the agenda's first event, whose moment this is, is in its owner's hands. */
  agent->end = CLAMP(when + beside.after_call, when + 1, SIM_NEVER - 2);
  sim_agent_push(e, beside.agent);
  sim_quiet_told(e, beside.agent, when - beside.since);
  if (e->extras != NULL)
    sim_extras_longer(e, c->queue, beside.agent, c->row, beside.talk + beside.after_call, when - beside.since);
  sim_trace_ends(e, c->key, when, agent->end);
  if (e->same != NULL)
    sim_same_done(e, beside.remembered, beside.agent);
  sim_flow_ended(e, c->queue, c->key, agent->end);
  if (e->same != NULL)
    sim_same_forget(e);
}

void
sim_warm_taken(SimEngine *e, MusterKey key, SimTick when, SimTick now)
{
  int i = find(e, key);
  if (i >= 0)
    release(e, i, when, now);
}

void
sim_warm_leaves(SimEngine *e, const SimLater *later)
{
  sim_warm_taken(e, later->arrival.key, later->arrival.t, later->arrival.t);
}

void
sim_warm_asks(SimEngine *e, const SimLater *later)
{
  const SimArrival *leg = &later->arrival;
  int i = find(e, leg->key);
  g_assert(i >= 0);
  double up_to_s = e->sim->centre->queue[g_array_index(e->warm->beside, Beside, i).contact.queue].transfer_wait_up_to_s;
  sim_engine_arrive(e, leg, leg->t);
  if (find(e, leg->key) < 0) /* somebody has taken it at once */
    return;
  /* Who has not joined the line has left: balked, or accepted a callback. */
  guint32 node = e->line[leg->queue].tail;
  SimTick until = leg->t;
  if (node == SIM_NOBODY || e->node[node].key != leg->key)
    node = e->same != NULL ? sim_same_node(e, leg->key) : SIM_NOBODY;
  if (node != SIM_NOBODY && e->node[node].state == SIM_NODE_WAITS)
    until = MIN(e->node[node].deadline, leg->t + sim_ticks(up_to_s));
  SimArrival goes = *leg;
  goes.t = MIN(until, SIM_NEVER - 2);
  sim_later_push(e, (SimLater){.arrival = goes, .place = goes.t, .kind = SIM_LATER_LEAVES});
}
