/* Empirical: the values that were measured. */
#include "dist/empirical_private.h"
#include "dist/kind_private.h"
#include <stdlib.h>
#include <string.h>

static const MusterDistParam params[] = {{"values", "list", 0, 0, DIST_LONGEST_S, "measured times"}, {NULL}};

typedef struct {
  gint ref_count;
  int n;
  double value_s[]; /* [n], ascending */
} Table;

static int
compare_doubles(const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

gpointer
muster_empirical_new(const double *value_s, int n, char **why)
{
  for (int i = 0; i < n; i++)
    if (!(value_s[i] >= 0 && value_s[i] <= DIST_LONGEST_S)) {
      *why = g_strdup_printf("value %d is no time of 0 s or longer", i + 1);
      return NULL;
    }
  if (n < 1) {
    *why = g_strdup("an empirical distribution needs at least one value");
    return NULL;
  }
  Table *table = g_malloc(sizeof(Table) + (gsize) n * sizeof(double));
  table->ref_count = 1;
  table->n = n;
  memcpy(table->value_s, value_s, (gsize) n * sizeof(double));
  qsort(table->value_s, (gsize) n, sizeof(double), compare_doubles);
  return table;
}

gpointer
muster_empirical_ref(gpointer data)
{
  Table *table = data;
  g_atomic_int_inc(&table->ref_count);
  return data;
}

void
muster_empirical_unref(gpointer data)
{
  Table *table = data;
  if (g_atomic_int_dec_and_test(&table->ref_count))
    g_free(table);
}

const double *
muster_empirical_values(gconstpointer data, int *n)
{
  const Table *table = data;
  *n = table->n;
  return table->value_s;
}

gboolean
muster_empirical_equal(gconstpointer a, gconstpointer b)
{
  const Table *x = a, *y = b;
  return x->n == y->n && memcmp(x->value_s, y->value_s, (gsize) x->n * sizeof(double)) == 0;
}

static gboolean
from_moments(G_GNUC_UNUSED double mean_s, G_GNUC_UNUSED double cv, G_GNUC_UNUSED double *p, char **why)
{
  *why = g_strdup("an empirical distribution is made from values, not from a mean");
  return FALSE;
}

/* Moments of what is drawn: between neighbours a and b the quantiles are uniform, of mean (a + b)/2 and mean
 * square (a² + ab + b²)/3. */
static gboolean
prepare(MusterDist *dist, char **why)
{
  const Table *table = dist->table;
  if (table == NULL) {
    *why = g_strdup("an empirical distribution needs its values");
    return FALSE;
  }
  const double *x = table->value_s;
  double mean = 0, variance = 0;
  int n = table->n - 1;
  for (int i = 0; i < n; i++)
    mean += (x[i] + x[i + 1]) / 2 / n;
  if (n == 0)
    mean = x[0];
  for (int i = 0; i < n; i++) {
    double a = x[i] - mean, b = x[i + 1] - mean;
    variance += (a * a + a * b + b * b) / 3 / n;
  }
  if (!(mean > 0)) {
    *why = g_strdup("the values must not all be 0 s");
    return FALSE;
  }
  dist->mean_s = mean;
  dist->cv = sqrt(variance) / mean;
  return TRUE;
}

static double
draw(const MusterDist *dist, MusterKey key, MusterPurpose purpose)
{
  const Table *table = dist->table;
  double place = muster_draw_uniform(key, purpose) * (table->n - 1);
  int i = (int) place;
  if (i >= table->n - 1)
    return table->value_s[table->n - 1];
  return table->value_s[i] + (place - i) * (table->value_s[i + 1] - table->value_s[i]);
}

static double
cdf(const MusterDist *dist, double x_s)
{
  const Table *table = dist->table;
  int low = 0, high = table->n; /* the number of values ≤ x_s lies between */
  while (low < high) {
    int middle = low + (high - low) / 2;
    if (table->value_s[middle] <= x_s)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == 0 || low == table->n)
    return low > 0 ? 1 : 0;
  double left = table->value_s[low - 1], right = table->value_s[low];
  return (low - 1 + (x_s - left) / (right - left)) / (table->n - 1);
}

const MusterDistInfo muster_dist_empirical = {
    .name = "empirical",
    .summary = "the values that were measured",
    .params = params,
    .from_moments = from_moments,
    .prepare = prepare,
    .draw = draw,
    .cdf = cdf,
    .table_ref = muster_empirical_ref,
    .table_unref = muster_empirical_unref,
    .table_equal = muster_empirical_equal,
};
