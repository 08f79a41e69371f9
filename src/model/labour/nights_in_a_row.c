#include "model/labour/labour_private.h"

static const MusterLabourParam params[] = {
  {"nights", "number", "at most so many in a row", 4},
  {"from", "time", "the night begins, by the clock", 23 * 3600.0},
  {"to", "time", "and ends", 6 * 3600.0},
  {"least", "time", "a shift is a night shift when so much of it lies in the night", 3 * 3600.0},
  {NULL, NULL, NULL, 0},
};

const MusterLabourInfo muster_labour_nights_in_a_row = {
  .name = "nights_in_a_row",
  .summary = "longest streak of night shifts, one a day",
  .params = params,
};
