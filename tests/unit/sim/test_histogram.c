#include "muster_test.h"
#include "sim/histogram_private.h"
#include <muster/base/random.h>

static void
bins_are_ordered(void)
{
  int last = 0;
  for (SimTick wait = 0; wait < (SimTick) 1 << 44; wait += 1 + wait / 50) {
    int bin = sim_bin(wait);
    CU_ASSERT_FATAL(bin >= last && bin < SIM_N_BINS);
    last = bin;
  }
  CU_ASSERT_EQUAL(last, SIM_N_BINS - 1);
  CU_ASSERT_EQUAL(sim_bin(0), 0);
  CU_ASSERT_EQUAL(sim_bin(1), 1);
}

/* Exponential waits of mean 100 s, one in four none at all: the quantiles are known. */
static void
quantiles_of_a_known_law(void)
{
  g_autofree guint64 *count = g_new0(guint64, SIM_N_BINS);
  for (guint64 i = 0; i < 400000; i++)
    count[sim_bin(
        i % 4 == 0 ? 0 : sim_ticks(100 * muster_draw_exponential(muster_key(3, i), MUSTER_DRAW_OTHER)))]++;
  ASSERT_CLOSE(sim_histogram_quantile(count, 0.9), -100 * log(0.1 / 0.75), 0.01, 0);
  ASSERT_CLOSE(sim_histogram_quantile(count, 0.5), -100 * log(0.5 / 0.75), 0.01, 0);
  CU_ASSERT_EQUAL(sim_histogram_quantile(count, 0.2), 0);
}

static void
nothing_counted_is_unknown(void)
{
  g_autofree guint64 *count = g_new0(guint64, SIM_N_BINS);
  CU_ASSERT(isnan(sim_histogram_quantile(count, 0.5)));
}

void test_histogram(void);
void
test_histogram(void)
{
  CU_pSuite suite = CU_add_suite("histogram", NULL, NULL);
  ADD_TEST(suite, bins_are_ordered);
  ADD_TEST(suite, quantiles_of_a_known_law);
  ADD_TEST(suite, nothing_counted_is_unknown);
}
