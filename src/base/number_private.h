/* Pieces of number reading that quantities are made of. */
#pragma once
#include <muster/base/units.h>

#define MUSTER_LARGEST_NUMBER 1e15 /* no quantity of a planner is larger */

/* Reads a number at *text, times 10^shift exactly rounded, and moves *text behind it. FALSE with why. */
gboolean muster_scan_number(const char **text, int shift, double *value, char **why);
/* Behind spaces, tabs, no-break and thin spaces. */
const char *muster_skip_spaces(const char *p);
