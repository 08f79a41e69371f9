/* Reading the roster's YAML (include/muster/model/roster.h describes it). */
#include "model/figures_private.h"
#include "model/roster_build_private.h"
#include <math.h>
#include <stddef.h>
#include <string.h>

/* --- what the file holds, before it means something --- */

typedef struct {
  int activity;
  char *name, *start, *end;
  gboolean paid, paid_given;
  guint64 queues;
} RawSegment;

typedef struct {
  char *person, *group, *shift, *start, *end;
  MusterDay day;
  gboolean locked;
  int n_segments;
  RawSegment *segment;
} RawDuty;

typedef struct {
  char *start, *queue, *group, *blame;
  double agents;
} RawUncovered;

typedef struct {
  ModelFigures figures;
  int n_duties, n_uncovered;
  RawDuty *duty;
  RawUncovered *uncovered;
} RawRoster;

static void check_duty(MusterYamlReader *yaml, const MusterYamlNode *node, gpointer object);
static void check_uncovered(MusterYamlReader *yaml, const MusterYamlNode *node, gpointer object);

static const char *const activity_words[] = {"work", "break", "meeting", "training", NULL};

#define AT(type, field) .offset = offsetof(type, field)

static const MusterYamlKey segment_keys[] = {
    {.name = "activity",
     .type = &muster_yaml_word,
     AT(RawSegment, activity),
     .words = activity_words,
     .standard = "work",
     .help = "what is done"},
    {.name = "name", .type = &muster_yaml_text, AT(RawSegment, name), .help = "of the break or activity"},
    {.name = "start",
     .type = &muster_yaml_text,
     AT(RawSegment, start),
     .required = TRUE,
     .help = "local time"},
    {.name = "end", .type = &muster_yaml_text, AT(RawSegment, end), .required = TRUE, .help = "local time"},
    {.name = "paid",
     .type = &muster_yaml_boolean,
     AT(RawSegment, paid),
     .given = offsetof(RawSegment, paid_given),
     .help = "is it paid time? By default all but breaks is"},
    {.name = "queues",
     .type = &muster_yaml_set,
     AT(RawSegment, queues),
     .scope = "queue",
     .help = "work: these queues only"},
    {NULL},
};

static const MusterYamlKey duty_keys[] = {
    {.name = "person", .type = &muster_yaml_text, AT(RawDuty, person), .required = TRUE, .help = "an id"},
    {.name = "day",
     .type = &muster_yaml_date,
     AT(RawDuty, day),
     .required = TRUE,
     .help = "the local day it starts"},
    {.name = "group",
     .type = &muster_yaml_text,
     AT(RawDuty, group),
     .help = "worked for; by default the person's"},
    {.name = "shift",
     .type = &muster_yaml_text,
     AT(RawDuty, shift),
     .help = "a shift of the centre; by default the one of this start and length"},
    {.name = "start", .type = &muster_yaml_text, AT(RawDuty, start), .required = TRUE, .help = "local time"},
    {.name = "end",
     .type = &muster_yaml_text,
     AT(RawDuty, end),
     .required = TRUE,
     .help = "local time, the next day's if it is not behind the start"},
    {.name = "locked",
     .type = &muster_yaml_boolean,
     AT(RawDuty, locked),
     .standard = "no",
     .help = "given, not to be moved"},
    {.name = "segments",
     .type = &muster_yaml_list,
     AT(RawDuty, segment),
     .count = offsetof(RawDuty, n_segments),
     .size = sizeof(RawSegment),
     .table = segment_keys,
     .help = "what is not plain work: breaks, meetings, work for some queues only"},
    {NULL},
};

static const MusterYamlKey uncovered_keys[] = {
    {.name = "start",
     .type = &muster_yaml_text,
     AT(RawUncovered, start),
     .required = TRUE,
     .help = "of the interval"},
    {.name = "queue", .type = &muster_yaml_text, AT(RawUncovered, queue), .help = "a queue"},
    {.name = "group", .type = &muster_yaml_text, AT(RawUncovered, group), .help = "a group"},
    {.name = "agents",
     .type = &muster_yaml_number,
     AT(RawUncovered, agents),
     .required = TRUE,
     .min = 0,
     .max = 1e6,
     .help = "missing on queue"},
    {.name = "blame",
     .type = &muster_yaml_text,
     AT(RawUncovered, blame),
     .help = "the rule that prevents it"},
    {NULL},
};

static const MusterYamlKey roster_keys[] = {
    {.name = "roster",
     .type = &muster_yaml_map,
     AT(RawRoster, figures),
     .table = model_figure_keys,
     .help = "cost, bound and cover"},
    {.name = "duties",
     .type = &muster_yaml_list,
     AT(RawRoster, duty),
     .count = offsetof(RawRoster, n_duties),
     .size = sizeof(RawDuty),
     .table = duty_keys,
     .check = check_duty,
     .help = "who works when"},
    {.name = "uncovered",
     .type = &muster_yaml_list,
     AT(RawRoster, uncovered),
     .count = offsetof(RawRoster, n_uncovered),
     .size = sizeof(RawUncovered),
     .table = uncovered_keys,
     .check = check_uncovered,
     .help = "cover that is missing after all"},
    {NULL},
};

/* --- reading --- */

static MusterMark
mark_of(const MusterYamlNode *node, const char *key)
{
  const MusterYamlNode *child = muster_yaml_get(node, key);
  return muster_yaml_mark(child != NULL ? child : node);
}

