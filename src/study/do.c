/* What each stage of the line does, and how its value is taken from a file instead. */
#include "study/walk_private.h"
#include <string.h>

enum { BACKTEST_WEEKS = 4 };

/* What there is to say of a requirement that was made here, and whether a target cannot be met. */
static void
tell_staffing(Walk *walk, const MusterStaffing *staffing)
{
  for (guint i = 0; i < staffing->notes->len; i++)
    walk_note(walk, MUSTER_STAGE_STAFF, staffing->notes->pdata[i]);
  for (int i = 0; i < staffing->n_unmet; i++) {
    const MusterUnmet *unmet = &staffing->unmet[i];
    g_autofree char *note = g_strdup_printf("%s: %s", walk->centre->queue[unmet->queue].name, unmet->why);
    walk_note(walk, MUSTER_STAGE_STAFF, note);
  }
  walk->unmet = staffing->n_unmet > 0;
}

gboolean
walk_staff(Walk *walk, char **text, G_GNUC_UNUSED GError **error)
{
  g_autoptr(MusterStaffing) staffing =
    muster_staffing_new(walk->centre, walk->demand, MUSTER_STAFFING_DEFAULT, walk->faults);
  if (staffing == NULL)
    return FALSE;
  tell_staffing(walk, staffing);
  walk->requirement = g_steal_pointer(&staffing->requirement);
  *text = muster_requirement_write(walk->requirement, walk->centre);
  return TRUE;
}

/* A kept requirement that is still what would be made says the same as when it was made; one from elsewhere says nothing. */
static void
recall_staffing(Walk *walk)
{
  g_autoptr(MusterFaults) ignored = muster_faults_new();
  g_autoptr(MusterStaffing) staffing =
    muster_staffing_new(walk->centre, walk->demand, MUSTER_STAFFING_DEFAULT, ignored);
  if (staffing == NULL)
    return;
  g_autofree char *text = muster_requirement_write(staffing->requirement, walk->centre);
  char digest[65];
  digest_file(digest, text);
  if (strcmp(digest, walk->digest[MUSTER_STAGE_STAFF]) == 0)
    tell_staffing(walk, staffing);
}

gboolean
walk_read(Walk *walk, MusterStage stage, MusterSource *source)
{
  const MusterCentre *centre = walk->centre;
  switch (stage) {
  case MUSTER_STAGE_FORECAST:
    return (walk->demand = muster_demand_read(centre, source, walk->faults)) != NULL;
  case MUSTER_STAGE_STAFF:
    walk->requirement = muster_requirement_read(centre, source, walk->faults);
    if (walk->requirement != NULL)
      recall_staffing(walk);
    return walk->requirement != NULL;
  case MUSTER_STAGE_PLAN:
    return (walk->plan = muster_plan_read(centre, source, walk->faults)) != NULL;
  case MUSTER_STAGE_ROSTER:
    return (walk->roster = muster_roster_read(centre, source, walk->faults)) != NULL;
  case MUSTER_STAGE_SIMULATE:
    return (walk->outcome = muster_outcome_read_json(centre, source, walk->faults)) != NULL;
  case MUSTER_STAGE_REPORT: /* nothing is made from the page */
  case MUSTER_N_STAGES:
  default:
    return TRUE;
  }
}

gboolean
walk_forecast(Walk *walk, char **text, G_GNUC_UNUSED GError **error)
{
  if (walk->centre->history.file != NULL) {
    walk->history = muster_history_read(walk->centre, walk->faults);
    if (walk->history != NULL)
      walk->demand = muster_forecast(walk->history, walk->centre, MUSTER_DAY_NONE, NULL, walk->faults);
  } else
    walk->demand = muster_demand_of_centre(walk->centre, walk->faults);
  if (walk->demand == NULL)
    return FALSE;
  *text = muster_demand_write(walk->demand, walk->centre);
  return TRUE;
}

static MusterRosterOptions
roster_options(const Walk *walk)
{
  return (MusterRosterOptions){ .work = walk->options->work, .jobs = walk->options->jobs, .seed = walk->options->seed };
}

gboolean
walk_plan(Walk *walk, char **text, G_GNUC_UNUSED GError **error)
{
  MusterPlanOptions options;
  if (walk->centre->n_people > 0 && walk->options->from <= MUSTER_STAGE_ROSTER && muster_parallel_jobs(walk->options->jobs) > 1) {
    MusterRosterOptions ahead = roster_options(walk);
    walk->ahead = walk_ahead_begin(walk, &ahead);
  }
  muster_plan_options_init(&options);
  if (walk->options->work > 0)
    options.max_nodes = (int) MIN(walk->options->work, G_MAXINT);
  walk->plan = muster_plan_make(walk->centre, walk->requirement, &options, walk->faults);
  if (walk->plan == NULL)
    return FALSE;
  *text = muster_plan_write(walk->plan, walk->centre);
  return TRUE;
}

