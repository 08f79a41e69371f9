/* The numerical pieces: the regression and the bands. */
#include "muster_test.h"
#include "forecast/bands_private.h"
#include "forecast/ridge_private.h"
#include <muster/base/random.h>
#include <muster/dist.h>

static void
ridge_without_noise_or_penalty(void)
{
  const double x[] = {1, 0, 1, 1, 1, 2, 1, 5}, y[] = {3, 5, 7, 13}, weight[] = {1, 0.5, 2, 1},
               penalty[] = {0, 0};
  double residual[4];
  RidgeFit fit;
  CU_ASSERT_FATAL(ridge_fit(&fit, x, y, weight, 4, 2, penalty, residual));
  ASSERT_CLOSE(fit.beta[0], 3, 1e-12, 0);
  ASSERT_CLOSE(fit.beta[1], 2, 1e-12, 0);
  ASSERT_CLOSE(fit.effective, 2, 1e-12, 0);
  ASSERT_CLOSE(ridge_value(&fit, (double[]){1, 10}), 23, 1e-12, 0);
  /* Leverage of one point with weight w among those of one column of ones is 1/Σw. */
  CU_ASSERT_FATAL(ridge_fit(&fit, (double[]){1, 1, 1, 1}, y, weight, 4, 1, penalty, residual));
  ASSERT_CLOSE(ridge_leverage(&fit, (double[]){1}), 1 / 4.5, 1e-9, 0.2);
}

static void
ridge_shrinks_what_has_no_evidence(void)
{
  const double x[] = {1, 0, 1, 0, 1, 1}, y[] = {4, 4, 10}, weight[] = {1, 1, 1};
  double residual[3];
  RidgeFit fit;
  CU_ASSERT(ridge_fit(&fit, x, y, weight, 3, 2, (double[]){0, 1e6}, residual));
  CU_ASSERT(fabs(fit.beta[1]) < 0.01);
  CU_ASSERT_FALSE(ridge_fit(&fit, (double[]){1, 0, 1, 0, 1, 0}, y, weight, 3, 2, (double[]){0, 0}, residual));
}

static void
ridge_is_not_bent(void)
{
  enum { N = 60 };
  double x[2 * N], y[N], weight[N], residual[N];
  RidgeFit fit;
  for (int i = 0; i < N; i++) {
    x[2 * i] = 1;
    x[2 * i + 1] = i;
    y[i] = 1 + 0.5 * i + 0.01 * muster_draw_normal((MusterKey) i, MUSTER_DRAW_OTHER) + (i % 12 == 0 ? -8 : 0);
    weight[i] = 1;
  }
  CU_ASSERT_FATAL(ridge_fit(&fit, x, y, weight, N, 2, (double[]){0, 0}, residual));
  ASSERT_CLOSE(fit.beta[1], 0.5, 0.01, 0);
  ASSERT_CLOSE(fit.beta[0], 1, 0, 0.05);
}

/* Drawn counts fall into the bands as often as the bands say, or as near to it as whole counts allow. */
static void
bands_hold_their_share(void)
{
  const double means[] = {0.3, 4, 60, 199, 201, 3000}, cvs[] = {0, 0.1, 0.6};
  for (gsize m = 0; m < G_N_ELEMENTS(means); m++)
    for (gsize c = 0; c < G_N_ELEMENTS(cvs); c++) {
      enum { N = 20000 };
      double mean = means[m], factor = cvs[c] * cvs[c];
      ForecastBand band = forecast_band(mean, mean + mean * mean * factor);
      int in80 = 0, in95 = 0, at80 = 0, at95 = 0;
      for (int i = 0; i < N; i++) {
        MusterKey key = muster_key(99, (guint64) i);
        double drawn = factor > 0 ? muster_draw_gamma(key, MUSTER_DRAW_DAY_FACTOR, 1 / factor) * factor : 1;
        double count = (double) muster_draw_poisson(key, MUSTER_DRAW_COUNT, mean * drawn);
        in80 += count >= band.lo80 && count <= band.hi80;
        in95 += count >= band.lo95 && count <= band.hi95;
        at80 += count == band.lo80 || count == band.hi80;
        at95 += count == band.lo95 || count == band.hi95;
      }
      /* At least what is promised; without its two end counts at most that. */
      gboolean ok = in80 > 0.79 * N && in80 - at80 < 0.81 * N && in95 > 0.943 * N && in95 - at95 < 0.957 * N;
      if (!ok)
        g_printerr("mean %g cv %g: %d and %d of %d\n", mean, cvs[c], in80, in95, N);
      CU_ASSERT(ok);
    }
  ForecastBand none = forecast_band(0, 0);
  CU_ASSERT(none.lo95 == 0 && none.hi95 == 0);
  ForecastBand tiny = forecast_band(1e-300, 1e-300);
  CU_ASSERT(tiny.hi95 == 0);
}

void test_parts(void);
void
test_parts(void)
{
  CU_pSuite suite = CU_add_suite("parts", NULL, NULL);
  ADD_TEST(suite, ridge_without_noise_or_penalty);
  ADD_TEST(suite, ridge_shrinks_what_has_no_evidence);
  ADD_TEST(suite, ridge_is_not_bent);
  ADD_TEST(suite, bands_hold_their_share);
}
