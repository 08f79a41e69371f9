/* Bytes → valid UTF-8, with the place of what cannot be decoded. */
#include "csv/table_private.h"
#include <string.h>

#define MOST_BAD_BYTES 20 /* reported; a file in the wrong encoding has thousands */

typedef struct {
  const char *bytes;
  gsize length;
  const char *encoding;
} ByteOrderMark;

static const ByteOrderMark marks[] = {
    {"\xef\xbb\xbf", 3, "UTF-8"},
    {"\xff\xfe", 2, "UTF-16LE"},
    {"\xfe\xff", 2, "UTF-16BE"},
    {"\x84\x31\x95\x33", 4, "GB18030"},
};

/* Files that are renamed to .csv instead of saved as CSV. */
static const struct {
  const char *bytes;
  gsize length;
  const char *what;
} binaries[] = {
    {"PK\x03\x04", 4, "a spreadsheet or zip file; save it as CSV"},
    {"\xd0\xcf\x11\xe0", 4, "an old spreadsheet (XLS); save it as CSV"},
    {"\x1f\x8b", 2, "a gzip file; unpack it first"},
    {"%PDF", 4, "a PDF"},
    {"\x7f"
     "ELF",
     4, "a program"},
};

void
csv_decoded_clear(CsvDecoded *decoded)
{
  muster_source_unref(decoded->source);
  g_free(decoded->encoding);
}

static gboolean
begins_with(const char *text, gsize length, const char *bytes, gsize n)
{
  return length >= n && memcmp(text, bytes, n) == 0;
}

/* Line and column of the end of text[0..length); bytes that are no UTF-8 count as one character each. */
static MusterMark
place_after(MusterSource *source, const char *text, gsize length)
{
  MusterMark mark = {source, 1, 1};
  const char *line = text, *end = text + length;
  for (const char *p = text; p < end; p++)
    if (*p == '\n' || (*p == '\r' && (p + 1 == end || p[1] != '\n'))) {
      mark.line++;
      line = p + 1;
    }
  while (line < end) {
    gunichar c = g_utf8_get_char_validated(line, end - line);
    line += c == (gunichar) -1 || c == (gunichar) -2 ? 1 : g_utf8_skip[(guchar) *line];
    mark.column++;
  }
  return mark;
}

static gboolean
refuse_binary(MusterSource *source, const char *text, gsize length, MusterFaults *faults)
{
  MusterMark mark = {source, 0, 0};
  for (gsize i = 0; i < G_N_ELEMENTS(binaries); i++)
    if (begins_with(text, length, binaries[i].bytes, binaries[i].length)) {
      g_autofree char *hint = g_strdup_printf("it looks like %s", binaries[i].what);
      muster_faults_error(faults, mark, hint, "this is no text file");
      return TRUE;
    }
  return FALSE;
}

/* A NUL byte in what should be text: binary, or UTF-16 that was not told. */
static gboolean
refuse_nul(MusterSource *source, const char *text, gsize length, MusterFaults *faults)
{
  const char *nul = memchr(text, 0, length);
  if (nul == NULL)
    return FALSE;
  gsize even = 0, odd = 0, sample = MIN(length, 4096);
  for (gsize i = 0; i < sample; i++)
    if (text[i] == 0)
      *(i % 2 == 0 ? &even : &odd) += 1;
  const char *hint = "the file is binary or damaged";
  if (odd > sample / 4 && even <= sample / 50)
    hint = "it looks like UTF-16; say `encoding: utf-16le`";
  else if (even > sample / 4 && odd <= sample / 50)
    hint = "it looks like UTF-16; say `encoding: utf-16be`";
  muster_faults_error(faults, place_after(source, text, (gsize) (nul - text)), hint,
                      "a NUL byte, which no text has");
  return TRUE;
}

/* Every byte that is no UTF-8, up to a limit. */
static void
report_bad_utf8(MusterSource *source, const char *text, gsize length, const char *hint, MusterFaults *faults)
{
  const char *p = text, *end = text + length, *bad;
  for (int n = 0; n < MOST_BAD_BYTES && p < end; n++) {
    if (g_utf8_validate_len(p, (gsize) (end - p), &bad))
      return;
    muster_faults_error(faults, place_after(source, text, (gsize) (bad - text)), n == 0 ? hint : NULL,
                        "byte 0x%02x is no UTF-8", (guchar) *bad);
    p = bad + 1;
  }
}

/* Does it fit GB18030, and is it likely? Chinese text has nearly only pairs of two high bytes (GB 2312); a
 * Western text that happens to fit has high bytes before ASCII letters. */
