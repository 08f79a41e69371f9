#include "muster_test.h"
#include <muster/base/clock.h>
#include <string.h>

static MusterDay
day_of(const char *text)
{
  MusterDay day = 0;
  CU_ASSERT_FATAL(muster_day_parse(text, &day));
  return day;
}

static void
days(void)
{
  CU_ASSERT_EQUAL(day_of("1970-01-01"), 0);
  CU_ASSERT_EQUAL(day_of("2000-02-29"), 11016);
  CU_ASSERT_EQUAL(muster_day_weekday(day_of("2026-11-09")), 0);
  CU_ASSERT_EQUAL(muster_day_weekday(day_of("1969-12-31")), 2);
  const char *const bad[] = {"",           "2026",       "2026-02-29", "1900-02-29",  "2026-13-01",
                             "2026-00-10", "2026-04-31", "2026-4-1",   "2026-04-01 ", "0000-01-01",
                             "2026/04/01", "-026-04-01", "20260401",   "2026-04-0x"};
  MusterDay day;
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
    CU_ASSERT_FALSE(muster_day_parse(bad[i], &day));
  for (MusterDay d = day_of("0001-01-01"); d <= day_of("9999-12-31"); d += 97) {
    g_autofree char *text = muster_day_format(d);
    CU_ASSERT_FATAL(day_of(text) == d);
  }
}

