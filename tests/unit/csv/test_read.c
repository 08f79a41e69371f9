/* Dialects, headers, rows, and the places of what is wrong. */
#include "muster_test.h"
#include <muster/csv.h>
#include <string.h>

static MusterCsv *
read_bytes(const char *text, gsize length, const MusterCsvDialect *dialect, MusterFaults *faults)
{
  g_autoptr(MusterSource) source = muster_source_new("t.csv", text, length);
  return muster_csv_read(source, dialect, faults);
}

static MusterCsv *
read_text(const char *text, MusterFaults *faults)
{
  return read_bytes(text, strlen(text), NULL, faults);
}

/* The rendered faults of a text that must be refused or be faulty. (transfer full) */
static char *
faults_of(const char *text, gsize length)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterCsv) csv = read_bytes(text, length, NULL, faults);
  CU_ASSERT(muster_faults_n_errors(faults) > 0);
  return muster_faults_render(faults, FALSE);
}

#define ASSERT_FAULT(text, part)                                                                             \
  do {                                                                                                       \
    g_autofree char *rendered_ = faults_of((text), sizeof(text) - 1);                                        \
    gboolean there_ = strstr(rendered_, (part)) != NULL;                                                     \
    if (!there_)                                                                                             \
      g_printerr("%s:%d: '%s' is not in:\n%s", __FILE__, __LINE__, (part), rendered_);                       \
    CU_ASSERT(there_);                                                                                       \
  } while (0)

/* Each text holds the same small table. */
static void
dialects_are_sniffed(void)
{
  static const char *const texts[] = {
      "start,queue,offered\n2026-11-09,sales,1.5\n2026-11-10,billing,2\n",
      "start;queue;offered\r\n2026-11-09;sales;1,5\r\n2026-11-10;billing;2\r\n",
      "start\tqueue\toffered\r2026-11-09\tsales\t1.5\r2026-11-10\tbilling\t2",
      "start|queue|offered\n2026-11-09|sales|1.5\n\n2026-11-10|billing|2|\n||\n",
      "\xef\xbb\xbfstart , queue , offered\n2026-11-09, sales ,1.5\n2026-11-10, \"billing\" , 2\n",
      "sep=;\r\nstart;queue;offered\r\n2026-11-09;sales;1.5\r\n2026-11-10;billing;2\r\n",
      "\"start\",\"queue\",\"offered\"\n\"2026-11-09\",\"sales\",\"1,5\"\n\"2026-11-10\",\"billing\",\"2\"\n",
  };
  static const char separators[] = ",;\t|,;,";
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(MusterFaults) faults = muster_faults_new();
    g_autoptr(MusterCsv) csv = read_text(texts[i], faults);
    CU_ASSERT_PTR_NOT_NULL_FATAL(csv);
    CU_ASSERT_EQUAL(muster_csv_dialect(csv)->separator, separators[i]);
    CU_ASSERT_EQUAL(muster_csv_n_rows(csv), 2);
    CU_ASSERT_EQUAL(muster_csv_n_columns(csv), 3);
    CU_ASSERT_STRING_EQUAL(muster_csv_text(csv, 0, 1), "sales");
    CU_ASSERT_STRING_EQUAL(muster_csv_text(csv, 1, 1), "billing");
    double value = 0;
    CU_ASSERT(muster_csv_double(csv, 0, 2, &value, faults));
    CU_ASSERT_EQUAL(value, 1.5);
    CU_ASSERT_EQUAL(muster_faults_n_errors(faults), 0);
  }
}

static void
quotes_follow_rfc_4180(void)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterCsv) csv =
      read_text("a,b,c\n\"x \"\"y\"\"\",\"two\r\nlines\",\"\"\n 5\" pipe ,\" kept \",z\n", faults);
  CU_ASSERT_PTR_NOT_NULL_FATAL(csv);
  CU_ASSERT_STRING_EQUAL(muster_csv_text(csv, 0, 0), "x \"y\"");
  CU_ASSERT_STRING_EQUAL(muster_csv_text(csv, 0, 1), "two\r\nlines");
  CU_ASSERT(muster_csv_is_empty(csv, 0, 2));
  CU_ASSERT_STRING_EQUAL(muster_csv_text(csv, 1, 0), "5\" pipe");
  CU_ASSERT_STRING_EQUAL(muster_csv_text(csv, 1, 1), " kept ");
  MusterMark mark = muster_csv_mark(csv, 1, 2);
  CU_ASSERT_EQUAL(mark.line, 4);
  CU_ASSERT_EQUAL(mark.column, 20);
  mark = muster_csv_mark(csv, 0, 2);
  CU_ASSERT_EQUAL(mark.line, 3); /* the row began a line earlier */
  CU_ASSERT_EQUAL(mark.column, 9);
}

