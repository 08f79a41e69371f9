/* Times as they were recorded, gathered into cells. */
#include "dist/sample_private.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FINE_CELLS 400  /* of one grain each; beyond them cells widen with the time */
#define WIDENING 0.005  /* a cell's width / its time */

static const double grains_s[] = {60, 1, 0.1, 0.01, 0.001};
#define LEAST_GRAIN_S 1e-6

static int
compare_doubles(const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

static gboolean
all_multiples(const double *value_s, int n, double grain_s)
{
  for (int i = 0; i < n; i++)
    if (fabs(value_s[i] / grain_s - round(value_s[i] / grain_s)) > 1e-6)
      return FALSE;
  return TRUE;
}

static double
find_grain(const double *value_s, int n)
{
  for (gsize i = 0; i < G_N_ELEMENTS(grains_s); i++)
    if (all_multiples(value_s, n, grains_s[i]))
      return grains_s[i];
  return LEAST_GRAIN_S;
}

/* Edges stand half a grain beside what is recorded; the first is 0. */
static GArray *
gather(const double *value_s, int n, double grain_s)
{
  GArray *cells = g_array_new(FALSE, FALSE, sizeof(SampleCell));
  double from_s = 0, to_s = grain_s / 2;
  for (int i = 0; i < n;) {
    while (to_s <= value_s[i]) {
      double width = from_s < FINE_CELLS * grain_s ? grain_s : fmax(1, floor(from_s * WIDENING / grain_s)) * grain_s;
      from_s = to_s;
      to_s += fmax(width, from_s * 1e-12);
    }
    SampleCell cell = {from_s, to_s, 0};
    for (; i < n && value_s[i] < to_s; i++)
      cell.n++;
    g_array_append_val(cells, cell);
  }
  return cells;
}

/* Censored times as they stand, equal ones together; many different ones within half a percent of each other. */
static GArray *
gather_longer(const double *value_s, int n)
{
  GArray *cells = g_array_new(FALSE, FALSE, sizeof(SampleCell));
  for (int i = 0; i < n;) {
    double limit_s = n > 4 * FINE_CELLS ? value_s[i] * (1 + WIDENING / 2) : value_s[i], sum_s = 0;
    SampleCell cell = {0};
    for (; i < n && value_s[i] <= limit_s; i++) {
      cell.n++;
      sum_s += value_s[i];
    }
    cell.from_s = cell.to_s = sum_s / cell.n;
    g_array_append_val(cells, cell);
  }
  return cells;
}

MusterSample *
muster_sample_new(const double *value_s, const gboolean *longer, int n)
{
  MusterSample *sample = g_new0(MusterSample, 1);
  sample->ended_s = g_new(double, MAX(n, 1));
  sample->longer_s = g_new(double, MAX(n, 1));
  for (int i = 0; i < n; i++) {
    if (longer != NULL && longer[i])
      sample->longer_s[sample->n_longer++] = value_s[i];
    else
      sample->ended_s[sample->n_ended++] = value_s[i];
  }
  qsort(sample->ended_s, (gsize) sample->n_ended, sizeof(double), compare_doubles);
  qsort(sample->longer_s, (gsize) sample->n_longer, sizeof(double), compare_doubles);
  sample->grain_s = find_grain(sample->ended_s, sample->n_ended);
  sample->ended = gather(sample->ended_s, sample->n_ended, sample->grain_s);
  sample->longer = gather_longer(sample->longer_s, sample->n_longer);
  return sample;
}

void
muster_sample_free(MusterSample *sample)
{
  if (sample == NULL)
    return;
  g_free(sample->ended_s);
  g_free(sample->longer_s);
  g_array_unref(sample->ended);
  g_array_unref(sample->longer);
  g_free(sample);
}

int
muster_sample_n_ended(const MusterSample *sample)
{
  return sample->n_ended;
}

int
muster_sample_n_longer(const MusterSample *sample)
{
  return sample->n_longer;
}

double
muster_sample_grain_s(const MusterSample *sample)
{
  return sample->grain_s;
}
