/* The protocol of docs/measured.md on real calls: twelve rolling origins. Needs the folder of real data. */
#include "forecast_centre.h"

/* Reads a set of the real calls; NULL, and says so, without the folder. */
static MusterHistory *
read_set(ForecastCentre *c, const char *set)
{
  const char *folder = TEST_DATA_FOLDER();
  if (folder == NULL) {
    g_printerr("skipped: MUSTER_DATA names no folder of real calls\n");
    return NULL;
  }
  g_autofree char *file = g_build_filename(folder, "calls", set, "30min.csv", NULL);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  c->centre.history.file = file;
  MusterHistory *history = muster_history_read(&c->centre, faults);
  c->centre.history.file = NULL;
  if (history == NULL) {
    g_autofree char *text = muster_faults_render(faults, FALSE);
    g_printerr("%s\n", text);
  }
  CU_ASSERT_PTR_NOT_NULL_FATAL(history);
  return history;
}

static MusterBacktest
run(const ForecastCentre *c, const MusterHistory *history, const char *const *origins, int n, int days_ahead,
    const char *name)
{
  MusterDay origin[16];
  for (int i = 0; i < n; i++)
    origin[i] = test_day(origins[i]);
  MusterBacktest b = muster_forecast_backtest(history, &c->centre, origin, n, days_ahead);
  g_printerr("%s: %d intervals, WAPE %.2f %%, bias %+.2f %%, cover %.3f %.3f; %d days, WAPE %.2f %%, cover "
             "%.3f %.3f\n",
             name, b.intervals, 100 * b.wape, 100 * b.bias, b.cover80, b.cover95, b.days, 100 * b.day_wape,
             b.day_cover80, b.day_cover95);
  return b;
}

static void
bank_2003(void)
{
  static const char *const origins[] = {"2003-10-10", "2003-10-02", "2003-09-24", "2003-09-16",
                                        "2003-09-08", "2003-08-29", "2003-08-21", "2003-08-13",
                                        "2003-08-05", "2003-07-28", "2003-07-18", "2003-07-10"};
  static const char *const closed[] = {"2003-04-04", "2003-04-07", "2003-05-26",
                                       "2003-07-04", "2003-09-01", "2003-10-14"};
  ForecastCentre c;
  test_centre_init(&c, "America/New_York", 1800, "2003-10-27", "2003-11-07", "bank");
  for (gsize i = 0; i < G_N_ELEMENTS(closed); i++)
    test_centre_close_day(&c, closed[i]);
  g_autoptr(MusterHistory) history = read_set(&c, "bank_2003");
  if (history != NULL) {
    MusterBacktest day = run(&c, history, origins, G_N_ELEMENTS(origins), 0, "bank_2003, next day");
    MusterBacktest week = run(&c, history, origins, G_N_ELEMENTS(origins), 7, "bank_2003, one week");
    MusterBacktest two = run(&c, history, origins, G_N_ELEMENTS(origins), 14, "bank_2003, two weeks");
    CU_ASSERT(day.wape < 0.0576);
    CU_ASSERT(week.wape < 0.0545);
    CU_ASSERT(two.wape < 0.0593);
    CU_ASSERT(week.cover80 > 0.76 && week.cover80 < 0.86);
    CU_ASSERT(week.cover95 > 0.91 && week.cover95 < 0.98);
  }
  test_centre_clear(&c);
}

static void
bank_1999(void)
{
  static const char *const origins[] = {"1999-07-17", "1999-07-04", "1999-06-21", "1999-06-08",
                                        "1999-05-26", "1999-05-13", "1999-04-30"};
  static const char *const closed[] = {"1999-04-01", "1999-04-06", "1999-04-07"};
  ForecastCentre c;
  test_centre_init(&c, "Asia/Jerusalem", 1800, "1999-08-01", "1999-08-14", "all");
  for (gsize i = 0; i < G_N_ELEMENTS(closed); i++)
    test_centre_close_day(&c, closed[i]);
  g_autoptr(MusterHistory) history = read_set(&c, "bank_1999");
  if (history != NULL) {
    MusterBacktest week = run(&c, history, origins, G_N_ELEMENTS(origins), 7, "bank_1999, one week");
    MusterBacktest two = run(&c, history, origins, G_N_ELEMENTS(origins), 14, "bank_1999, two weeks");
    CU_ASSERT(week.wape < 0.30);
    CU_ASSERT(two.wape < 0.30);
  }
  test_centre_clear(&c);
}

void test_bank(void);
void
test_bank(void)
{
  CU_pSuite suite = CU_add_suite("bank", NULL, NULL);
  ADD_TEST(suite, bank_2003);
  ADD_TEST(suite, bank_1999);
}
