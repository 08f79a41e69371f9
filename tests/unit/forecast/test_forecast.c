/* Forecasts of made-up histories whose truth is known. */
#include "forecast_centre.h"
#include "forecast/queue_private.h"

#define SEED 20260105

/* The truth: contacts expected in a half hour. Open Monday to Friday 08:00 to 18:00, Saturday 08:00 to 12:00.
 */
static double
truth(int weekday, int clock_s, double level)
{
  static const double of_weekday[7] = {1.3, 1.1, 1.0, 0.95, 1.05, 0.4, 0};
  double hour = clock_s / 3600.0;
  if (hour < 8 || hour >= (weekday == 5 ? 12 : 18))
    return 0;
  return level * of_weekday[weekday] * (1 + 0.5 * sin((hour - 8) / 10 * 2 * G_PI));
}

typedef struct {
  const char *first;
  int n_days;
  double level, day_cv;
  const char *closed; /* a day without rows, or NULL */
  gboolean handle;
} Make;

/* Rows of one queue appended; a day's contacts vary by a gamma factor and by chance. */
static void
append(GString *text, const ForecastCentre *c, const char *queue, const Make *make, guint64 stream)
{
  MusterDay first = test_day(make->first), closed = make->closed != NULL ? test_day(make->closed) : 0;
  MusterGrid *grid = muster_grid_new(c->zone, first, make->n_days, 1800, NULL);
  for (int i = 0; i < grid->n; i++) {
    MusterDay day = first + grid->day_of[i];
    MusterKey of_day = muster_key(muster_key(SEED, stream), (guint64) day),
              of_interval = muster_key(of_day, (guint64) grid->clock_s[i]);
    double shape = 1 / (make->day_cv * make->day_cv),
           factor = muster_draw_gamma(of_day, MUSTER_DRAW_DAY_FACTOR, shape) / shape;
    double mean = truth(muster_day_weekday(day), grid->clock_s[i], make->level) * factor;
    if (mean <= 0 || day == closed)
      continue;
    g_autofree char *stamp = muster_zone_format(c->zone, grid->start[i]);
    gint64 n = muster_draw_poisson(of_interval, MUSTER_DRAW_COUNT, mean);
    g_string_append_printf(text, "%s,%s,%" G_GINT64_FORMAT ",", stamp, queue, n);
    if (make->handle && n > 0)
      g_string_append_printf(text, "%d", grid->clock_s[i] < 12 * 3600 ? 150 : 210);
    g_string_append_c(text, '\n');
  }
  muster_grid_unref(grid);
}

static MusterHistory *
read_whole(const ForecastCentre *c, const char *text)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  MusterHistory *history = test_read(c, text, faults);
  CU_ASSERT_PTR_NOT_NULL_FATAL(history);
  return history;
}

static double
day_sum(const MusterDemand *demand, int q, int day)
{
  double sum = 0;
  for (int i = demand->grid->day_first[day]; i < demand->grid->day_first[day + 1]; i++)
    sum += demand->queue[q].contacts[i];
  return sum;
}

/* Six months of two queues, forecast over two weeks with a change of clocks in them. */
static void
the_truth_comes_back(void)
{
  ForecastCentre c;
  test_centre_init(&c, "America/New_York", 1800, "2026-03-02", "2026-03-15", "big,small,new");
  test_centre_close_day(&c, "2026-03-05");
  const Make big = {"2025-09-01", 182, 200, 0.03, "2025-12-25", TRUE},
             small = {"2025-09-01", 182, 4, 0.03, NULL, FALSE};
  g_autoptr(GString) text = g_string_new("start,queue,offered,aht_s\n");
  append(text, &c, "big", &big, 1);
  append(text, &c, "small", &small, 2);
  g_autoptr(MusterHistory) history = read_whole(&c, text->str);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  MusterDay used = 0;
  g_autoptr(MusterDemand) demand = muster_forecast(history, &c.centre, MUSTER_DAY_NONE, &used, faults);
  CU_ASSERT_PTR_NOT_NULL_FATAL(demand);
  CU_ASSERT_EQUAL(used, test_day("2026-02-28")); /* a Saturday; no row on the Sunday after it */
  double missed[2] = {0}, whole[2] = {0};
  for (int q = 0; q < 2; q++)
    for (int i = 0; i < demand->grid->n; i++) {
      const MusterDemandQueue *d = &demand->queue[q];
      int weekday = muster_day_weekday(demand->grid->first_day + demand->grid->day_of[i]);
      double want =
          demand->grid->day_of[i] == 3 ? 0 : truth(weekday, demand->grid->clock_s[i], q == 0 ? 200 : 4);
      missed[q] += fabs(d->contacts[i] - want);
      whole[q] += want;
      CU_ASSERT(want > 0 || d->contacts[i] < 1e-9);
      CU_ASSERT(d->lo95[i] <= d->lo80[i] && d->lo80[i] <= d->hi80[i] && d->hi80[i] <= d->hi95[i]);
      CU_ASSERT(d->lo95[i] >= 0 && isfinite(d->hi95[i]));
    }
  if (missed[0] > 0.03 * whole[0] || missed[1] > 0.12 * whole[1])
    g_printerr("missed %.3f of the big queue, %.3f of the small one\n", missed[0] / whole[0],
               missed[1] / whole[1]);
  CU_ASSERT(missed[0] < 0.03 * whole[0] && missed[1] < 0.12 * whole[1]);
  CU_ASSERT(demand->queue[0].day_lo95[0] < day_sum(demand, 0, 0) &&
            day_sum(demand, 0, 0) < demand->queue[0].day_hi95[0]);
  CU_ASSERT(day_sum(demand, 0, 3) == 0 && demand->queue[0].day_hi95[3] == 0); /* closed by the calendar */
  CU_ASSERT(demand->day_cv > 0.01 && demand->day_cv < 0.06);
  /* Handle times by the hour where they are known, the queue's own elsewhere. */
  ASSERT_CLOSE(demand->queue[0].handle_mean_s[18], 150, 0.05, 0);
  ASSERT_CLOSE(demand->queue[0].handle_mean_s[30], 210, 0.05, 0);
  CU_ASSERT_PTR_NULL(demand->queue[1].handle_mean_s);
  CU_ASSERT_EQUAL(day_sum(demand, 2, 0), 0);
  g_autofree char *said = muster_faults_render(faults, FALSE);
  CU_ASSERT_PTR_NOT_NULL(strstr(said, "'new' has no contacts in the history"));
  test_centre_clear(&c);
}

