#include "muster_test.h"
#include <muster/base/random.h>

static void
keys_differ(void)
{
  MusterKey parent = muster_key(1, 2);
  for (guint64 i = 0; i < 1000; i++)
    CU_ASSERT_NOT_EQUAL(muster_key(parent, i), muster_key(parent, i + 1));
}

void test_random(void);
void
test_random(void)
{
  CU_pSuite suite = CU_add_suite("random", NULL, NULL);
  ADD_TEST(suite, keys_differ);
}