static void
weekdays(void)
{
  const struct {
    const char *text;
    guint mask;
    const char *again;
  } cases[] = {
      {"mon-fri", 0x1f, "mon-fri"},
      {"sat", 0x20, "sat"},
      {"mon,wed,fri", 0x15, "mon,wed,fri"},
      {"sat-mon", 0x61, "mon,sat,sun"},
      {"mon-sun", 0x7f, "mon-sun"},
      {"Monday", 1, "mon"},
      {" tue - THU , sun", 0x4e, "tue-thu,sun"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    guint mask = 0;
    CU_ASSERT(muster_weekdays_parse(cases[i].text, &mask));
    CU_ASSERT_EQUAL(mask, cases[i].mask);
    g_autofree char *again = muster_weekdays_format(mask);
    CU_ASSERT_STRING_EQUAL(again, cases[i].again);
  }
  const char *const bad[] = {"", "mon-", "-fri", "mon,", "mo", "mond", "mon fri", "mon--fri", "1"};
  guint mask;
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
    CU_ASSERT_FALSE(muster_weekdays_parse(bad[i], &mask));
}

static void
clocks(void)
{
  int s = -1;
  CU_ASSERT(muster_clock_parse("08:00", &s) && s == 28800);
  CU_ASSERT(muster_clock_parse("8:00", &s) && s == 28800);
  CU_ASSERT(muster_clock_parse("08:00:30", &s) && s == 28830);
  CU_ASSERT(muster_clock_parse("24:00", &s) && s == 86400);
  const char *const bad[] = {"",       "8",   "08",    "24:01",    "08:60", "08:00:60",
                             "08:00:", "8:0", "-8:00", "08:00 am", "99:00"};
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
    CU_ASSERT_FALSE(muster_clock_parse(bad[i], &s));
  g_autofree char *even = muster_clock_format(28800);
  g_autofree char *odd = muster_clock_format(86399);
  CU_ASSERT_STRING_EQUAL(even, "08:00");
  CU_ASSERT_STRING_EQUAL(odd, "23:59:59");
}

/* Local time in a zone to UTC text and how it fell. */
static void
check_local(const char *zone_name, const char *local, MusterLocal want_fell, const char *want_utc)
{
  g_autoptr(MusterZone) zone = muster_zone_new(zone_name, NULL);
  CU_ASSERT_PTR_NOT_NULL_FATAL(zone);
  gint64 utc = 0;
  MusterLocal fell = MUSTER_LOCAL_ONCE;
  CU_ASSERT(muster_instant_parse(local, zone, &utc, &fell));
  g_autofree char *got = muster_utc_format(utc);
  if (fell != want_fell || strcmp(got, want_utc) != 0)
    g_printerr("%s %s: got %s (%d), want %s (%d)\n", zone_name, local, got, fell, want_utc, want_fell);
  CU_ASSERT_EQUAL(fell, want_fell);
  CU_ASSERT_STRING_EQUAL(got, want_utc);
}

static void
local_times(void)
{
  check_local("Asia/Shanghai", "2026-11-09 08:00", MUSTER_LOCAL_ONCE, "2026-11-09T00:00:00Z");
  check_local("America/New_York", "2026-03-08 01:59", MUSTER_LOCAL_ONCE, "2026-03-08T06:59:00Z");
  check_local("America/New_York", "2026-03-08 02:30", MUSTER_LOCAL_NEVER, "2026-03-08T07:00:00Z");
  check_local("America/New_York", "2026-03-08 03:00", MUSTER_LOCAL_ONCE, "2026-03-08T07:00:00Z");
  check_local("America/New_York", "2026-11-01 00:59", MUSTER_LOCAL_ONCE, "2026-11-01T04:59:00Z");
  check_local("America/New_York", "2026-11-01 01:00", MUSTER_LOCAL_TWICE, "2026-11-01T05:00:00Z");
  check_local("America/New_York", "2026-11-01 01:30", MUSTER_LOCAL_TWICE, "2026-11-01T05:30:00Z");
  check_local("America/New_York", "2026-11-01 02:00", MUSTER_LOCAL_ONCE, "2026-11-01T07:00:00Z");
  check_local("Australia/Lord_Howe", "2026-10-04 02:15", MUSTER_LOCAL_NEVER, "2026-10-03T15:30:00Z");
  check_local("America/Sao_Paulo", "2018-11-04 00:00", MUSTER_LOCAL_NEVER, "2018-11-04T03:00:00Z");
  check_local("America/Havana", "2026-11-01 00:00", MUSTER_LOCAL_TWICE, "2026-11-01T04:00:00Z");
  check_local("Pacific/Apia", "2011-12-30 12:00", MUSTER_LOCAL_NEVER, "2011-12-30T10:00:00Z");
  check_local("UTC", "2026-12-31 24:00", MUSTER_LOCAL_ONCE, "2027-01-01T00:00:00Z");
  check_local("America/New_York", "2026-11-01T01:30:00-05:00", MUSTER_LOCAL_ONCE, "2026-11-01T06:30:00Z");
}

static void
instants(void)
{
  gint64 utc;
  const char *const good[] = {"2026-11-09T08:00:00Z",    "2026-11-09 08:00:00.000Z",
                              "2026-11-09T16:00+08:00",  "2026-11-09T16:00:00+0800",
                              "2026-11-09 16:00:00 +08", "2026-11-09T04:30:00-03:30",
                              "2026-11-09T08:00Z"};
  for (gsize i = 0; i < G_N_ELEMENTS(good); i++) {
    CU_ASSERT(muster_instant_parse(good[i], NULL, &utc, NULL));
    CU_ASSERT_EQUAL(utc, 1794211200);
  }
  const char *const bad[] = {"",
                             "2026-11-09",
                             "2026-11-09T08:00",
                             "2026-11-09T08:00:00.5Z",
                             "2026-11-09T08:00+8",
                             "2026-11-09T25:00Z",
                             "2026-02-30T08:00Z",
                             "2026-11-09T08:00ZZ",
                             "2026-11-09T08:00+99:00",
                             "2026-11-09T08:00+08:0a",
                             "2026-11-09T08:00:00.Z",
                             "2026-11-09T8Z",
                             "2026-11-09T08:00:00:00:00Z"};
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
    CU_ASSERT_FALSE(muster_instant_parse(bad[i], NULL, &utc, NULL));
}

static void
zones(void)
{
  g_autoptr(MusterZone) zone = muster_zone_new("America/New_York", NULL);
  g_autofree char *summer = muster_zone_format(zone, 1794211200 - 30 * 86400);
  g_autofree char *winter = muster_zone_format(zone, 1794211200);
  CU_ASSERT_STRING_EQUAL(summer, "2026-10-10T04:00:00-04:00");
  CU_ASSERT_STRING_EQUAL(winter, "2026-11-09T03:00:00-05:00");
  CU_ASSERT_STRING_EQUAL(muster_zone_name(zone), "America/New_York");
  const char *const bad[] = {"",
                             "Atlantis/Centre",
                             "+08:00",
                             "../../etc/passwd",
                             "/etc/localtime",
                             "EST5EDT,M3.2.0,M11.1.0",
                             "a b",
                             "\xff",
                             "America/"};
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(MusterZone) none = muster_zone_new(bad[i], &error);
    CU_ASSERT_PTR_NULL(none);
    CU_ASSERT_PTR_NOT_NULL(error);
  }
  /* There and back over two years of hours. */
  for (gint64 t = 1767225600; t < 1767225600 + 2 * 365 * 86400; t += 1800) {
    MusterDay day;
    int clock_s;
    gint64 back;
    muster_zone_to_local(zone, t, &day, &clock_s, NULL);
    MusterLocal fell = muster_zone_to_utc(zone, day, clock_s, &back);
    CU_ASSERT_FATAL(back == t || (fell == MUSTER_LOCAL_TWICE && back == t - 3600));
  }
}

