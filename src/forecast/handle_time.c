/* Handle times by weekday and clock: the slot's own mean, drawn to that hour's over all weekdays, and this to
 * the mean of all. */
#include "forecast/profile_private.h"
#include <math.h>

#define HALF_LIFE_DAYS 45.0
#define PRIOR_CONTACTS 200.0 /* of evidence that what a mean is drawn to stands for */

typedef struct {
  double contacts, total_s;
} Sums;

static double
drawn_to(Sums own, double towards_s)
{
  return (own.total_s + PRIOR_CONTACTS * towards_s) / (own.contacts + PRIOR_CONTACTS);
}

void
forecast_handle_fit(ForecastHandle *handle, const ForecastDays *days)
{
  const MusterGrid *grid = days->history->grid;
  const MusterHistoryQueue *queue = &days->history->queue[days->queue];
  int n = handle->n_slots = 86400 / grid->interval_s;
  g_autofree Sums *slot = g_new0(Sums, 7 * n);
  g_autofree Sums *clock = g_new0(Sums, n);
  Sums all = {0};
  handle->mean_s = g_new0(double, 7 * n);
  for (int d = 0; d < days->n_past; d++)
    for (int i = grid->day_first[d]; i < grid->day_first[d + 1]; i++) {
      if (!(queue->handled[i] > 0))
        continue;
      double w = exp2(-(days->n_past - 1 - d) / HALF_LIFE_DAYS);
      int at = grid->clock_s[i] / grid->interval_s;
      Sums *sums[] = {&slot[muster_day_weekday(days->first + d) * n + at], &clock[at], &all};
      for (gsize k = 0; k < G_N_ELEMENTS(sums); k++) {
        sums[k]->contacts += w * queue->handled[i];
        sums[k]->total_s += w * queue->handle_total_s[i];
      }
    }
  handle->known = all.contacts > 0;
  for (int k = 0; k < 7 * n && handle->known; k++)
    handle->mean_s[k] = drawn_to(slot[k], drawn_to(clock[k % n], all.total_s / all.contacts));
}

void
forecast_handle_clear(ForecastHandle *handle)
{
  g_free(handle->mean_s);
  *handle = (ForecastHandle){0};
}
