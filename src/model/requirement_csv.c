/* The CSV of a requirement: one row per interval and queue. From elsewhere it needs start, queue and agents
 * only. */
#include <muster/model/requirement.h>
#include <muster/csv.h>
#include "model/names_private.h"
#include <math.h>
#include <string.h>

typedef enum {
  COLUMN_START,
  COLUMN_QUEUE,
  COLUMN_GROUP,
  COLUMN_CONTACTS,
  COLUMN_HANDLE,
  COLUMN_LOAD,
  COLUMN_AGENTS,
  COLUMN_SCHEDULED,
  COLUMN_SERVICE_LEVEL,
  COLUMN_ABANDONMENT,
  COLUMN_ASA,
  COLUMN_OCCUPANCY,
  COLUMN_METHOD,
  COLUMN_BINDING,
  N_COLUMNS
} Column;

/* The names written, each with what else it may be called. */
static const char *const column_names[N_COLUMNS + 1] = {"start|interval_start|timestamp",
                                                        "queue|skill",
                                                        "group",
                                                        "contacts|offered",
                                                        "handle_time_mean_s|aht_s",
                                                        "load_erl",
                                                        "agents|required|requirement",
                                                        "scheduled",
                                                        "service_level",
                                                        "abandonment",
                                                        "average_speed_of_answer_s|asa_s",
                                                        "occupancy",
                                                        "method",
                                                        "binding",
                                                        NULL};

/* --- writing --- */

static gboolean
says_something(const MusterNeed *need)
{
  return need->contacts != 0 || need->handle_mean_s != 0 || need->load_erl != 0 || need->agents != 0 ||
         need->scheduled != 0 || !isnan(need->service_level) || !isnan(need->abandonment) ||
         !isnan(need->asa_s) || !isnan(need->occupancy) || need->binding != MUSTER_BINDING_NONE;
}

static void
write_row(MusterCsvWriter *writer, const MusterRequirement *requirement, const MusterCentre *centre, int q,
          int i)
{
  const MusterNeed *need = &requirement->need[(gsize) q * (gsize) requirement->grid->n + (gsize) i];
  int group = requirement->group[q];
  g_autofree char *start = muster_zone_format(centre->zone, requirement->grid->start[i]);
  muster_csv_add_text(writer, start);
  muster_csv_add_text(writer, centre->queue[q].name);
  muster_csv_add_text(writer, group >= 0 ? centre->group[group].name : NULL);
  muster_csv_add_double(writer, need->contacts);
  muster_csv_add_double(writer, need->handle_mean_s);
  muster_csv_add_double(writer, need->load_erl);
  muster_csv_add_double(writer, need->agents);
  muster_csv_add_double(writer, need->scheduled);
  muster_csv_add_double(writer, need->service_level);
  muster_csv_add_double(writer, need->abandonment);
  muster_csv_add_double(writer, need->asa_s);
  muster_csv_add_double(writer, need->occupancy);
  muster_csv_add_text(writer, requirement->method);
  muster_csv_add_text(writer, muster_binding_name(need->binding));
  muster_csv_end_row(writer);
}

char *
muster_requirement_write(const MusterRequirement *requirement, const MusterCentre *centre)
{
  g_autoptr(MusterCsvWriter) writer = muster_csv_writer_new(NULL);
  for (int c = 0; c < N_COLUMNS; c++) {
    g_auto(GStrv) names = g_strsplit(column_names[c], "|", 2);
    muster_csv_add_text(writer, names[0]);
  }
  muster_csv_end_row(writer);
  int n = requirement->grid->n;
  for (int i = 0; i < n; i++)
    for (int q = 0; q < requirement->n_queues; q++)
      if (says_something(&requirement->need[(gsize) q * (gsize) n + (gsize) i]) ||
          muster_centre_open_s(centre, q, i) > 0)
        write_row(writer, requirement, centre, q, i);
  return muster_csv_finish(writer, NULL, NULL);
}

/* --- reading --- */

typedef struct {
  const MusterCentre *centre;
  const MusterCsv *csv;
  int column[N_COLUMNS];
  ModelNames queues, groups;
  MusterRequirement *requirement;
  guint8 *seen;    /* [n_queues * grid->n] */
  guint8 *grouped; /* [n_queues] the group was named */
  double *share;   /* shrinkage that is not placed */
  int n_shares;
  MusterFaults *faults;
} Reader;

static gboolean
given(const Reader *r, int row, Column column)
{
  return r->column[column] >= 0 && !muster_csv_is_empty(r->csv, row, r->column[column]);
}

static MusterMark
mark_of(const Reader *r, int row, Column column)
{
  return r->column[column] >= 0 ? muster_csv_mark(r->csv, row, r->column[column])
                                : muster_csv_row_mark(r->csv, row);
}

