/* Rest in elapsed slots between a shift's end and the next start: shared by the rules that ask for it. state[0] is 1 + the
 * earliest start that keeps it, 0 when every later one does. */
#pragma once
#include "roster/roster_private.h"

void roster_rest_prepare(RosterRule *rule, double rest_s);
/* Does a start of `option` keep the rest, `state` being the word above? */
gboolean roster_rest_kept(int state, const RosterOption *option);
int roster_rest_after(const RosterRule *rule, int day, const RosterOption *option, int state);
/* What tells options apart: which earlier shifts they may follow, and what may follow them. */
guint64 roster_rest_mark(const RosterRule *rule, const RosterOption *option);
