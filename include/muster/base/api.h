/* MUSTER_API marks what the shared library exports; everything else stays hidden. */
#pragma once
#include <glib.h>

#define MUSTER_API __attribute__((visibility("default")))

/* Exit statuses of the program, and the meaning of a failed call's error code. */
typedef enum {
  MUSTER_EXIT_OK = 0,
  MUSTER_EXIT_FAULT = 1,  /* something failed while running: disk full, no memory, a defect */
  MUSTER_EXIT_USAGE = 2,  /* the command line is wrong */
  MUSTER_EXIT_INPUT = 3,  /* an input file is bad; nothing was written */
  MUSTER_EXIT_TARGET = 4, /* done, but a target cannot be met */
  MUSTER_EXIT_LIMIT = 5,  /* a limit cut the search; the best found is written with its gap */
} MusterExit;
