/* The curve of Kaplan & Meier, the hazard by time, and the distribution that follows the curve. */
#include "dist/sample_private.h"
#include <math.h>

#define Z95 1.959963984540054

/* S^exp(±z·se) with se = √V / |log S|, V Greenwood's sum: bounds that stay within 0 and 1. */
static void
set_bounds(MusterSurvivalStep *step, double greenwood)
{
  double log_left = log(step->left);
  step->lower = step->upper = step->left;
  if (step->left <= 0 || log_left >= 0)
    return;
  double width = Z95 * sqrt(greenwood) / -log_left;
  step->lower = exp(log_left * exp(width));
  step->upper = exp(log_left * exp(-width));
}

MusterSurvival *
muster_sample_survival(const MusterSample *sample)
{
  MusterSurvival *survival = g_new0(MusterSurvival, 1);
  GArray *steps = g_array_new(FALSE, FALSE, sizeof(MusterSurvivalStep));
  double left = 1, greenwood = 0;
  for (int i = 0, c = 0; i < sample->n_ended;) {
    double t = sample->ended_s[i];
    int first = i;
    while (i < sample->n_ended && sample->ended_s[i] == t)
      i++;
    while (c < sample->n_longer && sample->longer_s[c] < t)
      c++;
    double ended = i - first, at_risk = sample->n_ended - first + sample->n_longer - c;
    left *= 1 - ended / at_risk;
    greenwood += ended < at_risk ? ended / (at_risk * (at_risk - ended)) : 0;
    MusterSurvivalStep step = {.time_s = t, .at_risk = at_risk, .ended = ended, .left = left};
    set_bounds(&step, greenwood);
    g_array_append_val(steps, step);
  }
  if (sample->n_ended > 0)
    survival->last_s = sample->ended_s[sample->n_ended - 1];
  if (sample->n_longer > 0)
    survival->last_s = fmax(survival->last_s, sample->longer_s[sample->n_longer - 1]);
  survival->n = (int) steps->len;
  survival->step = (MusterSurvivalStep *) (gpointer) g_array_free(steps, FALSE);
  return survival;
}

void
muster_survival_free(MusterSurvival *survival)
{
  if (survival == NULL)
    return;
  g_free(survival->step);
  g_free(survival);
}

double
muster_survival_at(const MusterSurvival *survival, double t_s)
{
  int low = 0, high = survival->n; /* the number of steps ≤ t_s lies between */
  while (low < high) {
    int middle = low + (high - low) / 2;
    if (survival->step[middle].time_s <= t_s)
      low = middle + 1;
    else
      high = middle;
  }
  return low > 0 ? survival->step[low - 1].left : 1;
}

double
muster_survival_time(const MusterSurvival *survival, double left)
{
  for (int i = 0; i < survival->n; i++)
    if (survival->step[i].left <= left)
      return survival->step[i].time_s;
  return NAN;
}

static double
exposed(const double *value_s, int n, double from_s, double to_s)
{
  double sum = 0;
  for (int i = 0; i < n; i++)
    sum += CLAMP(value_s[i], from_s, to_s) - from_s;
  return sum;
}

MusterHazard
muster_sample_hazard(const MusterSample *sample, double from_s, double to_s)
{
  MusterHazard hazard = {.from_s = from_s, .to_s = to_s, .per_s = {NAN, NAN, NAN}};
  hazard.exposed_s = exposed(sample->ended_s, sample->n_ended, from_s, to_s) +
                     exposed(sample->longer_s, sample->n_longer, from_s, to_s);
  for (int i = 0; i < sample->n_ended; i++)
    hazard.ended += sample->ended_s[i] > from_s && sample->ended_s[i] <= to_s;
  if (!(hazard.exposed_s > 0))
    return hazard;
  hazard.per_s.mean = hazard.ended / hazard.exposed_s;
  if (hazard.ended > 0) {
    double spread = exp(Z95 / sqrt(hazard.ended));
    hazard.per_s.lower = hazard.per_s.mean / spread;
    hazard.per_s.upper = hazard.per_s.mean * spread;
  }
  return hazard;
}

#define PARTS 8 /* of the last slice of probability, for its mean */

/* Where the curve has fallen to `left`: straight between its steps, and behind them by a rate. `*i` goes on from call to call. */
static double
quantile(const MusterSurvival *survival, double rate, double left, int *i)
{
  const MusterSurvivalStep *last = &survival->step[survival->n - 1];
  while (*i < survival->n && survival->step[*i].left > left)
    (*i)++;
  if (*i == survival->n)
    return last->time_s + log(last->left / left) / rate;
  double before = *i > 0 ? survival->step[*i - 1].left : 1, t0 = *i > 0 ? survival->step[*i - 1].time_s : 0;
  return t0 + (survival->step[*i].time_s - t0) * (before - left) / (before - survival->step[*i].left);
}

gboolean
muster_survival_dist(const MusterSurvival *survival, const MusterSample *sample, int n, MusterDist *dist)
{
  *dist = (MusterDist){0};
  if (survival->n == 0 || n < 2)
    return FALSE;
  /* The rate of the last third, at least one end, goes on behind what is known. */
  double from_s = survival->step[survival->n - 1 - (survival->n - 1) / 3].time_s * (1 - 1e-9);
  MusterHazard tail = muster_sample_hazard(sample, from_s, survival->last_s);
  double rate = tail.ended > 0 ? tail.per_s.mean : 1 / fmax(survival->last_s, 1);
  g_autofree double *value_s = g_new0(double, n);
  int i = 0;
  double last_mean_s = 0;
  for (int k = 0; k < n - 1; k++)
    value_s[k] = quantile(survival, rate, 1 - k / (n - 1.0), &i);
  for (int part = 0; part < PARTS; part++)
    last_mean_s += quantile(survival, rate, (1 - (part + 0.5) / PARTS) / (n - 1.0), &i) / PARTS;
  return dist_of_quantiles(value_s, n, last_mean_s, dist);
}

gboolean
dist_of_quantiles(double *value_s, int n, double last_mean_s, MusterDist *dist)
{
  char *why = NULL;
  value_s[n - 1] = fmax(2 * last_mean_s - value_s[n - 2], value_s[n - 2]);
  gboolean made = muster_dist_make_empirical(dist, value_s, n, &why);
  g_free(why);
  return made;
}
