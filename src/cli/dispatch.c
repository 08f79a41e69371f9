/* The command table, and the way from argv to a command's run(). */
#include "cli/command_private.h"
#include "commands.h"
#include <stdio.h>
#include <string.h>

#define COMMAND(name) extern const MusterCommand command_##name;
COMMANDS(COMMAND)
#undef COMMAND

const MusterCommand *const *
command_all(void)
{
#define COMMAND(name) &command_##name,
  static const MusterCommand *const all[] = { COMMANDS(COMMAND) NULL };
#undef COMMAND
  return all;
}

const MusterCommand *
command_find(const char *name)
{
  for (const MusterCommand *const *c = command_all(); *c != NULL; c++)
    if (strcmp((*c)->name, name) == 0)
      return *c;
  return NULL;
}

static CommandShared shared = { .seed = 1 };

static const struct {
  CommandTakes takes; /* 0: every command */
  GOptionEntry entry;
} shared_options[] = {
  { TAKES_OUTPUT, { "output", 'o', 0, G_OPTION_ARG_FILENAME, &shared.output, "Write to FILE instead of standard output (-)", "FILE" } },
  { TAKES_OUTPUT, { "force", 'f', 0, G_OPTION_ARG_NONE, &shared.force, "Overwrite files that exist", NULL } },
  { TAKES_FORMAT, { "format", 0, 0, G_OPTION_ARG_STRING, &shared.format, "Form of the output", "FORM" } },
  { TAKES_SEED, { "seed", 0, 0, G_OPTION_ARG_INT64, &shared.seed, "Seed of all random draws (default 1)", "N" } },
  { TAKES_JOBS, { "jobs", 'j', 0, G_OPTION_ARG_INT, &shared.jobs, "Threads (default: as many as processors); never changes the result", "N" } },
  { TAKES_WORK, { "work", 0, 0, G_OPTION_ARG_INT64, &shared.work, "Units of search, a repeatable limit", "N" } },
  { 0, { "quiet", 'q', 0, G_OPTION_ARG_NONE, &shared.quiet, "No talk and no progress on standard error", NULL } },
};

/* Summary, examples first, then what the command does: what GOption prints above the options. */
static GOptionContext *
make_context(const MusterCommand *command)
{
  GOptionContext *context = g_option_context_new(command->arguments);
  GString *top = g_string_new(NULL);
  g_string_append_printf(top, "%s.\n\nExamples:\n", command->summary);
  g_auto(GStrv) lines = g_strsplit(command->examples, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    g_string_append_printf(top, "  %s%s", *line, line[1] != NULL ? "\n" : "");
  g_option_context_set_summary(context, top->str);
  g_string_free(top, TRUE);
  g_autofree char *bottom =
    command->formats != NULL ? g_strdup_printf("%s\n\nForms of output: %s", command->about, command->formats)
                             : g_strdup(command->about);
  g_option_context_set_description(context, bottom);
  if (command->options != NULL)
    g_option_context_add_main_entries(context, command->options, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(shared_options); i++) {
    if (shared_options[i].takes != 0 && (command->takes & shared_options[i].takes) == 0)
      continue;
    GOptionEntry row[2] = { shared_options[i].entry, { NULL } };
    g_option_context_add_main_entries(context, row, NULL);
  }
  g_option_context_set_help_enabled(context, FALSE);
  return context;
}

char *
command_help_text(const MusterCommand *command)
{
  g_autofree char *program = g_strdup_printf("muster %s", command->name);
  g_set_prgname(program);
  g_autoptr(GOptionContext) context = make_context(command);
  return g_option_context_get_help(context, TRUE, NULL);
}

/* Appends `text` with what roff would take for itself made harmless. */
static void
append_roff(GString *page, const char *text)
{
  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '\\')
      g_string_append(page, "\\e");
    else if (*p == '-')
      g_string_append(page, "\\-");
    else if ((*p == '.' || *p == '\'') && (p == text || p[-1] == '\n'))
      g_string_append_printf(page, "\\&%c", *p);
    else
      g_string_append_c(page, *p);
  }
}

