/* Fitting: which distribution do these times come from, and how surely?
 *
 * A time is seen to its end, or only known to be longer (censored): the wait of a caller who was answered says
 * that the patience was longer than that. A MusterSample holds such times; muster_sample_fit() finds the
 * parameters under which they are likeliest, muster_sample_survival() the curve that assumes no law at all.
 *
 *   g_autoptr(MusterSample) sample = muster_sample_new(wait_s, answered, n);
 *   MusterDistFit fit[MUSTER_FIT_MOST];
 *   int n_fits = muster_sample_fit_all(sample, NULL, fit);    // the best first
 *
 * Times are read as recorded: to whole seconds (or minutes, tenths …) when all of them are, so that a recorded
 * 5 s means 4.5 to 5.5 s. The likelihood of a time is the chance of its cell, by the kind's cdf alone: every
 * registered kind that says how many of mean and cv a fit may choose (`n_fitted`) is a candidate.
 */
#pragma once
#include <muster/base/stats.h>
#include <muster/dist.h>

G_BEGIN_DECLS

#define MUSTER_FIT_MOST 16 /* kinds that are fitted at most */

typedef struct MusterSample MusterSample;

/* value_s[n] ≥ 0 and finite; `longer` [n], or NULL: no time is censored. (transfer full) */
MUSTER_API MusterSample *muster_sample_new(const double *value_s, const gboolean *longer, int n);
MUSTER_API void muster_sample_free(MusterSample *sample);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterSample, muster_sample_free)
MUSTER_API int muster_sample_n_ended(const MusterSample *sample);
MUSTER_API int muster_sample_n_longer(const MusterSample *sample);
MUSTER_API double muster_sample_grain_s(const MusterSample *sample); /* times are recorded to this */
/* Of the ended times before to_s under a law that is given; comparable with those of fits to the same sample. */
MUSTER_API double muster_sample_log_likelihood(const MusterSample *sample, const MusterDist *dist, double to_s);

/* How a law is held against the sample. All zero: as it stands. */
typedef struct {
  double after_s;       /* the sample holds only times beyond this, the law is that of all times */
  gboolean may_not_end; /* what ends at all does so with a chance that is fitted too: returns after a call */
} MusterFitRules;

typedef struct {
  MusterDist dist;
  int n_params;
  double log_likelihood;
  double aic;                   /* 2 · n_params − 2 · log_likelihood; of two laws the one with less is better */
  MusterMeasure mean_s, cv;     /* 95 % intervals by the curvature of the likelihood in the logarithm; bounds NaN: flat */
  MusterMeasure chance;         /* 1 unless it may not end */
  double distance;              /* Kolmogorov's: the largest gap to the curve without a law, as long as 20 are at risk */
} MusterDistFit;

/* Fits one kind. FALSE when the sample has no two different ended times, or the kind cannot be it. The dist has to be
 * cleared by nobody: kinds that are fitted hold no memory. */
MUSTER_API gboolean muster_sample_fit(const MusterSample *sample, const MusterDistInfo *info, const MusterFitRules *rules,
                                      MusterDistFit *fit);
/* All kinds that can be it, the least AIC first: how many. */
MUSTER_API int muster_sample_fit_all(const MusterSample *sample, const MusterFitRules *rules,
                                     MusterDistFit fit[MUSTER_FIT_MOST]);

/* --- without a law ------------------------------------------------------------------------------------------- */

/* The estimator of Kaplan & Meier (1958), with the interval of Greenwood (1926) on the scale of log(−log S). */
typedef struct {
  double time_s;
  double at_risk, ended; /* of times ≥ time_s, those that end there; what is censored there is still at risk */
  double left;           /* S: the share that is longer */
  double lower, upper;   /* 95 % */
} MusterSurvivalStep;
typedef struct {
  int n;
  MusterSurvivalStep *step; /* [n], times ascending, each with an end */
  double last_s;            /* the longest time, censored or not; beyond it nothing is known */
} MusterSurvival;
MUSTER_API MusterSurvival *muster_sample_survival(const MusterSample *sample); /* (transfer full) */
MUSTER_API void muster_survival_free(MusterSurvival *survival);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterSurvival, muster_survival_free)
/* S after t_s; the time at which S falls to `left` or below (NaN: it never does within what is known). */
MUSTER_API double muster_survival_at(const MusterSurvival *survival, double t_s);
MUSTER_API double muster_survival_time(const MusterSurvival *survival, double left);

/* How many end per second of those still there, between from_s and to_s; interval by Poisson's law in the
 * logarithm. */
typedef struct {
  double from_s, to_s;
  double exposed_s; /* time spent there by all together */
  int ended;
  MusterMeasure per_s;
} MusterHazard;
MUSTER_API MusterHazard muster_sample_hazard(const MusterSample *sample, double from_s, double to_s);

/* The empirical distribution that follows `survival`: n ≥ 2 values, its quantiles at equal steps of probability. Beyond
 * what is known, ends come at the rate of the last third of those seen. FALSE when nothing ended. */
MUSTER_API gboolean muster_survival_dist(const MusterSurvival *survival, const MusterSample *sample, int n, MusterDist *dist);
/* The same of n times of which only bounds are known: longer than after_s, at most by_s; equal bounds are the time itself. Cells are
 * as wide as `grain_s`, longer times' a tenth of the time. Turnbull 1976. FALSE when no time is above 0. */
MUSTER_API gboolean muster_interval_dist(const double *after_s, const double *by_s, int n, double grain_s, int n_values,
                                         MusterDist *dist);

G_END_DECLS