/* The interval that the row is for, or -1 with an error. */
static int
read_interval(Reader *r, int row)
{
  const MusterGrid *grid = r->centre->grid;
  gint64 utc;
  if (!muster_csv_instant(r->csv, row, r->column[COLUMN_START], NULL, r->centre->zone, &utc, NULL, r->faults))
    return -1;
  int i = muster_grid_find(grid, utc);
  if (i >= 0 && grid->start[i] == utc)
    return i;
  const char *text = muster_csv_text(r->csv, row, r->column[COLUMN_START]);
  if (i >= 0) {
    g_autofree char *near = muster_zone_format(r->centre->zone, grid->start[i]);
    g_autofree char *hint = g_strdup_printf("it lies in the interval that starts at %s", near);
    muster_faults_error(r->faults, mark_of(r, row, COLUMN_START), hint,
                        "'%s' is not the start of an interval", text);
    return -1;
  }
  g_autofree char *from = muster_day_format(r->centre->from), *to = muster_day_format(r->centre->to);
  g_autofree char *hint = g_strdup_printf("the horizon is %s to %s", from, to);
  muster_faults_error(r->faults, mark_of(r, row, COLUMN_START), hint, "'%s' is outside the horizon", text);
  return -1;
}

static int
read_queue(Reader *r, int row)
{
  if (r->column[COLUMN_QUEUE] < 0)
    return 0; /* the only one */
  return model_names_need(&r->queues, muster_csv_text(r->csv, row, r->column[COLUMN_QUEUE]),
                          mark_of(r, row, COLUMN_QUEUE), r->faults);
}

/* A number from 0 to `most`; `standard` when it is not given. */
static double
read_amount(Reader *r, int row, Column column, double most, double standard)
{
  double value;
  if (!given(r, row, column) || !muster_csv_double(r->csv, row, r->column[column], &value, r->faults))
    return standard;
  if (value >= 0 && value <= most)
    return value;
  const char *text = muster_csv_text(r->csv, row, r->column[column]);
  if (value < 0)
    muster_faults_error(r->faults, mark_of(r, row, column), NULL, "'%s' is negative", text);
  else
    muster_faults_error(r->faults, mark_of(r, row, column), most == 1 ? "a share is written 0.8 here" : NULL,
                        "'%s' is more than %g", text, most);
  return standard;
}

static gboolean
is_live(const MusterCentre *centre, int queue)
{
  MusterChannel channel = centre->queue[queue].channel;
  return channel != MUSTER_CHANNEL_CASE && channel != MUSTER_CHANNEL_OUTBOUND;
}

/* queue -1 (here and below): its name was wrong, the rest of the row is looked at all the same. */
static double
read_agents(Reader *r, int row, int queue)
{
  double agents = 0;
  if (!muster_csv_double(r->csv, row, r->column[COLUMN_AGENTS], &agents, r->faults))
    return 0;
  agents = read_amount(r, row, COLUMN_AGENTS, 1e6, 0);
  if (queue >= 0 && is_live(r->centre, queue) && agents != floor(agents))
    muster_faults_error(r->faults, mark_of(r, row, COLUMN_AGENTS),
                        "a live queue needs whole agents; round up", "'%s' agents",
                        muster_csv_text(r->csv, row, r->column[COLUMN_AGENTS]));
  return agents;
}

static void
read_group(Reader *r, int row, int queue)
{
  if (!given(r, row, COLUMN_GROUP))
    return;
  const char *name = muster_csv_text(r->csv, row, r->column[COLUMN_GROUP]);
  int group = model_names_need(&r->groups, name, mark_of(r, row, COLUMN_GROUP), r->faults);
  if (group < 0 || queue < 0)
    return;
  if (r->grouped[queue] && r->requirement->group[queue] != group)
    muster_faults_error(r->faults, mark_of(r, row, COLUMN_GROUP), "a queue's rows all name one group",
                        "the queue '%s' had another group before", r->centre->queue[queue].name);
  r->requirement->group[queue] = group;
  r->grouped[queue] = 1;
}

static void
read_method(Reader *r, int row)
{
  if (!given(r, row, COLUMN_METHOD))
    return;
  const char *method = muster_csv_text(r->csv, row, r->column[COLUMN_METHOD]);
  if (r->requirement->method[0] == 0) {
    g_free(r->requirement->method);
    r->requirement->method = g_strdup(method);
  } else if (strcmp(method, r->requirement->method) != 0) {
    muster_faults_error(r->faults, mark_of(r, row, COLUMN_METHOD), "a requirement is made by one method",
                        "the method was '%s' before", r->requirement->method);
  }
}

static void
read_binding(Reader *r, int row, MusterNeed *need)
{
  if (!given(r, row, COLUMN_BINDING))
    return;
  const char *name = muster_csv_text(r->csv, row, r->column[COLUMN_BINDING]);
  if (!muster_binding_parse(name, &need->binding))
    muster_faults_error(
        r->faults, mark_of(r, row, COLUMN_BINDING),
        "one of none, service_level, abandonment, average_speed_of_answer, occupancy, minimum, load",
        "'%s' is no target", name);
}

