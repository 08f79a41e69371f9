#include "model/labour/labour_private.h"

static const MusterLabourParam params[] = {
  {"hours", "time", "at most, a week", 48 * 3600.0},
  {"weeks", "number", "averaged over so many weeks, counted from the first of the horizon", 1},
  {NULL, NULL, NULL, 0},
};

const MusterLabourInfo muster_labour_hours_per_week = {
  .name = "hours_per_week",
  .summary = "most paid hours in a calendar week (Monday to Sunday) or, over several weeks, on average",
  .params = params,
};
