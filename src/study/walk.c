/* Walking the line: each stage is kept, read or done anew, and its file written before the next begins. */
#include "study/walk_private.h"
#include <glib/gstdio.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>

void
walk_say(const Walk *walk, MusterStage stage, const char *format, ...)
{
  if (walk->options->talk == NULL)
    return;
  va_list args;
  va_start(args, format);
  g_autofree char *message = g_strdup_vprintf(format, args);
  va_end(args);
  walk->options->talk(stage, 0, 0, message, walk->options->talk_data);
}

void
walk_note(Walk *walk, MusterStage stage, const char *text)
{
  walk_say(walk, stage, "%s", text);
  g_ptr_array_add(walk->notes, g_strdup(text));
}

static void
clear_walk(Walk *walk)
{
  g_clear_pointer(&walk->ahead, walk_ahead_drop);
  g_clear_pointer(&walk->notes, g_ptr_array_unref);
  g_clear_pointer(&walk->journal, journal_free);
  g_clear_pointer(&walk->history, muster_history_free);
  g_clear_pointer(&walk->demand, muster_demand_free);
  g_clear_pointer(&walk->requirement, muster_requirement_free);
  g_clear_pointer(&walk->plan, muster_plan_free);
  g_clear_pointer(&walk->roster, muster_roster_free);
  g_clear_pointer(&walk->outcome, muster_outcome_free);
  g_clear_pointer(&walk->check, muster_check_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Walk, clear_walk)

static char *
stage_path(const Walk *walk, MusterStage stage)
{
  return g_build_filename(walk->folder, muster_stage_file(stage), NULL);
}

static gboolean
has_stage(const MusterCentre *centre, MusterStage stage)
{
  switch (stage) {
  case MUSTER_STAGE_PLAN:
    return centre->n_shifts > 0;
  case MUSTER_STAGE_ROSTER:
    return centre->n_shifts > 0 && centre->n_people > 0;
  case MUSTER_STAGE_FORECAST:
  case MUSTER_STAGE_STAFF:
  case MUSTER_STAGE_SIMULATE:
  case MUSTER_STAGE_REPORT:
  case MUSTER_N_STAGES:
  default:
    return TRUE;
  }
}

static gboolean
do_stage(Walk *walk, MusterStage stage, char **text, GError **error)
{
  switch (stage) {
  case MUSTER_STAGE_FORECAST:
    return walk_forecast(walk, text, error);
  case MUSTER_STAGE_STAFF:
    return walk_staff(walk, text, error);
  case MUSTER_STAGE_PLAN:
    return walk_plan(walk, text, error);
  case MUSTER_STAGE_ROSTER:
    return walk_roster(walk, text, error);
  case MUSTER_STAGE_SIMULATE:
    return walk_simulate(walk, text, error);
  case MUSTER_STAGE_REPORT:
  case MUSTER_N_STAGES:
  default:
    return walk_report(walk, text, error);
  }
}

/* Everything a stage depends on: the program, the centre, the seed, the measure of search, and the files before it. */
static void
digest_inputs(const Walk *walk, MusterStage stage, char out[65])
{
  const char *texts[MUSTER_N_STAGES + 4];
  int n = 0;
  g_autofree char *numbers =
    g_strdup_printf("%" G_GUINT64_FORMAT " %" G_GINT64_FORMAT, walk->options->seed, walk->options->work);
  texts[n++] = MUSTER_VERSION;
  texts[n++] = muster_stage_name(stage);
  texts[n++] = walk->centre_digest;
  texts[n++] = numbers;
  for (int s = 0; s < (int) stage; s++)
    texts[n++] = walk->digest[s];
  digest_texts(out, n, texts);
}

/* Takes the stage's file as it stands; (transfer full) its text, or NULL with a fault. */
static gboolean
keep_stage(Walk *walk, MusterStage stage, GError **error)
{
  g_autofree char *path = stage_path(walk, stage);
  g_autoptr(MusterSource) source = muster_source_read(path, 0, error);
  if (source == NULL)
    return FALSE;
  digest_file(walk->digest[stage], muster_source_text(source, NULL));
  const char *made = walk->journal->entry[stage].output;
  if (strcmp(made, walk->digest[stage]) != 0)
    walk_say(walk, stage, made[0] == '\0' ? "%s is taken as it is" : "%s was changed since it was made: it is taken as it is",
             muster_stage_file(stage));
  return walk_read(walk, stage, source);
}

static gboolean
write_stage(Walk *walk, MusterStage stage, const char *inputs, const char *text, GError **error)
{
  g_autofree char *path = stage_path(walk, stage);
  digest_file(walk->digest[stage], text);
  return muster_output_write(path, text, -1, TRUE, error) &&
         journal_note(walk->journal, stage, inputs, walk->digest[stage], error);
}

/* A stage is kept when it lies before --from, or when a resumed walk finds its inputs unchanged. */
static gboolean
may_keep(const Walk *walk, MusterStage stage, const char *inputs)
{
  if (stage < walk->options->from)
    return TRUE;
  g_autofree char *path = stage_path(walk, stage);
  return walk->options->resume && strcmp(walk->journal->entry[stage].inputs, inputs) == 0 &&
         g_file_test(path, G_FILE_TEST_EXISTS);
}

static void
remove_file(const Walk *walk, const char *name)
{
  g_autofree char *path = g_build_filename(walk->folder, name, NULL);
  if (g_file_test(path, G_FILE_TEST_EXISTS))
    g_unlink(path);
}

static gboolean
walk_stage(Walk *walk, MusterStage stage, GError **error)
{
  char inputs[65];
  digest_inputs(walk, stage, inputs);
  if (may_keep(walk, stage, inputs))
    return keep_stage(walk, stage, error);
  if (walk->options->talk != NULL)
    walk->options->talk(stage, 0, 1, NULL, walk->options->talk_data);
  g_autofree char *text = NULL;
  gboolean good = do_stage(walk, stage, &text, error) && write_stage(walk, stage, inputs, text, error);
  if (walk->options->talk != NULL)
    walk->options->talk(stage, 1, 1, NULL, walk->options->talk_data);
  return good;
}

/* A roster from elsewhere, or edited, has the figures that its duties give and not those that its file says. */
static void
count_anew(Walk *walk)
{
  MusterRoster *roster = walk->roster;
  const MusterCheck *check = walk->check;
  if (isfinite(roster->cost) && check->differences->len == 0)
    return;
  walk_note(walk, MUSTER_STAGE_ROSTER, "cost and cover are counted from the roster's duties; it has no bound");
  roster->cost = check->cost;
  roster->penalty = check->penalty;
  roster->objective = check->objective;
  roster->paid_h = check->paid_h;
  roster->understaffed_h = check->understaffed_h;
  roster->overstaffed_h = check->overstaffed_h;
  roster->bound = roster->gap = roster->gap_avoidable = NAN;
}

static void
check_staff(Walk *walk)
{
  if (walk->roster != NULL) {
    walk->check = muster_check_roster(walk->centre, walk->roster, walk->requirement);
    count_anew(walk);
  } else if (walk->plan != NULL)
    walk->check = muster_check_plan(walk->centre, walk->plan, walk->requirement);
}

/* Refuses a folder that holds results, unless told what to do with them. */
static gboolean
folder_is_free(const Walk *walk, GError **error)
{
  const MusterLineOptions *options = walk->options;
  if (options->force || options->resume || options->from > 0)
    return TRUE;
  for (int s = 0; s < MUSTER_N_STAGES; s++) {
    g_autofree char *path = stage_path(walk, (MusterStage) s);
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
      continue;
    g_set_error(error, MUSTER_IO_ERROR, MUSTER_IO_ERROR_EXISTS, "'%s' is there already (--resume goes on with it)", path);
    return FALSE;
  }
  return TRUE;
}

static int
count_workers(const MusterRoster *roster, int n_people)
{
  g_autofree gboolean *works = g_new0(gboolean, n_people + 1);
  int n = 0;
  for (guint i = 0; i < roster->duties->len; i++) {
    int person = g_array_index(roster->duties, MusterDuty, i).person;
    n += !works[person];
    works[person] = TRUE;
  }
  return n;
}

static void
sum_up(const Walk *walk, MusterLineResult *result)
{
  const MusterRoster *roster = walk->roster;
  const MusterPlan *plan = walk->plan;
  result->paid_h = roster != NULL ? roster->paid_h : plan != NULL ? plan->paid_h : NAN;
  result->cost = roster != NULL ? roster->cost : plan != NULL ? plan->cost : NAN;
  result->gap = roster != NULL ? roster->gap : plan != NULL ? plan->gap : NAN;
  result->uncovered_h = roster != NULL ? roster->understaffed_h : plan != NULL ? plan->understaffed_h : NAN;
  result->n_people = roster != NULL ? count_workers(roster, walk->centre->n_people) : 0;
  result->n_violations = walk->check != NULL ? walk->check->n_hard : 0;
  result->service_level = muster_outcome_live(walk->outcome)->m[MUSTER_MEASURE_SERVICE_LEVEL];
  result->abandonment = muster_outcome_live(walk->outcome)->m[MUSTER_MEASURE_ABANDONMENT];
  result->page = stage_path(walk, MUSTER_STAGE_REPORT);
  /* A stage's own measure of search is no cut; a limit that was asked for is. */
  gboolean cut = walk->options->work > 0 && (roster != NULL ? roster->cut : plan != NULL && plan->cut);
  result->status = cut ? MUSTER_EXIT_LIMIT : walk->unmet ? MUSTER_EXIT_TARGET : MUSTER_EXIT_OK;
}

/* The text of a file that the centre names beside its own, or NULL. (transfer full) */
static char *
text_beside(const MusterCentre *centre, const char *name)
{
  if (name == NULL || centre->file == NULL)
    return NULL;
  g_autofree char *folder = g_path_get_dirname(centre->file);
  g_autofree char *path = g_path_is_absolute(name) ? g_strdup(name) : g_build_filename(folder, name, NULL);
  char *text = NULL;
  return g_file_get_contents(path, &text, NULL, NULL) ? text : NULL;
}

/* Everything the centre says: its own text with the people, and what stands in the files of its history and demand. */
static void
digest_centre(const MusterCentre *centre, char out[65])
{
  g_autoptr(MusterFaults) ignored = muster_faults_new(); /* whoever reads the demand reports its faults */
  g_autoptr(MusterYaml) tree = NULL;
  const MusterYamlNode *section = NULL;
  gboolean has_demand = muster_centre_section(centre, "demand", &tree, &section, ignored) && section != NULL;
  g_autofree char *demand = has_demand ? muster_yaml_emit(section) : NULL;
  g_autofree char *history = text_beside(centre, centre->history.file);
  g_autofree char *text = muster_centre_write(centre);
  const char *texts[] = { text, history, demand };
  digest_texts(out, G_N_ELEMENTS(texts), texts);
}

static gboolean
begin_walk(Walk *walk, GError **error)
{
  if (!muster_output_folder(walk->folder, error) || !folder_is_free(walk, error))
    return FALSE;
  digest_centre(walk->centre, walk->centre_digest);
  walk->journal = journal_open(walk->folder);
  remove_file(walk, "manifest.json"); /* until the walk is done there is none */
  return TRUE;
}

gboolean
muster_line_walk(const MusterCentre *centre, const char *folder, const MusterLineOptions *options, MusterLineResult *result,
                 MusterFaults *faults, GError **error)
{
  g_auto(Walk) walk = { .centre = centre, .options = options, .folder = folder, .faults = faults,
                       .notes = g_ptr_array_new_with_free_func(g_free) };
  *result = (MusterLineResult){ 0 };
  if (!begin_walk(&walk, error))
    return FALSE;
  for (int s = 0; s < MUSTER_N_STAGES; s++) {
    if (!has_stage(centre, (MusterStage) s))
      continue;
    if (s == MUSTER_STAGE_SIMULATE)
      check_staff(&walk);
    walk.present[s] = TRUE;
    if (!walk_stage(&walk, (MusterStage) s, error) || muster_faults_n_errors(faults) > 0)
      return FALSE;
  }
  sum_up(&walk, result);
  g_autofree char *manifest = walk_manifest(&walk, result);
  g_autofree char *path = g_build_filename(folder, "manifest.json", NULL);
  return muster_output_write(path, manifest, -1, TRUE, error);
}
