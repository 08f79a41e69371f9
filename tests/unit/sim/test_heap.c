#include "muster_test.h"
#include "sim/heap_private.h"
#include <muster/base/random.h>

static int
by_key(gconstpointer a, gconstpointer b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;
  return (x > y) - (x < y);
}

/* Random pushes, pops and replacements against a sorted array. */
static void
comes_out_in_order(void)
{
  SimHeap heap;
  sim_heap_init(&heap);
  g_autoptr(GArray) model = g_array_new(FALSE, FALSE, sizeof(guint64));
  for (guint64 i = 0; i < 20000; i++) {
    guint64 r = muster_key(7, i), key = sim_heap_key((SimTick) (r >> 40), (guint32) (i & 1023));
    guint what = (guint) (r & 7);
    if (model->len == 0 || what < 4 + (i < 10000)) {
      sim_heap_push(&heap, key);
      g_array_append_val(model, key);
    } else if (what < 6) {
      sim_heap_pop(&heap);
      g_array_remove_index(model, 0);
    } else {
      sim_heap_replace(&heap, key);
      g_array_index(model, guint64, 0) = key;
    }
    g_array_sort(model, by_key);
    CU_ASSERT_EQUAL_FATAL(sim_heap_top(&heap),
                          model->len == 0 ? SIM_HEAP_EMPTY : g_array_index(model, guint64, 0));
    if (model->len > 600)
      g_array_set_size(model, 0), sim_heap_empty(&heap);
  }
  sim_heap_clear(&heap);
}

static void
keeps_time_and_id(void)
{
  guint64 key = sim_heap_key(SIM_NEVER - 1, SIM_MAX_IDS - 1);
  CU_ASSERT_EQUAL(sim_heap_time(key), SIM_NEVER - 1);
  CU_ASSERT_EQUAL(sim_heap_id(key), SIM_MAX_IDS - 1);
  CU_ASSERT(sim_heap_key(5, SIM_MAX_IDS - 1) < sim_heap_key(6, 0));
  CU_ASSERT(sim_heap_time(SIM_HEAP_EMPTY) > SIM_NEVER);
}

void test_heap(void);
void
test_heap(void)
{
  CU_pSuite suite = CU_add_suite("heap", NULL, NULL);
  ADD_TEST(suite, comes_out_in_order);
  ADD_TEST(suite, keeps_time_and_id);
}
