/* Walking a JSON text; see the header. */
#include <math.h>
#include <muster/base/decimal.h>
#include <muster/base/json_reader.h>
#include <string.h>

#define DEEPEST 64

struct MusterJsonReader {
  MusterSource *source;
  MusterFaults *faults;
  const char *start, *p, *end; /* *end is the NUL behind the text */
  const char *token;           /* the key, string or number that was read last */
  gboolean failed;
  GString *key;
  int depth;
  char closing[DEEPEST]; /* '}' or ']' of each level entered */
  gboolean any[DEEPEST]; /* a member of the level was met */
  /* Lines are counted when a place is asked for, from the last place on. */
  const char *counted, *line_start;
  int line;
};

MusterJsonReader *
muster_json_reader_new(MusterSource *source, MusterFaults *faults)
{
  MusterJsonReader *reader = g_new0(MusterJsonReader, 1);
  gsize length;
  reader->source = muster_source_ref(source);
  reader->faults = faults;
  reader->start = reader->p = reader->token = muster_source_text(source, &length);
  reader->end = reader->start + length;
  reader->key = g_string_new(NULL);
  reader->counted = reader->line_start = reader->start;
  reader->line = 1;
  const char *bad;
  if (!g_utf8_validate_len(reader->start, length, &bad)) {
    reader->token = bad;
    muster_json_reader_refuse(reader, NULL, *bad == 0 ? "a NUL byte" : "a byte that is no UTF-8");
  }
  if (length >= 3 && memcmp(reader->start, "\xef\xbb\xbf", 3) == 0)
    reader->p += 3;
  return reader;
}

void
muster_json_reader_free(MusterJsonReader *reader)
{
  if (reader == NULL)
    return;
  muster_source_unref(reader->source);
  g_string_free(reader->key, TRUE);
  g_free(reader);
}

gboolean
muster_json_reader_failed(const MusterJsonReader *reader)
{
  return reader->failed;
}

static void
skip_blanks(MusterJsonReader *reader)
{
  while (*reader->p == ' ' || *reader->p == '\t' || *reader->p == '\n' || *reader->p == '\r')
    reader->p++;
}

static MusterMark
mark_at(MusterJsonReader *reader, const char *place)
{
  if (place < reader->counted) {
    reader->counted = reader->line_start = reader->start;
    reader->line = 1;
  }
  for (; reader->counted < place; reader->counted++)
    if (*reader->counted == '\n') {
      reader->line++;
      reader->line_start = reader->counted + 1;
    }
  return (MusterMark){reader->source, reader->line,
                      1 + (int) g_utf8_strlen(reader->line_start, place - reader->line_start)};
}

MusterMark
muster_json_reader_mark(MusterJsonReader *reader)
{
  skip_blanks(reader);
  return mark_at(reader, reader->p);
}

static void
end_walk(MusterJsonReader *reader, const char *place, const char *hint, const char *message)
{
  if (reader->failed)
    return;
  muster_faults_error(reader->faults, mark_at(reader, place), hint, "%s", message);
  reader->failed = TRUE;
}

void
muster_json_reader_refuse(MusterJsonReader *reader, const char *hint, const char *message)
{
  end_walk(reader, reader->token, hint, message);
}

/* The text is no JSON, or not of the kind that is expected, at the reading place. */
static gboolean
fail(MusterJsonReader *reader, const char *message)
{
  skip_blanks(reader);
  end_walk(reader, reader->p, NULL, reader->p == reader->end ? "the text ends here, unfinished" : message);
  return FALSE;
}

MusterJsonKind
muster_json_reader_peek(MusterJsonReader *reader)
{
  if (reader->failed)
    return MUSTER_JSON_NOTHING;
  skip_blanks(reader);
  switch (*reader->p) {
  case '{':
    return MUSTER_JSON_OBJECT;
  case '[':
    return MUSTER_JSON_ARRAY;
  case '"':
    return MUSTER_JSON_STRING;
  case 't':
  case 'f':
    return MUSTER_JSON_BOOLEAN;
  case 'n':
    return MUSTER_JSON_NULL;
  default:
    return *reader->p == '-' || g_ascii_isdigit(*reader->p) ? MUSTER_JSON_NUMBER : MUSTER_JSON_NOTHING;
  }
}

/* --- objects and arrays --- */

