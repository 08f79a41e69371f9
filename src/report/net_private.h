/* Net staffing as a heat map: days down, intervals across. */
#pragma once
#include "report/view_private.h"

/* The word for `have` agents where `need` are required: closed, well short, short, right, over, well over. */
const char *net_state(double need, double have);
/* Draws a table of columns start, required, scheduled, net, state whose rows are the shown intervals. */
void net_write(const View *view, Html *html, const MusterTable *table, const char *who);
