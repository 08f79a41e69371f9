/* Distributions of handle times, patience, delays and ages.
 *
 * A MusterDist is a small value: a kind and its parameters, made by muster_dist_make() and copied freely (the
 * points of an empirical one are shared by reference count). Times are seconds. Registered kinds: one file each in
 * src/dist, listed in src/dist/meson.build.
 */
#pragma once
#include <muster/base/random.h>

G_BEGIN_DECLS

typedef struct MusterDistInfo MusterDistInfo;

/* The kinds that come first in src/dist/meson.build's list, for the switch of src/dist/draw_private.h; the others are
 * known by their record alone. */
typedef enum { MUSTER_DIST_FIXED, MUSTER_DIST_EXPONENTIAL, MUSTER_DIST_LOGNORMAL } MusterDistKind;

#define MUSTER_DIST_MAX_PARAMS 6

typedef struct {
  const MusterDistInfo *info; /* NULL: not given (no patience: nobody abandons) */
  double p[MUSTER_DIST_MAX_PARAMS]; /* in the order of info->params, seconds and pure numbers; the rest 0 */
  double mean_s;              /* mean, > 0 and finite */
  double cv;                  /* standard deviation / mean; 0: fixed */
  double a, b;                /* precomputed for draws (fixed, exponential: a the mean; log-normal: mu and sigma) */
  int kind;                   /* index in the registry, for switches in hot paths */
  gpointer table;             /* owned by a reference count inside; of the kinds that have one: empirical, mixture */
} MusterDist;

/* A parameter of a distribution: its key in the centre file. */
typedef struct {
  const char *name;
  const char *unit;    /* "time", "number", "share", "list" of times, or "parts" of a mixture */
  double standard;     /* value when not given; NaN: required */
  double min, max;
  const char *help;
} MusterDistParam;

struct MusterDistInfo {
  const char *name;    /* as written after `distribution:` */
  const char *summary; /* one line */
  const MusterDistParam *params; /* NULL-name-terminated; at most MUSTER_DIST_MAX_PARAMS */
  /* Fills p so that mean and cv (> 0, or NaN: not given) come out. FALSE with why (transfer full) when the kind cannot. */
  gboolean (*from_moments)(double mean_s, double cv, double *p, char **why);
  /* Fills mean_s, cv, a, b from p. FALSE with why (transfer full). */
  gboolean (*prepare)(MusterDist *dist, char **why);
  double (*draw)(const MusterDist *dist, MusterKey key, MusterPurpose purpose);
  double (*cdf)(const MusterDist *dist, double x_s);
  gpointer (*table_ref)(gpointer table); /* of kinds with a table; NULL otherwise */
  void (*table_unref)(gpointer table);
  gboolean (*table_equal)(gconstpointer a, gconstpointer b);
  int n_fitted;        /* of mean and cv, how many a fit to times chooses: 2, 1 the mean alone, 0 not a candidate */
};

/* All kinds, NULL-terminated. */
MUSTER_API const MusterDistInfo *const *muster_dist_all(void);
MUSTER_API const MusterDistInfo *muster_dist_find(const char *name);

/* Makes a distribution from mean and cv under the defaults of the centre file: `name` NULL or "" means log-normal for a
 * handle time (is_handle) and exponential, or log-normal if cv is given (not NaN), for patience, delays and ages. cv NaN:
 * not given (then 1, where the kind can). cv 0 is fixed. FALSE with `*why` (transfer full) when the parameters do not fit;
 * then *dist is "not given". All makers overwrite *dist without clearing what it held. */
MUSTER_API gboolean muster_dist_make(MusterDist *dist, const char *name, double mean_s, double cv, gboolean is_handle, char **why);
/* Makes one from its own parameters p[n_params in the info]; NaN: not given, the standard holds. */
MUSTER_API gboolean muster_dist_make_params(MusterDist *dist, const MusterDistInfo *info, const double *p, char **why);
/* The empirical distribution of `value_s[n]` (n ≥ 1, each ≥ 0): its quantiles run straight from one value in order to the
 * next, the least at 0 and the largest at 1. */
MUSTER_API gboolean muster_dist_make_empirical(MusterDist *dist, const double *value_s, int n, char **why);
/* The mixture of n ≥ 1 parts, none of them a mixture itself, by weights above 0 that come to 1. The parts are copied. */
MUSTER_API gboolean muster_dist_make_mixture(MusterDist *dist, const MusterDist *part, const double *weight, int n, char **why);
/* Part i of a mixture and its weight; NULL behind the last, and for the others. (transfer none) */
MUSTER_API const MusterDist *muster_dist_part(const MusterDist *dist, int i, double *weight);
/* The values of an empirical distribution, ascending; NULL for the others. */
MUSTER_API const double *muster_dist_values(const MusterDist *dist, int *n);
MUSTER_API void muster_dist_copy(MusterDist *to, const MusterDist *from);
MUSTER_API void muster_dist_clear(MusterDist *dist);
MUSTER_API gboolean muster_dist_equal(const MusterDist *a, const MusterDist *b);

/* Seconds ≥ 0. What is not given never comes: INFINITY. */
MUSTER_API double muster_dist_draw(const MusterDist *dist, MusterKey key, MusterPurpose purpose);
/* P(X ≤ x_s). */
MUSTER_API double muster_dist_cdf(const MusterDist *dist, double x_s);

/* --- the gamma factor of mean 1 by which demand varies from day to day; cv its coefficient of variation, 0 .. 10 --- */

#define MUSTER_FACTOR_MAX_NODES 200
/* Gauss quadrature: E f(factor) ≈ Σ weight[i] · f(node[i]), exact for polynomials of degree 2n − 1; weights sum to 1. Room
 * for n nodes; how many there are is returned: n, or the one node 1 when cv is 0. Ascending. A function that turns
 * within less than about 2 cv / √n is not seen well. */
MUSTER_API int muster_factor_nodes(double cv, int n, double *node, double *weight);
/* P(factor ≤ x), and the x for a share p of days. */
MUSTER_API double muster_factor_cdf(double cv, double x);
MUSTER_API double muster_factor_quantile(double cv, double p);

G_END_DECLS
