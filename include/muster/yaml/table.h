/* Key tables: one record per key says what it is called, what it takes, its default, bounds and meaning, and where it
 * goes in a struct. The same table reads, writes, compares, frees and documents, so that these cannot drift apart.
 *
 *     static const MusterYamlKey lines_keys[] = {
 *       {.name = "count", .type = &muster_yaml_number, .offset = offsetof(Lines, count), .min = 0, .max = 1e6,
 *        .help = "trunk lines; contacts beyond them are blocked"},
 *       {NULL},
 *     };
 *     Lines lines;
 *     muster_yaml_table_init(lines_keys, &lines);
 *     muster_yaml_table_read(&reader, lines_keys, node, &lines);   // faults are in reader.faults
 *
 * Reading finds all faults in one go: unknown keys (with did-you-mean), missing ones, wrong types and units, values out
 * of bounds. A key whose value is `~` counts as not given. What is not given holds the default, or, when the key has
 * none: NaN, -1, FALSE, NULL, G_MININT32 (dates), an empty list.
 */
#pragma once
#include <muster/base/clock.h>
#include <muster/base/units.h>
#include <muster/yaml.h>

G_BEGIN_DECLS

typedef struct MusterYamlKey MusterYamlKey;
typedef struct MusterYamlType MusterYamlType;

/* The names that references may use, by scope ("queue", "group", …): NULL-terminated, a name's index is its value. */
typedef const char *const *(*MusterYamlNames)(gpointer user, const char *scope);

typedef struct {
  MusterFaults *faults;
  gpointer user;         /* whatever types outside this room need */
  MusterYamlNames names; /* may be NULL when the table has no references */
} MusterYamlReader;

typedef struct {
  MusterYaml *tree;
  gpointer user;
  MusterYamlNames names;
} MusterYamlWriter;

/* What a key takes. `field` points at object + key->offset. */
struct MusterYamlType {
  const char *name; /* in the reference: "duration" */
  const char *fits; /* in messages and the reference: "a duration like `4 min 20 s`" */
  gsize size;       /* of a plain field, at most 64 bytes; 0: the field is more than its bytes (a list, a map) */
  void (*init)(const MusterYamlKey *key, gpointer field);
  /* FALSE when a fault was added. Called on a freshly initialised field. */
  gboolean (*read)(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node, gpointer field);
  /* Adds the key below `parent`, or nothing when there is nothing to say. */
  void (*write)(MusterYamlWriter *writer, const MusterYamlKey *key, MusterYamlNode *parent, gconstpointer field);
  void (*clear)(const MusterYamlKey *key, gpointer field); /* NULL: nothing to free */
  gboolean (*equal)(const MusterYamlKey *key, gconstpointer a, gconstpointer b);
};

/* A table is an array of these, ended by one without a name. */
struct MusterYamlKey {
  const char *name;
  const MusterYamlType *type;
  gsize offset;
  const char *standard; /* the default as a planner would write it; NULL: none */
  gboolean required;
  double min, max;      /* of numbers, in the field's unit; no bounds unless min < max */
  const char *help;     /* one line; required */
  gsize given;          /* offset of a gboolean that is set when the key is given; 0: none */
  gsize count;          /* lists: offset of the int that counts */
  gsize size;           /* lists of objects: bytes of one */
  gsize mark;           /* objects: offset of their MusterMark; 0: none */
  const MusterYamlKey *table;                                                       /* objects: their keys */
  void (*check)(MusterYamlReader *reader, const MusterYamlNode *node, gpointer object); /* objects: when all keys are read, well or not */
  const char *const *words; /* of an enum: NULL-terminated, in the order of its values */
  const char *scope;        /* of a reference */
};

