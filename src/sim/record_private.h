/* Recording: what happens to a contact goes into the cell of its arrival. Inline: this is the hot path. */
#pragma once
#include "dist/draw_private.h"
#include "sim/engine_private.h"
#include "sim/opinions_private.h"

/* extras.c: quantiles, greatest values, flows and the trace. */
void sim_extras_answered(SimEngine *engine, int queue, guint32 agent, guint32 row, SimTick arrived,
                         SimTick wait, SimTick talk, SimTick after_call, MusterKey key);
/* Of a case that is begun but in no count of the answered: the trace alone. */
void sim_extras_undecided(SimEngine *engine, int queue, guint32 agent, guint32 row, SimTick arrived, SimTick wait,
                          SimTick talk, SimTick after_call, MusterKey key);
/* A contact told of with so much work takes the agent `more` than that. */
void sim_extras_longer(SimEngine *engine, int queue, guint32 agent, guint32 row, SimTick work, SimTick more);
/* The contact just told of was slowed by others beside it: so much work it was. */
void sim_extras_worked(SimEngine *engine, SimTick work);
/* How a contact leaves its queue without an answer. */
typedef enum {
  SIM_ABANDONED,
  SIM_DISMISSED,
  SIM_CALLED,
  SIM_BLOCKED,
  SIM_PASSED_ON,
  SIM_LEFT,      /* undecided */
  SIM_NOT_FOUND, /* an attempt that did not reach who was meant */
  SIM_ANSWERED   /* it does not */
} SimLoss;
void sim_extras_lost(SimEngine *engine, int queue, guint32 row, SimTick arrived, SimTick wait, SimLoss loss,
                     MusterKey key);

/* trace.c, which does nothing where nobody traces. A leg arrives that is not simply new; of a list's attempt `from` is the key of its
 * entry, else its own. */
void sim_trace_arrives(SimEngine *engine, MusterKey key, MusterKey from, SimTick t, int cause, int attempt);
/* When it came, of a leg that sim_trace_arrives() has told of. Only where somebody traces. */
SimTick sim_trace_arrived(SimEngine *engine, MusterKey key);
/* The agent is done with an answered leg at another time than after talk and after-call work; talk_end −1: nothing more is known. */
void sim_trace_ends(SimEngine *engine, MusterKey key, SimTick talk_end, SimTick end);

/* The same of an attempt that ends at t (−1: when it came) on its list: the trace alone. */
void sim_extras_entry(SimEngine *engine, int queue, guint32 row, MusterKey key, SimTick t, SimLoss loss);

static inline SimQueueCell *
sim_cell(SimEngine *e, guint32 row, int queue)
{
  return &e->cell[(gsize) row * (gsize) e->sim->n_queues + (gsize) queue];
}

static inline SimGroupCell *
sim_group_cell(SimEngine *e, guint32 row, int group)
{
  return &e->group_cell[(gsize) row * (gsize) e->sim->n_groups + (gsize) group];
}

/* A drawn time of work at so many ticks per second. */
static inline SimTick
sim_work_ticks(const MusterDist *dist, MusterKey key, MusterPurpose purpose, double ticks_per_s)
{
  double ticks = muster_dist_draw_inline(dist, key, purpose) * ticks_per_s; /* apart: MIN() would draw it twice */
  return (SimTick) MIN(ticks, (double) SIM_LONGEST);
}

static inline void
sim_cell_answer(SimQueueCell *cell, const SimQueue *queue, SimTick wait)
{
  if (wait == 0) {
    cell->x[SIM_Q_AT_ONCE]++;
    return;
  }
  cell->x[SIM_Q_ANSWERED]++;
  cell->x[SIM_Q_WAITED]++;
  cell->x[SIM_Q_WITHIN] += wait <= queue->within;
  cell->x[SIM_Q_WAIT_ANSWERED] += wait;
  if (G_UNLIKELY(queue->opinions != NULL))
    sim_opinions_answered(queue->opinions, cell, wait);
}

static inline void
sim_record_answer(SimEngine *e, int queue, guint32 row, SimTick wait)
{
  sim_cell_answer(sim_cell(e, row, queue), &e->sim->queue[queue], wait);
}

static inline void
sim_record_abandon(SimEngine *e, int queue, guint32 row, SimTick arrived, SimTick wait, gboolean redials,
                   MusterKey key)
{
  SimQueueCell *cell = sim_cell(e, row, queue);
  cell->x[SIM_Q_ABANDONED]++;
  cell->x[SIM_Q_WAITED] += wait > 0;
  cell->x[SIM_Q_ABANDONED_WITHIN] += wait <= e->sim->queue[queue].within;
  cell->x[SIM_Q_SHORT] += wait <= e->sim->short_abandon;
  cell->x[SIM_Q_WAIT_ABANDONED] += wait;
  cell->x[SIM_Q_WILL_REDIAL] += redials;
  if (G_UNLIKELY(e->extras != NULL))
    sim_extras_lost(e, queue, row, arrived, wait, SIM_ABANDONED, key);
}
