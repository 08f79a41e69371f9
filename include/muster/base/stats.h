/* Statistics that stream, merge in order, and say how sure they are. */
#pragma once
#include <muster/base/api.h>

G_BEGIN_DECLS

/* An estimate with its 95 % interval. NaN mean: undefined (denominator 0), printed as null. One replication: bounds NaN. */
typedef struct {
  double mean, lower, upper;
} MusterMeasure;

/* Student's t quantile for probability p and df > 0 degrees of freedom (df may be fractional). */
MUSTER_API double muster_student_quantile(double p, double df);
MUSTER_API double muster_normal_quantile(double p);
MUSTER_API double muster_normal_cdf(double x);

/* Mean over n replications of value[r], interval by Student with n − 1. */
MUSTER_API MusterMeasure muster_mean_interval(const double *value, int n);
/* Σnum / Σden over replications, interval by the delta method (Student, n − 1). NaN when Σden = 0. */
MUSTER_API MusterMeasure muster_ratio_interval(const double *num, const double *den, int n);
/* The same from sums only: Σnum, Σden, Σnum², Σnum·den, Σden². */
MUSTER_API MusterMeasure muster_ratio_interval_sums(double n, double num, double den, double num2, double numden, double den2);
/* A share whose interval reaches as far each side as the plain one would in its log odds (delta method): it stays inside [0, 1]
 * and keeps its mean. A share of 0 or 1 has no odds: its plain interval is cut. */
MUSTER_API MusterMeasure muster_share_interval(const MusterMeasure *plain);
/* The same for many at once: the Student quantile of n replications is found once and handed in. */
MUSTER_API double muster_interval_student(double n);
MUSTER_API MusterMeasure muster_ratio_interval_student(double student, double n, double num, double den, double num2,
                                                       double numden, double den2);

/* The continued fraction of the incomplete beta function I_x(a, b) (Abramowitz & Stegun 26.5.8), by Lentz's rule: I_x =
 * x^a (1 − x)^b / (a B(a, b)) times it. For x below the mean a / (a + b). */
MUSTER_API double muster_beta_fraction(double a, double b, double x);

/* Sum that loses nothing to order of magnitude (Neumaier 1974); merging in a fixed order is repeatable. */
typedef struct {
  double sum, carry;
} MusterSum;
static inline void
muster_sum_add(MusterSum *s, double x)
{
  double t = s->sum + x;
  s->carry += (ABS(s->sum) >= ABS(x)) ? (s->sum - t) + x : (x - t) + s->sum;
  s->sum = t;
}
static inline double
muster_sum_value(const MusterSum *s)
{
  return s->sum + s->carry;
}

G_END_DECLS
