/* Robust weighted ridge regression by iterated Cholesky solves; a few hundred rows, a dozen terms. */
#include "forecast/ridge_private.h"
#include <math.h>
#include <stdlib.h>

#define ROUNDS 10
#define BEND 1.5         /* Huber's, in scales */
#define LEAST_SCALE 1e-6 /* residuals all zero: nothing is an outlier */

typedef double Square[RIDGE_MOST_TERMS][RIDGE_MOST_TERMS];

/* a = L·L' in place, lower triangle. */
static gboolean
factor(Square a, int n)
{
  for (int j = 0; j < n; j++) {
    for (int k = 0; k < j; k++)
      a[j][j] -= a[j][k] * a[j][k];
    if (!(a[j][j] > 1e-12))
      return FALSE;
    a[j][j] = sqrt(a[j][j]);
    for (int i = j + 1; i < n; i++) {
      for (int k = 0; k < j; k++)
        a[i][j] -= a[i][k] * a[j][k];
      a[i][j] /= a[j][j];
    }
  }
  return TRUE;
}

/* b ← (L·L')⁻¹ b */
static void
solve(Square l, int n, double *b)
{
  for (int i = 0; i < n; i++) {
    for (int k = 0; k < i; k++)
      b[i] -= l[i][k] * b[k];
    b[i] /= l[i][i];
  }
  for (int i = n - 1; i >= 0; i--) {
    for (int k = i + 1; k < n; k++)
      b[i] -= l[k][i] * b[k];
    b[i] /= l[i][i];
  }
}

typedef struct {
  double size, weight;
} Weighted;

static int
compare_sizes(const void *a, const void *b)
{
  double x = ((const Weighted *) a)->size, y = ((const Weighted *) b)->size;
  return (x > y) - (x < y);
}

static double
weighted_median_size(const double *value, const double *weight, int n)
{
  g_autofree Weighted *sorted = g_new(Weighted, n);
  double half = 0, sum = 0;
  for (int i = 0; i < n; i++) {
    sorted[i] = (Weighted){fabs(value[i]), weight[i]};
    half += weight[i] / 2;
  }
  qsort(sorted, (size_t) n, sizeof *sorted, compare_sizes);
  for (int i = 0; i < n; i++) {
    sum += sorted[i].weight;
    if (sum >= half)
      return sorted[i].size;
  }
  return 0;
}

/* X'WX into `gram`, X'Wy into `side`. */
static void
accumulate(const double *x, const double *y, const double *weight, const double *robust, int n, int terms,
           Square gram, double *side)
{
  for (int i = 0; i < terms; i++) {
    side[i] = 0;
    for (int j = 0; j < terms; j++)
      gram[i][j] = 0;
  }
  for (int r = 0; r < n; r++) {
    const double *row = x + (gsize) r * terms;
    double w = weight[r] * robust[r];
    for (int i = 0; i < terms; i++) {
      side[i] += w * row[i] * y[r];
      for (int j = 0; j < terms; j++)
        gram[i][j] += w * row[i] * row[j];
    }
  }
}

/* The inverse from the factor, and the number of effective parameters. */
static void
invert(RidgeFit *fit, Square factor_l, Square gram)
{
  int n = fit->n_terms;
  fit->effective = 0;
  for (int j = 0; j < n; j++) {
    double column[RIDGE_MOST_TERMS] = {0};
    column[j] = 1;
    solve(factor_l, n, column);
    for (int i = 0; i < n; i++)
      fit->inverse[i][j] = column[i];
  }
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      fit->effective += fit->inverse[i][j] * gram[j][i];
}

gboolean
ridge_fit(RidgeFit *fit, const double *x, const double *y, const double *weight, int n, int n_terms,
          const double *penalty, double *residual)
{
  g_autofree double *robust = g_new(double, n);
  Square gram, l;
  fit->n_terms = n_terms;
  for (int i = 0; i < n; i++)
    robust[i] = 1;
  for (int round = 0; round < ROUNDS; round++) {
    accumulate(x, y, weight, robust, n, n_terms, gram, fit->beta);
    for (int i = 0; i < n_terms; i++) {
      for (int j = 0; j < n_terms; j++)
        l[i][j] = gram[i][j];
      l[i][i] += penalty[i];
    }
    if (!factor(l, n_terms))
      return FALSE;
    solve(l, n_terms, fit->beta);
    for (int i = 0; i < n; i++)
      residual[i] = y[i] - ridge_value(fit, x + (gsize) i * n_terms);
    fit->scale = MAX(1.4826 * weighted_median_size(residual, weight, n), LEAST_SCALE);
    for (int i = 0; i < n; i++)
      robust[i] = MIN(1, BEND * fit->scale / MAX(fabs(residual[i]), LEAST_SCALE));
  }
  invert(fit, l, gram);
  return TRUE;
}

double
ridge_value(const RidgeFit *fit, const double *x)
{
  double sum = 0;
  for (int i = 0; i < fit->n_terms; i++)
    sum += fit->beta[i] * x[i];
  return sum;
}

double
ridge_leverage(const RidgeFit *fit, const double *x)
{
  double sum = 0;
  for (int i = 0; i < fit->n_terms; i++)
    for (int j = 0; j < fit->n_terms; j++)
      sum += x[i] * fit->inverse[i][j] * x[j];
  return sum;
}
