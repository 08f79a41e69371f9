/* What every unit test uses: CUnit, and checks that say what they got. */
#pragma once
#include <CUnit/CUnit.h>
#include <glib.h>
#include <math.h>

/* Adds `fn` to `suite`; stops the program when CUnit cannot. */
#define ADD_TEST(suite, fn)                                                                                  \
  do {                                                                                                       \
    if (CU_add_test((suite), #fn, (fn)) == NULL)                                                             \
      g_error("cannot add " #fn);                                                                            \
  } while (0)

/* |got − want| ≤ tolerance · |want| + absolute; prints both on failure. */
#define ASSERT_CLOSE(got, want, tolerance, absolute)                                                         \
  do {                                                                                                       \
    double g_ = (got), w_ = (want);                                                                          \
    gboolean ok_ = fabs(g_ - w_) <= fabs(w_) * (tolerance) + (absolute);                                     \
    if (!ok_)                                                                                                \
      g_printerr("%s:%d: %s is %.17g, want %.17g\n", __FILE__, __LINE__, #got, g_, w_);                      \
    CU_ASSERT(ok_);                                                                                          \
  } while (0)

/* The folder of real data, or NULL (then the caller says that it skips). */
#define TEST_DATA_FOLDER() g_getenv("MUSTER_DATA")
