/* The rows of a history, one by one: stamps, queues, counts and handle times. */
#include "forecast/history_private.h"
#include <math.h>
#include <string.h>

#define LONGEST_MEAN_S (8 * 3600.0) /* no contact is handled longer on the mean */
#define LARGEST_COUNT 1e7           /* in one interval */

typedef struct {
  const MusterCentre *centre;
  const MusterCsv *csv;
  const HistoryColumns *columns;
  const MusterZone *zone;
  MusterFaults *faults; /* odd->faults */
  HistoryOddities *odd;
  GHashTable *queues;    /* name → index + 1 */
  GHashTable *strangers; /* name → Stranger, of queues that the centre does not have */
} Reader;

typedef struct {
  int first_row, n_rows;
} Stranger;

/* Date and clock of a stamp in two columns. FALSE with an error. */
static gboolean
read_apart(const Reader *r, int row, MusterDay *day, int *clock_s)
{
  const HistoryColumns *c = r->columns;
  g_autofree char *text = g_strdup(muster_csv_text(r->csv, row, c->time));
  char *dash = strchr(text, '-'); /* `08:00-08:30` names the interval's start first */
  if (dash != NULL)
    *dash = '\0';
  if (!muster_csv_day(r->csv, row, c->date, c->format, day, r->faults))
    return FALSE;
  if (muster_clock_parse(g_strstrip(text), clock_s))
    return TRUE;
  muster_faults_error(r->faults, muster_csv_mark(r->csv, row, c->time), "times are written like 08:00",
                      "'%s' is no time of day", muster_csv_text(r->csv, row, c->time));
  return FALSE;
}

static gboolean
read_stamp(const Reader *r, HistoryRow *out)
{
  const HistoryColumns *c = r->columns;
  MusterLocal fell = MUSTER_LOCAL_ONCE;
  MusterDay day;
  int clock_s;
  if (c->start < 0) {
    if (!read_apart(r, out->row, &day, &clock_s))
      return FALSE;
    fell = muster_zone_to_utc(r->zone, day, clock_s, &out->utc);
  } else if (muster_csv_instant(r->csv, out->row, c->start, c->format, r->zone, &out->utc, &fell, NULL)) {
    muster_zone_to_local(r->zone, out->utc, &day, &clock_s, NULL);
  } else if (muster_csv_local(r->csv, out->row, c->start, c->format, &day, &clock_s, r->faults)) {
    fell = MUSTER_LOCAL_NEVER; /* a time, but none that was */
  } else
    return FALSE;
  out->wall = (gint64) day * 86400 + clock_s;
  out->twice = fell == MUSTER_LOCAL_TWICE;
  out->never = fell == MUSTER_LOCAL_NEVER;
  return TRUE;
}

/* Many systems write the hour that the clock jumps over, empty. With contacts in it the stamps are not what
 * they seem. */
static void
report_never(const Reader *r, const HistoryRow *row)
{
  int column = r->columns->start >= 0 ? r->columns->start : r->columns->time;
  MusterMark mark = muster_csv_mark(r->csv, row->row, column);
  const char *zone = muster_zone_name(r->zone), *text = muster_csv_text(r->csv, row->row, column);
  if (row->offered == 0)
    history_odd(r->odd, HISTORY_ODD_NEVER, mark,
                "the clock in %s jumps over '%s'; its row without contacts is left out", zone, text);
  else
    muster_faults_error(
        r->faults, mark, "are the stamps in another zone, or in UTC? then say so: history: {timezone: UTC}",
        "the clock in %s jumps over '%s', and there are %g contacts", zone, text, row->offered);
}

/* The row's queue in the centre, or −1: none, remembered for one warning per name. */
static int
read_queue(const Reader *r, int row)
{
  if (r->columns->queue < 0)
    return 0;
  const char *name = muster_csv_text(r->csv, row, r->columns->queue);
  int queue = GPOINTER_TO_INT(g_hash_table_lookup(r->queues, name)) - 1;
  if (queue >= 0)
    return queue;
  Stranger *stranger = g_hash_table_lookup(r->strangers, name);
  if (stranger == NULL) {
    stranger = g_new0(Stranger, 1);
    stranger->first_row = row;
    g_hash_table_insert(r->strangers, g_strdup(name), stranger);
  }
  stranger->n_rows++;
  return -1;
}

/* A count; NaN without a column or with an empty field, except that `needed` refuses an empty one. */
static gboolean
read_count(const Reader *r, int row, int column, gboolean needed, double *value)
{
  *value = NAN;
  if (column < 0 || (!needed && muster_csv_is_empty(r->csv, row, column)))
    return TRUE;
  double read;
  if (!muster_csv_double(r->csv, row, column, &read, r->faults))
    return FALSE;
  if (!(read >= 0 && read <= LARGEST_COUNT)) {
    muster_faults_error(r->faults, muster_csv_mark(r->csv, row, column), NULL,
                        read < 0 ? "negative count '%s'" : "impossible count '%s'",
                        muster_csv_text(r->csv, row, column));
    return FALSE;
  }
  *value = read;
  return TRUE;
}

