/* The forecast of one queue on any grid that follows the history. */
#pragma once
#include "forecast/bands_private.h"
#include "forecast/level_private.h"
#include "forecast/profile_private.h"

typedef struct {
  ForecastDays days;
  ForecastLevel level;
  ForecastProfile profile;
  ForecastHandle handle;
} ForecastQueue;

/* Learns from the history up to and with `as_of`, ready to project up to and with `last`. FALSE without a day
 * to learn from. */
gboolean forecast_queue_fit(ForecastQueue *queue, const MusterHistory *history, const MusterCentre *centre,
                            int q, MusterDay as_of, MusterDay last);
void forecast_queue_clear(ForecastQueue *queue);
/* Mean total of `day`, 0 when it is closed; and its variance, the interval's share of chance included. */
double forecast_queue_day(const ForecastQueue *queue, MusterDay day, double *factor_variance);
/* Variance of a count of that mean in an interval of a day of that factor variance. */
double forecast_interval_variance(const ForecastQueue *queue, double mean, double factor_variance);
static inline double
forecast_day_variance(double mean, double factor_variance)
{
  return mean + mean * mean * factor_variance;
}
