/* Reading a trace (include/muster/model/trace.h says what its file looks like). */
#include <muster/csv.h>
#include <muster/model/trace.h>
#include "model/centre/centre_private.h"
#include "model/names_private.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_S 1e7 /* of a contact's work or patience */

typedef enum { START, QUEUE, HANDLE, PATIENCE, TALK, AFTER_CALL, N_COLUMNS } Column;

/* The keys of `columns:` and the usual titles. */
static const struct {
  const char *key, *titles;
} known[N_COLUMNS] = {
    [START] = {"start", "start|arrived|arrival|timestamp|start time|date time|datetime"},
    [QUEUE] = {"queue", "queue|queue name|skill|contact type|call type"},
    [HANDLE] = {"handle", "handle_s|handle|handle time|handle time (seconds)"},
    [PATIENCE] = {"patience", "patience_s|patience"},
    [TALK] = {"talk", "talk_s|talk|talk time"},
    [AFTER_CALL] = {"after_call", "after_call_s|after call|acw"},
};

typedef struct {
  const MusterCentre *centre;
  const MusterCsv *csv;
  MusterFaults *faults;
  const char *format; /* of stamps; NULL: ISO */
  const MusterZone *zone;
  int at[N_COLUMNS]; /* −1: there is none */
  ModelNames queues;
  int n_strangers, first_stranger, n_outside, first_outside; /* rows left out */
  GArray *contacts;
} Reader;

/* --- columns --- */

static const char *
named(const MusterCentre *centre, const char *key)
{
  const MusterHistorySpec *spec = &centre->simulate.trace;
  for (int i = 0; i < spec->n_columns; i++)
    if (strcmp(spec->column_key[i], key) == 0)
      return spec->column_name[i];
  return NULL;
}

/* A title, or a number from 1 on. */
static int
find_named(const Reader *r, const char *name)
{
  int column = muster_csv_find(r->csv, name);
  char *end = NULL;
  long number = column < 0 && g_ascii_isdigit(*name) ? strtol(name, &end, 10) : 0;
  if (number >= 1 && *end == '\0' && number <= muster_csv_n_columns(r->csv))
    column = (int) number - 1;
  if (column < 0)
    muster_faults_error(r->faults, r->centre->simulate.trace.mark, NULL, "the trace has no column '%s'", name);
  return column;
}

static void
check_keys(const Reader *r)
{
  const MusterHistorySpec *spec = &r->centre->simulate.trace;
  const char *keys[N_COLUMNS + 2] = {"format"};
  for (int c = 0; c < N_COLUMNS; c++)
    keys[c + 1] = known[c].key;
  for (int i = 0; i < spec->n_columns; i++) {
    if (g_strv_contains(keys, spec->column_key[i]))
      continue;
    g_autofree char *hint = muster_yaml_hint(spec->column_key[i], keys);
    muster_faults_error(r->faults, spec->mark, hint, "unknown key '%s' in the trace's columns", spec->column_key[i]);
  }
}

static gboolean
find_columns(Reader *r)
{
  guint before = muster_faults_n_errors(r->faults);
  check_keys(r);
  r->format = named(r->centre, "format");
  for (int c = 0; c < N_COLUMNS; c++) {
    const char *name = named(r->centre, known[c].key);
    r->at[c] = name != NULL ? find_named(r, name) : muster_csv_find(r->csv, known[c].titles);
  }
  MusterMark header = muster_csv_header_mark(r->csv, 0);
  const char *hint = "name it in the centre, like simulate: {trace: {file: calls.csv, columns: {start: NAME, queue: NAME}}}";
  if (r->at[START] < 0 && named(r->centre, "start") == NULL)
    muster_faults_error(r->faults, header, hint, "no column of the contacts' start is found");
  if (r->at[QUEUE] < 0 && named(r->centre, "queue") == NULL && r->centre->n_queues > 1)
    muster_faults_error(r->faults, header, hint, "no column of queues is found, and the centre has %d", r->centre->n_queues);
  return muster_faults_n_errors(r->faults) == before;
}

/* --- rows --- */

