/* muster calc MODEL: one formula at once, or a batch. */
#include "cli/calc_private.h"
#include <math.h>
#include <string.h>

/* One string per option; which of them a model takes, its record says. */
static struct {
  char *load, *contacts, *per, *handle_time, *pace, *patience, *agents, *servers, *within;
  char *service_level, *definition, *short_abandon, *max_block, *max_abandon, *max_occupancy, *max_asa;
  char *lines, *redial_abandoned, *redial_blocked, *staff_drop, *batch;
} given;

static const GOptionEntry options[] = {
    {"load", 0, 0, G_OPTION_ARG_STRING, &given.load, "Offered load in erlangs", "ERLANGS"},
    {"contacts", 0, 0, G_OPTION_ARG_STRING, &given.contacts,
     "Instead of --load: so many contacts … (day: a list, one number per interval)", "N"},
    {"per", 0, 0, G_OPTION_ARG_STRING, &given.per, "… in so long, as '30 min' (day: the interval)", "TIME"},
    {"handle-time", 0, 0, G_OPTION_ARG_STRING, &given.handle_time,
     "Mean handle time (chat: a list, with 1, 2, … chats open; day: one, or a list)", "TIME"},
    {"pace", 0, 0, G_OPTION_ARG_STRING, &given.pace,
     "Instead of a list of handle times: speed of each chat with 1, 2, … open, as '100 %, 62 %' (chat)",
     "SHARES"},
    {"patience", 0, 0, G_OPTION_ARG_STRING, &given.patience, "Mean patience (inf: nobody abandons)", "TIME"},
    {"agents", 0, 0, G_OPTION_ARG_STRING, &given.agents,
     "Agents on queue; without it the smallest number for the targets is looked for (day: a list)", "N"},
    {"servers", 0, 0, G_OPTION_ARG_STRING, &given.servers, "Servers, or lines where nobody waits (erlang-b)",
     "N"},
    {"lines", 0, 0, G_OPTION_ARG_STRING, &given.lines,
     "Lines in all, those being served included (lines, erlang-x); without it the fewest for --max-block "
     "(lines)",
     "N"},
    {"within", 0, 0, G_OPTION_ARG_STRING, &given.within, "Threshold of the service level (default 20 s)",
     "TIME"},
    {"service-level", 0, 0, G_OPTION_ARG_STRING, &given.service_level, "Target: service level at least",
     "SHARE"},
    {"definition", 0, 0, G_OPTION_ARG_STRING, &given.definition,
     "Of the service level: offered, answered, ab_as_good, excl_short_ab, short_ab_as_good, virtual", "NAME"},
    {"short-abandon", 0, 0, G_OPTION_ARG_STRING, &given.short_abandon,
     "What is a short abandonment (default 5 s; definition short_ab_as_good)", "TIME"},
    {"max-block", 0, 0, G_OPTION_ARG_STRING, &given.max_block, "Target: blocked share at most", "SHARE"},
    {"max-abandon", 0, 0, G_OPTION_ARG_STRING, &given.max_abandon, "Target: abandoned share at most",
     "SHARE"},
    {"max-occupancy", 0, 0, G_OPTION_ARG_STRING, &given.max_occupancy, "Target: occupancy at most", "SHARE"},
    {"max-asa", 0, 0, G_OPTION_ARG_STRING, &given.max_asa, "Target: average speed of answer at most", "TIME"},
    {"redial-abandoned", 0, 0, G_OPTION_ARG_STRING, &given.redial_abandoned,
     "Share that calls again after abandoning (erlang-x)", "SHARE"},
    {"redial-blocked", 0, 0, G_OPTION_ARG_STRING, &given.redial_blocked,
     "Share that calls again after a busy line (erlang-x)", "SHARE"},
    {"staff-drop", 0, 0, G_OPTION_ARG_STRING, &given.staff_drop,
     "Who goes when staff drops: exh-idle (default), exh-random, preempt (day)", "NAME"},
    {"batch", 0, 0, G_OPTION_ARG_FILENAME, &given.batch, "Answer every row of a CSV file; writes CSV",
     "FILE"},
    {NULL},
};

const char *
calc_given(const char *option)
{
  for (const GOptionEntry *e = options; e->long_name != NULL; e++)
    if (strcmp(e->long_name, option) == 0)
      return *(char **) e->arg_data;
  return NULL;
}

