/* muster COMMAND …: finds the command and hands over. */
#include "cli/command_private.h"
#include <locale.h>
#include <stdio.h>
#include <string.h>

static void
print_overview(FILE *to)
{
  fputs("Muster: who must work when, so that the people who contact us are served as promised, at the least cost.\n\n"
        "Usage: muster COMMAND [OPTION…] [FILE…]\n\n"
        "  muster run examples/bank/centre.yaml -o out/bank    walk the whole line and make the report\n"
        "  muster simulate centre.yaml                         what service will this staffing give?\n"
        "  muster COMMAND --help                               what a command does, with examples\n\n"
        "Commands:\n",
        to);
  for (const MusterCommand *const *c = command_all(); *c != NULL; c++)
    fprintf(to, "  %-10s %s\n", (*c)->name, (*c)->summary);
  fputs("\nExit status: 0 done; 1 fault while running; 2 wrong usage; 3 bad input; 4 done, but a target cannot be met;\n"
        "5 a limit cut the search and the best found was written.\n",
        to);
}

static int
unknown_command(const char *word)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (const MusterCommand *const *c = command_all(); *c != NULL; c++)
    g_ptr_array_add(names, (gpointer) (*c)->name);
  g_ptr_array_add(names, NULL);
  const char *near = muster_nearest(word, (const char *const *) names->pdata);
  fprintf(stderr, "muster: unknown command '%s'", word);
  fprintf(stderr, near != NULL ? "; did you mean '%s'?\n" : "; see muster --help\n", near);
  return MUSTER_EXIT_USAGE;
}

static gboolean
is_any(const char *word, const char *a, const char *b)
{
  return strcmp(word, a) == 0 || strcmp(word, b) == 0;
}

int
main(int argc, char **argv)
{
  setlocale(LC_CTYPE, ""); /* for what a terminal can show; numbers never follow the locale */
  command_find_presets();
  if (argc < 2) {
    print_overview(stderr);
    return MUSTER_EXIT_USAGE;
  }
  if (is_any(argv[1], "--help", "-h") || (strcmp(argv[1], "help") == 0 && argc == 2)) {
    print_overview(stdout);
    return MUSTER_EXIT_OK;
  }
  if (strcmp(argv[1], "--version") == 0) {
    puts("muster " MUSTER_VERSION);
    return MUSTER_EXIT_OK;
  }
  gboolean help = strcmp(argv[1], "help") == 0;
  gboolean manual = strcmp(argv[1], "manual") == 0 && argc == 3; /* used by the build */
  const char *name = help || manual ? argv[2] : argv[1];
  const MusterCommand *command = command_find(name);
  if (command == NULL)
    return unknown_command(name);
  if (help || manual) {
    g_autofree char *text = manual ? command_manual_page(command) : command_help_text(command);
    fputs(text, stdout);
    return MUSTER_EXIT_OK;
  }
  return command_dispatch(command, argc - 1, argv + 1);
}
