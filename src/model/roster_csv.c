/* The roster as a table, one row per activity (include/muster/model/roster.h describes it). */
#include <muster/csv.h>
#include "model/cells_private.h"
#include "model/roster_build_private.h"
#include <string.h>

typedef enum {
  COLUMN_PERSON,
  COLUMN_NAME,
  COLUMN_GROUP,
  COLUMN_ZONE,
  COLUMN_DATE,
  COLUMN_SHIFT,
  COLUMN_START,
  COLUMN_END,
  COLUMN_START_UTC,
  COLUMN_END_UTC,
  COLUMN_PAID_MIN,
  COLUMN_ACTIVITY,
  COLUMN_LABEL,
  COLUMN_PAID,
  COLUMN_QUEUE,
  COLUMN_SOURCE,
  N_COLUMNS
} Column;

/* The names written, each with what else it may be called. */
static const char *const column_names[N_COLUMNS + 1] = {"person|agent_id|agent|id|employee_id",
                                                        "name|agent_name",
                                                        "group",
                                                        "zone|timezone",
                                                        "date",
                                                        "shift|shift_code",
                                                        "start|start_time",
                                                        "end|end_time",
                                                        "start_utc",
                                                        "end_utc",
                                                        "paid_min",
                                                        "activity",
                                                        "label",
                                                        "paid",
                                                        "queue|queues|skill",
                                                        "source",
                                                        NULL};

/* --- writing --- */

static void
write_segment(MusterCsvWriter *writer, const MusterDuty *duty, const MusterSegment *segment,
              const MusterCentre *centre)
{
  const MusterPerson *person = &centre->person[duty->person];
  g_autofree char *date = muster_day_format(duty->day), *queues = cells_write_queues(segment->queues, centre);
  g_autofree char *start = muster_zone_format(centre->zone, segment->start),
                  *end = muster_zone_format(centre->zone, segment->end);
  g_autofree char *start_utc = muster_utc_format(segment->start), *end_utc = muster_utc_format(segment->end);
  muster_csv_add_text(writer, person->id);
  muster_csv_add_text(writer, person->name);
  muster_csv_add_text(writer, centre->group[duty->group].name);
  muster_csv_add_text(writer, muster_zone_name(centre->zone));
  muster_csv_add_text(writer, date);
  muster_csv_add_text(writer, duty->shift >= 0 ? centre->shift[duty->shift].name : NULL);
  muster_csv_add_text(writer, start);
  muster_csv_add_text(writer, end);
  muster_csv_add_text(writer, start_utc);
  muster_csv_add_text(writer, end_utc);
  muster_csv_add_double(writer, segment->paid ? (double) (segment->end - segment->start) / 60 : 0);
  muster_csv_add_text(writer, muster_activity_name(segment->kind));
  muster_csv_add_text(writer, segment->name);
  muster_csv_add_text(writer, segment->paid ? "yes" : "no");
  muster_csv_add_text(writer, queues);
  muster_csv_add_text(writer, duty->locked ? "locked" : "planned");
  muster_csv_end_row(writer);
}

char *
muster_roster_write_csv(const MusterRoster *roster, const MusterCentre *centre)
{
  g_autoptr(MusterCsvWriter) writer = muster_csv_writer_new(NULL);
  for (int c = 0; c < N_COLUMNS; c++) {
    g_auto(GStrv) names = g_strsplit(column_names[c], "|", 2);
    muster_csv_add_text(writer, names[0]);
  }
  muster_csv_end_row(writer);
  for (guint i = 0; i < roster->duties->len; i++) {
    const MusterDuty *duty = &g_array_index(roster->duties, MusterDuty, i);
    for (int k = 0; k < duty->n_segments; k++)
      write_segment(writer, duty, &duty->segment[k], centre);
  }
  return muster_csv_finish(writer, NULL, NULL);
}

/* --- reading rows --- */

/* One row, understood. */
typedef struct {
  int row, person, group, shift;
  gboolean dated, locked;
  MusterDay date;
  MusterSegment segment; /* its name is borrowed from the table until it is kept */
} Row;

typedef struct {
  RosterBuild *build;
  const MusterCsv *csv;
  int column[N_COLUMNS];
  GArray *rows; /* of Row */
} Reader;

static const char *
cell(const Reader *r, int row, Column column)
{
  return r->column[column] >= 0 ? muster_csv_text(r->csv, row, r->column[column]) : "";
}

static MusterMark
mark_of(const Reader *r, int row, Column column)
{
  return r->column[column] >= 0 ? muster_csv_mark(r->csv, row, r->column[column])
                                : muster_csv_row_mark(r->csv, row);
}

/* A moment: by the clock on the row's date where there is one, else a whole date and time. */
static gboolean
read_moment(Reader *r, int row, Column column, const Row *x, gint64 earliest, gint64 *utc)
{
  const char *text = cell(r, row, column), *why;
  const MusterZone *zone = r->build->centre->zone;
  int clock_s;
  if (!x->dated || !muster_clock_parse(text, &clock_s))
    return muster_csv_instant(r->csv, row, r->column[column], NULL, zone, utc, NULL, r->build->faults);
  if (moment_parse(zone, text, x->date, earliest, utc, &why))
    return TRUE;
  muster_faults_error(r->build->faults, mark_of(r, row, column), NULL, "'%s' is %s", text, why);
  return FALSE;
}

