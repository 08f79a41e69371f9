/* The distribution of times of which only bounds are known: the self-consistent estimate of Turnbull (1976). A time's chance is
 * spread over the cells that it may lie in as all times together are, again and again until that stands still; this climbs the
 * likelihood (Dempster, Laird & Rubin 1977). */
#include "dist/sample_private.h"
#include <math.h>
#include <stdlib.h>

#define WIDENING 0.1      /* a cell's width / its time, from where that is more than a grain */
#define MOST_ROUNDS 2000
#define STANDS_STILL 1e-9 /* the largest change of a cell's chance */

/* Times that lie in the same cells, the first and last of them included. */
typedef struct {
  int first, last;
  double n;
} Span;

/* Cell k lies between edge[k], not included, and edge[k + 1]. */
static GArray *
make_edges(double grain_s, double longest_s)
{
  GArray *edges = g_array_new(FALSE, FALSE, sizeof(double));
  double edge_s = 0;
  g_array_append_val(edges, edge_s);
  while (edge_s < longest_s) {
    edge_s += fmax(grain_s, WIDENING * edge_s);
    g_array_append_val(edges, edge_s);
  }
  return edges;
}

/* The cell in which t_s > 0 lies; 0 is in the first. */
static int
cell_of(const GArray *edges, double t_s)
{
  int low = 0, high = (int) edges->len - 2;
  while (low < high) {
    int middle = low + (high - low) / 2;
    if (g_array_index(edges, double, middle + 1) >= t_s)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

static int
compare_spans(const void *a, const void *b)
{
  const Span *x = a, *y = b;
  return x->first != y->first ? x->first - y->first : x->last - y->last;
}

/* Equal spans are gathered. Who is known to be longer than `after` lies behind it, in the next cell at the earliest unless its own
 * reaches beyond. */
static GArray *
gather(const GArray *edges, const double *after_s, const double *by_s, int n)
{
  g_autofree Span *all = g_new(Span, n);
  for (int i = 0; i < n; i++) {
    int last = cell_of(edges, by_s[i]), first = after_s[i] < by_s[i] ? cell_of(edges, after_s[i]) : last;
    if (first < last && after_s[i] >= g_array_index(edges, double, first + 1))
      first++;
    all[i] = (Span){first, last, 1};
  }
  qsort(all, (gsize) n, sizeof *all, compare_spans);
  GArray *spans = g_array_new(FALSE, FALSE, sizeof(Span));
  for (int i = 0; i < n; i++)
    if (i > 0 && compare_spans(&all[i], &all[i - 1]) == 0)
      g_array_index(spans, Span, spans->len - 1).n++;
    else
      g_array_append_val(spans, all[i]);
  return spans;
}

/* One round: chance[n_cells] becomes what it makes of the spans. Returns the largest change. */
static double
spread(const GArray *spans, int n_cells, double n, double *chance, double *sum, double *gain)
{
  double most = 0, share = 0;
  for (int k = 0; k < n_cells; k++) {
    sum[k + 1] = sum[k] + chance[k];
    gain[k] = 0;
  }
  gain[n_cells] = 0;
  for (guint i = 0; i < spans->len; i++) {
    const Span *span = &g_array_index(spans, Span, i);
    double of_span = sum[span->last + 1] - sum[span->first];
    if (!(of_span > 0))
      continue;
    gain[span->first] += span->n / of_span; /* from this cell on … */
    gain[span->last + 1] -= span->n / of_span; /* … to the one before this */
  }
  for (int k = 0; k < n_cells; k++) {
    share += gain[k];
    double next = fmax(chance[k] * share / n, 0);
    most = fmax(most, fabs(next - chance[k]));
    chance[k] = next;
  }
  return most;
}

/* The n quantiles of equal steps of probability but the last, straight within a cell; and the mean of what is behind them. */
static double
quantiles(const GArray *edges, const double *chance, int n_cells, int n, double *value_s)
{
  double below = 0, total = 0, rest = 0, rest_s = 0;
  int i = 0;
  for (int c = 0; c < n_cells; c++)
    total += chance[c];
  for (int k = 0; k < n_cells; k++) {
    double from_s = g_array_index(edges, double, k), width_s = g_array_index(edges, double, k + 1) - from_s;
    double last = total * (n - 2) / (n - 1.0), right = below + chance[k], left = fmax(last, below);
    for (; i < n - 1 && total * i / (n - 1.0) < right; i++)
      value_s[i] = from_s + width_s * (total * i / (n - 1.0) - below) / chance[k];
    if (right > left) {
      rest += right - left;
      rest_s += (right - left) * (from_s + width_s * ((left + right) / 2 - below) / chance[k]);
    }
    below = right;
  }
  for (; i < n - 1; i++) /* rounding has left nothing for it */
    value_s[i] = g_array_index(edges, double, n_cells);
  return rest > 0 ? rest_s / rest : g_array_index(edges, double, n_cells);
}

gboolean
muster_interval_dist(const double *after_s, const double *by_s, int n, double grain_s, int n_values, MusterDist *dist)
{
  double longest_s = 0;
  *dist = (MusterDist){0};
  for (int i = 0; i < n; i++)
    longest_s = fmax(longest_s, by_s[i]);
  if (n == 0 || n_values < 2 || !(longest_s > 0))
    return FALSE;
  g_autoptr(GArray) edges = make_edges(grain_s, longest_s);
  g_autoptr(GArray) spans = gather(edges, after_s, by_s, n);
  int n_cells = (int) edges->len - 1;
  g_autofree double *chance = g_new(double, n_cells), *sum = g_new0(double, n_cells + 1), *gain = g_new(double, n_cells + 1);
  for (int k = 0; k < n_cells; k++)
    chance[k] = 1.0 / n_cells;
  for (int round = 0; round < MOST_ROUNDS && spread(spans, n_cells, n, chance, sum, gain) > STANDS_STILL; round++) {
  }
  g_autofree double *value_s = g_new(double, n_values);
  double last_mean_s = quantiles(edges, chance, n_cells, n_values, value_s);
  return dist_of_quantiles(value_s, n_values, last_mean_s, dist);
}
