/* How fault.c walks the lines of a source. */
#pragma once
#include <muster/base/error.h>

/* A walk over the lines of one source, forwards only: asking for line 10, then 12, reads the text once. */
typedef struct {
  const MusterSource *source;
  int line;     /* 1-based */
  gsize offset; /* of its first byte */
  gsize length; /* without its end */
  gsize next;   /* offset after its end, or 0 when it is the last */
} MusterLineWalk;

void muster_line_walk_init(MusterLineWalk *walk, const MusterSource *source);
/* The bytes of `line` without its end (\n, \r\n or \r), or NULL when the text is shorter. Lines must not
 * descend. */
const char *muster_line_walk_to(MusterLineWalk *walk, int line, gsize *length);
