#include "muster_test.h"
#include <muster/base/error.h>
#include <glib/gstdio.h>
#include <string.h>

static MusterMark
at(MusterSource *source, int line, int column)
{
  return (MusterMark){.source = source, .line = line, .column = column};
}

/* Renders one error at line 1 of `text` and checks the whole output. */
static void
check_render(const char *text, gsize length, int column, const char *want)
{
  g_autoptr(MusterSource) source = muster_source_new("a.yaml", text, length);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  muster_faults_error(faults, at(source, 1, column), NULL, "bad");
  g_autofree char *got = muster_faults_render(faults, FALSE);
  if (g_strcmp0(got, want) != 0)
    g_printerr("got\n%s\nwant\n%s\n", got, want);
  CU_ASSERT_STRING_EQUAL(got, want);
}

static void
caret_stands_under_the_column(void)
{
  check_render("ab: cd\n", 7, 5, "a.yaml:1:5: error: bad\n  ab: cd\n      ^\n");
  check_render("队列: x", 9, 5, "a.yaml:1:5: error: bad\n  队列: x\n        ^\n");
  check_render("\tq: 1", 5, 2, "a.yaml:1:2: error: bad\n          q: 1\n          ^\n");
  check_render("e\xcc\x81q", 4, 3, "a.yaml:1:3: error: bad\n  e\xcc\x81q\n   ^\n");
  check_render("\xef\xbb\xbf"
               "ab",
               5, 2, "a.yaml:1:2: error: bad\n  ab\n   ^\n");
  check_render("ab\r\ncd", 6, 3, "a.yaml:1:3: error: bad\n  ab\n    ^\n");
  check_render("ab", 2, 99, "a.yaml:1:99: error: bad\n  ab\n    ^\n");
}

static void
odd_bytes_are_escaped(void)
{
  check_render("a\xff"
               "b",
               3, 3, "a.yaml:1:3: error: bad\n  a\\xffb\n       ^\n");
  check_render("a\x1b[31m", 6, 2, "a.yaml:1:2: error: bad\n  a\\x1b[31m\n   ^\n");
  check_render("a\0b", 3, 3, "a.yaml:1:3: error: bad\n  a\\x00b\n       ^\n");
  check_render("a\xe2\x80\xae"
               "b",
               5, 3, "a.yaml:1:3: error: bad\n  a\\u{202e}b\n           ^\n");
  g_autoptr(MusterSource) source = muster_source_new("odd\nname", "x", 1);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  muster_faults_error(faults, at(source, 0, 0), "a\thint", "no '\x01\n'");
  g_autofree char *got = muster_faults_render(faults, FALSE);
  CU_ASSERT_STRING_EQUAL(got, "odd\\x0aname: error: no '\\x01\\x0a'; a hint\n");
}

static void
long_lines_are_cut_around_the_caret(void)
{
  g_autofree char *text = g_strnfill(5000, 'x');
  text[2999] = 'Y';
  g_autoptr(MusterSource) source = muster_source_new("a", text, 5000);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  muster_faults_error(faults, at(source, 1, 3000), NULL, "bad");
  g_autofree char *got = muster_faults_render(faults, FALSE);
  g_auto(GStrv) lines = g_strsplit(got, "\n", -1);
  CU_ASSERT(g_utf8_strlen(lines[1], -1) <= 110);
  CU_ASSERT(g_str_has_prefix(lines[1], "  …x"));
  CU_ASSERT(g_str_has_suffix(lines[1], "x…"));
  long caret = strchr(lines[2], '^') - lines[2];
  CU_ASSERT_EQUAL(*g_utf8_offset_to_pointer(lines[1], caret), 'Y');
}

static void
faults_come_in_order_once(void)
{
  g_autoptr(MusterSource) a = muster_source_new("a", "one\ntwo\nthree\n", 14);
  g_autoptr(MusterSource) b = muster_source_new("b", "", 0);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  muster_faults_error(faults, at(b, 1, 1), NULL, "in b");
  muster_faults_error(faults, at(a, 3, 1), NULL, "third");
  muster_faults_error(faults, at(a, 2, 3), NULL, "second");
  muster_faults_error(faults, at(a, 2, 3), NULL, "second");
  muster_faults_add(faults, MUSTER_FAULT_WARNING, at(a, 2, 1), NULL, "first %d", 1);
  muster_faults_error(faults, at(NULL, 0, 0), NULL, "nowhere");
  g_autofree char *got = muster_faults_render(faults, FALSE);
  CU_ASSERT_STRING_EQUAL(got, "error: nowhere\n"
                              "a:2:1: warning: first 1\n  two\n  ^\n"
                              "a:2:3: error: second\n  two\n    ^\n"
                              "a:3:1: error: third\n  three\n  ^\n"
                              "b:1:1: error: in b\n");
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), 4);
  g_autoptr(GError) error = NULL;
  CU_ASSERT_FALSE(muster_faults_check(faults, &error));
  CU_ASSERT(g_error_matches(error, MUSTER_INPUT_ERROR, MUSTER_INPUT_ERROR_FAULTS));
}

