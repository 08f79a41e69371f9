/* muster forecast CENTRE: history → demand with bands. */
#include "cli/command_private.h"
#include <math.h>
#include <muster/forecast.h>
#include <muster/report.h>
#include <string.h>

static struct {
  char *as_of;
  int backtest;
} given;

static const GOptionEntry options[] = {
  { "as-of", 0, 0, G_OPTION_ARG_STRING, &given.as_of, "Use nothing later than this day (default: the last day before the horizon)", "DATE" },
  { "backtest", 0, 0, G_OPTION_ARG_INT, &given.backtest, "Instead of forecasting, say how good forecasts of N past weeks would have been", "N" },
  { NULL },
};

enum { WEEK = 7 };

/* The last `weeks` Sundays… weekdays do not matter: one origin a week, back from the last day of the history. */
static char *
backtest_text(const MusterHistory *history, const MusterCentre *centre, int weeks)
{
  g_autofree MusterDay *origin = g_new(MusterDay, weeks);
  MusterDay last = history->grid->first_day + history->grid->n_days - 1;
  for (int i = 0; i < weeks; i++)
    origin[i] = last - WEEK * (weeks - i);
  static const int ahead[] = { 0, WEEK, 2 * WEEK };
  static const char *const names[] = { "next open day", "one week", "two weeks" };
  GString *text = g_string_new("How good forecasts would have been, from one origin a week, each with what was known then:\n\n"
                               "ahead           error (WAPE)   bias      in 80 % band   in 95 % band   error of day totals\n");
  for (gsize k = 0; k < G_N_ELEMENTS(ahead); k++) {
    MusterBacktest b = muster_forecast_backtest(history, centre, origin, weeks, ahead[k]);
    if (b.intervals > 0)
      g_string_append_printf(text, "%-15s %6.2f %%       %+6.2f %%   %6.1f %%       %6.1f %%       %6.2f %%\n", names[k], 100 * b.wape,
                             100 * b.bias, 100 * b.cover80, 100 * b.cover95, 100 * b.day_wape);
  }
  return g_string_free(text, FALSE);
}

static char *
demand_text(const CommandShared *shared, const MusterDemand *demand, const MusterCentre *centre, MusterDay used)
{
  if (strcmp(shared->format, "yaml") == 0)
    return muster_demand_write(demand, centre);
  if (strcmp(shared->format, "csv") == 0)
    return muster_forecast_csv(demand, centre, used);
  return command_show(shared, muster_demand_tables(demand, centre));
}

static int
run(const CommandShared *shared, G_GNUC_UNUSED int n_arguments, char **argument)
{
  MusterDay as_of = MUSTER_DAY_NONE, used = MUSTER_DAY_NONE;
  if (given.as_of != NULL && !muster_day_parse(given.as_of, &as_of))
    return command_usage(shared, "--as-of '%s' is no day; write it as 2026-11-09", given.as_of);
  if (given.backtest < 0 || given.backtest > 520)
    return command_usage(shared, "--backtest takes a number of weeks from 1 to 520");
  g_autoptr(MusterCentre) centre = command_read_centre(argument[0]);
  if (centre == NULL)
    return MUSTER_EXIT_INPUT;
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterHistory) history = muster_history_read(centre, faults);
  g_autoptr(MusterDemand) demand = NULL;
  if (history != NULL && given.backtest == 0)
    demand = muster_forecast(history, centre, as_of, &used, faults);
  if (!command_print_faults(faults) || history == NULL || (demand == NULL && given.backtest == 0))
    return MUSTER_EXIT_INPUT;
  g_autofree char *text =
    demand == NULL ? backtest_text(history, centre, given.backtest) : demand_text(shared, demand, centre, used);
  return command_emit(shared, text);
}

const MusterCommand command_forecast = {
  .name = "forecast",
  .summary = "Forecast demand with bands from what the ACD exported",
  .arguments = "CENTRE",
  .about = "Reads the history that the centre names, says what it did about its oddities, and writes contacts per queue and interval\n"
           "of the horizon, with bands that hold four in five and nineteen in twenty of the counts. The centre's calendar closes days.",
  .examples = "muster forecast examples/bank/centre.yaml\n"
              "# the demand file, to look at and to edit\n"
              "muster forecast examples/bank/centre.yaml --format yaml -o demand.yaml\n"
              "# how good would it have been?\n"
              "muster forecast examples/bank/centre.yaml --backtest 4",
  .formats = "table|csv|yaml",
  .takes = TAKES_OUTPUT | TAKES_FORMAT,
  .options = options,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
