#include "muster_test.h"
#include <muster/base/error.h>
#include <muster/base/output.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char *folder;

static int
set_up(void)
{
  folder = g_dir_make_tmp("muster-XXXXXX", NULL);
  return folder == NULL;
}

/* Removes every file of the folder; how many there were. */
static int
sweep(void)
{
  int n = 0;
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir), n++) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_remove(path);
  }
  return n;
}

static int
tear_down(void)
{
  sweep();
  g_rmdir(folder);
  g_clear_pointer(&folder, g_free);
  return 0;
}

static void
check_content(const char *path, const char *want)
{
  g_autofree char *got = NULL;
  CU_ASSERT_FATAL(g_file_get_contents(path, &got, NULL, NULL));
  CU_ASSERT_STRING_EQUAL(got, want);
}

static void
files_are_replaced_by_force_only(void)
{
  g_autofree char *path = g_build_filename(folder, "a", NULL);
  g_autoptr(GError) error = NULL;
  CU_ASSERT(muster_output_write(path, "one", -1, FALSE, NULL));
  CU_ASSERT_FALSE(muster_output_write(path, "two", -1, FALSE, &error));
  CU_ASSERT(g_error_matches(error, MUSTER_IO_ERROR, MUSTER_IO_ERROR_EXISTS));
  check_content(path, "one");
  CU_ASSERT_EQUAL(g_chmod(path, 0640), 0);
  CU_ASSERT(muster_output_write(path, "two", 2, TRUE, NULL));
  check_content(path, "tw");
  struct stat status;
  CU_ASSERT(stat(path, &status) == 0 && (status.st_mode & 0777) == 0640);
  CU_ASSERT_EQUAL(sweep(), 1);
}

static void
links_are_followed(void)
{
  g_autofree char *target = g_build_filename(folder, "target", NULL);
  g_autofree char *name = g_build_filename(folder, "link", NULL);
  CU_ASSERT(muster_output_write(target, "one", -1, FALSE, NULL));
  CU_ASSERT_EQUAL(symlink(target, name), 0);
  CU_ASSERT(muster_output_write(name, "two", -1, TRUE, NULL));
  CU_ASSERT(g_file_test(name, G_FILE_TEST_IS_SYMLINK));
  check_content(target, "two");
  CU_ASSERT_EQUAL(sweep(), 2);
}

static void
failures_leave_nothing(void)
{
  g_autofree char *missing = g_build_filename(folder, "no", "such", NULL);
  g_autoptr(GError) error = NULL;
  CU_ASSERT_FALSE(muster_output_write(missing, "x", -1, FALSE, &error));
  CU_ASSERT(g_error_matches(error, MUSTER_IO_ERROR, MUSTER_IO_ERROR_WRITE));
  CU_ASSERT_FALSE(muster_output_write(folder, "x", -1, TRUE, NULL));
  CU_ASSERT_FALSE(muster_output_write("/dev/full", "x", -1, TRUE, NULL));
  CU_ASSERT(muster_output_write("/dev/null", "x", -1, FALSE, NULL));
  CU_ASSERT_EQUAL(sweep(), 0);
}

static void
folders_are_made(void)
{
  g_autofree char *inner = g_build_filename(folder, "x", "y", NULL);
  g_autofree char *outer = g_build_filename(folder, "x", NULL);
  g_autofree char *file = g_build_filename(inner, "f", NULL);
  g_autofree char *beneath = g_build_filename(file, "z", NULL);
  CU_ASSERT(muster_output_folder(inner, NULL));
  CU_ASSERT(muster_output_folder(inner, NULL));
  CU_ASSERT(muster_output_write(file, "x", -1, FALSE, NULL));
  CU_ASSERT_FALSE(muster_output_folder(file, NULL));
  CU_ASSERT_FALSE(muster_output_folder(beneath, NULL));
  CU_ASSERT(g_remove(file) == 0 && g_rmdir(inner) == 0 && g_rmdir(outer) == 0);
}

/* A writer killed at any moment leaves one of the whole texts. */
static void
killed_writers_leave_whole_files(void)
{
  enum { LENGTH = 300000 };
  g_autofree char *path = g_build_filename(folder, "k", NULL);
  g_autofree char *one = g_strnfill(LENGTH, 'a');
  g_autofree char *other = g_strnfill(LENGTH, 'b');
  const char *const texts[2] = {one, other};
  CU_ASSERT_FATAL(muster_output_write(path, texts[0], LENGTH, FALSE, NULL));
  for (int i = 0; i < 15; i++) {
    pid_t child = fork();
    if (child == 0)
      for (int n = 0;; n++)
        if (!muster_output_write(path, texts[n % 2], LENGTH, TRUE, NULL))
          _exit(1);
    g_usleep((gulong) (500 + i * 731));
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    g_autofree char *got = NULL;
    gsize length = 0;
    CU_ASSERT_FATAL(g_file_get_contents(path, &got, &length, NULL));
    CU_ASSERT_EQUAL(length, LENGTH);
    CU_ASSERT(memcmp(got, texts[0], LENGTH) == 0 || memcmp(got, texts[1], LENGTH) == 0);
  }
  sweep();
}

void test_output(void);
void
test_output(void)
{
  CU_pSuite suite = CU_add_suite("output", set_up, tear_down);
  ADD_TEST(suite, files_are_replaced_by_force_only);
  ADD_TEST(suite, links_are_followed);
  ADD_TEST(suite, failures_leave_nothing);
  ADD_TEST(suite, folders_are_made);
  ADD_TEST(suite, killed_writers_leave_whole_files);
}
