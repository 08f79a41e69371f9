/* muster calc MODEL: one formula at once, or a batch. */
#include "cli/calc_private.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* One string per option; which of them a model takes, its record says. */
static struct {
  char *load, *contacts, *per, *handle_time, *patience, *agents, *servers, *within;
  char *service_level, *definition, *max_block, *max_abandon, *max_occupancy, *max_asa, *batch;
  char *lines, *redial_abandoned, *redial_blocked;
} given;

static const GOptionEntry options[] = {
  { "load", 0, 0, G_OPTION_ARG_STRING, &given.load, "Offered load in erlangs", "ERLANGS" },
  { "contacts", 0, 0, G_OPTION_ARG_STRING, &given.contacts, "Instead of --load: contacts …", "N" },
  { "per", 0, 0, G_OPTION_ARG_STRING, &given.per, "… in so long ('30 min')", "TIME" },
  { "handle-time", 0, 0, G_OPTION_ARG_STRING, &given.handle_time, "Mean handle time", "TIME" },
  { "patience", 0, 0, G_OPTION_ARG_STRING, &given.patience, "Mean patience (inf: none abandons)", "TIME" },
  { "agents", 0, 0, G_OPTION_ARG_STRING, &given.agents, "Agents on queue; without it the smallest number is looked for", "N" },
  { "servers", 0, 0, G_OPTION_ARG_STRING, &given.servers, "Servers or lines (erlang-b)", "N" },
  { "within", 0, 0, G_OPTION_ARG_STRING, &given.within, "Threshold of the service level (default 20 s)", "TIME" },
  { "service-level", 0, 0, G_OPTION_ARG_STRING, &given.service_level, "Target: service level at least", "SHARE" },
  { "definition", 0, 0, G_OPTION_ARG_STRING, &given.definition, "Of the service level: offered, answered, ab_as_good, excl_short_ab, virtual", "NAME" },
  { "max-block", 0, 0, G_OPTION_ARG_STRING, &given.max_block, "Target: blocked share at most", "SHARE" },
  { "max-abandon", 0, 0, G_OPTION_ARG_STRING, &given.max_abandon, "Target: abandoned share at most", "SHARE" },
  { "max-occupancy", 0, 0, G_OPTION_ARG_STRING, &given.max_occupancy, "Target: occupancy at most", "SHARE" },
  { "max-asa", 0, 0, G_OPTION_ARG_STRING, &given.max_asa, "Target: average speed of answer at most", "TIME" },
  { "lines", 0, 0, G_OPTION_ARG_STRING, &given.lines, "Lines in all, those being served included (lines, erlang-x)", "N" },
  { "redial-abandoned", 0, 0, G_OPTION_ARG_STRING, &given.redial_abandoned, "Share that calls again after abandoning (erlang-x)", "SHARE" },
  { "redial-blocked", 0, 0, G_OPTION_ARG_STRING, &given.redial_blocked, "Share that calls again after a busy line (erlang-x)", "SHARE" },
  { "batch", 0, 0, G_OPTION_ARG_FILENAME, &given.batch, "Answer every row of a CSV file", "FILE" },
  { NULL },
};

static const char *
given_text(const char *option)
{
  for (const GOptionEntry *e = options; e->long_name != NULL; e++)
    if (strcmp(e->long_name, option) == 0)
      return *(char **) e->arg_data;
  return NULL;
}

/* FALSE with why (transfer full) when `text` is no value of that kind. */
static gboolean
parse_value(CalcKind kind, const char *text, double *value, char **why)
{
  *why = NULL;
  switch (kind) {
  case CALC_TIME:
    if (strcmp(text, "inf") == 0) {
      *value = INFINITY;
      return TRUE;
    }
    return muster_parse_duration(text, value, why);
  case CALC_SHARE:
    return muster_parse_share(text, value, why);
  case CALC_DEFINITION:
    return calc_parse_definition(text, value);
  case CALC_COUNT:
    if (!muster_parse_number(text, value, why))
      return FALSE;
    if (*value >= 0.0 && *value <= 1e9 && *value == floor(*value))
      return TRUE;
    *why = g_strdup("a whole number is needed");
    return FALSE;
  case CALC_NUMBER:
  default:
    return muster_parse_number(text, value, why);
  }
}

/* contacts × handle time / period. */
static gboolean
load_of_contacts(const CommandShared *shared, double handle_s, double *load)
{
  g_autofree char *why = NULL, *why_per = NULL;
  double contacts, per_s;
  if (given.per == NULL || !muster_parse_number(given.contacts, &contacts, &why) ||
      !muster_parse_duration(given.per, &per_s, &why_per) || !(per_s > 0.0) || !(contacts >= 0.0)) {
    command_usage(shared, "--contacts takes a number and needs --per with a time, as in --contacts 100 --per '30 min'");
    return FALSE;
  }
  *load = contacts * handle_s / per_s;
  return TRUE;
}

