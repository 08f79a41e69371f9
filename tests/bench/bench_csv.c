/* Tables of a million rows: writing, reading, numbers, times; and a roster of 25 000 duties in both its
 * forms. */
#include "small_centre.h"
#include <muster/csv.h>
#include <stdio.h>
#include <time.h>

#define ROWS 1000000
#define PEOPLE 2500
#define DUTIES_EACH 10

/* CPU seconds: the machine may be busy with something else. */
static double
since(clock_t start)
{
  return (double) (clock() - start) / CLOCKS_PER_SEC;
}

static char *
write_table(gsize *length)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(1);
  g_autoptr(MusterCsvWriter) writer = muster_csv_writer_new(NULL);
  clock_t start = clock();
  muster_csv_add_row(writer, "start", "agents", "load_erl", "aht_s", "within_s", "service_level", "p_wait",
                     "asa_s", "occupancy", NULL);
  for (int i = 0; i < ROWS; i++) {
    muster_csv_add_text(writer, "2026-11-09T08:00:00+08:00");
    muster_csv_add_int(writer, i % 1000);
    muster_csv_add_double(writer, (i % 977) / 8.0);
    muster_csv_add_double(writer, 180);
    muster_csv_add_double(writer, 20);
    for (int k = 0; k < 4; k++)
      muster_csv_add_double(writer, g_rand_double(rand));
    muster_csv_end_row(writer);
  }
  char *text = muster_csv_finish(writer, length, NULL);
  double s = since(start), mb = (double) *length / 1e6;
  printf("write %d rows, %.0f MB: %.2f s, %.0f MB/s\n", ROWS, mb, s, mb / s);
  return text;
}

static void
read_table(const char *text, gsize length)
{
  g_autoptr(MusterSource) source = muster_source_new("bench.csv", text, length);
  g_autoptr(MusterFaults) faults = muster_faults_new();
  clock_t start = clock();
  g_autoptr(MusterCsv) csv = muster_csv_read(source, NULL, faults);
  double s = since(start);
  printf("read: %.2f s, %.0f MB/s\n", s, (double) length / 1e6 / s);
  start = clock();
  double sum = 0, value = 0;
  for (int row = 0; row < muster_csv_n_rows(csv); row++)
    for (int column = 1; column < 9; column++)
      if (muster_csv_double(csv, row, column, &value, faults))
        sum += value;
  s = since(start);
  printf("8 numbers a row: %.2f s, %.0f ns each (sum %.0f)\n", s, s / (8.0 * ROWS) * 1e9, sum);
  g_autoptr(MusterZone) zone = muster_zone_new("Asia/Shanghai", NULL);
  start = clock();
  gint64 utc;
  for (int row = 0; row < muster_csv_n_rows(csv); row++)
    muster_csv_instant(csv, row, 0, NULL, zone, &utc, NULL, faults);
  s = since(start);
  printf("1 time a row: %.2f s, %.0f ns each\n", s, s / ROWS * 1e9);
}

static void
add_people(MusterCentre *centre)
{
  muster_people_clear(centre);
  centre->n_people = PEOPLE;
  centre->person = g_new0(MusterPerson, PEOPLE);
  for (int i = 0; i < PEOPLE; i++)
    centre->person[i] = (MusterPerson){.id = g_strdup_printf("p%d", i),
                                       .name = g_strdup_printf("Person %d", i),
                                       .group = i % 2,
                                       .contract = i % 2,
                                       .since = G_MININT32};
}

static void
add_duty(MusterRoster *roster, int person, int day)
{
  const MusterGrid *grid = roster->grid;
  gint64 start = grid->start[grid->day_first[day]] + 8 * 3600, lunch = start + 4 * 3600;
  MusterDuty duty = {.person = person,
                     .group = person % 2,
                     .shift = 0,
                     .day = grid->first_day + day,
                     .start = start,
                     .end = start + 8 * 3600 + 1800,
                     .n_segments = 3,
                     .segment = g_new0(MusterSegment, 3)};
  duty.segment[0] = (MusterSegment){.start = start, .end = lunch, .paid = TRUE};
  duty.segment[1] = (MusterSegment){
      .kind = MUSTER_ACTIVITY_BREAK, .name = g_strdup("lunch"), .start = lunch, .end = lunch + 1800};
  duty.segment[2] = (MusterSegment){.start = lunch + 1800, .end = duty.end, .paid = TRUE};
  muster_roster_add(roster, &duty);
}

static void
turn_roster(const MusterRoster *roster, const MusterCentre *centre, const char *form,
            char *(*write)(const MusterRoster *, const MusterCentre *) )
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  clock_t start = clock();
  g_autofree char *text = write(roster, centre);
  double written_s = since(start);
  g_autoptr(MusterSource) source = muster_source_new("roster", text, strlen(text));
  start = clock();
  g_autoptr(MusterRoster) again = muster_roster_read(centre, source, faults);
  g_assert(again != NULL && again->duties->len == roster->duties->len);
  printf("roster of %u duties as %s, %.1f MB: written in %.2f s, read in %.2f s\n", roster->duties->len, form,
         (double) strlen(text) / 1e6, written_s, since(start));
}

int
main(void)
{
  gsize length = 0;
  g_autofree char *text = write_table(&length);
  read_table(text, length);
  g_autoptr(SmallCentre) small = small_centre_new();
  add_people(&small->centre);
  g_autoptr(MusterRoster) roster = muster_roster_new(&small->centre);
  for (int person = 0; person < PEOPLE; person++)
    for (int day = 0; day < DUTIES_EACH; day++)
      add_duty(roster, person, day);
  turn_roster(roster, &small->centre, "YAML", muster_roster_write);
  turn_roster(roster, &small->centre, "CSV", muster_roster_write_csv);
  return 0;
}
