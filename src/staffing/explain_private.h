/* Parts of the reckoning of one row, each a line or two of text. */
#pragma once
#include "staffing/staffing_private.h"

/* Up to three places, without trailing zeros. (transfer full) */
char *explain_number(double value);
/* "  37            service level 81.2 %, abandoned 3.1 %, …" */
void explain_service(GString *out, int agents, const char *rest, const MusterErlangService *service);
/* What the variation of demand does here. */
void explain_variation(GString *out, const MusterStaffing *staffing, const MusterCentre *centre, int queue,
                       int interval);
/* What one agent less and one more would give, by the formula that gave the number. */
void explain_neighbours(GString *out, const MusterStaffing *staffing, const MusterCentre *centre, int queue,
                        int interval);
/* The day or the week that the target is for. */
void explain_period(GString *out, const MusterStaffing *staffing, const MusterCentre *centre, int queue, int interval);
/* From agents on queue to people scheduled. */
void explain_shrinkage(GString *out, const MusterCentre *centre, const MusterNeed *need);
