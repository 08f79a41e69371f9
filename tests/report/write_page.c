/* Writes what the report room makes of a hand-made sample to standard output: write_page NAME [tables]. */
#include "report_sample.h"
#include <muster/report.h>
#include <stdio.h>
#include <string.h>

static void
write_tables(GPtrArray *tables)
{
  MusterTableStyle style = {.width = 120};
  g_autofree char *text = muster_tables_show(tables, MUSTER_FORMAT_TABLE, &style);
  puts(text);
}

static void
write_all_tables(const ReportSample *sample)
{
  const MusterReportInput *in = &sample->in;
  write_tables(muster_demand_tables(in->demand, in->centre));
  write_tables(muster_requirement_tables(in->requirement, in->centre));
  write_tables(muster_plan_tables(sample->plan, in->centre));
  write_tables(muster_roster_tables(in->roster, in->centre));
  write_tables(muster_outcome_tables(in->outcome, in->centre));
  static const MusterBacktest backtest[] = {{.intervals = 280,
                                             .days = 10,
                                             .wape = 0.081,
                                             .bias = -0.012,
                                             .day_wape = 0.034,
                                             .cover80 = 0.79,
                                             .cover95 = 0.94,
                                             .day_cover80 = 0.8,
                                             .day_cover95 = 1}};
  static const char *const ahead[] = {"one week"};
  g_autoptr(MusterTable) accuracy = muster_accuracy_table(backtest, ahead, G_N_ELEMENTS(ahead));
  g_autofree char *text = muster_table_write(accuracy, MUSTER_FORMAT_TABLE, NULL);
  puts(text);
  write_tables(muster_check_tables(in->check, in->centre));
}

int
main(int argc, char **argv)
{
  gboolean tables = argc == 3 && strcmp(argv[2], "tables") == 0;
  g_autoptr(ReportSample) sample = argc == 2 || tables ? report_sample_new(argv[1]) : NULL;
  if (sample == NULL || (tables && sample->roster == NULL)) {
    g_printerr("usage: write_page small|bank|large|ugly|bare|pools|random-SEED [tables]\n");
    return 2;
  }
  if (tables) {
    write_all_tables(sample);
    return 0;
  }
  g_autofree char *page = muster_report_page(&sample->in);
  fputs(page, stdout);
  return 0;
}