static gboolean
enter(MusterJsonReader *reader, MusterJsonKind kind, char closing, const char *message)
{
  if (muster_json_reader_peek(reader) != kind)
    return fail(reader, message);
  if (reader->depth == DEEPEST)
    return fail(reader, "more than 64 levels deep");
  reader->closing[reader->depth] = closing;
  reader->any[reader->depth++] = FALSE;
  reader->p++;
  return TRUE;
}

gboolean
muster_json_reader_object(MusterJsonReader *reader)
{
  return enter(reader, MUSTER_JSON_OBJECT, '}', "an object is expected here");
}

gboolean
muster_json_reader_array(MusterJsonReader *reader)
{
  return enter(reader, MUSTER_JSON_ARRAY, ']', "an array is expected here");
}

/* Moves to the next member of the level at hand; FALSE leaves it, or on a fault. */
static gboolean
next_member(MusterJsonReader *reader)
{
  if (reader->failed)
    return FALSE;
  g_assert(reader->depth > 0);
  skip_blanks(reader);
  int level = reader->depth - 1;
  if (*reader->p == reader->closing[level]) {
    reader->p++;
    reader->depth--;
    return FALSE;
  }
  if (reader->any[level]) {
    if (*reader->p != ',')
      return fail(reader, "a comma or the end is expected here");
    reader->p++;
    skip_blanks(reader);
  }
  reader->any[level] = TRUE;
  return TRUE;
}

gboolean
muster_json_reader_item(MusterJsonReader *reader)
{
  return next_member(reader);
}

/* --- strings --- */

static gboolean
read_hex(const char *p, gunichar *code)
{
  *code = 0;
  for (int i = 0; i < 4; i++) {
    int digit = g_ascii_xdigit_value(p[i]);
    if (digit < 0)
      return FALSE;
    *code = *code * 16 + (gunichar) digit;
  }
  return TRUE;
}

/* \uXXXX, behind the u; two of them for characters beyond U+FFFF. */
static gboolean
read_unicode(MusterJsonReader *reader, GString *text)
{
  gunichar code, low;
  if (!read_hex(reader->p, &code))
    return FALSE;
  reader->p += 4;
  if (code >= 0xd800 && code < 0xdc00 && reader->p[0] == '\\' && reader->p[1] == 'u' &&
      read_hex(reader->p + 2, &low) && low >= 0xdc00 && low < 0xe000) {
    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    reader->p += 6;
  }
  if (code == 0 || (code >= 0xd800 && code < 0xe000))
    return FALSE;
  g_string_append_unichar(text, code);
  return TRUE;
}

static gboolean
read_escape(MusterJsonReader *reader, GString *text)
{
  static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
  char letter = *++reader->p;
  if (letter == 'u') {
    reader->p++;
    return read_unicode(reader, text);
  }
  const char *found = letter != 0 ? strchr(letters, letter) : NULL;
  if (found == NULL)
    return FALSE;
  g_string_append_c(text, meant[found - letters]);
  reader->p++;
  return TRUE;
}

static gboolean
read_text(MusterJsonReader *reader, GString *text)
{
  g_string_truncate(text, 0);
  reader->token = reader->p++;
  for (;;) {
    const char *run = reader->p;
    while (*reader->p != '"' && *reader->p != '\\' && (guchar) *reader->p >= 0x20)
      reader->p++;
    g_string_append_len(text, run, reader->p - run);
    if (*reader->p == '"')
      break;
    if (*reader->p != '\\')
      return fail(reader, "a control character in a string");
    if (!read_escape(reader, text))
      return fail(reader, "no such escape in a string");
  }
  reader->p++;
  return TRUE;
}

const char *
muster_json_reader_key(MusterJsonReader *reader)
{
  if (!next_member(reader))
    return NULL;
  if (*reader->p != '"') {
    fail(reader, "a key in quotes is expected here");
    return NULL;
  }
  if (!read_text(reader, reader->key))
    return NULL;
  skip_blanks(reader);
  if (*reader->p != ':') {
    fail(reader, "a colon is expected here");
    return NULL;
  }
  reader->p++;
  return reader->key->str;
}

gboolean
muster_json_reader_string(MusterJsonReader *reader, char **text)
{
  if (muster_json_reader_peek(reader) != MUSTER_JSON_STRING)
    return fail(reader, "a string is expected here");
  g_autoptr(GString) read = g_string_new(NULL);
  if (!read_text(reader, read))
    return FALSE;
  *text = g_string_free(g_steal_pointer(&read), FALSE);
  return TRUE;
}