static gboolean
read_times(Reader *r, int row, Row *x)
{
  MusterFaults *faults = r->build->faults;
  gint64 midnight = 0;
  x->dated = cell(r, row, COLUMN_DATE)[0] != 0;
  if (x->dated) {
    if (!muster_csv_day(r->csv, row, r->column[COLUMN_DATE], NULL, &x->date, faults))
      return FALSE;
    muster_zone_to_utc(r->build->centre->zone, x->date, 0, &midnight);
  }
  MusterSegment *segment = &x->segment;
  if (!read_moment(r, row, COLUMN_START, x, midnight, &segment->start) ||
      !read_moment(r, row, COLUMN_END, x, segment->start + 1, &segment->end))
    return FALSE;
  if (segment->end > segment->start)
    return TRUE;
  muster_faults_error(faults, mark_of(r, row, COLUMN_END), NULL, "this ends before it starts");
  return FALSE;
}

/* `lunch`, as other systems have it: a break of the centre's shifts or an activity, by its name. */
static gboolean
find_activity(const MusterCentre *centre, const char *word, MusterSegment *segment)
{
  for (int s = 0; s < centre->n_shifts; s++)
    for (int b = 0; b < centre->shift[s].n_breaks; b++)
      if (g_ascii_strcasecmp(centre->shift[s].breaks[b].name, word) == 0) {
        segment->kind = MUSTER_ACTIVITY_BREAK;
        segment->name = centre->shift[s].breaks[b].name;
        return TRUE;
      }
  for (int a = 0; a < centre->n_activities; a++)
    if (g_ascii_strcasecmp(centre->activity[a].name, word) == 0) {
      segment->kind = MUSTER_ACTIVITY_MEETING;
      segment->name = centre->activity[a].name;
      return TRUE;
    }
  return FALSE;
}

static gboolean
read_activity(Reader *r, int row, Row *x)
{
  const char *word = cell(r, row, COLUMN_ACTIVITY), *label = cell(r, row, COLUMN_LABEL),
             *queues = cell(r, row, COLUMN_QUEUE);
  MusterSegment *segment = &x->segment;
  MusterFaults *faults = r->build->faults;
  gboolean good = TRUE;
  if (word[0] != 0 && !muster_activity_parse(word, &segment->kind) &&
      !find_activity(r->build->centre, word, segment)) {
    muster_faults_error(faults, mark_of(r, row, COLUMN_ACTIVITY),
                        "work, break, meeting, training, or the name of a break or activity",
                        "unknown activity '%s'", word);
    good = FALSE;
  }
  good = model_name_is_clean(label, mark_of(r, row, COLUMN_LABEL), faults) && good;
  if (label[0] != 0)
    segment->name = (char *) muster_csv_text(r->csv, row, r->column[COLUMN_LABEL]);
  segment->paid = roster_build_usually_paid(segment->kind);
  if (cell(r, row, COLUMN_PAID)[0] != 0)
    good = muster_csv_bool(r->csv, row, r->column[COLUMN_PAID], &segment->paid, faults) && good;
  if (queues[0] == 0)
    return good;
  segment->queues = cells_read_queues(queues, mark_of(r, row, COLUMN_QUEUE), &r->build->queues, faults);
  if (segment->kind == MUSTER_ACTIVITY_WORK)
    return good && segment->queues != 0;
  muster_faults_error(faults, mark_of(r, row, COLUMN_QUEUE), NULL, "only work is limited to queues");
  return FALSE;
}

static gboolean
read_source(Reader *r, int row, Row *x)
{
  const char *source = cell(r, row, COLUMN_SOURCE);
  x->locked = strcmp(source, "locked") == 0;
  if (x->locked || source[0] == 0 || strcmp(source, "planned") == 0 || strcmp(source, "requested") == 0)
    return TRUE;
  muster_faults_error(r->build->faults, mark_of(r, row, COLUMN_SOURCE), "planned, locked or requested",
                      "unknown source '%s'", source);
  return FALSE;
}

static void
read_row(Reader *r, int row)
{
  RosterBuild *build = r->build;
  Row x = {.row = row, .group = -1, .shift = -1};
  guint before = muster_faults_n_errors(build->faults);
  x.person = roster_build_person(build, cell(r, row, COLUMN_PERSON), mark_of(r, row, COLUMN_PERSON));
  if (cell(r, row, COLUMN_GROUP)[0] != 0)
    x.group = model_names_need(&build->groups, cell(r, row, COLUMN_GROUP), mark_of(r, row, COLUMN_GROUP),
                               build->faults);
  else if (x.person >= 0)
    x.group = build->centre->person[x.person].group;
  if (cell(r, row, COLUMN_SHIFT)[0] != 0)
    x.shift = model_names_need(&build->shifts, cell(r, row, COLUMN_SHIFT), mark_of(r, row, COLUMN_SHIFT),
                               build->faults);
  gboolean good = read_times(r, row, &x);
  good = read_activity(r, row, &x) && good;
  good = read_source(r, row, &x) && good;
  if (good && x.person >= 0 && x.group >= 0 && muster_faults_n_errors(build->faults) == before)
    g_array_append_val(r->rows, x);
}

