/* muster fit CONTACTS: handle time, patience and returns from a contact-by-contact log. */
#include "cli/command_private.h"
#include <muster/report.h>
#include <muster/report/fit.h>
#include <string.h>

static struct {
  char *columns, *outcomes, *dialect, *encoding, *from, *to, *brief, *redial, *repeat, *away, *patience, *report;
  gboolean by_hour;
} given;

static const GOptionEntry options[] = {
  { "columns", 0, 0, G_OPTION_ARG_STRING, &given.columns, "Titles or numbers of columns; keys below (default: the titles that ACDs use)", "KEY=TITLE,…" },
  { "outcomes", 0, 0, G_OPTION_ARG_STRING, &given.outcomes, "What an outcome's word means: answered, abandoned or other", "WORD=MEANING,…" },
  { "dialect", 0, 0, G_OPTION_ARG_STRING, &given.dialect, "How the file is written: comma semicolon tab pipe, decimal-point decimal-comma, header no-header (default: found out)", "WORDS" },
  { "encoding", 0, 0, G_OPTION_ARG_STRING, &given.encoding, "Of the file, as iconv calls it (default: found out)", "NAME" },
  { "from", 0, 0, G_OPTION_ARG_STRING, &given.from, "First day that is looked at", "DATE" },
  { "to", 0, 0, G_OPTION_ARG_STRING, &given.to, "Last day that is looked at", "DATE" },
  { "patience", 0, 0, G_OPTION_ARG_STRING, &given.patience, "What is written: best (least AIC, default), exponential, or curve (the quantiles of Kaplan and Meier's)", "FORM" },
  { "by-hour", 0, 0, G_OPTION_ARG_NONE, &given.by_hour, "Write how handle times differ by the hour, as handle_by_hour", NULL },
  { "short", 0, 0, G_OPTION_ARG_STRING, &given.brief, "Contacts shorter than this may be of a kind of their own (default: 10 s)", "TIME" },
  { "redial-within", 0, 0, G_OPTION_ARG_STRING, &given.redial, "A contact this soon after an abandoned one is a redial (default: 2 h)", "TIME" },
  { "repeat-within", 0, 0, G_OPTION_ARG_STRING, &given.repeat, "A contact this soon after an answered one is a repeat (default: 3 days)", "TIME" },
  { "away-within", 0, 0, G_OPTION_ARG_STRING, &given.away, "Longer times between an agent's contacts are breaks (default: 20 min)", "TIME" },
  { "report", 0, 0, G_OPTION_ARG_FILENAME, &given.report, "Write the curves, fits and hours as one page", "FILE" },
  { NULL },
};

