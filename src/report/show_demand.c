#include "report/show_private.h"
#include <math.h>

static int
busiest(const MusterDemand *demand, int queue, int day)
{
  const double *contacts = demand->queue[queue].contacts;
  int most = demand->grid->day_first[day];
  for (int i = most; i < demand->grid->day_first[day + 1]; i++)
    if (contacts[i] > contacts[most])
      most = i;
  return most;
}

static double
day_band(const double *band, int day)
{
  return band != NULL ? band[day] : NAN;
}

static double
add_day(MusterTable *table, const MusterDemand *demand, const MusterCentre *centre, int q, int d)
{
  const MusterDemandQueue *queue = &demand->queue[q];
  double sum = 0;
  for (int i = demand->grid->day_first[d]; i < demand->grid->day_first[d + 1]; i++)
    sum += queue->contacts[i];
  if (sum <= 0)
    return 0;
  int most = busiest(demand, q, d);
  muster_table_begin_row(table);
  muster_table_number(table, demand->grid->first_day + d);
  muster_table_text(table, centre->queue[q].name);
  muster_table_number(table, sum);
  muster_table_number(table, day_band(queue->day_lo80, d));
  muster_table_number(table, day_band(queue->day_hi80, d));
  muster_table_number(table, day_band(queue->day_lo95, d));
  muster_table_number(table, day_band(queue->day_hi95, d));
  muster_table_number(table, queue->contacts[most]);
  muster_table_number(table, (double) demand->grid->start[most]);
  return sum;
}

GPtrArray *
muster_demand_tables(const MusterDemand *demand, const MusterCentre *centre)
{
  static const MusterColumn columns[] = {
    {.key = "day", .kind = MUSTER_COLUMN_DAY},
    {.key = "queue"},
    {.key = "contacts", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "lo80", .title = "80\u00a0% from", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "hi80", .title = "80\u00a0% to", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "lo95", .title = "95\u00a0% from", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "hi95", .title = "95\u00a0% to", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "busiest", .title = "busiest interval", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1},
    {.key = "busiest_start", .title = "from", .kind = MUSTER_COLUMN_INSTANT},
  };
  GPtrArray *tables = show_list();
  MusterTable *table =
    muster_table_new("demand_by_day", "Demand per day", columns, G_N_ELEMENTS(columns), demand->grid->zone);
  double all = 0;
  for (int d = 0; d < demand->grid->n_days; d++)
    for (int q = 0; q < demand->n_queues; q++)
      all += add_day(table, demand, centre, q, d);
  if (muster_table_n_rows(table) == 0)
    muster_table_note(table, "no contact is expected");
  muster_table_begin_total(table);
  muster_table_text(table, NULL);
  muster_table_text(table, "all");
  muster_table_number(table, all);
  muster_table_note(table, demand->counts == MUSTER_COUNTS_FRESH
                             ? "counts: fresh contacts only"
                             : "counts: every contact that is offered to a queue");
  g_ptr_array_add(tables, table);
  return tables;
}
