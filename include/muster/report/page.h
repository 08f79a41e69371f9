/* The page to show the boss: one self-contained HTML file of everything that is known about a plan.
 *
 * It needs no network and no script, is drawn with inline SVG and CSS, reads on a phone and on paper, in
 * light and dark, and holds the data of each chart beside it. Give it what there is: a part without a value
 * is left out with a sentence.
 *
 *     MusterReportInput in = {.centre = centre, .requirement = requirement, .outcome = outcome};
 *     g_autofree char *page = muster_report_page(&in);
 *     muster_output_write("report.html", page, -1, FALSE, &error);
 * / */
#pragma once
#include <muster/check.h>
#include <muster/model.h>
#include <muster/report/table.h>

G_BEGIN_DECLS

/* Everything is borrowed and may be NULL, but the centre. Values must be of that centre. */
typedef struct {
  const MusterCentre *centre;
  const MusterDemand *demand;
  const MusterRequirement *requirement;
  const MusterPlan *plan;
  const MusterRoster *roster;
  const MusterOutcome *outcome;
  const MusterTable *accuracy;   /* of the forecast, on days it had not seen */
  const MusterCheck *check;      /* of the roster against every rule */
  const char *const *commands;   /* NULL-terminated: what to type to get this page again */
  const char *const *inputs;     /* NULL-terminated: files that were read */
  const char *const *warnings;   /* NULL-terminated: what a reader must know */
  gboolean has_seed;
  guint64 seed;
} MusterReportInput;

/* The whole page. The same values give the same bytes. (transfer full) */
MUSTER_API char *muster_report_page(const MusterReportInput *in);

G_END_DECLS
