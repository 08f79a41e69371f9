/* Which column of a contact log holds what: named ones, else the titles that ACDs use. */
#include "forecast/contact_private.h"
#include <string.h>

/* Titles are compared without regard to case, blanks, `_` and `-`. */
static const struct {
  const char *key, *titles;
  size_t offset; /* of the int in ContactColumns */
} known[] = {
  {"start",
   "start|timestamp|arrival|arrived|arrival time|start time|start date time|date time|datetime|call start|"
   "initiation timestamp|enqueue timestamp|conversation start|offered at",
   G_STRUCT_OFFSET(ContactColumns, start)},
  {"date", "date|day|call date", G_STRUCT_OFFSET(ContactColumns, date)},
  {"time", "time|time of day|clock|call time", G_STRUCT_OFFSET(ContactColumns, time)},
  {"queue", "queue|queue name|skill|skill name|split|contact type|call type|type|acd queue|service",
   G_STRUCT_OFFSET(ContactColumns, queue)},
  {"outcome", "outcome|result|disposition|status|contact outcome|call outcome", G_STRUCT_OFFSET(ContactColumns, outcome)},
  {"wait",
   "wait_s|queue_s|wait|wait time|waiting time|queue time|time in queue|queue duration|waited|asa|wait (s)|q_time",
   G_STRUCT_OFFSET(ContactColumns, wait)},
  {"talk", "talk_s|talk|talk time|talk duration|conversation time", G_STRUCT_OFFSET(ContactColumns, talk)},
  {"handle", "handle_s|handle|handle time|handling time|service_s|service time|ser_time|duration",
   G_STRUCT_OFFSET(ContactColumns, handle)},
  {"after_call", "after_call_s|after call|after call work|acw|acw_s|wrap up|wrap up time|wrapup",
   G_STRUCT_OFFSET(ContactColumns, after_call)},
  {"customer", "customer|customer_id|caller|caller id|ani|phone|phone number|client|client id",
   G_STRUCT_OFFSET(ContactColumns, customer)},
  {"agent", "agent|agent id|agent name|server|operator|user", G_STRUCT_OFFSET(ContactColumns, agent)},
};

typedef struct {
  const MusterCsv *csv;
  ContactColumns *columns;
  gboolean given[G_N_ELEMENTS(known)];
  MusterFaults *faults;
} Finder;

static int *
place_of(ContactColumns *columns, gsize i)
{
  return (int *) (gpointer) ((char *) columns + known[i].offset);
}

gboolean
contact_pairs(const char *text, const char *what, void (*take)(const char *, const char *, gpointer), gpointer data,
              MusterFaults *faults)
{
  g_auto(GStrv) pairs = g_strsplit(text, ",", -1);
  gboolean good = TRUE;
  for (gsize i = 0; pairs[i] != NULL; i++) {
    char *equals = strrchr(pairs[i], '=');
    if (equals != NULL && equals > pairs[i] && equals[1] != '\0') {
      *equals = '\0';
      take(g_strstrip(pairs[i]), g_strstrip(equals + 1), data);
      continue;
    }
    muster_faults_error(faults, (MusterMark){0}, "write it as NAME=VALUE,NAME=VALUE", "'%s' is no entry of %s", pairs[i],
                        what);
    good = FALSE;
  }
  return good;
}

static void
take_column(const char *key, const char *value, gpointer data)
{
  Finder *f = data;
  const char *keys[G_N_ELEMENTS(known) + 2] = {"format"};
  if (strcmp(key, "format") == 0) {
    g_free(f->columns->format);
    f->columns->format = g_strdup(value);
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS(known); i++) {
    keys[i + 1] = known[i].key;
    if (strcmp(known[i].key, key) != 0)
      continue;
    *place_of(f->columns, i) =
      history_named_column(f->csv, value, "log", muster_csv_header_mark(f->csv, 0), f->faults);
    f->given[i] = TRUE;
    return;
  }
  const char *near = muster_nearest(key, keys);
  g_autofree char *list = g_strjoinv(", ", (char **) (gpointer) keys);
  g_autofree char *hint = near != NULL ? g_strdup_printf("did you mean '%s'?", near) : g_strdup_printf("known are %s", list);
  muster_faults_error(f->faults, (MusterMark){0}, hint, "unknown key '%s' in the log's columns", key);
}

/* What is missing that nothing can be said without. */
static void
check_needed(const MusterCsv *csv, const ContactColumns *columns, MusterFaults *faults)
{
  MusterMark mark = muster_csv_header_mark(csv, 0);
  const char *hint = muster_csv_dialect(csv)->header == MUSTER_CSV_HEADER_NO
                       ? "the file has no header; number its columns, like --columns start=1,wait=4"
                       : "name it, like --columns start=TITLE,wait=TITLE";
  if (columns->start < 0 && (columns->date < 0 || columns->time < 0))
    muster_faults_error(faults, mark, hint, "no column of the contacts' start is found");
  if (columns->wait < 0)
    muster_faults_error(faults, mark, hint, "no column of the time in the queue is found");
  if (columns->outcome < 0 && columns->talk < 0 && columns->handle < 0)
    muster_faults_error(faults, mark, hint, "no column of the outcome is found, nor one of the talk");
}

gboolean
contact_columns_find(const MusterCsv *csv, const char *given, ContactColumns *columns, MusterFaults *faults)
{
  guint before = muster_faults_n_errors(faults);
  Finder finder = {.csv = csv, .columns = columns, .faults = faults};
  columns->format = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
    *place_of(columns, i) = HISTORY_NO_COLUMN;
  if (given != NULL)
    contact_pairs(given, "--columns", take_column, &finder, faults);
  for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
    if (!finder.given[i])
      *place_of(columns, i) = muster_csv_find(csv, known[i].titles);
  if (columns->start >= 0)
    columns->date = columns->time = HISTORY_NO_COLUMN;
  check_needed(csv, columns, faults);
  return muster_faults_n_errors(faults) == before;
}
