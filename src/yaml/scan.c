/* A look at the bytes before libyaml sees them: what is no YAML text at all is said with its place, and the
 * characters on which libyaml and an editor disagree about what a line is are refused. */
#include "yaml/tree_private.h"
#include <string.h>

enum { MOST_BYTE_FAULTS = 20 }; /* a binary file would fill the screen otherwise */

typedef struct {
  MusterSource *source;
  MusterFaults *faults;
  const guchar *text;
  gsize length;
  int line, column;
  guint n_faults;
  int last_line; /* of the last fault: one per line is enough */
} Scan;

static MusterMark
here(const Scan *scan)
{
  return (MusterMark){.source = scan->source, .line = scan->line, .column = scan->column};
}

static void
complain(Scan *scan, const char *hint, const char *message)
{
  if (scan->line == scan->last_line)
    return;
  scan->last_line = scan->line;
  scan->n_faults++;
  muster_faults_error(scan->faults, here(scan), hint, "%s", message);
}

/* UTF-16 shows itself by its mark, or by a zero in each pair of bytes at the start. */
static gboolean
is_utf16(const guchar *t, gsize n)
{
  if (n >= 2 && ((t[0] == 0xff && t[1] == 0xfe) || (t[0] == 0xfe && t[1] == 0xff)))
    return TRUE;
  return n >= 4 && ((t[0] == 0 && t[1] != 0 && t[2] == 0 && t[3] != 0) ||
                    (t[0] != 0 && t[1] == 0 && t[2] != 0 && t[3] == 0));
}

gboolean
muster_yaml_is_odd_character(gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff || c == 0xfffe ||
         c == 0xffff;
}

static void
check_character(Scan *scan, const guchar *p)
{
  if (*p == '\r') {
    complain(scan, "save the file with ordinary line ends (LF or CR LF)", "a carriage return stands alone");
    return;
  }
  gunichar c = g_utf8_get_char((const char *) p);
  if (!muster_yaml_is_odd_character(c))
    return;
  g_autofree char *message = g_strdup_printf("control character U+%04X in a text file", c);
  complain(scan, "remove it, or write it as an escape inside double quotes", message);
}

/* Only the first: a file with one is usually full of them. */
static gboolean
refuse_nul(Scan *scan)
{
  for (const guchar *p = scan->text; *p != '\0'; p++) {
    gboolean continues = (*p & 0xc0) == 0x80; /* a character's second byte or later */
    scan->column = *p == '\n' ? 1 : scan->column + !continues;
    scan->line += *p == '\n';
  }
  complain(scan, NULL, "a NUL byte: this is not a text file");
  return FALSE;
}

gboolean
muster_yaml_scan_bytes(MusterSource *source, MusterFaults *faults)
{
  Scan scan = {.source = source, .faults = faults, .line = 1, .column = 1};
  scan.text = (const guchar *) muster_source_text(source, &scan.length);
  if (is_utf16(scan.text, scan.length)) {
    complain(&scan, "save the file as UTF-8", "the file is UTF-16, not UTF-8");
    return FALSE;
  }
  if (memchr(scan.text, 0, scan.length) != NULL)
    return refuse_nul(&scan);
  gsize i = scan.length >= 3 && memcmp(scan.text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  while (i < scan.length && scan.n_faults < MOST_BYTE_FAULTS) {
    const guchar *p = scan.text + i;
    gsize step = 1;
    if (*p == '\n') {
      scan.line++;
      scan.column = 0;
    } else if (*p >= 0x80) {
      gunichar c = g_utf8_get_char_validated((const char *) p, (gssize) MIN(scan.length - i, 6));
      if (c == (gunichar) -1 || c == (gunichar) -2) {
        complain(&scan, "save the file as UTF-8", "bytes that are not UTF-8");
      } else {
        step = (gsize) g_utf8_skip[*p];
        check_character(&scan, p);
      }
    } else if ((*p < 0x20 && *p != '\t' && !(*p == '\r' && i + 1 < scan.length && p[1] == '\n')) ||
               *p == 0x7f) {
      check_character(&scan, p);
    }
    i += step;
    scan.column++;
  }
  return scan.n_faults == 0;
}

/* The column of the first tab before the first visible character, or 0 (also where nothing but a comment
 * follows). */
static int
tab_column(const char *line, const char *stop)
{
  const char *q = line;
  while (q < stop && *q == ' ')
    q++;
  if (q == stop || *q != '\t')
    return 0;
  int column = (int) (q - line) + 1;
  while (q < stop && (*q == ' ' || *q == '\t' || *q == '\r'))
    q++;
  return q < stop && *q != '#' ? column : 0;
}

/* The number of lines with such a tab, each reported unless `faults` is NULL; only line `only` when that is
 * not 0. */
static guint
count_tabs(MusterSource *source, int only, MusterFaults *faults)
{
  gsize length = 0;
  const char *text = muster_source_text(source, &length), *end = text + length;
  guint n = 0;
  int line = 1;
  for (const char *p = text; p < end; line++) {
    const char *stop = memchr(p, '\n', (gsize) (end - p));
    if (stop == NULL)
      stop = end;
    int column = only == 0 || only == line ? tab_column(p, stop) : 0;
    n += column > 0;
    if (column > 0 && faults != NULL) {
      MusterMark mark = {.source = source, .line = line, .column = column};
      muster_faults_error(faults, mark, "indent with spaces", "a tab is used for indentation");
    }
    p = stop + 1;
  }
  return n;
}

guint
muster_yaml_scan_tabs(MusterSource *source, MusterFaults *faults)
{
  return count_tabs(source, 0, faults);
}

gboolean
muster_yaml_line_has_tab(MusterSource *source, int line)
{
  return count_tabs(source, line, NULL) > 0;
}
