#include "report/show_private.h"

MusterTable *
muster_accuracy_table(const MusterBacktest *backtest, const char *const *ahead, int n)
{
  static const MusterColumn columns[] = {
    {.key = "ahead"},
    {.key = "days", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "intervals", .kind = MUSTER_COLUMN_NUMBER},
    {.key = "wape", .title = "error", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 1},
    {.key = "bias", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 1},
    {.key = "cover80",
     .title = "in the 80\u00a0% band",
     .unit = "%",
     .kind = MUSTER_COLUMN_SHARE,
     .decimals = 1},
    {.key = "cover95",
     .title = "in the 95\u00a0% band",
     .unit = "%",
     .kind = MUSTER_COLUMN_SHARE,
     .decimals = 1},
    {.key = "day_wape",
     .title = "error of day totals",
     .unit = "%",
     .kind = MUSTER_COLUMN_SHARE,
     .decimals = 1},
    {.key = "day_cover80",
     .title = "days in their 80\u00a0% band",
     .unit = "%",
     .kind = MUSTER_COLUMN_SHARE,
     .decimals = 1},
    {.key = "day_cover95",
     .title = "days in their 95\u00a0% band",
     .unit = "%",
     .kind = MUSTER_COLUMN_SHARE,
     .decimals = 1},
  };
  MusterTable *table = muster_table_new("accuracy", NULL, columns, G_N_ELEMENTS(columns), NULL);
  for (int i = 0; i < n; i++) {
    muster_table_begin_row(table);
    muster_table_text(table, ahead[i]);
    muster_table_number(table, backtest[i].days);
    muster_table_number(table, backtest[i].intervals);
    const double shares[] = {backtest[i].wape, backtest[i].bias, backtest[i].cover80, backtest[i].cover95,
                             backtest[i].day_wape, backtest[i].day_cover80, backtest[i].day_cover95};
    for (gsize s = 0; s < G_N_ELEMENTS(shares); s++)
      muster_table_number(table, shares[s]);
  }
  muster_table_note(
    table,
    "error: sum of |count − forecast| / sum of counts; bias: sum of (forecast − count) / sum of counts");
  return table;
}

enum { WEEK = 7 };

MusterTable *
muster_accuracy_of_history(const MusterHistory *history, const MusterCentre *centre, int weeks)
{
  static const char *const names[] = {"next open day", "one week", "two weeks"};
  static const int days_ahead[] = {0, WEEK, 2 * WEEK};
  const char *ahead[G_N_ELEMENTS(names)];
  MusterBacktest backtest[G_N_ELEMENTS(names)];
  MusterDay last = MIN(history->grid->first_day + history->grid->n_days, centre->from) - 1;
  g_autofree MusterDay *origin = g_new(MusterDay, weeks);
  int n = 0;
  for (int i = 0; i < weeks; i++)
    origin[i] = last - WEEK * (weeks - i);
  for (gsize k = 0; k < G_N_ELEMENTS(names); k++) {
    backtest[n] = muster_forecast_backtest(history, centre, origin, weeks, days_ahead[k]);
    if (backtest[n].intervals > 0)
      ahead[n++] = names[k];
  }
  return n > 0 ? muster_accuracy_table(backtest, ahead, n) : NULL;
}
