/* Tiers: what has waited for its limit goes on to the next queue, or to a department outside and comes back.
 *
 * A contact that is begun, or has come back from outside, does not go on any more. Nobody calls off the limit of a contact that
 * is answered: when it comes, the node holds another contact or none, which its key tells.
 */
#include "dist/draw_private.h"
#include "sim/cases_private.h"
#include "sim/lines_private.h"

void
sim_case_limit(SimEngine *e, guint32 node, int queue, SimTick from)
{
  const SimQueue *q = &e->sim->queue[queue];
  if (q->rules.escalate_after < 0 || e->node[node].cause == SIM_FROM_OUTSIDE)
    return;
  SimTick limit = sim_clock_after(q, from, q->rules.escalate_after);
  if (limit == SIM_NEVER)
    return;
  SimArrival at = {MAX(0, limit), e->node[node].key, (guint32) queue, 0, e->node[node].cause};
  sim_later_push(e, (SimLater){.arrival = at, .kind = SIM_LATER_ESCALATE, .node = node});
}

void
sim_case_joined(SimEngine *e, guint32 node, const SimArrival *a)
{
  SimTick from = a->cause == SIM_FROM_OUTSIDE ? e->node[node].place : a->t;
  *sim_case_note(e, node) = (SimCaseNote){.due = sim_due(&e->sim->queue[a->queue], from)};
  sim_case_limit(e, node, (int) a->queue, a->t);
}

/* It goes to the department outside, and comes back as an arrival of its own, due as before and with its place in the line. */
static void
go_outside(SimEngine *e, const SimQueue *q, const SimArrival *a, SimTick place)
{
  SimTick takes = q->rules.outside == NULL ? 0 : sim_ticks(muster_dist_draw_inline(q->rules.outside, a->key, MUSTER_DRAW_OUTSIDE));
  SimArrival back = {MIN(a->t + takes, SIM_NEVER - 1), muster_key(a->key, SIM_BACK_FROM_OUTSIDE), a->queue, 0, SIM_FROM_OUTSIDE};
  e->cases->outside[a->queue]++;
  sim_later_push(e, (SimLater){.arrival = back, .place = place, .kind = SIM_LATER_ARRIVAL});
}

/* At the very moment of its limit a wait may reach a delay, too: whoever may take it by then comes first, as a limit includes its last
 * moment. TRUE when somebody does. */
static gboolean
taken_at_the_limit(SimEngine *e, const SimArrival *a, guint32 node)
{
  const SimQueue *q = &e->sim->queue[a->queue];
  SimTick waited = a->t - e->node[node].arrived;
  guint32 reached = sim_delays_reached(q, waited);
  if (reached == 0 || q->delay[reached - 1] != waited || (e->same != NULL && sim_same_holds(e, node)))
    return FALSE;
  sim_engine_offer(e, (int) a->queue, reached - 1, node, a->t);
  return e->node[node].state != SIM_NODE_WAITS;
}

void
sim_case_escalate(SimEngine *e, const SimLater *later)
{
  const SimArrival *a = &later->arrival;
  SimNode *node = &e->node[later->node];
  const SimQueue *q = &e->sim->queue[a->queue];
  if (node->key != a->key || node->state != SIM_NODE_WAITS || node->deadline < a->t || sim_case_note(e, later->node)->begun)
    return;
  if (G_UNLIKELY(q->n_delays > 0) && taken_at_the_limit(e, a, later->node))
    return;
  node = &e->node[later->node]; /* looked for again: a case that gave way may have needed room */
  if (e->same != NULL)
    sim_same_taken(e, later->node);
  SimTick place = node->place;
  gboolean called = node->cause == SIM_CALLBACK; /* a promise goes with it */
  guint16 promised_by = called ? node->promised_by : 0;
  SimQueueCell *cell = sim_cell(e, node->row, (int) a->queue);
  cell->x[SIM_Q_ESCALATED]++;
  node->state = SIM_NODE_GONE;
  sim_line_less(e, &e->line[a->queue], a->t);
  sim_node_call_off(e, node);
  if (e->extras != NULL)
    sim_extras_lost(e, (int) a->queue, node->row, node->arrived, a->t - node->arrived, SIM_PASSED_ON, node->key);
  if (e->same == NULL || !sim_same_leaves(e, later->node))
    sim_line_head(e, (int) a->queue, a->t, SIM_NEVER); /* unchains it when it is at the head */
  if (q->rules.escalate_to < 0) {
    go_outside(e, q, a, place);
    return;
  }
  SimArrival leg = {a->t, muster_key(a->key, SIM_NEXT_TIER), (guint32) q->rules.escalate_to, promised_by, called ? SIM_CALLBACK : SIM_ESCALATED};
  sim_engine_arrive(e, &leg, called ? place : a->t);
}

void
sim_case_answered_outside(SimEngine *e, const SimLater *later)
{
  e->cases->outside[later->arrival.queue]--;
  sim_case_finished(e, (int) later->arrival.queue, later->node, later->place, later->arrival.t);
}

/* A deadline that has passed is broken, and the case in the denominators as dismissed; one that has not is undecided, and so is
 * what has none, unless the centre sends away who waits. */
void
sim_case_left(SimEngine *e, int queue, SimNode *node, guint32 id)
{
  const SimQueue *q = &e->sim->queue[queue];
  const SimCaseNote *note = sim_case_note(e, id);
  SimTick gone = MAX(node->arrived, e->period_end); /* no time passes for it after the end */
  sim_node_call_off(e, node);
  sim_line_less(e, &e->line[queue], gone);
  if (note->begun)
    return; /* it was answered */
  gboolean decided = q->rules.within >= 0 ? note->due <= e->sim->end
                                          : e->sim->centre->simulate.after_end == MUSTER_AFTER_END_DISMISS;
  SimQueueCell *cell = sim_cell(e, node->row, queue);
  SimTick wait = gone - node->arrived;
  if (!decided) {
    cell->x[SIM_Q_UNDECIDED]++;
    if (e->extras != NULL)
      sim_extras_lost(e, queue, node->row, node->arrived, wait, SIM_LEFT, node->key);
    return;
  }
  cell->x[SIM_Q_DISMISSED]++;
  cell->x[SIM_Q_WAITED] += wait > 0;
  cell->x[SIM_Q_WAIT_DISMISSED] += wait;
  if (e->extras != NULL)
    sim_extras_lost(e, queue, node->row, node->arrived, wait, SIM_DISMISSED, node->key);
}
