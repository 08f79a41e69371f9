/* The tree from inside: nodes come from blocks, texts from a string chunk; both go with the tree. */
#pragma once
#include <muster/yaml.h>

struct MusterYaml {
  int ref_count;
  MusterYamlNode *root;
  GPtrArray *blocks;     /* of MusterYamlNode arrays */
  guint block_used, block_size;
  guint n_nodes;
  GStringChunk *texts;
  GPtrArray *sources;    /* owned references, each source once */
};

MusterYaml *muster_yaml_tree_new(void);
MusterYamlNode *muster_yaml_node_new(MusterYaml *tree, MusterYamlKind kind);
void muster_yaml_node_append(MusterYamlNode *parent, MusterYamlNode *child);
const char *muster_yaml_tree_text(MusterYaml *tree, const char *text, gssize length);
void muster_yaml_tree_keep(MusterYaml *tree, MusterSource *source);
/* Copies a subtree without attaching it; FALSE through NULL when it would pass `max_nodes` or `max_depth`. */
MusterYamlNode *muster_yaml_node_copy(MusterYaml *tree, const MusterYamlNode *node, guint max_nodes, int max_depth);

/* The child that one part of a path names, or NULL. */
MusterYamlNode *muster_yaml_child(const MusterYamlNode *node, const char *part);

/* Looks at the bytes before libyaml does. FALSE when they cannot be parsed; the faults say why. */
gboolean muster_yaml_scan_bytes(MusterSource *source, MusterFaults *faults);
/* Reports every line whose indentation holds a tab; returns how many there are. */
guint muster_yaml_scan_tabs(MusterSource *source, MusterFaults *faults);
/* Is there a tab in the indentation of this line (1-based)? */
gboolean muster_yaml_line_has_tab(MusterSource *source, int line);

/* Control characters and others that a file may hold only as an escape. */
gboolean muster_yaml_is_odd_character(gunichar c);

/* How a scalar may be written. */
typedef enum {
  MUSTER_YAML_SAFE,      /* plain for every reader */
  MUSTER_YAML_AMBIGUOUS, /* plain is possible, but readers may take it for a number, time, boolean or null */
  MUSTER_YAML_UNSAFE,    /* must be quoted */
} MusterYamlPlain;
MusterYamlPlain muster_yaml_plain(const char *text);
