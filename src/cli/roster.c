/* muster roster CENTRE: requirement → named people under contracts and labour rules. */
#include "cli/value_private.h"
#include <muster/report.h>
#include <muster/roster.h>
#include <string.h>

static struct {
  char *demand, *requirement, *plan;
} given;

static const GOptionEntry options[] = {
  { "requirement", 0, 0, G_OPTION_ARG_FILENAME, &given.requirement, "Requirement to cover (default: made from the demand)", "FILE" },
  { "demand", 0, 0, G_OPTION_ARG_FILENAME, &given.demand, "Demand to make the requirement from, instead of the centre's own", "FILE" },
  { "plan", 0, 0, G_OPTION_ARG_FILENAME, &given.plan, "Cover the shifts of this plan instead of the requirement itself", "FILE" },
  { NULL },
};

static char *
roster_text(const CommandShared *shared, const MusterRoster *roster, const MusterCentre *centre)
{
  if (strcmp(shared->format, "yaml") == 0)
    return muster_roster_write(roster, centre);
  if (strcmp(shared->format, "csv") == 0)
    return muster_roster_write_csv(roster, centre);
  return command_show(shared, muster_roster_tables(roster, centre));
}

static gboolean
show_progress(double share, gpointer progress)
{
  command_progress_update((int) (1000 * share), 1000, progress);
  return !command_interrupted();
}

static int
make_roster(const CommandShared *shared, const MusterCentre *centre, const MusterRequirement *requirement, const MusterPlan *plan,
            gboolean unmet, MusterFaults *faults)
{
  g_autoptr(CommandProgress) progress = command_progress_new(shared, "roster");
  command_catch_interrupt();
  MusterRosterOptions roster_options = { .work = shared->work, .jobs = shared->jobs, .seed = (guint64) shared->seed, .plan = plan,
                                         .progress = show_progress, .progress_data = progress };
  g_autoptr(MusterRoster) roster = muster_roster_make(centre, requirement, &roster_options, faults);
  if (!command_print_faults(faults) || roster == NULL)
    return MUSTER_EXIT_INPUT;
  g_autofree char *text = roster_text(shared, roster, centre);
  int status = command_emit(shared, text);
  return status != MUSTER_EXIT_OK ? status : (shared->work > 0 || command_interrupted()) && roster->cut ? MUSTER_EXIT_LIMIT : unmet ? MUSTER_EXIT_TARGET : MUSTER_EXIT_OK;
}

static int
run(const CommandShared *shared, G_GNUC_UNUSED int n_arguments, char **argument)
{
  g_autoptr(MusterCentre) centre = command_read_centre(argument[0]);
  if (centre == NULL)
    return MUSTER_EXIT_INPUT;
  g_autoptr(MusterFaults) faults = muster_faults_new();
  gboolean unmet = FALSE;
  g_autoptr(MusterRequirement) requirement = value_need(centre, given.requirement, given.demand, &unmet, faults);
  g_auto(Value) plan = { 0 };
  gboolean good = requirement != NULL && (given.plan == NULL || value_read(&plan, centre, given.plan, faults));
  if (!good || muster_faults_n_errors(faults) > 0) {
    command_print_faults(faults);
    return MUSTER_EXIT_INPUT;
  }
  if (given.plan != NULL && plan.plan == NULL)
    return command_usage(shared, "--plan takes a plan; '%s' holds %s", given.plan, muster_file_kind_name(plan.kind));
  return make_roster(shared, centre, requirement, plan.plan, unmet, faults);
}

const MusterCommand command_roster = {
  .name = "roster",
  .summary = "Roster named people under contracts and labour rules",
  .arguments = "CENTRE",
  .about = "The best lawful roster found: contracts, hours, days, rest in elapsed minutes, streaks, weekends and leave are kept always;\n"
           "what stays uncovered is listed with the rule that is to blame. The bound says how far the best possible could be.\n"
           "Ctrl-C keeps the best so far (exit status 5).",
  .examples = "muster roster examples/quick/centre.yaml\n"
              "muster roster examples/bank/centre.yaml --demand out/bank/demand.yaml --format yaml -o roster.yaml\n"
              "# one row per activity, for other systems\n"
              "muster roster examples/bank/centre.yaml --demand out/bank/demand.yaml --format csv -o roster.csv",
  .formats = "table|yaml|csv",
  .takes = TAKES_OUTPUT | TAKES_FORMAT | TAKES_SEED | TAKES_JOBS | TAKES_WORK,
  .options = options,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
