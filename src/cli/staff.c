/* muster staff CENTRE: demand → required agents per interval, and why. */
#include "cli/value_private.h"
#include <muster/report.h>
#include <muster/staffing.h>
#include <string.h>

static struct {
  char *demand, *method, *trunks;
  gboolean explains, flows;
} given;

static const GOptionEntry options[] = {
  { "demand", 0, 0, G_OPTION_ARG_FILENAME, &given.demand, "Demand instead of the centre's own", "FILE" },
  { "method", 0, 0, G_OPTION_ARG_STRING, &given.method, "How (muster list methods); exact-day if not given", "NAME" },
  { "flows", 0, 0, G_OPTION_ARG_NONE, &given.flows, "Where the contacts come from, instead of the agents", NULL },
  { "trunks", 0, 0, G_OPTION_ARG_STRING, &given.trunks, "Lines for so many calls blocked at most, instead of agents", "SHARE" },
  { "explain", 0, 0, G_OPTION_ARG_NONE, &given.explains, "Why this number? START and QUEUE follow the centre", NULL },
  { NULL },
};

static char *
explain(const CommandShared *shared, const MusterStaffing *staffing, const MusterCentre *centre, const MusterDemand *demand,
        char **argument)
{
  gint64 instant;
  MusterLocal local;
  int queue = muster_centre_find_queue(centre, argument[1]);
  if (!muster_instant_parse(argument[0], centre->zone, &instant, &local)) {
    command_usage(shared, "'%s' is no time; write it as '2026-11-30 10:00'", argument[0]);
    return NULL;
  }
  int interval = muster_grid_find(centre->grid, instant);
  if (interval < 0 || queue < 0) {
    command_usage(shared, queue < 0 ? "no queue is called '%s'" : "'%s' is outside the horizon", argument[queue < 0 ? 1 : 0]);
    return NULL;
  }
  return muster_staffing_explain(staffing, centre, demand, queue, interval);
}

static char *
staff_text(const CommandShared *shared, const MusterStaffing *staffing, const MusterCentre *centre)
{
  if (given.flows)
    return command_show(shared, muster_flows_tables(staffing->flows, centre));
  if (strcmp(shared->format, "csv") == 0)
    return muster_requirement_write(staffing->requirement, centre);
  return command_show(shared, muster_requirement_tables(staffing->requirement, centre));
}

/* Lines by interval; the peak below. NULL: SHARE is none. */
static char *
trunks_text(const CommandShared *shared, const MusterStaffing *staffing, const MusterCentre *centre, double share)
{
  static const MusterColumn columns[] = {
    { .key = "start", .kind = MUSTER_COLUMN_INSTANT },
    { .key = "lines", .kind = MUSTER_COLUMN_NUMBER },
    { .key = "blocked", .title = "blocked by those there are", .unit = "%", .kind = MUSTER_COLUMN_SHARE, .decimals = 2 },
  };
  g_autoptr(MusterTrunks) trunks = muster_trunks_new(staffing, centre, share);
  MusterTable *table = muster_table_new("lines", "Lines", columns, G_N_ELEMENTS(columns), centre->zone);
  for (int i = 0; i < centre->grid->n; i++) {
    if (trunks->lines[i] == 0)
      continue;
    muster_table_begin_row(table);
    muster_table_number(table, (double) centre->grid->start[i]);
    muster_table_number(table, trunks->lines[i] > 0 ? trunks->lines[i] : (double) NAN);
    muster_table_number(table, trunks->blocked[i]);
  }
  g_autofree char *most = muster_format_share(share);
  if (trunks->peak_at >= 0) {
    g_autofree char *when = muster_zone_format(centre->zone, centre->grid->start[trunks->peak_at]);
    muster_table_note(table, "%d lines are enough for at most %s of calls blocked; the most at %s", trunks->peak, most, when);
  }
  if (trunks->n_endless > 0)
    muster_table_note(table, "in %d intervals more comes in than the agents get done: no number of lines is enough",
                      trunks->n_endless);
  GPtrArray *tables = g_ptr_array_new_with_free_func((GDestroyNotify) muster_table_free);
  g_ptr_array_add(tables, table);
  return command_show(shared, tables);
}

