/* Which of the values a file holds, told from its first keys or columns: so that a program may be given any
 * stage's file. A guess for choosing the reader; only the reader says whether the file is sound. */
#pragma once
#include <muster/base/error.h>

G_BEGIN_DECLS

typedef enum {
  MUSTER_FILE_UNKNOWN,
  MUSTER_FILE_CENTRE,      /* YAML with `centre:` */
  MUSTER_FILE_SCENARIO,    /* YAML with `scenario:` */
  MUSTER_FILE_DEMAND,      /* YAML with `queues:` */
  MUSTER_FILE_REQUIREMENT, /* a table with start and agents */
  MUSTER_FILE_PLAN,        /* YAML with `shifts:` */
  MUSTER_FILE_ROSTER,      /* YAML with `duties:`, or a table with person, start and end */
  MUSTER_FILE_OUTCOME,     /* JSON of `muster simulate` */
  MUSTER_FILE_PEOPLE,      /* a table with id and group, or id alone */
  MUSTER_FILE_HISTORY,     /* a table with contacts offered or answered */
} MusterFileKind;

MUSTER_API MusterFileKind muster_file_kind(MusterSource *source);
MUSTER_API const char *muster_file_kind_name(MusterFileKind kind); /* "a demand", …, "something else" */

G_END_DECLS
