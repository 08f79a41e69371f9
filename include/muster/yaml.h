/* The yaml room: text → a tree in which everything knows its place, and back.
 *
 * Reading: muster_yaml_read() or muster_yaml_parse() give a MusterYaml, whose nodes are scalars, lists and maps in
 * the order of the file. A scalar keeps its raw text (`no`, `08:00` and `4 min` stay what they are: what a text means
 * is decided by the key that it stands under) and whether it was quoted. Every node knows file, line and column of its
 * value and of its key, so that a fault found much later can still show its line.
 *
 * Accepted is YAML 1.1 as planners write it, less what makes a file read differently from how it looks: duplicate
 * keys, merge keys (`<<`), several documents, keys that are no plain text, foreign tags, tabs as indentation and
 * control characters are refused. Anchors and aliases work, and every expanded node counts against the limits.
 *
 * Nodes live as long as their tree. Nothing here is safe to change from two threads at once.
 */
#pragma once
#include <muster/base/error.h>

G_BEGIN_DECLS

typedef enum { MUSTER_YAML_SCALAR, MUSTER_YAML_LIST, MUSTER_YAML_MAP } MusterYamlKind;

/* One value of the tree. Read its fields freely; change it only through the functions below.
 * Walk children: for (node = map->first; node != NULL; node = node->next). */
typedef struct MusterYamlNode MusterYamlNode;
struct MusterYamlNode {
  const char *key;        /* the key it stands under; NULL in a list and for the root */
  const char *text;       /* a scalar's text, unquoted; "" for lists and maps; never NULL */
  MusterYamlNode *parent; /* NULL for the root */
  MusterYamlNode *first, *last, *next;
  MusterSource *source;   /* owned by the tree; NULL for nodes that a program made */
  gint32 line, column;    /* of the value; 0: nowhere */
  gint32 key_line, key_column;
  guint32 n;              /* number of children */
  guint8 kind;            /* MusterYamlKind */
  guint8 quoted;          /* the scalar was (or is to be) written in quotes */
  guint8 key_quoted;
  guint8 flow;            /* written on one line, as [a, b] or {a: b} */
};

typedef struct MusterYaml MusterYaml;

/* What a reader accepts before it gives up on a file. Zero fields mean the default. */
typedef struct {
  gsize max_bytes; /* 64 MiB */
  int max_depth;   /* 100 */
  int max_nodes;   /* 5 million, counted after aliases are expanded */
} MusterYamlLimits;

/* ---- reading ---- */

/* Reads `source`. Adds every fault it can find to `faults`. NULL when there is no tree to go on with (the syntax is
 * broken or a limit was passed); with faults that leave a tree (a duplicate key: the first is kept) the tree comes
 * back, so that the caller can look for more faults; it must then ask muster_faults_n_errors(). An empty file gives
 * an empty scalar. `limits` may be NULL. (transfer full) */
MUSTER_API MusterYaml *muster_yaml_parse(MusterSource *source, const MusterYamlLimits *limits, MusterFaults *faults);
/* The same from a file, "-" for standard input. A file that cannot be read is a fault. (transfer full) */
MUSTER_API MusterYaml *muster_yaml_read(const char *path, const MusterYamlLimits *limits, MusterFaults *faults);

MUSTER_API MusterYaml *muster_yaml_ref(MusterYaml *tree);
MUSTER_API void muster_yaml_unref(MusterYaml *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MusterYaml, muster_yaml_unref)
MUSTER_API MusterYamlNode *muster_yaml_root(const MusterYaml *tree); /* (transfer none), never NULL */

/* ---- looking ---- */

