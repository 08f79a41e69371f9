#include "sim/agenda_private.h"

static void
forget(SimAgenda *a, guint32 from)
{
  for (guint32 id = from; id < a->n_ids; id++) {
    a->wheel.end[id] = SIM_NEVER;
    a->wheel.next[id] = SIM_AGENDA_NONE;
  }
}

void
sim_agenda_init(SimAgenda *a, guint32 n_ids, int n_busy, SimTick mean)
{
  sim_wheel_init(&a->wheel, (int) n_ids, n_busy, mean);
  a->n_ids = n_ids;
  a->top = SIM_HEAP_EMPTY;
  forget(a, 0);
}

void
sim_agenda_clear(SimAgenda *a)
{
  sim_wheel_clear(&a->wheel);
}

void
sim_agenda_empty(SimAgenda *a)
{
  sim_wheel_empty(&a->wheel, 0);
  a->top = SIM_HEAP_EMPTY;
  forget(a, 0);
}

void
sim_agenda_grow(SimAgenda *a, guint32 n_ids)
{
  guint32 before = a->n_ids;
  a->n_ids = n_ids;
  a->wheel.end = g_renew(SimTick, a->wheel.end, n_ids);
  a->wheel.next = g_renew(guint32, a->wheel.next, n_ids);
  forget(a, before);
}

/* An entry of the far heap is out of date when its id has been moved since. */
guint64
sim_agenda_far(SimAgenda *a, guint64 near)
{
  SimWheel *w = &a->wheel;
  for (;;) {
    guint64 far = sim_heap_top(&w->far);
    if (far >= near)
      return near;
    guint32 id = sim_heap_id(far);
    if (w->next[id] == SIM_AGENDA_NONE && w->end[id] == sim_heap_time(far))
      return far;
    sim_heap_pop(&w->far);
  }
}
