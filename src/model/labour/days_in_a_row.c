#include "model/labour/labour_private.h"

static const MusterLabourParam params[] = {
  {"days", "number", "at most so many in a row", 6},
  {NULL, NULL, NULL, 0},
};

const MusterLabourInfo muster_labour_days_in_a_row = {
  .name = "days_in_a_row",
  .summary = "longest streak of days on which a shift starts",
  .params = params,
};