/* --- rows → duties --- */

static int
compare_rows(gconstpointer a, gconstpointer b)
{
  const Row *x = a, *y = b;
  if (x->person != y->person)
    return x->person < y->person ? -1 : 1;
  if (x->segment.start != y->segment.start)
    return x->segment.start < y->segment.start ? -1 : 1;
  return (x->row > y->row) - (x->row < y->row);
}

/* Rows that follow each other without a hole are one duty, unless date, shift or group say otherwise. */
static gboolean
continues(const Row *duty, const Row *last, const Row *next)
{
  return next->person == duty->person && next->segment.start == last->segment.end &&
         next->group == duty->group && next->shift == duty->shift && next->locked == duty->locked &&
         (!duty->dated || !next->dated || next->date == duty->date);
}

static gboolean
check_span(Reader *r, const Row *first, const MomentSpan *span)
{
  RosterBuild *build = r->build;
  const char *message = NULL;
  g_autofree char *from = muster_day_format(build->first_day), *to = muster_day_format(build->last_day);
  g_autofree char *hint = NULL;
  if (span->day < build->first_day || span->day > build->last_day) {
    message = "this duty is outside the horizon";
    hint = g_strdup_printf("days from %s to %s fit", from, to);
  } else if (span->end - span->start > MOMENT_LONGEST_SHIFT_S) {
    message = "this duty is longer than a day";
  } else if (first->dated && first->date != span->day) {
    message = "this duty does not start on its date";
    hint = g_strdup("a shift belongs to the day on which it starts");
  }
  if (message != NULL)
    muster_faults_error(build->faults, mark_of(r, first->row, COLUMN_START), hint, "%s", message);
  return message == NULL;
}

/* Makes a duty of rows[from..to). */
static void
keep_duty(Reader *r, guint from, guint to)
{
  const Row *first = &g_array_index(r->rows, Row, from), *last = &g_array_index(r->rows, Row, to - 1);
  MomentSpan span = {.start = first->segment.start, .end = last->segment.end};
  int clock_s, offset_s;
  muster_zone_to_local(r->build->centre->zone, span.start, &span.day, &clock_s, &offset_s);
  if (!check_span(r, first, &span))
    return;
  MusterDuty duty = {.person = first->person,
                     .group = first->group,
                     .shift = first->shift,
                     .day = span.day,
                     .start = span.start,
                     .end = span.end,
                     .n_segments = (int) (to - from),
                     .locked = first->locked};
  if (duty.shift < 0)
    duty.shift = roster_build_guess_shift(r->build, duty.person, &span);
  duty.segment = g_new0(MusterSegment, duty.n_segments);
  for (guint i = from; i < to; i++) {
    duty.segment[i - from] = g_array_index(r->rows, Row, i).segment;
    duty.segment[i - from].name = g_strdup(duty.segment[i - from].name);
  }
  roster_build_add(r->build, &duty, muster_csv_row_mark(r->csv, first->row));
}

static gboolean
find_columns(Reader *r)
{
  gboolean good = TRUE;
  muster_csv_only(r->csv, column_names, r->build->faults);
  for (int c = 0; c < N_COLUMNS; c++) {
    gboolean needed = c == COLUMN_PERSON || c == COLUMN_START || c == COLUMN_END;
    r->column[c] = needed ? muster_csv_need(r->csv, column_names[c], r->build->faults)
                          : muster_csv_find(r->csv, column_names[c]);
    good = good && (!needed || r->column[c] >= 0);
  }
  return good;
}

void
roster_read_csv(RosterBuild *build, MusterSource *source)
{
  g_autoptr(MusterCsv) csv =
      muster_csv_read(source, &(MusterCsvDialect){.header = MUSTER_CSV_HEADER_YES}, build->faults);
  if (csv == NULL)
    return;
  Reader reader = {.build = build, .csv = csv};
  if (!find_columns(&reader))
    return;
  reader.rows = g_array_new(FALSE, FALSE, sizeof(Row));
  for (int row = 0; row < muster_csv_n_rows(csv); row++)
    read_row(&reader, row);
  g_array_sort(reader.rows, compare_rows);
  for (guint from = 0, to; from < reader.rows->len; from = to) {
    const Row *first = &g_array_index(reader.rows, Row, from);
    for (to = from + 1; to < reader.rows->len; to++)
      if (!continues(first, &g_array_index(reader.rows, Row, to - 1), &g_array_index(reader.rows, Row, to)))
        break;
    keep_duty(&reader, from, to);
  }
  g_array_unref(reader.rows);
}
