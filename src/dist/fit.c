/* Maximum likelihood with censoring, for any kind that can be made from a mean and a cv.
 *
 * The chance of a cell is F(to) − F(from), of a censored time 1 − F(t); when only times beyond `after` are in the
 * sample, each is divided by 1 − F(after); when it may not end, the chance p multiplies F. What is searched is
 * log(mean), log(cv) and logit(p): intervals by the curvature there are within their domains by themselves. */
#include "dist/sample_private.h"
#include <math.h>
#include <stdlib.h>

#define Z95 1.959963984540054
#define LEAST_CHANCE 1e-17 /* of a cell: below it differences of a cdf are noise */
#define LEAST_RISK 20
#define FIRST_STEP 0.3
#define ERROR_STEP 1e-3

typedef struct {
  const MusterSample *sample;
  const MusterDistInfo *info;
  MusterFitRules rules;
  double least_log_mean, most_log_mean;
} Fit;

static int
n_dimensions(const Fit *fit)
{
  return fit->info->n_fitted + (fit->rules.may_not_end ? 1 : 0);
}

static double
chance_of(const Fit *fit, const double *x)
{
  return fit->rules.may_not_end ? 1 / (1 + exp(-x[fit->info->n_fitted])) : 1;
}

static gboolean
make(const Fit *fit, const double *x, MusterDist *dist)
{
  char *why = NULL;
  if (!(x[0] > fit->least_log_mean && x[0] < fit->most_log_mean))
    return FALSE;
  gboolean made = muster_dist_make(dist, fit->info->name, exp(x[0]), fit->info->n_fitted > 1 ? exp(x[1]) : NAN, TRUE, &why);
  g_free(why);
  return made;
}

static double
log_likelihood(const double *x, gpointer data)
{
  const Fit *fit = data;
  const MusterSample *sample = fit->sample;
  MusterDist dist;
  if (!make(fit, x, &dist))
    return -INFINITY;
  double sum = 0, chance = chance_of(fit, x), before = muster_dist_cdf(&dist, fit->rules.after_s);
  double edge = -1, below = 0; /* cells often share an edge */
  for (guint i = 0; i < sample->ended->len; i++) {
    const SampleCell *cell = &g_array_index(sample->ended, SampleCell, i);
    double from = cell->from_s == edge ? below : muster_dist_cdf(&dist, cell->from_s);
    edge = cell->to_s;
    below = muster_dist_cdf(&dist, edge);
    sum += cell->n * log(fmax(chance * (below - from), LEAST_CHANCE));
  }
  for (guint i = 0; i < sample->longer->len; i++) {
    const SampleCell *cell = &g_array_index(sample->longer, SampleCell, i);
    sum += cell->n * log(fmax(1 - chance * muster_dist_cdf(&dist, cell->from_s), LEAST_CHANCE));
  }
  if (before > 0)
    sum -= (sample->n_ended + sample->n_longer) * log(fmax(1 - chance * before, LEAST_CHANCE));
  return isnan(sum) ? -INFINITY : sum;
}

double
muster_sample_log_likelihood(const MusterSample *sample, const MusterDist *dist, double to_s)
{
  double sum = 0;
  for (guint i = 0; i < sample->ended->len; i++) {
    const SampleCell *cell = &g_array_index(sample->ended, SampleCell, i);
    if (cell->from_s >= to_s)
      break;
    sum += cell->n * log(fmax(muster_dist_cdf(dist, cell->to_s) - muster_dist_cdf(dist, cell->from_s), LEAST_CHANCE));
  }
  return sum;
}

/* Where the search begins: the mean of an exponential time, and a cv of 1. */
static void
begin(const Fit *fit, double *x)
{
  const MusterSample *sample = fit->sample;
  double total_s = 0;
  for (int i = 0; i < sample->n_ended; i++)
    total_s += sample->ended_s[i];
  for (int i = 0; i < sample->n_longer && !fit->rules.may_not_end; i++)
    total_s += sample->longer_s[i];
  x[0] = log(fmax(total_s / sample->n_ended, sample->grain_s / 4));
  x[1] = x[2] = 0.01;
  if (fit->rules.may_not_end) {
    double share = (sample->n_ended + 0.5) / (sample->n_ended + sample->n_longer + 1.0);
    x[fit->info->n_fitted] = log(share / (1 - share));
  }
}

