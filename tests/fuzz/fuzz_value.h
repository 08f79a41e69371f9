/* Targets for the readers of the values that travel: any bytes are read into a small centre. What is refused
 * must have a fault; what is accepted is written, read again and written again: the two texts must be the
 * same. */
#pragma once
#include "fuzz.h"
#include "small_centre.h"

/* Reads `text` and writes the value again; NULL when it is refused. (transfer full) */
typedef char *(*FuzzTurn)(MusterCentre *centre, MusterSource *source, MusterFaults *faults);

static inline char *
fuzz_turn(FuzzTurn turn, const char *bytes, gsize length, guint *n_errors)
{
  static SmallCentre *small; /* of use for all inputs */
  if (small == NULL)
    small = small_centre_new();
  g_autoptr(MusterFaults) faults = muster_faults_new();
  g_autoptr(MusterSource) source = muster_source_new("input", bytes, length);
  char *written = turn(&small->centre, source, faults);
  muster_file_kind(source);
  g_autofree char *said = muster_faults_render(faults, FALSE);
  *n_errors = muster_faults_n_errors(faults);
  return written;
}

static inline int
fuzz_value(FuzzTurn turn, const uint8_t *data, size_t size)
{
  guint n_errors;
  g_autofree char *first = fuzz_turn(turn, (const char *) data, size, &n_errors);
  if ((first == NULL) != (n_errors > 0))
    g_error("%s and %u errors", first == NULL ? "refused" : "accepted", n_errors);
  if (first == NULL)
    return 0;
  g_autofree char *second = fuzz_turn(turn, first, strlen(first), &n_errors);
  if (second == NULL || strcmp(first, second) != 0)
    g_error("does not read back:\n%s\n---\n%s", first, second != NULL ? second : "(refused)");
  return 0;
}
