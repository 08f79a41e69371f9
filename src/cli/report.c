/* muster report DIR: the page of what lies in a folder of results. */
#include "cli/value_private.h"
#include <muster/check.h>
#include <muster/report.h>
#include <muster/study.h>
#include <stdio.h>

static struct {
  char *centre;
} given;

static const GOptionEntry options[] = {
  { "centre", 0, 0, G_OPTION_ARG_FILENAME, &given.centre, "The centre that the results belong to", "CENTRE" },
  { NULL },
};

/* Reads the files that are there; each missing one leaves its part of the page out. */
static gboolean
read_folder(const char *folder, const MusterCentre *centre, Value values[MUSTER_N_STAGES], MusterFaults *faults)
{
  gboolean any = FALSE;
  for (int s = 0; s < MUSTER_STAGE_REPORT; s++) {
    g_autofree char *path = g_build_filename(folder, muster_stage_file((MusterStage) s), NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
      continue;
    any = TRUE;
    value_read(&values[s], centre, path, faults);
  }
  if (!any)
    muster_faults_error(faults, (MusterMark){ 0 }, "muster run CENTRE -o DIR fills such a folder", "'%s' holds no results", folder);
  return muster_faults_n_errors(faults) == 0;
}

static int
run(const CommandShared *shared, G_GNUC_UNUSED int n_arguments, char **argument)
{
  if (given.centre == NULL)
    return command_usage(shared, "--centre CENTRE is missing");
  g_autoptr(MusterCentre) centre = command_read_centre(given.centre);
  if (centre == NULL)
    return MUSTER_EXIT_INPUT;
  g_autoptr(MusterFaults) faults = muster_faults_new();
  Value values[MUSTER_N_STAGES] = { 0 };
  gboolean good = read_folder(argument[0], centre, values, faults);
  command_print_faults(faults);
  MusterReportInput in = { .centre = centre,
                           .demand = values[MUSTER_STAGE_FORECAST].demand,
                           .requirement = values[MUSTER_STAGE_STAFF].requirement,
                           .plan = values[MUSTER_STAGE_PLAN].plan,
                           .roster = values[MUSTER_STAGE_ROSTER].roster,
                           .outcome = values[MUSTER_STAGE_SIMULATE].outcome };
  g_autoptr(MusterCheck) check = good && in.roster != NULL ? muster_check_roster(centre, in.roster, in.requirement) : NULL;
  in.check = check;
  g_autofree char *page = good ? muster_report_page(&in) : NULL;
  int status = good ? command_emit(shared, page) : MUSTER_EXIT_INPUT;
  for (int s = 0; s < MUSTER_N_STAGES; s++)
    value_clear(&values[s]);
  return status;
}

const MusterCommand command_report = {
  .name = "report",
  .summary = "Make the page of a folder of results: one file, to look at and to show",
  .arguments = "DIR --centre CENTRE",
  .about = "Reads what lies in DIR (demand, requirement, plan, roster, outcome; whatever is missing is left out) and writes one\n"
           "self-contained page: it needs no network and no script, prints well, and holds the data of each chart beside it.",
  .examples = "muster report out/bank --centre examples/bank/centre.yaml -o page.html",
  .takes = TAKES_OUTPUT,
  .options = options,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