/* What a file from elsewhere does not say follows from what it says. */
static void
read_need(Reader *r, int row, int queue, MusterNeed *need)
{
  const MusterQueue *q = queue >= 0 ? &r->centre->queue[queue] : NULL;
  double handle_mean_s =
      q == NULL ? 0 : q->handle.mean_s + (q->after_call.info != NULL ? q->after_call.mean_s : 0);
  need->agents = read_agents(r, row, queue);
  need->contacts = read_amount(r, row, COLUMN_CONTACTS, 1e12, 0);
  need->handle_mean_s = read_amount(r, row, COLUMN_HANDLE, 1e9, handle_mean_s);
  need->load_erl =
      read_amount(r, row, COLUMN_LOAD, 1e15, need->contacts * need->handle_mean_s / r->centre->interval_s);
  need->scheduled = read_amount(r, row, COLUMN_SCHEDULED, 1e9, NAN);
  if (isnan(need->scheduled))
    need->scheduled = muster_scheduled(need->agents, r->share, r->n_shares);
  need->service_level = read_amount(r, row, COLUMN_SERVICE_LEVEL, 1, NAN);
  need->abandonment = read_amount(r, row, COLUMN_ABANDONMENT, 1, NAN);
  need->asa_s = read_amount(r, row, COLUMN_ASA, 1e15, NAN);
  need->occupancy = read_amount(r, row, COLUMN_OCCUPANCY, 1, NAN);
  read_binding(r, row, need);
}

static void
read_row(Reader *r, int row)
{
  int i = read_interval(r, row), q = read_queue(r, row);
  MusterNeed need = {0};
  read_need(r, row, q, &need);
  read_group(r, row, q);
  read_method(r, row);
  if (i < 0 || q < 0)
    return;
  gsize at = (gsize) q * (gsize) r->centre->grid->n + (gsize) i;
  if (r->seen[at])
    muster_faults_error(r->faults, mark_of(r, row, COLUMN_START),
                        "a local time that the clocks show twice needs its offset",
                        "a second row for '%s' and this interval", r->centre->queue[q].name);
  r->seen[at] = 1;
  r->requirement->need[at] = need;
}

static gboolean
find_columns(Reader *r)
{
  muster_csv_only(r->csv, column_names, r->faults);
  gboolean good = TRUE;
  for (int c = 0; c < N_COLUMNS; c++) {
    gboolean needed =
        c == COLUMN_START || c == COLUMN_AGENTS || (c == COLUMN_QUEUE && r->centre->n_queues > 1);
    r->column[c] = needed ? muster_csv_need(r->csv, column_names[c], r->faults)
                          : muster_csv_find(r->csv, column_names[c]);
    good = good && (!needed || r->column[c] >= 0);
  }
  return good;
}

/* Open intervals without a row need nobody: that may be meant, so it is said. */
static void
warn_of_gaps(Reader *r)
{
  const MusterGrid *grid = r->centre->grid;
  for (int q = 0; q < r->centre->n_queues; q++) {
    int missing = 0, first = 0;
    for (int i = 0; i < grid->n; i++)
      if (!r->seen[(gsize) q * (gsize) grid->n + (gsize) i] && muster_centre_open_s(r->centre, q, i) > 0 &&
          missing++ == 0)
        first = i;
    if (missing == 0)
      continue;
    g_autofree char *start = muster_zone_format(r->centre->zone, grid->start[first]);
    muster_faults_add(r->faults, MUSTER_FAULT_WARNING, (MusterMark){muster_csv_source(r->csv), 0, 0},
                      "nobody is needed there",
                      "the queue '%s' has no row for %d open intervals, the first at %s",
                      r->centre->queue[q].name, missing, start);
  }
}

static void
read_rows(Reader *r)
{
  const MusterCentre *centre = r->centre;
  r->seen = g_new0(guint8, (gsize) centre->n_queues * (gsize) centre->grid->n);
  r->grouped = g_new0(guint8, centre->n_queues);
  r->share = g_new0(double, centre->n_shrinkage + 1);
  r->n_shares = muster_centre_shrinkage_shares(centre, r->share);
  model_names_of_queues(&r->queues, centre);
  model_names_of_groups(&r->groups, centre);
  guint before = muster_faults_n_errors(r->faults);
  for (int row = 0; row < muster_csv_n_rows(r->csv); row++)
    read_row(r, row);
  if (muster_faults_n_errors(r->faults) == before)
    warn_of_gaps(r);
  model_names_clear(&r->queues);
  model_names_clear(&r->groups);
  g_free(r->seen);
  g_free(r->grouped);
  g_free(r->share);
}

MusterRequirement *
muster_requirement_read(const MusterCentre *centre, MusterSource *source, MusterFaults *faults)
{
  guint before = muster_faults_n_errors(faults);
  g_autoptr(MusterCsv) csv =
      muster_csv_read(source, &(MusterCsvDialect){.header = MUSTER_CSV_HEADER_YES}, faults);
  if (csv == NULL)
    return NULL;
  g_autoptr(MusterRequirement) requirement = muster_requirement_new(centre);
  Reader reader = {.centre = centre, .csv = csv, .requirement = requirement, .faults = faults};
  if (find_columns(&reader))
    read_rows(&reader);
  if (muster_faults_n_errors(faults) > before)
    return NULL;
  if (requirement->method[0] == 0) {
    g_free(requirement->method);
    requirement->method = g_strdup("given");
  }
  return g_steal_pointer(&requirement);
}
