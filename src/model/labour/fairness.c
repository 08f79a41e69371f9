#include "model/labour/labour_private.h"

static const MusterLabourParam params[] = {
  {NULL, NULL, NULL, 0},
};

const MusterLabourInfo muster_labour_fairness = {
  .name = "fairness",
  .summary = "nights, weekends and hours shared evenly among people of one contract",
  .params = params,
};
