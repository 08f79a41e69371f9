/* Bands of a count whose mean itself varies. */
#pragma once
#include <glib.h>

typedef struct {
  double lo80, hi80, lo95, hi95;
} ForecastBand;

/* Quantiles of a Poisson count whose mean varies by a gamma factor of mean 1: a negative binomial of that
 * mean and variance. Small counts are quantiles that are counts; large ones are those of the gamma variable
 * alone. */
ForecastBand forecast_band(double mean, double variance);
