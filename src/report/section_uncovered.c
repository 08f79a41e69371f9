/* What stays uncovered after all, and which rule is to blame. */
#include "report/svg_private.h"
#include "report/uncovered_private.h"
#include "report/view_private.h"

static const char *
missing(const View *view)
{
  if (view->in->roster == NULL)
    return "No roster was made, so it is not known what would stay uncovered.";
  return view->in->roster->uncovered->len == 0 ? "Nothing: every requirement is covered." : NULL;
}

static void
put(const View *view, Html *html)
{
  g_autoptr(MusterTable) by_reason = uncovered_by_reason(view->in->roster);
  g_autoptr(MusterTable) all = uncovered_stretches(view->in->roster, view->centre);
  html_raw(html, "<figure class=\"chart\"><figcaption><h3>By reason</h3><p>Agent-hours that nobody "
                 "covers.</p></figcaption>\n");
  Bars bars = {.html = html,
               .table = by_reason,
               .id = "uncovered-by-reason",
               .label = "blame",
               .key = "agent_h",
               .decimals = 1,
               .wide_labels = TRUE};
  bars_write(&bars, "Uncovered agent-hours by reason",
             "A bar for each reason; the figures are in the table below.");
  html_data(html, by_reason);
  html_raw(html, "</figure>\n<div class=\"chart\">\n");
  g_autoptr(MusterTable) first = uncovered_largest(view->in->roster, view->centre);
  html_table(html, first);
  html_data(html, all);
  html_raw(html, "</div>\n");
}

const MusterReportSection muster_report_section_uncovered = {
  .id = "uncovered", .title = "Uncovered", .missing = missing, .put = put};
