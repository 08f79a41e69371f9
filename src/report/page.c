/* The page: head, masthead, contents, and the parts in the order of meson.build. */
#include "report/view_private.h"

static const MusterReportSection *const sections[] = {
#define X(name) &muster_report_section_##name,
#include "report/sections.h"
#undef X
};

static void
head(const View *view, Html *html)
{
  g_autofree char *span = view_span_label(view->centre->from, view->centre->to);
  g_autofree char *title = g_strdup_printf("%s, %s", view->centre_name, span);
  html_head(html, title);
}

/* Hatching for too few, dots for too many: colour is never the only sign. Hidden by size, for with display:
 * none their fills would vanish. */
static void
patterns(Html *html)
{
  html_raw(html,
           "<svg class=\"defs\" width=\"0\" height=\"0\" aria-hidden=\"true\" focusable=\"false\"><defs>\n"
           "<pattern id=\"pu1\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\"><rect class=\"fu1\" "
           "width=\"7\" height=\"7\"/>"
           "<path class=\"ink\" d=\"M-1 1l2-2M0 7l7-7M6 8l2-2\"/></pattern>\n"
           "<pattern id=\"pu2\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\"><rect class=\"fu2\" "
           "width=\"5\" height=\"5\"/>"
           "<path class=\"ink\" d=\"M-1 1l2-2M0 5l5-5M4 6l2-2\"/></pattern>\n"
           "<pattern id=\"po2\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><rect class=\"fo2\" "
           "width=\"6\" height=\"6\"/>"
           "<circle class=\"dot\" cx=\"3\" cy=\"3\" r=\"1\"/></pattern>\n</defs></svg>\n");
}

static void
masthead(const View *view, Html *html)
{
  g_autofree char *span = view_span_label(view->centre->from, view->centre->to);
  html_put(html,
           "<header>\n<p class=\"over\">Muster report</p>\n<h1><bdi>%s</bdi></h1>\n<p class=\"sub\">%s<span> "
           "· %s time · intervals of %d min</span></p>\n",
           view->centre_name, span, muster_zone_name(view->grid->zone), view->grid->interval_s / 60);
  if (view->closed_days != NULL)
    html_put(html, "<p class=\"note\">Closed, and left out of the charts: %s.</p>\n", view->closed_days);
  html_raw(html, "</header>\n");
}

static void
contents(const View *view, Html *html)
{
  html_raw(html, "<nav aria-label=\"Contents\"><ul>\n");
  for (gsize i = 0; i < G_N_ELEMENTS(sections); i++)
    if (sections[i]->missing == NULL || sections[i]->missing(view) == NULL)
      html_put(html, "<li><a href=\"#%s\">%s</a></li>\n", sections[i]->id, sections[i]->title);
  html_raw(html, "</ul></nav>\n");
}

static const char *
why_missing(const View *view, const MusterReportSection *section)
{
  return section->missing != NULL ? section->missing(view) : NULL;
}

static void
put_section(const View *view, Html *html, const MusterReportSection *section)
{
  if (why_missing(view, section) != NULL)
    return;
  html_put(html, "<section id=\"%s\" aria-labelledby=\"h-%s\">\n<h2 id=\"h-%s\">%s</h2>\n", section->id,
           section->id, section->id, section->title);
  section->put(view, html);
  html_raw(html, "</section>\n");
}

/* What is not on the page, and why: so that nobody takes silence for a zero. */
static void
put_left_out(const View *view, Html *html)
{
  gboolean any = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(sections); i++) {
    const char *why = why_missing(view, sections[i]);
    if (why == NULL)
      continue;
    if (!any)
      html_raw(html, "<section id=\"left-out\" aria-labelledby=\"h-left-out\">\n<h2 id=\"h-left-out\">Not "
                     "shown</h2>\n<dl class=\"terms\">\n");
    any = TRUE;
    html_put(html, "<div id=\"%s\"><dt>%s</dt><dd>%s</dd></div>\n", sections[i]->id, sections[i]->title, why);
  }
  if (any)
    html_raw(html, "</dl>\n</section>\n");
}

char *
muster_report_page(const MusterReportInput *in)
{
  g_autoptr(View) view = view_new(in);
  Html html = {g_string_sized_new(1 << 18)};
  head(view, &html);
  patterns(&html);
  masthead(view, &html);
  contents(view, &html);
  html_raw(&html, "<main>\n");
  for (gsize i = 0; i < G_N_ELEMENTS(sections); i++)
    put_section(view, &html, sections[i]);
  put_left_out(view, &html);
  html_raw(&html, "</main>\n");
  html_raw(&html, "</body>\n</html>\n");
  return g_string_free(html.out, FALSE);
}
