/* muster forecast CENTRE: history → demand with bands. */
#include "cli/command_private.h"
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

static char *
backtest_text(const CommandShared *shared, const MusterHistory *history, const MusterCentre *centre, int weeks)
{
  MusterTable *table = muster_accuracy_of_history(history, centre, weeks);
  if (table == NULL)
    return g_strdup("The history is too short: no past forecast can be compared with what then came.\n");
  GPtrArray *tables = g_ptr_array_new_with_free_func((GDestroyNotify) muster_table_free);
  g_ptr_array_add(tables, table);
  return command_show(shared, tables);
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
    demand == NULL ? backtest_text(shared, history, centre, given.backtest) : demand_text(shared, demand, centre, used);
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
