#include "sim/extras_private.h"
#include "sim/lines_private.h"
#include "sim/quiet_private.h"
#include "sim/tally_private.h"
#include <string.h>

SimExtras *
sim_extras_new(const MusterSim *sim, gboolean trace)
{
  SimExtras *extras = g_new0(SimExtras, 1);
  if (trace)
    extras->trace = sim_trace_new(sim->has_seconds || sim->cases != 0 || sim->several || sim->has_warm || sim_quiet_asked(sim));
  else
    extras->bins = g_new0(guint32, (gsize) sim->n_intervals * (gsize) MAX(sim->n_queues, 1) * SIM_N_BINS);
  extras->flow = g_new0(SimFlow, MAX(sim->n_queues * sim->n_groups, 1));
  if (sim->grade_of != NULL)
    extras->person = g_new0(SimGroupCell, MAX(sim->n_agents, 1));
  for (int p = 0; p < sim->n_periods && sim->period[p].warm_up; p++)
    extras->begin = sim->period[p].end;
  extras->length_max = g_new0(gint64, sim->n_intervals + 2);
  return extras;
}

void
sim_extras_free(SimExtras *extras)
{
  if (extras == NULL)
    return;
  sim_trace_free(extras->trace);
  g_free(extras->bins);
  g_free(extras->flow);
  g_free(extras->length_max);
  g_free(extras->person);
  g_free(extras);
}

void
sim_extras_begin(SimEngine *e)
{
  const MusterSim *sim = e->sim;
  if (e->extras->tally != NULL)
    sim_tally_begin(e);
  if (e->extras->trace != NULL)
    sim_trace_clear(e->extras->trace);
  memset(e->extras->flow, 0, (gsize) (sim->n_queues * sim->n_groups) * sizeof *e->extras->flow);
  if (e->extras->person != NULL)
    memset(e->extras->person, 0, (gsize) sim->n_agents * sizeof *e->extras->person);
  memset(e->extras->length_max, 0, ((gsize) sim->n_intervals + 2) * sizeof *e->extras->length_max);
}

G_ALWAYS_INLINE static inline void
count_wait(SimEngine *e, int queue, guint32 row, SimTick wait)
{
  SimQueueCell *cell = sim_cell(e, row, queue);
  cell->x[SIM_Q_WAIT_MAX] = MAX(cell->x[SIM_Q_WAIT_MAX], wait);
  if (e->extras->bins != NULL && row < (guint32) e->sim->n_intervals)
    e->extras->bins[((gsize) row * (gsize) e->sim->n_queues + (gsize) queue) * SIM_N_BINS +
                    (gsize) sim_bin(wait)]++;
}

static void
trace_begun(SimEngine *e, int queue, guint32 agent, guint32 row, SimTick arrived, SimTick wait, SimTick talk,
            SimTick after_call, MusterKey key, SimLoss loss)
{
  SimTraceRow trace = {.arrived = arrived,
                       .wait = wait,
                       .talk = talk,
                       .after_call = after_call,
                       .work = talk + after_call,
                       .end = arrived + wait + talk + after_call,
                       .key = key,
                       .queue = (guint32) queue,
                       .row = row,
                       .agent = agent,
                       .group = (guint32) e->agent[agent].group,
                       .loss = (guint8) loss};
  sim_trace_add(e->extras->trace, &trace);
}

void
sim_extras_undecided(SimEngine *e, int queue, guint32 agent, guint32 row, SimTick arrived, SimTick wait,
                     SimTick talk, SimTick after_call, MusterKey key)
{
  if (e->extras->trace != NULL)
    trace_begun(e, queue, agent, row, arrived, wait, talk, after_call, key, SIM_LEFT);
}