static void
append_option(GString *page, const GOptionEntry *entry)
{
  g_string_append(page, ".TP\n\\fB");
  if (entry->short_name != 0)
    g_string_append_printf(page, "\\-%c\\fR, \\fB", entry->short_name);
  g_string_append(page, "\\-\\-");
  append_roff(page, entry->long_name);
  g_string_append(page, "\\fR");
  if (entry->arg_description != NULL)
    g_string_append_printf(page, "=\\fI%s\\fR", entry->arg_description);
  g_string_append_c(page, '\n');
  append_roff(page, entry->description);
  g_string_append_c(page, '\n');
}

char *
command_manual_page(const MusterCommand *command)
{
  GString *page = g_string_new(NULL);
  g_autofree char *upper = g_ascii_strup(command->name, -1);
  g_string_append_printf(page, ".TH MUSTER\\-%s 1 \"\" \"muster %s\" \"Muster\"\n.SH NAME\nmuster\\-%s \\- %s\n", upper,
                         MUSTER_VERSION, command->name, command->summary);
  g_string_append_printf(page, ".SH SYNOPSIS\n\\fBmuster %s\\fR [OPTION...] %s\n.SH EXAMPLES\n.nf\n", command->name,
                         command->arguments);
  append_roff(page, command->examples);
  g_string_append(page, "\n.fi\n.SH DESCRIPTION\n");
  append_roff(page, command->about);
  if (command->formats != NULL)
    g_string_append_printf(page, "\n.PP\nForms of output: %s", command->formats);
  g_string_append(page, "\n.SH OPTIONS\n");
  for (const GOptionEntry *e = command->options; e != NULL && e->long_name != NULL; e++)
    append_option(page, e);
  for (gsize i = 0; i < G_N_ELEMENTS(shared_options); i++)
    if (shared_options[i].takes == 0 || (command->takes & shared_options[i].takes) != 0)
      append_option(page, &shared_options[i].entry);
  g_string_append(page, ".SH EXIT STATUS\n0 done; 1 fault while running; 2 wrong usage; 3 bad input, nothing written; "
                        "4 done, but a target cannot be met; 5 a limit cut the search, the best found was written.\n"
                        ".SH SEE ALSO\n\\fBmuster\\fR(1)\n");
  return g_string_free(page, FALSE);
}

static gboolean
wants_help(int argc, char **argv)
{
  for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
    if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
      return TRUE;
  return FALSE;
}

/* TRUE when `form` is one of "a|b|c"; an absent one becomes the first. */
static gboolean
settle_format(const MusterCommand *command, char **form)
{
  if (command->formats == NULL)
    return TRUE;
  g_auto(GStrv) known = g_strsplit(command->formats, "|", -1);
  if (*form == NULL)
    *form = g_strdup(known[0]);
  return g_strv_contains((const char *const *) known, *form);
}

int
command_dispatch(const MusterCommand *command, int argc, char **argv)
{
  shared.command = command->name;
  if (wants_help(argc, argv)) {
    g_autofree char *text = command_help_text(command);
    fputs(text, stdout);
    return MUSTER_EXIT_OK;
  }
  g_autoptr(GOptionContext) context = make_context(command);
  g_autoptr(GError) error = NULL;
  if (!g_option_context_parse(context, &argc, &argv, &error))
    return command_usage(&shared, "%s", error->message);
  if (argc > 1 && strcmp(argv[1], "--") == 0) {
    argv++;
    argc--;
  }
  int n = argc - 1;
  if (n < command->min_arguments || (command->max_arguments >= 0 && n > command->max_arguments))
    return command_usage(&shared, n < command->min_arguments ? "%s is missing" : "too many arguments: it takes %s",
                         command->arguments);
  if (!settle_format(command, &shared.format))
    return command_usage(&shared, "no form of output is called '%s'; it is one of %s", shared.format, command->formats);
  if (shared.jobs < 0 || shared.seed < 0 || shared.work < 0)
    return command_usage(&shared, "--jobs, --seed and --work take numbers from 0");
  if (shared.output == NULL)
    shared.output = g_strdup("-");
  return command->run(&shared, n, argv + 1);
}
