#include "report/html_private.h"
#include "report/table_private.h"
#include <stdarg.h>
#include <string.h>

void
html_raw(Html *html, const char *markup)
{
  g_string_append(html->out, markup);
}

void
html_put(Html *html, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_markup_vprintf_escaped(format, args);
  va_end(args);
  g_string_append(html->out, text);
}

void
html_head(Html *html, const char *title)
{
  html_raw(html, "<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta "
                 "charset=\"utf-8\"/>\n"
                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
                 "<meta name=\"color-scheme\" content=\"light dark\"/>\n<meta name=\"generator\" "
                 "content=\"Muster " MUSTER_VERSION "\"/>\n"
                 "<link rel=\"icon\" href=\"data:,\"/>\n");
  html_put(html, "<title>%s</title>\n<style>\n", title);
  html_raw(html, page_css);
  html_raw(html, "</style>\n</head>\n<body>\n");
}

char *
html_clean(const char *text)
{
  g_autofree char *valid = g_utf8_make_valid(text != NULL ? text : "", -1);
  GString *out = g_string_new(NULL);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    gboolean turns = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    gboolean control =
      (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7f && c < 0xa0) || c == 0xfffe || c == 0xffff;
    g_string_append_unichar(out, turns || control ? 0xfffd : c);
  }
  return g_string_free(out, FALSE);
}

char *
html_count(int n, const char *one)
{
  g_autofree char *number = shown_number(n, 0);
  return g_strdup_printf("%s %s%s", number, one, n == 1 ? "" : "s");
}

void
html_note(Html *html, const char *sentence)
{
  g_autofree char *clean = html_clean(sentence);
  html_put(html, "<p class=\"note\">%s</p>\n", clean);
}

/* ---- tables for readers ---- */

static const char *const tone_class[] = {
  [MUSTER_TONE_PLAIN] = "", [MUSTER_TONE_UNDER] = " under", [MUSTER_TONE_OVER] = " over",
  [MUSTER_TONE_RIGHT] = " right", [MUSTER_TONE_DIM] = " dim",
};

static void
reader_head(Html *html, const MusterTable *table)
{
  html_raw(html, "<thead><tr>");
  for (int c = 0; c < muster_table_n_columns(table); c++) {
    const MusterColumn *column = muster_table_column(table, c);
    g_autofree char *title = html_clean(column->title);
    html_put(html, "<th scope=\"col\" class=\"%s\">%s", column->kind == MUSTER_COLUMN_TEXT ? "t" : "n",
             title);
    if (column->unit != NULL)
      html_put(html, " <span class=\"unit\">%s</span>", column->unit);
    html_raw(html, "</th>");
  }
  html_raw(html, "</tr></thead>\n");
}

/* A measure's interval stands small below its mean. */
static void
reader_cell(Html *html, const MusterTable *table, int row, int column)
{
  const MusterColumn *of = muster_table_column(table, column);
  g_autofree char *text = muster_table_shown(table, row, column), *shown = html_clean(text);
  const char *bracket = of->measure ? strstr(shown, " (") : NULL;
  const char *class = of->kind == MUSTER_COLUMN_TEXT ? "t" : "n";
  html_put(html, "<td class=\"%s%s\">", class, tone_class[table_cell(table, row, column)->tone]);
  if (bracket != NULL) {
    g_autofree char *mean = g_strndup(shown, (gsize) (bracket - shown));
    g_autofree char *interval = g_strndup(bracket + 2, strlen(bracket + 2) - 1);
    html_put(html, "%s <span class=\"ci\">%s</span>", mean, interval);
  } else if (of->kind == MUSTER_COLUMN_TEXT) {
    html_put(html, "<bdi>%s</bdi>", shown);
  } else {
    html_put(html, "%s", shown);
  }
  html_raw(html, "</td>");
}