static void
a_table_without_header(void)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterCsv) csv = read_text("sales,20261109 08:00,12\nsales,20261109 08:15,14\n", faults);
  CU_ASSERT_PTR_NOT_NULL_FATAL(csv);
  CU_ASSERT_EQUAL(muster_csv_dialect(csv)->header, MUSTER_CSV_HEADER_NO);
  CU_ASSERT_EQUAL(muster_csv_n_rows(csv), 2);
  CU_ASSERT_STRING_EQUAL(muster_csv_text(csv, 0, 2), "12");
  CU_ASSERT_STRING_EQUAL(muster_csv_name(csv, 0), "");
  CU_ASSERT_EQUAL(muster_csv_find(csv, "#3"), 2);
  CU_ASSERT_EQUAL(muster_csv_find(csv, "#4"), -1);
  CU_ASSERT_EQUAL(muster_csv_need(csv, "offered", faults), -1);
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), 1);
}

static void
columns_by_name(void)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterCsv) csv = read_text("Interval Start,开始时间,Ofered,twice,Twice\n1,2,3,4,5\n", faults);
  CU_ASSERT_PTR_NOT_NULL_FATAL(csv);
  CU_ASSERT_EQUAL(muster_csv_need(csv, "interval_start", faults), 0);
  CU_ASSERT_EQUAL(muster_csv_need(csv, "start|开始时间", faults), 1);
  CU_ASSERT_EQUAL(muster_csv_find(csv, "offered"), -1);
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), 0);
  CU_ASSERT_EQUAL(muster_csv_need(csv, "offered", faults), -1);
  CU_ASSERT_EQUAL(muster_csv_need(csv, "twice", faults), -1);
  muster_csv_only(csv, (const char *const[]){"interval start", "start|开始时间", "offered", "twice", NULL},
                  faults);
  g_autofree char *text = muster_faults_render(faults, FALSE);
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "t.csv:1:1: error: no column 'offered'"));
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "did you mean 'Ofered'?"));
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "t.csv:1:28: error: the column 'twice' is there 2 times"));
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "t.csv:1:21: error: unknown column 'Ofered'"));
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), 3);
}

static void
faults_have_places(void)
{
  ASSERT_FAULT("a,b\n1,2,3\n", "t.csv:2:5: error: this row has 3 fields, the first row has 2");
  ASSERT_FAULT("a,b\n1\n", "t.csv:2:1: error: this row has 1 field, the first row has 2");
  ASSERT_FAULT("a,b\n1,\"x\ny,z\n", "t.csv:2:3: error: a quote that is never closed");
  ASSERT_FAULT("a,b\n1,\"x\"y,z\n", "t.csv:2:6: error: text behind a closing quote");
  ASSERT_FAULT("", "the table is empty");
  ASSERT_FAULT("\n \n,,\n", "the table is empty");
  ASSERT_FAULT("a,b\n1,\0\n", "t.csv:2:3: error: a NUL byte");
  ASSERT_FAULT("a,b\n1,\xff\n\xfe,3\n", "t.csv:3:1: error: byte 0xfe is no UTF-8");
  ASSERT_FAULT("PK\x03\x04\x14\0\0zzzz", "spreadsheet");
  ASSERT_FAULT("a\0,\0b\0\n\0"
               "1\0,\0"
               "2\0\n\0",
               "utf-16le");
}

static void
ragged_rows_are_left_out(void)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterCsv) csv = read_text("a,b\n1,2\n3\n4,5,6\n7,8,,\n", faults);
  CU_ASSERT_PTR_NOT_NULL_FATAL(csv);
  CU_ASSERT_EQUAL(muster_faults_n_errors(faults), 2);
  CU_ASSERT_EQUAL(muster_csv_n_rows(csv), 2);
  CU_ASSERT_STRING_EQUAL(muster_csv_text(csv, 1, 1), "8");
}

