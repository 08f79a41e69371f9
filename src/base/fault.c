/* Collecting faults, putting them in order, and writing them with their line and a caret. */
#include "base/source_private.h"
#include <stdio.h>
#include <string.h>

#define MOST_KEPT 200          /* of each level */
#define MOST_LINE_COLUMNS 100  /* of a source line that are shown */
#define LEFT_OF_CARET 60       /* of these, so many before the caret when the line is cut on its left */
#define RIGHT_OF_CARET 20      /* and at least so many after it */
#define FARTHEST_COLUMN 200000 /* a line is not shown for a place beyond: it is no text that a person wrote  \
                                */
#define MOST_MESSAGE_CHARS 1000
#define TAB_COLUMNS 8
#define N_LEVELS 3

static const char *const level_names[N_LEVELS] = {"note", "warning", "error"};
static const char *const level_colours[N_LEVELS] = {"\033[1;36m", "\033[1;35m", "\033[1;31m"};

struct MusterFaults {
  GPtrArray *kept; /* of MusterFault */
  guint n_kept[N_LEVELS];
  guint n_added[N_LEVELS];
};

static void
fault_free(gpointer data)
{
  MusterFault *fault = data;
  muster_source_unref(fault->source);
  g_free(fault->message);
  g_free(fault->hint);
  g_free(fault);
}

MusterFaults *
muster_faults_new(void)
{
  MusterFaults *faults = g_new0(MusterFaults, 1);
  faults->kept = g_ptr_array_new_with_free_func(fault_free);
  return faults;
}

void
muster_faults_free(MusterFaults *faults)
{
  if (faults == NULL)
    return;
  g_ptr_array_unref(faults->kept);
  g_free(faults);
}

static const char *
source_name(const MusterFault *fault)
{
  return fault->source != NULL ? muster_source_name(fault->source) : "";
}

/* Order of file, line, column, then worst first, then text: also what makes two faults the same (0). */
static int
compare_faults(const MusterFault *x, const MusterFault *y)
{
  int by_file = strcmp(source_name(x), source_name(y));
  if (by_file != 0)
    return by_file;
  if (x->line != y->line)
    return x->line < y->line ? -1 : 1;
  if (x->column != y->column)
    return x->column < y->column ? -1 : 1;
  if (x->level != y->level)
    return x->level > y->level ? -1 : 1;
  return strcmp(x->message, y->message);
}

static gboolean
is_there(const MusterFaults *faults, const MusterFault *fault)
{
  for (guint i = 0; i < faults->kept->len; i++)
    if (compare_faults(g_ptr_array_index(faults->kept, i), fault) == 0)
      return TRUE;
  return FALSE;
}

/* Takes `message`. */
static void
add(MusterFaults *faults, MusterFaultLevel level, MusterMark mark, const char *hint, char *message)
{
  MusterFault *fault = g_new0(MusterFault, 1);
  fault->level = level;
  fault->source = mark.source != NULL ? muster_source_ref(mark.source) : NULL;
  fault->line = MAX(mark.line, 0);
  fault->column = MAX(mark.column, 0);
  fault->message = message;
  fault->hint = g_strdup(hint);
  if (is_there(faults, fault)) {
    fault_free(fault);
    return;
  }
  faults->n_added[level]++;
  faults->n_kept[level]++;
  g_ptr_array_add(faults->kept, fault);
}

void
muster_faults_add(MusterFaults *faults, MusterFaultLevel level, MusterMark mark, const char *hint,
                  const char *format, ...)
{
  /* A file of a million bad rows is counted, not collected. */
  if (faults->n_kept[level] >= MOST_KEPT) {
    faults->n_added[level]++;
    return;
  }
  va_list args;
  va_start(args, format);
  char *message = g_strdup_vprintf(format, args);
  va_end(args);
  add(faults, level, mark, hint, message);
}

void
muster_faults_take(MusterFaults *faults, MusterMark mark, GError *error)
{
  muster_faults_add(faults, MUSTER_FAULT_ERROR, mark, NULL, "%s", error->message);
  g_error_free(error);
}

guint
muster_faults_n_errors(const MusterFaults *faults)
{
  return faults->n_added[MUSTER_FAULT_ERROR];
}

guint
muster_faults_n(const MusterFaults *faults)
{
  return faults->kept->len;
}

const MusterFault *
muster_faults_get(const MusterFaults *faults, guint i)
{
  g_return_val_if_fail(i < faults->kept->len, NULL);
  return g_ptr_array_index(faults->kept, i);
}

/* A character as it is shown: its text and how many columns that takes on a terminal. */
typedef struct {
  char text[16];
  int columns;
  gsize bytes; /* that it takes in the source */
} Shown;

/* Formatting characters turn text around or hide; the two joiners belong to words of several scripts. */
static gboolean
is_hidden(gunichar c)
{
  return g_unichar_type(c) == G_UNICODE_FORMAT && c != 0x200c && c != 0x200d;
}

/* The character at p[0..rest), rest > 0. A byte that is no UTF-8 counts as one character and is shown as
 * \xff. */
static Shown
show_character(const char *p, gsize rest, int column)
{
  Shown shown = {.bytes = 1};
  guchar byte = (guchar) *p;
  gunichar c = byte < 0x80 ? byte : g_utf8_get_char_validated(p, (gssize) MIN(rest, 6));
  if (c == '\t') {
    shown.columns = TAB_COLUMNS - column % TAB_COLUMNS;
    memset(shown.text, ' ', (gsize) shown.columns);
    return shown;
  }
  if (c == (gunichar) -1 || c == (gunichar) -2 || c < 0x20 || c == 0x7f) {
    shown.columns = g_snprintf(shown.text, sizeof shown.text, "\\x%02x", byte);
    return shown;
  }
  shown.bytes = (gsize) g_unichar_to_utf8(c, NULL);
  if (g_unichar_iscntrl(c) || is_hidden(c) || c == 0x2028 || c == 0x2029) {
    shown.columns = g_snprintf(shown.text, sizeof shown.text, "\\u{%x}", c);
    return shown;
  }
  g_unichar_to_utf8(c, shown.text);
  shown.columns = g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
  return shown;
}

