/* One question of `muster calc` and its answer: for people, as CSV, as JSON. */
#include "cli/calc_private.h"
#include <math.h>
#include <muster/csv.h>
#include <string.h>

enum { LABEL_WIDTH = 61 };

/* A question and its answer; columns are what some numbers give. */
typedef struct {
  const CalcModel *model;
  double *in;      /* [CALC_MAX_VALUES] */
  gboolean search; /* the smallest number was asked for … */
  double smallest[CALC_MAX_OUTPUTS];
  CalcWhy why;
  int n_columns; /* … then also with one less and one more */
  double count[3], with[3][CALC_MAX_OUTPUTS];
} Answer;

static const struct {
  guint bit;
  const char *name;
} targets[] = {
    {MUSTER_ERLANG_BINDS_SERVICE_LEVEL, "the service level"},
    {MUSTER_ERLANG_BINDS_ABANDON, "the abandoned share"},
    {MUSTER_ERLANG_BINDS_ASA, "the average speed of answer"},
    {MUSTER_ERLANG_BINDS_OCCUPANCY, "the occupancy"},
};

static char *
name_targets(guint which)
{
  GString *text = g_string_new(NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(targets); i++)
    if (which & targets[i].bit)
      g_string_append_printf(text, "%s%s", text->len > 0 ? " and " : "", targets[i].name);
  return g_string_free(text, FALSE);
}

static void
add_padded(GString *text, const char *label)
{
  g_string_append_printf(text, "  %s", label);
  for (glong n = g_utf8_strlen(label, -1); n < LABEL_WIDTH; n++)
    g_string_append_c(text, ' ');
}

/* Inputs that the question was made of. */
static gboolean
matters(const Answer *a, int i)
{
  const CalcInput *input = &a->model->input[i];
  if (isnan(a->in[i]) || (!a->search && input->target))
    return FALSE;
  if (strcmp(input->option, "short-abandon") == 0)
    return calc_given("short-abandon") != NULL;
  return input->kind != CALC_DEFINITION || !isnan(a->in[i + 1]); /* the service level's target comes next */
}

static void
add_inputs(GString *text, const Answer *a)
{
  g_string_append(text, "Given\n");
  for (int i = 0; a->model->input[i].column != NULL; i++) {
    const CalcInput *input = &a->model->input[i];
    if (!matters(a, i))
      continue;
    g_autofree char *value = calc_show(input->kind, a->in, i);
    add_padded(text, input->help);
    g_string_append_printf(text, " %s", value);
    if ((input->kind == CALC_LOAD || input->kind == CALC_RATE) && calc_given("contacts") != NULL)
      g_string_append_printf(text, "  (%s contacts per %s)", calc_given("contacts"), calc_given("per"));
    g_string_append_c(text, '\n');
  }
}

/* What the answer is and why it is not one less. */
static void
add_verdict(GString *text, const Answer *a)
{
  const CalcModel *m = a->model;
  if (isnan(a->smallest[0])) {
    g_autofree char *unmet = name_targets(a->why.unmet);
    g_string_append_printf(text, "\nNo number of %s keeps %s\n", m->wanted,
                           unmet[0] != '\0' ? unmet : "the target");
    return;
  }
  g_autofree char *number = calc_show(CALC_COUNT, a->smallest, 0);
  g_string_append_printf(text, "\nNeeded: %s %s", number, m->wanted);
  g_autofree char *binding = name_targets(a->why.binding);
  if (a->smallest[0] == 0.0)
    g_string_append(text, "; no contacts come");
  else if (a->why.binding & MUSTER_ERLANG_BINDS_LOAD)
    g_string_append(text, "; with one less the queue would grow for ever");
  else if (binding[0] != '\0')
    g_string_append_printf(text, "; one less would miss %s", binding);
  g_string_append_c(text, '\n');
}

