#include "model/labour/labour_private.h"

static const MusterLabourParam params[] = {
  {"grade", "text", "the grade that leads", NAN},
  {"agents", "number", "agents to one leader", 8},
  {NULL, NULL, NULL, 0},
};

const MusterLabourInfo muster_labour_leader_per = {
  .name = "leader_per",
  .summary = "a person of the grade present for every so many agents on duty",
  .params = params,
};
