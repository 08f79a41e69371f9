/* A timing wheel: agents by the time at which they come free, one bucket for each slice of time, a bit for each bucket.
 *
 * Slices are so narrow that a bucket seldom holds more than one, so both putting in and taking the earliest cost the same
 * whatever the number of agents. Times too far ahead for one turn of the wheel wait in a heap. (Varghese & Lauck 1987.)
 */
#pragma once
#include "sim/heap_private.h"

#define SIM_WHEEL_NOBODY G_MAXUINT32

typedef struct {
  SimTick *end;  /* [n_agents] */
  guint32 *next; /* [n_agents] in the bucket */
  guint32 *head; /* [n_buckets] */
  guint64 *any;  /* [n_buckets / 64] */
  guint64 mask;  /* n_buckets − 1 */
  int shift;     /* ticks → slices */
  gint64 now;    /* the slice that was last called the present; no agent of the wheel is in an earlier one */
  int n;         /* in the wheel, the far ones apart */
  SimHeap far;
} SimWheel;

/* For agents 0 … n_agents − 1, of whom about n_busy are in it at once, each for `mean` ticks. */
void sim_wheel_init(SimWheel *wheel, int n_agents, int n_busy, SimTick mean);
void sim_wheel_clear(SimWheel *wheel);
/* Nobody is in it, and time begins at t. */
void sim_wheel_empty(SimWheel *wheel, SimTick t);

/* FALSE when the time lies beyond one turn. */
static inline gboolean
sim_wheel_fits(const SimWheel *w, SimTick end)
{
  return (end >> w->shift) - w->now <= (gint64) w->mask;
}

/* One whose end fits. */
static inline void
sim_wheel_put_near(SimWheel *w, guint32 id, SimTick end)
{
  guint64 b = (guint64) (end >> w->shift) & w->mask;
  w->end[id] = end;
  w->next[id] = w->head[b];
  w->head[b] = id;
  w->any[b / 64] |= G_GUINT64_CONSTANT(1) << (b % 64);
  w->n++;
}

static inline void
sim_wheel_put(SimWheel *w, guint32 id, SimTick end)
{
  if (G_LIKELY(sim_wheel_fits(w, end))) {
    sim_wheel_put_near(w, id, end);
    return;
  }
  w->end[id] = end;
  sim_heap_push(&w->far, sim_heap_key(end, id));
}

/* The earliest of the wheel: who, and the link of its bucket that names it. */
typedef struct {
  guint64 key;   /* time and id; SIM_HEAP_EMPTY when there is none */
  guint32 *link; /* NULL: it is the top of the far ones */
  guint64 bucket;
} SimWheelTop;

/* At equal times the least id. From here on nobody is put in before `now`. */
static inline SimWheelTop
sim_wheel_top(SimWheel *w, SimTick now)
{
  SimWheelTop top = {.key = sim_heap_top(&w->far)};
  if (w->n == 0) {
    w->now = MAX(w->now, now >> w->shift);
    return top;
  }
  guint64 at = (guint64) w->now & w->mask, word = at / 64;
  guint64 bits = w->any[word] & (G_MAXUINT64 << (at % 64));
  while (bits == 0) {
    word = (word + 1) & (w->mask / 64);
    bits = w->any[word];
  }
  top.bucket = word * 64 + (guint64) __builtin_ctzll(bits);
  w->now = MIN(w->now + (gint64) ((top.bucket - at) & w->mask), MAX(w->now, now >> w->shift));
  guint32 *link = &w->head[top.bucket];
  do {
    guint32 id = *link;
    guint64 key = sim_heap_key(w->end[id], id);
    if (key < top.key) {
      top.key = key;
      top.link = link;
    }
    link = &w->next[id];
  } while (*link != SIM_WHEEL_NOBODY);
  return top;
}

/* Takes out what sim_wheel_top() has just given. */
static inline void
sim_wheel_take(SimWheel *w, const SimWheelTop *top)
{
  if (G_UNLIKELY(top->link == NULL)) {
    sim_heap_pop(&w->far);
    return;
  }
  *top->link = w->next[sim_heap_id(top->key)];
  /* Without a branch: whether others are in the bucket is a coin toss. */
  guint64 empty = w->head[top->bucket] == SIM_WHEEL_NOBODY;
  w->any[top->bucket / 64] &= ~(empty << (top->bucket % 64));
  w->n--;
}
