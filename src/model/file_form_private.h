/* Tree or table? Told from the first line. */
#pragma once
#include <muster/base/error.h>

typedef enum {
  FILE_TREE,  /* YAML or JSON: a bracket, a dash, a comment, or a key before any separator */
  FILE_TABLE, /* a separator of columns comes first */
  FILE_LINE,  /* neither */
} FileForm;
FileForm file_form(MusterSource *source);
