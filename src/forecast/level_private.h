/* Day totals: what explains them, how much they vary, and their projection. */
#pragma once
#include "forecast/days_private.h"
#include "forecast/ridge_private.h"

typedef struct {
  RidgeFit fit;
  double ratio;       /* makes the means right on the plain scale */
  double persistence; /* of a day's surprise into the next open day */
  double surprise;    /* of the last measured day, on the log scale */
  int last;           /* index of that day */
  double variance;    /* of a day's factor, its chance (Poisson) part taken out */
  double dispersion;  /* variance of a row of weight 1 in the fit */
  double *residual;   /* [days->n], log scale, outliers drawn in; NaN where there is none */
} ForecastLevel;

/* FALSE when there is no day to learn from. */
gboolean forecast_level_fit(ForecastLevel *level, const ForecastDays *days);
void forecast_level_clear(ForecastLevel *level);
/* Mean total of day i > level->last, and the variance of its factor. */
double forecast_level_project(const ForecastLevel *level, const ForecastDays *days, int i, double *variance);