static gboolean
roster_progress(double share, gpointer data)
{
  const Walk *walk = data;
  if (walk->options->talk != NULL)
    walk->options->talk(MUSTER_STAGE_ROSTER, (int) (999 * share), 1000, NULL, walk->options->talk_data);
  return TRUE;
}

gboolean
walk_roster(Walk *walk, char **text, GError **error)
{
  MusterRosterOptions options = roster_options(walk);
  options.progress = roster_progress;
  options.progress_data = walk;
  walk->roster = walk->ahead != NULL ? walk_ahead_finish(g_steal_pointer(&walk->ahead), walk->faults)
                                     : muster_roster_make(walk->centre, walk->requirement, &options, walk->faults);
  if (walk->roster == NULL)
    return FALSE;
  /* Beside the YAML, the rows that other systems take: written first, so that a noted stage has both. */
  g_autofree char *rows = muster_roster_write_csv(walk->roster, walk->centre);
  g_autofree char *path = g_build_filename(walk->folder, "roster.csv", NULL);
  *text = muster_roster_write(walk->roster, walk->centre);
  return muster_output_write(path, rows, -1, TRUE, error);
}

static void
sim_progress(int done, int total, gpointer data)
{
  const Walk *walk = data;
  if (walk->options->talk != NULL && done < total)
    walk->options->talk(MUSTER_STAGE_SIMULATE, done, total, NULL, walk->options->talk_data);
}

/* Who works: the nearest to named people that the line has; with a centre's own on_duty, that. */
static MusterSimStaff
staff_of(const Walk *walk)
{
  if (walk->roster != NULL)
    return (MusterSimStaff){ .roster = walk->roster };
  if (walk->plan != NULL)
    return (MusterSimStaff){ .plan = walk->plan };
  for (int g = 0; g < walk->centre->n_groups; g++)
    if (walk->centre->group[g].has_on_duty)
      return (MusterSimStaff){ NULL };
  return (MusterSimStaff){ .requirement = walk->requirement };
}

gboolean
walk_simulate(Walk *walk, char **text, GError **error)
{
  MusterSimStaff staff = staff_of(walk);
  MusterSimOptions options = { .seed = walk->options->seed, .jobs = walk->options->jobs, .all_measures = TRUE,
                               .progress = sim_progress, .progress_data = walk };
  g_autoptr(MusterSim) sim = muster_sim_new(walk->centre, walk->demand, &staff, &options, walk->faults);
  if (sim == NULL)
    return FALSE;
  walk->outcome = muster_sim_run(sim, NULL, error);
  if (walk->outcome == NULL)
    return FALSE;
  *text = muster_outcome_write_json(walk->outcome, walk->centre);
  return TRUE;
}

/* How good the forecast would have been in the weeks before. Where it was kept from an earlier walk, its history's faults were
 * told then. Of a demand from elsewhere it would say nothing. */
static MusterTable *
accuracy(Walk *walk)
{
  g_autoptr(MusterFaults) told = muster_faults_new();
  if (walk->centre->history.file == NULL || walk->options->from != MUSTER_STAGE_FORECAST)
    return NULL;
  if (walk->history == NULL)
    walk->history = muster_history_read(walk->centre, told);
  return walk->history != NULL ? muster_accuracy_of_history(walk->history, walk->centre, BACKTEST_WEEKS) : NULL;
}

gboolean
walk_report(Walk *walk, char **text, G_GNUC_UNUSED GError **error)
{
  g_autofree char *command = g_strdup_printf("muster run %s -o DIR --seed %" G_GUINT64_FORMAT,
                                             walk->centre->file != NULL ? walk->centre->file : "CENTRE", walk->options->seed);
  const char *commands[] = { command, NULL };
  const char *inputs[] = { walk->centre->file, walk->centre->history.file, NULL };
  g_autoptr(MusterTable) measured = accuracy(walk);
  g_ptr_array_add(walk->notes, NULL);
  MusterReportInput in = { .centre = walk->centre,
                           .demand = walk->demand,
                           .requirement = walk->requirement,
                           .plan = walk->plan,
                           .roster = walk->roster,
                           .outcome = walk->outcome,
                           .check = walk->check,
                           .accuracy = measured,
                           .commands = commands,
                           .inputs = inputs,
                           .warnings = (const char *const *) walk->notes->pdata,
                           .has_seed = TRUE,
                           .seed = walk->options->seed };
  *text = muster_report_page(&in);
  return TRUE;
}