/* What stands behind the point of the seconds. */
static double
fraction(const char *text)
{
  const char *clock = strchr(text, ':'), *point = clock != NULL ? strpbrk(clock, ".,") : NULL;
  double value = 0, digit = 0.1;
  for (const char *p = point != NULL ? point + 1 : ""; g_ascii_isdigit(*p); p++, digit /= 10)
    value += digit * (*p - '0');
  return value;
}

/* Seconds ≥ 0; NaN when the field is empty or there is no such column. FALSE with an error. */
static gboolean
read_seconds(const Reader *r, int row, Column column, double *value)
{
  *value = NAN;
  if (r->at[column] < 0 || muster_csv_is_empty(r->csv, row, r->at[column]))
    return TRUE;
  if (!muster_csv_double(r->csv, row, r->at[column], value, r->faults))
    return FALSE;
  if (*value >= 0 && *value <= LONGEST_S)
    return TRUE;
  muster_faults_error(r->faults, muster_csv_mark(r->csv, row, r->at[column]), "seconds",
                      *value < 0 ? "a contact's '%s' is negative" : "a contact's '%s' is too long", known[column].key);
  return FALSE;
}

static gboolean
read_work(const Reader *r, int row, MusterTraceContact *contact)
{
  double handle, patience, talk, after_call;
  gboolean ok = read_seconds(r, row, HANDLE, &handle);
  ok = read_seconds(r, row, PATIENCE, &patience) && ok;
  ok = read_seconds(r, row, TALK, &talk) && ok;
  ok = read_seconds(r, row, AFTER_CALL, &after_call) && ok;
  if (isnan(handle) && !isnan(talk))
    handle = talk + (isnan(after_call) ? 0 : after_call);
  contact->handle_s = (float) handle;
  contact->patience_s = (float) patience;
  return ok;
}

static gboolean
is_inside(const Reader *r, gint64 utc)
{
  const MusterGrid *grid = r->centre->grid;
  return utc >= grid->start[0] - (gint64) fmax(0, r->centre->simulate.warm_up_s) && utc < grid->start[grid->n];
}

static void
read_row(Reader *r, int row)
{
  MusterTraceContact contact = {0};
  gint64 utc;
  if (r->at[QUEUE] >= 0)
    contact.queue = model_names_find(&r->queues, muster_csv_text(r->csv, row, r->at[QUEUE]));
  if (contact.queue < 0) {
    r->first_stranger = r->n_strangers++ == 0 ? row : r->first_stranger;
    return;
  }
  gboolean ok = muster_csv_instant(r->csv, row, r->at[START], r->format, r->zone, &utc, NULL, r->faults);
  if (!read_work(r, row, &contact) || !ok)
    return;
  if (!is_inside(r, utc)) {
    r->first_outside = r->n_outside++ == 0 ? row : r->first_outside;
    return;
  }
  contact.second = (double) (utc - r->centre->grid->start[0]) + fraction(muster_csv_text(r->csv, row, r->at[START]));
  g_array_append_val(r->contacts, contact);
}

static void
tell_left_out(const Reader *r)
{
  if (r->n_strangers > 0) {
    const char *name = muster_csv_text(r->csv, r->first_stranger, r->at[QUEUE]);
    g_autofree char *hint = muster_yaml_hint(name, r->queues.name);
    muster_faults_add(r->faults, MUSTER_FAULT_WARNING, muster_csv_mark(r->csv, r->first_stranger, r->at[QUEUE]), hint,
                      "%d contacts are of queues that the centre does not have, like '%s'; they are left out", r->n_strangers, name);
  }
  if (r->n_outside > 0)
    muster_faults_add(r->faults, MUSTER_FAULT_WARNING, muster_csv_mark(r->csv, r->first_outside, r->at[START]), NULL,
                      "%d contacts come before or after the horizon; they are left out", r->n_outside);
}

/* --- the whole --- */

static int
by_time(const void *a, const void *b)
{
  const MusterTraceContact *x = a, *y = b;
  if (x->second != y->second)
    return x->second < y->second ? -1 : 1;
  return (x->queue > y->queue) - (x->queue < y->queue);
}

