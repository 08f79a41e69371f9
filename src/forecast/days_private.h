/* The days of one queue, past and to come: which are open, what they had, where they stand in week and month.
 */
#pragma once
#include <muster/forecast.h>

typedef struct {
  const MusterHistory *history; /* borrowed */
  const MusterCentre *centre;   /* borrowed */
  int queue;
  MusterDay first;      /* the history's first day */
  int n;                /* days from `first` to the last one asked for */
  int n_past;           /* of these, days that may be looked at */
  double *total;        /* [n] contacts of the day; NaN: not open, not measured well enough, or to come */
  double *measured;     /* [n] share of an open day's contacts whose intervals were measured */
  gboolean *open;       /* [n] had or will have contacts */
  gboolean usual[7];    /* weekdays that lately had contacts, or of which nothing is known */
  gboolean seen[7];     /* weekdays that lately had contacts */
  double median[7];     /* total of each weekday's latest open days; 0 without any */
  gboolean business[7]; /* of the usual ones, those with at least half of the busiest's contacts */
} ForecastDays;

#define DAY_TERMS 14 /* of the regression */

/* Days up to and with `last`; the past ends with `as_of`. */
void forecast_days_init(ForecastDays *days, const MusterHistory *history, const MusterCentre *centre,
                        int queue, MusterDay as_of, MusterDay last);
void forecast_days_clear(ForecastDays *days);
/* The terms of day i in the regression. */
void forecast_days_terms(const ForecastDays *days, int i, double x[DAY_TERMS]);
/* How strongly each term is held to zero: in days of evidence. */
extern const double forecast_day_penalty[DAY_TERMS];
