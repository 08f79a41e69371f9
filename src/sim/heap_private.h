/* A heap of events, for those too far ahead for a timing wheel: a 4-ary heap of 64-bit keys, time in the high bits and the id of an
 * agent or timer in the low ones.
 *
 * Equal times come out by id, so the order is total. An entry is never searched for or changed: whoever moves an event
 * pushes a new entry, and knows the old one as out of date by its time.
 * The root lies at index 3, so that the four children of node i are the aligned block at 4 (i − 2). Places behind the last
 * entry hold SIM_HEAP_EMPTY, also those of the children that the last entries do not have: going down needs no test of bounds.
 */
#pragma once
#include "sim/tick_private.h"

#define SIM_HEAP_EMPTY G_MAXUINT64
#define SIM_HEAP_ROOT 3

typedef struct {
  guint64 *key; /* [4 * capacity], 64-byte aligned */
  guint32 end;  /* one behind the last entry; SIM_HEAP_ROOT when empty */
  guint32 capacity;
} SimHeap;

void sim_heap_init(SimHeap *heap);
void sim_heap_clear(SimHeap *heap);
void sim_heap_grow(SimHeap *heap);
void sim_heap_empty(SimHeap *heap);

static inline guint64
sim_heap_key(SimTick t, guint32 id)
{
  return (guint64) t << SIM_ID_BITS | id;
}

static inline SimTick
sim_heap_time(guint64 key)
{
  return (SimTick) (key >> SIM_ID_BITS);
}

static inline guint32
sim_heap_id(guint64 key)
{
  return (guint32) key & (SIM_MAX_IDS - 1);
}

static inline guint64
sim_heap_top(const SimHeap *heap)
{
  return heap->key[SIM_HEAP_ROOT];
}

static inline void
sim_heap_push(SimHeap *heap, guint64 key)
{
  if (G_UNLIKELY(heap->end == heap->capacity))
    sim_heap_grow(heap);
  guint64 *k = heap->key;
  gsize i = heap->end++;
  while (i > SIM_HEAP_ROOT) {
    gsize parent = i / 4 + 2;
    if (k[parent] <= key)
      break;
    k[i] = k[parent];
    i = parent;
  }
  k[i] = key;
}

/* Puts `key` in the place of the top. */
static inline void
sim_heap_replace(SimHeap *heap, guint64 key)
{
  guint64 *k = heap->key;
  gsize i = SIM_HEAP_ROOT;
  for (;;) {
    gsize child = 4 * (i - 2);
    gsize a = child + (k[child + 1] < k[child]);
    gsize b = child + 2 + (k[child + 3] < k[child + 2]);
    gsize least =
        a ^ ((a ^ b) &
             -(gsize) (k[b] < k[a])); /* the lesser of a and b without a branch: it would be a coin toss */
    if (k[least] >= key)
      break;
    k[i] = k[least];
    i = least;
  }
  k[i] = key;
}

static inline void
sim_heap_pop(SimHeap *heap)
{
  guint64 last = heap->key[--heap->end];
  heap->key[heap->end] = SIM_HEAP_EMPTY;
  if (heap->end > SIM_HEAP_ROOT)
    sim_heap_replace(heap, last);
}
