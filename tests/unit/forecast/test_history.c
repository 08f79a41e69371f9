/* Histories as systems export them, and what is said about their oddities. */
#include "forecast_centre.h"

/* Reads `text`; checks whether it is accepted, and that what is said holds `said` (NULL: nothing is said at
 * all). */
static MusterHistory *
check(const ForecastCentre *c, const char *text, gboolean accepted, const char *said)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  MusterHistory *history = test_read(c, text, faults);
  g_autofree char *rendered = muster_faults_render(faults, FALSE);
  gboolean ok = (history != NULL) == accepted && (muster_faults_n_errors(faults) == 0) == accepted &&
                (said != NULL ? strstr(rendered, said) != NULL : *rendered == '\0');
  if (!ok)
    g_printerr("for\n%s\n%s, said:\n%s\n", text, history != NULL ? "accepted" : "refused", rendered);
  CU_ASSERT(ok);
  return history;
}

static void
refused(const ForecastCentre *c, const char *text, const char *said)
{
  g_autoptr(MusterHistory) none = check(c, text, FALSE, said);
}

/* Sum of a queue's contacts, what is not measured counting 0. */
static double
total(const MusterHistory *history, int q)
{
  double sum = 0;
  for (int i = 0; i < history->grid->n; i++)
    sum += isnan(history->queue[q].offered[i]) ? 0 : history->queue[q].offered[i];
  return sum;
}

static double
at(const MusterHistory *history, const double *array, const char *utc_text)
{
  gint64 utc = 0;
  CU_ASSERT(muster_instant_parse(utc_text, NULL, &utc, NULL));
  int i = muster_grid_find(history->grid, utc);
  return i >= 0 ? array[i] : NAN;
}

static void
our_own_form(void)
{
  ForecastCentre c;
  test_centre_init(&c, "Asia/Shanghai", 1800, "2026-11-09", "2026-11-22", "presales,aftersales");
  g_autoptr(MusterHistory) h = check(&c,
                                     "start,queue,channel,offered,answered,abandoned,handle_time_mean_s\n"
                                     "2026-11-02T08:00:00+08:00,presales,voice,10,8,2,200\n"
                                     "2026-11-02T08:30:00+08:00,presales,voice,3,3,0,100.5\n"
                                     "2026-11-03T08:00:00+08:00,aftersales,voice,4,4,0,\n"
                                     "2026-11-03T08:30:00+08:00,aftersales,voice,0,0,0,\n",
                                     TRUE, "intervals without a row");
  CU_ASSERT_PTR_NOT_NULL_FATAL(h);
  CU_ASSERT_EQUAL(h->grid->n_days, 2);
  CU_ASSERT_EQUAL(at(h, h->queue[0].offered, "2026-11-02T00:00Z"), 10);
  CU_ASSERT_EQUAL(at(h, h->queue[0].handled, "2026-11-02T00:00Z"), 8);
  CU_ASSERT_EQUAL(at(h, h->queue[0].handle_total_s, "2026-11-02T00:00Z"), 1600);
  CU_ASSERT_EQUAL(at(h, h->queue[0].abandoned, "2026-11-02T00:00Z"), 2);
  CU_ASSERT_EQUAL(at(h, h->queue[0].offered, "2026-11-02T12:00Z"), 0); /* quiet: no row */
  CU_ASSERT(isnan(at(h, h->queue[0].offered, "2026-11-03T00:00Z")));   /* no row all day */
  CU_ASSERT(isnan(at(h, h->queue[1].handle_total_s, "2026-11-03T00:00Z")));
  CU_ASSERT_EQUAL(h->n_rows, 4);
  test_centre_clear(&c);
}

