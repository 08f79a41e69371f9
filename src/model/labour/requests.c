#include "model/labour/labour_private.h"

static const MusterLabourParam params[] = {
  {NULL, NULL, NULL, 0},
};

const MusterLabourInfo muster_labour_requests = {
  .name = "requests",
  .summary = "wishes of people.csv that are not met",
  .params = params,
};