void
html_table(Html *html, const MusterTable *table)
{
  html_put(html, "<div class=\"scroll\"><table class=\"read\" id=\"table-%s\">", muster_table_name(table));
  if (muster_table_title(table) != NULL)
    html_put(html, "<caption>%s</caption>", muster_table_title(table));
  reader_head(html, table);
  html_raw(html, "<tbody>\n");
  for (int r = 0; r < muster_table_n_rows(table); r++) {
    html_raw(html, muster_table_is_total(table, r) ? "<tr class=\"total\">" : "<tr>");
    for (int c = 0; c < muster_table_n_columns(table); c++)
      reader_cell(html, table, r, c);
    html_raw(html, "</tr>\n");
  }
  html_raw(html, "</tbody></table></div>\n");
  for (guint i = 0; i < table->notes->len; i++)
    html_note(html, g_ptr_array_index(table->notes, i));
}

/* ---- the data beside a chart ---- */

/* A data: address of the CSV: percent-encoded, or base64 where that is shorter (names that are not ASCII).
 * Text beyond ASCII begins with a byte-order mark, without which spreadsheets take it for something else.
 * (transfer full) */
static char *
data_address(const char *csv)
{
  g_autofree char *marked = g_str_is_ascii(csv) ? g_strdup(csv) : g_strconcat("\ufeff", csv, NULL);
  g_autofree char *percent = g_uri_escape_string(marked, ",:;/+()", FALSE);
  g_autofree char *base64 = g_base64_encode((const guchar *) marked, strlen(marked));
  gboolean shorter = strlen(base64) < strlen(percent);
  return g_strconcat("data:text/csv;charset=utf-8", shorter ? ";base64," : ",", shorter ? base64 : percent,
                     NULL);
}

static void
data_row(Html *html, const MusterTable *table, int row)
{
  html_raw(html, "<tr>");
  for (int c = 0; c < table->n_columns; c++)
    for (int part = 0; part < machine_parts(table, c); part++) {
      g_autofree char *text = row < 0 ? machine_key(table, c, part) : machine_text(table, row, c, part);
      g_autofree char *clean = html_clean(text);
      html_put(html, row < 0 ? "<th scope=\"col\">%s</th>" : "<td>%s</td>", clean);
    }
  html_raw(html, "</tr>\n");
}

/* The link that saves the CSV. */
void
html_save(Html *html, const MusterTable *table)
{
  g_autofree char *csv = muster_table_write(table, MUSTER_FORMAT_CSV, NULL);
  g_autofree char *address = data_address(csv);
  html_put(html, "<p><a class=\"save\" download=\"%s.csv\" href=\"%s\">Save %s.csv</a></p>\n", table->name,
           address, table->name);
}

void
html_data(Html *html, const MusterTable *table)
{
  int n_rows = 0;
  for (int r = 0; r < muster_table_n_rows(table); r++)
    n_rows += !muster_table_is_total(table, r);
  g_autofree char *rows = html_count(n_rows, "row");
  html_put(html, "<details class=\"data\"><summary>Data: %s</summary>\n", rows);
  html_save(html, table);
  html_put(html, "<div class=\"scroll\" tabindex=\"0\"><table class=\"data\" id=\"data-%s\"><thead>",
           table->name);
  data_row(html, table, -1);
  html_raw(html, "</thead><tbody>\n");
  for (int r = 0; r < muster_table_n_rows(table); r++)
    if (!muster_table_is_total(table, r))
      data_row(html, table, r);
  html_raw(html, "</tbody></table></div></details>\n");
}

void
html_second(Html *html, const MusterTable *table, const char *title, const char *sentence)
{
  html_put(html, "<div class=\"second\"><h3>%s</h3>", title);
  if (sentence != NULL)
    html_put(html, "<p>%s</p>", sentence);
  html_raw(html, "\n<div class=\"scroll\">");
  html_table(html, table);
  html_raw(html, "</div>\n");
  html_save(html, table);
  html_raw(html, "</div>\n");
}