/* The forms of formats.md; each holds 30 contacts of 3000 s in all. */
static void
forms_of_others(void)
{
  ForecastCentre c;
  test_centre_init(&c, "America/New_York", 1800, "2026-11-09", "2026-11-22", "sales");
  c.centre.history.timezone = (char *) "UTC";
  g_autoptr(MusterHistory) cloud = check(
      &c,
      "Interval Start UTC Date,Queue,Media Type,Offered,Interactions Handled,Total Handle Time (Seconds)\n"
      "2026-10-05T13:00:00Z,sales,voice,20,20,2000\n2026-10-05T13:30:00Z,sales,voice,10,10,1000\n",
      TRUE, "taken as 0");
  CU_ASSERT_EQUAL(total(cloud, 0), 30);
  CU_ASSERT_EQUAL(at(cloud, cloud->queue[0].handle_total_s, "2026-10-05T13:30Z"), 1000);
  c.centre.history.timezone = NULL;

  test_centre_map(&c, "start", "2");
  test_centre_map(&c, "queue", "1");
  test_centre_map(&c, "offered", "4");
  test_centre_map(&c, "handle_mean", "5");
  g_autoptr(MusterHistory) bare =
      check(&c, "sales,20261005 09:00,20261005 09:30,20,100\nsales,20261005 09:30,20261005 10:00,10,100\n",
            TRUE, "taken as 0");
  CU_ASSERT_EQUAL(total(bare, 0), 30);
  CU_ASSERT_EQUAL(at(bare, bare->queue[0].handle_total_s, "2026-10-05T13:30Z"), 1000);

  test_centre_map(&c, "format", "%m%d%Y %H:%M");
  g_autoptr(MusterHistory) pipes =
      check(&c, "sales|10052026 09:00|x|20|100\nsales|10052026 09:30|x|10|100\n", TRUE, "taken as 0");
  CU_ASSERT_EQUAL(total(pipes, 0), 30);
  test_centre_clear(&c);
}

static void
decimal_commas_dates_apart_and_clocks(void)
{
  ForecastCentre c;
  test_centre_init(&c, "Europe/Berlin", 900, "2026-11-09", "2026-11-22", "Verkauf");
  c.centre.history.dialect = (char *) "semicolon decimal-comma";
  g_autoptr(MusterHistory) h = check(
      &c,
      "\xef\xbb\xbf"
      "Date;Time;Queue Name;Calls Offered;Calls Answered;AHT\r\n"
      "2026-10-05;09:00 - 09:30;Verkauf;20;20;100,5\r\n2026-10-05;09:30 - 10:00;Verkauf;10;10;01:40\r\n",
      TRUE, "spread evenly");
  CU_ASSERT_PTR_NOT_NULL_FATAL(h);
  CU_ASSERT_EQUAL(total(h, 0), 30);
  CU_ASSERT_EQUAL(at(h, h->queue[0].offered, "2026-10-05T07:15Z"), 10);
  CU_ASSERT_EQUAL(at(h, h->queue[0].handle_total_s, "2026-10-05T07:00Z"), 1005);
  CU_ASSERT_EQUAL(at(h, h->queue[0].handle_total_s, "2026-10-05T07:30Z"), 500);
  test_centre_clear(&c);
}

static void
chinese_titles(void)
{
  ForecastCentre c;
  test_centre_init(&c, "Asia/Shanghai", 1800, "2026-11-09", "2026-11-22", "售前");
  test_centre_map(&c, "start", "开始时间");
  test_centre_map(&c, "queue", "技能组");
  test_centre_map(&c, "offered", "呼入量");
  const char *text = "开始时间,技能组,呼入量\n2026-10-05 09:00,售前,20\n2026-10-05 09:15,售前,10\n";
  g_autofree char *gb = g_convert(text, -1, "GB18030", "UTF-8", NULL, NULL, NULL);
  c.centre.history.encoding = (char *) "gb18030";
  g_autoptr(MusterHistory) h = check(&c, gb, TRUE, "taken as 0");
  CU_ASSERT_EQUAL(total(h, 0), 30);
  CU_ASSERT_EQUAL(at(h, h->queue[0].offered, "2026-10-05T01:00Z"), 30); /* two quarters in one half hour */
  test_centre_clear(&c);
}

#define HEAD "start,offered,handled,aht_s\n"

