/* One table in its four forms. */
#include "muster_test.h"
#include "report/table_private.h"
#include <muster/report/table.h>
#include <muster/yaml.h>
#include <string.h>

static MusterTable *
example(void)
{
  static const MusterColumn columns[] = {
    {.key = "queue", .title = "queue"},
    {.key = "start", .title = "starts at", .kind = MUSTER_COLUMN_INSTANT},
    {.key = "offered", .title = "contacts offered", .kind = MUSTER_COLUMN_NUMBER, .decimals = 1},
    {.key = "service_level",
     .title = "service level",
     .unit = "%",
     .kind = MUSTER_COLUMN_SHARE,
     .decimals = 1,
     .measure = TRUE},
    {.key = "wait_s", .title = "mean wait", .kind = MUSTER_COLUMN_DURATION},
  };
  g_autoptr(MusterZone) zone = muster_zone_new("Asia/Shanghai", NULL);
  MusterTable *table = muster_table_new("queues", "Queues", columns, G_N_ELEMENTS(columns), zone);
  MusterMeasure level = {0.8241, 0.8189, 0.8293}, unknown = {NAN, NAN, NAN};
  muster_table_begin_row(table);
  muster_table_text(table, "售前, \"VIP\"");
  muster_table_number(table, 1794182400); /* 2026-11-09 00:00 UTC */
  muster_table_number(table, 12345.25);
  muster_table_measure(table, &level);
  muster_table_number(table, 200);
  muster_table_begin_row(table);
  muster_table_text(table, "aftersales");
  muster_table_tone(table, MUSTER_TONE_UNDER);
  muster_table_number(table, 1794182400 + 900);
  muster_table_number(table, NAN);
  muster_table_measure(table, &unknown);
  muster_table_begin_total(table);
  muster_table_text(table, "both");
  muster_table_empty(table);
  muster_table_number(table, 12345.25);
  muster_table_note(table, "service level: %s", "answered_within / offered");
  return table;
}

static void
aligns_for_people(void)
{
  g_autoptr(MusterTable) table = example();
  g_autofree char *text = muster_table_write(table, MUSTER_FORMAT_TABLE, NULL);
  CU_ASSERT_STRING_EQUAL(
    text,
    "Queues\n"
    "\n"
    "                                   contacts                          mean\n"
    "queue                   starts at   offered       service level      wait\n"
    "                                                              %\n"
    "─────────────────────────────────────────────────────────────────────────\n"
    "售前, \"VIP\"  Mon 2026-11-09 08:00  12\u202f345.2  82.4 (81.9 … 82.9)  3:20 min\n"
    "aftersales   Mon 2026-11-09 08:15         –                   –         –\n"
    "─────────────────────────────────────────────────────────────────────────\n"
    "both                               12\u202f345.2\n"
    "service level: answered_within / offered\n");
}

static void
every_line_is_as_wide_as_the_next(void)
{
  g_autoptr(MusterTable) table = example();
  MusterTableStyle narrow = {.width = 60};
  g_autofree char *text = muster_table_write(table, MUSTER_FORMAT_TABLE, &narrow);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  int rule = 0;
  for (int i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix(lines[i], "─"))
      rule = muster_text_width(lines[i]);
  CU_ASSERT(rule > 0);
  for (int i = 2; lines[i] != NULL && !g_str_has_prefix(lines[i], "service"); i++)
    CU_ASSERT(muster_text_width(lines[i]) <= rule);
}

static void
colours_only_when_told(void)
{
  g_autoptr(MusterTable) table = example();
  MusterTableStyle colour = {.colour = TRUE};
  g_autofree char *plain = muster_table_write(table, MUSTER_FORMAT_TABLE, NULL);
  g_autofree char *coloured = muster_table_write(table, MUSTER_FORMAT_TABLE, &colour);
  CU_ASSERT_PTR_NULL(strchr(plain, '\033'));
  CU_ASSERT_PTR_NOT_NULL(strstr(coloured, "\033[31maftersales\033[0m"));
  g_autoptr(GRegex) sgr = g_regex_new("\033\\[[0-9]+m", 0, 0, NULL);
  g_autofree char *stripped = g_regex_replace(sgr, coloured, -1, 0, "", 0, NULL);
  CU_ASSERT_STRING_EQUAL(stripped, plain);
}

static void
writes_csv(void)
{
  g_autoptr(MusterTable) table = example();
  g_autofree char *text = muster_table_write(table, MUSTER_FORMAT_CSV, NULL);
  CU_ASSERT_STRING_EQUAL(text,
                         "queue,start,offered,service_level,service_level_lower,service_level_upper,wait_s\n"
                         "\"售前, \"\"VIP\"\"\",2026-11-09T08:00:00+08:00,12345.25,0.8241,0.8189,0.8293,200\n"
                         "aftersales,2026-11-09T08:15:00+08:00,,,,,\n");
}

