/* Reading the cells of people.csv. */
#include "model/cells_private.h"
#include <string.h>

#define HIGHEST_RANK 99
#define LOWEST_PACE 0.01
#define HIGHEST_PACE 10.0

typedef struct {
  const char *start, *p;
  MusterMark mark; /* of the cell */
  MusterFaults *faults;
} Cell;

/* The place of `p`, which is exact unless the cell is quoted and holds quotes or line ends. */
static MusterMark
place(const Cell *cell, const char *p)
{
  MusterMark mark = cell->mark;
  if (mark.line > 0)
    mark.column += (int) g_utf8_strlen(cell->start, p - cell->start);
  return mark;
}

/* Skips blanks and, when `parted`, semicolons. FALSE at the end. */
static gboolean
skip(Cell *cell, gboolean parted)
{
  cell->p += strspn(cell->p, parted ? " \t\r\n;" : " \t\r\n");
  return *cell->p != 0;
}

/* A word in double quotes, or one that ends before a byte of `stops`. NULL with an error when a quote is not
 * closed. */
static char *
take_word(Cell *cell, const char *stops, gboolean *quoted)
{
  *quoted = *cell->p == '"';
  if (!*quoted) {
    const char *start = cell->p;
    cell->p += strcspn(start, stops);
    return g_strndup(start, (gsize) (cell->p - start));
  }
  g_autoptr(GString) word = g_string_new(NULL);
  const char *start = cell->p;
  for (cell->p++; *cell->p != '"' || cell->p[1] == '"'; cell->p++) {
    if (*cell->p == 0) {
      muster_faults_error(cell->faults, place(cell, start), NULL, "a quote that is never closed");
      return NULL;
    }
    cell->p += *cell->p == '"';
    g_string_append_c(word, *cell->p);
  }
  cell->p++;
  return g_string_free(g_steal_pointer(&word), FALSE);
}

static void
skip_entry(Cell *cell, const char *stops)
{
  cell->p += strcspn(cell->p, stops);
}

/* --- skills --- */

static gboolean
take_rank(Cell *cell, int *rank)
{
  const char *start = cell->p;
  gboolean quoted;
  g_autofree char *word = take_word(cell, " \t\r\n;@", &quoted);
  gint64 number;
  if (word == NULL)
    return FALSE;
  if (quoted || !g_ascii_string_to_signed(word, 10, 1, HIGHEST_RANK, &number, NULL)) {
    muster_faults_error(cell->faults, place(cell, start), "write QUEUE:1, with a rank from 1 to 99",
                        "'%s' is no rank", word);
    return FALSE;
  }
  *rank = (int) number;
  return TRUE;
}

static gboolean
take_pace(Cell *cell, double *pace)
{
  const char *start = cell->p;
  gboolean quoted;
  g_autofree char *word = take_word(cell, " \t\r\n;", &quoted), *why = NULL;
  if (word == NULL)
    return FALSE;
  if (!muster_parse_share(word, pace, &why)) {
    muster_faults_error(cell->faults, place(cell, start), "write QUEUE@90%", "pace: %s", why);
    return FALSE;
  }
  if (*pace >= LOWEST_PACE && *pace <= HIGHEST_PACE)
    return TRUE;
  muster_faults_error(cell->faults, place(cell, start), "100% is the usual speed",
                      "pace '%s' is not between 1%% and 1000%%", word);
  return FALSE;
}

/* One QUEUE[:RANK][@PACE]. FALSE with an error. */
static gboolean
take_skill(Cell *cell, const ModelNames *queues, MusterSkill *skill)
{
  const char *start = cell->p;
  gboolean quoted;
  g_autofree char *name = take_word(cell, " \t\r\n;:@", &quoted);
  *skill = (MusterSkill){.queue = -1, .rank = -1, .pace = 1};
  if (name == NULL)
    return FALSE;
  skill->queue = model_names_need(queues, name, place(cell, start), cell->faults);
  gboolean good = skill->queue >= 0;
  if (*cell->p == ':') {
    cell->p++;
    good = take_rank(cell, &skill->rank) && good;
  }
  if (*cell->p == '@') {
    cell->p++;
    good = take_pace(cell, &skill->pace) && good;
  }
  if (*cell->p == 0 || strchr(" \t\r\n;", *cell->p) != NULL)
    return good;
  muster_faults_error(cell->faults, place(cell, cell->p), "write QUEUE:RANK@PACE, such as sales:2@90%",
                      "'%s' cannot follow here", cell->p);
  skip_entry(cell, " \t\r\n;");
  return FALSE;
}

void
cells_read_skills(const char *text, MusterMark mark, const ModelNames *queues, MusterPerson *person,
                  MusterFaults *faults)
{
  Cell cell = {text, text, mark, faults};
  guint64 seen = 0;
  g_autoptr(GArray) skills = g_array_new(FALSE, FALSE, sizeof(MusterSkill));
  while (skip(&cell, TRUE)) {
    const char *start = cell.p;
    MusterSkill skill;
    if (!take_skill(&cell, queues, &skill))
      continue;
    if (seen >> skill.queue & 1) {
      muster_faults_error(faults, place(&cell, start), NULL, "the queue '%s' is named twice",
                          queues->name[skill.queue]);
      continue;
    }
    seen |= G_GUINT64_CONSTANT(1) << skill.queue;
    g_array_append_val(skills, skill);
  }
  person->n_skills = (int) skills->len;
  person->skill = (MusterSkill *) (gpointer) g_array_free(g_steal_pointer(&skills), person->n_skills == 0);
}