static void
faults_that_refuse(void)
{
  ForecastCentre c;
  test_centre_init(&c, "America/New_York", 1800, "2026-11-09", "2026-11-22", "sales");
  refused(&c, HEAD "2026-10-05 09:00,-1,0,\n2026-10-05 09:30,5,5,10\n",
          "acd.csv:2:18: error: negative count '-1'");
  refused(&c, HEAD "2026-10-05 09:00,x,0,\n2026-10-05 09:30,,5,10\n", "acd.csv:3:18: error");
  refused(&c, HEAD "2026-10-05 09:00,1e9,0,\n2026-10-05 09:30,5,5,10\n", "impossible count '1e9'");
  refused(&c, HEAD "2026-02-30 09:00,1,0,\n2026-10-05 09:30,5,5,10\n", "acd.csv:2:1: error");
  refused(&c, HEAD "2026-10-05 09:00,5,5,10\n2026-10-05 09:30,5,5,10\n2026-10-05 10:10,5,5,10\n",
          "acd.csv:4:1: error: the interval does not begin");
  refused(&c, HEAD "2026-10-05 09:00,5,5,10\n2026-10-05 09:30,5,5,10\n2026-10-05 09:30,6,5,10\n",
          "acd.csv:4:1: error: the interval is there twice");
  refused(&c, HEAD "2026-03-08 01:30,5,5,10\n2026-03-08 02:00,5,5,10\n",
          "jumps over '2026-03-08 02:00', and there are 5 contacts");
  refused(&c, HEAD "2026-10-05 09:00,5,5,10\n2026-10-05 16:00,5,5,10\n", "not 5, 10, 15, 30 or 60 min apart");
  refused(&c, HEAD "1926-10-05 09:00,5,5,10\n2026-10-05 09:00,5,5,10\n2026-10-05 09:30,5,5,10\n",
          "over twenty years");
  refused(&c, HEAD "2026-10-05 09:00,5,5,1:99\n2026-10-05 09:30,5,5,10\n", "'1:99' is no handle time");
  refused(&c, HEAD, "error");
  refused(&c, "", "error");
  refused(&c, "when,what\n2026-10-05 09:00,5\n", "no column of the intervals' start");
  refused(&c, "2026-10-05 09:00,5\n2026-10-05 09:30,5\n", "number its columns");
  refused(&c, "start,queue,offered\n2026-10-05 09:00,sale,5\n2026-10-05 09:30,sale,5\n",
          "did you mean 'sales'?");
  test_centre_map(&c, "ofered", "2");
  refused(&c, HEAD "2026-10-05 09:00,5,5,10\n",
          "unknown key 'ofered' in the history's columns; did you mean 'offered'?");
  c.key[0][1] = 'x';
  c.centre.history.dialect = (char *) "colon";
  refused(&c, HEAD "2026-10-05 09:00,5,5,10\n", "unknown word 'colon'");
  test_centre_clear(&c);
  test_centre_init(&c, "America/New_York", 900, "2026-11-09", "2026-11-22", "sales,service");
  refused(&c, HEAD "2026-10-05 09:00,5,5,10\n2026-10-05 09:10,5,5,10\n", "no column of queues is found");
  test_centre_map(&c, "offered", "9");
  refused(&c, HEAD "2026-10-05 09:00,5,5,10\n", "has no column 9; it has 4");
  test_centre_clear(&c);
  test_centre_init(&c, "America/New_York", 900, "2026-11-09", "2026-11-22", "sales");
  refused(&c, HEAD "2026-10-05 09:00,5,5,10\n2026-10-05 09:10,5,5,10\n",
          "intervals of 10 min do not fit the centre's of 15 min");
  test_centre_clear(&c);
}

/* What is odd but usable: said, and done as said. */
static void
oddities_that_are_said(void)
{
  ForecastCentre c;
  test_centre_init(&c, "America/New_York", 1800, "2026-11-09", "2026-11-22", "sales");
  MusterHistory *h =
      check(&c, HEAD "2026-10-05 09:00,5,5,10\n2026-10-05 09:30,6,6,10\n2026-10-05 09:30,6,6,10\n", TRUE,
            "counted once");
  CU_ASSERT_EQUAL(total(h, 0), 11);
  muster_history_free(h);
  h = check(&c, HEAD "2026-10-05 09:00,5,5,-10\n2026-10-05 09:30,6,6,99999\n", TRUE,
            "acd.csv:2:22: warning: impossible handle time '-10'");
  CU_ASSERT(total(h, 0) == 11 && isnan(at(h, h->queue[0].handled, "2026-10-05T13:30Z")));
  muster_history_free(h);
  h = check(&c, HEAD "2026-10-05 09:00,5,0,180\n2026-10-05 09:30,6,6,180\n", TRUE,
            "handle time '180' of no contact");
  CU_ASSERT(isnan(at(h, h->queue[0].handled, "2026-10-05T13:00Z")));
  muster_history_free(h);
  h = check(
      &c,
      HEAD
      "2026-03-08 01:30,5,5,10\n2026-03-08 02:00,0,0,\n2026-03-08 03:00,7,7,10\n2026-03-08 03:30,7,7,10\n",
      TRUE, "without contacts is left out");
  CU_ASSERT_EQUAL(total(h, 0), 19);
  muster_history_free(h);
  h = check(&c, "start,handled,abandoned\n2026-10-05 09:00,5,2\n2026-10-05 09:30,6,\n", TRUE,
            "taken as handled + abandoned");
  CU_ASSERT_EQUAL(total(h, 0), 13);
  muster_history_free(h);
  h = check(&c, "start,offered,abandoned\n2026-10-05 09:00,5,7\n2026-10-05 09:30,6,\n", TRUE,
            "7 abandoned of 5 offered");
  muster_history_free(h);
  h = check(
      &c, "start,queue,offered\n2026-10-05 09:00,sales,5\n2026-10-05 09:30,sales,6\n2026-10-05 09:30,fax,1\n",
      TRUE, "acd.csv:4:18: warning: queue 'fax' is not in the centre; its 1 rows are left out");
  CU_ASSERT_EQUAL(total(h, 0), 11);
  muster_history_free(h);
  test_centre_clear(&c);
}