/* Appends text for one line of a terminal: no control characters, not endlessly long. */
static void
append_safely(GString *out, const char *text)
{
  gsize rest = strlen(text);
  for (int n = 0; rest > 0; n++) {
    if (n == MOST_MESSAGE_CHARS) {
      g_string_append(out, "…");
      return;
    }
    Shown shown = show_character(text, rest, 0);
    g_string_append(out, *text == '\t' ? " " : shown.text);
    text += shown.bytes;
    rest -= shown.bytes;
  }
}

/* Columns that stand before character `column` (1-based) of the line, or before its end. */
static int
columns_before(const char *line, gsize length, int column)
{
  int at = 0;
  for (gsize i = 0; i < length && column > 1; column--) {
    Shown shown = show_character(line + i, length - i, at);
    at += shown.columns;
    i += shown.bytes;
  }
  return at;
}

/* Appends the columns [from, from + MOST_LINE_COLUMNS) of the line; returns where column `caret` comes to
 * stand. */
static int
append_columns(GString *out, const char *line, gsize length, int from, int caret)
{
  int at = 0, position = caret - from;
  gsize i = 0;
  if (from > 0) {
    g_string_append(out, "…");
    position++;
  }
  while (i < length && at < from + MOST_LINE_COLUMNS) {
    Shown shown = show_character(line + i, length - i, at);
    if (at >= from)
      g_string_append(out, shown.text);
    else if (at + shown.columns > from) /* a wide one cut through */
      g_string_append_printf(out, "%*s", at + shown.columns - from, "");
    at += shown.columns;
    i += shown.bytes;
  }
  if (i < length)
    g_string_append(out, "…");
  return position;
}

/* The source line and, under it, the caret. */
static void
append_line(GString *out, MusterLineWalk *walk, int line_number, int column, const char *colour)
{
  gsize length = 0;
  const char *line = muster_line_walk_to(walk, line_number, &length);
  if (line == NULL || length == 0 || column > FARTHEST_COLUMN)
    return;
  if (line_number == 1 && length >= 3 && memcmp(line, "\xef\xbb\xbf", 3) == 0) {
    line += 3; /* a byte order mark has no column */
    length -= 3;
  }
  int caret = columns_before(line, length, column);
  int from = caret < MOST_LINE_COLUMNS - RIGHT_OF_CARET ? 0 : caret - LEFT_OF_CARET;
  g_string_append(out, "  ");
  int position = append_columns(out, line, length, from, caret);
  if (column > 0)
    g_string_append_printf(out, "\n  %*s%s^%s", position, "", colour != NULL ? colour : "",
                           colour != NULL ? "\033[0m" : "");
  g_string_append_c(out, '\n');
}

static void
append_fault(GString *out, const MusterFault *fault, MusterLineWalk *walk, gboolean colour)
{
  if (fault->source != NULL) {
    append_safely(out, source_name(fault));
    if (fault->line > 0)
      g_string_append_printf(out, ":%d", fault->line);
    if (fault->line > 0 && fault->column > 0)
      g_string_append_printf(out, ":%d", fault->column);
    g_string_append(out, ": ");
  }
  const char *shade = colour ? level_colours[fault->level] : NULL;
  g_string_append_printf(out, "%s%s:%s ", shade != NULL ? shade : "", level_names[fault->level],
                         shade != NULL ? "\033[0m" : "");
  append_safely(out, fault->message);
  if (fault->hint != NULL && *fault->hint != '\0') {
    g_string_append(out, "; ");
    append_safely(out, fault->hint);
  }
  g_string_append_c(out, '\n');
  if (fault->source != NULL && fault->line > 0) {
    if (walk->source != fault->source)
      muster_line_walk_init(walk, fault->source);
    append_line(out, walk, fault->line, fault->column, shade);
  }
}

static gint
compare_places(gconstpointer a, gconstpointer b)
{
  return compare_faults(*(MusterFault *const *) a, *(MusterFault *const *) b);
}

char *
muster_faults_render(MusterFaults *faults, gboolean colour)
{
  GString *out = g_string_new(NULL);
  MusterLineWalk walk = {0};
  g_ptr_array_sort(faults->kept, compare_places);
  for (guint i = 0; i < faults->kept->len; i++) {
    const MusterFault *fault = g_ptr_array_index(faults->kept, i);
    /* Two sources of one name: lines may descend from one to the other and back. */
    if (walk.source == fault->source && fault->source != NULL && fault->line < walk.line)
      muster_line_walk_init(&walk, fault->source);
    append_fault(out, fault, &walk, colour);
  }
  for (int level = N_LEVELS - 1; level >= 0; level--) {
    guint more = faults->n_added[level] - faults->n_kept[level];
    if (more > 0)
      g_string_append_printf(out, "and %u more %s%s\n", more, level_names[level], more > 1 ? "s" : "");
  }
  return g_string_free(out, FALSE);
}

gboolean
muster_faults_check(MusterFaults *faults, GError **error)
{
  if (muster_faults_n_errors(faults) == 0)
    return TRUE;
  g_autofree char *text = muster_faults_render(faults, FALSE);
  g_set_error_literal(error, MUSTER_INPUT_ERROR, MUSTER_INPUT_ERROR_FAULTS, g_strchomp(text));
  return FALSE;
}
