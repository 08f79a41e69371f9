/* Contacts that wait are offered to idle agents: once their wait reaches a delay from which on more agents may take them, or when
 * something else has changed. */
#include "sim/answer_private.h"
#include "sim/cases_private.h"
#include "sim/hands_private.h"
#include "sim/later_private.h"

/* Of a contact that has reached a delay; step −1: none yet. */
static SimTick
wait_at(const SimEngine *e, int queue, guint32 step)
{
  return step + 1 > 0 ? e->sim->queue[queue].delay[step] : 0;
}

/* An idle agent for it. */
static guint32
pick_at_delay(SimEngine *e, int queue, guint32 step, MusterKey contact, SimTick now)
{
  const SimQueue *q = &e->sim->queue[queue];
  return q->conditional ? sim_rules_pick_agent(e, queue, wait_at(e, queue, step), contact, now)
                        : pick_agent(e, &q->offer[step + 1], queue, contact, now);
}

/* The agent takes it; `idle`: he stands among the idle ones, else he is counted busy. */
static void
hand_over(SimEngine *e, guint32 id, int queue, guint32 node, gboolean idle, SimTick now)
{
  if (sim_has_hands(e, id)) {
    sim_hands_offer(e, id, queue, node, now);
  } else {
    if (idle)
      sim_idle_takes(e, id, now);
    sim_answer_waiting(e, id, queue, &e->node[node], now);
    sim_agent_push(e, id);
  }
  sim_line_head(e, queue, now, SIM_NEVER); /* unchains it when it is at the head */
}

void
sim_engine_give(SimEngine *e, guint32 id, int queue, guint32 node, SimTick now)
{
  hand_over(e, id, queue, node, TRUE, now);
}

/* A kept place has waited so long that more agents may take it: it has its turn when one of them is idle and it is first. */
G_NO_INLINE static void
offer_place(SimEngine *e, int queue, guint32 step, guint32 node_id, SimTick now)
{
  SimNode *node = &e->node[node_id];
  if (sim_line_head(e, queue, now, SIM_NEVER) != node ||
      pick_at_delay(e, queue, step, node->key, now) == SIM_NOBODY)
    return;
  gboolean stays = e->sim->queue[queue].callback->into == queue;
  sim_callback_turn(e, queue, now);
  if (stays)
    sim_engine_offer(e, queue, step, node_id, now);
}

gboolean
sim_engine_interrupt(SimEngine *e, int queue, SimTick wait, guint32 node_id, SimTick now)
{
  guint32 id = SIM_NOBODY;
  if (e->sim->interrupts && !e->sim->queue[queue].is_case)
    id = sim_case_interrupted(e, queue, wait, FALSE, now);
  if (id == SIM_NOBODY)
    return FALSE;
  sim_case_put_aside(e, id, now);
  hand_over(e, id, queue, node_id, FALSE, now);
  return TRUE;
}

void
sim_engine_offer(SimEngine *e, int queue, guint32 step, guint32 node_id, SimTick now)
{
  SimNode *node = &e->node[node_id];
  if (G_UNLIKELY(node->state == SIM_NODE_PLACE)) {
    offer_place(e, queue, step, node_id, now);
    return;
  }
  if (node->state != SIM_NODE_WAITS || node->deadline < now)
    return;
  guint32 id = pick_at_delay(e, queue, step, node->key, now);
  if (id != SIM_NOBODY)
    sim_engine_give(e, id, queue, node_id, now);
  else
    sim_engine_interrupt(e, queue, wait_at(e, queue, step), node_id, now);
}

void
sim_timer_fires(SimEngine *e, guint32 id, SimTick now)
{
  SimTimer *timer = &e->timer[id];
  SimTick delay = e->sim->queue[timer->queue].delay[timer->step];
  sim_agenda_done(&e->agenda, id);
  timer->runs = FALSE;
  while (timer->node != SIM_NOBODY) {
    guint32 node = timer->node;
    SimTick due = e->node[node].arrived + delay;
    if (due > now && !sim_node_apart(&e->node[node])) {
      timer->runs = TRUE;
      sim_agenda_set(&e->agenda, id, due);
      return;
    }
    timer->node = e->node[node].next;
    if (!sim_node_apart(&e->node[node])) /* those have events of their own */
      sim_engine_offer(e, (int) timer->queue, timer->step, node, now);
  }
}
