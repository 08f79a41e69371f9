/* How a day's contacts spread over the wall clock, by weekday; and how far intervals stray from it. */
#pragma once
#include "forecast/days_private.h"

typedef struct {
  int n_slots;     /* of a day of 24 hours */
  double *share;   /* [7][n_slots], each weekday's sum 1 (or all 0: nothing known) */
  double variance; /* of an interval's factor, given the day's total */
} ForecastProfile;

void forecast_profile_fit(ForecastProfile *profile, const ForecastDays *days);
void forecast_profile_clear(ForecastProfile *profile);
double forecast_profile_share(const ForecastProfile *profile, int weekday, int clock_s);

/* Handle times by weekday and wall clock, seconds; NaN everywhere when the history has none. */
typedef struct {
  int n_slots;
  double *mean_s; /* [7][n_slots] */
  gboolean known;
} ForecastHandle;

void forecast_handle_fit(ForecastHandle *handle, const ForecastDays *days);
void forecast_handle_clear(ForecastHandle *handle);