void
sim_extras_answered(SimEngine *e, int queue, guint32 agent, guint32 row, SimTick arrived, SimTick wait,
                    SimTick talk, SimTick after_call, MusterKey key)
{
  int group = e->agent[agent].group;
  if (wait > 0) /* the others are what is left of the counts */
    count_wait(e, queue, row, wait);
  if (e->extras->person != NULL && agent < (guint32) e->sim->n_agents && row != (guint32) e->sim->n_intervals)
    e->extras->person[agent].x[SIM_G_HANDLED]++;
  if (row < (guint32) e->sim->n_intervals) {
    SimFlow *flow = &e->extras->flow[queue * e->sim->n_groups + group];
    flow->answered++;
    flow->handle += talk + after_call;
    SimTally *tally = e->extras->tally;
    if (tally != NULL) {
      tally->queue[queue].answered[wait > 0 ? sim_tally_bin(tally, wait) : 0]++;
      tally->queue[queue].handle[sim_tally_bin(tally, talk + after_call)]++;
    }
  }
  if (G_UNLIKELY(e->extras->trace != NULL))
    trace_begun(e, queue, agent, row, arrived, wait, talk, after_call, key, SIM_ANSWERED);
}

void
sim_extras_longer(SimEngine *e, int queue, guint32 agent, guint32 row, SimTick work, SimTick more)
{
  SimTally *tally = e->extras->tally;
  if (row >= (guint32) e->sim->n_intervals)
    return;
  e->extras->flow[queue * e->sim->n_groups + e->agent[agent].group].handle += more;
  if (tally != NULL) {
    tally->queue[queue].handle[sim_tally_bin(tally, work)]--;
    tally->queue[queue].handle[sim_tally_bin(tally, work + more)]++;
  }
}

void
sim_extras_worked(SimEngine *e, SimTick work)
{
  if (e->extras->trace != NULL)
    sim_trace_worked(e->extras->trace, work);
}

void
sim_extras_lost(SimEngine *e, int queue, guint32 row, SimTick arrived, SimTick wait, SimLoss loss,
                MusterKey key)
{
  if (loss == SIM_ABANDONED || loss == SIM_DISMISSED)
    count_wait(e, queue, row, wait);
  SimTally *tally = e->extras->tally;
  if (loss == SIM_ABANDONED && tally != NULL && row < (guint32) e->sim->n_intervals)
    tally->queue[queue].abandoned[sim_tally_bin(tally, wait)]++;
  if (e->extras->trace != NULL) {
    SimTraceRow trace = {.arrived = arrived,
                         .wait = wait,
                         .end = arrived + wait,
                         .key = key,
                         .queue = (guint32) queue,
                         .row = row,
                         .agent = SIM_NOBODY,
                         .loss = (guint8) loss};
    sim_trace_add(e->extras->trace, &trace);
  }
}

void
sim_extras_entry(SimEngine *e, int queue, guint32 row, MusterKey key, SimTick t, SimLoss loss)
{
  if (e->extras->trace != NULL)
    sim_extras_lost(e, queue, row, t >= 0 ? t : sim_trace_arrived(e, key), 0, loss, key);
}

/* Lengths may count contacts whose deadline has passed unseen, so they are settled before a length is believed. */
void
sim_extras_length(SimEngine *e, int queue, SimTick now)
{
  const MusterSim *sim = e->sim;
  gint64 all = 0;
  for (int q = 0; q < sim->n_queues; q++)
    all += e->line[q].n_live;
  gint64 *most = &sim_cell(e, e->row, queue)->x[SIM_Q_LENGTH_MAX], *most_all = &e->extras->length_max[e->row];
  if (e->line[queue].n_live <= *most && all <= *most_all)
    return;
  sim_settle(e, now);
  *most = MAX(*most, e->line[queue].n_live);
  all = 0;
  for (int q = 0; q < sim->n_queues; q++)
    all += e->line[q].n_live;
  *most_all = MAX(*most_all, all);
}

void
sim_extras_joined(SimEngine *e, int queue, SimTick now)
{
  sim_tally_waits(e, queue, TRUE, now);
  sim_extras_length(e, queue, now);
}
