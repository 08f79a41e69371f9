/* The forecast as CSV: one row per interval and per day. */
#include <math.h>
#include <muster/csv.h>
#include <muster/forecast.h>

typedef struct {
  const char *as_of, *level, *start, *queue;
  double mean, band[4], handle_mean_s;
} Row;

static void
add_row(MusterCsvWriter *writer, const Row *row)
{
  muster_csv_add_text(writer, row->as_of);
  muster_csv_add_text(writer, row->level);
  muster_csv_add_text(writer, row->start);
  muster_csv_add_text(writer, row->queue);
  muster_csv_add_double(writer, row->mean);
  for (int k = 0; k < 4; k++)
    muster_csv_add_double(writer, row->band[k]);
  muster_csv_add_double(writer, row->handle_mean_s);
  muster_csv_end_row(writer);
}

static double
at(const double *array, int i)
{
  return array != NULL ? array[i] : NAN;
}

static void
add_intervals(MusterCsvWriter *writer, const MusterDemand *demand, const MusterCentre *centre, int q,
              const char *as_of)
{
  const MusterDemandQueue *d = &demand->queue[q];
  for (int i = 0; i < demand->grid->n; i++) {
    if (muster_centre_open_s(centre, q, i) <= 0)
      continue;
    g_autofree char *start = muster_zone_format(demand->grid->zone, demand->grid->start[i]);
    add_row(writer, &(Row){as_of,
                           "interval",
                           start,
                           centre->queue[q].name,
                           d->contacts[i],
                           {at(d->lo80, i), at(d->hi80, i), at(d->lo95, i), at(d->hi95, i)},
                           muster_demand_handle_mean_s(demand, centre, q, i)});
  }
}

static void
add_days(MusterCsvWriter *writer, const MusterDemand *demand, const MusterCentre *centre, int q,
         const char *as_of)
{
  const MusterGrid *grid = demand->grid;
  const MusterDemandQueue *d = &demand->queue[q];
  for (int day = 0; day < grid->n_days; day++) {
    double sum = 0, work_s = 0;
    g_autofree char *date = muster_day_format(grid->first_day + day);
    for (int i = grid->day_first[day]; i < grid->day_first[day + 1]; i++) {
      sum += d->contacts[i];
      work_s += d->contacts[i] * muster_demand_handle_mean_s(demand, centre, q, i);
    }
    add_row(writer,
            &(Row){as_of,
                   "day",
                   date,
                   centre->queue[q].name,
                   sum,
                   {at(d->day_lo80, day), at(d->day_hi80, day), at(d->day_lo95, day), at(d->day_hi95, day)},
                   sum > 0 ? work_s / sum : NAN});
  }
}

char *
muster_forecast_csv(const MusterDemand *demand, const MusterCentre *centre, MusterDay as_of)
{
  g_autoptr(MusterCsvWriter) writer = muster_csv_writer_new(NULL);
  g_autofree char *date = muster_day_format(as_of);
  muster_csv_add_row(writer, "as_of", "level", "start", "queue", "mean", "lo80", "hi80", "lo95", "hi95",
                     "handle_time_mean_s", NULL);
  for (int q = 0; q < demand->n_queues; q++) {
    add_intervals(writer, demand, centre, q, date);
    add_days(writer, demand, centre, q, date);
  }
  return muster_csv_finish(writer, NULL, NULL);
}
