/* The plan's file (include/muster/model/plan.h describes it). */
#include <muster/model/plan.h>
#include "model/figures_private.h"
#include "model/moment_private.h"
#include "model/names_private.h"
#include <math.h>
#include <stddef.h>
#include <string.h>

/* --- what the file holds, before it means something --- */

typedef struct {
  char *name, *start, *end;
  gboolean paid;
} RawPause;

typedef struct {
  char *group, *shift, *start, *end;
  MusterDay day;
  int count;
  int n_pauses;
  RawPause *pause;
} RawShift;

typedef struct {
  ModelFigures figures;
  int n_shifts;
  RawShift *shift;
} RawPlan;

typedef struct {
  const MusterCentre *centre;
  ModelNames groups, shifts;
  MusterPlan *plan;
} Reader;

static void check_shift(MusterYamlReader *yaml, const MusterYamlNode *node, gpointer object);

#define AT(type, field) .offset = offsetof(type, field)

static const MusterYamlKey pause_keys[] = {
    {.name = "name",
     .type = &muster_yaml_text,
     AT(RawPause, name),
     .required = TRUE,
     .help = "of the break or activity"},
    {.name = "start", .type = &muster_yaml_text, AT(RawPause, start), .required = TRUE, .help = "local time"},
    {.name = "end", .type = &muster_yaml_text, AT(RawPause, end), .required = TRUE, .help = "local time"},
    {.name = "paid",
     .type = &muster_yaml_boolean,
     AT(RawPause, paid),
     .standard = "no",
     .help = "is it paid time?"},
    {NULL},
};

static const MusterYamlKey shift_keys[] = {
    {.name = "day",
     .type = &muster_yaml_date,
     AT(RawShift, day),
     .required = TRUE,
     .help = "the local day it starts"},
    {.name = "group",
     .type = &muster_yaml_text,
     AT(RawShift, group),
     .required = TRUE,
     .help = "a group of the centre"},
    {.name = "shift",
     .type = &muster_yaml_text,
     AT(RawShift, shift),
     .required = TRUE,
     .help = "a shift of the centre"},
    {.name = "start", .type = &muster_yaml_text, AT(RawShift, start), .required = TRUE, .help = "local time"},
    {.name = "end",
     .type = &muster_yaml_text,
     AT(RawShift, end),
     .required = TRUE,
     .help = "local time, the next day's if it is not behind the start"},
    {.name = "count",
     .type = &muster_yaml_integer,
     AT(RawShift, count),
     .standard = "1",
     .min = 1,
     .max = 1e6,
     .help = "how many people work exactly this"},
    {.name = "pauses",
     .type = &muster_yaml_list,
     AT(RawShift, pause),
     .count = offsetof(RawShift, n_pauses),
     .size = sizeof(RawPause),
     .table = pause_keys,
     .help = "breaks and activities, not on queue"},
    {NULL},
};

static const MusterYamlKey plan_keys[] = {
    {.name = "plan",
     .type = &muster_yaml_map,
     AT(RawPlan, figures),
     .table = model_figure_keys,
     .help = "cost, bound and cover"},
    {.name = "shifts",
     .type = &muster_yaml_list,
     AT(RawPlan, shift),
     .count = offsetof(RawPlan, n_shifts),
     .size = sizeof(RawShift),
     .table = shift_keys,
     .check = check_shift,
     .help = "shifts by day, group and form"},
    {NULL},
};

/* --- reading --- */

static int
compare_pauses(gconstpointer a, gconstpointer b)
{
  const MusterPause *x = a, *y = b;
  return x->start != y->start ? (x->start < y->start ? -1 : 1) : (x->end > y->end) - (x->end < y->end);
}

/* Fills shift->pause. FALSE with errors. */
static gboolean
read_pauses(MusterYamlReader *yaml, const MusterYamlNode *node, const MomentSpan *span, const RawShift *raw,
            MusterPlanShift *shift)
{
  Reader *r = yaml->user;
  const MusterYamlNode *list = muster_yaml_get(node, "pauses");
  const MusterYamlNode *child = list != NULL ? list->first : NULL;
  gboolean good = TRUE;
  shift->pause = raw->n_pauses > 0 ? g_new0(MusterPause, raw->n_pauses) : NULL;
  for (int i = 0; i < raw->n_pauses && child != NULL; i++, child = child->next) {
    MusterPause *pause = &shift->pause[shift->n_pauses];
    if (raw->pause[i].name == NULL ||
        !moment_read_inside(yaml, r->centre, child, span, &pause->start, &pause->end)) {
      good = FALSE;
      continue;
    }
    pause->name = g_strdup(raw->pause[i].name);
    pause->paid = raw->pause[i].paid;
    shift->n_pauses++;
  }
  if (shift->n_pauses > 1)
    qsort(shift->pause, (gsize) shift->n_pauses, sizeof *shift->pause, compare_pauses);
  for (int i = 1; i < shift->n_pauses; i++)
    if (shift->pause[i].start < shift->pause[i - 1].end) {
      muster_faults_error(yaml->faults, muster_yaml_mark(list), NULL, "the pauses '%s' and '%s' overlap",
                          shift->pause[i - 1].name, shift->pause[i].name);
      good = FALSE;
    }
  return good;
}