static int
unknown_method(const CommandShared *shared)
{
  const char *near = muster_staffing_method_nearest(given.method);
  if (near != NULL)
    return command_usage(shared, "no method is called '%s'; did you mean '%s'?", given.method, near);
  return command_usage(shared, "no method is called '%s'; muster list methods names them", given.method);
}

static int
run(const CommandShared *shared, int n_arguments, char **argument)
{
  MusterStaffingMethod method = MUSTER_STAFFING_DEFAULT;
  if (given.method != NULL && !muster_staffing_method_parse(given.method, &method))
    return unknown_method(shared);
  double share = NAN;
  g_autofree char *why = NULL;
  if (given.trunks != NULL && (!muster_parse_share(given.trunks, &share, &why) || !(share > 0 && share < 1)))
    return command_usage(shared, "--trunks wants a share of calls between 0 %% and 100 %%, such as '1 %%', not '%s'", given.trunks);
  if (given.explains ? n_arguments != 3 : n_arguments != 1)
    return command_usage(shared, given.explains ? "--explain needs CENTRE START QUEUE" : "only CENTRE is taken without --explain");
  g_autoptr(MusterCentre) centre = command_read_centre(argument[0]);
  if (centre == NULL)
    return MUSTER_EXIT_INPUT;
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterDemand) demand = value_demand(centre, given.demand, faults);
  g_autoptr(MusterStaffing) staffing = demand != NULL ? muster_staffing_new(centre, demand, method, faults) : NULL;
  if (!command_print_faults(faults) || staffing == NULL)
    return MUSTER_EXIT_INPUT;
  for (guint i = 0; i < staffing->notes->len; i++)
    command_say(shared, "note: %s", (const char *) staffing->notes->pdata[i]);
  g_autofree char *text = given.trunks != NULL ? trunks_text(shared, staffing, centre, share)
                          : given.explains     ? explain(shared, staffing, centre, demand, argument + 1) : staff_text(shared, staffing, centre);
  if (text == NULL)
    return MUSTER_EXIT_USAGE;
  command_tell_unmet(staffing, centre);
  int status = command_emit(shared, text);
  return status == MUSTER_EXIT_OK && staffing->n_unmet > 0 ? MUSTER_EXIT_TARGET : status;
}

const MusterCommand command_staff = {
  .name = "staff",
  .summary = "How many agents each interval needs, and which target makes it so",
  .arguments = "CENTRE [START QUEUE]",
  .about = "Per interval and queue the smallest number of agents on queue that keeps all targets at once: service level, abandonment,\n"
           "average speed of answer, occupancy, of the interval or of the day or week as a whole; cases and outbound work are levelled into the\n"
           "hours that need fewer; then what must be scheduled, shrinkage included. The output names the method and the target that\n"
           "binds. Exit status 4 when a target cannot be kept by any number.",
  .examples = "muster staff examples/quick/centre.yaml\n"
              "# with the demand that was forecast, for other programs\n"
              "muster staff examples/bank/centre.yaml --demand out/bank/demand.yaml --format csv -o requirement.csv\n"
              "# why this number?\n"
              "muster staff examples/quick/centre.yaml --explain '2026-03-02 10:00' helpdesk\n"
              "# what redials and repeats are in the counts, and how many lines the planned staff asks for\n"
              "muster staff examples/quick/returns.yaml --flows\n"
              "muster staff examples/quick/centre.yaml --trunks '1 %'",
  .formats = "table|csv",
  .takes = TAKES_OUTPUT | TAKES_FORMAT,
  .options = options,
  .min_arguments = 1,
  .max_arguments = 3,
  .run = run,
};
