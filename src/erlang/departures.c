/* Upper tails of a negative binomial or Poisson number over a window.
 *
 * One probability comes closed, by Stirling's series and deviances; its tail from the continued fraction of
 * the incomplete beta function, or as what the probabilities below leave; the rest of the window by the ratio
 * of neighbours. */
#include "erlang/departures_private.h"
#include "erlang/deviance_private.h"
#include <math.h>
#include <muster/base/stats.h>

static const double LEAST = 1e-305; /* smaller counts for nothing, and products would stick there */
static const double NO_MORE = 1e-18;
static const double LN_2PI = 1.83787706640934548356;

Departures
erlang_departures(double s, double tau, double poisson_mean)
{
  gboolean poisson = isinf(s);
  Departures d = {.s = s, .tau = tau, .stay = exp(-tau), .miss = -expm1(-tau)};
  d.mean = poisson ? poisson_mean : s * d.miss / d.stay;
  d.mode = (int) fmin(poisson ? poisson_mean : fmax(0.0, (s - 1.0) * d.miss / d.stay), G_MAXINT / 2);
  return d;
}

/* P(N = i + 1) / P(N = i) */
static inline double
next_ratio(const Departures *d, int i)
{
  return isinf(d->s) ? d->mean / (i + 1.0) : d->miss * (d->s + i) / (i + 1.0);
}

static double
probability(const Departures *d, int i)
{
  if (i == 0)
    return exp(isinf(d->s) ? -d->mean : -d->s * d->tau);
  if (isinf(d->s))
    return exp(erlang_ln_poisson(d->mean, i));
  double s = d->s, n = s + i;
  double off = s * d->miss - i * d->stay; /* s − n stay = n miss − i, without cancellation */
  double of_s = fabs(off) > 0.4 * s
                    ? -off / s - (log(n / s) - d->tau) /* stay may be too small for a double */
                    : erlang_deviance(-off / s, n * d->stay / s);
  double deviance = s * of_s + i * erlang_deviance(off / i, n * d->miss / i);
  double rest = erlang_stirling_rest(n) - erlang_stirling_rest(s) - erlang_stirling_rest(i);
  return exp(rest - deviance - 0.5 * (LN_2PI + log(s / n * i)) + log(s / n));
}

/* P(N ≥ i) / P(N = i) for i above the mean: of Poisson the terms fall; else the continued fraction of the
 * incomplete beta function I_miss(i, s) (Abramowitz & Stegun 26.5.8), by Lentz's rule. */
static double
tail_ratio(const Departures *d, int i)
{
  if (isinf(d->s)) {
    double sum = 1.0, term = 1.0;
    for (int k = i; term > NO_MORE * sum; k++) {
      term *= d->mean / (k + 1.0);
      sum += term;
    }
    return sum;
  }
  return muster_beta_fraction(i, d->s, d->miss);
}

/* P(N < i) */
static double
below(const Departures *d, int i)
{
  double term = i > 0 ? probability(d, i - 1) : 0.0, sum = term;
  for (int k = i - 1; k > 0 && (k > d->mode || term * k > NO_MORE * sum); k--) {
    term /= next_ratio(d, k - 1);
    sum += term;
  }
  return sum;
}

/* The last i in from .. to whose probability is no less than LEAST, or that lies below the mean, where tails
 * are large all the same; from − 1 when there is none. */
static int
last_that_counts(const Departures *d, int from, int to)
{
  double middling = fmax(d->mean, d->mode);
  if (to <= middling || probability(d, to) >= LEAST)
    return to;
  int good = MAX(from, (int) fmin(middling, to));
  if (probability(d, good) < LEAST)
    return from - 1;
  while (to - good > 1) {
    int middle = good + (to - good) / 2;
    if (probability(d, middle) >= LEAST)
      good = middle;
    else
      to = middle;
  }
  return good;
}

void
erlang_departures_tails(const Departures *d, int from, int to, double *tail)
{
  int top = last_that_counts(d, from, to);
  for (int i = to; i > top; i--)
    tail[i - from] = 0.0;
  if (top < from)
    return;
  double here = probability(d, top);
  tail[top - from] = top > d->mean && top > 0 ? here * tail_ratio(d, top) : fmax(0.0, 1.0 - below(d, top));
  for (int i = top - 1; i >= from; i--) {
    here = here > LEAST || i >= d->mode ? here / next_ratio(d, i) : 0.0;
    tail[i - from] = tail[i + 1 - from] + here;
  }
  /* What lies below the window is known by itself: so 1 − tail is right to the last digit of 1, not of the sum. */
  double scale = from <= d->mode ? (1.0 - below(d, from)) / tail[0] : 1.0;
  for (int i = from; i <= top; i++)
    tail[i - from] = fmin(1.0, tail[i - from] * scale);
}
