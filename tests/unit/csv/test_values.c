/* Fields as numbers, truths, dates and times. */
#include "muster_test.h"
#include <muster/csv.h>
#include <string.h>

static MusterCsv *
read_with(const char *text, MusterCsvDialect dialect, MusterFaults *faults)
{
  g_autoptr(MusterSource) source = muster_source_new("t.csv", text, strlen(text));
  return muster_csv_read(source, &dialect, faults);
}

static void
numbers(void)
{
  static const struct {
    char decimal;
    const char *text;
    double value; /* NaN: refused */
  } cases[] = {
      {'.', "12", 12},
      {'.', "-0.5", -0.5},
      {'.', "+1e3", 1000},
      {'.', ".5", 0.5},
      {'.', "1,234,567", 1234567},
      {'.', "1,234.5", 1234.5},
      {'.', "12 345", 12345},
      {'.', "1'234", 1234},
      {'.',
       "1\xc2\xa0"
       "234",
       1234},
      {'.',
       "1\xe2\x80\xaf"
       "234.25",
       1234.25},
      {',', "1,5", 1.5},
      {',', "1.234,5", 1234.5},
      {',', "1.234", 1234},
      {',', "-12", -12},
      {',', "1,5e3", 1500},
      {'.', "1,5", NAN},
      {'.', "1,23,456", NAN},
      {'.', "1,234 567", NAN},
      {'.', "nan", NAN},
      {'.', "inf", NAN},
      {'.', "0x10", NAN},
      {'.', "1e999", NAN},
      {'.', "12x", NAN},
      {'.', "-", NAN},
      {'.', "1.2.3", NAN},
      {',', "1,2,3", NAN},
      {'.', "1234,567", NAN},
      {',', "1.5", NAN},
      {'.', "1e", NAN},
      {'.', "99999999999999999999999999999999999999999999999999999999999999999999", 1e68},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(MusterFaults) faults = muster_faults_new();
    g_autofree char *text = g_strdup_printf("n;x\n%s;1\n", cases[i].text);
    g_autoptr(MusterCsv) csv =
        read_with(text, (MusterCsvDialect){.decimal = cases[i].decimal, .separator = ';'}, faults);
    double value = -1;
    gboolean read = muster_csv_double(csv, 0, 0, &value, faults);
    gboolean good = isnan(cases[i].value) ? !read && muster_faults_n_errors(faults) == 1
                                          : read && value == cases[i].value;
    if (!good)
      g_printerr("'%s' reads as %.17g\n", cases[i].text, value);
    CU_ASSERT(good);
  }
}

static void
the_decimal_sign_is_found(void)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterCsv) csv =
      read_with("day;n;share\n09.11;1.234;0,25\n10.11;2;0,5\n", (MusterCsvDialect){0}, faults);
  double value = 0;
  CU_ASSERT_EQUAL(muster_csv_dialect(csv)->decimal, ',');
  CU_ASSERT(muster_csv_double(csv, 0, 1, &value, faults));
  CU_ASSERT_EQUAL(value, 1234);
  CU_ASSERT_STRING_EQUAL(muster_csv_text(csv, 0, 0), "09.11");
  g_autoptr(MusterCsv) vague = read_with("a;b\n1,234;7\n", (MusterCsvDialect){0}, faults);
  CU_ASSERT_FALSE(muster_csv_double(vague, 0, 0, &value, faults));
  g_autofree char *text = muster_faults_render(faults, FALSE);
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "ambiguous"));
  g_autoptr(MusterCsv) clear = read_with("a,b\n\"1,234\",7\n", (MusterCsvDialect){0}, faults);
  CU_ASSERT(muster_csv_double(clear, 0, 0, &value, faults));
  CU_ASSERT_EQUAL(value, 1234);
}

static void
integers_and_truths(void)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterCsv) csv =
      read_with("a,b\n12.0,yes\n1.5,maybe\n,NO\n1e300,1\n", (MusterCsvDialect){0}, faults);
  gint64 n = 0;
  gboolean truth = FALSE;
  CU_ASSERT(muster_csv_int(csv, 0, 0, &n, faults));
  CU_ASSERT_EQUAL(n, 12);
  CU_ASSERT(muster_csv_bool(csv, 0, 1, &truth, faults) && truth);
  CU_ASSERT(muster_csv_bool(csv, 2, 1, &truth, faults) && !truth);
  CU_ASSERT_FALSE(muster_csv_int(csv, 1, 0, &n, NULL));
  CU_ASSERT_FALSE(muster_csv_int(csv, 1, 0, &n, faults));
  CU_ASSERT_FALSE(muster_csv_bool(csv, 1, 1, &truth, faults));
  CU_ASSERT_FALSE(muster_csv_int(csv, 2, 0, &n, faults));
  CU_ASSERT_FALSE(muster_csv_int(csv, 3, 0, &n, faults));
  g_autofree char *text = muster_faults_render(faults, FALSE);
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "t.csv:3:1: error: '1.5' is no whole number"));
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "t.csv:3:5: error: 'maybe' is neither yes nor no; yes or no"));
  CU_ASSERT_PTR_NOT_NULL(strstr(text, "t.csv:4:1: error: the field 'a' is empty"));
}

