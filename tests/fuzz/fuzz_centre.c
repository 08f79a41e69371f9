/* Any bytes as a centre file that may name no other: read, render the faults; what is accepted is written and
 * read again and must be equal. */
#include "fuzz.h"
#include <muster/model/centre.h>
#include <string.h>

static void
write_and_read(const MusterCentre *centre)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autofree char *text = muster_centre_write(centre);
  g_autoptr(MusterSource) source = muster_source_new("again.yaml", text, strlen(text));
  g_autoptr(MusterCentre) again = muster_centre_read_source(source, NULL, NULL, faults);
  g_autofree char *said = muster_faults_render(faults, FALSE);
  if (again == NULL)
    g_error("does not read back:\n%s\n%s", text, said);
  g_autofree char *difference = muster_centre_difference(centre, again);
  if (difference != NULL || !muster_centre_equal(centre, again))
    g_error("reads back with another %s:\n%s", difference, text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterSource) source = muster_source_new("input.yaml", (const char *) data, size);
  g_autoptr(MusterCentre) centre = muster_centre_read_source(source, NULL, NULL, faults);
  g_autofree char *said = muster_faults_render(faults, FALSE);
  if ((centre == NULL) != (muster_faults_n_errors(faults) > 0))
    g_error("a centre with faults, or none without:\n%s", said);
  if (centre != NULL)
    write_and_read(centre);
  return 0;
}
