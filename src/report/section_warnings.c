/* What a reader must know before believing the rest. */
#include "report/view_private.h"
#include <math.h>

static const char *
missing(const View *view)
{
  const MusterReportInput *in = view->in;
  gboolean cut = in->roster != NULL ? in->roster->cut : in->plan != NULL && in->plan->cut;
  gboolean any = in->warnings != NULL && in->warnings[0] != NULL;
  return any || cut ? NULL : "Nothing to warn of.";
}

static void
warning(Html *html, const char *text)
{
  g_autofree char *clean = html_clean(text);
  html_put(html, "<li>%s</li>\n", clean);
}

static void
put(const View *view, Html *html)
{
  const MusterReportInput *in = view->in;
  html_raw(html, "<ul class=\"warnings\">\n");
  if (in->roster != NULL && in->roster->cut)
    warning(html, "A limit cut the search for the roster: the best one found is shown, and its gap says how "
                  "much better one could be.");
  if (in->roster == NULL && in->plan != NULL && in->plan->cut)
    warning(html, "A limit cut the search for the shifts: the best found are shown, and their gap says how "
                  "much better others could be.");
  for (int i = 0; in->warnings != NULL && in->warnings[i] != NULL; i++)
    warning(html, in->warnings[i]);
  html_raw(html, "</ul>\n");
}

const MusterReportSection muster_report_section_warnings = {
  .id = "warnings", .title = "Worth knowing", .missing = missing, .put = put};
