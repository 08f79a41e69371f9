#include "model/labour/labour_private.h"

static const MusterLabourParam params[] = {
  {"off", "number", "so many weekends free", 2},
  {"weeks", "number", "of so many in a row", 4},
  {NULL, NULL, NULL, 0},
};

const MusterLabourInfo muster_labour_weekends_off = {
  .name = "weekends_off",
  .summary = "weekends without any work, Saturday 00:00 to Monday 00:00, among any so many weekends in a row",
  .params = params,
};
