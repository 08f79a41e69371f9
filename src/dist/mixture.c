/* Mixture: times of several kinds, each with its weight. */
#include "dist/mixture_private.h"
#include "dist/kind_private.h"

static const MusterDistParam params[] = {
    {"of", "parts", 0, 0, 0, "kinds of times, each with its `weight`; the weights come to 100 %"}, {NULL}};

typedef struct {
  gint ref_count;
  int n;
  double *up_to; /* [n] weights added up; the last is 1 */
  MusterDist *part;
} Table;

static void
unref(gpointer data)
{
  Table *table = data;
  if (!g_atomic_int_dec_and_test(&table->ref_count))
    return;
  for (int i = 0; i < table->n; i++)
    muster_dist_clear(&table->part[i]);
  g_free(table->part);
  g_free(table->up_to);
  g_free(table);
}

static gpointer
ref(gpointer data)
{
  g_atomic_int_inc(&((Table *) data)->ref_count);
  return data;
}

static double
weight(const Table *table, int i)
{
  return table->up_to[i] - (i > 0 ? table->up_to[i - 1] : 0);
}

static gboolean
equal(gconstpointer a, gconstpointer b)
{
  const Table *x = a, *y = b;
  gboolean same = x->n == y->n;
  for (int i = 0; same && i < x->n; i++)
    same = x->up_to[i] == y->up_to[i] && muster_dist_equal(&x->part[i], &y->part[i]);
  return same;
}

gpointer
muster_mixture_new(const MusterDist *part, const double *weight, int n, char **why)
{
  double sum = 0;
  for (int i = 0; i < n; i++) {
    if (part[i].info == NULL || part[i].info == &muster_dist_mixture || !(weight[i] > 0)) {
      *why = g_strdup(part[i].info == NULL                 ? "a part of a mixture is not given"
                      : part[i].info == &muster_dist_mixture ? "a part of a mixture is no mixture itself: name all its kinds at once"
                                                             : "a weight must be above 0 %");
      return NULL;
    }
    sum += weight[i];
  }
  if (n < 1 || fabs(sum - 1) > 1e-6) {
    *why = n < 1 ? g_strdup("a mixture needs its parts") : g_strdup_printf("the weights come to %.6g %%, not to 100 %%", 100 * sum);
    return NULL;
  }
  Table *table = g_new0(Table, 1);
  table->ref_count = 1;
  table->n = n;
  table->up_to = g_new(double, n);
  table->part = g_new0(MusterDist, n);
  double up_to = 0;
  for (int i = 0; i < n; i++) {
    table->up_to[i] = up_to += weight[i];
    muster_dist_copy(&table->part[i], &part[i]);
  }
  table->up_to[n - 1] = 1;
  return table;
}

const MusterDist *
muster_mixture_part(gconstpointer data, int i, double *its_weight)
{
  const Table *table = data;
  if (i >= table->n)
    return NULL;
  *its_weight = weight(table, i);
  return &table->part[i];
}

static gboolean
from_moments(G_GNUC_UNUSED double mean_s, G_GNUC_UNUSED double cv, G_GNUC_UNUSED double *p, char **why)
{
  *why = g_strdup("a mixture is made of its parts, not from a mean");
  return FALSE;
}

static gboolean
prepare(MusterDist *dist, char **why)
{
  const Table *table = dist->table;
  if (table == NULL) {
    *why = g_strdup("a mixture needs its parts");
    return FALSE;
  }
  double mean = 0, variance = 0;
  for (int i = 0; i < table->n; i++)
    mean += weight(table, i) * table->part[i].mean_s;
  for (int i = 0; i < table->n; i++) {
    const MusterDist *part = &table->part[i];
    double sd = part->cv * part->mean_s, off = part->mean_s - mean;
    variance += weight(table, i) * (sd * sd + off * off);
  }
  dist->mean_s = mean;
  dist->cv = sqrt(variance) / mean;
  return TRUE;
}

/* One uniform decides the part; its own bits are the key of the time that is drawn of it. */
static double
draw(const MusterDist *dist, MusterKey key, MusterPurpose purpose)
{
  const Table *table = dist->table;
  double u = muster_draw_uniform(key, purpose);
  int i = 0;
  while (i < table->n - 1 && u >= table->up_to[i])
    i++;
  return muster_dist_draw(&table->part[i], muster_draw_bits(key, purpose), purpose);
}

static double
cdf(const MusterDist *dist, double x_s)
{
  const Table *table = dist->table;
  double sum = 0;
  for (int i = 0; i < table->n; i++)
    sum += weight(table, i) * muster_dist_cdf(&table->part[i], x_s);
  return fmin(sum, 1);
}

const MusterDistInfo muster_dist_mixture = {
    .name = "mixture",
    .summary = "times of several kinds, each with its weight",
    .params = params,
    .from_moments = from_moments,
    .prepare = prepare,
    .draw = draw,
    .cdf = cdf,
    .table_ref = ref,
    .table_unref = unref,
    .table_equal = equal,
};