/* Fills duty->segment. FALSE with errors. */
static gboolean
read_segments(MusterYamlReader *yaml, const MusterYamlNode *node, const MomentSpan *span, const RawDuty *raw,
              MusterDuty *duty)
{
  RosterBuild *build = yaml->user;
  const MusterYamlNode *list = muster_yaml_get(node, "segments");
  const MusterYamlNode *child = list != NULL ? list->first : NULL;
  gboolean good = TRUE;
  duty->segment = raw->n_segments > 0 ? g_new0(MusterSegment, raw->n_segments) : NULL;
  for (int i = 0; i < raw->n_segments && child != NULL; i++, child = child->next) {
    const RawSegment *from = &raw->segment[i];
    MusterSegment *segment = &duty->segment[duty->n_segments];
    if (!moment_read_inside(yaml, build->centre, child, span, &segment->start, &segment->end)) {
      good = FALSE;
      continue;
    }
    segment->kind = (MusterActivityKind) from->activity;
    segment->name = g_strdup(from->name);
    segment->queues = from->queues;
    segment->paid = from->paid_given ? from->paid : roster_build_usually_paid(segment->kind);
    duty->n_segments++;
    if (segment->queues != 0 && segment->kind != MUSTER_ACTIVITY_WORK) {
      muster_faults_error(yaml->faults, mark_of(child, "queues"), NULL,
                          "queues: only work is limited to queues");
      good = FALSE;
    }
  }
  return good;
}

static void
check_duty(MusterYamlReader *yaml, const MusterYamlNode *node, gpointer object)
{
  RosterBuild *build = yaml->user;
  const RawDuty *raw = object;
  guint before = muster_faults_n_errors(yaml->faults);
  MusterDuty duty = {.person = -1, .group = -1, .shift = -1, .locked = raw->locked};
  MomentSpan span;
  if (raw->person != NULL)
    duty.person = roster_build_person(build, raw->person, mark_of(node, "person"));
  if (raw->group != NULL)
    duty.group = model_names_need(&build->groups, raw->group, mark_of(node, "group"), yaml->faults);
  else if (duty.person >= 0)
    duty.group = build->centre->person[duty.person].group;
  gboolean good = moment_read_span(yaml, build->centre, node, build->first_day, build->last_day, &span);
  if (raw->shift != NULL)
    duty.shift = model_names_need(&build->shifts, raw->shift, mark_of(node, "shift"), yaml->faults);
  else if (good && duty.person >= 0)
    duty.shift = roster_build_guess_shift(build, duty.person, &span);
  good = good && read_segments(yaml, node, &span, raw, &duty);
  if (!good || duty.person < 0 || duty.group < 0 || muster_faults_n_errors(yaml->faults) > before) {
    muster_duty_clear(&duty);
    return;
  }
  duty.day = span.day;
  duty.start = span.start;
  duty.end = span.end;
  roster_build_add(build, &duty, muster_yaml_mark(node));
}

static void
check_uncovered(MusterYamlReader *yaml, const MusterYamlNode *node, gpointer object)
{
  RosterBuild *build = yaml->user;
  const RawUncovered *raw = object;
  MusterUncovered uncovered = {.queue = -1, .group = -1, .agents = raw->agents};
  const MusterGrid *grid = build->centre->grid;
  gint64 utc = 0;
  MusterLocal local;
  if (raw->start == NULL || build->previous) /* what was short before is no matter now */
    return;
  gboolean good = muster_instant_parse(raw->start, build->centre->zone, &utc, &local);
  uncovered.interval = good ? muster_grid_find(grid, utc) : -1;
  if (uncovered.interval < 0 || grid->start[uncovered.interval] != utc) {
    muster_faults_error(yaml->faults, mark_of(node, "start"), NULL,
                        "start: '%s' is not the start of an interval of the horizon", raw->start);
    return;
  }
  if (raw->queue != NULL)
    uncovered.queue = model_names_need(&build->queues, raw->queue, mark_of(node, "queue"), yaml->faults);
  if (raw->group != NULL)
    uncovered.group = model_names_need(&build->groups, raw->group, mark_of(node, "group"), yaml->faults);
  uncovered.blame = g_strdup(raw->blame != NULL ? raw->blame : "");
  g_array_append_val(build->roster->uncovered, uncovered);
}

static const char *const *
scope_names(gpointer user, const char *scope)
{
  const RosterBuild *build = user;
  return strcmp(scope, "queue") == 0 ? build->queues.name : NULL;
}

void
roster_read_yaml(RosterBuild *build, MusterSource *source)
{
  g_autoptr(MusterYaml) tree = muster_yaml_parse(source, NULL, build->faults);
  if (tree == NULL)
    return;
  MusterYamlReader yaml = {.faults = build->faults, .user = build, .names = scope_names};
  RawRoster raw;
  muster_yaml_table_init(roster_keys, &raw);
  muster_yaml_table_read(&yaml, roster_keys, muster_yaml_root(tree), &raw);
  const ModelFigures *f = &raw.figures;
  MusterRoster *roster = build->roster;
  roster->cost = f->cost;
  roster->penalty = f->penalty;
  roster->objective = f->objective;
  roster->bound = f->bound;
  roster->gap = f->gap;
  roster->gap_avoidable = f->gap_avoidable;
  roster->paid_h = f->paid_h;
  roster->understaffed_h = f->understaffed_h;
  roster->overstaffed_h = f->overstaffed_h;
  roster->cut = f->cut;
  muster_yaml_table_clear(roster_keys, &raw);
}