/* What lies after the day of the forecast must not change it. */
static void
the_future_is_not_looked_at(void)
{
  ForecastCentre c;
  test_centre_init(&c, "Asia/Shanghai", 1800, "2026-03-02", "2026-03-08", "q");
  const Make then = {"2025-11-03", 100, 50, 0.1, NULL, TRUE},
             later = {"2026-02-11", 60, 500, 0.1, NULL, TRUE};
  g_autoptr(GString) text = g_string_new("start,queue,offered,aht_s\n");
  append(text, &c, "q", &then, 1);
  g_autoptr(MusterHistory) before = read_whole(&c, text->str);
  append(text, &c, "q", &later, 2);
  g_autoptr(MusterHistory) both = read_whole(&c, text->str);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterDemand) a = muster_forecast(before, &c.centre, test_day("2026-02-10"), NULL, faults);
  g_autoptr(MusterDemand) b = muster_forecast(both, &c.centre, test_day("2026-02-10"), NULL, faults);
  g_autofree char *one = muster_forecast_csv(a, &c.centre, test_day("2026-02-10"));
  g_autofree char *two = muster_forecast_csv(b, &c.centre, test_day("2026-02-10"));
  CU_ASSERT_STRING_EQUAL(one, two);
  CU_ASSERT(g_str_has_prefix(one, "as_of,level,start,queue,mean,lo80,hi80,lo95,hi95,handle_time_mean_s\n"
                                  "2026-02-10,interval,2026-03-02T00:00:00+08:00,q,0,"));
  CU_ASSERT_PTR_NOT_NULL(strstr(one, "\n2026-02-10,day,2026-03-08,q,0,0,0,0,0,"));
  CU_ASSERT_PTR_NULL(strstr(one, "nan"));
  test_centre_clear(&c);
}

static void
plans_that_the_history_cannot_serve(void)
{
  ForecastCentre c;
  test_centre_init(&c, "Asia/Shanghai", 1800, "2025-01-06", "2025-01-12", "q");
  const Make make = {"2025-11-03", 30, 50, 0.1, NULL, TRUE};
  g_autoptr(GString) text = g_string_new("start,queue,offered,aht_s\n");
  append(text, &c, "q", &make, 1);
  g_autoptr(MusterHistory) history = read_whole(&c, text->str);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  CU_ASSERT_PTR_NULL(muster_forecast(history, &c.centre, MUSTER_DAY_NONE, NULL, faults));
  CU_ASSERT_PTR_NULL(muster_forecast(history, &c.centre, test_day("2025-01-06"), NULL, faults));
  g_autofree char *said = muster_faults_render(faults, FALSE);
  CU_ASSERT_PTR_NOT_NULL(
      strstr(said, "the history (2025-11-03 to 2025-12-02) has no day before the plan (from 2025-01-06)"));
  CU_ASSERT_PTR_NOT_NULL(strstr(said, "not before the plan's first day 2025-01-06"));
  test_centre_clear(&c);
}

/* Opening hours cut what came outside them; a weekday that never had contacts gets none; one day of history
 * is enough to start. */
