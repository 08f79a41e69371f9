#include "muster_test.h"
#include <muster/base/json.h>

static void
lays_out_nested_values(void)
{
  g_autoptr(MusterJson) json = muster_json_new();
  muster_json_begin_object(json, MUSTER_JSON_LINES);
  muster_json_key(json, "seed");
  muster_json_unsigned(json, G_MAXUINT64);
  muster_json_key(json, "rows");
  muster_json_begin_array(json, MUSTER_JSON_LINES);
  muster_json_begin_object(json, MUSTER_JSON_FLAT);
  muster_json_key(json, "a");
  muster_json_number(json, 0.1);
  muster_json_key(json, "b");
  muster_json_begin_array(json, MUSTER_JSON_LINES);
  muster_json_integer(json, -3);
  muster_json_boolean(json, TRUE);
  muster_json_end(json);
  muster_json_end(json);
  muster_json_end(json);
  muster_json_key(json, "none");
  muster_json_begin_array(json, MUSTER_JSON_LINES);
  muster_json_end(json);
  muster_json_end(json);
  g_autofree char *text = muster_json_finish(json);
  CU_ASSERT_STRING_EQUAL(text, "{\n"
                               "  \"seed\": 18446744073709551615,\n"
                               "  \"rows\": [\n"
                               "    {\"a\": 0.1, \"b\": [-3, true]}\n"
                               "  ],\n"
                               "  \"none\": []\n"
                               "}\n");
}

static char *
one_string(const char *text)
{
  g_autoptr(MusterJson) json = muster_json_new();
  muster_json_string(json, text);
  return muster_json_finish(json);
}

static void
escapes_strings(void)
{
  static const char *const pairs[][2] = {
    {"plain", "\"plain\"\n"},
    {"say \"hi\" \\ back", "\"say \\\"hi\\\" \\\\ back\"\n"},
    {"line\nfeed\ttab\x01", "\"line\\nfeed\\ttab\\u0001\"\n"},
    {"</script>", "\"<\\/script>\"\n"},
    {"技能组", "\"技能组\"\n"},
    {"bad \xff byte", "\"bad \xef\xbf\xbd byte\"\n"},
    {NULL, "null\n"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
    g_autofree char *text = one_string(pairs[i][0]);
    CU_ASSERT_STRING_EQUAL(text, pairs[i][1]);
  }
}

static void
writes_no_number_that_json_lacks(void)
{
  const double values[] = {NAN, INFINITY, -INFINITY};
  for (gsize i = 0; i < G_N_ELEMENTS(values); i++) {
    g_autoptr(MusterJson) json = muster_json_new();
    muster_json_number(json, values[i]);
    g_autofree char *text = muster_json_finish(json);
    CU_ASSERT_STRING_EQUAL(text, "null\n");
  }
}

static void
writes_measures(void)
{
  g_autoptr(MusterJson) json = muster_json_new();
  MusterMeasure known = {0.8, 0.75, NAN}, unknown = {NAN, 0, 1};
  muster_json_begin_array(json, MUSTER_JSON_LINES);
  muster_json_measure(json, &known);
  muster_json_measure(json, &unknown);
  muster_json_end(json);
  g_autofree char *text = muster_json_finish(json);
  CU_ASSERT_STRING_EQUAL(text, "[\n  {\"mean\": 0.8, \"lower\": 0.75, \"upper\": null},\n  null\n]\n");
}

void test_json(void);
void
test_json(void)
{
  CU_pSuite suite = CU_add_suite("json", NULL, NULL);
  ADD_TEST(suite, lays_out_nested_values);
  ADD_TEST(suite, escapes_strings);
  ADD_TEST(suite, writes_no_number_that_json_lacks);
  ADD_TEST(suite, writes_measures);
}