static int
find_name(MusterYamlReader *yaml, const ModelNames *names, const MusterYamlNode *node, const char *key,
          const char *text)
{
  return text == NULL
             ? -1
             : model_names_need(names, text, muster_yaml_mark(muster_yaml_get(node, key)), yaml->faults);
}

static void
check_shift(MusterYamlReader *yaml, const MusterYamlNode *node, gpointer object)
{
  Reader *r = yaml->user;
  const RawShift *raw = object;
  guint before = muster_faults_n_errors(yaml->faults);
  MusterPlanShift shift = {.count = raw->count};
  MomentSpan span;
  shift.group = find_name(yaml, &r->groups, node, "group", raw->group);
  shift.shift = find_name(yaml, &r->shifts, node, "shift", raw->shift);
  gboolean good = moment_read_span(yaml, r->centre, node, r->centre->from, r->centre->to, &span) &&
                  read_pauses(yaml, node, &span, raw, &shift);
  if (!good || shift.group < 0 || shift.shift < 0 || muster_faults_n_errors(yaml->faults) > before) {
    muster_plan_shift_clear(&shift);
    return;
  }
  shift.day = span.day;
  shift.start = span.start;
  shift.end = span.end;
  muster_plan_add(r->plan, &shift);
}

MusterPlan *
muster_plan_read(const MusterCentre *centre, MusterSource *source, MusterFaults *faults)
{
  guint before = muster_faults_n_errors(faults);
  g_autoptr(MusterYaml) tree = muster_yaml_parse(source, NULL, faults);
  if (tree == NULL)
    return NULL;
  g_autoptr(MusterPlan) plan = muster_plan_new(centre);
  Reader reader = {.centre = centre, .plan = plan};
  model_names_of_groups(&reader.groups, centre);
  model_names_of_shifts(&reader.shifts, centre);
  MusterYamlReader yaml = {.faults = faults, .user = &reader};
  RawPlan raw;
  muster_yaml_table_init(plan_keys, &raw);
  muster_yaml_table_read(&yaml, plan_keys, muster_yaml_root(tree), &raw);
  const ModelFigures *f = &raw.figures;
  plan->cost = f->cost;
  plan->penalty = f->penalty;
  plan->objective = f->objective;
  plan->bound = f->bound;
  plan->gap = f->gap;
  plan->paid_h = f->paid_h;
  plan->understaffed_h = f->understaffed_h;
  plan->overstaffed_h = f->overstaffed_h;
  plan->cut = f->cut;
  muster_yaml_table_clear(plan_keys, &raw);
  model_names_clear(&reader.groups);
  model_names_clear(&reader.shifts);
  return muster_faults_n_errors(faults) == before ? g_steal_pointer(&plan) : NULL;
}

/* --- writing --- */

static void
write_pauses(MusterYaml *tree, MusterYamlNode *node, const MusterPlanShift *shift, const MusterCentre *centre)
{
  if (shift->n_pauses == 0)
    return;
  MusterYamlNode *list = muster_yaml_add_list(tree, node, "pauses");
  for (int i = 0; i < shift->n_pauses; i++) {
    const MusterPause *pause = &shift->pause[i];
    MusterYamlNode *map = muster_yaml_add_map(tree, list, NULL);
    muster_yaml_add_text(tree, map, "name", pause->name);
    moment_write(tree, map, "start", centre, pause->start, shift->day, shift->start);
    moment_write(tree, map, "end", centre, pause->end, shift->day, pause->start + 1);
    muster_yaml_add_plain(tree, map, "paid", pause->paid ? "yes" : "no");
  }
}

static void
write_shift(MusterYaml *tree, MusterYamlNode *list, const MusterPlanShift *shift, const MusterCentre *centre)
{
  MusterYamlNode *map = muster_yaml_add_map(tree, list, NULL);
  muster_yaml_set_flow(map);
  moment_write_day(tree, map, shift->day);
  muster_yaml_add_text(tree, map, "group", centre->group[shift->group].name);
  muster_yaml_add_text(tree, map, "shift", centre->shift[shift->shift].name);
  gint64 midnight;
  muster_zone_to_utc(centre->zone, shift->day, 0, &midnight);
  moment_write(tree, map, "start", centre, shift->start, shift->day, midnight);
  moment_write(tree, map, "end", centre, shift->end, shift->day, shift->start + 1);
  muster_yaml_add_number(tree, map, "count", shift->count);
  write_pauses(tree, map, shift, centre);
}

char *
muster_plan_write(const MusterPlan *plan, const MusterCentre *centre)
{
  g_autoptr(MusterYaml) tree = muster_yaml_new(MUSTER_YAML_MAP);
  MusterYamlNode *root = muster_yaml_root(tree);
  ModelFigures figures = {.cost = plan->cost,
                          .penalty = plan->penalty,
                          .objective = plan->objective,
                          .bound = plan->bound,
                          .gap = plan->gap,
                          .gap_avoidable = NAN,
                          .paid_h = plan->paid_h,
                          .understaffed_h = plan->understaffed_h,
                          .overstaffed_h = plan->overstaffed_h,
                          .cut = plan->cut};
  model_figures_write(tree, muster_yaml_add_map(tree, root, "plan"), &figures);
  MusterYamlNode *list = muster_yaml_add_list(tree, root, "shifts");
  for (guint i = 0; i < plan->shifts->len; i++)
    write_shift(tree, list, &g_array_index(plan->shifts, MusterPlanShift, i), centre);
  return muster_yaml_emit(root);
}