MUSTER_API MusterMark muster_yaml_mark(const MusterYamlNode *node);     /* of the value */
MUSTER_API MusterMark muster_yaml_key_mark(const MusterYamlNode *node); /* of the key; the value's where there is none */
/* The entry of a map, or the item of a list; NULL when it is not there (or `node` is none). Linear. */
MUSTER_API MusterYamlNode *muster_yaml_get(const MusterYamlNode *node, const char *key);
MUSTER_API MusterYamlNode *muster_yaml_at(const MusterYamlNode *node, guint i);
/* `~`, `null` or nothing at all, unquoted. */
MUSTER_API gboolean muster_yaml_is_null(const MusterYamlNode *node);
/* Is `text` one of YAML 1.1's booleans (yes no on off true false, three spellings each)? `*value` may be NULL. */
MUSTER_API gboolean muster_yaml_is_boolean_word(const char *text, gboolean *value);
/* An unquoted scalar or key that YAML takes for a boolean or null: a fault where a name was meant. */
MUSTER_API gboolean muster_yaml_is_trap(const char *text, gboolean quoted);
/* "a list", "a map", "a text", "nothing": for messages. Static. */
MUSTER_API const char *muster_yaml_describe(const MusterYamlNode *node);
/* `queues.presales.serves[2]`; names with dots are quoted. (transfer full) */
MUSTER_API char *muster_yaml_path(const MusterYamlNode *node);
/* Same kinds, keys, texts, nullness and order; places and quotes do not matter. */
MUSTER_API gboolean muster_yaml_equal(const MusterYamlNode *a, const MusterYamlNode *b);

/* ---- building and writing ----
 * `key` is NULL under a list and needed under a map. Texts are copied. New nodes go to the end. Adding a key that is
 * there already is a programmer's mistake. */

MUSTER_API MusterYaml *muster_yaml_new(MusterYamlKind root_kind); /* an empty list or map; (transfer full) */
MUSTER_API MusterYamlNode *muster_yaml_add_map(MusterYaml *tree, MusterYamlNode *parent, const char *key);
MUSTER_API MusterYamlNode *muster_yaml_add_list(MusterYaml *tree, MusterYamlNode *parent, const char *key);
/* A name or other free text: quoted whenever some reader of YAML could take it for something else (`no`, `08:00`, `12`). */
MUSTER_API MusterYamlNode *muster_yaml_add_text(MusterYaml *tree, MusterYamlNode *parent, const char *key, const char *text);
/* A number, quantity, date, boolean or word of ours: quoted only where the syntax forces it. */
MUSTER_API MusterYamlNode *muster_yaml_add_plain(MusterYaml *tree, MusterYamlNode *parent, const char *key, const char *text);
MUSTER_API MusterYamlNode *muster_yaml_add_number(MusterYaml *tree, MusterYamlNode *parent, const char *key, double value);
MUSTER_API MusterYamlNode *muster_yaml_add_null(MusterYaml *tree, MusterYamlNode *parent, const char *key);
/* A deep copy of `node`, which may live in another tree; places are kept, and so are the sources they point into. */
MUSTER_API MusterYamlNode *muster_yaml_add_copy(MusterYaml *tree, MusterYamlNode *parent, const char *key,
                                                const MusterYamlNode *node);
/* Keeps the sources of another tree alive as long as this one: for values that point into both. */
MUSTER_API void muster_yaml_keep(MusterYaml *tree, const MusterYaml *other);
/* Lays the keys of the map `node` over those of the map `base`: a key given in both keeps `node`'s value, maps merge key by key, and
 * a null in `node` removes the key. FALSE when the tree would pass `max_nodes` (0: 5 million). */
MUSTER_API gboolean muster_yaml_overlay(MusterYaml *tree, MusterYamlNode *node, const MusterYamlNode *base, int max_nodes);
/* `node` takes over the value of `from`, which may live in another tree, with its places; it keeps its own key. */
MUSTER_API void muster_yaml_become(MusterYaml *tree, MusterYamlNode *node, const MusterYamlNode *from);
/* Takes an entry out of its list or map. */
MUSTER_API void muster_yaml_remove(MusterYamlNode *node);
/* Lists and maps only: write it on one line (wrapped when long). Everything below it is then on that line, too. */
MUSTER_API void muster_yaml_set_flow(MusterYamlNode *node);

/* The whole as text that reads back equal, ending in a newline. (transfer full) */
MUSTER_API char *muster_yaml_emit(const MusterYamlNode *node);

G_END_DECLS
