/* Any bytes as a outcome: see fuzz_value.h. */
#include "fuzz_value.h"

static char *
turn(MusterCentre *centre, MusterSource *source, MusterFaults *faults)
{
  g_autoptr(MusterOutcome) value = muster_outcome_read_json(centre, source, faults);
  return value != NULL ? muster_outcome_write_json(value, centre) : NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  return fuzz_value(turn, data, size);
}