static void
large_things_are_refused(void)
{
  g_autofree char *field = g_strnfill(MUSTER_CSV_MAX_FIELD + 2, 'x');
  g_autofree char *text = g_strdup_printf("a,b\n1,%s\n", field);
  g_autofree char *rendered = faults_of(text, strlen(text));
  CU_ASSERT_PTR_NOT_NULL(strstr(rendered, "t.csv:2:3: error: a field of more than 1 MiB"));
  g_autofree char *commas = g_strnfill(MUSTER_CSV_MAX_COLUMNS, ',');
  g_autofree char *wide = g_strdup_printf("a%s\n", commas);
  g_autofree char *refused = faults_of(wide, strlen(wide));
  CU_ASSERT_PTR_NOT_NULL(strstr(refused, "more than 4096 columns"));
}

static void
encodings(void)
{
  static const char *const text = "队列,数量\n售前,12\n售后咨询,7\n";
  static const char *const names[] = {"UTF-16LE", "UTF-16BE", "GB18030", "UTF-8"};
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
    for (int told = 0; told < 2; told++) {
      gsize length;
      g_autofree char *with_bom = g_strconcat(told ? "" : "\xef\xbb\xbf", text, NULL);
      /* GB18030 is found without a mark. */
      const char *input = i == 2 ? text : with_bom;
      g_autofree char *bytes = g_convert(input, -1, names[i], "UTF-8", NULL, &length, NULL);
      g_autoptr(MusterFaults) faults = muster_faults_new();
      MusterCsvDialect dialect = {.encoding = told ? names[i] : NULL};
      g_autoptr(MusterCsv) csv = read_bytes(bytes, length, &dialect, faults);
      CU_ASSERT_PTR_NOT_NULL_FATAL(csv);
      CU_ASSERT_STRING_EQUAL(muster_csv_dialect(csv)->encoding, names[i]);
      CU_ASSERT_STRING_EQUAL(muster_csv_text(csv, 1, 0), "售后咨询");
      CU_ASSERT_EQUAL(muster_csv_find(csv, "数量"), 1);
    }
}

static void
undecodable_bytes(void)
{
  MusterCsvDialect dialect = {.encoding = "gb18030"};
  g_autoptr(MusterFaults) faults = muster_faults_new();
  CU_ASSERT_PTR_NULL(read_bytes("a,b\n\xca\xdb,\xff\n", 8, &dialect, faults));
  dialect.encoding = "klingon";
  CU_ASSERT_PTR_NULL(read_bytes("a,b\n", 4, &dialect, faults));
  dialect.encoding = "utf-16le";
  CU_ASSERT_PTR_NULL(read_bytes("a\0,", 3, &dialect, faults));
  g_autofree char *text = muster_faults_render(faults, FALSE);
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "t.csv:2:3: error: byte 0xff does not fit the encoding gb18030"));
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "unknown encoding 'klingon'"));
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "the file ends within a character"));
  dialect.encoding = "windows-1252";
  g_autoptr(MusterCsv) csv = read_bytes("name\nM\xfcller\n", 12, &dialect, faults);
  CU_ASSERT_PTR_NOT_NULL_FATAL(csv);
  CU_ASSERT_STRING_EQUAL(muster_csv_text(csv, 0, 0), "Müller");
  g_autofree char *western = faults_of("name\nM\xfcller\n", 12);
  CU_ASSERT_PTR_NOT_NULL(strstr(western, "t.csv:2:2: error: byte 0xfc is no UTF-8"));
  CU_ASSERT_PTR_NOT_NULL(strstr(western, "windows-1252"));
}

void test_read(void);
void
test_read(void)
{
  CU_pSuite suite = CU_add_suite("read", NULL, NULL);
  ADD_TEST(suite, dialects_are_sniffed);
  ADD_TEST(suite, quotes_follow_rfc_4180);
  ADD_TEST(suite, a_table_without_header);
  ADD_TEST(suite, columns_by_name);
  ADD_TEST(suite, faults_have_places);
  ADD_TEST(suite, ragged_rows_are_left_out);
  ADD_TEST(suite, large_things_are_refused);
  ADD_TEST(suite, encodings);
  ADD_TEST(suite, undecodable_bytes);
}