/* --- numbers and words --- */

/* Bytes of the number at p by JSON's grammar, which is narrower than ours; 0: it is none. */
static gsize
number_length(const char *p)
{
  const char *start = p;
  p += *p == '-';
  if (*p == '0')
    p++;
  else if (g_ascii_isdigit(*p))
    p += strspn(p, "0123456789");
  else
    return 0;
  if (*p == '.') {
    gsize digits = strspn(p + 1, "0123456789");
    if (digits == 0)
      return 0;
    p += 1 + digits;
  }
  if (*p == 'e' || *p == 'E') {
    p += 1 + (p[1] == '-' || p[1] == '+');
    gsize digits = strspn(p, "0123456789");
    if (digits == 0)
      return 0;
    p += digits;
  }
  return (gsize) (p - start);
}

gboolean
muster_json_reader_number(MusterJsonReader *reader, double *value)
{
  if (muster_json_reader_peek(reader) != MUSTER_JSON_NUMBER)
    return fail(reader, "a number is expected here");
  const char *end;
  gsize length = number_length(reader->p);
  if (length == 0 || !muster_decimal_scan(reader->p, &end, value) || end != reader->p + length)
    return fail(reader, "this is no number");
  reader->token = reader->p;
  reader->p = end;
  return TRUE;
}

gboolean
muster_json_reader_unsigned(MusterJsonReader *reader, guint64 *value)
{
  if (muster_json_reader_peek(reader) != MUSTER_JSON_NUMBER)
    return fail(reader, "a number is expected here");
  gsize length = number_length(reader->p);
  g_autofree char *digits = g_strndup(reader->p, length);
  if (length == 0 || !g_ascii_string_to_unsigned(digits, 10, 0, G_MAXUINT64, value, NULL))
    return fail(reader, "a whole number from 0 is expected here");
  reader->token = reader->p;
  reader->p += length;
  return TRUE;
}

static gboolean
read_word(MusterJsonReader *reader, const char *word)
{
  gsize length = strlen(word);
  if (reader->failed || (gsize) (reader->end - reader->p) < length || memcmp(reader->p, word, length) != 0)
    return FALSE;
  reader->p += length;
  return TRUE;
}

gboolean
muster_json_reader_boolean(MusterJsonReader *reader, gboolean *value)
{
  muster_json_reader_peek(reader);
  *value = read_word(reader, "true");
  return *value || read_word(reader, "false") || fail(reader, "true or false is expected here");
}

gboolean
muster_json_reader_null(MusterJsonReader *reader)
{
  muster_json_reader_peek(reader);
  return read_word(reader, "null") || fail(reader, "null is expected here");
}

gboolean
muster_json_reader_number_or_null(MusterJsonReader *reader, double *value)
{
  if (muster_json_reader_peek(reader) != MUSTER_JSON_NULL)
    return muster_json_reader_number(reader, value);
  *value = NAN;
  return muster_json_reader_null(reader);
}

gboolean
muster_json_reader_skip(MusterJsonReader *reader)
{
  double number;
  gboolean truth;
  switch (muster_json_reader_peek(reader)) {
  case MUSTER_JSON_OBJECT:
    if (muster_json_reader_object(reader))
      while (muster_json_reader_key(reader) != NULL)
        muster_json_reader_skip(reader);
    break;
  case MUSTER_JSON_ARRAY:
    if (muster_json_reader_array(reader))
      while (muster_json_reader_item(reader))
        muster_json_reader_skip(reader);
    break;
  case MUSTER_JSON_STRING:
    return read_text(reader, reader->key);
  case MUSTER_JSON_NUMBER:
    return muster_json_reader_number(reader, &number);
  case MUSTER_JSON_BOOLEAN:
    return muster_json_reader_boolean(reader, &truth);
  case MUSTER_JSON_NULL:
    return muster_json_reader_null(reader);
  case MUSTER_JSON_NOTHING:
  default:
    return fail(reader, "a value is expected here");
  }
  return !reader->failed;
}

gboolean
muster_json_reader_finish(MusterJsonReader *reader)
{
  if (reader->failed)
    return FALSE;
  g_assert(reader->depth == 0);
  skip_blanks(reader);
  return reader->p == reader->end || fail(reader, "nothing may follow the value");
}
