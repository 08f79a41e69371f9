/* Any bytes as a table: every field as every value, then written in another dialect and read again: it must
 * be the same. */
#include "fuzz.h"
#include <muster/csv.h>
#include <string.h>

static void
try_values(const MusterCsv *csv, const MusterZone *zone, MusterFaults *faults)
{
  for (int row = 0; row < muster_csv_n_rows(csv); row++)
    for (int column = 0; column < muster_csv_n_columns(csv); column++) {
      double number = 0;
      gint64 integer, utc;
      gboolean truth;
      MusterDay day;
      if (muster_csv_double(csv, row, column, &number, faults) &&
          !(number >= -G_MAXDOUBLE && number <= G_MAXDOUBLE))
        g_error("'%s' is no finite number", muster_csv_text(csv, row, column));
      muster_csv_int(csv, row, column, &integer, faults);
      muster_csv_bool(csv, row, column, &truth, faults);
      muster_csv_day(csv, row, column, "%d.%m.%y", &day, faults);
      muster_csv_instant(csv, row, column, NULL, zone, &utc, NULL, faults);
      muster_csv_instant(csv, row, column, "%m/%d/%Y %I:%M %p%z", zone, &utc, NULL, faults);
    }
}

static void
add_row(MusterCsvWriter *writer, const MusterCsv *csv, int row)
{
  for (int column = 0; column < muster_csv_n_columns(csv); column++)
    muster_csv_add_text(writer, row < 0 ? muster_csv_name(csv, column) : muster_csv_text(csv, row, column));
  muster_csv_end_row(writer);
}

static void
write_and_read(const MusterCsv *csv)
{
  gboolean header = muster_csv_dialect(csv)->header == MUSTER_CSV_HEADER_YES;
  MusterCsvDialect dialect = {
      .separator = ';', .newline = "\r\n", .header = header ? MUSTER_CSV_HEADER_YES : MUSTER_CSV_HEADER_NO};
  g_autoptr(MusterCsvWriter) writer = muster_csv_writer_new(&dialect);
  for (int row = header ? -1 : 0; row < muster_csv_n_rows(csv); row++)
    add_row(writer, csv, row);
  gsize length;
  g_autofree char *text = muster_csv_finish(writer, &length, NULL);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterSource) source = muster_source_new("again", text, length);
  dialect.encoding = "utf-8";
  g_autoptr(MusterCsv) again = muster_csv_read(source, &dialect, faults);
  if (again == NULL || muster_csv_n_rows(again) != muster_csv_n_rows(csv) ||
      muster_csv_n_columns(again) != muster_csv_n_columns(csv))
    g_error("does not read back:\n%s", text);
  for (int row = 0; row < muster_csv_n_rows(csv); row++)
    for (int column = 0; column < muster_csv_n_columns(csv); column++)
      if (strcmp(muster_csv_text(csv, row, column), muster_csv_text(again, row, column)) != 0)
        g_error("a field does not read back:\n%s", text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static MusterZone *zone; /* of use for all inputs */
  if (zone == NULL)
    zone = muster_zone_new("America/New_York", NULL);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterSource) source = muster_source_new("input.csv", (const char *) data, size);
  g_autoptr(MusterCsv) csv = muster_csv_read(source, NULL, faults);
  if (csv == NULL && muster_faults_n_errors(faults) == 0)
    g_error("no table and no fault");
  if (csv != NULL) {
    muster_csv_need(csv, "start|开始时间", faults);
    try_values(csv, zone, faults);
    if (muster_csv_n_rows(csv) > 0)
      write_and_read(csv);
  }
  g_autofree char *said = muster_faults_render(faults, FALSE);
  return 0;
}
