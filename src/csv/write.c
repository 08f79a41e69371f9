/* Writing: quotes where the reader needs them, so that every text reads back as it was. */
#include <muster/csv.h>
#include <math.h>
#include <string.h>

struct MusterCsvWriter {
  MusterCsvDialect dialect;
  char *encoding;
  const char *newline;
  GString *text;
  gsize row_start;       /* of the row at hand in `text` */
  int n_fields;          /* of the row at hand */
  gboolean any;          /* a field of the row holds a character or a quote */
  gboolean special[256]; /* bytes that make quotes necessary wherever they stand */
};

MusterCsvWriter *
muster_csv_writer_new(const MusterCsvDialect *dialect)
{
  MusterCsvWriter *writer = g_new0(MusterCsvWriter, 1);
  if (dialect != NULL)
    writer->dialect = *dialect;
  if (writer->dialect.separator == 0)
    writer->dialect.separator = ',';
  if (writer->dialect.decimal == 0)
    writer->dialect.decimal = '.';
  writer->encoding = g_strdup(writer->dialect.encoding);
  writer->newline = g_strcmp0(writer->dialect.newline, "\r\n") == 0 ? "\r\n" : "\n";
  writer->special[(guchar) writer->dialect.separator] = TRUE;
  writer->special['"'] = writer->special['\n'] = writer->special['\r'] = TRUE;
  writer->text = g_string_new(NULL);
  return writer;
}

void
muster_csv_writer_free(MusterCsvWriter *writer)
{
  if (writer == NULL)
    return;
  g_string_free(writer->text, TRUE);
  g_free(writer->encoding);
  g_free(writer);
}

static gboolean
is_blank(char c)
{
  return c == ' ' || c == '\t';
}

static gboolean
needs_quotes(const MusterCsvWriter *writer, const char *text, gsize length)
{
  if (length == 0)
    return FALSE;
  if (is_blank(text[0]) || is_blank(text[length - 1]))
    return TRUE;
  for (gsize i = 0; i < length; i++)
    if (writer->special[(guchar) text[i]])
      return TRUE;
  /* At the file's very start a byte-order mark and `sep=` would be taken for what they are not. */
  return writer->text->len == 0 && (strncmp(text, "sep=", 4) == 0 || strncmp(text, "\xef\xbb\xbf", 3) == 0);
}

static void
add_field(MusterCsvWriter *writer, const char *text, gsize length)
{
  GString *out = writer->text;
  gboolean quotes = needs_quotes(writer, text, length);
  if (writer->n_fields++ > 0)
    g_string_append_c(out, writer->dialect.separator);
  writer->any = writer->any || length > 0;
  if (!quotes) {
    g_string_append_len(out, text, (gssize) length);
    return;
  }
  g_string_append_c(out, '"');
  for (gsize i = 0; i < length; i++) {
    if (text[i] == '"')
      g_string_append_c(out, '"');
    g_string_append_c(out, text[i]);
  }
  g_string_append_c(out, '"');
}

void
muster_csv_add_text(MusterCsvWriter *writer, const char *text)
{
  add_field(writer, text != NULL ? text : "", text != NULL ? strlen(text) : 0);
}

void
muster_csv_add_double(MusterCsvWriter *writer, double value)
{
  char text[MUSTER_DECIMAL_SIZE] = "";
  int length = isfinite(value) ? muster_decimal_print(text, value) : 0;
  if (writer->dialect.decimal != '.') {
    char *point = strchr(text, '.');
    if (point != NULL)
      *point = writer->dialect.decimal;
  }
  add_field(writer, text, (gsize) length);
}

void
muster_csv_add_int(MusterCsvWriter *writer, gint64 value)
{
  char text[MUSTER_DECIMAL_SIZE];
  int length = g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, value);
  add_field(writer, text, (gsize) length);
}

void
muster_csv_add_row(MusterCsvWriter *writer, const char *first, ...)
{
  va_list args;
  va_start(args, first);
  for (const char *text = first; text != NULL; text = va_arg(args, const char *))
    muster_csv_add_text(writer, text);
  va_end(args);
  muster_csv_end_row(writer);
}

void
muster_csv_end_row(MusterCsvWriter *writer)
{
  g_return_if_fail(writer->n_fields > 0);
  if (!writer->any) /* a row of nothing would be no row */
    g_string_insert(writer->text, (gssize) writer->row_start, "\"\"");
  g_string_append(writer->text, writer->newline);
  writer->row_start = writer->text->len;
  writer->n_fields = 0;
  writer->any = FALSE;
}

void
muster_csv_append(MusterCsvWriter *writer, MusterCsvWriter *other)
{
  g_return_if_fail(writer->n_fields == 0 && other->n_fields == 0);
  g_string_append_len(writer->text, other->text->str, (gssize) other->text->len);
  writer->row_start = writer->text->len;
  g_string_truncate(other->text, 0);
  other->row_start = 0;
}

char *
muster_csv_finish(MusterCsvWriter *writer, gsize *length, GError **error)
{
  g_return_val_if_fail(writer->n_fields == 0, NULL);
  if (writer->dialect.bom)
    g_string_prepend(writer->text, "\xef\xbb\xbf");
  gsize n = writer->text->len;
  g_autofree char *utf8 = g_string_free(writer->text, FALSE);
  writer->text = g_string_new(NULL);
  writer->row_start = 0;
  if (writer->encoding == NULL || g_ascii_strcasecmp(writer->encoding, "utf-8") == 0) {
    if (length != NULL)
      *length = n;
    return g_steal_pointer(&utf8);
  }
  gsize written = 0;
  g_autoptr(GError) cause = NULL;
  char *text = g_convert(utf8, (gssize) n, writer->encoding, "UTF-8", NULL, &written, &cause);
  if (text == NULL)
    g_set_error(error, MUSTER_IO_ERROR, MUSTER_IO_ERROR_WRITE, "cannot write as %s: %s", writer->encoding,
                cause->message);
  if (length != NULL)
    *length = written;
  return text;
}
