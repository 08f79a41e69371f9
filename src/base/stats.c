/* Quantiles of the normal and of Student's t, and intervals of means and ratios. */
#include <muster/base/stats.h>
#include <float.h>
#include <math.h>

#define LEVEL_POINT 0.975 /* both sides of a 95 % interval */
#define MANY_DF 2000      /* from here on Student's quantile is expanded about the normal's */

double
muster_normal_cdf(double x)
{
  return 0.5 * erfc(-x * G_SQRT2 / 2);
}

double
muster_normal_quantile(double p)
{
  if (!(p > 0 && p < 1))
    return p == 0 ? -INFINITY : p == 1 ? INFINITY : NAN;
  if (p > 0.5)
    return -muster_normal_quantile(1 - p);
  if (p == 0.5)
    return 0;
  /* Abramowitz & Stegun 26.2.23 to four digits, then Halley's method to all of them. */
  double q = MAX(p, DBL_MIN), t = sqrt(-2 * log(q));
  double x =
      (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
  for (int i = 0; i < 3; i++) {
    double step = (muster_normal_cdf(x) - q) * sqrt(2 * G_PI) * exp(x * x / 2);
    x -= step / (1 + x * step / 2);
  }
  return x;
}

/* Regularised incomplete beta function by its continued fraction (DLMF 8.17.22; Lentz' method), x below its
 * mean. */
double
muster_beta_fraction(double a, double b, double x)
{
  double c = 1, d = 1 / (1 - (a + b) * x / (a + 1)), h = d;
  for (int m = 1; m < 1000000; m++) {
    double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    h *= d * c;
    double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    h *= d * c;
    if (fabs(d * c - 1) < 1e-16)
      break;
  }
  return h;
}

/* P(T > t) for t ≥ 0: half the incomplete beta function of df/2 and 1/2 at df/(df + t²). */
static double
student_tail(double t, double df)
{
  int sign;
  double a = df / 2, b = 0.5, x = df / (df + t * t), y = t * t / (df + t * t);
  double front =
      exp(lgamma_r(a + b, &sign) - lgamma_r(a, &sign) - lgamma_r(b, &sign) + a * log(x) + b * log(y));
  if (y == 0)
    return 0.5;
  return x < (a + 1) / (a + b + 2) ? 0.5 * front * muster_beta_fraction(a, b, x) / a
                                   : 0.5 - 0.5 * front * muster_beta_fraction(b, a, y) / b;
}

static double
student_density(double t, double df)
{
  int sign;
  double log_front = lgamma_r((df + 1) / 2, &sign) - lgamma_r(df / 2, &sign) - 0.5 * log(df * G_PI);
  return exp(log_front - (df + 1) / 2 * log1p(t * t / df));
}

/* Abramowitz & Stegun 26.7.5. */
static double
student_expanded(double z, double df)
{
  double z2 = z * z;
  double g1 = z * (z2 + 1) / 4, g2 = z * (3 + z2 * (16 + z2 * 5)) / 96;
  double g3 = z * (-15 + z2 * (17 + z2 * (19 + z2 * 3))) / 384;
  double g4 = z * (-945 + z2 * (-1920 + z2 * (1482 + z2 * (776 + z2 * 79)))) / 92160;
  return z + (g1 + (g2 + (g3 + g4 / df) / df) / df) / df;
}

double
muster_student_quantile(double p, double df)
{
  if (!(p > 0 && p < 1 && df > 0))
    return df > 0 && p == 0 ? -INFINITY : df > 0 && p == 1 ? INFINITY : NAN;
  if (p < 0.5)
    return -muster_student_quantile(1 - p, df);
  double t = muster_normal_quantile(p);
  if (df > MANY_DF)
    return student_expanded(t, df);
  /* The normal's quantile lies left of Student's, and the tail is convex: Newton climbs without overshooting.
   */
  for (int i = 0; i < 500; i++) {
    double step = (student_tail(t, df) - (1 - p)) / student_density(t, df);
    t += step;
    if (!(fabs(step) > 1e-14 * t))
      break;
  }
  return t;
}

static MusterMeasure
around(double mean, double error, double df)
{
  double reach = df > 0 ? muster_student_quantile(LEVEL_POINT, df) * error : NAN;
  return (MusterMeasure){mean, mean - reach, mean + reach};
}

MusterMeasure
muster_mean_interval(const double *value, int n)
{
  MusterSum sum = {0}, squares = {0};
  if (n < 1)
    return (MusterMeasure){NAN, NAN, NAN};
  for (int i = 0; i < n; i++)
    muster_sum_add(&sum, value[i]);
  double mean = muster_sum_value(&sum) / n;
  for (int i = 0; i < n; i++)
    muster_sum_add(&squares, (value[i] - mean) * (value[i] - mean));
  return around(mean, n > 1 ? sqrt(muster_sum_value(&squares) / (n - 1) / n) : NAN, n - 1);
}

MusterMeasure
muster_share_interval(const MusterMeasure *plain)
{
  double p = plain->mean, odds = (plain->upper - p) / (p * (1 - p));
  if (!(p > 0 && p < 1))
    return (MusterMeasure){isnan(p) ? p : CLAMP(p, 0, 1), isnan(plain->lower) ? NAN : CLAMP(plain->lower, 0, 1),
                           isnan(plain->upper) ? NAN : CLAMP(plain->upper, 0, 1)};
  if (isnan(odds))
    return (MusterMeasure){p, NAN, NAN};
  return (MusterMeasure){p, MIN(p, p / (p + (1 - p) * exp(odds))), MAX(p, p / (p + (1 - p) * exp(-odds)))};
}

MusterMeasure
muster_ratio_interval(const double *num, const double *den, int n)
{
  MusterSum above = {0}, below = {0}, squares = {0};
  for (int i = 0; i < n; i++) {
    muster_sum_add(&above, num[i]);
    muster_sum_add(&below, den[i]);
  }
  double whole = muster_sum_value(&below);
  if (n < 1 || whole == 0)
    return (MusterMeasure){NAN, NAN, NAN};
  double ratio = muster_sum_value(&above) / whole;
  for (int i = 0; i < n; i++) {
    double residual = num[i] - ratio * den[i];
    muster_sum_add(&squares, residual * residual);
  }
  double error = n > 1 ? sqrt(muster_sum_value(&squares) / (n - 1) * n) / fabs(whole) : NAN;
  return around(ratio, error, n - 1);
}

MusterMeasure
muster_ratio_interval_sums(double n, double num, double den, double num2, double numden, double den2)
{
  return muster_ratio_interval_student(muster_interval_student(n), n, num, den, num2, numden, den2);
}

double
muster_interval_student(double n)
{
  return n > 1 ? muster_student_quantile(LEVEL_POINT, n - 1) : NAN;
}

MusterMeasure
muster_ratio_interval_student(double student, double n, double num, double den, double num2, double numden,
                              double den2)
{
  if (!(n >= 1) || den == 0)
    return (MusterMeasure){NAN, NAN, NAN};
  double ratio = num / den;
  /* Σ(num − ratio·den)²; what rounding leaves of a zero is a zero. */
  double squares = num2 - 2 * ratio * numden + ratio * ratio * den2;
  if (squares < 1e-14 * num2)
    squares = 0;
  double reach = n > 1 ? student * sqrt(squares / (n - 1) * n) / fabs(den) : NAN;
  return (MusterMeasure){ratio, ratio - reach, ratio + reach};
}