static void
add_columns(GString *text, const Answer *a)
{
  gboolean endless = FALSE;
  g_string_append_printf(text, "\n%s\n", a->search ? "One less, and one more" : "Answer");
  if (a->search) {
    add_padded(text, a->model->wanted);
    for (int c = 0; c < a->n_columns; c++) {
      g_autofree char *value = calc_show(CALC_COUNT, a->count, c);
      g_string_append_printf(text, " %14s", value);
    }
    g_string_append_c(text, '\n');
  }
  for (int i = 0; a->model->with[i].column != NULL; i++) {
    add_padded(text, a->model->with[i].help);
    for (int c = 0; c < a->n_columns; c++) {
      g_autofree char *value = calc_show(a->model->with[i].kind, a->with[c], i);
      endless = endless || isnan(a->with[c][i]);
      g_string_append_printf(text, " %14s", value);
    }
    g_string_append_c(text, '\n');
  }
  if (endless)
    g_string_append(text, "  - : more work comes than so many can do, and the queue grows for ever\n");
}

static char *
answer_as_table(const Answer *a)
{
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, "%s: %s\n\n", a->model->name, a->model->summary);
  add_inputs(text, a);
  if (a->search)
    add_verdict(text, a);
  if (a->n_columns > 0)
    add_columns(text, a);
  g_string_append_printf(text, "\nFormula\n  %s\n  %s\n", a->model->formula, a->model->source);
  return g_string_free(text, FALSE);
}

static void
add_value(MusterJson *json, CalcKind kind, const double *in, int i)
{
  if (kind == CALC_DEFINITION)
    muster_json_string(json, calc_definition_name(in[i]));
  else if (isinf(in[i]))
    muster_json_string(json, "inf");
  else if (kind != CALC_TIMES)
    muster_json_number(json, in[i]);
  else {
    muster_json_begin_array(json, MUSTER_JSON_FLAT);
    for (int k = 0; k < (int) in[i]; k++)
      muster_json_number(json, in[CALC_LIST + k]);
    muster_json_end(json);
  }
}

static void
add_outputs(MusterJson *json, const char *name, const CalcOutput *output, const double *out)
{
  muster_json_key(json, name);
  muster_json_begin_object(json, MUSTER_JSON_LINES);
  for (int i = 0; output[i].column != NULL; i++) {
    muster_json_key(json, output[i].column);
    add_value(json, output[i].kind, out, i);
  }
  muster_json_end(json);
}

/* What every result means, in words. */
static void
add_definitions(MusterJson *json, const CalcModel *m)
{
  muster_json_key(json, "definition");
  muster_json_begin_object(json, MUSTER_JSON_LINES);
  for (int i = 0; m->with[i].column != NULL; i++) {
    muster_json_key(json, m->with[i].column);
    muster_json_string(json, m->with[i].help);
  }
  muster_json_end(json);
}

static void
add_unit(MusterJson *json, const char *column, CalcKind kind)
{
  if (calc_unit(kind) == NULL)
    return;
  muster_json_key(json, column);
  muster_json_string(json, calc_unit(kind));
}

static void
add_units(MusterJson *json, const Answer *a)
{
  muster_json_key(json, "units");
  muster_json_begin_object(json, MUSTER_JSON_LINES);
  for (int i = 0; a->model->input[i].column != NULL; i++)
    if (matters(a, i))
      add_unit(json, a->model->input[i].column, a->model->input[i].kind);
  for (int i = 0; a->model->with[i].column != NULL; i++)
    add_unit(json, a->model->with[i].column, a->model->with[i].kind);
  muster_json_end(json);
}

