/* Ticks that people like: multiples of 1, 2 or 5 times a power of ten. */
#pragma once
#include <glib.h>

typedef struct {
  double lo, hi; /* multiples of step that enclose the values; lo < hi */
  double step;
  int n;         /* number of ticks, lo and hi included */
  int decimals;  /* places that a label needs */
  gboolean percent; /* values are shares, labels percents */
} Scale;

/* Encloses [lo, hi] with about `about` steps. Values that are not finite count as 0. */
Scale scale_nice(double lo, double hi, int about);
/* A scale whose ends are given. */
Scale scale_fixed(double lo, double hi, double step);
double scale_tick(const Scale *scale, int i);
/* Where `value` lies between lo (0) and hi (1), kept inside. */
double scale_share(const Scale *scale, double value);
