#include "model/labour/labour_private.h"

static const MusterLabourParam params[] = {
  {"hours", "time", "at most, a day", 10 * 3600.0},
  {"overtime_after", "time", "what exceeds this is paid as overtime; not given: nothing", NAN},
  {NULL, NULL, NULL, 0},
};

const MusterLabourInfo muster_labour_hours_per_day = {
  .name = "hours_per_day",
  .summary = "most paid hours of the shifts that start on one day",
  .params = params,
};
