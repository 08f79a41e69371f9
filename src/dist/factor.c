/* The gamma factor of mean 1 by which demand varies: its law, and Gauss quadrature over it.
 *
 * Gauss: the orthonormal polynomials of the factor's law are Laguerre's. In the standardised factor
 * y = (x − 1) / c they have the recurrence y·p_k = b_{k+1}·p_{k+1} + 2kc·p_k + b_k·p_{k−1} with
 * b_k = √(k·(1 + (k − 1)·c²)), which stays good as c → 0, where they become Hermite's. The nodes are the
 * eigenvalues of that tridiagonal matrix (Golub & Welsch 1969), by Sturm's count and bisection; the weight of
 * a node is 1 / Σ p_k². */
#include "dist/kind_private.h"
#include <muster/base/stats.h>

/* Below, the Cornish–Fisher series is exact to rounding, and the incomplete gamma function is not. */
#define SMALL_CV 1e-3

static double
off_diagonal(double cv, int k)
{
  return sqrt(k * (1.0 + (k - 1) * cv * cv));
}

/* Eigenvalues of the n × n matrix that lie below y. */
static int
count_below(double cv, int n, double y)
{
  int below = 0;
  double pivot = 1.0;
  for (int k = 0; k < n; k++) {
    double b = off_diagonal(cv, k);
    pivot = 2.0 * k * cv - y - (k > 0 ? b * b / pivot : 0.0);
    if (pivot == 0.0)
      pivot = -1e-300;
    below += pivot < 0.0;
  }
  return below;
}

/* The eigenvalue that has `index` others below it. */
static double
eigenvalue(double cv, int n, int index)
{
  double high = 2.0 * (n - 1) * cv + 2.0 * off_diagonal(cv, n), low = -high;
  for (;;) {
    double middle = 0.5 * (low + high);
    if (middle <= low || middle >= high)
      return middle;
    if (count_below(cv, n, middle) > index)
      high = middle;
    else
      low = middle;
  }
}

static double
christoffel_weight(double cv, int n, double y)
{
  double before = 0.0, p = 1.0, sum = 1.0;
  for (int k = 0; k + 1 < n; k++) {
    double next = ((y - 2.0 * k * cv) * p - off_diagonal(cv, k) * before) / off_diagonal(cv, k + 1);
    before = p;
    p = next;
    sum += p * p;
  }
  return 1.0 / sum;
}

int
muster_factor_nodes(double cv, int n, double *node, double *weight)
{
  g_return_val_if_fail(cv >= 0.0 && n >= 1 && n <= MUSTER_FACTOR_MAX_NODES, 0);
  if (cv == 0.0)
    n = 1;
  double sum = 0.0;
  for (int i = 0; i < n; i++) {
    double y = n > 1 ? eigenvalue(cv, n, i) : 0.0;
    node[i] = fmax(1.0 + cv * y, 0.0);
    weight[i] = christoffel_weight(cv, n, y);
    sum += weight[i];
  }
  for (int i = 0; i < n; i++)
    weight[i] /= sum;
  return n;
}

/* x = 1 + c·z + c²·(z² − 1)/3 + c³·(z³ − 7z)/36 + O(c⁴) (Cornish & Fisher 1938). */
static double
quantile_of_small(double cv, double p)
{
  double z = muster_normal_quantile(p);
  return 1.0 + cv * (z + cv * ((z * z - 1.0) / 3.0 + cv * (z * z * z - 7.0 * z) / 36.0));
}

double
muster_factor_cdf(double cv, double x)
{
  if (cv == 0.0)
    return x >= 1.0 ? 1.0 : 0.0;
  if (x <= 0.0)
    return 0.0;
  if (cv < SMALL_CV) { /* the inverse of the series, one step of Newton from its first term */
    double y = (x - 1.0) / cv, z = y - cv * (y * y - 1.0) / 3.0;
    double slope = 1.0 + cv * (2.0 * z / 3.0);
    double error = z + cv * ((z * z - 1.0) / 3.0 + cv * (z * z * z - 7.0 * z) / 36.0) - y;
    return muster_normal_cdf(z - error / slope);
  }
  double shape = 1.0 / (cv * cv);
  return muster_dist_gamma_p(shape, shape * x);
}

double
muster_factor_quantile(double cv, double p)
{
  g_return_val_if_fail(cv >= 0.0 && p >= 0.0 && p <= 1.0, NAN);
  if (cv == 0.0)
    return 1.0;
  if (p == 0.0 || p == 1.0)
    return p == 0.0 ? 0.0 : INFINITY;
  if (cv < SMALL_CV)
    return quantile_of_small(cv, p);
  /* P(a, y) ≤ y^a / Γ(a + 1) bounds it from below. */
  double shape = 1.0 / (cv * cv);
  int sign;
  double low = exp((log(p) + lgamma_r(shape + 1.0, &sign)) / shape) / shape, high = fmax(1.0, low);
  while (muster_factor_cdf(cv, high) < p)
    high *= 2.0;
  for (int i = 0; i < 200 && high - low > 1e-15 * high; i++) {
    double middle = low > 0.0 && high > 4.0 * low ? sqrt(low * high) : 0.5 * (low + high);
    if (muster_factor_cdf(cv, middle) < p)
      low = middle;
    else
      high = middle;
  }
  return 0.5 * (low + high);
}
