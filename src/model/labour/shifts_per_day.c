#include "model/labour/labour_private.h"

static const MusterLabourParam params[] = {
  {"shifts", "number", "at most, a day", 1},
  {NULL, NULL, NULL, 0},
};

const MusterLabourInfo muster_labour_shifts_per_day = {
  .name = "shifts_per_day",
  .summary = "most shifts that start on one day",
  .params = params,
};
