/* The table of distributions, and making, copying and drawing through it. */
#include "dist/draw_private.h"
#include "dist/empirical_private.h"
#include "dist/kind_private.h"
#include "dist/mixture_private.h"
#include <string.h>

static const MusterDistInfo *const kinds[] = {
#define DIST(name) &muster_dist_##name,
#include "dist/dists.h"
#undef DIST
    NULL,
};

/* Places in the list, to hold it against MusterDistKind. */
enum {
#define DIST(name) PLACE_##name,
#include "dist/dists.h"
#undef DIST
};
G_STATIC_ASSERT((int) PLACE_fixed == (int) MUSTER_DIST_FIXED);
G_STATIC_ASSERT((int) PLACE_exponential == (int) MUSTER_DIST_EXPONENTIAL);
G_STATIC_ASSERT((int) PLACE_lognormal == (int) MUSTER_DIST_LOGNORMAL);

const MusterDistInfo *const *
muster_dist_all(void)
{
  return kinds;
}

const MusterDistInfo *
muster_dist_find(const char *name)
{
  for (gsize i = 0; kinds[i] != NULL; i++)
    if (strcmp(kinds[i]->name, name) == 0)
      return kinds[i];
  return NULL;
}

gboolean
muster_dist_mean_and_cv(double mean_s, double cv, double *p, char **why)
{
  if (cv <= 0) {
    *why = g_strdup("a cv must be above 0; 'fixed' is the distribution without variation");
    return FALSE;
  }
  p[0] = mean_s;
  p[1] = isnan(cv) ? 1 : cv;
  return TRUE;
}

static char *
bound_text(const MusterDistParam *param, double bound)
{
  return strcmp(param->unit, "time") == 0    ? muster_format_duration(bound)
         : strcmp(param->unit, "share") == 0 ? muster_format_share(bound)
                                             : muster_format_number(bound);
}

/* Puts standards in, and holds the parameters against their bounds. */
static gboolean
check_params(MusterDist *dist, char **why)
{
  const MusterDistParam *param = dist->info->params;
  for (int i = 0; param[i].name != NULL; i++) {
    if (isnan(dist->p[i]))
      dist->p[i] = param[i].standard;
    if (isnan(dist->p[i])) {
      *why = g_strdup_printf("'%s' is missing", param[i].name);
      return FALSE;
    }
    if (dist->p[i] < param[i].min || dist->p[i] > param[i].max) {
      g_autofree char *low = bound_text(&param[i], param[i].min);
      g_autofree char *high = bound_text(&param[i], param[i].max);
      *why = g_strdup_printf("'%s' must be from %s to %s", param[i].name, low, high);
      return FALSE;
    }
  }
  return TRUE;
}

/* Takes `table` (or NULL) whatever comes of it. */
static gboolean
make(MusterDist *dist, const MusterDistInfo *info, const double *p, gpointer table, char **why)
{
  *dist = (MusterDist){.info = info, .table = table};
  while (kinds[dist->kind] != info)
    dist->kind++;
  for (int i = 0; info->params[i].name != NULL; i++)
    dist->p[i] = p[i];
  if (check_params(dist, why) && info->prepare(dist, why))
    return TRUE;
  muster_dist_clear(dist);
  return FALSE;
}

gboolean
muster_dist_make_params(MusterDist *dist, const MusterDistInfo *info, const double *p, char **why)
{
  return make(dist, info, p, NULL, why);
}

gboolean
muster_dist_make_empirical(MusterDist *dist, const double *value_s, int n, char **why)
{
  const double p[MUSTER_DIST_MAX_PARAMS] = {0};
  *dist = (MusterDist){0};
  gpointer table = muster_empirical_new(value_s, n, why);
  return table != NULL && make(dist, &muster_dist_empirical, p, table, why);
}

/* The kind that a mean and perhaps a cv without a name stand for. */
static const MusterDistInfo *
usual_kind(double cv, gboolean is_handle)
{
  if (cv == 0)
    return &muster_dist_fixed;
  return is_handle || !isnan(cv) ? &muster_dist_lognormal : &muster_dist_exponential;
}

gboolean
muster_dist_make(MusterDist *dist, const char *name, double mean_s, double cv, gboolean is_handle, char **why)
{
  *dist = (MusterDist){0};
  gboolean named = name != NULL && *name != '\0';
  const MusterDistInfo *info = named ? muster_dist_find(name) : usual_kind(cv, is_handle);
  if (info == NULL) {
    *why = g_strdup_printf("unknown distribution '%s'", name);
    return FALSE;
  }
  if (info == &muster_dist_lognormal && cv == 0)
    info = &muster_dist_fixed;
  if (!(mean_s > 0 && mean_s <= DIST_LONGEST_S) || cv < 0 || cv > 100) {
    *why = g_strdup(cv < 0 || cv > 100 ? "a cv must be from 0 to 100" : "a mean must be longer than 0 s");
    return FALSE;
  }
  double p[MUSTER_DIST_MAX_PARAMS] = {0};
  return info->from_moments(mean_s, cv, p, why) && make(dist, info, p, NULL, why);
}

gboolean
muster_dist_make_mixture(MusterDist *dist, const MusterDist *part, const double *weight, int n, char **why)
{
  const double p[MUSTER_DIST_MAX_PARAMS] = {0};
  *dist = (MusterDist){0};
  gpointer table = muster_mixture_new(part, weight, n, why);
  return table != NULL && make(dist, &muster_dist_mixture, p, table, why);
}

const MusterDist *
muster_dist_part(const MusterDist *dist, int i, double *weight)
{
  return dist->info == &muster_dist_mixture ? muster_mixture_part(dist->table, i, weight) : NULL;
}

const double *
muster_dist_values(const MusterDist *dist, int *n)
{
  *n = 0;
  return dist->info == &muster_dist_empirical ? muster_empirical_values(dist->table, n) : NULL;
}

void
muster_dist_copy(MusterDist *to, const MusterDist *from)
{
  *to = *from;
  if (to->table != NULL)
    to->info->table_ref(to->table);
}

void
muster_dist_clear(MusterDist *dist)
{
  if (dist->table != NULL)
    dist->info->table_unref(dist->table);
  *dist = (MusterDist){0};
}

gboolean
muster_dist_equal(const MusterDist *a, const MusterDist *b)
{
  if (a->info != b->info || (a->table == NULL) != (b->table == NULL))
    return FALSE;
  for (int i = 0; i < MUSTER_DIST_MAX_PARAMS; i++)
    if (a->p[i] != b->p[i])
      return FALSE;
  return a->table == NULL || a->info->table_equal(a->table, b->table);
}

double
muster_dist_draw(const MusterDist *dist, MusterKey key, MusterPurpose purpose)
{
  return dist->info != NULL ? muster_dist_draw_inline(dist, key, purpose) : INFINITY;
}

double
muster_dist_cdf(const MusterDist *dist, double x_s)
{
  return dist->info != NULL ? dist->info->cdf(dist, x_s) : 0;
}