/* An option's time into *seconds; FALSE after a sentence. */
static gboolean
read_time(const CommandShared *shared, const char *option, const char *text, double *seconds)
{
  g_autofree char *why = NULL;
  if (text == NULL)
    return TRUE;
  if (!muster_parse_duration(text, seconds, &why))
    command_usage(shared, "--%s: %s", option, why);
  else if (!(*seconds > 0 && *seconds <= 366 * 86400.0))
    command_usage(shared, "--%s takes a time of more than 0 s and up to a year, not '%s'", option, text);
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_day(const CommandShared *shared, const char *option, const char *text, MusterDay *day)
{
  if (text == NULL || muster_day_parse(text, day))
    return TRUE;
  command_usage(shared, "--%s '%s' is no day; write it as 2026-11-09", option, text);
  return FALSE;
}

static gboolean
read_options(const CommandShared *shared, MusterLogSpec *spec, MusterFitOptions *fit)
{
  static const char *const forms[] = { "best", "exponential", "curve" };
  spec->columns = given.columns;
  spec->outcomes = given.outcomes;
  spec->dialect = given.dialect;
  spec->encoding = given.encoding;
  fit->by_hour = given.by_hour;
  if (given.patience != NULL) {
    gsize i = 0;
    while (i < G_N_ELEMENTS(forms) && strcmp(forms[i], given.patience) != 0)
      i++;
    if (i == G_N_ELEMENTS(forms)) {
      command_usage(shared, "--patience is best, exponential or curve, not '%s'", given.patience);
      return FALSE;
    }
    fit->patience = (MusterFitPatience) i;
  }
  return read_time(shared, "short", given.brief, &fit->short_s) && read_time(shared, "redial-within", given.redial, &fit->redial_window_s) &&
         read_time(shared, "repeat-within", given.repeat, &fit->repeat_window_s) &&
         read_time(shared, "away-within", given.away, &fit->away_gap_s) && read_day(shared, "from", given.from, &spec->from) &&
         read_day(shared, "to", given.to, &spec->to);
}

/* The command that makes the same again. */
static char *
command_line(const char *path)
{
  const struct {
    const char *option, *value;
  } all[] = { { "columns", given.columns }, { "outcomes", given.outcomes }, { "dialect", given.dialect }, { "encoding", given.encoding },
              { "from", given.from }, { "to", given.to }, { "short", given.brief }, { "redial-within", given.redial },
              { "repeat-within", given.repeat }, { "away-within", given.away }, { "patience", given.patience } };
  GString *line = g_string_new("muster fit ");
  g_string_append(line, path);
  for (gsize i = 0; i < G_N_ELEMENTS(all); i++)
    if (all[i].value != NULL) {
      g_autofree char *quoted = g_shell_quote(all[i].value);
      gboolean plain = strpbrk(all[i].value, " \t'\"\\$`;&|<>()*?#~") == NULL;
      g_string_append_printf(line, " --%s %s", all[i].option, plain ? all[i].value : quoted);
    }
  if (given.by_hour)
    g_string_append(line, " --by-hour");
  g_strdelimit(line->str, "\r\n", ' ');
  return g_string_free(line, FALSE);
}

static char *
fit_text(const CommandShared *shared, const MusterFit *fit, const MusterFitOptions *fit_options, const char *made_by)
{
  if (strcmp(shared->format, "yaml") == 0)
    return muster_fit_keys(fit, fit_options, made_by);
  return command_show(shared, muster_fit_tables(fit));
}

static int
run(const CommandShared *shared, G_GNUC_UNUSED int n_arguments, char **argument)
{
  MusterLogSpec spec = { 0 };
  MusterFitOptions fit_options = { 0 };
  if (!read_options(shared, &spec, &fit_options))
    return MUSTER_EXIT_USAGE;
  g_autoptr(MusterFaults) faults = muster_faults_new();
  GError *error = NULL;
  g_autoptr(MusterSource) source = muster_source_read(argument[0], 0, &error);
  if (source == NULL)
    muster_faults_take(faults, (MusterMark){ 0 }, error);
  g_autoptr(MusterContactLog) log = source != NULL ? muster_contact_log_read(source, &spec, faults) : NULL;
  if (!command_print_faults(faults) || log == NULL)
    return MUSTER_EXIT_INPUT;
  g_autoptr(MusterFit) fit = muster_fit(log, &fit_options);
  g_autofree char *made_by = command_line(argument[0]);
  if (given.report != NULL) {
    g_autofree char *page = muster_fit_page(fit, made_by);
    if (!muster_output_write(given.report, page, -1, shared->force, &error))
      return command_fail(shared, error);
  }
  g_autofree char *text = fit_text(shared, fit, &fit_options, made_by);
  return command_emit(shared, text);
}

const MusterCommand command_fit = {
  .name = "fit",
  .summary = "Fit handle time, patience and redials to a contact-by-contact log",
  .arguments = "CONTACTS",
  .about = "Reads a log with a row for each contact, fits how long contacts take, how long callers would wait and who comes back, and\n"
           "writes that as keys of a centre file, with 95 % intervals in comments. Whoever was answered would have waited longer: the\n"
           "patience is fitted with that (Kaplan and Meier). The log of `muster simulate --write-contacts` is read as it is.\n\n"
           "Columns are start (or date and time, and format as in strptime), queue, outcome, wait, talk or handle, after_call,\n"
           "agent and customer. Redials and repeats need the customer; with agents and no after-call work, the time that agents are away\n"
           "between contacts is seen where somebody waits, and written as after-call work. Everything is by queue, in the tables and on the page also by hour.",
  .examples = "muster fit calls.csv -o behaviour.yaml --report behaviour.html\n"
              "# columns that have other titles, and words of one's own\n"
              "muster fit calls.csv --columns start=arrived,wait=ring_time --outcomes 'NO ANSWER=abandoned'\n"
              "# by queue and hour, as tables\n"
              "muster fit calls.csv --format table",
  .formats = "yaml|table|csv|json",
  .takes = TAKES_OUTPUT | TAKES_FORMAT,
  .options = options,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
