#include "model/labour/labour_private.h"

static const MusterLabourParam params[] = {
  {"rest", "time", "least length of that stretch; one that begins in the week may end in the next", 35 * 3600.0},
  {NULL, NULL, NULL, 0},
};

const MusterLabourInfo muster_labour_weekly_rest = {
  .name = "weekly_rest",
  .summary = "in every calendar week (Monday to Sunday) one unbroken stretch without work",
  .params = params,
};