/* A kind of oddity is shown at its first places and counted. */
static void
floods_are_counted(void)
{
  ForecastCentre c;
  test_centre_init(&c, "America/New_York", 1800, "2026-11-09", "2026-11-22", "sales");
  g_autoptr(GString) text = g_string_new(HEAD);
  for (int i = 0; i < 40; i++)
    g_string_append_printf(text, "2026-10-05 %02d:%02d,0,0,180\n", i / 2, i % 2 * 30);
  g_autoptr(MusterHistory) h = check(&c, text->str, TRUE, "in all 40 rows have a handle time and no contact");
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterHistory) again = test_read(&c, text->str, faults);
  CU_ASSERT(muster_faults_n(faults) < 8);
  test_centre_clear(&c);
}

static void
the_hour_that_occurs_twice(void)
{
  ForecastCentre c;
  test_centre_init(&c, "America/New_York", 1800, "2026-11-09", "2026-11-22", "sales");
  MusterHistory *h = check(
      &c,
      HEAD
      "2026-11-01 00:30,1,1,10\n2026-11-01 01:00,2,2,10\n2026-11-01 01:30,4,4,10\n2026-11-01 01:00,8,8,10\n"
      "2026-11-01 01:30,16,16,10\n2026-11-01 02:00,32,32,10\n",
      TRUE, "taken as 0");
  CU_ASSERT_EQUAL(at(h, h->queue[0].offered, "2026-11-01T05:00Z"), 2);
  CU_ASSERT_EQUAL(at(h, h->queue[0].offered, "2026-11-01T05:30Z"), 4);
  CU_ASSERT_EQUAL(at(h, h->queue[0].offered, "2026-11-01T06:00Z"), 8);
  CU_ASSERT_EQUAL(at(h, h->queue[0].offered, "2026-11-01T06:30Z"), 16);
  CU_ASSERT_EQUAL(at(h, h->queue[0].offered, "2026-11-01T07:00Z"), 32);
  muster_history_free(h);
  h = check(
      &c,
      HEAD "2026-11-01 00:30,1,1,10\n2026-11-01 01:00,2,2,10\n2026-11-01 01:30,4,4,10\n2026-11-01 "
           "02:00,32,32,10\n",
      TRUE,
      "acd.csv:3:1: warning: this local time occurs twice and has one row; half of it is taken for each");
  CU_ASSERT_EQUAL(at(h, h->queue[0].offered, "2026-11-01T05:00Z"), 1);
  CU_ASSERT_EQUAL(at(h, h->queue[0].offered, "2026-11-01T06:00Z"), 1);
  CU_ASSERT_EQUAL(total(h, 0), 39);
  muster_history_free(h);
  test_centre_clear(&c);
}

