#include "muster_test.h"
#include <muster/base/parallel.h>

#define N 5000

typedef struct {
  int jobs;
  gint times[N];
  gint bad_thread;
  double value[N];
} Record;

static void
body(int item, int thread, gpointer data)
{
  Record *record = data;
  g_atomic_int_inc(&record->times[item]);
  if (thread < 0 || thread >= muster_parallel_jobs(record->jobs))
    g_atomic_int_inc(&record->bad_thread);
  record->value[item] = sqrt(item);
}

static void
every_item_runs_once(void)
{
  const int jobs[] = {1, 2, 7, 0};
  for (gsize j = 0; j < G_N_ELEMENTS(jobs); j++) {
    g_autofree Record *record = g_new0(Record, 1);
    record->jobs = jobs[j];
    muster_parallel_for(N, jobs[j], body, record);
    for (int i = 0; i < N; i++)
      CU_ASSERT(record->times[i] == 1 && record->value[i] == sqrt(i));
    CU_ASSERT_EQUAL(record->bad_thread, 0);
  }
}

static void
odd_sizes(void)
{
  g_autofree Record *record = g_new0(Record, 1);
  record->jobs = 64;
  muster_parallel_for(0, 4, body, record);
  muster_parallel_for(-3, 4, body, record);
  CU_ASSERT_EQUAL(record->times[0], 0);
  muster_parallel_for(3, 64, body, record);
  CU_ASSERT(record->times[0] == 1 && record->times[2] == 1 && record->times[3] == 0);
  CU_ASSERT(muster_parallel_jobs(0) >= 1);
  CU_ASSERT_EQUAL(muster_parallel_jobs(3), 3);
}

void test_parallel(void);
void
test_parallel(void)
{
  CU_pSuite suite = CU_add_suite("parallel", NULL, NULL);
  ADD_TEST(suite, every_item_runs_once);
  ADD_TEST(suite, odd_sizes);
}
