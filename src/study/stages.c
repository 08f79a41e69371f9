#include <muster/study.h>

static const struct {
  const char *name, *file;
} stages[MUSTER_N_STAGES] = {
  [MUSTER_STAGE_FORECAST] = { "forecast", "demand.yaml" },   [MUSTER_STAGE_STAFF] = { "staff", "requirement.csv" },
  [MUSTER_STAGE_PLAN] = { "plan", "plan.yaml" },             [MUSTER_STAGE_ROSTER] = { "roster", "roster.yaml" },
  [MUSTER_STAGE_SIMULATE] = { "simulate", "outcome.json" },  [MUSTER_STAGE_REPORT] = { "report", "report.html" },
};

const char *
muster_stage_name(MusterStage stage)
{
  return stages[stage].name;
}

const char *
muster_stage_file(MusterStage stage)
{
  return stages[stage].file;
}

void
muster_line_result_clear(MusterLineResult *result)
{
  g_clear_pointer(&result->page, g_free);
}
