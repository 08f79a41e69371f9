/* Histograms of an outcome: their table, and bins that a planner reads. */
#include <muster/model/outcome.h>
#include <math.h>

#define MINUTE 60.
#define HOUR 3600.
#define DAY 86400.
#define MOST_EVEN 50 /* bins of equal width */

static const MusterHistogramInfo infos[] = {
#define X(id, ...) {__VA_ARGS__},
  MUSTER_HISTOGRAMS(X)
#undef X
};

static const double times_s[] = {
  0,           5,           10,          15,          20,          30,          45,          1 * MINUTE,  1.5 * MINUTE,
  2 * MINUTE,  3 * MINUTE,  4 * MINUTE,  5 * MINUTE,  6 * MINUTE,  8 * MINUTE,  10 * MINUTE, 12 * MINUTE, 15 * MINUTE,
  20 * MINUTE, 25 * MINUTE, 30 * MINUTE, 45 * MINUTE, 1 * HOUR,    1.5 * HOUR,  2 * HOUR,    3 * HOUR,    4 * HOUR,
  6 * HOUR,    8 * HOUR,    12 * HOUR,   1 * DAY,     2 * DAY,     3 * DAY,     4 * DAY,     5 * DAY,     7 * DAY,
  14 * DAY,    30 * DAY,    INFINITY,
};

const MusterHistogramInfo *
muster_histogram_info(MusterHistogramId id)
{
  g_return_val_if_fail((guint) id < MUSTER_N_HISTOGRAMS, NULL);
  return &infos[id];
}

const double *
muster_histogram_times_s(int *n)
{
  *n = G_N_ELEMENTS(times_s);
  return times_s;
}

/* The next of 1, 2, 5, 10, 20, 50, … */
static double
coarser(double step)
{
  double power = pow(10, floor(log10(step) + 1e-9));
  return step < 1.5 * power ? 2 * power : step < 3 * power ? 5 * power : 10 * power;
}

static double *
even_edges(int most, int *n)
{
  double step = 1;
  while (most > MOST_EVEN * step)
    step = coarser(step);
  *n = 1 + (int) ceil(most / step);
  double *to = g_new(double, *n);
  for (int i = 0; i < *n; i++)
    to[i] = i * step;
  return to;
}

double *
muster_histogram_numbers(int most, gboolean even, int *n)
{
  static const double growing[] = {12, 15, 20, 25, 30, 40, 50, 60, 80, 100}; /* and ten times these behind 15, and so on */
  if (even)
    return even_edges(most, n);
  GArray *to = g_array_new(FALSE, FALSE, sizeof(double));
  double edge = 0;
  for (; edge <= MIN(most, 10); edge++)
    g_array_append_val(to, edge);
  for (double power = 1; edge - 1 < most; power *= 10)
    for (gsize i = power > 1; i < G_N_ELEMENTS(growing) && edge - 1 < most; i++) {
      double next = growing[i] * power;
      g_array_append_val(to, next);
      edge = next + 1;
    }
  *n = (int) to->len;
  return (double *) (gpointer) g_array_free(to, FALSE);
}

const MusterHistogram *
muster_outcome_histogram(const MusterOutcome *outcome, MusterHistogramId id, int place)
{
  for (int i = 0; i < outcome->n_histograms; i++)
    if (outcome->histogram[i].id == id && outcome->histogram[i].place == place)
      return &outcome->histogram[i];
  return NULL;
}

void
muster_outcome_add_histogram(MusterOutcome *outcome, MusterHistogram histogram)
{
  while (histogram.n > 0 && !(histogram.value[histogram.n - 1] > 0))
    histogram.n--;
  if (histogram.n == 0) {
    g_free(histogram.to);
    g_free(histogram.value);
    return;
  }
  outcome->histogram = g_renew(MusterHistogram, outcome->histogram, outcome->n_histograms + 1);
  outcome->histogram[outcome->n_histograms++] = histogram;
}
