/* The command table and what every command shares.
 *
 * A command is one file exporting one MusterCommand and one word in src/cli/meson.build. Its options are GOptionEntry
 * rows (their arg_data point at the file's own statics: a program runs one command once). --help, the manual page and
 * completion are made from the same record.
 */
#pragma once
#include <muster/muster.h>

/* Which shared options a command takes. */
typedef enum {
  TAKES_OUTPUT = 1 << 0, /* -o, --force */
  TAKES_FORMAT = 1 << 1, /* --format */
  TAKES_SEED = 1 << 2,   /* --seed */
  TAKES_JOBS = 1 << 3,   /* --jobs */
  TAKES_WORK = 1 << 4,   /* --work */
} CommandTakes;

/* The shared options as given. */
typedef struct {
  char *output;   /* "-": standard output */
  char *format;   /* "table", "csv", "json", "yaml" */
  gint64 seed;
  int jobs;       /* 0: as many as processors */
  gint64 work;    /* units of search; 0: the command's own measure */
  gboolean force, quiet;
  const char *command; /* the command's name, for messages */
} CommandShared;

typedef struct {
  const char *name;
  const char *summary;           /* one line, no full stop */
  const char *arguments;         /* "CENTRE" */
  const char *about;             /* a paragraph or two */
  const char *examples;          /* lines: a command, or "# what it does" before it */
  const char *formats;           /* what --format takes, first is the default: "table|csv|json" */
  guint takes;                   /* CommandTakes */
  const GOptionEntry *options;   /* own options, NULL-name-terminated, or NULL */
  int min_arguments, max_arguments; /* -1: any number */
  /* Runs with the arguments left after the options; returns an exit status (MusterExit). */
  int (*run)(const CommandShared *shared, int n_arguments, char **argument);
} MusterCommand;

/* All commands, NULL-terminated, in the order of the line. */
const MusterCommand *const *command_all(void);
const MusterCommand *command_find(const char *name);

/* Parses, answers --help, runs: the exit status. */
int command_dispatch(const MusterCommand *command, int argc, char **argv);
/* The text of `--help`, and the manual page as mdoc. (transfer full) */
char *command_help_text(const MusterCommand *command);
char *command_manual_page(const MusterCommand *command);

/* Points the model at the presets that belong to this program. */
void command_find_presets(void);

/* --- for the commands ------------------------------------------------------------------------------------------- */

/* Reads and checks a centre; NULL after its faults were printed (then leave with MUSTER_EXIT_INPUT). (transfer full) */
MusterCentre *command_read_centre(const char *path);
/* The names of routers that the simulator registers. */
const MusterNames *command_router_names(void);
/* Prints every fault on standard error; TRUE if none is an error. */
gboolean command_print_faults(MusterFaults *faults);
/* Prints `error` as talk on standard error, frees it, and returns the exit status that its domain means. */
int command_fail(const CommandShared *shared, GError *error);
int command_usage(const CommandShared *shared, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Writes a command's data to -o or standard output: the exit status. */
int command_emit(const CommandShared *shared, const char *text);
/* Tables as text in the form that was asked for; on a terminal as wide as it is. Frees the list. (transfer full) */
char *command_show(const CommandShared *shared, GPtrArray *tables);
/* A line of talk on standard error, unless --quiet. */
void command_say(const CommandShared *shared, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* From here on Ctrl-C asks for the best so far instead of ending the program; a second one ends it. */
void command_catch_interrupt(void);
gboolean command_interrupted(void);

/* A progress bar on standard error, on a terminal only; thread-safe. `done` of `total`. */
typedef struct CommandProgress CommandProgress;
CommandProgress *command_progress_new(const CommandShared *shared, const char *label);
void command_progress_update(int done, int total, gpointer progress);
void command_progress_free(CommandProgress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CommandProgress, command_progress_free)
