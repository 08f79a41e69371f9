/* Which rules the roster breaks, by the independent checker. */
#include "report/view_private.h"

#define SHOWN 40 /* breaches told one by one */

static const char *
missing(const View *view)
{
  if (view->in->check == NULL)
    return "Nothing was checked against the rules.";
  return view->in->check->violations->len == 0 ? "None: an independent check of every rule found no breach."
                                               : NULL;
}

static void
put(const View *view, Html *html)
{
  const GArray *violations = view->in->check->violations;
  html_put(html,
           "<p>%d breaches of hard rules, %d of rules that have a price.</p>\n<ul class=\"warnings\">\n",
           view->in->check->n_hard, (int) violations->len - view->in->check->n_hard);
  for (guint v = 0; v < violations->len && v < SHOWN; v++) {
    g_autofree char *text =
      muster_violation_text(&g_array_index(violations, MusterViolation, v), view->centre);
    g_autofree char *clean = html_clean(text);
    html_put(html, "<li>%s</li>\n", clean);
  }
  html_raw(html, "</ul>\n");
  if (violations->len > SHOWN)
    html_put(html, "<p class=\"note\">The first %d of %u; <code>muster check</code> lists all.</p>\n", SHOWN,
             violations->len);
}

const MusterReportSection muster_report_section_checks = {
  .id = "checks", .title = "Broken rules", .missing = missing, .put = put};
