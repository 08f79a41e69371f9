#include "sim/wheel_private.h"
#include <string.h>

#define LEAST_BUCKETS 256
#define MOST_BUCKETS (1 << 20)
#define TURN 8       /* mean handle times in one turn: a longer one is rare */
#define PER_AGENT 32 /* buckets: seldom two agents in one, and still a small wheel */

void
sim_wheel_init(SimWheel *w, int n_agents, int n_busy, SimTick mean)
{
  gsize n = LEAST_BUCKETS;
  while (n < MOST_BUCKETS && n < (gsize) n_busy * PER_AGENT)
    n *= 2;
  int shift = 0;
  while (((SimTick) n << shift) < mean * TURN)
    shift++;
  *w = (SimWheel){
      .end = g_new0(SimTick, MAX(n_agents, 1)),
      .next = g_new0(guint32, MAX(n_agents, 1)),
      .head = g_new(guint32, n),
      .any = g_new(guint64, n / 64),
      .mask = n - 1,
      .shift = shift,
  };
  sim_heap_init(&w->far);
  sim_wheel_empty(w, 0);
}

void
sim_wheel_clear(SimWheel *w)
{
  g_free(w->end);
  g_free(w->next);
  g_free(w->head);
  g_free(w->any);
  sim_heap_clear(&w->far);
}

void
sim_wheel_empty(SimWheel *w, SimTick t)
{
  memset(w->head, 0xff, (w->mask + 1) * sizeof *w->head);
  memset(w->any, 0, (w->mask + 1) / 64 * sizeof *w->any);
  sim_heap_empty(&w->far);
  w->n = 0;
  w->now = t >> w->shift;
}
