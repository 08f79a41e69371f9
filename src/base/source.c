/* A text in memory, with its name: what faults point into. */
#include "base/source_private.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define STANDARD_MAX_BYTES ((gsize) 1 << 30)
#define READ_STEP ((gsize) 1 << 16)

struct MusterSource {
  gint ref_count;
  char *name;
  char *text; /* a NUL follows its last byte, for the C library's sake */
  gsize length;
};

/* Takes `text`, which must have room for the NUL at text[length]. */
static MusterSource *
source_take(const char *name, char *text, gsize length)
{
  MusterSource *source = g_new0(MusterSource, 1);
  source->ref_count = 1;
  source->name = g_strdup(name);
  source->text = text;
  source->text[length] = '\0';
  source->length = length;
  return source;
}

MusterSource *
muster_source_new(const char *name, const char *text, gsize length)
{
  char *copy = g_malloc(length + 1);
  if (length > 0)
    memcpy(copy, text, length);
  return source_take(name, copy, length);
}

MusterSource *
muster_source_ref(MusterSource *source)
{
  g_atomic_int_inc(&source->ref_count);
  return source;
}

void
muster_source_unref(MusterSource *source)
{
  if (source == NULL || !g_atomic_int_dec_and_test(&source->ref_count))
    return;
  g_free(source->name);
  g_free(source->text);
  g_free(source);
}

const char *
muster_source_name(const MusterSource *source)
{
  return source->name;
}

const char *
muster_source_text(const MusterSource *source, gsize *length)
{
  if (length != NULL)
    *length = source->length;
  return source->text;
}

/* Reads `fd` to its end. NULL with `error` when it fails or holds more than `max_bytes`. */
static char *
read_all(int fd, const char *name, gsize max_bytes, gsize *length, GError **error)
{
  struct stat status;
  gsize room = READ_STEP;
  if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0)
    room = MIN((gsize) status.st_size, max_bytes) + 1;
  g_autofree char *text = g_malloc(room + 1);
  gsize n = 0;
  for (;;) {
    ssize_t got = read(fd, text + n, room - n);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0) {
      g_set_error(error, MUSTER_IO_ERROR, MUSTER_IO_ERROR_READ, "cannot read '%s': %s", name,
                  g_strerror(errno));
      return NULL;
    }
    n += (gsize) got;
    if (n > max_bytes) {
      g_set_error(error, MUSTER_IO_ERROR, MUSTER_IO_ERROR_READ,
                  "'%s' is larger than the %" G_GSIZE_FORMAT " bytes that are read", name, max_bytes);
      return NULL;
    }
    if (got == 0)
      break;
    if (n == room) {
      room = MIN(room + MAX(room, READ_STEP), max_bytes + 1);
      text = g_realloc(text, room + 1);
    }
  }
  *length = n;
  return g_steal_pointer(&text);
}

MusterSource *
muster_source_read(const char *path, gsize max_bytes, GError **error)
{
  gboolean standard = strcmp(path, "-") == 0;
  const char *name = standard ? "<stdin>" : path;
  int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    g_set_error(error, MUSTER_IO_ERROR, MUSTER_IO_ERROR_OPEN, "cannot open '%s': %s", name,
                g_strerror(errno));
    return NULL;
  }
  gsize length = 0;
  char *text = read_all(fd, name, max_bytes > 0 ? max_bytes : STANDARD_MAX_BYTES, &length, error);
  if (!standard)
    close(fd);
  return text != NULL ? source_take(name, text, length) : NULL;
}

/* Measures the line at walk->offset. */
static void
measure(MusterLineWalk *walk)
{
  const char *start = walk->source->text + walk->offset;
  gsize rest = walk->source->length - walk->offset;
  const char *feed = memchr(start, '\n', rest);
  walk->length = feed != NULL ? (gsize) (feed - start) : rest;
  walk->next = feed != NULL ? walk->offset + walk->length + 1 : 0;
  const char *carriage = memchr(start, '\r', walk->length);
  if (carriage != NULL) {
    walk->length = (gsize) (carriage - start);
    gboolean pair = walk->length + 1 < rest && carriage[1] == '\n';
    walk->next = walk->offset + walk->length + (pair ? 2 : 1);
  }
}

void
muster_line_walk_init(MusterLineWalk *walk, const MusterSource *source)
{
  *walk = (MusterLineWalk){.source = source, .line = 1};
  measure(walk);
}

const char *
muster_line_walk_to(MusterLineWalk *walk, int line, gsize *length)
{
  while (walk->line < line) {
    if (walk->next == 0 || walk->next >= walk->source->length)
      return NULL;
    walk->offset = walk->next;
    walk->line++;
    measure(walk);
  }
  *length = walk->length;
  return walk->source->text + walk->offset;
}