guint64
cells_read_queues(const char *text, MusterMark mark, const ModelNames *queues, MusterFaults *faults)
{
  Cell cell = {text, text, mark, faults};
  guint64 set = 0;
  while (skip(&cell, TRUE)) {
    const char *start = cell.p;
    gboolean quoted;
    g_autofree char *name = take_word(&cell, " \t\r\n;", &quoted);
    int queue = name != NULL ? model_names_need(queues, name, place(&cell, start), faults) : -1;
    if (queue >= 0)
      set |= G_GUINT64_CONSTANT(1) << queue;
  }
  return set;
}

/* --- leave --- */

static gboolean
take_day(Cell *cell, const char *start, const char *end, MusterDay *day)
{
  g_autofree char *word = g_strndup(start, (gsize) (end - start));
  if (muster_day_parse(word, day))
    return TRUE;
  muster_faults_error(cell->faults, place(cell, start), "write 2026-11-12", "'%s' is no date", word);
  return FALSE;
}

static gboolean
take_span(Cell *cell, MusterDays *days)
{
  const char *start = cell->p;
  skip_entry(cell, " \t\r\n;");
  const char *dots = g_strstr_len(start, cell->p - start, "..");
  if (!take_day(cell, start, dots != NULL ? dots : cell->p, &days->from))
    return FALSE;
  days->to = days->from;
  if (dots != NULL && !take_day(cell, dots + 2, cell->p, &days->to))
    return FALSE;
  if (days->to >= days->from)
    return TRUE;
  muster_faults_error(cell->faults, place(cell, start), "write the first day first",
                      "leave that ends before it begins");
  return FALSE;
}

static int
compare_spans(gconstpointer a, gconstpointer b)
{
  const MusterDays *x = a, *y = b;
  return x->from < y->from ? -1 : x->from > y->from;
}

void
cells_read_leave(const char *text, MusterMark mark, MusterPerson *person, MusterFaults *faults)
{
  Cell cell = {text, text, mark, faults};
  g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(MusterDays));
  while (skip(&cell, TRUE)) {
    MusterDays days;
    if (take_span(&cell, &days))
      g_array_append_val(spans, days);
  }
  g_array_sort(spans, compare_spans);
  for (guint i = 1; i < spans->len; i++) {
    const MusterDays *before = &g_array_index(spans, MusterDays, i - 1), *after = before + 1;
    if (after->from > before->to)
      continue;
    g_autofree char *day = muster_day_format(after->from);
    muster_faults_error(faults, mark, NULL, "leave on %s is given twice", day);
    break; /* one such slip a person is enough to look at the cell */
  }
  person->n_leave = (int) spans->len;
  person->leave = (MusterDays *) (gpointer) g_array_free(g_steal_pointer(&spans), person->n_leave == 0);
}

/* --- requests --- */

/* What follows the date: off, work, or a shift's name up to the next semicolon. */
static gboolean
take_wish(Cell *cell, const ModelNames *shifts, MusterRequest *request)
{
  const char *start = cell->p;
  gboolean quoted;
  g_autofree char *word = take_word(cell, ";", &quoted);
  if (word == NULL)
    return FALSE;
  if (!quoted)
    g_strchomp(word);
  request->shift = -1;
  request->off = !quoted && strcmp(word, "off") == 0;
  if (request->off || (!quoted && strcmp(word, "work") == 0))
    return TRUE;
  if (word[0] == 0) {
    muster_faults_error(cell->faults, place(cell, start), "off, work, or the name of a shift",
                        "a request without a wish");
    return FALSE;
  }
  request->shift = model_names_need(shifts, word, place(cell, start), cell->faults);
  return request->shift >= 0;
}

static gboolean
take_request(Cell *cell, const ModelNames *shifts, MusterRequest *request)
{
  const char *start = cell->p;
  skip_entry(cell, " \t\r\n;");
  if (!take_day(cell, start, cell->p, &request->day)) {
    skip_entry(cell, ";");
    return FALSE;
  }
  skip(cell, FALSE);
  if (!take_wish(cell, shifts, request)) {
    skip_entry(cell, ";");
    return FALSE;
  }
  if (!skip(cell, FALSE) || *cell->p == ';')
    return TRUE;
  muster_faults_error(cell->faults, place(cell, cell->p), "part requests by ;", "'%s' cannot follow here",
                      cell->p);
  skip_entry(cell, ";");
  return FALSE;
}

static int
compare_requests(gconstpointer a, gconstpointer b)
{
  const MusterRequest *x = a, *y = b;
  return x->day < y->day ? -1 : x->day > y->day;
}

void
cells_read_requests(const char *text, MusterMark mark, const ModelNames *shifts, MusterPerson *person,
                    MusterFaults *faults)
{
  Cell cell = {text, text, mark, faults};
  g_autoptr(GArray) requests = g_array_new(FALSE, FALSE, sizeof(MusterRequest));
  while (skip(&cell, TRUE)) {
    MusterRequest request;
    if (take_request(&cell, shifts, &request))
      g_array_append_val(requests, request);
  }
  g_array_sort(requests, compare_requests);
  for (guint i = 1; i < requests->len; i++) {
    const MusterRequest *before = &g_array_index(requests, MusterRequest, i - 1), *after = before + 1;
    if (before->day != after->day)
      continue;
    g_autofree char *day = muster_day_format(after->day);
    muster_faults_error(faults, mark, NULL, "two requests for %s", day);
    break;
  }
  person->n_requests = (int) requests->len;
  person->request =
      (MusterRequest *) (gpointer) g_array_free(g_steal_pointer(&requests), person->n_requests == 0);
}
