/* The rows of a contact log, one by one. */
#include "forecast/contact_private.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_S 86400.0 /* of a wait or a talk: a longer one is a stamp gone wrong */
#define SHOWN 3           /* warnings of a kind that name their row */

/* What ACDs call an outcome; other words are MUSTER_LOG_OTHER, and said. */
static const struct {
  const char *word;
  MusterLogOutcome outcome;
} usual_words[] = {
  {"answered", MUSTER_LOG_ANSWERED},   {"handled", MUSTER_LOG_ANSWERED},   {"agent", MUSTER_LOG_ANSWERED},
  {"connected", MUSTER_LOG_ANSWERED},  {"completed", MUSTER_LOG_ANSWERED}, {"served", MUSTER_LOG_ANSWERED},
  {"abandoned", MUSTER_LOG_ABANDONED}, {"abandon", MUSTER_LOG_ABANDONED},  {"hang", MUSTER_LOG_ABANDONED},
  {"hangup", MUSTER_LOG_ABANDONED},    {"hung up", MUSTER_LOG_ABANDONED},  {"reneged", MUSTER_LOG_ABANDONED},
  {"dismissed", MUSTER_LOG_OTHER},     {"callback", MUSTER_LOG_OTHER},     {"blocked", MUSTER_LOG_OTHER},
  {"transferred", MUSTER_LOG_OTHER},   {"undecided", MUSTER_LOG_OTHER},    {"balked", MUSTER_LOG_OTHER},
  {"escalated", MUSTER_LOG_OTHER},     {"contained", MUSTER_LOG_OTHER},
};

/* Rows that cannot be. */
typedef enum { ODD_NEGATIVE, ODD_LONG, N_ODD } Odd;

typedef struct {
  const MusterCsv *csv;
  const MusterLogSpec *spec;
  ContactColumns columns;
  MusterZone *clock;     /* UTC: stamps without an offset are taken as they stand */
  MusterFaults *faults;
  MusterContactLog *log;
  GArray *contacts;
  GPtrArray *queue_names;
  GHashTable *queues, *customers, *agents; /* name → index + 1 */
  GHashTable *words;              /* outcome word → MusterLogOutcome + 1 */
  GHashTable *unknown;            /* words said once */
  int odd[N_ODD];
  int n_talks; /* of contacts that were abandoned */
} Reader;

static int
index_of(GHashTable *table, const char *name)
{
  int index = GPOINTER_TO_INT(g_hash_table_lookup(table, name));
  if (index == 0) {
    index = (int) g_hash_table_size(table) + 1;
    g_hash_table_insert(table, g_strdup(name), GINT_TO_POINTER(index));
  }
  return index - 1;
}

/* A stamp with a fraction of a second, which the reader of whole seconds leaves out. */
static double
fraction_of(const char *text)
{
  const char *dot = strchr(text, '.');
  double fraction = 0, unit = 0.1;
  if (dot == NULL || dot - text < 8 || strchr(text, ':') == NULL)
    return 0;
  for (const char *p = dot + 1; g_ascii_isdigit(*p); p++, unit /= 10)
    fraction += unit * (*p - '0');
  return fraction;
}

static gboolean
read_start(const Reader *r, int row, MusterLogContact *c)
{
  const ContactColumns *k = &r->columns;
  int clock_s = 0;
  gint64 utc;
  if (k->start >= 0) {
    MusterLocal local;
    if (!muster_csv_local(r->csv, row, k->start, k->format, &c->day, &clock_s, r->faults) ||
        !muster_csv_instant(r->csv, row, k->start, k->format, r->clock, &utc, &local, r->faults))
      return FALSE;
    c->start_s = (double) utc + fraction_of(muster_csv_text(r->csv, row, k->start));
  } else {
    if (!muster_csv_day(r->csv, row, k->date, k->format, &c->day, r->faults))
      return FALSE;
    if (!muster_clock_parse(muster_csv_text(r->csv, row, k->time), &clock_s)) {
      muster_faults_error(r->faults, muster_csv_mark(r->csv, row, k->time), "times are written like 08:00:30",
                          "'%s' is no time of day", muster_csv_text(r->csv, row, k->time));
      return FALSE;
    }
    c->start_s = 86400.0 * c->day + clock_s;
  }
  c->hour = (guint8) MIN(clock_s / 3600, 23);
  return TRUE;
}

/* A time of the row; NaN without a column or with an empty field. */
static gboolean
read_seconds(const Reader *r, int row, int column, const char *what, double *value)
{
  *value = NAN;
  if (column < 0 || muster_csv_is_empty(r->csv, row, column))
    return TRUE;
  return history_read_time(r->csv, row, column, what, value, r->faults);
}

static void
say_unknown(Reader *r, int row, const char *word)
{
  if (!g_hash_table_add(r->unknown, g_strdup(word)))
    return;
  g_autofree char *hint = g_strdup_printf("say what it is, like --outcomes '%s=abandoned'", word);
  muster_faults_add(r->faults, MUSTER_FAULT_WARNING, muster_csv_mark(r->csv, row, r->columns.outcome), hint,
                    "outcome '%s' is taken for neither answered nor abandoned: its wait only says that the patience was longer",
                    word);
}

