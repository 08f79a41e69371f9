/* Any bytes as people.csv: see fuzz_value.h. */
#include "fuzz_value.h"

static char *
turn(MusterCentre *centre, MusterSource *source, MusterFaults *faults)
{
  return muster_people_read(centre, source, faults) ? muster_people_write(centre) : NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  return fuzz_value(turn, data, size);
}
