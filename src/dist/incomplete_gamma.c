/* The incomplete gamma function, by its series below the mean and its continued fraction above (DLMF 8.11.4
 * and 8.9.2). About √a terms either way. */
#include "dist/kind_private.h"

#define MOST_TERMS 100000

/* x^a · e^−x / Γ(a) */
static double
front(double a, double x)
{
  int sign;
  return exp(a * log(x) - x - lgamma_r(a, &sign));
}

static double
lower_series(double a, double x)
{
  double term = 1 / a, sum = term;
  for (int k = 1; k < MOST_TERMS && term > 1e-17 * sum; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return front(a, x) * sum;
}

/* Lentz' method. */
static double
upper_fraction(double a, double x)
{
  double b = x + 1 - a, c = 1e300, d = 1 / b, h = d;
  for (int k = 1; k < MOST_TERMS; k++) {
    double step = -k * (k - a);
    b += 2;
    d = 1 / (b + step * d);
    c = b + step / c;
    h *= c * d;
    if (fabs(c * d - 1) < 1e-16)
      break;
  }
  return front(a, x) * h;
}

double
muster_dist_gamma_p(double a, double x)
{
  if (x <= 0)
    return 0;
  return x < a + 1 ? lower_series(a, x) : 1 - upper_fraction(a, x);
}
