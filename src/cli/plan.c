/* muster plan CENTRE: requirement → shifts with breaks. */
#include "cli/value_private.h"
#include <muster/plan.h>
#include <muster/report.h>
#include <muster/staffing.h>
#include <string.h>

static struct {
  char *demand, *requirement;
} given;

static const GOptionEntry options[] = {
  { "requirement", 0, 0, G_OPTION_ARG_FILENAME, &given.requirement, "Requirement to cover (default: made from the demand)", "FILE" },
  { "demand", 0, 0, G_OPTION_ARG_FILENAME, &given.demand, "Demand to make the requirement from, instead of the centre's own", "FILE" },
  { NULL },
};

static char *
plan_text(const CommandShared *shared, const MusterPlan *plan, const MusterCentre *centre)
{
  if (strcmp(shared->format, "yaml") == 0)
    return muster_plan_write(plan, centre);
  if (strcmp(shared->format, "json") == 0)
    return muster_plan_write_json(plan, centre);
  return command_show(shared, muster_plan_tables(plan, centre));
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
  MusterPlanOptions plan_options;
  muster_plan_options_init(&plan_options);
  if (shared->work > 0)
    plan_options.max_nodes = (int) MIN(shared->work, G_MAXINT);
  g_autoptr(MusterPlan) plan = requirement != NULL ? muster_plan_make(centre, requirement, &plan_options, faults) : NULL;
  if (!command_print_faults(faults) || plan == NULL)
    return MUSTER_EXIT_INPUT;
  g_autofree char *text = plan_text(shared, plan, centre);
  int status = command_emit(shared, text);
  return status != MUSTER_EXIT_OK ? status : shared->work > 0 && plan->cut ? MUSTER_EXIT_LIMIT : unmet ? MUSTER_EXIT_TARGET : MUSTER_EXIT_OK;
}

const MusterCommand command_plan = {
  .name = "plan",
  .summary = "Plan shifts with breaks that cover the requirement at the least cost",
  .arguments = "CENTRE",
  .about = "How many shifts of each form start when, per group and day, with breaks and lunch placed. What cannot be covered is left\n"
           "short at its price, and said: there is always a plan. Cost, penalty, bound and gap stand with it.",
  .examples = "muster plan examples/bank/centre.yaml --demand out/bank/demand.yaml\n"
              "# a requirement from elsewhere\n"
              "muster plan examples/bank/centre.yaml --requirement requirement.csv --format yaml -o plan.yaml",
  .formats = "table|json|yaml",
  .takes = TAKES_OUTPUT | TAKES_FORMAT | TAKES_WORK,
  .options = options,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
