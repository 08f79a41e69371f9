/* Walking JSON: what is read, what is refused and where. */
#include "muster_test.h"
#include <muster/base/json.h>
#include <muster/base/json_reader.h>
#include <string.h>

/* Skips through the whole text: TRUE when it is JSON. */
static gboolean
is_json(const char *text, gsize length, MusterFaults *faults)
{
  g_autoptr(MusterSource) source = muster_source_new("t.json", text, length);
  g_autoptr(MusterJsonReader) json = muster_json_reader_new(source, faults);
  muster_json_reader_skip(json);
  return muster_json_reader_finish(json);
}

static void
accepts_and_refuses(void)
{
  static const char *const good[] = {"0",
                                     " -1.5e+3 ",
                                     "\"\"",
                                     "[]",
                                     "{}",
                                     "[1, [2, {\"a\": null}], true, false]",
                                     "{\"a\":1,\"a\":2}",
                                     "\"\\u00e9\\ud83d\\ude00\\/\\n\"",
                                     "\xef\xbb\xbf[1]"};
  static const char *const bad[] = {
      "",         " ",        "01",    "1.",         ".5",      "+1",          "1e",
      "-",        "nan",      "tru",   "nul",        "[1,]",    "[1 2]",       "[",
      "{\"a\"}",  "{\"a\":}", "{a:1}", "{\"a\":1,}", "\"\\x\"", "\"\\ud83d\"", "\"\\u12g4\"",
      "\"a\nb\"", "\"abc",    "1 2",   "\xff",       "[1]]",    "1e999",       "\"\\u0000\""};
  for (gsize i = 0; i < G_N_ELEMENTS(good); i++) {
    g_autoptr(MusterFaults) faults = muster_faults_new();
    CU_ASSERT(is_json(good[i], strlen(good[i]), faults) && muster_faults_n_errors(faults) == 0);
  }
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(MusterFaults) faults = muster_faults_new();
    gboolean refused = !is_json(bad[i], strlen(bad[i]), faults) && muster_faults_n_errors(faults) == 1;
    if (!refused)
      g_printerr("'%s' is not refused\n", bad[i]);
    CU_ASSERT(refused);
  }
  g_autoptr(MusterFaults) faults = muster_faults_new();
  CU_ASSERT_FALSE(is_json("[1,\0]", 5, faults));
  g_autofree char *deep = g_strnfill(100000, '[');
  CU_ASSERT_FALSE(is_json(deep, 100000, faults));
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), 2);
}

static void
faults_have_places(void)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  static const char *const text = "{\n  \"名\": [1,\n  \"é\" x]\n}";
  CU_ASSERT_FALSE(is_json(text, strlen(text), faults));
  const MusterFault *fault = muster_faults_get(faults, 0);
  CU_ASSERT_EQUAL(fault->line, 3);
  CU_ASSERT_EQUAL(fault->column, 7);
  CU_ASSERT_STRING_EQUAL(fault->message, "a comma or the end is expected here");
}

static void
values(void)
{
  static const char *const text = "{\"seed\": 18446744073709551615, \"x\": -0.25, \"t\": "
                                  "\"a\\\"\\u00e9\\ud83d\\ude00\", \"b\": true, \"n\": [null, 5]}";
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterSource) source = muster_source_new("t.json", text, strlen(text));
  g_autoptr(MusterJsonReader) json = muster_json_reader_new(source, faults);
  guint64 seed = 0;
  double x = 0, none = 0, five = 0;
  gboolean truth = FALSE;
  g_autofree char *string = NULL;
  CU_ASSERT(muster_json_reader_object(json));
  CU_ASSERT_STRING_EQUAL(muster_json_reader_key(json), "seed");
  CU_ASSERT(muster_json_reader_unsigned(json, &seed) && seed == G_MAXUINT64);
  CU_ASSERT_STRING_EQUAL(muster_json_reader_key(json), "x");
  CU_ASSERT(muster_json_reader_number(json, &x) && x == -0.25);
  CU_ASSERT_STRING_EQUAL(muster_json_reader_key(json), "t");
  CU_ASSERT(muster_json_reader_string(json, &string));
  CU_ASSERT_STRING_EQUAL(string, "a\"é😀");
  CU_ASSERT_STRING_EQUAL(muster_json_reader_key(json), "b");
  CU_ASSERT(muster_json_reader_boolean(json, &truth) && truth);
  CU_ASSERT_STRING_EQUAL(muster_json_reader_key(json), "n");
  CU_ASSERT(muster_json_reader_array(json) && muster_json_reader_item(json));
  CU_ASSERT(muster_json_reader_number_or_null(json, &none) && isnan(none));
  CU_ASSERT(muster_json_reader_item(json) && muster_json_reader_number(json, &five) && five == 5);
  CU_ASSERT_FALSE(muster_json_reader_item(json));
  CU_ASSERT_PTR_NULL(muster_json_reader_key(json));
  CU_ASSERT(muster_json_reader_finish(json));
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), 0);
}

/* What the emitter writes, the reader takes. */
static void
emitted_strings_come_back(void)
{
  static const char *const strings[] = {"",        "</script>", "\x01\x1f\x7f", "技能 \"组\"\\",
                                        "😀\u2028", "a\tb\r\n"};
  for (gsize i = 0; i < G_N_ELEMENTS(strings); i++) {
    g_autoptr(MusterJson) emitter = muster_json_new();
    muster_json_string(emitter, strings[i]);
    g_autofree char *text = muster_json_finish(emitter), *back = NULL;
    g_autoptr(MusterFaults) faults = muster_faults_new();
    g_autoptr(MusterSource) source = muster_source_new("t.json", text, strlen(text));
    g_autoptr(MusterJsonReader) json = muster_json_reader_new(source, faults);
    CU_ASSERT(muster_json_reader_string(json, &back) && muster_json_reader_finish(json));
    CU_ASSERT_STRING_EQUAL(back, strings[i]);
  }
}

void test_json_reader(void);
void
test_json_reader(void)
{
  CU_pSuite suite = CU_add_suite("json reader", NULL, NULL);
  ADD_TEST(suite, accepts_and_refuses);
  ADD_TEST(suite, faults_have_places);
  ADD_TEST(suite, values);
  ADD_TEST(suite, emitted_strings_come_back);
}