static MusterLogOutcome
read_outcome(Reader *r, int row, double talk_s)
{
  if (r->columns.outcome < 0)
    return talk_s > 0 ? MUSTER_LOG_ANSWERED : MUSTER_LOG_ABANDONED;
  const char *word = muster_csv_text(r->csv, row, r->columns.outcome);
  g_autofree char *folded = g_utf8_casefold(word, -1);
  int found = GPOINTER_TO_INT(g_hash_table_lookup(r->words, folded));
  if (found > 0)
    return (MusterLogOutcome) (found - 1);
  say_unknown(r, row, word);
  return MUSTER_LOG_OTHER;
}

/* Counts a row that cannot be; the first ones are shown. */
static void
set_aside(Reader *r, Odd odd, int row, int column)
{
  static const char *const why[N_ODD] = {
    [ODD_NEGATIVE] = "is negative",
    [ODD_LONG] = "is longer than a day",
  };
  r->log->n_set_aside++;
  if (r->odd[odd]++ < SHOWN)
    muster_faults_add(r->faults, MUSTER_FAULT_WARNING, muster_csv_mark(r->csv, row, column), NULL,
                      "'%s' %s; the contact is set aside", muster_csv_text(r->csv, row, column), why[odd]);
}

/* FALSE when a time of the row cannot be; said. */
static gboolean
is_possible(Reader *r, int row, const double *value, const int *column, int n)
{
  for (int i = 0; i < n; i++) {
    if (isnan(value[i]) || (value[i] >= 0 && value[i] <= LONGEST_S))
      continue;
    set_aside(r, value[i] < 0 ? ODD_NEGATIVE : ODD_LONG, row, column[i]);
    return FALSE;
  }
  return TRUE;
}

/* Who gave up was not talked to, whatever the system counted. */
static void
say_talk(Reader *r, int row, int column)
{
  if (r->n_talks++ < SHOWN)
    muster_faults_add(r->faults, MUSTER_FAULT_WARNING, muster_csv_mark(r->csv, row, column), NULL,
                      "'%s' is talk of a contact that was abandoned; the talk is left out",
                      muster_csv_text(r->csv, row, column));
}

static gboolean
is_asked_for(const MusterLogSpec *spec, MusterDay day)
{
  return (spec->from == 0 || day >= spec->from) && (spec->to == 0 || day <= spec->to);
}

static void
read_row(Reader *r, int row)
{
  const ContactColumns *k = &r->columns;
  MusterLogContact c = {.customer = -1, .agent = -1};
  double wait, talk, after_call;
  int talk_column = k->talk >= 0 ? k->talk : k->handle;
  gboolean good = read_start(r, row, &c);
  good &= read_seconds(r, row, k->wait, "wait", &wait);
  good &= read_seconds(r, row, talk_column, "handle time", &talk);
  good &= read_seconds(r, row, k->after_call, "after-call work", &after_call);
  if (!good || !is_asked_for(r->spec, c.day))
    return;
  const double value[] = {wait, talk, after_call};
  const int column[] = {k->wait, talk_column, k->after_call};
  if (!is_possible(r, row, value, column, 3))
    return;
  c.outcome = (guint8) read_outcome(r, row, talk);
  c.wait_s = isnan(wait) ? 0 : wait;
  c.talk_s = c.after_call_s = NAN;
  if (c.outcome == MUSTER_LOG_ANSWERED) {
    c.talk_s = talk;
    c.after_call_s = after_call;
    if (k->talk < 0 && !isnan(after_call)) /* the handle time holds it */
      c.talk_s = fmax(talk - after_call, 0);
  } else if (c.outcome == MUSTER_LOG_ABANDONED && talk > 0)
    say_talk(r, row, talk_column);
  const char *queue = k->queue >= 0 ? muster_csv_text(r->csv, row, k->queue) : "all";
  c.queue = index_of(r->queues, queue);
  if ((guint) c.queue == r->queue_names->len)
    g_ptr_array_add(r->queue_names, g_strdup(queue));
  if (k->customer >= 0 && !muster_csv_is_empty(r->csv, row, k->customer))
    c.customer = index_of(r->customers, muster_csv_text(r->csv, row, k->customer));
  if (k->agent >= 0 && c.outcome == MUSTER_LOG_ANSWERED && !muster_csv_is_empty(r->csv, row, k->agent))
    c.agent = index_of(r->agents, muster_csv_text(r->csv, row, k->agent));
  g_array_append_val(r->contacts, c);
}

static void
take_outcome(const char *word, const char *value, gpointer data)
{
  static const char *const names[] = {"answered", "abandoned", "other", NULL};
  Reader *r = data;
  for (int i = 0; names[i] != NULL; i++)
    if (strcmp(names[i], value) == 0) {
      g_hash_table_insert(r->words, g_utf8_casefold(word, -1), GINT_TO_POINTER(i + 1));
      return;
    }
  const char *near = muster_nearest(value, names);
  g_autofree char *hint =
    near != NULL ? g_strdup_printf("did you mean '%s'?", near) : g_strdup("answered, abandoned and other are known");
  muster_faults_error(r->faults, (MusterMark){0}, hint, "unknown outcome '%s' for '%s'", value, word);
}

