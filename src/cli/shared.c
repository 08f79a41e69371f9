/* What every command does the same way: read, complain, write, show progress. */
#include "cli/command_private.h"
#include <muster/report.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static gboolean
in_colour(int file)
{
  const char *no = g_getenv("NO_COLOR");
  return isatty(file) && (no == NULL || *no == '\0');
}

gboolean
command_print_faults(MusterFaults *faults)
{
  if (muster_faults_n(faults) > 0) {
    g_autofree char *text = muster_faults_render(faults, in_colour(STDERR_FILENO));
    fputs(text, stderr);
  }
  return muster_faults_n_errors(faults) == 0;
}

MusterCentre *
command_read_centre(const char *path)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterCentre) centre = muster_centre_read(path, command_router_names(), faults);
  gboolean good = command_print_faults(faults);
  return good ? g_steal_pointer(&centre) : NULL;
}

int
command_fail(const CommandShared *shared, GError *error)
{
  int status = error->domain == MUSTER_INPUT_ERROR ? MUSTER_EXIT_INPUT : MUSTER_EXIT_FAULT;
  if (error->domain == MUSTER_INPUT_ERROR) /* already whole lines with their places */
    fputs(error->message, stderr);
  else
    fprintf(stderr, "muster %s: %s\n", shared->command, error->message);
  if (g_error_matches(error, MUSTER_IO_ERROR, MUSTER_IO_ERROR_EXISTS)) {
    fputs("  hint: --force overwrites it\n", stderr);
    status = MUSTER_EXIT_USAGE;
  }
  g_error_free(error);
  return status;
}

int
command_usage(const CommandShared *shared, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *what = g_strdup_vprintf(format, args);
  va_end(args);
  fprintf(stderr, "muster %s: %s\n  hint: muster %s --help\n", shared->command, what, shared->command);
  return MUSTER_EXIT_USAGE;
}

int
command_emit(const CommandShared *shared, const char *text)
{
  GError *error = NULL;
  if (!muster_output_write(shared->output, text, -1, shared->force, &error))
    return command_fail(shared, error);
  return MUSTER_EXIT_OK;
}

char *
command_show(const CommandShared *shared, GPtrArray *tables)
{
  MusterFormat format = MUSTER_FORMAT_TABLE;
  muster_format_parse(shared->format, &format);
  struct winsize window = { 0 };
  gboolean terminal = strcmp(shared->output, "-") == 0 && isatty(STDOUT_FILENO);
  MusterTableStyle style = { .colour = terminal && in_colour(STDOUT_FILENO) };
  if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0)
    style.width = window.ws_col;
  return muster_tables_show(tables, format, &style);
}

void
command_say(const CommandShared *shared, const char *format, ...)
{
  if (shared->quiet)
    return;
  va_list args;
  va_start(args, format);
  vfprintf(stderr, format, args);
  va_end(args);
  fputc('\n', stderr);
}

static volatile sig_atomic_t interrupted;

static void
note_interrupt(int signal_number)
{
  interrupted = 1;
  signal(signal_number, SIG_DFL);
}

void
command_catch_interrupt(void)
{
  signal(SIGINT, note_interrupt);
}

gboolean
command_interrupted(void)
{
  return interrupted != 0;
}

struct CommandProgress {
  GMutex lock;
  char *label;
  gint64 shown_us; /* when it was last drawn */
  gboolean active, drawn;
};

CommandProgress *
command_progress_new(const CommandShared *shared, const char *label)
{
  CommandProgress *progress = g_new0(CommandProgress, 1);
  g_mutex_init(&progress->lock);
  progress->label = g_strdup(label);
  progress->active = !shared->quiet && isatty(STDERR_FILENO);
  return progress;
}

void
command_progress_update(int done, int total, gpointer data)
{
  enum { WIDTH = 30, PAUSE_US = 100000 };
  CommandProgress *progress = data;
  if (!progress->active || total <= 0)
    return;
  g_mutex_lock(&progress->lock);
  gint64 now = g_get_monotonic_time();
  if (now - progress->shown_us >= PAUSE_US || done == total) {
    int filled = (int) ((gint64) WIDTH * done / total);
    fprintf(stderr, "\r%-12s [%.*s%*s] %3d %%", progress->label, filled, "##############################", WIDTH - filled,
            "", (int) ((gint64) 100 * done / total));
    fflush(stderr);
    progress->shown_us = now;
    progress->drawn = TRUE;
  }
  g_mutex_unlock(&progress->lock);
}

void
command_progress_free(CommandProgress *progress)
{
  if (progress->drawn)
    fputs("\r\033[K", stderr);
  g_mutex_clear(&progress->lock);
  g_free(progress->label);
  g_free(progress);
}
