/* Files that appear whole or not at all. */
#include <muster/base/error.h>
#include <muster/base/output.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_NAME_TRIES 100

static gboolean
fail(GError **error, int number, const char *doing, const char *path)
{
  g_set_error(error, MUSTER_IO_ERROR, MUSTER_IO_ERROR_WRITE, "cannot %s '%s': %s", doing, path,
              g_strerror(number));
  return FALSE;
}

static gboolean
write_all(int fd, const char *data, gsize length)
{
  while (length > 0) {
    ssize_t written = write(fd, data, length);
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return FALSE;
    data += written;
    length -= (gsize) written;
  }
  return TRUE;
}

/* Opens a new file beside `path`; its name in `*temporary` (transfer full). −1 with errno on failure. */
static int
open_beside(const char *path, mode_t mode, char **temporary)
{
  g_autofree char *folder = g_path_get_dirname(path);
  for (int i = 0; i < MOST_NAME_TRIES; i++) {
    /* A name of fixed length: the target's own may already be as long as names can be. */
    g_autofree char *name = g_strdup_printf(".muster-%08x%08x.tmp", g_random_int(), g_random_int());
    g_autofree char *full = g_build_filename(folder, name, NULL);
    int fd = open(full, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd >= 0) {
      *temporary = g_steal_pointer(&full);
      return fd;
    }
    if (errno != EEXIST)
      return -1;
  }
  return -1;
}

/* Gives the finished temporary its name. Without `force` an existing file stays, errno EEXIST. */
static gboolean
give_name(const char *temporary, const char *path, gboolean force)
{
  if (force)
    return rename(temporary, path) == 0;
  if (renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;
  return link(temporary, path) == 0 && unlink(temporary) == 0; /* a file system that knows no such flag */
}

/* After this a power cut does not undo the rename. Some file systems cannot; the file is whole either way. */
static void
sync_folder(const char *path)
{
  g_autofree char *folder = g_path_get_dirname(path);
  int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return;
  fsync(fd);
  close(fd);
}

static gboolean
refuse_existing(const char *path, GError **error)
{
  g_set_error(error, MUSTER_IO_ERROR, MUSTER_IO_ERROR_EXISTS, "'%s' is there already; --force replaces it",
              path);
  return FALSE;
}

static gboolean
write_beside(const char *path, const char *data, gsize length, mode_t mode, gboolean force, GError **error)
{
  g_autofree char *temporary = NULL;
  int fd = open_beside(path, mode, &temporary);
  if (fd < 0)
    return fail(error, errno, "make a file beside", path);
  gboolean done = write_all(fd, data, length) && fsync(fd) == 0;
  int number = errno;
  if (close(fd) != 0 && done) {
    number = errno;
    done = FALSE;
  }
  if (done && !give_name(temporary, path, force)) {
    number = errno;
    done = FALSE;
  }
  if (!done) {
    unlink(temporary);
    return number == EEXIST ? refuse_existing(path, error) : fail(error, number, "write", path);
  }
  sync_folder(path);
  return TRUE;
}

/* Pipes and devices have no old content to keep: written in place. */
static gboolean
write_in_place(const char *path, const char *data, gsize length, GError **error)
{
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0)
    return fail(error, errno, "open", path);
  gboolean done = write_all(fd, data, length);
  int number = errno;
  close(fd);
  return done ? TRUE : fail(error, number, "write", path);
}

gboolean
muster_output_write(const char *path, const char *data, gssize length, gboolean force, GError **error)
{
  gsize n = length < 0 ? strlen(data) : (gsize) length;
  if (strcmp(path, "-") == 0) {
    if (fflush(stdout) != 0 || !write_all(STDOUT_FILENO, data, n))
      return fail(error, errno, "write", "<stdout>");
    return TRUE;
  }
  struct stat status;
  gboolean there = stat(path, &status) == 0;
  if (there && S_ISDIR(status.st_mode))
    return fail(error, EISDIR, "write", path);
  if (there && !S_ISREG(status.st_mode))
    return write_in_place(path, data, n, error);
  if (there && !force)
    return refuse_existing(path, error);
  /* Through a symbolic link: the file that it names is replaced, the link stays. */
  char *real = there ? realpath(path, NULL) : NULL;
  gboolean done = write_beside(real != NULL ? real : path, data, n, 0666, force, error);
  if (done && there)
    chmod(real != NULL ? real : path, status.st_mode & 07777);
  free(real);
  return done;
}

gboolean
muster_output_folder(const char *path, GError **error)
{
  if (g_mkdir_with_parents(path, 0777) != 0)
    return fail(error, errno, "make the folder", path);
  struct stat status;
  if (stat(path, &status) != 0 || !S_ISDIR(status.st_mode))
    return fail(error, ENOTDIR, "make the folder", path);
  return TRUE;
}
