#include "model/labour/labour_private.h"

static const MusterLabourParam params[] = {
  {"rest", "time", "least elapsed time from a shift's end to the next start", 11 * 3600.0},
  {NULL, NULL, NULL, 0},
};

const MusterLabourInfo muster_labour_rest_between_shifts = {
  .name = "rest_between_shifts",
  .summary = "least rest between the end of one shift and the start of the next, in elapsed time",
  .params = params,
};
