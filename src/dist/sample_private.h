/* What the files that fit share. */
#pragma once
#include <muster/dist/fit.h>

/* Times that were recorded alike. */
typedef struct {
  double from_s, to_s; /* the time lies between */
  double n;
} SampleCell;

struct MusterSample {
  double *ended_s, *longer_s; /* ascending */
  int n_ended, n_longer;
  double grain_s;             /* times are recorded to this */
  GArray *ended, *longer;     /* SampleCell, ascending; of the longer ones from_s is the time */
};

/* The empirical distribution of quantiles at 0, 1 / (n − 1), 2 / (n − 1), …; the last value is found so that the last slice has the
 * mean that it has to have, however long its tail. */
gboolean dist_of_quantiles(double *value_s, int n, double last_mean_s, MusterDist *dist);

/* The place of the largest value of f near x[n], n ≤ CLIMB_MOST, by Nelder & Mead's simplex (1965); steps begin with
 * `step`. f may be −INFINITY where there is nothing. */
#define CLIMB_MOST 3
typedef double (*ClimbFunction)(const double *x, gpointer data);
double dist_climb(ClimbFunction f, gpointer data, int n, double *x, double step);
/* Standard errors of a maximum-likelihood estimate: the inverse of minus the second derivatives, by differences of
 * `step`. FALSE where the top is not round. */
gboolean dist_climb_errors(ClimbFunction f, gpointer data, int n, const double *x, double step, double *error);
