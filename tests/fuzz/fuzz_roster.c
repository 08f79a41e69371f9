/* Any bytes as a roster, in both its forms: see fuzz_value.h. */
#include "fuzz_value.h"

static char *
turn(MusterCentre *centre, MusterSource *source, MusterFaults *faults)
{
  g_autoptr(MusterRoster) value = muster_roster_read(centre, source, faults);
  return value != NULL ? muster_roster_write(value, centre) : NULL;
}

/* The table holds the duties alone. */
static char *
turn_table(MusterCentre *centre, MusterSource *source, MusterFaults *faults)
{
  g_autoptr(MusterRoster) value = muster_roster_read(centre, source, faults);
  return value != NULL ? muster_roster_write_csv(value, centre) : NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  return fuzz_value(turn, data, size) + fuzz_value(turn_table, data, size);
}
