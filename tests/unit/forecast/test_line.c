/* From a centre file and an ACD's export to a demand, through the files' own readers. */
#include "forecast_centre.h"
#include <glib/gstdio.h>

static const char centre_text[] =
    "centre: Two Shops\n"
    "timezone: America/New_York\n"
    "interval: 30 min\n"
    "currency: USD\n"
    "horizon: {from: 2026-03-02, to: 2026-03-08}\n"
    "open: {mon-fri: 08:00-12:00}\n"
    "service_level: answered_within / offered\n"
    "calendar: {closed: [2026-03-04], open: {2026-03-07: 08:00-10:00}}\n"
    "history:\n"
    "  file: acd.csv\n"
    "  dialect: semicolon decimal-comma\n"
    "  columns: {start: Beginn, queue: Gruppe, offered: Anrufe, handle_mean: AHT, format: '%d.%m.%Y %H:%M'}\n"
    "queues:\n"
    "  sales: {channel: voice, handle: {mean: 3 min}}\n";

static char *
history_text(void)
{
  GString *text = g_string_new("Beginn;Gruppe;Anrufe;AHT\n");
  for (MusterDay day = test_day("2026-01-05"); day <= test_day("2026-02-27"); day++) {
    int y, m, d;
    muster_day_to_ymd(day, &y, &m, &d);
    for (int half = 16; half < 24 && muster_day_weekday(day) < 5; half++)
      g_string_append_printf(text, "%02d.%02d.%04d %02d:%02d;sales;%d;%d,5\n", d, m, y, half / 2,
                             half % 2 * 30, 100 + 10 * (half - 16), 200);
  }
  return g_string_free(text, FALSE);
}

static void
a_centre_and_its_history(void)
{
  g_autofree char *folder = g_dir_make_tmp("muster-XXXXXX", NULL);
  g_autofree char *centre_path = g_build_filename(folder, "centre.yaml", NULL);
  g_autofree char *history_path = g_build_filename(folder, "acd.csv", NULL);
  g_autofree char *rows = history_text();
  CU_ASSERT_FATAL(g_file_set_contents(centre_path, centre_text, -1, NULL) &&
                  g_file_set_contents(history_path, rows, -1, NULL));
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterCentre) centre = muster_centre_read(centre_path, NULL, faults);
  g_autoptr(MusterHistory) history = centre != NULL ? muster_history_read(centre, faults) : NULL;
  g_autoptr(MusterDemand) demand =
      history != NULL ? muster_forecast(history, centre, MUSTER_DAY_NONE, NULL, faults) : NULL;
  g_autofree char *said = muster_faults_render(faults, FALSE);
  g_remove(centre_path);
  g_remove(history_path);
  g_rmdir(folder);
  CU_ASSERT_PTR_NOT_NULL(demand);
  if (demand == NULL) {
    g_printerr("%s", said);
    return;
  }
  const MusterDemandQueue *q = &demand->queue[0];
  ASSERT_CLOSE(q->contacts[16], 100, 0.02, 0); /* Monday 08:00 */
  ASSERT_CLOSE(q->contacts[23], 170, 0.02, 0);
  ASSERT_CLOSE(q->handle_mean_s[16], 200.5, 0.001, 0);
  CU_ASSERT(q->contacts[15] == 0 && q->contacts[24] == 0);
  CU_ASSERT_EQUAL(q->contacts[2 * 48 + 16], 0); /* closed Wednesday */
  CU_ASSERT(q->contacts[5 * 48 + 16] > 50);     /* Saturday, open by name until ten */
  CU_ASSERT_EQUAL(q->contacts[5 * 48 + 20], 0);
  CU_ASSERT_EQUAL(q->day_hi95[6], 0);
}

void test_line(void);
void
test_line(void)
{
  CU_pSuite suite = CU_add_suite("line", NULL, NULL);
  ADD_TEST(suite, a_centre_and_its_history);
}