static void
hours_and_thin_histories(void)
{
  ForecastCentre c;
  test_centre_init(&c, "Asia/Shanghai", 1800, "2025-12-08", "2025-12-14", "q");
  MusterWindow nine_to_five = {.days = 0x7f, .from_s = 9 * 3600, .to_s = 17 * 3600};
  c.centre.open = (MusterHours){1, &nine_to_five};
  const Make make = {"2025-11-03", 30, 50, 0.1, NULL, TRUE};
  g_autoptr(GString) text = g_string_new("start,queue,offered,aht_s\n");
  append(text, &c, "q", &make, 1);
  g_autoptr(MusterHistory) history = read_whole(&c, text->str);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterDemand) demand = muster_forecast(history, &c.centre, MUSTER_DAY_NONE, NULL, faults);
  CU_ASSERT_PTR_NOT_NULL_FATAL(demand);
  CU_ASSERT(demand->queue[0].contacts[17] == 0 && demand->queue[0].contacts[18] > 10 &&
            demand->queue[0].contacts[34] == 0);
  g_autofree char *said = muster_faults_render(faults, FALSE);
  CU_ASSERT_PTR_NOT_NULL(strstr(said, "came outside its opening hours"));
  CU_ASSERT_PTR_NOT_NULL(strstr(said, "open on sun, when the history never had contacts"));

  const Make one_day = {"2025-12-01", 1, 50, 0.1, NULL, TRUE};
  g_string_assign(text, "start,queue,offered,aht_s\n");
  append(text, &c, "q", &one_day, 1);
  g_autoptr(MusterHistory) short_history = read_whole(&c, text->str);
  g_autoptr(MusterDemand) guess = muster_forecast(short_history, &c.centre, MUSTER_DAY_NONE, NULL, faults);
  CU_ASSERT_PTR_NOT_NULL_FATAL(guess);
  for (int d = 0; d < 7; d++)
    CU_ASSERT(day_sum(guess, 0, d) > 300 && day_sum(guess, 0, d) < 2000 &&
              isfinite(guess->queue[0].day_hi95[d]));
  test_centre_clear(&c);
}

/* Bands hold what they promise where the model is true, for large and small counts. */
static void
bands_cover(void)
{
  const double levels[] = {2, 150};
  for (gsize k = 0; k < G_N_ELEMENTS(levels); k++) {
    ForecastCentre c;
    test_centre_init(&c, "Asia/Shanghai", 1800, "2027-01-04", "2027-01-10", "q");
    const Make make = {"2025-01-06", 700, levels[k], 0.08, NULL, FALSE};
    g_autoptr(GString) text = g_string_new("start,queue,offered,aht_s\n");
    append(text, &c, "q", &make, 3);
    g_autoptr(MusterHistory) history = read_whole(&c, text->str);
    MusterDay origin[40];
    for (int o = 0; o < 40; o++)
      origin[o] = test_day("2025-09-01") + 11 * o;
    MusterBacktest b = muster_forecast_backtest(history, &c.centre, origin, 40, 7);
    gboolean ok = b.cover80 > 0.78 && b.cover80 < (levels[k] > 10 ? 0.86 : 0.93) && b.cover95 > 0.93 &&
                  b.day_cover80 > 0.72 && b.day_cover80 < 0.90 && b.day_cover95 > 0.90 && fabs(b.bias) < 0.02;
    if (!ok)
      g_printerr("level %g: cover %.3f %.3f, days %.3f %.3f, bias %.3f, %d days\n", levels[k], b.cover80,
                 b.cover95, b.day_cover80, b.day_cover95, b.bias, b.days);
    CU_ASSERT(ok);
    test_centre_clear(&c);
  }
}

static void
nothing_to_compare(void)
{
  ForecastCentre c;
  test_centre_init(&c, "Asia/Shanghai", 1800, "2027-01-04", "2027-01-10", "q");
  const Make make = {"2025-01-06", 14, 20, 0.08, NULL, FALSE};
  g_autoptr(GString) text = g_string_new("start,queue,offered,aht_s\n");
  append(text, &c, "q", &make, 3);
  g_autoptr(MusterHistory) history = read_whole(&c, text->str);
  const MusterDay origin[] = {test_day("2024-01-01"), test_day("2025-01-18"), test_day("2030-01-01")};
  MusterBacktest b = muster_forecast_backtest(history, &c.centre, origin, 3, 7);
  CU_ASSERT(b.intervals == 0 && isnan(b.wape) && isnan(b.cover80));
  test_centre_clear(&c);
}

void test_forecast(void);
void
test_forecast(void)
{
  CU_pSuite suite = CU_add_suite("forecast", NULL, NULL);
  ADD_TEST(suite, the_truth_comes_back);
  ADD_TEST(suite, the_future_is_not_looked_at);
  ADD_TEST(suite, plans_that_the_history_cannot_serve);
  ADD_TEST(suite, hours_and_thin_histories);
  ADD_TEST(suite, bands_cover);
  ADD_TEST(suite, nothing_to_compare);
}