static int
compare_contacts(gconstpointer a, gconstpointer b, G_GNUC_UNUSED gpointer data)
{
  return by_time(a, b);
}

static MusterTrace *
finish(const Reader *r)
{
  MusterTrace *trace = g_new0(MusterTrace, 1);
  trace->origin = r->centre->grid->start[0];
  trace->n = (int) r->contacts->len;
  g_qsort_with_data(r->contacts->data, trace->n, sizeof(MusterTraceContact), compare_contacts, NULL); /* stable */
  trace->contact = g_memdup2(r->contacts->data, (gsize) trace->n * sizeof(MusterTraceContact));
  for (int i = 0; i < trace->n; i++) {
    trace->has_handle = trace->has_handle || !isnan(trace->contact[i].handle_s);
    trace->has_patience = trace->has_patience || !isnan(trace->contact[i].patience_s);
  }
  return trace;
}

static MusterZone *
zone_of_file(const MusterCentre *centre, MusterFaults *faults)
{
  const char *name = centre->simulate.trace.timezone;
  MusterZone *zone = name != NULL ? muster_zone_new(name, NULL) : muster_zone_ref(centre->zone);
  if (zone == NULL)
    muster_faults_error(faults, centre->simulate.trace.mark, "an IANA name like Europe/Berlin, Asia/Shanghai or UTC fits",
                        "unknown time zone '%s'", name);
  return zone;
}

MusterTrace *
muster_trace_read(const MusterCentre *centre, MusterSource *source, MusterFaults *faults)
{
  guint before = muster_faults_n_errors(faults);
  const MusterCsvDialect dialect = {.encoding = centre->simulate.trace.encoding};
  g_autoptr(MusterCsv) csv = muster_csv_read(source, &dialect, faults);
  g_autoptr(MusterZone) zone = csv != NULL ? zone_of_file(centre, faults) : NULL;
  if (zone == NULL)
    return NULL;
  g_autoptr(GArray) contacts = g_array_new(FALSE, FALSE, sizeof(MusterTraceContact));
  Reader r = {.centre = centre, .csv = csv, .faults = faults, .zone = zone, .contacts = contacts};
  model_names_of_queues(&r.queues, centre);
  if (find_columns(&r)) {
    for (int row = 0; row < muster_csv_n_rows(csv); row++)
      read_row(&r, row);
    tell_left_out(&r);
    if (contacts->len == 0 && muster_faults_n_errors(faults) == before)
      muster_faults_error(faults, muster_csv_header_mark(csv, 0), NULL, "the trace has no contact that can be replayed");
  }
  model_names_clear(&r.queues);
  return muster_faults_n_errors(faults) == before ? finish(&r) : NULL;
}

MusterTrace *
muster_trace_of_centre(const MusterCentre *centre, MusterFaults *faults)
{
  const MusterHistorySpec *spec = &centre->simulate.trace;
  if (spec->file == NULL)
    return NULL;
  g_autofree char *path = g_path_is_absolute(spec->file) || centre->tree == NULL || centre->tree->folder == NULL
                              ? g_strdup(spec->file)
                              : g_build_filename(centre->tree->folder, spec->file, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(MusterSource) source = muster_source_read(path, 0, &error);
  if (source != NULL)
    return muster_trace_read(centre, source, faults);
  muster_faults_error(faults, spec->mark, NULL, "trace: %s", error->message);
  return NULL;
}

void
muster_trace_free(MusterTrace *trace)
{
  if (trace == NULL)
    return;
  g_free(trace->contact);
  g_free(trace);
}

MusterDemand *
muster_trace_demand(const MusterTrace *trace, const MusterCentre *centre)
{
  MusterDemand *demand = muster_demand_new(centre);
  demand->counts = MUSTER_COUNTS_FRESH;
  for (int i = 0; i < trace->n; i++) {
    int interval = muster_grid_find(centre->grid, trace->origin + (gint64) floor(trace->contact[i].second));
    if (interval >= 0)
      demand->queue[trace->contact[i].queue].contacts[interval]++;
  }
  return demand;
}
