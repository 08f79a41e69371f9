/* One queue: its days, their level, its profile and handle times, put together. */
#include "forecast/queue_private.h"

gboolean
forecast_queue_fit(ForecastQueue *queue, const MusterHistory *history, const MusterCentre *centre, int q,
                   MusterDay as_of, MusterDay last)
{
  *queue = (ForecastQueue){0};
  forecast_days_init(&queue->days, history, centre, q, as_of, last);
  if (!forecast_level_fit(&queue->level, &queue->days)) {
    forecast_queue_clear(queue);
    return FALSE;
  }
  forecast_profile_fit(&queue->profile, &queue->days);
  forecast_handle_fit(&queue->handle, &queue->days);
  return TRUE;
}

void
forecast_queue_clear(ForecastQueue *queue)
{
  forecast_days_clear(&queue->days);
  forecast_level_clear(&queue->level);
  forecast_profile_clear(&queue->profile);
  forecast_handle_clear(&queue->handle);
}

double
forecast_queue_day(const ForecastQueue *queue, MusterDay day, double *factor_variance)
{
  int i = day - queue->days.first;
  *factor_variance = 0;
  return queue->days.open[i] ? forecast_level_project(&queue->level, &queue->days, i, factor_variance) : 0;
}

double
forecast_interval_variance(const ForecastQueue *queue, double mean, double factor_variance)
{
  double own = queue->profile.variance;
  return mean + mean * mean * (factor_variance + own + factor_variance * own);
}
