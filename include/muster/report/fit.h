/* Fitted behaviour for people: tables for a terminal, and a page with its curves. */
#pragma once
#include <muster/forecast/fit.h>
#include <muster/report/table.h>

G_BEGIN_DECLS

/* Per queue what was chosen, then every candidate, the hazard of giving up by time waited, and the hours of the
 * day. (transfer full, of MusterTable *) */
MUSTER_API GPtrArray *muster_fit_tables(const MusterFit *fit);
/* One self-contained page: per queue the curve of patience with its laws, the hazard, handle times and returns
 * with theirs, the hours; the data beside each. (transfer full) */
MUSTER_API char *muster_fit_page(const MusterFit *fit, const char *made_by);

G_END_DECLS