static void
check_grid(const char *zone_name, const char *first, int n_days, int interval_s, int want_n)
{
  g_autoptr(MusterZone) zone = muster_zone_new(zone_name, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(MusterGrid) grid = muster_grid_new(zone, day_of(first), n_days, interval_s, &error);
  if (want_n < 0) {
    CU_ASSERT_PTR_NULL(grid);
    CU_ASSERT(g_error_matches(error, MUSTER_INPUT_ERROR, MUSTER_INPUT_ERROR_FAULTS));
    return;
  }
  CU_ASSERT_PTR_NOT_NULL_FATAL(grid);
  CU_ASSERT_EQUAL(grid->n, want_n);
  CU_ASSERT_EQUAL(grid->day_first[n_days], want_n);
  for (int i = 0; i < grid->n; i++) {
    MusterDay day;
    int clock_s;
    muster_zone_to_local(zone, grid->start[i], &day, &clock_s, NULL);
    CU_ASSERT(day == grid->first_day + grid->day_of[i] && clock_s == grid->clock_s[i]);
    CU_ASSERT_EQUAL(grid->start[i + 1] - grid->start[i], interval_s);
    CU_ASSERT_EQUAL(muster_grid_find(grid, grid->start[i]), i);
    CU_ASSERT_EQUAL(muster_grid_find(grid, grid->start[i + 1] - 1), i);
  }
  CU_ASSERT_EQUAL(muster_grid_find(grid, grid->start[0] - 1), -1);
  CU_ASSERT_EQUAL(muster_grid_find(grid, grid->start[grid->n]), -1);
}

static void
grids(void)
{
  check_grid("Asia/Shanghai", "2026-11-09", 14, 900, 14 * 96);
  check_grid("America/New_York", "2026-03-08", 1, 900, 92);
  check_grid("America/New_York", "2026-11-01", 1, 900, 100);
  check_grid("America/New_York", "2026-10-26", 14, 1800, 14 * 48 + 2);
  check_grid("America/New_York", "2026-03-02", 7, 3600, 7 * 24 - 1);
  check_grid("Australia/Lord_Howe", "2026-10-04", 1, 1800, 47);
  check_grid("Australia/Lord_Howe", "2026-10-04", 1, 3600, -1);
  check_grid("Australia/Lord_Howe", "2026-10-05", 1, 3600, 24);
  check_grid("America/Sao_Paulo", "2018-11-03", 2, 3600, 47);
  check_grid("Asia/Shanghai", "2026-11-09", 0, 900, -1);
  check_grid("Asia/Shanghai", "2026-11-09", 1000000, 900, -1);
  check_grid("Asia/Shanghai", "2026-11-09", 1, 700, -1);
}

void test_clock(void);
void
test_clock(void)
{
  CU_pSuite suite = CU_add_suite("clock", NULL, NULL);
  ADD_TEST(suite, days);
  ADD_TEST(suite, weekdays);
  ADD_TEST(suite, clocks);
  ADD_TEST(suite, local_times);
  ADD_TEST(suite, instants);
  ADD_TEST(suite, zones);
  ADD_TEST(suite, grids);
}
