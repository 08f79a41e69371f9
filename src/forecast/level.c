/* The regression of day totals and its projection (see muster/forecast.h for the model). */
#include "forecast/level_private.h"
#include <math.h>

#define HALF_LIFE_DAYS 60.0 /* of a day's weight */
#define TYPICAL_VARIANCE                                                                                     \
  0.005 /* of a day's factor, (7 %)²: against 1/total it says how much a day's total can tell */
#define PRIOR_DAYS 5.0 /* evidence that the two below stand for */
#define PRIOR_VARIANCE 0.005
#define PRIOR_PERSISTENCE 0.6
#define MOST_PERSISTENCE 0.9
#define FARTHEST_OUTLIER 3.0 /* scales, to which residuals are drawn in */
#define EMPTY 0.5            /* added to totals before the logarithm */

typedef struct {
  int n;
  int *day;              /* [n] index in days */
  double *x, *y, *w, *r; /* terms, log total, weight, residual */
} Sample;

static void
sample_clear(Sample *s)
{
  g_free(s->day);
  g_free(s->x);
  g_free(s->y);
  g_free(s->w);
  g_free(s->r);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sample, sample_clear)

/* How much a day's total says of its level: 1 for endless contacts. By what is usual for the weekday, since
 * by the day's own count the days that chance made high would weigh more. */
static double
how_telling(const ForecastDays *days, int d)
{
  double usual = days->median[muster_day_weekday(days->first + d)];
  return TYPICAL_VARIANCE / (TYPICAL_VARIANCE + 1 / (usual + EMPTY));
}

static void
gather(Sample *s, const ForecastDays *days)
{
  s->day = g_new(int, days->n_past);
  s->x = g_new(double, (gsize) days->n_past *DAY_TERMS);
  s->y = g_new(double, days->n_past);
  s->w = g_new(double, days->n_past);
  s->r = g_new(double, days->n_past);
  for (int d = 0; d < days->n_past; d++) {
    double total = days->total[d];
    if (isnan(total))
      continue;
    forecast_days_terms(days, d, s->x + (gsize) s->n * DAY_TERMS);
    s->day[s->n] = d;
    s->y[s->n] = log(total + EMPTY);
    s->w[s->n] = exp2(-(days->n_past - 1 - d) / HALF_LIFE_DAYS) * days->measured[d] * how_telling(days, d);
    s->n++;
  }
}

/* Scales the logarithm's means to the plain scale's. Outliers count as much as they did in the fit. */
static double
plain_ratio(const Sample *s, const ForecastDays *days, const RidgeFit *fit)
{
  double seen = 0, fitted = 0, bend = FARTHEST_OUTLIER * fit->scale;
  for (int i = 0; i < s->n; i++) {
    double value = exp(ridge_value(fit, s->x + (gsize) i * DAY_TERMS));
    double w = s->w[i] * MIN(1, bend / MAX(fabs(s->r[i]), bend / 1e6));
    seen += w * MIN(days->total[s->day[i]], value * exp(bend));
    fitted += w * value;
  }
  return fitted > 0 ? CLAMP(seen / fitted, 0.5, 2) : 1;
}

/* Variance of the residuals, widened for the parameters that were fitted, drawn to a prior, chance taken out;
 * and how far one day's residual lasts into the next open one. */
static void
judge_residuals(ForecastLevel *level, const Sample *s, const ForecastDays *days)
{
  double w1 = 0, w2 = 0, telling = 0, squares = 0, chance = 0, products = 0, before = 0;
  for (int i = 0; i < s->n; i++) {
    double bend = FARTHEST_OUTLIER * level->fit.scale;
    s->r[i] = CLAMP(s->r[i], -bend, bend);
    level->residual[s->day[i]] = s->r[i];
    w1 += s->w[i];
    w2 += s->w[i] * s->w[i];
    squares += s->w[i] * s->r[i] * s->r[i];
    telling += s->w[i] * how_telling(days, s->day[i]);
    chance += s->w[i] / (days->median[muster_day_weekday(days->first + s->day[i])] + EMPTY);
    if (i > 0) {
      products += s->w[i] * s->r[i] * s->r[i - 1];
      before += s->w[i] * s->r[i - 1] * s->r[i - 1];
    }
  }
  double effective = w1 * w1 / w2, per_day = w1 / effective;
  double widening = effective / MAX(effective - level->fit.effective, 0.25 * effective);
  double mean_chance = chance / w1;
  double raw = (squares * widening + PRIOR_DAYS * per_day * (PRIOR_VARIANCE + mean_chance)) /
               (w1 + PRIOR_DAYS * per_day);
  level->variance = MAX(raw - mean_chance, 0);
  level->dispersion = raw * telling / w1;
  double prior = PRIOR_DAYS * per_day * raw;
  level->persistence = CLAMP((products + prior * PRIOR_PERSISTENCE) / (before + prior), 0, MOST_PERSISTENCE);
}

gboolean
forecast_level_fit(ForecastLevel *level, const ForecastDays *days)
{
  g_auto(Sample) s = {0};
  *level = (ForecastLevel){0};
  gather(&s, days);
  if (s.n == 0 || !ridge_fit(&level->fit, s.x, s.y, s.w, s.n, DAY_TERMS, forecast_day_penalty, s.r))
    return FALSE;
  level->ratio = plain_ratio(&s, days, &level->fit);
  level->residual = g_new(double, days->n);
  for (int d = 0; d < days->n; d++)
    level->residual[d] = NAN;
  judge_residuals(level, &s, days);
  level->last = s.day[s.n - 1];
  level->surprise = s.r[s.n - 1];
  return TRUE;
}

void
forecast_level_clear(ForecastLevel *level)
{
  g_free(level->residual);
  *level = (ForecastLevel){0};
}

double
forecast_level_project(const ForecastLevel *level, const ForecastDays *days, int i, double *variance)
{
  double x[DAY_TERMS];
  int steps = 0;
  for (int d = level->last + 1; d <= i; d++)
    steps += days->open[d];
  double kept = pow(level->persistence, MAX(steps, 1));
  forecast_days_terms(days, i, x);
  *variance = level->variance * (1 - kept * kept) + level->dispersion * ridge_leverage(&level->fit, x);
  return level->ratio * exp(ridge_value(&level->fit, x) + kept * level->surprise);
}
