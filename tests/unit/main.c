/* Runs the CUnit suites of one room; the exit status is 1 if anything failed. */
#include "muster_test.h"
#include <CUnit/Basic.h>

#define TEST_FILE(name) void test_##name(void);
#include TEST_LIST
#undef TEST_FILE

int
main(void)
{
  if (CU_initialize_registry() != CUE_SUCCESS)
    return 2;
#define TEST_FILE(name) test_##name();
#include TEST_LIST
#undef TEST_FILE
  CU_basic_set_mode(CU_BRM_NORMAL);
  CU_basic_run_tests();
  unsigned failures = CU_get_number_of_failures();
  unsigned run = CU_get_number_of_tests_run();
  CU_cleanup_registry();
  return failures == 0 && run > 0 ? 0 : 1;
}
