/* What a roster leaves uncovered: neighbouring intervals as one stretch, hours by reason. */
#pragma once
#include <muster/model/roster.h>
#include <muster/report/table.h>

MusterTable *uncovered_stretches(const MusterRoster *roster, const MusterCentre *centre); /* all, by time */
MusterTable *
uncovered_largest(const MusterRoster *roster, const MusterCentre *centre); /* a few, the largest first */
MusterTable *
uncovered_by_reason(const MusterRoster *roster); /* most hours first */
