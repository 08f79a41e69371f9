/* muster run CENTRE -o DIR: walks the whole line. */
#include "cli/command_private.h"
#include <math.h>
#include <muster/study.h>
#include <stdio.h>
#include <string.h>

static struct {
  char *from;
  gboolean resume;
} given;

static const GOptionEntry options[] = {
  { "resume", 0, 0, G_OPTION_ARG_NONE, &given.resume, "Go on with DIR: keep each stage whose inputs have not changed", NULL },
  { "from", 0, 0, G_OPTION_ARG_STRING, &given.from, "Start at this stage; earlier ones are read from DIR as they stand", "STAGE" },
  { NULL },
};

typedef struct {
  const CommandShared *shared;
  CommandProgress *bar;
} Talker;

static void
talk(MusterStage stage, int done, int total, const char *message, gpointer data)
{
  Talker *talker = data;
  if (message != NULL || done == total)
    g_clear_pointer(&talker->bar, command_progress_free);
  if (message != NULL) {
    command_say(talker->shared, "%-9s %s", muster_stage_name(stage), message);
    return;
  }
  if (done == total)
    return;
  if (talker->bar == NULL)
    talker->bar = command_progress_new(talker->shared, muster_stage_name(stage));
  command_progress_update(done, total, talker->bar);
}

static gboolean
find_stage(const char *name, MusterStage *stage)
{
  for (int s = 0; s < MUSTER_N_STAGES; s++)
    if (strcmp(muster_stage_name((MusterStage) s), name) == 0) {
      *stage = (MusterStage) s;
      return TRUE;
    }
  return FALSE;
}

static void
print_measure(const char *label, const MusterMeasure *m)
{
  if (isnan(m->mean))
    return;
  printf("%-15s %.1f %%", label, 100 * m->mean);
  if (!isnan(m->lower))
    printf("   (95 %% interval %.2f to %.2f %%)", 100 * m->lower, 100 * m->upper);
  putchar('\n');
}

static void
print_summary(const MusterCentre *centre, const MusterLineResult *r)
{
  const char *currency = centre->currency != NULL ? centre->currency : "";
  printf("%s\n", centre->name);
  if (r->n_people > 0)
    printf("%-15s %d at work, of %d\n", "people", r->n_people, centre->n_people);
  if (!isnan(r->paid_h))
    printf("%-15s %.1f h\n%-15s %.2f %s\n", "paid", r->paid_h, "cost", r->cost, currency);
  if (!isnan(r->gap))
    printf("%-15s %.2f %%\n", "gap", 100 * r->gap);
  if (!isnan(r->uncovered_h))
    printf("%-15s %.1f agent hours\n%-15s %d\n", "short", r->uncovered_h, "rules broken", r->n_violations);
  print_measure("service level", &r->service_level);
  printf("%-15s %s\n", "", muster_service_level_text(centre->service_level));
  print_measure("abandonment", &r->abandonment);
  printf("%-15s %s\n", "the page", r->page);
}

static int
run(const CommandShared *shared, G_GNUC_UNUSED int n_arguments, char **argument)
{
  MusterStage from = MUSTER_STAGE_FORECAST;
  if (strcmp(shared->output, "-") == 0)
    return command_usage(shared, "it writes several files: give a folder with -o DIR");
  if (given.from != NULL && !find_stage(given.from, &from))
    return command_usage(shared, "no stage is called '%s'; they are forecast, staff, plan, roster, simulate, report", given.from);
  g_autoptr(MusterCentre) centre = command_read_centre(argument[0]);
  if (centre == NULL)
    return MUSTER_EXIT_INPUT;
  Talker talker = { shared, NULL };
  MusterLineOptions line = { .seed = (guint64) shared->seed, .jobs = shared->jobs, .work = shared->work, .force = shared->force,
                             .resume = given.resume, .from = from, .talk = talk, .talk_data = &talker };
  g_autoptr(MusterFaults) faults = muster_faults_new();
  GError *error = NULL;
  MusterLineResult result = { 0 };
  gboolean walked = muster_line_walk(centre, shared->output, &line, &result, faults, &error);
  g_clear_pointer(&talker.bar, command_progress_free);
  gboolean sound = command_print_faults(faults);
  int status = walked ? (int) result.status : error != NULL ? command_fail(shared, error) : MUSTER_EXIT_INPUT;
  if (walked && sound)
    print_summary(centre, &result);
  muster_line_result_clear(&result);
  return status;
}

const MusterCommand command_run = {
  .name = "run",
  .summary = "Walk the whole line: forecast, staff, plan, roster, simulate, report",
  .arguments = "CENTRE -o DIR",
  .about = "Writes every value of the line into DIR: demand.yaml, requirement.csv, plan.yaml, roster.yaml, roster.csv, outcome.json,\n"
           "report.html, and manifest.json last. A centre without history starts at its demand; one without people ends with shifts.\n"
           "Every file may be edited by hand or brought from elsewhere: --from STAGE then goes on from there, --resume goes on after\n"
           "whatever has not changed.",
  .examples = "muster run examples/bank/centre.yaml -o out/bank\n"
              "# after editing out/bank/demand.yaml\n"
              "muster run examples/bank/centre.yaml -o out/bank --from staff\n"
              "# after an interruption\n"
              "muster run examples/bank/centre.yaml -o out/bank --resume",
  .takes = TAKES_OUTPUT | TAKES_SEED | TAKES_JOBS | TAKES_WORK,
  .options = options,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