static char *
answer_as_json(const Answer *a)
{
  static const char *const beside[] = {"one_less", "with", "one_more"};
  const CalcModel *m = a->model;
  g_autoptr(MusterJson) json = muster_json_new();
  muster_json_begin_object(json, MUSTER_JSON_LINES);
  muster_json_key(json, "schema_version");
  muster_json_integer(json, 1);
  muster_json_key(json, "command");
  muster_json_string(json, "calc");
  muster_json_key(json, "model");
  muster_json_string(json, m->name);
  muster_json_key(json, "formula");
  muster_json_string(json, m->formula);
  muster_json_key(json, "inputs");
  muster_json_begin_object(json, MUSTER_JSON_LINES);
  for (int i = 0; m->input[i].column != NULL; i++)
    if (matters(a, i)) {
      muster_json_key(json, m->input[i].column);
      add_value(json, m->input[i].kind, a->in, i);
    }
  muster_json_end(json);
  add_units(json, a);
  add_definitions(json, m);
  add_outputs(json, "result", a->search ? m->smallest : m->with, a->search ? a->smallest : a->with[0]);
  for (int c = 0; a->search && c < a->n_columns; c++)
    add_outputs(json, beside[(int) (a->count[c] - a->smallest[0]) + 1], m->with, a->with[c]);
  muster_json_end(json);
  return muster_json_finish(json);
}

/* The rows of a batch of one. */
static char *
answer_as_csv(const Answer *a)
{
  g_autoptr(MusterCsvWriter) writer = muster_csv_writer_new(NULL);
  const CalcOutput *output = a->search ? a->model->smallest : a->model->with;
  for (int i = 0; a->model->input[i].column != NULL; i++)
    if (matters(a, i))
      muster_csv_add_text(writer, a->model->input[i].column);
  for (int i = 0; output[i].column != NULL; i++)
    muster_csv_add_text(writer, output[i].column);
  muster_csv_end_row(writer);
  for (int i = 0; a->model->input[i].column != NULL; i++)
    if (matters(a, i))
      calc_write(writer, a->model->input[i].kind, a->in, i);
  for (int i = 0; output[i].column != NULL; i++)
    muster_csv_add_double(writer, a->search ? a->smallest[i] : a->with[0][i]);
  muster_csv_end_row(writer);
  return muster_csv_finish(writer, NULL, NULL);
}

/* With one less than the smallest number, with it, with one more: whichever can be computed. */
static void
look_around(Answer *a)
{
  for (int step = -1; step <= 1; step++) {
    a->in[a->model->sought] = a->smallest[0] + step;
    g_autoptr(GError) error = NULL;
    if (a->in[a->model->sought] < 0.0 || !a->model->evaluate(a->in, a->with[a->n_columns], &error))
      continue;
    a->count[a->n_columns++] = a->in[a->model->sought];
  }
  a->in[a->model->sought] = NAN;
}

static gboolean
any_target_given(const CalcModel *model)
{
  for (int i = 0; model->input[i].column != NULL; i++)
    if (model->input[i].target && model->input[i].kind != CALC_DEFINITION &&
        calc_given(model->input[i].option) != NULL)
      return TRUE;
  return FALSE;
}

int
calc_answer(const CommandShared *shared, const CalcModel *model)
{
  double in[CALC_MAX_VALUES];
  const char *number = model->input[model->sought].option;
  Answer a = {.model = model, .in = in, .search = calc_given(number) == NULL};
  if (a.search && model->smallest == NULL)
    return command_usage(shared, "%s needs --%s", model->name, number);
  if (a.search && !any_target_given(model))
    return command_usage(shared, "give --%s, or a target to look for the smallest number", number);
  int status = calc_collect(shared, model, in);
  if (status != MUSTER_EXIT_OK)
    return status;
  GError *error = NULL;
  if (!(a.search ? model->search(in, a.smallest, &a.why, &error) : model->evaluate(in, a.with[0], &error))) {
    g_printerr("muster calc: %s\n", error->message);
    g_error_free(error);
    return MUSTER_EXIT_INPUT;
  }
  gboolean met = !a.search || !isnan(a.smallest[0]);
  if (!a.search)
    a.n_columns = 1;
  else if (met)
    look_around(&a);
  g_autofree char *text = strcmp(shared->format, "json") == 0  ? answer_as_json(&a)
                          : strcmp(shared->format, "csv") == 0 ? answer_as_csv(&a)
                                                               : answer_as_table(&a);
  status = command_emit(shared, text);
  return status == MUSTER_EXIT_OK && !met ? MUSTER_EXIT_TARGET : status;
}