/* Three busy Mondays, one of which lacks a busy interval and the quiet ones. */
static void
gaps_are_told_from_quiet(void)
{
  ForecastCentre c;
  test_centre_init(&c, "America/New_York", 1800, "2026-11-09", "2026-11-22", "sales");
  MusterHistory *h = check(&c,
                           "start,offered\n"
                           "2026-10-05 09:00,50\n2026-10-05 09:30,60\n2026-10-05 10:00,2\n"
                           "2026-10-12 09:00,50\n2026-10-12 10:00,2\n"
                           "2026-10-19 09:00,50\n2026-10-19 09:30,60\n",
                           TRUE,
                           "'sales' on 2026-10-12: 1 interval without a row, the first at 09:30, where about "
                           "60 contacts are usual");
  CU_ASSERT(isnan(at(h, h->queue[0].offered, "2026-10-12T13:30Z")));
  CU_ASSERT_EQUAL(at(h, h->queue[0].offered, "2026-10-19T14:00Z"), 0);
  muster_history_free(h);
  test_centre_clear(&c);
}

static void
files_that_are_not_there(void)
{
  ForecastCentre c;
  test_centre_init(&c, "America/New_York", 1800, "2026-11-09", "2026-11-22", "sales");
  g_autoptr(MusterFaults) faults = muster_faults_new();
  CU_ASSERT_PTR_NULL(muster_history_read(&c.centre, faults));
  c.centre.history.file = (char *) "/nowhere/acd.csv";
  CU_ASSERT_PTR_NULL(muster_history_read(&c.centre, faults));
  c.centre.history.timezone = (char *) "Atlantis/Centre";
  CU_ASSERT_PTR_NULL(test_read(&c, HEAD, faults));
  CU_ASSERT(muster_faults_n_errors(faults) >= 3);
  test_centre_clear(&c);
}

/* Whatever rows there are, on step and without repetition: their contacts are all on the grid. */
static void
contacts_are_conserved(void)
{
  guint32 seed = g_random_int();
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
  const char *const zones[] = {"America/New_York", "Asia/Shanghai", "Australia/Lord_Howe", "Asia/Kolkata",
                               "UTC"};
  for (int round = 0; round < 40; round++) {
    ForecastCentre c;
    const char *zone = zones[g_rand_int_range(rand, 0, G_N_ELEMENTS(zones))];
    const int steps[] = {300, 900, 1800};
    int step_s = steps[g_rand_int_range(rand, 0, 3)];
    double sum = 0;
    test_centre_init(&c, zone, steps[g_rand_int_range(rand, 0, 3)], "2026-11-09", "2026-11-22", "sales");
    g_autoptr(GString) text = g_string_new("start,offered\n");
    gint64 start = 1790000000 / 86400 * 86400 + g_rand_int_range(rand, 0, 50) * step_s;
    for (int i = 0; i < 2500; i++) {
      if (i > 1 && g_rand_double(rand) < 0.2)
        continue;
      int count = g_rand_int_range(rand, 0, 40);
      g_autofree char *stamp = g_rand_boolean(rand) ? muster_utc_format(start + (gint64) i * step_s)
                                                    : muster_zone_format(c.zone, start + (gint64) i * step_s);
      g_string_append_printf(text, "%s,%d\n", stamp, count);
      sum += count;
    }
    g_autoptr(MusterFaults) faults = muster_faults_new();
    g_autoptr(MusterHistory) h = test_read(&c, text->str, faults);
    if (h == NULL || fabs(total(h, 0) - sum) > 1e-6) {
      g_autofree char *said = muster_faults_render(faults, FALSE);
      g_printerr("seed %u, %s, step %d into %d: %g of %g\n%s", seed, zone, step_s, c.centre.interval_s,
                 h != NULL ? total(h, 0) : NAN, sum, said);
    }
    CU_ASSERT(h != NULL && fabs(total(h, 0) - sum) <= 1e-6);
    test_centre_clear(&c);
  }
}

void test_history(void);
void
test_history(void)
{
  CU_pSuite suite = CU_add_suite("history", NULL, NULL);
  ADD_TEST(suite, our_own_form);
  ADD_TEST(suite, forms_of_others);
  ADD_TEST(suite, decimal_commas_dates_apart_and_clocks);
  ADD_TEST(suite, chinese_titles);
  ADD_TEST(suite, faults_that_refuse);
  ADD_TEST(suite, oddities_that_are_said);
  ADD_TEST(suite, floods_are_counted);
  ADD_TEST(suite, the_hour_that_occurs_twice);
  ADD_TEST(suite, gaps_are_told_from_quiet);
  ADD_TEST(suite, files_that_are_not_there);
  ADD_TEST(suite, contacts_are_conserved);
}