/* ---- types that ship ---- */
extern MUSTER_API const MusterYamlType muster_yaml_duration;  /* double, seconds */
extern MUSTER_API const MusterYamlType muster_yaml_share;     /* double, 0..1 unless bounds say otherwise */
extern MUSTER_API const MusterYamlType muster_yaml_rate;      /* double, per hour */
extern MUSTER_API const MusterYamlType muster_yaml_number;    /* double */
extern MUSTER_API const MusterYamlType muster_yaml_integer;   /* int */
extern MUSTER_API const MusterYamlType muster_yaml_per_span;  /* MusterPerSpan, with a `/ span` */
extern MUSTER_API const MusterYamlType muster_yaml_text;      /* char *, never empty; booleans of YAML must be quoted */
extern MUSTER_API const MusterYamlType muster_yaml_boolean;   /* gboolean */
extern MUSTER_API const MusterYamlType muster_yaml_date;      /* MusterDay */
extern MUSTER_API const MusterYamlType muster_yaml_weekdays;  /* guint, bit 0 Monday */
extern MUSTER_API const MusterYamlType muster_yaml_word;      /* an enum (int): one of key->words */
extern MUSTER_API const MusterYamlType muster_yaml_reference; /* int, index of a name in key->scope */
extern MUSTER_API const MusterYamlType muster_yaml_set;       /* guint64, bits of names in key->scope */
extern MUSTER_API const MusterYamlType muster_yaml_durations; /* double *, one or a list of them; key->count */
extern MUSTER_API const MusterYamlType muster_yaml_shares;    /* the same of shares */
extern MUSTER_API const MusterYamlType muster_yaml_map;       /* key->table, offsets from the field */
extern MUSTER_API const MusterYamlType muster_yaml_list;      /* T *, a list of maps; key->count, size, table */
extern MUSTER_API const MusterYamlType muster_yaml_named;     /* the same as a map by name; T begins with char *name */

/* The same as a map by names of key->scope; T begins with an int, the name's index. */
extern MUSTER_API const MusterYamlType muster_yaml_keyed;

/* ---- what tables do ---- */

MUSTER_API void muster_yaml_table_init(const MusterYamlKey *table, gpointer object);
/* Reads a map into an initialised object. FALSE when a fault was added; what could be read is there all the same. */
MUSTER_API gboolean muster_yaml_table_read(MusterYamlReader *reader, const MusterYamlKey *table,
                                           const MusterYamlNode *node, gpointer object);
/* Adds to the map `parent` every key that differs from its default. */
MUSTER_API void muster_yaml_table_write(MusterYamlWriter *writer, const MusterYamlKey *table, MusterYamlNode *parent,
                                        gconstpointer object);
MUSTER_API void muster_yaml_table_clear(const MusterYamlKey *table, gpointer object);
MUSTER_API gboolean muster_yaml_table_equal(const MusterYamlKey *table, gconstpointer a, gconstpointer b);
/* The first key in which the two differ, as a path; NULL when they are equal. For tests and diffs. (transfer full) */
MUSTER_API char *muster_yaml_table_difference(const MusterYamlKey *table, gconstpointer a, gconstpointer b);
/* A reference page in Markdown: one section per object, one row per key, and what each type takes. (transfer full) */
MUSTER_API char *muster_yaml_table_document(const MusterYamlKey *table, const char *title);
/* Calls `visit` for every key below `table`, with its path (`queues.*.handle`). */
MUSTER_API void muster_yaml_table_walk(const MusterYamlKey *table,
                                       void (*visit)(const char *path, const MusterYamlKey *key, gpointer data),
                                       gpointer data);

/* ---- for types of other rooms ---- */

/* "name: message" at the value; FALSE, so that a reader can return it. Takes `why`. */
MUSTER_API gboolean muster_yaml_refuse(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node,
                                       const char *hint, char *why);
/* The value must be a scalar with something in it, else the fault says what fits. */
MUSTER_API gboolean muster_yaml_need_scalar(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node);
/* The same for a container; the fault says what fits. */
MUSTER_API gboolean muster_yaml_need_kind(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node,
                                          MusterYamlKind kind);
/* Is value inside the key's bounds? Else a fault that says them. */
MUSTER_API gboolean muster_yaml_need_bounds(MusterYamlReader *reader, const MusterYamlKey *key, const MusterYamlNode *node,
                                            double value);
/* The index of `name` in a scope, or -1 with a did-you-mean at `mark`. */
MUSTER_API int muster_yaml_find_name(MusterYamlReader *reader, const char *scope, const char *name, MusterMark mark);
/* "did you mean 'presales'?", or "one of a, b, c" when nothing is near; NULL for no names. (transfer full) */
MUSTER_API char *muster_yaml_hint(const char *word, const char *const *names);
/* An unknown key of a map: the fault with its hint. `names` NULL-terminated. */
MUSTER_API void muster_yaml_unknown_key(MusterYamlReader *reader, const MusterYamlNode *entry, const char *const *names);
/* A key that stands for a name must not be a boolean of YAML, empty, or hold control characters. */
MUSTER_API gboolean muster_yaml_check_name(MusterYamlReader *reader, const char *text, gboolean quoted, MusterMark mark);

G_END_DECLS