static void
times(void)
{
  static const struct {
    const char *format, *text;
    gint64 utc; /* -1: refused */
  } cases[] = {
      {NULL, "2026-11-09T08:00:00+08:00", 1794182400},
      {NULL, "2026-11-09 08:00+0800", 1794182400},
      {NULL, "2026-11-09T00:00Z", 1794182400},
      {NULL, "2026-11-09 08:00", 1794182400},
      {NULL, "2026/11/9 8:00:00.250", 1794182400},
      {NULL, "20261109 08:00", 1794182400},
      {NULL, "2026-11-08 24:00", 1794153600},
      {NULL, "2026-11-09", 1794153600},
      {"%d.%m.%Y %H:%M", "09.11.2026 08:00", 1794182400},
      {"%m%d%Y %I:%M %p", "11092026 8:00 AM", 1794182400},
      {"%m/%d/%y %I:%M %p", "11/9/26 12:00 a.m.", 1794153600},
      {"%Y%m%d%H%M%z", "202611090000Z", 1794182400},
      {NULL, "2026-02-29 08:00", -1},
      {NULL, "2026-13-01", -1},
      {NULL, "2026-11-09 25:00", -1},
      {NULL, "09.11.2026", -1},
      {NULL, "2026-11-09 08:00 x", -1},
      {NULL, "2026-11-09T", -1},
      {NULL, "2026-11-09 08:61", -1},
      {NULL, "now", -1},
      {"%d.%m.%Y", "09.11.2026 08:00", -1},
      {"%I %p %Y%m%d", "13 PM 20261109", -1},
      {"%Q", "5", -1},
  };
  g_autoptr(MusterZone) zone = muster_zone_new("Asia/Shanghai", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(MusterFaults) faults = muster_faults_new();
    g_autofree char *text = g_strdup_printf("t\n%s\n", cases[i].text);
    g_autoptr(MusterCsv) csv = read_with(text, (MusterCsvDialect){.header = MUSTER_CSV_HEADER_YES}, faults);
    gint64 utc = -1;
    gboolean read = muster_csv_instant(csv, 0, 0, cases[i].format, zone, &utc, NULL, faults);
    gboolean good =
        cases[i].utc < 0 ? !read && muster_faults_n_errors(faults) == 1 : read && utc == cases[i].utc;
    if (!good)
      g_printerr("'%s' reads as %" G_GINT64_FORMAT "\n", cases[i].text, utc);
    CU_ASSERT(good);
  }
}

static void
nights_when_clocks_change(void)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterZone) zone = muster_zone_new("America/New_York", NULL);
  g_autoptr(MusterCsv) csv = read_with("t\n2026-11-01 01:30\n2026-03-08 02:30\n2026-11-01 01:30-05:00\n",
                                       (MusterCsvDialect){0}, faults);
  MusterLocal local;
  gint64 first = 0, second = 0, never;
  CU_ASSERT(muster_csv_instant(csv, 0, 0, NULL, zone, &first, &local, faults));
  CU_ASSERT_EQUAL(local, MUSTER_LOCAL_TWICE);
  CU_ASSERT(muster_csv_instant(csv, 2, 0, NULL, zone, &second, &local, faults));
  CU_ASSERT_EQUAL(local, MUSTER_LOCAL_ONCE);
  CU_ASSERT_EQUAL(second - first, 3600);
  CU_ASSERT_FALSE(muster_csv_instant(csv, 1, 0, NULL, zone, &never, &local, faults));
  CU_ASSERT_EQUAL(local, MUSTER_LOCAL_NEVER);
  MusterDay day = 0;
  CU_ASSERT_FALSE(muster_csv_day(csv, 0, 0, NULL, &day, NULL));
}

void test_values(void);
void
test_values(void)
{
  CU_pSuite suite = CU_add_suite("values", NULL, NULL);
  ADD_TEST(suite, numbers);
  ADD_TEST(suite, the_decimal_sign_is_found);
  ADD_TEST(suite, integers_and_truths);
  ADD_TEST(suite, times);
  ADD_TEST(suite, nights_when_clocks_change);
}