static MusterMeasure
positive(double x, double error)
{
  return (MusterMeasure){exp(x), exp(x - Z95 * error), exp(x + Z95 * error)};
}

static MusterMeasure
share(double x, double error)
{
  return (MusterMeasure){1 / (1 + exp(-x)), 1 / (1 + exp(-x + Z95 * error)), 1 / (1 + exp(-x - Z95 * error))};
}

/* The largest gap between the law and the curve of Kaplan & Meier, half a grain apart at either side of a step. Where few are
 * at risk the curve is noise, and nothing is compared. */
static double
distance(const Fit *fit, const MusterDistFit *found)
{
  g_autoptr(MusterSurvival) curve = muster_sample_survival(fit->sample);
  double before = muster_dist_cdf(&found->dist, fit->rules.after_s), most = 0, last = 1;
  double scale = found->chance.mean / (1 - found->chance.mean * before);
  for (int i = 0; i < curve->n && (i == 0 || curve->step[i].at_risk >= LEAST_RISK); i++) {
    const MusterSurvivalStep *step = &curve->step[i];
    double half_s = fit->sample->grain_s / 2;
    double low = scale * (muster_dist_cdf(&found->dist, step->time_s - half_s) - before);
    double high = scale * (muster_dist_cdf(&found->dist, step->time_s + half_s) - before);
    most = fmax(most, fmax(fabs(1 - last - low), fabs(1 - step->left - high)));
    last = step->left;
  }
  return fmin(most, 1);
}

gboolean
muster_sample_fit(const MusterSample *sample, const MusterDistInfo *info, const MusterFitRules *rules, MusterDistFit *found)
{
  Fit fit = {.sample = sample, .info = info, .rules = rules != NULL ? *rules : (MusterFitRules){0}};
  double x[CLIMB_MOST], error[CLIMB_MOST] = {NAN, NAN, NAN};
  *found = (MusterDistFit){0};
  if (info->n_fitted == 0 || sample->n_ended < 2 || sample->ended_s[0] == sample->ended_s[sample->n_ended - 1])
    return FALSE;
  begin(&fit, x);
  fit.least_log_mean = x[0] - 12;
  fit.most_log_mean = x[0] + 12;
  int n = n_dimensions(&fit);
  double height = dist_climb(log_likelihood, &fit, n, x, FIRST_STEP);
  if (!isfinite(height) || !make(&fit, x, &found->dist))
    return FALSE;
  if (!dist_climb_errors(log_likelihood, &fit, n, x, ERROR_STEP, error))
    error[0] = error[1] = error[2] = NAN;
  found->n_params = n;
  found->log_likelihood = height;
  found->aic = 2 * n - 2 * height;
  found->mean_s = positive(x[0], error[0]);
  found->cv = info->n_fitted > 1 ? positive(x[1], error[1]) : (MusterMeasure){found->dist.cv, NAN, NAN};
  found->chance = fit.rules.may_not_end ? share(x[n - 1], error[n - 1]) : (MusterMeasure){1, NAN, NAN};
  found->distance = distance(&fit, found);
  return TRUE;
}

static int
compare_fits(const void *a, const void *b)
{
  const MusterDistFit *x = a, *y = b;
  return (x->aic > y->aic) - (x->aic < y->aic);
}

int
muster_sample_fit_all(const MusterSample *sample, const MusterFitRules *rules, MusterDistFit fit[MUSTER_FIT_MOST])
{
  const MusterDistInfo *const *all = muster_dist_all();
  int n = 0;
  for (int i = 0; all[i] != NULL && n < MUSTER_FIT_MOST; i++)
    n += muster_sample_fit(sample, all[i], rules, &fit[n]);
  qsort(fit, (gsize) n, sizeof *fit, compare_fits);
  return n;
}
