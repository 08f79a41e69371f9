#include "sim/heap_private.h"
#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 128

static guint64 *
aligned(guint32 capacity)
{
  void *memory = NULL;
  if (posix_memalign(&memory, 64, 4 * (gsize) capacity * sizeof(guint64)) != 0)
    g_error("out of memory for %u events", capacity);
  memset(memory, 0xff, 4 * (gsize) capacity * sizeof(guint64));
  return memory;
}

void
sim_heap_init(SimHeap *heap)
{
  heap->capacity = FIRST_CAPACITY;
  heap->end = SIM_HEAP_ROOT;
  heap->key = aligned(heap->capacity);
}

void
sim_heap_clear(SimHeap *heap)
{
  free(heap->key);
  heap->key = NULL;
}

void
sim_heap_grow(SimHeap *heap)
{
  guint64 *larger = aligned(heap->capacity * 2);
  memcpy(larger, heap->key, (gsize) heap->end * sizeof(guint64));
  free(heap->key);
  heap->key = larger;
  heap->capacity *= 2;
}

void
sim_heap_empty(SimHeap *heap)
{
  memset(heap->key, 0xff, (gsize) heap->end * sizeof(guint64));
  heap->end = SIM_HEAP_ROOT;
}
