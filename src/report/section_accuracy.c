/* How good the forecast was on days it had not seen. */
#include "report/view_private.h"

static const char *
missing(const View *view)
{
  return view->in->accuracy == NULL ? "The forecast was not measured against days it had not seen." : NULL;
}

static void
put(const View *view, Html *html)
{
  html_table(html, view->in->accuracy);
  html_data(html, view->in->accuracy);
}

const MusterReportSection muster_report_section_accuracy = {
  .id = "accuracy", .title = "Accuracy of the forecast", .missing = missing, .put = put};