static gboolean
collect_inputs(const CommandShared *shared, const CalcModel *model, double *in)
{
  double handle_s = NAN;
  int load_place = -1;
  for (int i = 0; model->input[i].column != NULL; i++) {
    const CalcInput *input = &model->input[i];
    const char *text = given_text(input->option);
    g_autofree char *why = NULL;
    in[i] = input->standard;
    if (text == NULL && strcmp(input->option, "within") == 0)
      in[i] = 20.0;
    else if (text == NULL && strcmp(input->option, "load") == 0 && given.contacts != NULL)
      load_place = i;
    else if (text == NULL && input->must && i != 0 && !input->target)
      return command_usage(shared, "%s needs --%s: %s", model->name, input->option, input->help), FALSE;
    else if (text != NULL && !parse_value(input->kind, text, &in[i], &why))
      return command_usage(shared, "--%s '%s': %s", input->option, text, why != NULL ? why : "no such name"), FALSE;
    if (strcmp(input->option, "handle-time") == 0)
      handle_s = in[i];
  }
  if (load_place >= 0 && isnan(handle_s)) {
    command_usage(shared, "--contacts needs a model with --handle-time; give --load");
    return FALSE;
  }
  return load_place < 0 || load_of_contacts(shared, handle_s, &in[load_place]);
}

static void
refuse_strangers(const CalcModel *model, GString *strangers)
{
  for (const GOptionEntry *e = options; e->long_name != NULL; e++) {
    gboolean known = strcmp(e->long_name, "batch") == 0 || strcmp(e->long_name, "contacts") == 0 || strcmp(e->long_name, "per") == 0;
    for (int i = 0; model->input[i].column != NULL && !known; i++)
      known = strcmp(model->input[i].option, e->long_name) == 0;
    if (!known && *(char **) e->arg_data != NULL)
      g_string_append_printf(strangers, " --%s", e->long_name);
  }
}

static char *
show_value(CalcKind kind, double value)
{
  if (isnan(value))
    return g_strdup("-");
  if (isinf(value))
    return g_strdup("inf");
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  switch (kind) {
  case CALC_SHARE:
    return g_strdup_printf("%s %%", g_ascii_formatd(digits, sizeof digits, "%.4f", 100.0 * value));
  case CALC_TIME:
    return g_strdup_printf("%s s", g_ascii_formatd(digits, sizeof digits, "%.3f", value));
  case CALC_COUNT:
    return g_strdup(g_ascii_formatd(digits, sizeof digits, "%.0f", value));
  case CALC_DEFINITION:
    return g_strdup(muster_service_level_text((MusterServiceLevel) value));
  case CALC_NUMBER:
  default:
    return g_strdup(g_ascii_formatd(digits, sizeof digits, "%.6g", value));
  }
}

static void
show_line(GString *text, CalcKind kind, const char *help, double value)
{
  g_autofree char *shown = show_value(kind, value);
  g_string_append_printf(text, "  %-46s %s\n", help, shown);
}

static char *
answer_as_table(const CalcModel *model, gboolean with, const double *in, const double *out, const double *service)
{
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, "%s: %s\n%s\n\ninputs\n", model->name, model->summary, model->formula);
  for (int i = 0; model->input[i].column != NULL; i++)
    if (!isnan(in[i]) && (with ? !model->input[i].target : i > 0))
      show_line(text, model->input[i].kind, model->input[i].help, in[i]);
  g_string_append(text, with ? "\nresult\n" : "\nsmallest number\n");
  const CalcOutput *output = with ? model->with : model->smallest;
  for (int i = 0; output[i].column != NULL; i++)
    show_line(text, output[i].kind, output[i].help, out[i]);
  if (!with && service != NULL) {
    g_string_append(text, "\nwith that many\n");
    for (int i = 0; model->with[i].column != NULL; i++)
      show_line(text, model->with[i].kind, model->with[i].help, service[i]);
  }
  return g_string_free(text, FALSE);
}

static void
add_member(MusterJson *json, const char *name, CalcKind kind, double value)
{
  muster_json_key(json, name);
  if (kind == CALC_DEFINITION)
    muster_json_string(json, calc_definition_name(value));
  else
    muster_json_number(json, value);
}