static void
a_flood_is_counted(void)
{
  g_autoptr(MusterSource) a = muster_source_new("a", "", 0);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  for (int i = 1; i <= 100000; i++)
    muster_faults_error(faults, at(a, i, 1), NULL, "bad");
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), 100000);
  CU_ASSERT_EQUAL(muster_faults_n(faults), 200);
  g_autofree char *got = muster_faults_render(faults, FALSE);
  CU_ASSERT(g_str_has_suffix(got, "and 99800 more errors\n"));
}

static void
warnings_do_not_fail_a_check(void)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  muster_faults_add(faults, MUSTER_FAULT_WARNING, at(NULL, 0, 0), NULL, "odd");
  CU_ASSERT(muster_faults_check(faults, NULL));
  muster_faults_take(faults, at(NULL, 0, 0),
                     g_error_new_literal(MUSTER_IO_ERROR, MUSTER_IO_ERROR_READ, "gone"));
  CU_ASSERT_STRING_EQUAL(muster_faults_get(faults, 1)->message, "gone");
  CU_ASSERT_FALSE(muster_faults_check(faults, NULL));
}

static void
sources_are_read_within_their_limit(void)
{
  g_autofree char *folder = g_dir_make_tmp("muster-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(folder, "a", NULL);
  g_autoptr(GError) error = NULL;
  gsize length = 0;
  CU_ASSERT(g_file_set_contents(path, "abc\0def", 7, NULL));
  MusterSource *source = muster_source_read(path, 7, NULL);
  CU_ASSERT_PTR_NOT_NULL_FATAL(source);
  CU_ASSERT(memcmp(muster_source_text(source, &length), "abc\0def", 8) == 0);
  CU_ASSERT_EQUAL(length, 7);
  muster_source_unref(source);
  CU_ASSERT_PTR_NULL(muster_source_read(path, 6, &error));
  CU_ASSERT(g_error_matches(error, MUSTER_IO_ERROR, MUSTER_IO_ERROR_READ));
  g_clear_error(&error);
  CU_ASSERT_PTR_NULL(muster_source_read(folder, 0, &error));
  g_clear_error(&error);
  g_remove(path);
  CU_ASSERT_PTR_NULL(muster_source_read(path, 0, &error));
  CU_ASSERT(g_error_matches(error, MUSTER_IO_ERROR, MUSTER_IO_ERROR_OPEN));
  g_rmdir(folder);
}

static void
nearest_names(void)
{
  const char *const names[] = {"presales", "aftersales", "vip", "投诉", "on", NULL};
  CU_ASSERT_STRING_EQUAL(muster_nearest("presals", names), "presales");
  CU_ASSERT_STRING_EQUAL(muster_nearest("perslaes", names), "presales");
  CU_ASSERT_STRING_EQUAL(muster_nearest("VIP", names), "vip");
  CU_ASSERT_STRING_EQUAL(muster_nearest("投书", names), "投诉");
  CU_ASSERT_STRING_EQUAL(muster_nearest("ofn", names), "on");
  CU_ASSERT_PTR_NULL(muster_nearest("x", names));
  CU_ASSERT_PTR_NULL(muster_nearest("", names));
  CU_ASSERT_PTR_NULL(muster_nearest("complaints", names));
  CU_ASSERT_PTR_NULL(muster_nearest("\xff\xfe", names));
  g_autofree char *long_word = g_strnfill(100000, 'v');
  CU_ASSERT_PTR_NULL(muster_nearest(long_word, names));
}

void test_fault(void);
void
test_fault(void)
{
  CU_pSuite suite = CU_add_suite("fault", NULL, NULL);
  ADD_TEST(suite, caret_stands_under_the_column);
  ADD_TEST(suite, odd_bytes_are_escaped);
  ADD_TEST(suite, long_lines_are_cut_around_the_caret);
  ADD_TEST(suite, faults_come_in_order_once);
  ADD_TEST(suite, a_flood_is_counted);
  ADD_TEST(suite, warnings_do_not_fail_a_check);
  ADD_TEST(suite, sources_are_read_within_their_limit);
  ADD_TEST(suite, nearest_names);
}
