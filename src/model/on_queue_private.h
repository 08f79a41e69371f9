/* Adding up staff over the intervals of a grid. */
#pragma once
#include <muster/base/clock.h>

/* Adds `people`, for the part of each interval that [start, end) covers, to out[grid->n]; what lies outside
 * the grid is left out. */
void model_cover(const MusterGrid *grid, gint64 start, gint64 end, double people, double *out);