/* The handle time behind the row, as a total over the contacts handled; what cannot be is left out with a
 * warning. */
static gboolean
read_handle(const Reader *r, HistoryRow *out, double handled)
{
  const HistoryColumns *c = r->columns;
  int column = c->handle_total >= 0 ? c->handle_total : c->handle_mean;
  double value, contacts = isnan(handled) ? out->offered : handled;
  out->handled = out->handle_total_s = NAN;
  if (column < 0 || muster_csv_is_empty(r->csv, out->row, column))
    return TRUE;
  if (!history_read_time(r->csv, out->row, column, "handle time", &value, r->faults))
    return FALSE;
  double total_s = column == c->handle_total ? value : value * contacts;
  const char *text = muster_csv_text(r->csv, out->row, column);
  MusterMark mark = muster_csv_mark(r->csv, out->row, column);
  if (contacts == 0) {
    if (value != 0)
      history_odd(r->odd, HISTORY_ODD_NO_CONTACT, mark, "handle time '%s' of no contact; left out", text);
  } else if (!(total_s > 0 && total_s <= contacts * LONGEST_MEAN_S)) {
    if (total_s != 0 || contacts >= 1)
      history_odd(r->odd, HISTORY_ODD_IMPOSSIBLE, mark,
                  "impossible handle time '%s' of %g contacts; left out", text, contacts);
  } else {
    out->handled = contacts;
    out->handle_total_s = total_s;
  }
  return TRUE;
}

/* Everything of a row but its queue. FALSE when the row is not to be used; what is to be said about it was
 * said. */
static gboolean
read_row(const Reader *r, HistoryRow *out)
{
  const HistoryColumns *c = r->columns;
  double handled = NAN;
  gboolean good = read_stamp(r, out);
  good &= read_count(r, out->row, c->offered, TRUE, &out->offered);
  good &= read_count(r, out->row, c->handled, c->offered < 0, &handled);
  good &= read_count(r, out->row, c->abandoned, FALSE, &out->abandoned);
  if (!good)
    return FALSE;
  if (out->never) {
    report_never(r, out);
    return FALSE;
  }
  if (c->offered < 0)
    out->offered = handled + (isnan(out->abandoned) ? 0 : out->abandoned);
  if (out->abandoned > out->offered)
    history_odd(r->odd, HISTORY_ODD_ABANDONED, muster_csv_mark(r->csv, out->row, c->abandoned),
                "%g abandoned of %g offered; counted as they stand", out->abandoned, out->offered);
  return read_handle(r, out, handled);
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
  return strcmp(a, b);
}

static void
report_strangers(const Reader *r)
{
  const MusterCentre *centre = r->centre;
  g_autofree const char **queues = g_new0(const char *, centre->n_queues + 1);
  for (int q = 0; q < centre->n_queues; q++)
    queues[q] = centre->queue[q].name;
  g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(r->strangers), compare_names);
  for (GList *l = names; l != NULL; l = l->next) {
    const Stranger *stranger = g_hash_table_lookup(r->strangers, l->data);
    const char *near = muster_nearest(l->data, queues);
    g_autofree char *hint = near != NULL ? g_strdup_printf("did you mean '%s'?", near) : NULL;
    muster_faults_add(r->faults, MUSTER_FAULT_WARNING,
                      muster_csv_mark(r->csv, stranger->first_row, r->columns->queue), hint,
                      "queue '%s' is not in the centre; its %d rows are left out", (const char *) l->data,
                      stranger->n_rows);
  }
}

GArray *
history_rows_read(const MusterCentre *centre, const MusterCsv *csv, const HistoryColumns *columns,
                  const MusterZone *zone, HistoryOddities *odd)
{
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(HistoryRow));
  g_autoptr(GHashTable) strangers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GHashTable) queues = g_hash_table_new(g_str_hash, g_str_equal);
  MusterFaults *faults = odd->faults;
  const Reader reader = {centre, csv, columns, zone, faults, odd, queues, strangers};
  guint before = muster_faults_n_errors(faults);
  for (int q = 0; q < centre->n_queues; q++)
    g_hash_table_insert(queues, centre->queue[q].name, GINT_TO_POINTER(q + 1));
  for (int row = 0; row < muster_csv_n_rows(csv); row++) {
    HistoryRow read = {.row = row, .queue = read_queue(&reader, row)};
    if (read.queue >= 0 && read_row(&reader, &read))
      g_array_append_val(rows, read);
  }
  report_strangers(&reader);
  if (rows->len == 0 && muster_faults_n_errors(faults) == before)
    muster_faults_error(faults, muster_csv_header_mark(csv, 0), NULL,
                        "the history has no row of a queue of the centre");
  return rows;
}