static gint
by_start(gconstpointer a, gconstpointer b)
{
  const MusterLogContact *x = a, *y = b;
  return (x->start_s > y->start_s) - (x->start_s < y->start_s);
}

/* The log of what was read, in order of time: equal stamps keep the order of the file. */
static MusterContactLog *
finish(Reader *r)
{
  MusterContactLog *log = r->log;
  static const char *const kinds[N_ODD] = {"hold a negative time", "hold a time longer than a day"};
  for (int odd = 0; odd < N_ODD; odd++)
    if (r->odd[odd] > SHOWN)
      muster_faults_add(r->faults, MUSTER_FAULT_WARNING, muster_csv_header_mark(r->csv, 0), NULL,
                        "in all %d rows %s; these contacts are set aside", r->odd[odd], kinds[odd]);
  if (r->n_talks > SHOWN)
    muster_faults_add(r->faults, MUSTER_FAULT_WARNING, muster_csv_header_mark(r->csv, 0), NULL,
                      "in all %d rows hold talk of a contact that was abandoned; these talks are left out", r->n_talks);
  g_array_sort(r->contacts, by_start);
  log->n = (int) r->contacts->len;
  log->n_read = muster_csv_n_rows(r->csv);
  log->contact = (MusterLogContact *) (gpointer) g_array_free(r->contacts, FALSE);
  r->contacts = NULL;
  log->n_queues = (int) r->queue_names->len;
  log->queue = g_new0(char *, log->n_queues + 1);
  for (int q = 0; q < log->n_queues; q++)
    log->queue[q] = g_strdup(g_ptr_array_index(r->queue_names, (guint) q));
  log->n_agents = (int) g_hash_table_size(r->agents);
  log->first = G_MAXINT32;
  log->last = G_MININT32;
  for (int i = 0; i < log->n; i++) {
    const MusterLogContact *c = &log->contact[i];
    log->has_after_call |= !isnan(c->after_call_s);
    log->has_customers |= c->customer >= 0;
    log->first = MIN(log->first, c->day);
    log->last = MAX(log->last, c->day);
  }
  return log;
}

static void
reader_begin(Reader *r)
{
  r->clock = muster_zone_new("UTC", NULL);
  r->log = g_new0(MusterContactLog, 1);
  r->contacts = g_array_new(FALSE, FALSE, sizeof(MusterLogContact));
  r->queue_names = g_ptr_array_new_with_free_func(g_free);
  r->queues = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  r->customers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  r->agents = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  r->unknown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  r->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(usual_words); i++)
    g_hash_table_insert(r->words, g_strdup(usual_words[i].word), GINT_TO_POINTER(usual_words[i].outcome + 1));
}

static void
reader_end(Reader *r)
{
  muster_contact_log_free(r->log);
  if (r->contacts != NULL)
    g_array_unref(r->contacts);
  g_ptr_array_unref(r->queue_names);
  g_hash_table_unref(r->queues);
  g_hash_table_unref(r->customers);
  g_hash_table_unref(r->agents);
  g_hash_table_unref(r->unknown);
  g_hash_table_unref(r->words);
  muster_zone_unref(r->clock);
  g_free(r->columns.format);
}

static void
read_rows(Reader *r)
{
  for (int row = 0; row < muster_csv_n_rows(r->csv); row++)
    read_row(r, row);
  if (r->contacts->len == 0)
    muster_faults_error(r->faults, muster_csv_header_mark(r->csv, 0), NULL,
                        "the log has no contact%s", r->spec->from != 0 || r->spec->to != 0 ? " in these days" : "");
}

MusterContactLog *
muster_contact_log_read(MusterSource *source, const MusterLogSpec *spec, MusterFaults *faults)
{
  const MusterLogSpec nothing = {0};
  guint before = muster_faults_n_errors(faults);
  MusterCsvDialect dialect = {0};
  spec = spec != NULL ? spec : &nothing;
  dialect.encoding = spec->encoding;
  if (spec->dialect != NULL)
    history_read_dialect(spec->dialect, (MusterMark){0}, &dialect, faults);
  g_autoptr(MusterCsv) csv = muster_csv_read(source, &dialect, faults);
  if (csv == NULL)
    return NULL;
  Reader reader = {.csv = csv, .spec = spec, .faults = faults};
  reader_begin(&reader);
  if (spec->outcomes != NULL)
    contact_pairs(spec->outcomes, "--outcomes", take_outcome, &reader, faults);
  if (contact_columns_find(csv, spec->columns, &reader.columns, faults))
    read_rows(&reader);
  MusterContactLog *log = NULL;
  if (muster_faults_n_errors(faults) == before) {
    log = finish(&reader);
    reader.log = NULL;
  }
  reader_end(&reader);
  return log;
}

void
muster_contact_log_free(MusterContactLog *log)
{
  if (log == NULL)
    return;
  g_free(log->contact);
  g_strfreev(log->queue);
  g_free(log);
}
