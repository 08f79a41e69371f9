/* Between the parser's loop (parse.c) and what becomes of its events (events.c). */
#pragma once
#include "yaml/syntax_private.h"

typedef struct {
  MusterYaml *tree;
  MusterSource *source;
  MusterFaults *faults;
  GArray *stack;       /* of what is open; events.c knows of what */
  GHashTable *anchors; /* name → node */
  int max_depth;
  guint max_nodes;
  int n_documents;
  gboolean stop; /* a limit was passed: no tree */
} MusterYamlEvents;

void muster_yaml_events_init(MusterYamlEvents *reader, MusterSource *source, const MusterYamlLimits *limits,
                             MusterFaults *faults);
void muster_yaml_events_take(MusterYamlEvents *reader, const yaml_event_t *event);
/* The tree, with a null for an empty file; NULL when `ok` is FALSE or a limit was passed. (transfer full) */
MusterYaml *muster_yaml_events_finish(MusterYamlEvents *reader, gboolean ok);