/* --contacts … --per …, per second. */
static gboolean
contacts_per_s(const CommandShared *shared, double *per_s)
{
  g_autofree char *why = NULL, *why_per = NULL;
  double contacts, span_s;
  if (given.per == NULL || !muster_parse_number(given.contacts, &contacts, &why) ||
      !muster_parse_duration(given.per, &span_s, &why_per) || !(span_s > 0.0) || !(contacts >= 0.0)) {
    command_usage(
        shared,
        "--contacts takes a number from 0 and needs --per with a time, as in --contacts 100 --per '30 min'");
    return FALSE;
  }
  *per_s = contacts / span_s;
  return TRUE;
}

/* A chat's handle time with 1, 2, … open from the one without others and the paces. */
static gboolean
apply_paces(const CommandShared *shared, double *in, int i)
{
  g_auto(GStrv) part = g_strsplit(given.pace, ",", -1);
  guint n = g_strv_length(part);
  double alone_s = in[CALC_LIST];
  if (in[i] != 1.0 || n > CALC_MAX_LIST) {
    command_usage(shared, "--pace takes up to %d shares, and goes with one --handle-time", CALC_MAX_LIST);
    return FALSE;
  }
  for (guint k = 0; k < n; k++) {
    g_autofree char *why = NULL;
    double pace;
    if (!muster_parse_share(part[k], &pace, &why) || !(pace > 0.0)) {
      command_usage(shared, "--pace '%s': %s", part[k], why != NULL ? why : "a share above 0 is needed");
      return FALSE;
    }
    in[CALC_LIST + k] = alone_s / pace;
  }
  in[i] = n;
  return TRUE;
}

static gboolean
collect_one(const CommandShared *shared, const CalcModel *model, int i, double *in)
{
  const CalcInput *input = &model->input[i];
  const char *text = calc_given(input->option);
  g_autofree char *why = NULL;
  in[i] = input->standard;
  if (text != NULL && !calc_parse(input->kind, text, in, i, &why)) {
    command_usage(shared, "--%s '%s': %s", input->option, text, why);
    return FALSE;
  }
  if (text == NULL && strcmp(input->option, "within") == 0)
    in[i] = 20.0;
  else if (text == NULL && input->must && i != model->sought && !input->target) {
    command_usage(shared, "%s needs --%s: %s", model->name, input->option, input->help);
    return FALSE;
  }
  return input->kind != CALC_TIMES || given.pace == NULL || apply_paces(shared, in, i);
}

int
calc_collect(const CommandShared *shared, const CalcModel *model, double *in)
{
  double handle_s = NAN, per_s = NAN;
  int load = -1;
  for (int i = 0; model->input[i].column != NULL; i++) {
    const CalcInput *input = &model->input[i];
    if ((input->kind == CALC_LOAD || input->kind == CALC_RATE) && given.contacts != NULL) {
      load = i;
      if (!contacts_per_s(shared, &per_s))
        return MUSTER_EXIT_USAGE;
    } else if (!collect_one(shared, model, i, in))
      return MUSTER_EXIT_USAGE;
    if (strcmp(input->option, "handle-time") == 0)
      handle_s = in[i];
  }
  for (int i = 1; model->input[i].column != NULL; i++)
    if (model->input[i].kind == CALC_TIMES && model->input[i - 1].kind == CALC_SLOTS)
      in[i - 1] = in[i];
  if (load < 0)
    return MUSTER_EXIT_OK;
  gboolean rate = model->input[load].kind == CALC_RATE;
  if (!rate && given.load != NULL)
    return command_usage(shared, "--load and --contacts say the same: give one of them");
  if (!rate && isnan(handle_s))
    return command_usage(shared, "%s has no handle time to turn --contacts into a load: give --load",
                         model->name);
  in[load] = rate ? per_s : per_s * handle_s;
  return MUSTER_EXIT_OK;
}

/* Options that are given and that the model does not take, each after a blank. */
static void
find_strangers(const char *const *known, GString *strangers)
{
  for (const GOptionEntry *e = options; e->long_name != NULL; e++)
    if (*(char **) e->arg_data != NULL && !g_strv_contains(known, e->long_name))
      g_string_append_printf(strangers, " --%s", e->long_name);
}