static gboolean
is_likely_gb18030(const char *text, gsize length)
{
  gsize high_pairs = 0, low_pairs = 0;
  for (gsize i = 0; i < length; i++) {
    guchar lead = (guchar) text[i];
    if (lead < 0x80)
      continue;
    if (lead == 0x80 || lead == 0xff || i + 1 >= length)
      return FALSE;
    guchar trail = (guchar) text[i + 1];
    if (g_ascii_isdigit((char) trail)) { /* four bytes */
      low_pairs++;
      i += 3;
      continue;
    }
    if (trail < 0x40 || trail == 0x7f || trail == 0xff)
      return FALSE;
    *(trail >= 0xa1 ? &high_pairs : &low_pairs) += 1;
    i++;
  }
  return high_pairs > 4 * low_pairs;
}

/* Decodes by iconv. The fault of a bad sequence shows the text up to it, decoded. */
static gboolean
convert(MusterSource *source, const char *bytes, gsize length, const char *encoding, CsvDecoded *decoded,
        MusterFaults *faults)
{
  const char *name = muster_source_name(source);
  gsize read = 0, written = 0;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = g_convert(bytes, (gssize) length, "UTF-8", encoding, &read, &written, &error);
  if (text != NULL && read == length) {
    decoded->source = muster_source_new(name, text, written);
    return TRUE;
  }
  if (error != NULL && !g_error_matches(error, G_CONVERT_ERROR, G_CONVERT_ERROR_ILLEGAL_SEQUENCE) &&
      !g_error_matches(error, G_CONVERT_ERROR, G_CONVERT_ERROR_PARTIAL_INPUT)) {
    muster_faults_error(faults, ((MusterMark){source, 0, 0}),
                        "say utf-8, utf-16le, utf-16be, gb18030 or windows-1252", "unknown encoding '%s'",
                        encoding);
    return FALSE;
  }
  g_autofree char *good =
      g_convert(bytes, (gssize) MIN(read, length), "UTF-8", encoding, NULL, &written, NULL);
  g_autoptr(GString) shown = g_string_new(NULL);
  if (good != NULL)
    g_string_append_len(shown, good, (gssize) written);
  gsize place = shown->len;
  g_string_append(shown, "\xef\xbf\xbd");
  g_autoptr(MusterSource) display = muster_source_new(name, shown->str, shown->len);
  if (text == NULL && read < length)
    muster_faults_error(faults, place_after(display, shown->str, place), NULL,
                        "byte 0x%02x does not fit the encoding %s", (guchar) bytes[read], encoding);
  else
    muster_faults_error(faults, place_after(display, shown->str, place), NULL,
                        "the file ends within a character of the encoding %s", encoding);
  return FALSE;
}

static gboolean
is_utf8(const char *encoding)
{
  return g_ascii_strcasecmp(encoding, "utf-8") == 0 || g_ascii_strcasecmp(encoding, "utf8") == 0;
}

gboolean
csv_decode(MusterSource *source, const char *encoding, CsvDecoded *decoded, MusterFaults *faults)
{
  gsize length;
  const char *text = muster_source_text(source, &length);
  if (length >= G_MAXUINT32) {
    muster_faults_error(faults, ((MusterMark){source, 0, 0}), NULL, "a table larger than 4 GiB is not read");
    return FALSE;
  }
  const ByteOrderMark *bom = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
    if (begins_with(text, length, marks[i].bytes, marks[i].length))
      bom = &marks[i];
  gsize start = bom != NULL ? bom->length : 0;
  const char *told = bom != NULL ? bom->encoding : encoding; /* a mark is never there by chance */
  gboolean good_utf8 =
      (told == NULL || is_utf8(told)) && g_utf8_validate_len(text + start, length - start, NULL);
  if (good_utf8) {
    decoded->source = muster_source_ref(source);
    decoded->encoding = g_strdup("UTF-8");
    decoded->start = start;
    return TRUE;
  }
  if (refuse_binary(source, text, length, faults))
    return FALSE;
  if ((told == NULL || is_utf8(told)) && refuse_nul(source, text, length, faults))
    return FALSE;
  if (told == NULL && is_likely_gb18030(text, length))
    told = "GB18030";
  if (told == NULL || is_utf8(told)) {
    report_bad_utf8(source, text, length,
                    told == NULL ? "say `encoding:` if it is not UTF-8, such as windows-1252" : NULL, faults);
    return FALSE;
  }
  decoded->encoding = g_strdup(told);
  if (!convert(source, text + start, length - start, told, decoded, faults))
    return FALSE;
  text = muster_source_text(decoded->source, &length);
  return !refuse_nul(decoded->source, text, length, faults);
}
