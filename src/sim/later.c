#include "sim/later_private.h"
#include "sim/cases_private.h"
#include "sim/reserve_private.h"
#include "sim/same_private.h"
#include "sim/conference_private.h"
#include "sim/lists_private.h"
#include "sim/warm_private.h"

#define FIRST_CAPACITY 64

static gboolean
before(const SimEngine *e, guint32 a, guint32 b)
{
  SimTick x = e->later[a].arrival.t, y = e->later[b].arrival.t;
  return x != y ? x < y : a < b;
}

static void
grow(SimEngine *e)
{
  guint32 capacity = MAX(FIRST_CAPACITY, e->later_capacity * 2);
  e->later = g_renew(SimLater, e->later, capacity);
  e->later_heap = g_renew(guint32, e->later_heap, capacity);
  for (guint32 i = capacity; i-- > e->later_capacity;) {
    e->later[i].next_free = e->free_later;
    e->free_later = i;
  }
  e->later_capacity = capacity;
}

guint32
sim_later_push(SimEngine *e, SimLater later)
{
  if (e->free_later == SIM_NOBODY)
    grow(e);
  guint32 id = e->free_later;
  e->free_later = e->later[id].next_free;
  e->later[id] = later;
  if (G_UNLIKELY(e->same != NULL))
    sim_same_sent(e, id);
  guint32 i = e->n_later++;
  for (; i > 0 && before(e, id, e->later_heap[(i - 1) / 2]); i = (i - 1) / 2)
    e->later_heap[i] = e->later_heap[(i - 1) / 2];
  e->later_heap[i] = id;
  e->limit = MIN(e->limit, later.arrival.t);
  return id;
}

void
sim_later_call_off(SimEngine *e, guint32 id)
{
  e->later[id].kind = SIM_LATER_OFF;
}

SimTick
sim_later_time(const SimEngine *e)
{
  return e->n_later == 0 ? SIM_NEVER : e->later[e->later_heap[0]].arrival.t;
}

static guint32
pop(SimEngine *e)
{
  guint32 first = e->later_heap[0], last = e->later_heap[--e->n_later], i = 0;
  for (;;) {
    guint32 child = 2 * i + 1;
    if (child >= e->n_later)
      break;
    if (child + 1 < e->n_later && before(e, e->later_heap[child + 1], e->later_heap[child]))
      child++;
    if (!before(e, e->later_heap[child], last))
      break;
    e->later_heap[i] = e->later_heap[child];
    i = child;
  }
  e->later_heap[i] = last;
  return first;
}

void
sim_later_fire(SimEngine *e)
{
  guint32 id = pop(e);
  SimLater later = e->later[id];
  if (G_UNLIKELY(e->same != NULL))
    sim_same_fires(e, id);
  e->later[id].next_free = e->free_later;
  e->free_later = id;
  switch (later.kind) {
  case SIM_LATER_ARRIVAL:
    sim_engine_arrive(e, &later.arrival, later.place);
    break;
  case SIM_LATER_OFFER:
    e->node[later.node].later = SIM_NOBODY;
    sim_flow_offer_later(e, later.node, &later.arrival, later.step + 1);
    sim_engine_offer(e, (int) later.arrival.queue, later.step, later.node, later.arrival.t);
    break;
  case SIM_LATER_RESERVE:
    sim_reserve_event(e, &later);
    break;
  case SIM_LATER_RELEASE:
    sim_same_release(e, later.node, later.arrival.t);
    break;
  case SIM_LATER_ESCALATE:
    sim_case_escalate(e, &later);
    break;
  case SIM_LATER_FINISHED:
    sim_case_answered_outside(e, &later);
    break;
  case SIM_LATER_LIST:
  case SIM_LATER_RANG:
  case SIM_LATER_HUNG_UP:
  case SIM_LATER_OPENS:
  case SIM_LATER_QUOTA:
  case SIM_LATER_LOOK:
    sim_lists_later(e, &later);
    break;
  case SIM_LATER_SECOND:
    sim_second_asked(e, &later);
    break;
  case SIM_LATER_ALONE:
    sim_second_missed(e, &later);
    break;
  case SIM_LATER_BESIDE:
    sim_warm_asks(e, &later);
    break;
  case SIM_LATER_LEAVES:
    sim_warm_leaves(e, &later);
    break;
  case SIM_LATER_OFF:
    break;
  }
  if (G_UNLIKELY(e->same != NULL))
    sim_same_forget(e);
}

void
sim_later_clear(SimEngine *e)
{
  e->n_later = 0;
  e->free_later = SIM_NOBODY;
  for (guint32 i = e->later_capacity; i-- > 0;) {
    e->later[i].next_free = e->free_later;
    e->free_later = i;
  }
}
