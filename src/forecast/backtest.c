/* Rolling origins: what forecasts of the past would have missed. */
#include "forecast/queue_private.h"
#include <math.h>

typedef struct {
  double count, missed, bias, day_count, day_missed;
  double in80, in95, day_in80, day_in95;
  int intervals, days;
} Tally;

static void
tally_interval(Tally *t, double count, double mean, double variance)
{
  if (count == 0 && mean == 0)
    return;
  ForecastBand band = forecast_band(mean, variance);
  t->count += count;
  t->missed += fabs(count - mean);
  t->bias += mean - count;
  t->in80 += count >= band.lo80 && count <= band.hi80;
  t->in95 += count >= band.lo95 && count <= band.hi95;
  t->intervals++;
}

/* Compares one day of the history with its forecast; FALSE when the history has nothing of it. */
static gboolean
tally_day(Tally *t, const ForecastQueue *queue, int day)
{
  const MusterGrid *grid = queue->days.history->grid;
  const double *offered = queue->days.history->queue[queue->days.queue].offered;
  int weekday = muster_day_weekday(grid->first_day + day);
  double factor_variance, count = 0, mean = 0;
  double total = forecast_queue_day(queue, grid->first_day + day, &factor_variance);
  gboolean any = FALSE;
  for (int i = grid->day_first[day]; i < grid->day_first[day + 1]; i++) {
    if (isnan(offered[i]))
      continue;
    double expected = total * forecast_profile_share(&queue->profile, weekday, grid->clock_s[i]);
    tally_interval(t, offered[i], expected, forecast_interval_variance(queue, expected, factor_variance));
    any = TRUE;
    count += offered[i];
    mean += expected;
  }
  if (!any)
    return FALSE;
  ForecastBand band = forecast_band(mean, forecast_day_variance(mean, factor_variance));
  t->day_count += count;
  t->day_missed += fabs(count - mean);
  t->day_in80 += count >= band.lo80 && count <= band.hi80;
  t->day_in95 += count >= band.lo95 && count <= band.hi95;
  t->days++;
  return TRUE;
}

static void
tally_origin(Tally *t, const MusterHistory *history, const MusterCentre *centre, int q, MusterDay origin,
             int days_ahead)
{
  ForecastQueue queue;
  int n = history->grid->n_days, from = origin - history->grid->first_day + 1;
  int to = days_ahead > 0 ? MIN(from + days_ahead, n) : n;
  if (from < 1 || from >= n || !history->queue[q].present ||
      !forecast_queue_fit(&queue, history, centre, q, origin, history->grid->first_day + to - 1))
    return;
  for (int d = from; d < to; d++)
    if (tally_day(t, &queue, d) && days_ahead == 0)
      break;
  forecast_queue_clear(&queue);
}

MusterBacktest
muster_forecast_backtest(const MusterHistory *history, const MusterCentre *centre, const MusterDay *origin,
                         int n, int days_ahead)
{
  Tally t = {0};
  for (int k = 0; k < n; k++)
    for (int q = 0; q < history->n_queues; q++)
      tally_origin(&t, history, centre, q, origin[k], days_ahead);
  return (MusterBacktest){
      .intervals = t.intervals,
      .days = t.days,
      .wape = t.count > 0 ? t.missed / t.count : NAN,
      .bias = t.count > 0 ? t.bias / t.count : NAN,
      .day_wape = t.day_count > 0 ? t.day_missed / t.day_count : NAN,
      .cover80 = t.intervals > 0 ? t.in80 / t.intervals : NAN,
      .cover95 = t.intervals > 0 ? t.in95 / t.intervals : NAN,
      .day_cover80 = t.days > 0 ? t.day_in80 / t.days : NAN,
      .day_cover95 = t.days > 0 ? t.day_in95 / t.days : NAN,
  };
}