static gboolean
refuse_strangers(const CommandShared *shared, const CalcModel *model)
{
  static const char *const day[] = {"batch",  "contacts", "per",        "handle-time", "patience",
                                    "agents", "within",   "staff-drop", NULL};
  g_autoptr(GString) strangers = g_string_new(NULL);
  const char *known[CALC_MAX_INPUTS + 5] = {"batch"};
  int n = 1;
  for (int i = 0; model != NULL && model->input[i].column != NULL; i++) {
    known[n++] = model->input[i].option;
    if (model->input[i].kind == CALC_TIMES)
      known[n++] = "pace";
    if (model->input[i].kind == CALC_LOAD || model->input[i].kind == CALC_RATE) {
      known[n++] = "contacts";
      known[n++] = "per";
    }
  }
  find_strangers(model != NULL ? known : day, strangers);
  if (strangers->len == 0)
    return TRUE;
  command_usage(shared, "%s takes no%s", model != NULL ? model->name : "day", strangers->str);
  return FALSE;
}

static int
run(const CommandShared *shared, G_GNUC_UNUSED int n_arguments, char **argument)
{
  const CalcModel *model = NULL;
  gboolean day = strcmp(argument[0], "day") == 0;
  g_autoptr(GString) names = g_string_new(NULL);
  for (const CalcModel *const *m = calc_models(); *m != NULL; m++) {
    if (strcmp((*m)->name, argument[0]) == 0)
      model = *m;
    g_string_append_printf(names, "%s, ", (*m)->name);
  }
  if (model == NULL && !day)
    return command_usage(shared, "no model is called '%s'; there are %sday", argument[0], names->str);
  if (!refuse_strangers(shared, model))
    return MUSTER_EXIT_USAGE;
  if (given.batch == NULL)
    return day ? calc_day_answer(shared) : calc_answer(shared, model);
  if (strcmp(shared->format, "json") == 0)
    return command_usage(shared, "--batch writes CSV");
  return day ? calc_day_batch(shared, given.batch) : calc_batch(shared, model, given.batch);
}

const MusterCommand command_calc = {
    .name = "calc",
    .summary = "Answer one queueing formula, or a whole file of them",
    .arguments = "MODEL",
    .about = "MODEL is\n"
             "  erlang-b   nobody waits: who finds all lines busy is lost\n"
             "  erlang-c   everybody waits, however long\n"
             "  erlang-a   callers wait and hang up when their patience ends\n"
             "  lines      the same with a limited number of lines\n"
             "  erlang-x   the same when who was lost calls again\n"
             "  chat       agents with several chats at once\n"
             "  day        a day of intervals, exactly: queues carry over\n"
             "With --agents (--servers, --lines) it says what service they give; without it, the smallest "
             "number that keeps the\n"
             "targets, and what one less or more would do. Times carry a unit ('3 min'), shares a percent "
             "sign ('80 %').\n"
             "--batch reads the model's columns by name, ignores others, and writes inputs and results row "
             "for row; a row whose\n"
             "number is empty asks for the smallest. docs/calc.md says which model when.",
    .examples =
        "# what do 50 agents give?\n"
        "muster calc erlang-a --load 48 --handle-time '1 min' --patience '2 min' --agents 50 --within '20 "
        "s'\n"
        "# how many for 80 % of the offered in 20 s, and at most 5 % abandoned?\n"
        "muster calc erlang-a --contacts 100 --per '30 min' --handle-time '4 min' --patience '2 min' \\\n"
        "    --service-level '80 %' --max-abandon '5 %'\n"
        "# without abandonment\n"
        "muster calc erlang-c --contacts 100 --per '30 min' --handle-time '4 min' --service-level '80 %'\n"
        "# how many trunks for 1 % blocking, when nobody waits, and when 50 agents serve a queue?\n"
        "muster calc erlang-b --load 48 --max-block '1 %'\n"
        "muster calc lines --agents 50 --load 48 --handle-time '3 min' --patience '2 min' --max-block '1 %'\n"
        "# half of those who hang up call again\n"
        "muster calc erlang-x --agents 45 --load 48 --handle-time '3 min' --patience '1 min' "
        "--redial-abandoned '50 %'\n"
        "# three chats at once, each slower for it\n"
        "muster calc chat --contacts 60 --per '30 min' --handle-time '9 min' --pace '100 %, 62 %, 45 %' \\\n"
        "    --patience '4 min' --within '60 s' --service-level '80 %'\n"
        "# a morning, interval by interval\n"
        "muster calc day --contacts '20, 45, 60, 40' --per '15 min' --handle-time '3 min' --patience '2 min' "
        "\\\n"
        "    --agents '6, 10, 14, 10'\n"
        "# a file of questions\n"
        "muster calc erlang-c --batch questions.csv -o answers.csv",
    .formats = "table|csv|json",
    .takes = TAKES_OUTPUT | TAKES_FORMAT | TAKES_JOBS,
    .options = options,
    .min_arguments = 1,
    .max_arguments = 1,
    .run = run,
};
