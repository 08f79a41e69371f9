#include "sim/quiet_private.h"
#include "sim/choose_private.h"
#include "sim/extras_private.h"
#include "sim/replay_private.h"

typedef struct {
  SimContact contact;
  SimTick told; /* of its talk, so far */
  SimTick after_call; /* where somebody waits */
} Talk;

struct SimQuiet {
  Talk *talk; /* [n] by agent */
  guint32 n;
};

gboolean
sim_quiet_asked(const MusterSim *sim)
{
  for (int q = 0; q < sim->n_queues; q++)
    if (sim->queue[q].quiet != NULL)
      return TRUE;
  return FALSE;
}

SimQuiet *
sim_quiet_new(const MusterSim *sim)
{
  return sim_quiet_asked(sim) ? g_new0(SimQuiet, 1) : NULL;
}

void
sim_quiet_free(SimQuiet *quiet)
{
  if (quiet != NULL)
    g_free(quiet->talk);
  g_free(quiet);
}

/* By a log that is replayed, after-call work included. */
static gboolean
is_told(const SimEngine *e, const SimContact *c)
{
  return e->given != NULL && sim_given_has_work(e, c->key);
}

void
sim_quiet_begins(SimEngine *e, guint32 id, const SimContact *c, SimTick talk_end, SimWork *work)
{
  SimQuiet *quiet = e->quiet;
  if (is_told(e, c))
    return;
  if (id >= quiet->n) {
    quiet->talk = g_renew(Talk, quiet->talk, e->agent_capacity);
    quiet->n = e->agent_capacity;
  }
  quiet->talk[id] = (Talk){*c, 0, work->after_call};
  work->after_call = 0;
  e->agent[id].state = SIM_AGENT_TALKS;
  e->agent[id].end = talk_end;
}

void
sim_quiet_told(SimEngine *e, guint32 id, SimTick talk)
{
  if (e->agent[id].state == SIM_AGENT_TALKS)
    e->quiet->talk[id].told += talk;
}

SimTick
sim_quiet_work(SimEngine *e, guint32 id, int team, const SimContact *c, SimTick drawn, SimTick now)
{
  if (e->agent[id].leaves || is_told(e, c) || pick_queue(e, &e->sim->team[team], FALSE, now) >= 0)
    return drawn;
  return sim_work_ticks(c->q->quiet, c->key, MUSTER_DRAW_QUIET, SIM_TICKS_PER_S);
}

void
sim_quiet_talked(SimEngine *e, guint32 id, SimTick now)
{
  const Talk *talk = &e->quiet->talk[id];
  const SimContact *c = &talk->contact;
  SimAgent *agent = &e->agent[id];
  SimTick after_call = sim_quiet_work(e, id, agent->team, c, talk->after_call, now);
  agent->state = SIM_AGENT_BUSY;
  agent->end = MIN(now + after_call, SIM_NEVER - 1);
  sim_agenda_again(&e->agenda, sim_agent_event(e, id), agent->end);
  if (e->extras != NULL)
    sim_extras_longer(e, c->queue, id, c->row, talk->told, after_call);
  sim_trace_ends(e, c->key, now, agent->end);
}
