/* The CSV of a requirement, read: one row per interval and queue, or per interval, queue and group where queues share
 * their agents. From elsewhere it needs start, queue and agents only. */
#include <muster/model/requirement.h>
#include <muster/csv.h>
#include "model/names_private.h"
#include "model/requirement_columns_private.h"
#include <math.h>
#include <string.h>

const char *const requirement_columns[N_COLUMNS + 1] = {
    "start|interval_start|timestamp",
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
    "pooled",
    NULL,
};

enum { SEEN_ALONE = 1, SEEN_POOLED = 2 };

typedef struct {
  const MusterCentre *centre;
  const MusterCsv *csv;
  int column[N_COLUMNS];
  ModelNames queues, groups;
  MusterRequirement *requirement;
  guint8 *seen;    /* [n_queues * grid->n]: SEEN_… */
  GArray *shares;  /* MusterShare */
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
read_method(Reader *r, int row, int queue)
{
  if (!given(r, row, COLUMN_METHOD))
    return;
  const char *method = muster_csv_text(r->csv, row, r->column[COLUMN_METHOD]);
  const char *before = r->requirement->queue_method[queue];
  if (before == NULL)
    muster_requirement_set_method(r->requirement, queue, method);
  else if (strcmp(method, before) != 0)
    muster_faults_error(r->faults, mark_of(r, row, COLUMN_METHOD), "a queue's requirement is made by one method",
                        "the method of queue '%s' was '%s' before", r->centre->queue[queue].name, before);
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
        "one of none, service_level, abandonment, average_speed_of_answer, occupancy, minimum, load, finish, quota",
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

static gboolean
read_pooled(Reader *r, int row)
{
  if (!given(r, row, COLUMN_POOLED))
    return FALSE;
  const char *text = muster_csv_text(r->csv, row, r->column[COLUMN_POOLED]);
  gboolean pooled = g_str_equal(text, REQUIREMENT_POOLED);
  if (!pooled && !g_str_equal(text, "no"))
    muster_faults_error(r->faults, mark_of(r, row, COLUMN_POOLED), "it says yes where a queue shares its group's agents",
                        "'%s' is neither yes nor no", text);
  return pooled;
}

static gboolean
serves(const MusterGroup *group, int queue)
{
  for (int s = 0; s < group->n_serves; s++)
    if (group->serves[s].queue == queue)
      return TRUE;
  return FALSE;
}

/* A group's share in the queue. Its group is not the queue's, who has several. */
static void
read_share(Reader *r, int row, int queue, int interval, const MusterNeed *need)
{
  if (!given(r, row, COLUMN_GROUP)) {
    muster_faults_error(r->faults, mark_of(r, row, COLUMN_POOLED), NULL, "a pooled row names no group");
    return;
  }
  const char *name = muster_csv_text(r->csv, row, r->column[COLUMN_GROUP]);
  MusterMark mark = mark_of(r, row, COLUMN_GROUP);
  int group = model_names_need(&r->groups, name, mark, r->faults);
  if (group < 0 || queue < 0 || interval < 0)
    return;
  const char *queue_name = r->centre->queue[queue].name;
  if (!serves(&r->centre->group[group], queue))
    muster_faults_error(r->faults, mark, NULL, "the group '%s' does not serve the queue '%s'", name, queue_name);
  MusterShare share = {interval,       queue,          group,          need->contacts, need->handle_mean_s,
                       need->load_erl, need->agents, need->scheduled};
  g_array_append_val(r->shares, share);
}

/* Shares in order: like ones stand beside each other. */
static void
check_twice(const Reader *r)
{
  const GArray *shares = r->requirement->shares;
  MusterMark whole = {muster_csv_source(r->csv), 0, 0};
  for (guint k = 1; k < shares->len; k++) {
    const MusterShare *a = &g_array_index(shares, MusterShare, k - 1), *b = &g_array_index(shares, MusterShare, k);
    if (a->interval != b->interval || a->queue != b->queue || a->group != b->group)
      continue;
    g_autofree char *start = muster_zone_format(r->centre->zone, r->centre->grid->start[a->interval]);
    muster_faults_error(r->faults, whole, NULL,
                        "a second row for '%s' of '%s' at %s", r->centre->queue[a->queue].name,
                        r->centre->group[a->group].name, start);
  }
}

static void
note_seen(Reader *r, int row, gsize at, int queue, gboolean pooled)
{
  guint8 seen = pooled ? SEEN_POOLED : SEEN_ALONE;
  const char *name = r->centre->queue[queue].name;
  if (r->seen[at] != 0 && r->seen[at] != seen)
    muster_faults_error(r->faults, mark_of(r, row, COLUMN_START), NULL,
                        "the rows for '%s' and this interval are partly pooled", name);
  else if (r->seen[at] == SEEN_ALONE)
    muster_faults_error(r->faults, mark_of(r, row, COLUMN_START),
                        "a local time that the clocks show twice needs its offset",
                        "a second row for '%s' and this interval", name);
  r->seen[at] = seen;
}

static void
read_row(Reader *r, int row)
{
  int i = read_interval(r, row), q = read_queue(r, row);
  gboolean pooled = read_pooled(r, row);
  MusterNeed need = {0};
  read_need(r, row, q, &need);
  if (pooled)
    read_share(r, row, q, i, &need);
  else
    read_group(r, row, q);
  if (i < 0 || q < 0)
    return;
  read_method(r, row, q);
  gsize at = (gsize) q * (gsize) r->centre->grid->n + (gsize) i;
  note_seen(r, row, at, q, pooled);
  r->requirement->need[at] = need;
}

static gboolean
find_columns(Reader *r)
{
  muster_csv_only(r->csv, requirement_columns, r->faults);
  gboolean good = TRUE;
  for (int c = 0; c < N_COLUMNS; c++) {
    gboolean needed =
        c == COLUMN_START || c == COLUMN_AGENTS || (c == COLUMN_QUEUE && r->centre->n_queues > 1);
    r->column[c] = needed ? muster_csv_need(r->csv, requirement_columns[c], r->faults)
                          : muster_csv_find(r->csv, requirement_columns[c]);
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
  r->shares = g_array_new(FALSE, FALSE, sizeof(MusterShare));
  r->share = g_new0(double, centre->n_shrinkage + 1);
  r->n_shares = muster_centre_shrinkage_shares(centre, r->share);
  model_names_of_queues(&r->queues, centre);
  model_names_of_groups(&r->groups, centre);
  guint before = muster_faults_n_errors(r->faults);
  for (int row = 0; row < muster_csv_n_rows(r->csv); row++)
    read_row(r, row);
  if (muster_faults_n_errors(r->faults) == before)
    warn_of_gaps(r);
  muster_requirement_set_shares(r->requirement, g_steal_pointer(&r->shares));
  check_twice(r);
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