static char *
answer_as_json(const CalcModel *model, gboolean with, const double *in, const double *out)
{
  g_autoptr(MusterJson) json = muster_json_new();
  muster_json_begin_object(json, MUSTER_JSON_LINES);
  muster_json_key(json, "schema_version");
  muster_json_integer(json, 1);
  muster_json_key(json, "command");
  muster_json_string(json, "calc");
  muster_json_key(json, "model");
  muster_json_string(json, model->name);
  muster_json_key(json, "formula");
  muster_json_string(json, model->formula);
  muster_json_key(json, "inputs");
  muster_json_begin_object(json, MUSTER_JSON_LINES);
  for (int i = 0; model->input[i].column != NULL; i++)
    if (!isnan(in[i]))
      add_member(json, model->input[i].column, model->input[i].kind, in[i]);
  muster_json_end(json);
  muster_json_key(json, "result");
  muster_json_begin_object(json, MUSTER_JSON_LINES);
  const CalcOutput *output = with ? model->with : model->smallest;
  for (int i = 0; output[i].column != NULL; i++)
    add_member(json, output[i].column, output[i].kind, out[i]);
  muster_json_end(json);
  muster_json_end(json);
  return muster_json_finish(json);
}

static int
answer_one(const CommandShared *shared, const CalcModel *model)
{
  double in[CALC_MAX_INPUTS], out[CALC_MAX_OUTPUTS], service[CALC_MAX_OUTPUTS];
  g_autoptr(GString) strangers = g_string_new(NULL);
  refuse_strangers(model, strangers);
  if (strangers->len > 0)
    return command_usage(shared, "%s takes no%s", model->name, strangers->str);
  if (!collect_inputs(shared, model, in))
    return MUSTER_EXIT_USAGE;
  gboolean with = given_text(model->input[0].option) != NULL;
  gboolean asked = with;
  for (int i = 0; model->input[i].column != NULL; i++)
    asked = asked || (model->input[i].target && given_text(model->input[i].option) != NULL);
  if (!with && model->smallest == NULL)
    return command_usage(shared, "%s needs --%s", model->name, model->input[0].option);
  if (!asked)
    return command_usage(shared, "give --%s, or a target to look for the smallest number", model->input[0].option);
  GError *error = NULL;
  if (!(with ? model->evaluate : model->search)(in, out, &error)) {
    command_usage(shared, "%s", error->message);
    g_error_free(error);
    return MUSTER_EXIT_USAGE;
  }
  gboolean met = with || !isnan(out[0]);
  gboolean have_service = FALSE;
  if (!with && met) {
    in[0] = out[0];
    have_service = model->evaluate(in, service, NULL);
    in[0] = NAN;
  }
  g_autofree char *text = strcmp(shared->format, "json") == 0
                            ? answer_as_json(model, with, in, out)
                            : answer_as_table(model, with, in, out, have_service ? service : NULL);
  int status = command_emit(shared, text);
  if (status == MUSTER_EXIT_OK && !met) {
    command_say(shared, "muster calc: no number of agents keeps these targets");
    return MUSTER_EXIT_TARGET;
  }
  return status;
}

static int
run(const CommandShared *shared, G_GNUC_UNUSED int n_arguments, char **argument)
{
  const CalcModel *model = NULL;
  g_autoptr(GString) names = g_string_new(NULL);
  for (const CalcModel *const *m = calc_models(); *m != NULL; m++) {
    if (strcmp((*m)->name, argument[0]) == 0)
      model = *m;
    g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", (*m)->name);
  }
  if (model == NULL)
    return command_usage(shared, "no model is called '%s'; there are %s", argument[0], names->str);
  return given.batch != NULL ? calc_batch(shared, model, given.batch) : answer_one(shared, model);
}

const MusterCommand command_calc = {
  .name = "calc",
  .summary = "Answer one queueing formula, or a whole file of them",
  .arguments = "MODEL",
  .about = "MODEL is erlang-b, erlang-c, erlang-a, lines or erlang-x. With --agents (--servers) it says what service they give; without it, the\n"
           "smallest number that keeps the targets. Times carry a unit ('3 min'), shares a percent sign ('80 %').\n"
           "--batch reads the model's columns by name, ignores others, and writes inputs and results row for row.",
  .examples = "# what do 50 agents give?\n"
              "muster calc erlang-a --load 48 --handle-time '1 min' --patience '2 min' --agents 50 --within '20 s'\n"
              "# how many for 80 % in 20 s?\n"
              "muster calc erlang-c --contacts 100 --per '30 min' --handle-time '4 min' --service-level '80 %'\n"
              "# a file of questions\n"
              "muster calc erlang-c --batch questions.csv -o answers.csv",
  .formats = "table|csv|json",
  .takes = TAKES_OUTPUT | TAKES_FORMAT | TAKES_JOBS,
  .options = options,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
