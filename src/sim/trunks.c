/* Telephone lines (trunks_private.h). */
#include "sim/trunks_private.h"
#include "sim/lines_private.h"
#include "sim/lists_private.h"

struct SimTrunks {
  gint64 count;
  guint64 queues;       /* bits of the queues that share them */
  gboolean calls_back;  /* some who wait are to be called, and hold none */
  gint64 kept; /* by talks whose end is not known yet */
  gsize n, capacity;
  SimTick *until; /* [n] a binary heap: when lines come free that nobody waits on */
};

SimTrunks *
sim_trunks_new(const MusterSim *sim)
{
  const MusterLines *lines = &sim->centre->lines;
  if (!(lines->count >= 1))
    return NULL;
  SimTrunks *trunks = g_new0(SimTrunks, 1);
  trunks->count = (gint64) lines->count;
  trunks->queues = lines->queues;
  trunks->calls_back = sim->centre->n_callbacks > 0 || sim->has_seconds;
  for (int q = 0; q < sim->n_queues; q++)
    trunks->calls_back = trunks->calls_back || (sim->queue[q].rules.escalate_after >= 0 && sim->queue[q].rules.escalate_to < 0);
  return trunks;
}

void
sim_trunks_free(SimTrunks *trunks)
{
  if (trunks == NULL)
    return;
  g_free(trunks->until);
  g_free(trunks);
}

void
sim_trunks_empty(SimTrunks *trunks)
{
  trunks->n = 0;
  trunks->kept = 0;
}

/* --- the heap ----------------------------------------------------------------------------------------------------- */

static void
push(SimTrunks *t, SimTick until)
{
  if (t->n == t->capacity) {
    t->capacity = MAX(64, 2 * t->capacity);
    t->until = g_renew(SimTick, t->until, t->capacity);
  }
  gsize i = t->n++;
  for (; i > 0 && until < t->until[(i - 1) / 2]; i = (i - 1) / 2)
    t->until[i] = t->until[(i - 1) / 2];
  t->until[i] = until;
}

static void
pop(SimTrunks *t)
{
  SimTick last = t->until[--t->n];
  gsize i = 0;
  for (;;) {
    gsize child = 2 * i + 1;
    if (child + 1 < t->n && t->until[child + 1] < t->until[child])
      child++;
    if (child >= t->n || last <= t->until[child])
      break;
    t->until[i] = t->until[child];
    i = child;
  }
  t->until[i] = last;
}

void
sim_trunks_hold(SimEngine *e, int queue, SimTick until)
{
  if (!(e->trunks->queues >> queue & 1))
    return;
  push(e->trunks, until);
  if (e->lists != NULL)
    sim_lists_line_held(e, until);
}

void
sim_trunks_keep(SimEngine *e, int queue, int step)
{
  if (e->trunks->queues >> queue & 1)
    e->trunks->kept += step;
}

/* --- blocking ----------------------------------------------------------------------------------------------------- */

/* Does the contact hold no line: it has been promised a call, or comes back from another department, and is to be called; or it is a
 * colleague? */
static gboolean
to_be_called(const SimNode *node)
{
  return node->state == SIM_NODE_WAITS && (node->cause == SIM_CALLBACK || node->cause == SIM_FROM_OUTSIDE || node->cause == SIM_SECOND);
}

/* Waiting contacts that hold a line: all but those who are to be called. */
static gint64
waiting(const SimEngine *e)
{
  const SimTrunks *t = e->trunks;
  gint64 n = 0;
  for (guint64 m = t->queues; m != 0; m &= m - 1) {
    const SimLine *line = &e->line[__builtin_ctzll(m)];
    n += line->n_live;
    for (guint32 id = t->calls_back ? line->head : SIM_NOBODY; id != SIM_NOBODY; id = e->node[id].next)
      n -= to_be_called(&e->node[id]);
  }
  if (t->calls_back && e->same != NULL)
    n -= sim_same_count(e, t->queues, to_be_called);
  return n;
}

static gboolean
all_held(SimEngine *e, SimTick now)
{
  SimTrunks *t = e->trunks;
  while (t->n > 0 && t->until[0] <= now)
    pop(t);
  if ((gint64) t->n + t->kept + waiting(e) < t->count)
    return FALSE;
  sim_settle(e, now); /* some may have hung up unseen */
  return (gint64) t->n + t->kept + waiting(e) >= t->count;
}

gboolean
sim_trunks_free_line(SimEngine *e, int queue, SimTick now)
{
  return e->trunks == NULL || !(e->trunks->queues >> queue & 1) || !all_held(e, now);
}

SimTick
sim_trunks_next(const SimEngine *e)
{
  SimTick next = e->trunks->n > 0 ? e->trunks->until[0] : SIM_NEVER;
  for (guint64 m = e->trunks->queues; m != 0; m &= m - 1) {
    SimTick earliest = e->line[__builtin_ctzll(m)].earliest;
    next = earliest < SIM_NEVER ? MIN(next, earliest + 1) : next;
  }
  return next;
}

gboolean
sim_trunks_block(SimEngine *e, const SimArrival *a)
{
  if (!(e->trunks->queues >> a->queue & 1) || !all_held(e, a->t))
    return FALSE;
  const SimQueue *q = &e->sim->queue[a->queue];
  SimQueueCell *cell = sim_cell(e, e->row, (int) a->queue);
  guint8 redials = FALSE;
  if (q->n_block_redials > 0)
    sim_flow_again(e, a, q->block_redial, q->n_block_redials, &redials);
  cell->x[SIM_Q_BLOCKED]++;
  cell->x[SIM_Q_WILL_REDIAL] += redials;
  if (e->extras != NULL)
    sim_extras_lost(e, (int) a->queue, e->row, a->t, 0, SIM_BLOCKED, a->key);
  return TRUE;
}
