#include "erlang/deviance_private.h"
#include <math.h>

static const double HALF_LN_2PI = 0.91893853320467274178;
static const double SMALL = 15.0; /* up to here n! is exact in a double, and Stirling's series is not yet */
static const double TERM_END = 1e-18;

/* Near 1 with v = d/(2+d): ln(1 + d) = 2 artanh v and d − 2v = d·v. */
double
erlang_deviance(double d, double ratio)
{
  if (fabs(d) > 0.4)
    return d - log(ratio);
  double v = d / (2.0 + d), v2 = v * v, power = v * v2, sum = 0.0;
  for (int k = 3; k < 40; k += 2) {
    sum += power / k;
    power *= v2;
    if (fabs(power) < TERM_END * fabs(sum))
      break;
  }
  return d * v - 2.0 * sum;
}

double
erlang_stirling_rest(double n)
{
  if (n <= SMALL)
    return lgamma(n + 1.0) - (n + 0.5) * log(n) + n - HALF_LN_2PI;
  double m = 1.0 / (n * n);
  return (1.0 / 12 -
          (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - (1.0 / 1188 - 691.0 / 360360 * m) * m) * m) * m) * m) /
         n;
}

double
erlang_ln_poisson(double mean, int n)
{
  if (n <= (int) SMALL) {
    double factorial = 1.0;
    for (int k = 2; k <= n; k++)
      factorial *= k;
    return n * log(mean) - mean - log(factorial);
  }
  double deviance = n * erlang_deviance((mean - n) / n, mean / n);
  return -erlang_stirling_rest(n) - deviance - HALF_LN_2PI - 0.5 * log(n);
}
