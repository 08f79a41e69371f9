/* Any bytes as a demand: see fuzz_value.h. */
#include "fuzz_value.h"

static char *
turn(MusterCentre *centre, MusterSource *source, MusterFaults *faults)
{
  g_autoptr(MusterDemand) value = muster_demand_read(centre, source, faults);
  return value != NULL ? muster_demand_write(value, centre) : NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  return fuzz_value(turn, data, size);
}
