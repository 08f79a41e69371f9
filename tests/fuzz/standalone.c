/* Replays files and folders of files through a fuzz target. Besides each file as it is, its first half and a
 * copy with one byte turned over are tried, so that truncation and damage are part of every run. */
#include "fuzz.h"
#include <glib.h>
#include <stdio.h>

static guint n_runs;

/* The copy has exactly `length` bytes, so that a sanitizer sees a read beyond its end. */
static void
run(const char *bytes, gsize length)
{
  g_autofree uint8_t *copy = g_memdup2(bytes, length);
  static const uint8_t nothing[1];
  LLVMFuzzerTestOneInput(copy != NULL ? copy : nothing, length);
  n_runs++;
}

static gboolean
replay_file(const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;
  g_autoptr(GError) error = NULL;
  if (!g_file_get_contents(path, &bytes, &length, &error)) {
    fprintf(stderr, "%s\n", error->message);
    return FALSE;
  }
  run(bytes, length);
  run(bytes, length / 2);
  if (length > 0) {
    gsize at = g_str_hash(path) % length;
    bytes[at] = (char) (bytes[at] ^ 0x5b);
    run(bytes, length);
  }
  return TRUE;
}

static gboolean
replay(const char *path)
{
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  if (dir == NULL)
    return replay_file(path);
  const char *name;
  gboolean ok = TRUE;
  while ((name = g_dir_read_name(dir)) != NULL) {
    g_autofree char *file = g_build_filename(path, name, NULL);
    ok = replay(file) && ok;
  }
  return ok;
}

int
main(int argc, char **argv)
{
  gboolean ok = TRUE;
  g_log_set_always_fatal(G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR);
  for (int i = 1; i < argc; i++)
    ok = replay(argv[i]) && ok;
  printf("%u inputs\n", n_runs);
  return ok && n_runs > 0 ? 0 : 1;
}
