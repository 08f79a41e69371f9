/* Building the page: markup that is ours stands in formats and literals, everything that came from a person
 * goes through the escaping of %s. The page is well-formed XML as well as HTML, so that tests can read it
 * with any parser. */
#pragma once
#include <muster/report/table.h>

typedef struct {
  GString *out;
} Html;

extern const char page_css[]; /* page.css */

void html_raw(Html *html, const char *markup);                                        /* ours, as it stands */
void
html_put(Html *html, const char *format, ...) G_GNUC_PRINTF(2, 3); /* each %s and %c is escaped */
/* From the doctype to <body>, with the style sheet; `title` is clean. */
void html_head(Html *html, const char *title);
/* Text that is fit for XML: valid UTF-8, no control characters, no change of direction. (transfer full) */
char *html_clean(const char *text);

void html_note(Html *html, const char *sentence); /* a small paragraph */
/* `1 day`, `3 days`. (transfer full) */
char *html_count(int n, const char *one);
/* A table for readers: titles, units, rounded values; `tone` classes; totals as a foot. */
void html_table(Html *html, const MusterTable *table);
/* The data beside a chart: a closed <details> with every row as machines get it, and a link that saves the
 * CSV. */
void html_data(Html *html, const MusterTable *table);
/* Only the link, for data that the page already shows as a table. */
void html_save(Html *html, const MusterTable *table);
/* A table under a heading of its own within a section, with a sentence (NULL: none) and its CSV. */
void html_second(Html *html, const MusterTable *table, const char *title, const char *sentence);
