/* What the files of single distributions share. */
#pragma once
#include <math.h>
#include <muster/base/units.h>
#include <muster/dist.h>

#define DIST_LONGEST_S 1e12 /* bounds of time parameters, seconds; 0 and more */
/* The entry that begins most tables of parameters. */
#define DIST_PARAM_MEAN                                                                                      \
  {                                                                                                          \
    "mean", "time", NAN, 1e-9, DIST_LONGEST_S, "mean"                                                        \
  }
#define DIST_PARAM_CV                                                                                        \
  {                                                                                                          \
    "cv", "number", 1, 1e-6, 100, "coefficient of variation: standard deviation / mean"                      \
  }

/* The record of a distribution, in its file; and where it stands in the registry is known to registry.c
 * alone. */
#define DIST(name) extern const MusterDistInfo muster_dist_##name;
#include "dist/dists.h"
#undef DIST

/* Regularised lower incomplete gamma function P(a, x), a > 0, x ≥ 0. */
double muster_dist_gamma_p(double a, double x);

/* For kinds whose parameters are mean and cv themselves: cv 1 when not given. */
gboolean muster_dist_mean_and_cv(double mean_s, double cv, double *p, char **why);
