/* The gamma factor of demand: quadrature by its moments, law and quantiles against each other. */
#include "muster_test.h"
#include <muster/dist.h>

/* E X^k = Π (1 + j·cv²), j < k. Gauss with n nodes has them exact up to 2n − 1. */
static void
nodes_have_the_moments(void)
{
  static const double CVS[] = {1e-9, 1e-3, 0.05, 0.2, 0.5, 1.0, 1.7, 3.0};
  double node[24], weight[24];
  for (gsize c = 0; c < G_N_ELEMENTS(CVS); c++)
    for (int n = 1; n <= 24; n++) {
      CU_ASSERT_EQUAL_FATAL(muster_factor_nodes(CVS[c], n, node, weight), n);
      double want = 1.0;
      for (int k = 0; k <= 2 * n - 1; k++) {
        double got = 0.0;
        for (int i = 0; i < n; i++)
          got += weight[i] * pow(node[i], k);
        ASSERT_CLOSE(got, want, 1e-11, 0.0);
        want *= 1.0 + k * CVS[c] * CVS[c];
      }
    }
}

static void
without_variation_there_is_one_node(void)
{
  double node[5], weight[5];
  CU_ASSERT(muster_factor_nodes(0.0, 5, node, weight) == 1 && node[0] == 1.0 && weight[0] == 1.0);
  CU_ASSERT(muster_factor_quantile(0.0, 0.9) == 1.0);
}

/* cv 1 is the exponential law; the rest of the line by the law itself, also across the change of method. */
static void
quantiles_are_those_of_the_law(void)
{
  static const double CVS[] = {1e-7, 0.99e-3, 1.01e-3, 0.05, 0.2, 1.0, 3.0}, SHARES[] = {0.001, 0.1, 0.5, 0.9, 0.999};
  for (gsize s = 0; s < G_N_ELEMENTS(SHARES); s++) {
    ASSERT_CLOSE(muster_factor_quantile(1.0, SHARES[s]), -log1p(-SHARES[s]), 1e-12, 0.0);
    for (gsize c = 0; c < G_N_ELEMENTS(CVS); c++)
      ASSERT_CLOSE(muster_factor_cdf(CVS[c], muster_factor_quantile(CVS[c], SHARES[s])), SHARES[s], 0.0, 1e-8);
    double below = (muster_factor_quantile(0.999e-3, SHARES[s]) - 1.0) / 0.999e-3,
           above = (muster_factor_quantile(1.001e-3, SHARES[s]) - 1.0) / 1.001e-3;
    ASSERT_CLOSE(below, above, 0.0, 1e-5);
  }
  /* Chi-square with 50 degrees of freedom, halved and scaled: 63.167 at 90 % (any table). */
  ASSERT_CLOSE(muster_factor_quantile(0.2, 0.9), 63.1671 / 50.0, 1e-6, 0.0);
}

void test_factor(void);
void
test_factor(void)
{
  CU_pSuite suite = CU_add_suite("factor", NULL, NULL);
  ADD_TEST(suite, nodes_have_the_moments);
  ADD_TEST(suite, without_variation_there_is_one_node);
  ADD_TEST(suite, quantiles_are_those_of_the_law);
}
