/* Balking: who finds no agent, hears how long the wait will be or sees how many wait, and leaves at once.
 *
 * The share of the last step that the announced wait (or the number waiting) reaches. Who balks has abandoned after no wait, and may
 * call again like others who abandon.
 */
#include "dist/draw_private.h"
#include "sim/lines_private.h"

static gint64
contacts_in_line(SimEngine *e, int queue, SimTick now)
{
  sim_settle(e, now);
  return e->line[queue].n_live;
}

gboolean
sim_flow_balk(SimEngine *e, const SimArrival *a)
{
  int queue = (int) a->queue;
  const SimQueue *q = &e->sim->queue[queue];
  const MusterBalk *balk = q->balk;
  if (a->cause == SIM_CALLBACK || a->cause == SIM_FROM_OUTSIDE)
    return FALSE;
  double met = balk->by_length ? (double) contacts_in_line(e, queue, a->t) : sim_seconds((double) sim_predicted(e, balk->announce, queue, a->t)), share = 0;
  for (int i = 0; i < balk->n && balk->step[i].from <= met; i++)
    share = balk->step[i].share;
  if (!(muster_draw_uniform(a->key, MUSTER_DRAW_BALK) < share))
    return FALSE;
  guint8 redials = FALSE;
  if (q->n_redials > 0)
    sim_flow_redial(e, queue, a->key, a->attempt, a->t, &redials);
  sim_cell(e, e->row, queue)->x[SIM_Q_BALKED]++;
  sim_record_abandon(e, queue, e->row, a->t, 0, redials, a->key);
  return TRUE;
}