static void
writes_json(void)
{
  g_autoptr(MusterTable) table = example();
  g_autofree char *text = muster_table_write(table, MUSTER_FORMAT_JSON, NULL);
  CU_ASSERT_STRING_EQUAL(
    text,
    "[\n"
    "  {\"queue\": \"售前, \\\"VIP\\\"\", \"start\": \"2026-11-09T08:00:00+08:00\", \"offered\": 12345.25, "
    "\"service_level\": {\"mean\": 0.8241, \"lower\": 0.8189, \"upper\": 0.8293}, \"wait_s\": 200},\n"
    "  {\"queue\": \"aftersales\", \"start\": \"2026-11-09T08:15:00+08:00\", \"offered\": null, "
    "\"service_level\": null, \"wait_s\": null}\n"
    "]\n");
  const MusterTable *const both[] = {table, table};
  g_autofree char *named = muster_tables_write(both, 1, MUSTER_FORMAT_JSON, NULL);
  CU_ASSERT(g_str_has_prefix(named, "{\n  \"queues\": [\n    {\"queue\": "));
}

static void
writes_yaml_that_reads_back(void)
{
  g_autoptr(MusterTable) table = example();
  g_autofree char *text = muster_table_write(table, MUSTER_FORMAT_YAML, NULL);
  g_autoptr(MusterSource) source = muster_source_new("table", text, strlen(text));
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterYaml) yaml = muster_yaml_parse(source, NULL, faults);
  CU_ASSERT_PTR_NOT_NULL_FATAL(yaml);
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), 0);
  MusterYamlNode *row = muster_yaml_at(muster_yaml_root(yaml), 0);
  CU_ASSERT_STRING_EQUAL(muster_yaml_get(row, "queue")->text, "售前, \"VIP\"");
  CU_ASSERT_STRING_EQUAL(muster_yaml_get(row, "start")->text, "2026-11-09T08:00:00+08:00");
  CU_ASSERT_STRING_EQUAL(muster_yaml_get(muster_yaml_get(row, "service_level"), "upper")->text, "0.8293");
  CU_ASSERT(muster_yaml_is_null(muster_yaml_get(muster_yaml_at(muster_yaml_root(yaml), 1), "offered")));
  CU_ASSERT_EQUAL(muster_yaml_root(yaml)->n, 2); /* totals are for people */
}

static void
shows_numbers(void)
{
  static const struct {
    double value;
    int decimals;
    const char *shown;
  } numbers[] = {
    {0, 0, "0"},          {-0.001, 1, "0.0"},
    {1234, 0, "1234"},    {12345, 0, "12\u202f345"},
    {-7.26, 1, "−7.3"},   {1e6, 2, "1\u202f000\u202f000.00"},
    {NAN, 1, "–"},        {INFINITY, 1, "–"},
    {1e300, 0, "1e+300"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
    g_autofree char *shown = shown_number(numbers[i].value, numbers[i].decimals);
    CU_ASSERT_STRING_EQUAL(shown, numbers[i].shown);
  }
  static const struct {
    double seconds;
    const char *shown;
  } durations[] = {
    {0, "0 s"},      {2.54, "2.5 s"},      {45, "45 s"},   {59.6, "1:00 min"}, {200, "3:20 min"},
    {3599.6, "1:00 h"}, {27000, "7:30 h"}, {-90, "−1:30 min"}, {NAN, "–"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(durations); i++) {
    g_autofree char *shown = shown_duration(durations[i].seconds);
    CU_ASSERT_STRING_EQUAL(shown, durations[i].shown);
  }
}

static void
reads_format_names(void)
{
  MusterFormat format = MUSTER_FORMAT_TABLE;
  for (int i = 0; muster_format_names[i] != NULL; i++) {
    CU_ASSERT(muster_format_parse(muster_format_names[i], &format));
    CU_ASSERT_EQUAL((int) format, i);
  }
  CU_ASSERT(!muster_format_parse("xml", &format));
}

static void
an_empty_table_has_its_notes(void)
{
  static const MusterColumn columns[] = {{.key = "a"}};
  g_autoptr(MusterTable) table = muster_table_new("none", "Faults", columns, 1, NULL);
  muster_table_note(table, "none found");
  g_autofree char *text = muster_table_write(table, MUSTER_FORMAT_TABLE, NULL);
  g_autofree char *csv = muster_table_write(table, MUSTER_FORMAT_CSV, NULL);
  g_autofree char *json = muster_table_write(table, MUSTER_FORMAT_JSON, NULL);
  CU_ASSERT_STRING_EQUAL(text, "Faults\n\nnone found\n");
  CU_ASSERT_STRING_EQUAL(csv, "a\n");
  CU_ASSERT_STRING_EQUAL(json, "[]\n");
}

void test_table(void);
void
test_table(void)
{
  CU_pSuite suite = CU_add_suite("table", NULL, NULL);
  ADD_TEST(suite, aligns_for_people);
  ADD_TEST(suite, every_line_is_as_wide_as_the_next);
  ADD_TEST(suite, colours_only_when_told);
  ADD_TEST(suite, writes_csv);
  ADD_TEST(suite, writes_json);
  ADD_TEST(suite, writes_yaml_that_reads_back);
  ADD_TEST(suite, shows_numbers);
  ADD_TEST(suite, reads_format_names);
  ADD_TEST(suite, an_empty_table_has_its_notes);
}
